"""The closed cases are asked a month at a time: all of them together are more than SharePoint looks through (5,000 rows)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from graph.errors import GraphError, Transient
from graph.lists import Item, Page
from plugin.casebook.gesloten import EERSTE_JAAR, FEW, FULL, TOGETHER, Plek, bladzijde
from plugin.casebook.rows import TE_VERNIETIGEN
from tests.flows.people import TODAY, People


def walk(rows: dict[str, int], begin: str, refused: str = "") -> Iterator[tuple[list[str], int]]:
    """The piles that each page asks for, and how many rows it holds; a row stands for itself."""
    asked: list[str] = []

    def one(plek: Plek, top: int) -> Page | GraphError:
        if plek.stapel == refused:
            return Transient("activityLimitReached")
        first, last = int(plek.adres or 0), rows.get(plek.stapel, 0)
        here = range(first, min(first + top, last))
        further = str(first + top) if first + top < last else None
        return Page(tuple(Item(str(number), "", {}) for number in here), further)

    def ask(places: Sequence[Plek]) -> list[Page | GraphError]:
        asked.extend(plek.stapel for plek in places)
        return [one(plek, FULL if len(places) == 1 else FEW) for plek in places]

    plek: Plek | None = Plek(begin)
    while plek:
        asked.clear()
        page, written = bladzijde(plek, ask)
        plek = written and Plek.lees(str(written))
        yield list(asked), len(page.items)


def test_they_come_month_by_month_and_what_is_proposed_to_go_comes_last() -> None:
    january, february, march = (f"{EERSTE_JAAR}-0{month}" for month in (1, 2, 3))

    pages = list(walk({march: FULL + 1, february: FEW, TE_VERNIETIGEN: 1}, march))

    assert pages == [([march], FULL), ([march], 1), ([february], FEW), ([january], 0), ([TE_VERNIETIGEN], 1)]


def test_after_a_month_with_little_in_it_the_next_ones_are_asked_in_one_call() -> None:
    december, november, october = (f"{EERSTE_JAAR}-{month}" for month in (12, 11, 10))
    rest = [f"{EERSTE_JAAR}-{month:02}" for month in range(11, 0, -1)] + [TE_VERNIETIGEN]

    pages = list(walk({december: 1, november: 2, october: FEW + 1, TE_VERNIETIGEN: 1}, december))

    assert (
        pages
        == [
            ([december], 1),
            (rest, 2 + FEW),  # and no further, for that month has more
            ([october], 1),
            ([rest[2]], 0),
            (rest[3:], 1),
        ]
    )


def test_years_without_a_case_are_passed_twenty_months_at_a_time() -> None:
    pages = list(walk({}, f"{EERSTE_JAAR + 3}-01"))

    assert [len(asked) for asked, _ in pages] == [1, TOGETHER, 17]
    assert pages[-1][0][-1] == TE_VERNIETIGEN


def test_a_month_that_cannot_be_read_hides_no_newer_one() -> None:
    march, february, january = (f"{EERSTE_JAAR}-0{month}" for month in (3, 2, 1))
    pages = walk({march: 1, february: 1}, march, refused=january)

    assert [next(pages), next(pages)] == [([march], 1), ([february, january, TE_VERNIETIGEN], 1)]
    with pytest.raises(Transient):
        next(pages)


def test_a_closed_case_is_found_in_the_list_by_its_state_and_its_handler(people: People) -> None:
    ref = people.report()
    griffier = people.oid("griffier")
    assert people.change("griffier", ref, "overdragen", {"aan": griffier}).status_code == 200
    status = people.case("griffier", ref).json()["status"]
    for asked in ({"behandelaar": "griffier"}, {"behandelaar": "griffier", "status": status}):
        assert ref in _listed(people, asked)
    assert ref not in _listed(people, {"behandelaar": "cdk"})
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


@pytest.mark.parametrize(
    "place", [Plek("2026-03"), Plek("2026-03", "https://graph.example/next?a=|+b"), Plek("2026-03", "", 20)]
)
def test_a_place_is_written_and_read_back(place: Plek) -> None:
    assert Plek.lees(str(place)) == place
