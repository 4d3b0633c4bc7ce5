"""What a handler can record of a measure, by where it stands (protocol 15, 18, 21, 25)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from plugin.web.maatregel_formulieren import formulieren

TODAY = date(2026, 11, 24)
MEASURE: dict[str, Any] = {
    "id": "m1",
    "soort": "waarschuwing",
    "status": "toestemming_gevraagd",
    "uitvoerder": "provincie",
    "concept": None,
    "uitgevoerd_op": None,
    "einddatum": None,
    "gesprek_op": None,
    "afgezegd_op": None,
    "reacties": [],
    "nog_open": None,
}
READY = {"status": "concept", "concept": {"status": "gereed"}}
DONE = {"status": "uitgevoerd", "uitgevoerd_op": "2026-11-24"}
CALLED_OFF = {
    "soort": "stopgesprek",
    "status": "ingetrokken",
    "concept": {"status": "ingetrokken", "verstuurd": True},
}
BAN = {"soort": "ontzegging_gebouw", "einddatum": "2026-11-24"}


@pytest.mark.parametrize(
    ("facts", "possible"),
    [
        ({}, ["vervallen"]),
        ({"status": "akkoord"}, ["vervallen"]),
        ({"status": "akkoord", "uitvoerder": "melder"}, ["uitgevoerd", "vervallen"]),
        ({"status": "concept", "concept": {"status": "bezig"}}, ["vervallen"]),
        (READY, ["uitgevoerd", "vervallen"]),
        (DONE, ["reacties", "afgerond"]),
        (DONE | {"reacties": [{}]}, ["reacties", "reacties", "afgerond"]),
        (DONE | {"soort": "stopgesprek"}, ["verslag", "reacties", "afgerond", "vervallen"]),
        (DONE | CALLED_OFF, ["afgezegd", "reacties"]),
        (DONE | CALLED_OFF | {"afgezegd_op": "2026-11-24"}, ["reacties"]),
        (DONE | BAN, ["reacties", "reacties", "afgerond"]),
        (DONE | BAN | {"einddatum": "2026-11-23"}, ["reacties", "afgerond"]),
        (DONE | {"soort": "schade", "nog_open": 12.5}, ["betalingen", "reacties", "afgerond"]),
        (DONE | {"soort": "schade", "nog_open": 0.0}, ["reacties", "afgerond"]),
        ({"status": "geweigerd"}, []),
        ({"status": "vervallen"}, []),
    ],
)
def test_each_state_has_its_own_forms(facts: dict[str, Any], possible: list[str]) -> None:
    assert [form.pad for form in formulieren(MEASURE | facts, "maatregelen", TODAY)] == possible


def test_in_a_closed_case_nothing_can_be_recorded_but_what_ends_a_ban_or_a_talk() -> None:
    rounded = MEASURE | DONE | {"status": "afgerond"}
    assert formulieren(rounded, "afgesloten", TODAY) == []
    assert formulieren(rounded | BAN | {"einddatum": "2026-11-23"}, "afgesloten", TODAY) == []
    running = formulieren(rounded | BAN, "afgesloten", TODAY)
    assert [form.kop for form in running] == [
        "Leg vast wat de ander ervan vindt",
        "Laat de ontzegging eerder stoppen",
    ]
    (called_off,) = formulieren(MEASURE | DONE | CALLED_OFF, "afgesloten", TODAY)
    assert called_off.pad == "afgezegd"


def test_no_two_fields_of_a_measure_share_an_id() -> None:
    measure = MEASURE | DONE | {"soort": "ontzegging_gebouw", "reacties": [{}]}
    ids = [veld.id for form in formulieren(measure, "maatregelen", TODAY) for veld in form.velden]
    assert len(ids) == len(set(ids))


def test_only_a_ban_can_be_shortened_or_objected_to() -> None:
    def choices(soort: str) -> set[str]:
        forms = formulieren(MEASURE | DONE | {"soort": soort, "reacties": [{}]}, "maatregelen", TODAY)
        return {value for form in forms for veld in form.velden for value, _ in veld.keuzes}

    assert choices("ontzegging_gebouw") - choices("waarschuwing") == {"bezwaar", "ingekort"}


def test_a_step_to_the_police_asks_for_their_number_and_code_and_then_for_the_outcome() -> None:
    police = MEASURE | {"soort": "aangifte"}
    (done,) = [one for one in formulieren(police | READY, "maatregelen", TODAY) if one.pad == "uitgevoerd"]
    (ended,) = [one for one in formulieren(police | DONE, "maatregelen", TODAY) if one.pad == "afgerond"]

    assert [veld.naam for veld in done.velden] == ["datum", "politienummer", "vpt_code"]
    assert [veld.naam for veld in ended.velden] == ["datum", "uitkomst"]


def test_who_records_a_letter_as_sent_reads_that_an_unsent_draft_goes() -> None:
    (done,) = [one for one in formulieren(MEASURE | READY, "maatregelen", TODAY) if one.pad == "uitgevoerd"]

    assert "Wij halen het weg" in done.velden[0].hint
