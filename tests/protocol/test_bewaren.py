"""When a case may go, and on whose word (protocol 49): the term, a hold, a proposal, two persons."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from plugin.check import terms
from plugin.flows import verklaring
from plugin.protocol import bewaren
from plugin.protocol.bewaartermijn import Bewaartermijn, Gegevens, langste
from plugin.protocol.profiel import Profiel, ProfielError
from plugin.protocol.terms import MaatregelSoort, MaatregelStatus, ZaakStatus
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Afsluiting, Partij, Zaak
from tests.protocol.bouwstenen import (
    CDK,
    DEMO,
    GRIFFIER,
    NU,
    PROFILES,
    REGISSEUR,
    SECRETARIS,
    STATENLID,
    een_maatregel,
    een_melding,
    een_zaak,
)  # fmt: skip

CLOSED = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def profiel() -> Profiel:
    return Profiel.load(DEMO)


def gesloten(**velden: Any) -> Zaak:
    end = Afsluiting(op=velden.pop("op", CLOSED), door=GRIFFIER, reden="klaar")
    return een_zaak(status=ZaakStatus.AFGESLOTEN, afsluiting=end, **velden)


def voorgesteld(profiel: Profiel) -> Zaak:
    proposed = bewaren.stel_vernietiging_voor(gesloten(), profiel, CLOSED + timedelta(days=366 * 4))
    assert isinstance(proposed, Zaak)
    return proposed


def met_termijn(profiel: Profiel, jaren: int | None) -> Profiel:
    term = Bewaartermijn(gegevens=Gegevens.ZAAK, orgaan="wij", jaren=jaren, selectielijst="vast te stellen")
    return profiel.model_copy(update={"bewaren": (term,)})


@pytest.mark.parametrize(
    ("closed", "jaren", "free"),
    [
        (datetime(2027, 3, 1, 12, tzinfo=UTC), 1, date(2028, 3, 1)),
        (datetime(2028, 2, 29, 12, tzinfo=UTC), 1, date(2029, 2, 28)),  # a leap day
        (datetime(2028, 2, 29, 12, tzinfo=UTC), 4, date(2032, 2, 29)),
        (datetime(2027, 12, 31, 23, 30, tzinfo=UTC), 1, date(2029, 1, 1)),  # here it was the new year already
    ],
)
def test_the_term_counts_in_years_from_the_day_of_closing_here(
    profiel: Profiel, closed: datetime, jaren: int, free: date
) -> None:
    assert bewaren.mag_weg_op(gesloten(op=closed), met_termijn(profiel, jaren)) == free


@pytest.mark.parametrize(
    ("end", "free"), [(date(2028, 2, 28), date(2028, 3, 1)), (date(2029, 6, 1), date(2029, 6, 2))]
)
def test_a_ban_that_still_runs_keeps_the_case(profiel: Profiel, end: date, free: date) -> None:
    ban = een_maatregel(
        soort=MaatregelSoort.ONTZEGGING_GEBOUW,
        status=MaatregelStatus.AFGEROND,
        uitgevoerd_op=date(2027, 1, 4),
        einddatum=end,
    )
    assert bewaren.mag_weg_op(gesloten(maatregelen=(ban,)), met_termijn(profiel, 1)) == free


def test_an_open_case_and_one_without_a_term_never_go(profiel: Profiel) -> None:
    much_later = NU + timedelta(days=36600)
    assert bewaren.stel_vernietiging_voor(een_zaak(), profiel, much_later) == bewaren.NOG_OPEN
    without = met_termijn(profiel, None)
    assert bewaren.stel_vernietiging_voor(gesloten(), without, much_later) == bewaren.GEEN_TERMIJN


def test_the_province_has_no_term_until_it_sets_one() -> None:
    terms = Profiel.load(PROFILES / "provincie-utrecht.toml").bewaren
    assert {one.gegevens for one in terms} == set(Gegevens)
    assert all(one.jaren is None and "vast te stellen" in one.selectielijst for one in terms)


@pytest.mark.parametrize(("functie", "jaren"), [("cdk", 5), ("statenlid", 3), (None, 3)])
def test_the_organ_follows_from_the_office_of_the_betrokkene(
    profiel: Profiel, functie: str | None, jaren: int
) -> None:
    person = Partij(oid=STATENLID, functie=functie)
    term = bewaren.termijn_van(gesloten(melder=person), profiel)
    assert term is not None
    assert term.jaren == jaren


@pytest.mark.parametrize(("days", "goes"), [(-1, False), (0, True)])
def test_it_is_proposed_on_the_first_day_that_it_may(profiel: Profiel, days: int, goes: bool) -> None:
    day = datetime(2030, 3, 1, 12, tzinfo=UTC) + timedelta(days=days)
    said = bewaren.stel_vernietiging_voor(gesloten(), profiel, day)
    assert isinstance(said, Zaak) is goes


def test_a_case_stays_as_long_as_the_register_of_its_year_is_open(profiel: Profiel) -> None:
    quick = met_termijn(profiel, 1)
    early = gesloten(ontvangen_op=datetime(2027, 1, 4, 9, tzinfo=UTC), op=datetime(2027, 1, 5, 9, tzinfo=UTC))
    assert (
        bewaren.stel_vernietiging_voor(early, quick, datetime(2028, 1, 20, 9, tzinfo=UTC)) == bewaren.TE_VROEG
    )
    assert isinstance(
        bewaren.stel_vernietiging_voor(early, quick, datetime(2028, 3, 20, 9, tzinfo=UTC)), Zaak
    )


def test_a_hold_takes_the_proposal_back_and_lets_no_other_come(profiel: Profiel) -> None:
    held = bewaren.houd_vast(voorgesteld(profiel), "De strafzaak loopt nog.", GRIFFIER, NU)
    assert isinstance(held, Zaak)
    assert held.vernietiging is None
    later = CLOSED + timedelta(days=366 * 9)
    assert bewaren.stel_vernietiging_voor(held, profiel, later) == bewaren.VASTGEHOUDEN
    free = bewaren.laat_los(held)
    assert isinstance(free, Zaak)
    assert isinstance(bewaren.stel_vernietiging_voor(free, profiel, later), Zaak)


def test_two_different_persons_must_agree(profiel: Profiel) -> None:
    once = bewaren.keur_goed(voorgesteld(profiel), GRIFFIER, "griffier", NU)
    assert isinstance(once, Zaak)
    assert bewaren.begin(once, NU) == bewaren.NIET_GOEDGEKEURD
    assert bewaren.keur_goed(once, GRIFFIER, "griffier", NU) == bewaren.ZELFDE_PERSOON
    twice = bewaren.keur_goed(once, SECRETARIS, "provinciesecretaris", NU)
    assert isinstance(twice, Zaak)
    assert isinstance(bewaren.begin(twice, NU), Zaak)


def test_what_has_begun_is_not_held_any_more_and_a_hold_that_came_first_stops_it(profiel: Profiel) -> None:
    agreed: Any = bewaren.keur_goed(voorgesteld(profiel), GRIFFIER, "griffier", NU)
    agreed = bewaren.keur_goed(agreed, SECRETARIS, "provinciesecretaris", NU)
    held = bewaren.houd_vast(agreed, "Toch nog een claim.", GRIFFIER, NU)
    assert isinstance(held, Zaak)
    assert bewaren.begin(held, NU) == bewaren.VASTGEHOUDEN
    begun: Any = bewaren.begin(agreed, NU)
    assert bewaren.begin(begun, NU + timedelta(days=1)) == begun
    assert bewaren.houd_vast(begun, "Te laat.", GRIFFIER, NU) == bewaren.BEGONNEN


@pytest.mark.parametrize(
    ("oid", "may"),
    [(GRIFFIER, True), (SECRETARIS, True), (CDK, False), (REGISSEUR, False), (STATENLID, False)],
)
def test_who_handles_cases_may_judge_it_but_no_party(profiel: Profiel, oid: str, may: bool) -> None:
    about_the_cdk = een_melding(agressor={"hoedanigheid": "ambtsdrager", "oid": CDK})
    assert bewaren.mag_beoordelen(gesloten(melding=about_the_cdk), oid, profiel) is may


def test_each_no_is_a_sentence() -> None:
    said = [one for one in vars(bewaren).values() if isinstance(one, Weigering)]
    assert len(said) > 7
    assert all(one.reden.endswith(".") and not one for one in said)


def test_a_term_for_an_office_that_is_not_there_is_named(tmp_path: Any) -> None:
    wrong = DEMO.read_text(encoding="utf-8").replace('functies = ["cdk"]', 'functies = ["burgemeester"]')
    path = tmp_path / "profiel.toml"
    path.write_text(wrong, encoding="utf-8")
    with pytest.raises(ProfielError, match="burgemeester"):
        Profiel.load(path)


def test_the_check_says_which_terms_are_still_to_be_set(profiel: Profiel) -> None:
    province = Profiel.load(PROFILES / "provincie-utrecht.toml")
    assert [str(one)[:7] for one in terms(province)] == ["let op:"] * len(province.bewaren)
    assert list(terms(profiel)) == []
    (none,) = terms(profiel.model_copy(update={"bewaren": ()}))
    assert none.what == "er zijn geen bewaartermijnen: niets wordt ooit vernietigd"
    forgotten = tuple(one for one in profiel.bewaren if one.gegevens is not Gegevens.VERZOEKEN)
    (left,) = terms(profiel.model_copy(update={"bewaren": forgotten}))
    assert left.what == "voor verzoeken is er geen bewaartermijn: dat wordt nooit vernietigd"


@pytest.mark.parametrize(("jaren", "longest"), [((), None), ((3, 5), 5), ((3, None), None)])
def test_what_is_of_no_case_goes_by_the_longest_term_when_each_is_set(
    jaren: tuple[int | None, ...], longest: int | None
) -> None:
    terms = tuple(
        Bewaartermijn(gegevens=Gegevens.VERZOEKEN, orgaan="wij", jaren=one, selectielijst="x")
        for one in jaren
    )
    other = Bewaartermijn(gegevens=Gegevens.LOGBOEK, orgaan="wij", jaren=9, selectielijst="x")
    assert langste((*terms, other), Gegevens.VERZOEKEN) == longest


def test_an_approval_keeps_the_office_of_its_moment(profiel: Profiel) -> None:
    agreed = bewaren.keur_goed(voorgesteld(profiel), GRIFFIER, "griffier", NU)
    assert isinstance(agreed, Zaak)
    left = profiel.model_copy(update={"personen": ()})
    assert [one["door"] for one in verklaring.van(agreed, left)["goedgekeurd"]] == ["griffier"]


@pytest.mark.parametrize(("oid", "may"), [(GRIFFIER, True), (STATENLID, False), ("onbekend", False)])
def test_the_role_alone_shows_nothing_of_what_was_destroyed(profiel: Profiel, oid: str, may: bool) -> None:
    assert bewaren.mag_zien(oid, profiel) is may
