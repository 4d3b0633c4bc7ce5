"""The closed cases are asked a month at a time: all of them together are more than SharePoint looks through (5,000 rows)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.lists import Item, Page
from plugin.casebook.gesloten import EERSTE_JAAR, Plek, bladzijde
from plugin.casebook.rows import TE_VERNIETIGEN
from tests.flows.people import TODAY, People


def walk(rows: dict[str, int], begin: str) -> Iterator[list[str]]:
    """The piles that each page asks for; a row stands for itself, and two fit on a page."""
    asked: list[str] = []

    def ask(plek: Plek) -> Page:
        asked.append(plek.stapel)
        first = int(plek.adres or 0)
        here = range(first, min(first + 2, rows.get(plek.stapel, 0)))
        further = str(first + 2) if first + 2 < rows.get(plek.stapel, 0) else None
        return Page(tuple(Item(str(one), "", {}) for one in here), further)

    plek: Plek | None = Plek(begin)
    while plek:
        asked.clear()
        _, written = bladzijde(plek, ask)
        plek = written and Plek.lees(str(written))
        yield list(asked)


def test_they_come_month_by_month_and_what_is_proposed_to_go_comes_last() -> None:
    pages = list(walk({f"{EERSTE_JAAR}-02": 3, TE_VERNIETIGEN: 1}, f"{EERSTE_JAAR}-03"))

    assert pages == [
        [f"{EERSTE_JAAR}-03", f"{EERSTE_JAAR}-02"],
        [f"{EERSTE_JAAR}-02"],
        [f"{EERSTE_JAAR}-01", TE_VERNIETIGEN],
    ]


def test_years_without_a_case_are_passed_a_year_at_a_time() -> None:
    pages = list(walk({}, f"{EERSTE_JAAR + 3}-01"))

    assert [len(page) for page in pages] == [13, 13, 12]
    assert pages[-1][-1] == TE_VERNIETIGEN


def test_a_closed_case_is_found_in_the_list_by_its_state_and_its_handler(people: People) -> None:
    ref = people.report()
    griffier = people.oid("griffier")
    assert people.change("griffier", ref, "overdragen", {"aan": griffier}).status_code == 200
    for whom in ("melder", "familie"):
        said = {"voor": whom, "antwoord": "nee", "datum": TODAY}
        assert people.change("griffier", ref, "nazorg", said).status_code == 201
    assert people.change("griffier", ref, "sluiten", {"reden": "Niet gewenst."}).status_code == 200

    assert ref in _listed(people, {"status": "afgesloten"})
    assert ref in _listed(people, {"status": "afgesloten", "behandelaar": "griffier"})
    assert ref not in _listed(people, {"status": "afgesloten", "behandelaar": "cdk"})
    assert ref not in _listed(people, {})


def _listed(people: People, asked: dict[str, str]) -> set[str]:
    """All references that the list gives, to its end."""
    found, following = set[str](), asked
    while following:
        answer = people.ask("griffier", "GET", "/api/zaken", params=following)
        assert answer.status_code == 200, answer.text
        found |= {one["referentie"] for one in answer.json()["items"]}
        volgende = answer.json()["volgende"]
        following = {"volgende": volgende} if volgende else {}
    return found


@pytest.mark.parametrize("place", [Plek("2026-03"), Plek("2026-03", "https://graph.example/next?a=|b")])
def test_a_place_is_written_and_read_back(place: Plek) -> None:
    assert Plek.lees(str(place)) == place
