"""What a handler records beside measures, on a running service."""

from typing import Any

import pytest

from tests.flows.people import TODAY, People, key
from tests.service_process import eventually

CDK, SECRETARIS = "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000004"
STATENLID2 = "00000000-0000-4000-8000-000000000008"


def test_a_case_runs_from_talk_to_close_and_support_comes_before_the_end(people: People) -> None:
    ref = people.report()
    steps: list[tuple[str, dict[str, Any], int]] = [
        ("gesprekken", {"soort": "intake", "datum": "2098-01-01", "verslag": "Nog te bellen."}, 422),
        ("gesprekken", {"soort": "intake", "datum": TODAY, "verslag": "Gebeld."}, 201),
        ("sluiten", {"reden": "Geen reactie gewenst."}, 409),
        ("nazorg", {"voor": "melder", "antwoord": "nvt", "datum": TODAY}, 422),
        ("nazorg", {"voor": "melder", "antwoord": "nee", "datum": "2098-01-01"}, 422),
        ("orde", {"stap": "schorsen", "tijd": "2098-01-01T09:00:00Z", "vergadering": "PS"}, 422),
        ("woordvoering", {"spreker": "cdk", "afspraak": "Niets.", "datum": "2098-01-01"}, 422),
        ("nazorg", {"voor": "melder", "antwoord": "nee", "datum": TODAY}, 201),
        ("nazorg", {"voor": "familie", "antwoord": "nvt", "datum": TODAY}, 201),
        ("sluiten", {}, 409),
        ("sluiten", {"reden": "Geen reactie gewenst."}, 200),
        ("gesprekken", {"soort": "nazorg", "datum": TODAY, "verslag": "x"}, 409),
    ]
    answered = [(path, people.change("griffier", ref, path, body).status_code) for path, body, _ in steps]
    assert answered == [(path, status) for path, _, status in steps]
    assert people.case("griffier", ref).json()["status"] == "afgesloten"


def test_an_unrecognised_ambtsdrager_is_first_shown_to_one_reader_alone(people: People) -> None:
    ref = people.report(agressor={"hoedanigheid": "ambtsdrager", "naam": "Iemand"})
    assert people.told(ref) == {"griffier"}
    assert people.case("cdk", ref).status_code == 404
    assert people.change("griffier", ref, "agressor", {"oid": CDK}).status_code == 200
    eventually(lambda: people.told(ref) == {"griffier", "loco-cdk"}, "the stand-in was told")
    assert people.case("cdk", ref).status_code == 404
    assert people.case("loco-cdk", ref).status_code == 200


def test_a_beheerder_who_is_a_party_gets_no_alarm_when_nobody_is_left_to_read(people: People) -> None:
    mails = [
        (f"{name}.eml", f"From: {name}@provincie.example\r\nSubject: x\r\n\r\nWoorden.\r\n".encode())
        for name in ("cdk", "loco-cdk", "griffier")
    ]
    told, kept = (
        people.report("statenlid1", *mails, agressor={"email": address})
        for address in ("boos@elders.example", "beheerder@provincie.example")
    )
    assert (people.told(told), people.told(kept)) == ({"beheerder"}, set())


def test_a_case_that_is_handed_over_is_read_by_the_new_handler_who_is_told(people: People) -> None:
    ref = people.report()
    assert people.case("provinciesecretaris", ref).status_code == 404
    assert people.change("griffier", ref, "overdragen", {"aan": SECRETARIS}).status_code == 200
    assert people.case("provinciesecretaris", ref).status_code == 200
    eventually(lambda: "provinciesecretaris" in people.told(ref), "the new handler was told")


def test_the_linked_betrokkene_follows_the_melding_and_answers_alone(people: People) -> None:
    ref = people.report(namens={"naam": "Statenlid Twee"})
    added = people.ask(
        "statenlid1",
        "POST",
        f"/api/meldingen/{ref}/aanvullingen",
        json={"tekst": "Ook dit nog."},
        headers=key(),
    )
    assert added.status_code == 201, added.text
    assert people.ask("statenlid2", "GET", f"/api/meldingen/{ref}").status_code == 404
    assert people.change("griffier", ref, "betrokkene", {"oid": STATENLID2}).status_code == 200
    assert _words(people, ref) == {"statenlid1": ["Ook dit nog."], "statenlid2": []}
    people.change("griffier", ref, "gesprekken", {"soort": "intake", "datum": TODAY, "verslag": "x"})
    people.change("griffier", ref, "maatregelen", {"soort": "stopgesprek", "reden": "x"})
    answer = {"antwoord": "akkoord", "versie": 1}
    path = f"/api/meldingen/{ref}/maatregelen/m1/toestemming"
    assert people.ask("statenlid1", "POST", path, json=answer).status_code == 409
    assert people.ask("statenlid2", "POST", path, json=answer).status_code == 200
    assert _words(people, ref) == {"statenlid1": ["Ook dit nog."], "statenlid2": ["Ook dit nog."]}


def _words(people: People, ref: str) -> dict[str, list[str]]:
    """What melder and betrokkene read of what was added: who was named by another first says that it is so."""
    both = ("statenlid1", "statenlid2")
    return {role: [one["tekst"] for one in people.own(role, ref)["aanvullingen"]] for role in both}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("dreiging", {"actief": True}),
        ("orde", {"stap": "schorsen", "tijd": "2026-11-24T08:00:00+01:00", "vergadering": "PS", "wie": None}),
    ],
    ids=["threat", "order"],
)
def test_a_stale_version_changes_nothing(people: People, path: str, body: dict[str, Any]) -> None:
    ref = people.report()
    stale = people.case("griffier", ref).headers["ETag"]
    assert people.change("cdk", ref, path, body).is_success
    again = people.ask("griffier", "POST", f"/api/zaken/{ref}/{path}", json=body, headers={"If-Match": stale})
    assert again.status_code == 409
    without = people.ask("griffier", "POST", f"/api/zaken/{ref}/{path}", json=body)
    assert without.status_code == 428


def test_a_letter_about_the_betrokkene_goes_to_no_office_that_the_melder_left_out(people: People) -> None:
    """The CdK signs it, and learns of the case only once it was handed over (protocol 9, 14)."""
    ref = people.report(ontvanger="griffier")
    letter = {"soort": "informatie-melder"}
    refused = people.change("griffier", ref, "brieven", letter)
    assert (refused.status_code, people.case("griffier", ref).json()["brieven"]) == (409, [])
    assert refused.json()["detail"].startswith(
        "De commissaris van de Koning ondertekent deze brief, maar leest deze zaak niet."
    )
    assert people.change("griffier", ref, "overdragen", {"aan": CDK}).status_code == 200
    eventually(
        lambda: people.change("griffier", ref, "brieven", letter).status_code == 202,
        "once the notice to the new reader no longer changes the case, the letter is taken up",
    )
