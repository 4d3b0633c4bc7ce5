"""Hold, restriction and destruction of one case on a running service, through outages too."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from plugin.casebook.book import Logregel
from plugin.flows import vernietiging
from plugin.flows.diensten import Diensten
from plugin.flows.manifest import bewijs_pad
from plugin.intake.opruimen import van_zaak
from plugin.main import Checked, put_together
from plugin.protocol.terms import ZaakStatus
from plugin.protocol.vernietiging import Aanhouding, Akkoord, Voorstel
from plugin.protocol.zaak import Afsluiting, Zaak
from plugin.settings import load
from tests.flows.people import TODAY, People, key
from tests.service_process import eventually

CASES = "/sites/agressiemeldingen"
PNG = b"\x89PNG\r\n\x1a\n een beeld"
TALK = {"soort": "intake", "datum": TODAY, "verslag": "Wij spraken."}


@pytest.fixture(scope="module")
def diensten(people: People) -> Diensten:
    settings = load(people.service.env)
    return put_together(settings, Checked.of(settings))


def closed(people: People) -> str:
    ref = people.report("statenlid1", ("foto.png", PNG))
    for whom, said in (("melder", "nee"), ("familie", "nvt")):
        offer = {"voor": whom, "antwoord": said, "datum": TODAY}
        assert people.change("griffier", ref, "nazorg", offer).status_code == 201
    assert people.change("griffier", ref, "sluiten", {"reden": "klaar"}).status_code == 200
    return ref


@pytest.fixture
def proposed(people: People, diensten: Diensten) -> str:
    """A closed case whose term is over: the night proposed it."""
    ref = closed(people)
    _saved(diensten, ref, vernietiging=proposal(diensten))
    return ref


def proposal(diensten: Diensten, **more: Any) -> Voorstel:
    now = diensten.now()
    return Voorstel(
        voorgesteld_op=now, orgaan="provinciale organen", jaren=3, selectielijst="vast te stellen", **more
    )


def agree(people: People, role: str, ref: str) -> Any:
    listed = people.ask(role, "GET", "/api/vernietiging").json()["items"]
    version = next((one["etag"] for one in listed if one["referentie"] == ref), '"onbekend"')
    return people.ask(role, "POST", f"/api/vernietiging/{ref}/akkoord", headers={"If-Match": version})


def stands(people: People, ref: str) -> set[str]:
    """Where something readable of this case stands."""
    state = people.service.tenant.state()
    rows = [
        row for row in state["lists"][CASES]["Meldingen"] if row["Referentie"] == ref and row.get("Stand")
    ]
    files = [*state["files"].get(CASES, {}), *state["recycled_files"].get(CASES, [])]
    return {"zaak" for _ in rows} | {path for path in files if path.startswith(f"{ref}/")}


def test_a_case_goes_when_two_persons_agreed_whatever_microsoft_365_refuses_meanwhile(
    people: People, proposed: str
) -> None:
    assert agree(people, "griffier", proposed).json()["akkoord"] == 1
    again = agree(people, "griffier", proposed)
    assert (again.status_code, again.json()["detail"]) == (
        409, "U gaf al akkoord. Een tweede persoon moet het ook goedvinden.",
    )  # fmt: skip
    assert stands(people, proposed)
    with people.fault(method="POST", path="permanentDelete", kind="503", retry_after=1, times=2):
        assert agree(people, "provinciesecretaris", proposed).json()["akkoord"] == 2
        eventually(lambda: not stands(people, proposed), "nothing readable stands", 90)
    assert people.case("griffier", proposed).status_code == 404
    path = f"vernietigd/{TODAY[:4]}/{proposed}.json"
    said = people.service.tenant.control("GET", "file", params={"site": CASES, "path": path})
    assert [one["door"] for one in said["goedgekeurd"]] == ["griffier", "provinciesecretaris"]
    assert people.own("statenlid1", proposed)["status"] == 404
    listed = people.ask("griffier", "GET", "/api/vernietiging/verklaringen").json()["items"]
    kept = next(one for one in listed if one["referentie"] == proposed)
    assert kept["prullenbak_tot"] in kept["blijft"][0]


def test_a_hold_takes_the_proposal_back(people: People, proposed: str) -> None:
    held = people.change("griffier", proposed, "vasthouden", {"reden": "De strafzaak loopt nog."})
    assert held.json()["vasthouden"]["reden"] == "De strafzaak loopt nog."
    assert proposed not in str(people.ask("griffier", "GET", "/api/vernietiging").json())
    assert agree(people, "griffier", proposed).status_code == 409
    assert people.change("griffier", proposed, "vasthouden", {"reden": None}).status_code == 200


def test_a_case_that_was_held_after_an_approval_goes_after_the_next(
    people: People, diensten: Diensten, proposed: str
) -> None:
    now = diensten.now()
    agreed = tuple(Akkoord(door=who, op=now) for who in ("een", "twee"))
    held = Aanhouding(reden="De strafzaak loopt nog.", door="een", op=now)
    approved = _saved(diensten, proposed, vernietiging=proposal(diensten, akkoord=agreed), vasthouden=held)
    flow = vernietiging.flow_id(approved)
    diensten.engine.enqueue(vernietiging.NAAM, flow, proposed)
    eventually(lambda: not diensten.engine.unfinished([flow]), "the hold was seen")
    assert stands(people, proposed)

    _saved(diensten, proposed, vernietiging=proposal(diensten), vasthouden=None)
    for role in ("griffier", "provinciesecretaris"):
        assert agree(people, role, proposed).status_code == 200
    eventually(lambda: not stands(people, proposed), "nothing readable stands", 90)


def _case(diensten: Diensten, ref: str) -> Zaak:
    dossier = diensten.casebook.find(ref)
    assert dossier is not None
    return dossier.zaak


def _saved(diensten: Diensten, ref: str, **changes: Any) -> Zaak:
    dossier = diensten.casebook.find(ref)
    assert dossier is not None
    zaak = dossier.zaak.model_copy(update=changes)
    diensten.casebook.save(dossier, zaak, Logregel(ref, "proef", "zaak", "dienst", "dienst", diensten.now()))
    return zaak


@pytest.mark.parametrize(
    ("kind", "said", "told"),
    [("404", "Deze postvakken vinden wij niet meer", False), ("403", "konden wij niet openen", True)],
)
def test_a_mailbox_that_is_gone_or_closed_to_us_does_not_keep_the_case(
    people: People, diensten: Diensten, kind: str, said: str, told: bool
) -> None:
    ref = agreed(people)
    assert people.change("griffier", ref, "maatregelen/m1/concept").status_code == 202
    eventually(lambda: concept(people, ref) == "gereed", "the draft is ready")
    end = Afsluiting(op=diensten.now(), door="een", reden="klaar")
    _saved(diensten, ref, status=ZaakStatus.AFGESLOTEN, afsluiting=end, vernietiging=proposal(diensten))
    with people.fault(method="*", path="/users/[^/]+/(messages|events|calendar)", kind=kind, times=10_000):
        for role in ("griffier", "provinciesecretaris"):
            assert agree(people, role, ref).status_code == 200
        eventually(lambda: not stands(people, ref), "nothing readable stands", 90)
        eventually(lambda: declared(people, ref) is not None, "it is declared")
    assert said in (declared(people, ref) or {})["blijft"][-1]
    binned = people.service.tenant.state()["recycled_items"][CASES]["Maatregelen"]
    assert [row.get("Soort") for row in binned if row["Sleutel"] == f"{ref}/m1"] == [None]
    if told:
        eventually(lambda: "beheerder" in people.told(ref), "the beheerder is told")


def declared(people: People, ref: str) -> dict[str, Any] | None:
    listed = people.ask("griffier", "GET", "/api/vernietiging/verklaringen").json()["items"]
    return next((one for one in listed if one["referentie"] == ref), None)


def test_evidence_that_was_under_way_takes_the_proposal_back(
    people: People, diensten: Diensten, proposed: str
) -> None:
    assert agree(people, "griffier", proposed).status_code == 200
    with people.fault(method="PUT", path=proposed, kind="503", retry_after=1, times=10_000):
        assert add_evidence(people, proposed) == 202
        assert agree(people, "provinciesecretaris", proposed).json()["akkoord"] == 2
        asked = vernietiging.flow_id(_case(diensten, proposed))
        assert diensten.engine.unfinished([asked])
    eventually(lambda: not diensten.engine.unfinished([asked]), "the destruction is off", 60)
    zaak = _case(diensten, proposed)
    assert (zaak.vernietiging, len(zaak.bewijs)) == (None, 2)
    assert bewijs_pad(proposed, zaak.bewijs[-1].bestand) in stands(people, proposed)


def test_evidence_that_comes_too_late_is_not_put_down_and_what_remembers_it_goes(
    people: People, diensten: Diensten, proposed: str
) -> None:
    with people.fault(method="PUT", path=proposed, kind="503", retry_after=1, times=10_000):
        assert add_evidence(people, proposed) == 202
        agreed_ = tuple(Akkoord(door=who, op=diensten.now()) for who in ("een", "twee"))
        begun = proposal(diensten, akkoord=agreed_, begonnen_op=diensten.now())
        approved = _saved(diensten, proposed, vernietiging=begun)
        flow = vernietiging.flow_id(approved)
        diensten.engine.enqueue(vernietiging.NAAM, flow, proposed)
    eventually(lambda: not diensten.engine.unfinished([flow]), "it is destroyed", 90)
    assert stands(people, proposed) == set()
    assert "bewijs niet opgeslagen" in {row["Handeling"] for row in people.logged(proposed)}
    assert van_zaak(diensten.engine.database, proposed) == []


def add_evidence(people: People, ref: str) -> int:
    form = [("bewijs", ("later.png", PNG, "image/png"))]
    return people.ask(
        "statenlid1", "POST", f"/api/meldingen/{ref}/bewijs", files=form, headers=key()
    ).status_code


@pytest.mark.parametrize(
    ("role", "status"), [("statenlid1", 403), ("fg", 403), ("beheerder", 403), ("regisseur", 403)]
)
def test_the_role_alone_decides_who_may_look_at_proposals(people: People, role: str, status: int) -> None:
    for path in ("/api/vernietiging", "/api/vernietiging/verklaringen", "/deel/vernietiging"):
        assert people.ask(role, "GET", path).status_code == status


def test_what_is_not_there_is_not_there(people: People) -> None:
    assert agree(people, "griffier", "M-00000000").status_code == 404


def test_a_restricted_case_stands_still_but_a_no_of_the_betrokkene_always_counts(people: People) -> None:
    ref = people.report()
    assert people.change("griffier", ref, "gesprekken", TALK).status_code == 201
    asked = {"soort": "waarschuwing", "reden": "Dit mag niet.", "uitvoerder": "provincie", "details": {}}
    asked["details"] = {"geadresseerde": {"naam": "Boos", "email": "boos@elders.example"}}
    assert people.change("griffier", ref, "maatregelen", asked).status_code == 201
    consent = f"/api/meldingen/{ref}/maatregelen/m1/toestemming"
    yes = people.ask("statenlid1", "POST", consent, json={"antwoord": "akkoord", "versie": 1})
    assert yes.status_code == 200
    limited = people.change("griffier", ref, "beperken", {"reden": "De afzender betwist de feiten."})
    assert limited.json()["beperkt"]["reden"] == "De afzender betwist de feiten."
    for path, body in (("gesprekken", TALK), ("maatregelen/m1/concept", {}), ("dreiging", {"actief": True})):
        refused = people.change("griffier", ref, path, body)
        assert refused.status_code == 409, path
        assert refused.json()["detail"].startswith("De verwerking van deze zaak is beperkt.")
    held = people.change("griffier", ref, "vasthouden", {"reden": "De strafzaak loopt nog."})
    assert held.json()["vasthouden"]["reden"] == "De strafzaak loopt nog."
    no = people.ask("statenlid1", "POST", consent, json={"antwoord": "ingetrokken", "versie": 1})
    assert no.status_code == 200
    assert people.change("griffier", ref, "beperken", {"reden": None}).status_code == 200
    assert people.change("griffier", ref, "dreiging", {"actief": True}).status_code == 200


def test_a_restriction_takes_the_draft_out_of_the_mailbox_and_lets_nothing_be_finished(
    people: People,
) -> None:
    ref = agreed(people)
    assert people.change("griffier", ref, "maatregelen/m1/concept").status_code == 202
    eventually(lambda: concept(people, ref) == "gereed", "the draft is ready")
    assert drafts(people, ref)
    assert (
        people.change("griffier", ref, "beperken", {"reden": "De afzender betwist het."}).status_code == 200
    )
    eventually(lambda: not drafts(people, ref), "the draft is gone")
    eventually(
        lambda: people.case("griffier", ref).json()["maatregelen"][0]["status"] == "akkoord", "it is told"
    )
    other = agreed(people)
    with people.fault(method="PUT", path="/brieven/", kind="503", retry_after=1, times=2):
        assert people.change("griffier", other, "maatregelen/m1/concept").status_code == 202
        assert (
            people.change("griffier", other, "beperken", {"reden": "De afzender betwist het."}).status_code
            == 200
        )
    eventually(lambda: concept(people, other) == "ingetrokken", "the draft under way is given up")
    assert not drafts(people, other)


def agreed(people: People) -> str:
    """A case with a warning that the betrokkene agreed to."""
    ref = people.report(agressor={"hoedanigheid": "burger", "naam": "Boos", "email": "boos@elders.example"})
    assert people.change("griffier", ref, "gesprekken", TALK).status_code == 201
    asked = {"soort": "waarschuwing", "reden": "Dit mag niet.", "uitvoerder": "provincie"}
    assert people.change("griffier", ref, "maatregelen", asked).status_code == 201
    yes = {"antwoord": "akkoord", "versie": 1}
    path = f"/api/meldingen/{ref}/maatregelen/m1/toestemming"
    assert people.ask("statenlid1", "POST", path, json=yes).status_code == 200
    return ref


def concept(people: People, ref: str) -> str | None:
    stands = people.case("griffier", ref).json()["maatregelen"][0]["concept"]
    return stands["status"] if stands else None


def drafts(people: People, ref: str) -> list[Any]:
    boxes = people.service.tenant.state()["messages"].values()
    return [
        one for box in boxes for one in box if any(ref in str(mark) for mark in one["properties"].values())
    ]


def test_a_copy_for_the_agressor_holds_no_word_and_no_name_of_another(people: People) -> None:
    told = {"gebeurtenis": "Mijn eigen verhaal.", "aard": ["bedreiging"], "kanaal": "email"}
    agressor = {"hoedanigheid": "burger", "naam": "Boze Burger", "email": "boos@elders.example"}
    ref = people.report("statenlid1", ("foto.png", PNG), agressor=agressor, **told)
    assert people.change("griffier", ref, "gesprekken", TALK).status_code == 201
    bare = copied(people, ref, "")
    assert set(bare) == {"overzicht.txt"}
    text = bare["overzicht.txt"].decode()
    assert "bedreiging in een e-mail" in text
    assert "boos@elders.example" in text
    for forbidden in ("Mijn eigen verhaal", "Wij spraken", "Statenlid Een", "statenlid1"):
        assert forbidden not in text
    chosen = copied(people, ref, "b1")
    assert [content for name, content in chosen.items() if name.startswith("stukken/")] == [PNG]
    assert people.ask("griffier", "GET", f"/api/zaken/{ref}/inzage.zip?stukken=b9").status_code == 422
    assert people.ask("statenlid1", "GET", f"/api/zaken/{ref}/inzage.zip").status_code == 403
    assert "kopie voor agressor gemaakt" in {row["Handeling"] for row in people.logged(ref)}


def copied(people: People, ref: str, pieces: str) -> dict[str, bytes]:
    answer = people.ask("griffier", "GET", f"/api/zaken/{ref}/inzage.zip?stukken={pieces}")
    assert answer.status_code == 200, answer.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
