"""What a melder adds later, on a running service."""

import pytest

from tests.flows.people import People, key
from tests.service_process import eventually

MAIL_OF_THE_CDK = (
    b"From: CdK <cdk@provincie.example>\r\nTo: statenlid1@provincie.example\r\nSubject: x\r\n"
    b"Date: Tue, 24 Nov 2026 08:00:00 +0000\r\n\r\nhallo\r\n"
)


def test_words_added_twice_under_one_key_stand_once(people: People) -> None:
    ref, once = people.report(), key()
    for _ in range(2):
        answer = people.ask(
            "statenlid1",
            "POST",
            f"/api/meldingen/{ref}/aanvullingen",
            json={"tekst": "Nog iets."},
            headers=once,
        )
        assert answer.status_code == 201
    assert [one["tekst"] for one in people.case("griffier", ref).json()["aanvullingen"]] == ["Nog iets."]
    other = people.ask(
        "statenlid1", "POST", f"/api/meldingen/{ref}/aanvullingen", json={"tekst": "Anders."}, headers=once
    )
    assert other.status_code == 409


def test_a_wish_can_be_changed_and_the_old_one_stays_readable(people: People) -> None:
    ref = people.report(wensen_agressor=["aangifte"])
    answer = people.ask(
        "statenlid1",
        "POST",
        f"/api/meldingen/{ref}/wensen",
        json={"wensen_agressor": ["niets"]},
        headers=key(),
    )
    assert answer.status_code == 200
    case = people.case("griffier", ref).json()
    assert case["melding"]["wensen_agressor"] == ["aangifte"]
    assert case["wensen"][-1]["agressor"] == ["niets"]


def test_a_later_mail_by_the_cdk_takes_the_case_away_from_the_cdk_and_tells_the_stand_in(
    people: People,
) -> None:
    ref, once = people.report(), key()
    assert people.case("cdk", ref).status_code == 200
    form = [("bewijs", ("mail.eml", MAIL_OF_THE_CDK, "message/rfc822"))]
    answers = [
        people.ask("statenlid1", "POST", f"/api/meldingen/{ref}/bewijs", files=form, headers=once)
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [202, 202]
    assert answers[0].json() == answers[1].json()
    eventually(lambda: people.case("cdk", ref).status_code == 404, "the case moved away")
    assert people.case("loco-cdk", ref).status_code == 200
    eventually(lambda: "loco-cdk" in people.told(ref), "the stand-in was told")
    pieces = people.own("statenlid1", ref)["bewijs"]
    assert [piece["id"] for piece in pieces] == ["b1"]
    original = people.ask("griffier", "GET", f"/api/zaken/{ref}/bewijs/b1")
    assert original.content == MAIL_OF_THE_CDK


def test_nobody_adds_to_the_melding_of_somebody_else(people: People) -> None:
    ref = people.report()
    form = [("bewijs", ("mail.eml", MAIL_OF_THE_CDK, "message/rfc822"))]
    tries = [
        people.ask("statenlid2", "POST", f"/api/meldingen/{ref}/bewijs", files=form, headers=key()),
        people.ask(
            "statenlid2", "POST", f"/api/meldingen/{ref}/aanvullingen", json={"tekst": "x"}, headers=key()
        ),
        people.ask("statenlid2", "POST", f"/api/meldingen/{ref}/wensen", json={}, headers=key()),
    ]
    assert [answer.status_code for answer in tries] == [404, 404, 404]
    assert len({answer.text for answer in tries}) == 1


@pytest.mark.parametrize(("what", "body"), [("aanvullingen", {"tekst": "Nog iets."}), ("wensen", {})])
def test_what_is_added_before_sharepoint_has_the_melding_is_asked_again_later(
    people: People, what: str, body: dict[str, str]
) -> None:
    with people.sharepoint_takes_no_case():
        ref = people.send()
        answer = people.ask("statenlid1", "POST", f"/api/meldingen/{ref}/{what}", json=body, headers=key())
        strange = people.ask("statenlid2", "POST", f"/api/meldingen/{ref}/{what}", json=body, headers=key())
    assert (answer.status_code, strange.status_code) == (503, 404)
    assert int(answer.headers["Retry-After"]) > 0
    refused = [row for row in people.logged(ref) if row["Resultaat"] == "geweigerd"]
    assert [row["Actor"] for row in refused] == [people.oid("statenlid2")]
    eventually(lambda: people.own("statenlid1", ref)["verwerking"] == "gemeld", "the melding is reported")
    again = people.ask("statenlid1", "POST", f"/api/meldingen/{ref}/{what}", json=body, headers=key())
    assert again.is_success


def test_what_was_begun_is_kept_for_its_owner_alone_until_it_is_thrown_away(people: People) -> None:
    begun = {"route": "hulp", "gebeurtenis": "Ik begon", "stap": 2}
    assert people.ask("statenlid1", "PUT", "/api/concept", json=begun).status_code == 200
    assert people.ask("statenlid1", "GET", "/api/concept").json() == begun
    assert people.ask("statenlid2", "GET", "/api/concept").status_code == 404
    assert people.ask("statenlid1", "DELETE", "/api/concept").status_code == 204
    assert people.ask("statenlid1", "GET", "/api/concept").status_code == 404
