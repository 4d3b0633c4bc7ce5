"""Each measure has its rule: whom it may hit, on what ground, how long, who decides, with or without consent (protocol 17-28, 38)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from plugin.protocol.berichten import geadresseerde
from plugin.protocol.details import details_van
from plugin.protocol.maatregelen import (
    GESPREKKEN,
    PRAAT_EERST,
    Plan,
    Regel,
    klachttermijn,
    regel_voor,
    valt_weg,
)
from plugin.protocol.profiel import Profiel
from plugin.protocol.termijnen import plus_maanden
from plugin.protocol.terms import GesprekSoort, MaatregelSoort, Uitvoerder
from plugin.protocol.toestemming import Geadresseerde
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Gesprek, Zaak
from tests.protocol.bouwstenen import (
    ANDER_STATENLID,
    CDK,
    DEMO,
    GEDEPUTEERDE,
    GRIFFIER,
    NU,
    ONBEKEND,
    een_melding,
    een_zaak,
)

PROFIEL = Profiel.load(DEMO)
VANDAAG = date(2026, 11, 24)
M = MaatregelSoort
BURGER = {"hoedanigheid": "burger", "naam": "Boze Burger", "email": "boos@elders.example"}
LID = {"hoedanigheid": "ambtsdrager", "naam": "Een lid"}
PROVINCIE = {"posten": [{"omschrijving": "Ruit", "bedrag": 100, "eigenaar": "provincie"}]}
MELDER = {"posten": [{"omschrijving": "Jas", "bedrag": 80, "eigenaar": "melder"}]}
BEIDE = {"posten": [*PROVINCIE["posten"], *MELDER["posten"]]}


def zaak(agressor: dict[str, Any] | None = None, *, gesproken: bool = True, **melding: Any) -> Zaak:
    talk = Gesprek(soort=GesprekSoort.INTAKE, datum=VANDAAG, verslag="x", door=GRIFFIER, vastgelegd_op=NU)
    told = een_melding(agressor=agressor or BURGER, **melding)
    return een_zaak(melding=told, gesprekken=(talk,) if gesproken else ())


def plan(
    soort: MaatregelSoort,
    case: Zaak,
    details: dict[str, Any] | None = None,
    *,
    van: date = VANDAAG,
    tot: date | None = None,
    uitvoerder: Uitvoerder = Uitvoerder.PROVINCIE,
) -> Plan:
    given = PROVINCIE if soort is M.SCHADE and details is None else details or {}
    end = tot or van + timedelta(days=30)
    return Plan(geadresseerde(case), uitvoerder, details_van(soort, given), van, end)


def regel(soort: MaatregelSoort, case: Zaak) -> Regel:
    return regel_voor(soort, case, geadresseerde(case), PROFIEL)


def mag(soort: MaatregelSoort, case: Zaak, *given: Any, **velden: Any) -> bool | Weigering:
    return regel(soort, case).mag(case, plan(soort, case, *given, **velden), PROFIEL, VANDAAG)


def reden(outcome: bool | Weigering) -> str:
    assert isinstance(outcome, Weigering), outcome
    assert outcome.reden.endswith(".")
    return outcome.reden


# Each measure -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("soort", "brief", "grond", "beslist"),
    [
        (M.STOPGESPREK, "uitnodiging-stopgesprek", "stopgesprek", "commissaris van de Koning"),
        (M.ORDEGESPREK, "uitnodiging-ordegesprek", "ordegesprek", "commissaris van de Koning"),
        (M.WAARSCHUWING, "waarschuwing", "waarschuwing", "commissaris van de Koning"),
        (M.ONTZEGGING_GEBOUW, "ontzegging-gebouw", "huisrecht", "commissaris van de Koning"),
        (M.ONTZEGGING_VERGADERING, "ontzegging-vergadering-toehoorder", "eerste en tweede lid",
         "voorzitter van Provinciale Staten"),
        (M.SCHADE, "schadeclaim", "6:162", "commissaris van de Koning"),
        (M.MELDING_POLITIE, "aangifte-gegevens", "melding bij de politie", "commissaris van de Koning"),
        (M.AANGIFTE, "aangifte-gegevens", "artikel 161", "commissaris van de Koning"),
        (M.INFORMEREN_AMBTSDRAGERS, "besloten-notitie", "communicatie", "commissaris van de Koning"),
    ],
)  # fmt: skip
def test_each_measure_has_its_letter_its_ground_and_who_decides(
    soort: MaatregelSoort, brief: str, grond: str, beslist: str
) -> None:
    rule = regel(soort, zaak())

    assert rule.soort is soort
    assert rule.brief(plan(soort, zaak())) == brief
    assert grond in PROFIEL.gronden_van(rule.grond)
    assert rule.beslist(zaak(), PROFIEL) == beslist
    assert mag(soort, zaak()) is True


def test_who_signs_for_a_party_decides_as_well() -> None:
    case = zaak(namens={"naam": "De commissaris", "oid": CDK})
    deciders = {rule.beslist(case, PROFIEL) for rule in (regel(soort, case) for soort in M)}

    assert deciders == {"loco-commissaris van de Koning", "voorzitter van Provinciale Staten"}


def test_no_kind_of_measure_is_without_a_rule() -> None:
    assert {regel(soort, zaak()).soort for soort in M} == set(M)
    assert set(GESPREKKEN) == {M.STOPGESPREK, M.ORDEGESPREK}


@pytest.mark.parametrize("soort", [one for one in M if one is not M.SCHADE])
def test_a_talk_with_the_melder_comes_before_each_of_them(soort: MaatregelSoort) -> None:
    assert mag(soort, zaak(gesproken=False)) == Weigering(PRAAT_EERST)


@pytest.mark.parametrize("soort", [M.STOPGESPREK, M.ORDEGESPREK, M.SCHADE, M.MELDING_POLITIE, M.AANGIFTE])
def test_these_the_melder_may_carry_out(soort: MaatregelSoort) -> None:
    assert mag(soort, zaak(), uitvoerder=Uitvoerder.MELDER) is True


@pytest.mark.parametrize(
    "soort", [M.WAARSCHUWING, M.ONTZEGGING_GEBOUW, M.ONTZEGGING_VERGADERING, M.INFORMEREN_AMBTSDRAGERS]
)
def test_an_act_of_office_is_not_for_the_melder(soort: MaatregelSoort) -> None:
    assert "niet de melder" in reden(mag(soort, zaak(), uitvoerder=Uitvoerder.MELDER))


@pytest.mark.parametrize("soort", [M.MELDING_POLITIE, M.AANGIFTE, M.INFORMEREN_AMBTSDRAGERS])
def test_papers_for_police_or_meeting_never_get_the_address_of_the_agressor(soort: MaatregelSoort) -> None:
    case = zaak()
    aan = regel(soort, case).geadresseerde(plan(soort, case), PROFIEL)

    assert aan.email is None
    assert aan.naam != "Boze Burger"


# The building (protocol 21) -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("dagen", "ja"), [(0, True), (365, True), (366, False)])
def test_the_building_is_refused_for_no_longer_than_the_profile_says(dagen: int, ja: bool) -> None:
    outcome = mag(M.ONTZEGGING_GEBOUW, zaak(), tot=VANDAAG + timedelta(days=dagen))

    assert bool(outcome) is ja
    if not ja:
        assert "hoogstens 365 dagen" in reden(outcome)
        assert "woensdag 24 november 2027" in reden(outcome)


@pytest.mark.parametrize(
    "agressor",
    [
        pytest.param(LID, id="told as one"),
        pytest.param({"hoedanigheid": "burger", "oid": ANDER_STATENLID}, id="recognised by account"),
        pytest.param(
            {"hoedanigheid": "onbekend", "email": "Gedeputeerde+x@provincie.example"}, id="by address"
        ),
    ],
)
def test_the_building_is_never_refused_to_an_ambtsdrager(agressor: dict[str, Any]) -> None:
    why = reden(mag(M.ONTZEGGING_GEBOUW, zaak(agressor)))

    assert why == (
        "Het provinciehuis weigeren kan niet bij een politieke ambtsdrager. Wel mogelijk: stopgesprek, of de "
        "vergadering (artikel 26, derde lid, van de Provinciewet)."
    )
    case = zaak(agressor)
    assert valt_weg(case, geadresseerde(case), PROFIEL) == {M.ONTZEGGING_GEBOUW: Weigering(why)}


def test_for_a_citizen_nothing_falls_away() -> None:
    assert valt_weg(zaak(), Geadresseerde(), PROFIEL) == {}


def test_who_works_for_the_organisation_without_being_an_ambtsdrager_may_be_refused() -> None:
    assert mag(M.ONTZEGGING_GEBOUW, zaak({"hoedanigheid": "burger", "oid": GRIFFIER})) is True


def test_a_ban_that_has_ended_is_no_ban() -> None:
    gone = mag(M.ONTZEGGING_GEBOUW, zaak(), van=VANDAAG - timedelta(days=9), tot=VANDAAG - timedelta(days=1))

    assert "al voorbij" in reden(gone)
    assert mag(M.ONTZEGGING_GEBOUW, zaak(), van=VANDAAG - timedelta(days=9), tot=VANDAAG) is True


# The meeting (protocol 22) ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("van", "laatste"),
    [
        pytest.param(date(2026, 11, 24), date(2027, 2, 24), id="over the new year"),
        pytest.param(date(2026, 11, 30), date(2027, 2, 28), id="a month that is too short"),
        pytest.param(date(2027, 11, 30), date(2028, 2, 29), id="a leap day"),
        pytest.param(date(2026, 12, 31), date(2027, 3, 31), id="over the start of summer time"),
        pytest.param(date(2027, 8, 1), date(2027, 11, 1), id="over the end of summer time"),
        pytest.param(date(2026, 12, 25), date(2027, 3, 25), id="a holiday counts as any day"),
    ],
)
@pytest.mark.parametrize("agressor", [BURGER, LID], ids=["visitor", "member"])
def test_the_meeting_is_refused_for_exactly_three_months_and_no_day_more(
    agressor: dict[str, Any], van: date, laatste: date
) -> None:
    assert plus_maanden(van, 3) == laatste
    assert mag(M.ONTZEGGING_VERGADERING, zaak(agressor), van=van, tot=laatste) is True
    refused = reden(mag(M.ONTZEGGING_VERGADERING, zaak(agressor), van=van, tot=laatste + timedelta(days=1)))
    assert "hoogstens 3 maanden" in refused
    assert "26" in refused


@pytest.mark.parametrize("agressor", [BURGER, LID], ids=["visitor", "member"])
def test_a_first_disturbance_is_no_ground_and_the_sentence_says_what_is(agressor: dict[str, Any]) -> None:
    why = reden(mag(M.ONTZEGGING_VERGADERING, zaak(agressor), {"herhaald": False}))

    assert "bij herhaling" in why
    assert "Wel mogelijk: de vergadering schorsen, of de verstoorder laten vertrekken" in why


def test_a_member_falls_under_another_rule_than_a_visitor() -> None:
    member, visitor = regel(M.ONTZEGGING_VERGADERING, zaak(LID)), regel(M.ONTZEGGING_VERGADERING, zaak())

    assert (member.sjabloon, visitor.sjabloon) == (
        "ontzegging-vergadering-lid",
        "ontzegging-vergadering-toehoorder",
    )
    assert "derde lid" in PROFIEL.gronden_van(member.grond)
    assert (
        member.beslist(zaak(LID), PROFIEL)
        == "Provinciale Staten, op voorstel van de voorzitter van Provinciale Staten"
    )


def test_an_ambtsdrager_who_is_no_member_is_not_banned_as_one() -> None:
    why = reden(mag(M.ONTZEGGING_VERGADERING, zaak({"hoedanigheid": "ambtsdrager", "oid": GEDEPUTEERDE})))

    assert "Wel mogelijk: stopgesprek" in why
    assert mag(M.ONTZEGGING_VERGADERING, zaak({"hoedanigheid": "ambtsdrager", "oid": ONBEKEND})) is True


@pytest.mark.parametrize("agressor", [BURGER, LID], ids=["visitor", "member"])
def test_by_office_it_needs_neither_talk_nor_consent_and_names_nobody(agressor: dict[str, Any]) -> None:
    case = zaak(agressor, gesproken=False, route="ordeverstoring")
    rule, what = (
        regel(M.ONTZEGGING_VERGADERING, case),
        plan(M.ONTZEGGING_VERGADERING, case, {"noemt_betrokkene": True}),
    )

    assert mag(M.ONTZEGGING_VERGADERING, case) is True
    assert rule.vraagt_toestemming(case, what) is False
    assert rule.noemt(case, what) is False
    assert rule.vraagt_toestemming(zaak(agressor), what) is True


@pytest.mark.parametrize("soort", [one for one in M if one not in (M.ONTZEGGING_VERGADERING, M.SCHADE)])
def test_nothing_else_goes_without_consent_in_such_a_case(soort: MaatregelSoort) -> None:
    case = zaak(gesproken=False, route="ordeverstoring")

    assert regel(soort, case).vraagt_toestemming(case, plan(soort, case)) is True
    assert mag(soort, case) == Weigering(PRAAT_EERST)


def test_a_ban_alone_has_a_last_day() -> None:
    ends = {soort for soort in M if regel(soort, zaak()).einddatum(plan(soort, zaak()))}

    assert ends == {M.ONTZEGGING_GEBOUW, M.ONTZEGGING_VERGADERING}


# Damage (protocol 17, 25) -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("details", "vraagt"),
    [
        pytest.param(PROVINCIE, False, id="of the province alone"),
        pytest.param(MELDER, True, id="of the melder"),
        pytest.param(BEIDE, True, id="of both"),
    ],
)
def test_only_damage_to_the_provinces_own_property_waits_for_nobody(
    details: dict[str, Any], vraagt: bool
) -> None:
    case = zaak(gesproken=False)
    rule, what = regel(M.SCHADE, case), plan(M.SCHADE, case, {**details, "noemt_betrokkene": True})

    assert rule.vraagt_toestemming(case, what) is vraagt
    assert rule.noemt(case, what) is vraagt
    assert mag(M.SCHADE, case, details) == (Weigering(PRAAT_EERST) if vraagt else True)


@pytest.mark.parametrize(
    "bedrag", [0, -1, 0.001, 1.005, 10_000_001, "12", True, None, float("nan"), float("inf")]
)
def test_an_amount_is_a_number_of_euros_above_nothing_in_whole_cents(bedrag: Any) -> None:
    with pytest.raises(ValidationError):
        details_van(
            M.SCHADE, {"posten": [{"omschrijving": "Ruit", "bedrag": bedrag, "eigenaar": "provincie"}]}
        )


# Police (protocol 26) -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("melding", "laatste"),
    [
        pytest.param(
            {"aard": ["belediging"], "wanneer": "2026-11-23T20:00:00Z"}, date(2027, 2, 23), id="when it was"
        ),
        pytest.param(
            {"aard": ["belediging"], "wanneer": "2026-11-23T23:30:00Z"},
            date(2027, 2, 24),
            id="that day there",
        ),
        pytest.param(
            {"aard": ["belediging"], "wanneer": "2026-11-30T12:00:00Z"}, date(2027, 2, 28), id="a short month"
        ),
        pytest.param(
            {"aard": ["bedreiging", "belediging"]}, date(2027, 2, 24), id="else when it was reported"
        ),
        pytest.param({"aard": ["eer_en_goede_naam"]}, date(2027, 2, 24), id="smaad and laster"),
        pytest.param({"aard": ["bedreiging"]}, None, id="no complaint is needed"),
        pytest.param({}, None, id="nothing was chosen"),
    ],
)
def test_a_complaint_has_three_months(melding: dict[str, Any], laatste: date | None) -> None:
    case = zaak(**melding)

    assert klachttermijn(case, PROFIEL) == laatste
    assert regel(M.AANGIFTE, case).termijn(case, PROFIEL) == laatste
    assert regel(M.MELDING_POLITIE, case).termijn(case, PROFIEL) == laatste


def test_a_complaint_is_a_paper_of_its_own_that_names_who_signs_it() -> None:
    case = zaak(aard=["belediging"])
    named = {"klacht": True, "noemt_betrokkene": True}

    assert mag(M.AANGIFTE, case, named) is True
    assert regel(M.AANGIFTE, case).brief(plan(M.AANGIFTE, case, named)) == "klacht"
    assert "met naam" in reden(mag(M.AANGIFTE, case, {"klacht": True}))
    assert "niet nodig" in reden(mag(M.AANGIFTE, zaak(aard=["bedreiging"]), named))


# Informing others (protocol 38, 39) ---------------------------------------------------------------------------


def test_while_a_threat_goes_on_nobody_informs_others_and_nothing_else_is_held_up() -> None:
    threatened = zaak().model_copy(update={"dreiging": True})
    outcomes = {soort: mag(soort, threatened) for soort in M}

    assert "Niemand doet uitspraken" in reden(outcomes.pop(M.INFORMEREN_AMBTSDRAGERS))
    assert all(outcome is True for outcome in outcomes.values())


@pytest.mark.parametrize(
    ("details", "wie"), [({}, "Provinciale Staten"), ({"gremium": "gs"}, "Gedeputeerde Staten")]
)
def test_a_note_is_for_the_closed_meeting_that_was_chosen(details: dict[str, Any], wie: str) -> None:
    case = zaak()
    aan = regel(M.INFORMEREN_AMBTSDRAGERS, case).geadresseerde(
        plan(M.INFORMEREN_AMBTSDRAGERS, case, details), PROFIEL
    )

    assert aan == Geadresseerde(naam=f"de besloten vergadering van {wie}")


def test_a_talk_is_soon_after_the_incident() -> None:
    case = zaak().model_copy(update={"ontvangen_op": datetime(2026, 12, 24, 12, 0, tzinfo=UTC)})

    assert regel(M.ORDEGESPREK, case).termijn(case, PROFIEL) == date(2027, 1, 4)
    assert regel(M.WAARSCHUWING, case).termijn(case, PROFIEL) is None
