"""A page that shows a case again: the log knows of every look."""

from tests.flows.people import People


def looks(people: People, ref: str, role: str) -> list[str]:
    mine = people.oid(role)
    return [row["Handeling"] for row in people.logged(ref) if row["Actor"] == mine]


def test_a_page_that_waits_for_a_draft_shows_the_case_and_each_look_is_logged(people: People) -> None:
    ref = people.report()
    for number in (1, 2):
        answer = people.ask("griffier", "GET", f"/deel/zaken/{ref}/nu")
        assert answer.status_code == 200
        assert f"Zaak {ref}" in answer.text
        assert looks(people, ref, "griffier") == ["zaak opnieuw ingezien"] * number


def test_what_somebody_else_changed_is_a_logged_look_too(people: People) -> None:
    ref = people.report()
    talk = {"soort": "intake", "datum": "2026-11-23", "verslag": "Gesproken."}
    headers = {"If-Match": '"0"'}
    answer = people.ask("griffier", "POST", f"/deel/zaken/{ref}/gesprekken", json=talk, headers=headers)
    assert answer.status_code == 409
    assert looks(people, ref, "griffier") == ["zaak opnieuw ingezien"]
