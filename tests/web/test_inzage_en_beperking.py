"""What the agressor may have a copy of, and what a restriction stops and leaves (AVG articles 15 and 18; protocol 49)."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest

from plugin.letters import letter_text
from tests.service_process import eventually
from tests.web.service_process import ServiceProcess
from tests.web.zaakloop import Zaakloop

VANDAAG = date.today()  # noqa: DTZ011 - the service reads the same clock
PERIODE = {"van": VANDAAG.isoformat(), "tot": (VANDAAG + timedelta(days=1)).isoformat()}
ANDER = {"naam": "Een Ander", "email": "ander@elders.example"}
BETWIST = {"reden": "De afzender betwist de feiten."}


def copied(loop: Zaakloop, pieces: str = "") -> dict[str, bytes]:
    answer = loop.service.ask("griffier", "GET", f"/api/zaken/{loop.ref}/inzage.zip?stukken={pieces}")
    assert answer.status_code == 200, answer.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_letter_to_another_is_in_the_copy_for_the_agressor_only_when_a_handler_ticks_it(
    service: ServiceProcess,
) -> None:
    loop = Zaakloop.begin(service).talk()
    for mid, details in (("m1", {}), ("m2", {"geadresseerde": ANDER})):
        assert loop.propose("waarschuwing", details=details).status_code == 201
        assert loop.answer("akkoord", mid=mid).status_code == 200
        loop.draft(mid)
        assert loop.act(f"maatregelen/{mid}/uitgevoerd", {"datum": VANDAAG.isoformat()}).status_code == 200

    bare, chosen = copied(loop), copied(loop, "m2")

    assert set(bare) == {"overzicht.txt", "brieven/m1-waarschuwing.docx"}
    assert bare["overzicht.txt"].decode().count("- waarschuwing op") == 1
    assert not any(ANDER["naam"] in letter_text(one) for name, one in bare.items() if name.endswith(".docx"))
    assert set(chosen) == {*bare, "brieven/m2-waarschuwing.docx"}
    assert chosen["overzicht.txt"].decode().count("- waarschuwing op") == 2
    assert f"Gericht aan: {ANDER['naam']}, {ANDER['email']}" in loop.page()
    refused = service.ask("griffier", "GET", f"/api/zaken/{loop.ref}/inzage.zip?stukken=m1")
    assert refused.status_code == 422, "what goes along by itself is nothing to tick"


@pytest.fixture(scope="module")
def restricted(service: ServiceProcess) -> Zaakloop:
    """A ban in force, a report to the police with consent, an open question, and then a restriction."""
    loop = Zaakloop.begin(service, agressor={"naam": "Beperkte Bezoeker"}).talk()
    assert loop.propose("ontzegging_gebouw", **PERIODE).status_code == 201
    assert loop.answer("akkoord").status_code == 200
    loop.draft()
    assert loop.act("maatregelen/m1/uitgevoerd", {"datum": VANDAAG.isoformat()}).status_code == 200
    assert loop.propose("aangifte").status_code == 201
    assert loop.answer("akkoord", mid="m2").status_code == 200
    for _ in ("m3", "m4"):
        assert loop.propose("waarschuwing").status_code == 201
    assert loop.act("beperken", BETWIST).status_code == 200
    return loop


def test_in_a_restricted_case_a_yes_waits_and_a_no_counts(restricted: Zaakloop) -> None:
    page = restricted.service.ask("statenlid1", "GET", f"/deel/mijn/{restricted.ref}").text
    assert ('value="akkoord"' in page, page.count('value="geweigerd"')) == (False, 2)
    assert page.count("Deze zaak staat even stil.") == 2, "the page says so before anybody presses"
    assert 'value="ingetrokken"' in page

    yes, no = restricted.answer("akkoord", mid="m3"), restricted.answer("geweigerd", mid="m4")

    assert (yes.status_code, no.status_code) == (409, 200)
    assert yes.json()["detail"].startswith("Deze zaak staat even stil.")
    assert [restricted.measure(one)["status"] for one in ("m3", "m4")] == [
        "toestemming_gevraagd",
        "geweigerd",
    ]


def test_a_ban_in_force_stays_on_the_list_of_the_reception_while_its_case_is_restricted(
    restricted: Zaakloop,
) -> None:
    listed = restricted.service.ask("griffier", "GET", "/api/toegangslijst").json()["items"]

    assert {"naam": "Beperkte Bezoeker", **PERIODE} in listed


def test_the_pack_for_the_police_stays_to_be_had_while_its_case_is_restricted(restricted: Zaakloop) -> None:
    answer = restricted.service.ask("griffier", "GET", f"/api/zaken/{restricted.ref}/dossier.zip")

    assert answer.status_code == 200, answer.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert "m2-aangifte.docx" in archive.namelist()


def test_a_letter_of_the_case_that_was_under_way_is_not_finished_once_it_is_restricted(
    service: ServiceProcess,
) -> None:
    loop = Zaakloop.begin(service).talk()
    service.tenant.fault(method="PUT", path=f"{loop.ref}/brieven/", kind="503", retry_after=1, times=3)
    assert loop.act("brieven", {"soort": "informatie-melder"}).status_code == 202
    assert loop.act("beperken", BETWIST).status_code == 200

    eventually(lambda: _letter(loop)["status"] == "ingetrokken", "the letter is given up", 60)
    service.tenant.clear_faults()
    assert _letter(loop)["document"] is _letter(loop)["webLink"] is None
    assert (loop.drafts("z1"), loop.letters()) == ([], [])


def _letter(loop: Zaakloop) -> dict[str, Any]:
    found: dict[str, Any] = loop.case()["brieven"][0]
    return found


def test_who_was_named_by_another_says_yes_after_the_restriction_and_no_at_any_time(
    service: ServiceProcess,
) -> None:
    loop = Zaakloop.begin(service, namens={"naam": "Statenlid Twee"})
    linked = loop.act("betrokkene", {"oid": "00000000-0000-4000-8000-000000000008"})
    assert linked.status_code == 200
    assert loop.act("beperken", BETWIST).status_code == 200
    path = f"/api/meldingen/{loop.ref}/bevestiging"
    page = service.ask("statenlid2", "GET", f"/deel/mijn/{loop.ref}").text
    assert ('value="ja"' in page, 'value="nee"' in page) == (False, True)
    assert "Deze zaak staat even stil." in page

    yes = service.ask("statenlid2", "POST", path, json={"antwoord": "ja"})
    no = service.ask("statenlid2", "POST", path, json={"antwoord": "nee"})

    assert (yes.status_code, no.status_code) == (409, 200)
    assert yes.json()["detail"].startswith("Deze zaak staat even stil.")
