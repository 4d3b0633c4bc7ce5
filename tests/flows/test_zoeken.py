"""Search finds only what one may read; where it goes on is sealed with the question (protocol 9, 10)."""

from __future__ import annotations

import re

from tests.flows.people import People

NAME = "Uiterst Zeldzame Naam"


def found(people: People, role: str, **vraag: str) -> set[str]:
    answer = people.ask(role, "POST", "/deel/zaken/zoeken", json=vraag)
    assert answer.status_code == 200, answer.text
    return set(re.findall(r"/zaken/(M-[0-9A-Z]{8})", answer.text))


def test_a_case_is_found_by_reference_name_and_handler_and_only_by_its_readers(people: People) -> None:
    ref = people.report(agressor={"hoedanigheid": "burger", "naam": NAME})
    people.report()
    griffier = people.oid("griffier")
    assert people.change("griffier", ref, "overdragen", {"aan": griffier}).status_code == 200
    for vraag in (
        {"zoek": ref.lower()},
        {"zoek": "zeldzame naam"},
        {"zoek": NAME, "behandelaar": "griffier"},
    ):
        assert found(people, "griffier", **vraag) == {ref}
        assert found(people, "provinciesecretaris", **vraag) == set()
    assert found(people, "griffier", zoek=NAME, behandelaar="cdk") == set()


def test_the_name_of_an_agressor_stands_in_no_list(people: People) -> None:
    people.report(agressor={"hoedanigheid": "burger", "naam": NAME})
    page = people.ask("griffier", "POST", "/deel/zaken/zoeken", json={"zoek": "zeldzame"}).text
    assert "Uiterst" not in page


def test_where_a_list_goes_on_cannot_be_made_up(people: People) -> None:
    for address in ("/api/zaken", "/deel/zaken"):
        refused = people.ask("griffier", "GET", f"{address}?volgende=00ff")
        assert refused.status_code == 422
        assert "Begin opnieuw bij het begin van de lijst." in refused.text


def test_who_was_second_reads_who_changed_what(people: People) -> None:
    ref = people.report()
    before = people.case("griffier", ref)
    assert people.change("cdk", ref, "dreiging", {"actief": True}).status_code == 200
    task = {"taak": "Mailfilter ingesteld", "gedaan": True}
    headers = {"If-Match": before.headers["ETag"]}
    answer = people.ask(
        "griffier",
        "POST",
        f"/deel/zaken/{ref}/taken?gelezen=2026-01-01T00:00:00Z",
        json=task,
        headers=headers,
    )
    assert answer.status_code == 409
    assert "De commissaris van de Koning heeft deze zaak om" in answer.text
    assert "de dreiging duurt voort" in answer.text
    assert "data-vanzelf" not in answer.text
