"""What follows on a measure and around it: letters of the case, payments, objection, who speaks (protocol 11, 18, 21, 25, 37)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.service_process import eventually
from tests.web.service_process import ServiceProcess
from tests.web.zaakloop import Zaakloop, words

TODAY = date.today()  # noqa: DTZ011 - the service reads the same clock
POSTEN = [{"omschrijving": "Ruit", "bedrag": 120.5, "eigenaar": "provincie"}]


def day(days: int = 0) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


@pytest.fixture(scope="module")
def carried_out(service: ServiceProcess) -> Zaakloop:
    """A case with three measures that were carried out: a claim, a ban of a month, a talk."""
    loop = Zaakloop.begin(service, aard=["belediging"], kanaal="email").talk()
    proposals: dict[str, dict[str, Any]] = {
        "schade": {"details": {"posten": POSTEN}},
        "ontzegging_gebouw": {"van": day(), "tot": day(30)},
        "stopgesprek": {},
    }
    for number, (soort, fields) in enumerate(proposals.items(), 1):
        assert loop.propose(soort, **fields).status_code == 201
        if soort != "schade":
            assert loop.answer("akkoord", mid=f"m{number}").status_code == 200
        loop.draft(f"m{number}")
        done = loop.act(f"maatregelen/m{number}/uitgevoerd", {"datum": day()})
        assert done.status_code == 200, done.text
    return loop


def test_a_draft_that_nobody_sent_is_gone_for_good_once_it_was_carried_out_otherwise(
    carried_out: Zaakloop,
) -> None:
    for measure in ("m1", "m2", "m3"):
        eventually(lambda which=measure: not carried_out.drafts(which), f"no draft of {measure} is left")  # type: ignore[misc]

    sent = carried_out.service.tenant.state()["mail_sent"]
    assert not [one for one in sent if carried_out.ref in one["subject"]]
    assert len(carried_out.letters()) >= 3, "the letters stay in the dossier"


def test_what_the_police_said_is_recorded_and_comes_back_to_the_melder(carried_out: Zaakloop) -> None:
    assert carried_out.propose("melding_politie", uitvoerder="melder").status_code == 201
    assert carried_out.answer("akkoord", mid="m4").status_code == 200
    told = {"datum": day(), "politienummer": "PL0900-1", "vpt_code": "VPT"}
    assert carried_out.act("maatregelen/m4/uitgevoerd", told).status_code == 200
    ended = carried_out.act(
        "maatregelen/m4/afgerond", {"datum": day(), "uitkomst": "De politie sprak met hem."}
    )

    assert ended.status_code == 200
    (step,) = [one for one in carried_out.own()["maatregelen"] if one["id"] == "m4"]
    assert step["politie"] == {"nummer": "PL0900-1", "vpt": "VPT"}
    assert step["uitkomst"] == "De politie sprak met hem."
    page = carried_out.page()
    assert "Download het dossier voor de politie" in page, "also for a melding in words alone"
    assert "Aangifte met klacht, uiterlijk" in page, "a melding stops no clock"


def test_payments_on_a_claim_are_counted_and_never_more_than_was_claimed(carried_out: Zaakloop) -> None:
    first = carried_out.act("maatregelen/m1/betalingen", {"datum": day(), "bedrag": 100.25})
    too_much = carried_out.act("maatregelen/m1/betalingen", {"datum": day(), "bedrag": 20.26})
    tomorrow = carried_out.act("maatregelen/m1/betalingen", {"datum": day(1), "bedrag": 1})
    no_claim = carried_out.act("maatregelen/m2/betalingen", {"datum": day(), "bedrag": 1})

    assert [one.status_code for one in (first, too_much, tomorrow, no_claim)] == [201, 422, 422, 409]
    assert carried_out.measure("m1")["nog_open"] == 20.25
    assert [one["bedrag"] for one in carried_out.measure("m1")["betalingen"]] == [100.25]


def test_a_view_an_objection_and_the_decision_on_it_are_recorded(carried_out: Zaakloop) -> None:
    path = "maatregelen/m2/reacties"
    early = carried_out.act(
        path, {"soort": "besluit", "datum": day(), "tekst": "Blijft.", "uitkomst": "blijft"}
    )
    view = carried_out.act(path, {"soort": "zienswijze", "datum": day(), "tekst": "Ik was boos."})
    objection = carried_out.act(path, {"soort": "bezwaar", "datum": day(), "tekst": "Te lang."})
    shorter = {"soort": "besluit", "datum": day(), "tekst": "Korter.", "uitkomst": "ingekort", "tot": day(10)}
    decided = carried_out.act(path, shorter)
    longer = carried_out.act(path, shorter | {"tot": day(20)})

    assert [one.status_code for one in (early, view, objection, decided, longer)] == [409, 201, 201, 201, 422]
    ban = carried_out.measure("m2")
    assert ban["einddatum"] == day(10)
    assert [(one["soort"], one["op_tijd"]) for one in ban["reacties"]] == [
        ("zienswijze", True),
        ("bezwaar", True),
        ("besluit", True),
    ]


def test_a_decision_says_its_outcome(carried_out: Zaakloop) -> None:
    bare = {"soort": "besluit", "datum": day(), "tekst": "Zo is het."}

    assert carried_out.act("maatregelen/m2/reacties", bare).status_code == 422


def test_the_minutes_of_a_talk_are_a_document_and_a_draft_without_recipient(carried_out: Zaakloop) -> None:
    minutes = {
        "datum": f"{day()}T00:00:00+01:00",
        "aanwezig": "Commissaris, griffier",
        "oorzaak": "Boosheid over een weg.",
        "afspraken": "Geen mails meer.",
    }
    ahead = carried_out.act("maatregelen/m3/verslag", minutes | {"datum": f"{day(2)}T10:00:00+01:00"})
    asked = carried_out.act("maatregelen/m3/verslag", minutes)
    refused = carried_out.act("maatregelen/m2/verslag", minutes)

    assert (ahead.status_code, asked.status_code, refused.status_code) == (422, 202, 409)
    name = asked.json()["brieven"][-1]["id"]
    letter = eventually(lambda: _ready(carried_out, name), "the minutes stand")
    assert letter["webLink"]
    (draft,) = carried_out.drafts(name)
    assert (draft["isDraft"], draft["recipients"]) == (True, [])
    docx = carried_out.service.ask("griffier", "GET", letter["document"])
    assert "Geen mails meer." in words(docx.content)
    assert "Statenlid" not in words(docx.content)


def test_what_happens_now_is_a_letter_to_the_betrokkene(carried_out: Zaakloop) -> None:
    asked = carried_out.act("brieven", {"soort": "informatie-melder"})
    unknown = carried_out.act("brieven", {"soort": "verslag-gesprek"})

    assert (asked.status_code, unknown.status_code) == (202, 422)
    name = asked.json()["brieven"][-1]["id"]
    eventually(lambda: _ready(carried_out, name), "the letter stands")
    (draft,) = carried_out.drafts(name)
    assert draft["recipients"] == ["statenlid1@provincie.example"]


def test_the_cdk_speaks_and_a_running_threat_keeps_everybody_silent(carried_out: Zaakloop) -> None:
    agreed = {"spreker": "cdk", "afspraak": "Alleen in vertrouwen.", "openbaar": False, "datum": day()}
    said = carried_out.act("woordvoering", agreed)
    other = carried_out.act("woordvoering", agreed | {"spreker": "griffier"})
    may_speak = carried_out.case()["sprekers"]
    assert carried_out.act("dreiging", {"actief": True}).status_code == 200
    silent = carried_out.act("woordvoering", agreed)
    melder = carried_out.service.ask("statenlid1", "GET", f"/deel/mijn/{carried_out.ref}").text
    assert "De dreiging duurt voort." in melder
    letter = carried_out.act("brieven", {"soort": "nazorgbrief"})
    carried_out.settled()
    assert carried_out.act("dreiging", {"actief": False}).status_code == 200

    assert [one.status_code for one in (said, other, silent, letter)] == [201, 409, 409, 202]
    assert [one["spreker"] for one in carried_out.case()["woordvoering"]] == may_speak == ["cdk"]


def _ready(loop: Zaakloop, name: str) -> dict[str, Any] | None:
    letters: list[dict[str, Any]] = loop.settled().case()["brieven"]
    return next((one for one in letters if one["id"] == name and one["status"] == "gereed"), None)
