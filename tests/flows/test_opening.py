"""The first time that a handler opens a case stands in it, and the melder reads it (protocol 9, 12)."""

from __future__ import annotations

from collections import Counter

from tests.flows.people import People


def test_the_melder_sees_until_when_and_then_that_it_was_opened(people: People) -> None:
    ref = people.report()
    before = people.own("statenlid1", ref)

    seen = [people.case(role, ref) for role in ("griffier", "cdk")]

    after = people.own("statenlid1", ref)
    assert (before["geopend_op"], before["doorgegeven"]) == (None, [])
    assert before["lezen_voor"] > before["ontvangen_op"]
    assert after["geopend_door"] == people.oid("griffier")
    assert seen[0].headers["ETag"] == seen[1].headers["ETag"], "a second look changes nothing"
    looks = Counter((one["Handeling"], one["Actor"]) for one in people.logged(ref))
    assert looks["zaak ingezien", people.oid("griffier")] == 1
    assert looks["zaak ingezien", people.oid("cdk")] == 1


def test_who_acts_at_once_has_opened_it_too(people: People) -> None:
    ref = people.report()
    etag = next(
        one["etag"]
        for one in people.ask("cdk", "GET", "/api/zaken").json()["items"]
        if one["referentie"] == ref
    )
    talk = {"soort": "intake", "datum": "2026-11-23", "verslag": "Gesproken."}

    done = people.ask("cdk", "POST", f"/api/zaken/{ref}/gesprekken", json=talk, headers={"If-Match": etag})

    assert done.status_code == 201, done.text
    assert people.own("statenlid1", ref)["geopend_door"] == people.oid("cdk")


def test_a_list_opens_nothing_and_neither_does_who_may_not_read(people: People) -> None:
    ref = people.report()
    people.ask("cdk", "GET", "/api/zaken")
    assert people.case("provinciesecretaris", ref).status_code == 404

    assert people.own("statenlid1", ref)["geopend_op"] is None
