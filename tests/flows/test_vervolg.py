"""What a melder adds later, on a running service."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from graph.connection import Graph
from graph.files import Files
from plugin.casebook.columns import DOSSIER
from plugin.protocol.ruimte import MEESTE_STUKKEN, VOL_BEWIJS
from tests.flows.people import TODAY, People, key
from tests.rig import graph_config
from tests.service_process import eventually
from tests.tenant_process import CASE_SITE

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


def picture(number: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + str(number).encode()


def closed(people: People) -> str:
    """A melding that was handled to its end without a reaction."""
    ref = people.report()
    for whom in ("melder", "familie"):
        offer = {"voor": whom, "antwoord": "nee", "datum": TODAY}
        assert people.change("griffier", ref, "nazorg", offer).status_code == 201
    assert people.change("griffier", ref, "sluiten", {"reden": "De melder wilde dit."}).status_code == 200
    return ref


def told_again(people: People, ref: str) -> int:
    """How often the readers were told after the first time: Teams itself keeps only their last notice."""
    return sum(row["Handeling"] == "lezer bericht gestuurd" for row in people.logged(ref))


def test_what_is_added_to_a_closed_case_is_kept_and_its_readers_are_told_without_a_word_of_it(
    people: People,
) -> None:
    ref = closed(people)
    words = people.ask(
        "statenlid1",
        "POST",
        f"/api/meldingen/{ref}/aanvullingen",
        json={"tekst": "Hij belde weer."},
        headers=key(),
    )
    assert words.status_code == 201
    eventually(lambda: told_again(people, ref) == 1, "the readers were told")
    form = [("bewijs", ("foto.png", picture(1), "image/png"))]
    files = people.ask("statenlid1", "POST", f"/api/meldingen/{ref}/bewijs", files=form, headers=key())
    assert files.status_code == 202
    eventually(lambda: len(people.own("statenlid1", ref)["bewijs"]) == 1, "the picture is in the case")
    eventually(lambda: told_again(people, ref) == 2, "the readers were told again")
    assert people.told(ref) == {"cdk", "griffier"}
    assert people.own("statenlid1", ref)["status"] == "afgesloten"
    assert "belde" not in str(people.service.tenant.state()["notifications"])


def test_evidence_comes_to_an_end_and_a_repeat_of_what_was_taken_does_not(people: People) -> None:
    ref, keys = people.send(), [key() for _ in range(MEESTE_STUKKEN // 10)]

    def add(numbers: range, once: dict[str, str]) -> tuple[int, dict[str, object]]:
        form = [("bewijs", (f"{number}.png", picture(number), "image/png")) for number in numbers]
        answer = people.ask("statenlid1", "POST", f"/api/meldingen/{ref}/bewijs", files=form, headers=once)
        return answer.status_code, answer.json()

    taken = [add(range(10 * turn, 10 * turn + 10), once) for turn, once in enumerate(keys)]
    assert {status for status, _ in taken} == {202}
    status, problem = add(range(MEESTE_STUKKEN, MEESTE_STUKKEN + 1), key())
    assert (status, problem["detail"]) == (409, VOL_BEWIJS.reden)
    assert add(range(10), keys[0]) == taken[0]


def test_pieces_that_come_at_once_all_stand_in_the_manifest(people: People) -> None:
    ref = people.report()

    def add(number: int) -> int:
        form = [("bewijs", (f"{number}.png", picture(number), "image/png"))]
        answer = people.ask("statenlid1", "POST", f"/api/meldingen/{ref}/bewijs", files=form, headers=key())
        return answer.status_code

    with ThreadPoolExecutor(6) as many:
        assert set(many.map(add, range(6))) == {202}
    eventually(lambda: len(people.own("statenlid1", ref)["bewijs"]) == 6, "all is in the case")
    dossier = Files(Graph(graph_config(people.service.tenant)), CASE_SITE, DOSSIER.name)

    def listed() -> int:
        return len(json.loads(dossier.get(f"{ref}/manifest.json"))["bestanden"])

    eventually(lambda: listed() == 6, "all is in the manifest")


def on_behalf(people: People) -> str:
    """statenlid1 reported what happened to statenlid2."""
    return people.report(namens={"naam": "Statenlid Twee", "oid": people.oid("statenlid2")})


def confirm(people: People, role: str, ref: str, said: str) -> tuple[int, dict[str, object]]:
    answer = people.ask(role, "POST", f"/api/meldingen/{ref}/bevestiging", json={"antwoord": said})
    return answer.status_code, answer.json()


def test_who_was_named_by_somebody_else_is_asked_and_confirms(people: People) -> None:
    ref = on_behalf(people)
    assert people.own("statenlid2", ref)["u_bevestigt"] is True
    assert people.own("statenlid1", ref)["u_bevestigt"] is False
    assert confirm(people, "statenlid1", ref, "ja")[0] == 409
    assert confirm(people, "gedeputeerde", ref, "ja")[0] == 404
    assert confirm(people, "statenlid2", ref, "ja") == (200, {"referentie": ref, "bevestigd": True})
    assert people.own("statenlid2", ref)["u_bevestigt"] is False
    assert people.case("griffier", ref).json()["bevestigd_op"]
    assert confirm(people, "statenlid2", ref, "nee")[0] == 409


def test_who_says_that_it_is_not_about_them_sees_it_no_more_and_is_not_linked_again(people: People) -> None:
    ref, once = on_behalf(people), people.oid("statenlid2")
    assert confirm(people, "statenlid2", ref, "nee") == (200, {"referentie": ref, "bevestigd": False})
    assert people.ask("statenlid2", "GET", f"/api/meldingen/{ref}").status_code == 404
    eventually(lambda: told_again(people, ref) == 1, "the readers were told")
    assert people.own("statenlid1", ref)["betrokkene_bekend"] is False
    assert people.change("griffier", ref, "betrokkene", {"oid": once}).status_code == 409


def test_an_answer_to_a_question_confirms_as_well(people: People) -> None:
    ref = on_behalf(people)
    talk = {"soort": "intake", "datum": TODAY, "verslag": "Besproken."}
    assert people.change("griffier", ref, "gesprekken", talk).status_code == 201
    asked = {"soort": "stopgesprek", "reden": "Er is gedreigd.", "uitvoerder": "provincie"}
    assert people.change("griffier", ref, "maatregelen", asked).status_code == 201
    answer = people.ask(
        "statenlid2",
        "POST",
        f"/api/meldingen/{ref}/maatregelen/m1/toestemming",
        json={"antwoord": "akkoord", "versie": 1},
    )
    assert answer.status_code == 200
    assert people.case("griffier", ref).json()["bevestigd_op"]
