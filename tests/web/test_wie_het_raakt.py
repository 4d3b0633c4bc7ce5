"""Whom a letter hits: never the melder, never who may not be hit; and a wrong pick of the agressor is mended (protocol 8, 10, 21)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.service_process import eventually
from tests.web.service_process import ServiceProcess
from tests.web.zaakloop import Zaakloop

GEDEPUTEERDE, STATENLID2 = (f"00000000-0000-4000-8000-00000000000{nr}" for nr in (6, 8))
PERIODE = {"van": "2030-01-14", "tot": "2030-02-14"}
BOOS = "boos@elders.example"


def mail(sender: str) -> tuple[str, bytes]:
    return (
        f"{sender}.eml",
        f"From: {sender}\r\nTo: iemand@elders.example\r\nSubject: x\r\n\r\nhallo\r\n".encode(),
    )


def reported(service: ServiceProcess, *senders: str, **melding: Any) -> Zaakloop:
    """A case with a mail of each of these as evidence, after a talk."""
    told = {"route": "hulp", "agressor": {"naam": "Jan Boos"}} | melding
    sent = service.send("statenlid1", json.dumps(told), *map(mail, senders))
    loop = Zaakloop(service, sent.json()["referentie"])
    eventually(lambda: loop.own()["verwerking"] == "gemeld", "the melding is told")
    return loop.talk()


def towards(loop: Zaakloop, soort: str, **velden: Any) -> tuple[str | None, str | None]:
    """Name and address of the letter that was just proposed."""
    proposed = loop.propose(soort, **velden)
    assert proposed.status_code == 201, proposed.text
    aan = loop.measure(proposed.json()["id"])["geadresseerde"]
    return aan["naam"], aan["email"]


def test_an_own_reply_makes_the_melder_neither_the_other_nor_somebody_who_cannot_be_refused(
    service: ServiceProcess,
) -> None:
    loop = reported(service, "statenlid1@provincie.example")
    assert towards(loop, "waarschuwing") == ("Jan Boos", None)
    assert towards(loop, "ontzegging_gebouw", **PERIODE) == ("Jan Boos", None)
    assert "statenlid1@" not in loop.own()["maatregelen"][0]["vraag"]


def test_beside_an_own_reply_the_one_sender_is_the_other_and_an_emptied_field_is_empty(
    service: ServiceProcess,
) -> None:
    loop = reported(service, BOOS, "Statenlid1+prive@provincie.example")
    form = service.ask("griffier", "GET", f"/deel/zaken/{loop.ref}/voorstel/waarschuwing").text
    assert f'value="{BOOS}"' in form
    assert 'value="Jan Boos"' in form
    assert towards(loop, "waarschuwing") == ("Jan Boos", BOOS)
    emptied: dict[str, Any] = {"geadresseerde": {"naam": "J. Boos", "email": ""}}
    assert towards(loop, "waarschuwing", details=emptied) == ("J. Boos", None)
    nobody: dict[str, Any] = {"geadresseerde": {"naam": "", "email": ""}}
    assert towards(loop, "waarschuwing", details=nobody) == (None, None)


def test_a_ban_goes_for_good_once_the_agressor_proves_to_be_an_ambtsdrager_and_a_wrong_pick_is_mended(
    service: ServiceProcess,
) -> None:
    loop = reported(service, BOOS)
    assert towards(loop, "ontzegging_gebouw", **PERIODE) == ("Jan Boos", BOOS)
    assert loop.answer("akkoord").status_code == 200
    assert loop.draft().drafts() != []

    known = loop.act("agressor", {"oid": GEDEPUTEERDE})
    assert known.status_code == 200, known.text
    gone = loop.measure()
    assert gone["status"] == "vervallen"
    assert "kan niet bij een politieke ambtsdrager" in gone["vervallen_reden"]
    eventually(lambda: loop.drafts() == [], "the draft is gone")

    assert "Is het iemand anders dan Gedeputeerde Voorbeeld?" in loop.page()
    assert "iemand anders" in loop.act("agressor", {"oid": GEDEPUTEERDE}).json()["detail"]
    assert loop.act("agressor", {"oid": STATENLID2}).status_code == 200
    assert "Is het iemand anders dan Statenlid Twee?" in loop.page()


@pytest.mark.parametrize("agressor", [GEDEPUTEERDE, STATENLID2])
def test_whom_the_melder_named_by_account_a_handler_does_not_change(
    service: ServiceProcess, agressor: str
) -> None:
    loop = reported(service, BOOS, agressor={"hoedanigheid": "ambtsdrager", "oid": agressor})
    refused = loop.act("agressor", {"oid": STATENLID2})
    assert (refused.status_code, "nieuwe melding" in refused.json()["detail"]) == (409, True)
    assert 'id="agressor"' not in loop.page()


def test_who_signs_in_place_of_the_cdk_decides_as_well(service: ServiceProcess) -> None:
    loop = Zaakloop.begin(service, melder="cdk")
    loop.behandelaar = "loco-cdk"
    loop.talk()
    proposed = loop.propose("stopgesprek")
    assert proposed.status_code == 201, proposed.text
    assert loop.measure()["besluit"] == "loco-commissaris van de Koning"
    form = service.ask("loco-cdk", "GET", f"/deel/zaken/{loop.ref}/voorstel/waarschuwing").text
    assert "Commissaris van de Koning" not in form
    page = service.ask("cdk", "GET", f"/deel/mijn/{loop.ref}").text
    assert "De loco-commissaris van de Koning zegt dat dit moet stoppen" in page
