"""Duties 13-47 at their borders, a sentence each: what no other file of these tests states (protocol)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from plugin.protocol.afhandeling import leg_orde_vast
from plugin.protocol.details import details_van
from plugin.protocol.maatregelen import GESPREKKEN, Plan, klachttermijn, na_intake, regel_voor
from plugin.protocol.maatregelen.ontzegging import geldt_op
from plugin.protocol.ondertekening import ondertekenaar
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import (
    GesprekSoort,
    MaatregelSoort,
    MaatregelStatus,
    NazorgAntwoord,
    NazorgVoor,
    Ordestap,
    Uitvoerder,
)
from plugin.protocol.toestemming import Geadresseerde
from plugin.protocol.verzoek import aankomende_vergaderingen
from plugin.protocol.weigering import Weigering
from plugin.protocol.wekker import wekkers
from plugin.protocol.zaak import Gesprek, Nazorg, Opening, Ordemaatregel, Partij, Zaak
from plugin.web import hulp_words
from tests.protocol.bouwstenen import (
    CDK,
    GRIFFIER,
    LOCO,
    NU,
    PROFILES,
    STATENLID,
    een_maatregel,
    een_melding,
    een_zaak,
)

SOMEBODY = Geadresseerde(naam="Boze Bezoeker", email="bezoeker@voorbeeld.example")
MEETING = "Provinciale Staten"


def at(*parts: int) -> datetime:
    """A moment in UTC."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


def talked(soort: GesprekSoort) -> Zaak:
    talk = Gesprek(soort=soort, datum=NU.date(), verslag="x", door=GRIFFIER, vastgelegd_op=NU)
    return een_zaak(gesprekken=(talk,))


# 13: the intake talk ------------------------------------------------------------------------------------------


def test_13_only_an_intake_talk_opens_the_way_to_measures() -> None:
    assert na_intake(talked(GesprekSoort.INTAKE)) is True
    assert isinstance(na_intake(talked(GesprekSoort.NAZORG)), Weigering)
    assert isinstance(na_intake(een_zaak()), Weigering)


# 18, 19: talks ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("soort", [MaatregelSoort.STOPGESPREK, MaatregelSoort.ORDEGESPREK])
@pytest.mark.parametrize(
    ("received", "last"),
    [
        pytest.param(at(2026, 11, 24, 9), date(2026, 12, 1), id="five working days"),
        pytest.param(at(2026, 12, 23, 9), date(2026, 12, 31), id="Kerst does not count"),
        pytest.param(at(2026, 12, 29, 9), date(2027, 1, 6), id="nor does the new year"),
        pytest.param(at(2028, 2, 24, 9), date(2028, 3, 2), id="a leap day counts"),
        pytest.param(at(2026, 3, 26, 23, 30), date(2026, 4, 7), id="after midnight there, over Pasen"),
        pytest.param(at(2026, 4, 29, 9), date(2026, 5, 7), id="the fifth of May does not count"),
    ],
)
def test_18_a_talk_is_within_five_working_days_of_the_melding(
    profiel: Profiel, soort: MaatregelSoort, received: datetime, last: date
) -> None:
    assert GESPREKKEN[soort].termijn(een_zaak(ontvangen_op=received), profiel) == last


def test_19_an_ordegesprek_is_lighter_than_a_stopgesprek() -> None:
    stop, orde = (GESPREKKEN[one] for one in (MaatregelSoort.STOPGESPREK, MaatregelSoort.ORDEGESPREK))

    assert orde.duur_minuten < stop.duur_minuten
    assert orde.sjabloon != stop.sjabloon


# 20, 30: who signs, and who gives the first support -----------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "who"),
    [
        pytest.param({}, CDK, id="the CdK"),
        pytest.param({"melder": Partij(oid=CDK, functie="cdk")}, LOCO, id="the stand-in of a CdK as victim"),
        pytest.param({"agressor": CDK}, LOCO, id="and of one who was recognised as agressor"),
        pytest.param(
            {"afzenders": ("cdk@provincie.example",)}, LOCO, id="and of one who sent the mail, nobody named"
        ),
    ],
)
def test_20_30_the_cdk_signs_and_else_the_stand_in(profiel: Profiel, case: dict[str, Any], who: str) -> None:
    signer = ondertekenaar(een_zaak(**case), profiel)

    assert signer is not None
    assert signer.oid == who


# 21: the building ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last"),
    [
        pytest.param(date(2026, 11, 24), date(2027, 11, 24), id="a year"),
        pytest.param(date(2027, 12, 1), date(2028, 11, 30), id="a leap day is a day as well"),
        pytest.param(date(2028, 2, 29), date(2029, 2, 28), id="from a leap day"),
        pytest.param(date(2026, 12, 25), date(2027, 12, 25), id="a holiday counts as any day"),
    ],
)
def test_21_the_building_is_refused_for_a_year_and_no_day_more(
    profiel: Profiel, first: date, last: date
) -> None:
    def may(end: date) -> bool | Weigering:
        case, soort = talked(GesprekSoort.INTAKE), MaatregelSoort.ONTZEGGING_GEBOUW
        rule = regel_voor(soort, case, SOMEBODY, profiel)
        whole = Plan(SOMEBODY, Uitvoerder.PROVINCIE, details_van(soort, {}), first, end)
        return rule.mag(case, whole, profiel, NU.date())

    assert may(last) is True
    assert isinstance(may(last + timedelta(days=1)), Weigering)


# 23, 42: order in the meeting ---------------------------------------------------------------------------------


def test_23_steps_stand_in_the_order_in_which_they_happened_also_when_the_clock_goes_back() -> None:
    first = datetime.fromisoformat("2026-10-25T02:40:00+02:00")
    second = datetime.fromisoformat("2026-10-25T02:10:00+01:00")
    zaak: Zaak | Weigering = een_zaak()
    for step, moment in ((Ordestap.VERWIJDERD, second), (Ordestap.SCHORSEN, first)):
        assert isinstance(zaak, Zaak)
        zaak = leg_orde_vast(zaak, Ordemaatregel(stap=step, tijd=moment, vergadering=MEETING, door=GRIFFIER))
    assert isinstance(zaak, Zaak)
    assert [one.stap for one in zaak.orde] == [Ordestap.SCHORSEN, Ordestap.VERWIJDERD]


def test_42_the_card_of_the_voorzitter_has_the_steps_of_the_log_in_their_order(profiel: Profiel) -> None:
    card = hulp_words.words(profiel)["orde"]

    words = ("schors", "vertrekken", "tot de orde", "ontneem het woord", "verwijderen")
    assert [word in sentence.lower() for word, sentence in zip(words, card, strict=True)] == [True] * 5
    assert [step.value for step in Ordestap] == [
        "schorsen",
        "doen_vertrekken",
        "tot_orde_roepen",
        "woord_ontnomen",
        "verwijderd",
    ]


# 26: the complaint --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("happened", "last"),
    [
        pytest.param("2026-06-30T21:30:00Z", date(2026, 9, 30), id="before midnight there, in summer"),
        pytest.param("2026-06-30T22:30:00Z", date(2026, 10, 1), id="after midnight there, in summer"),
        pytest.param("2027-11-30T12:00:00+01:00", date(2028, 2, 29), id="it ends on a leap day"),
        pytest.param("2024-02-29T12:00:00+01:00", date(2024, 5, 29), id="it begins on a leap day"),
        pytest.param("2026-09-25T12:00:00+02:00", date(2026, 12, 25), id="Kerst does not make it longer"),
        pytest.param("2026-10-24T12:00:00+02:00", date(2027, 1, 24), id="over the end of summer time"),
    ],
)
def test_26_a_complaint_has_three_months_to_the_day(profiel: Profiel, happened: str, last: date) -> None:
    insulted = een_zaak(melding=een_melding(aard=["belediging"], wanneer=happened))

    assert klachttermijn(insulted, profiel) == last


# 27: the list of the reception --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        pytest.param(date(2027, 11, 28), False, id="the day before"),
        pytest.param(date(2027, 11, 29), True, id="the first day"),
        pytest.param(date(2028, 2, 29), True, id="the last day, a leap day"),
        pytest.param(date(2028, 3, 1), False, id="the day after"),
    ],
)
def test_27_a_ban_stands_on_the_list_from_its_first_day_to_its_last(day: date, holds: bool) -> None:
    ban = een_maatregel(
        soort=MaatregelSoort.ONTZEGGING_GEBOUW,
        status=MaatregelStatus.UITGEVOERD,
        geadresseerde=SOMEBODY,
        van="2027-11-29",
        tot="2028-02-29",
        einddatum=date(2028, 2, 29),
    )

    assert geldt_op(ban, day) is holds
    assert geldt_op(ban.model_copy(update={"geadresseerde": Geadresseerde()}), day) is False
    ran = {MaatregelStatus.UITGEVOERD, MaatregelStatus.AFGEROND}
    for status in MaatregelStatus:
        assert geldt_op(ban.model_copy(update={"status": status}), day) is (holds and status in ran), status


# 31: support again --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("offered", "again"),
    [
        pytest.param(
            date(2027, 3, 25),
            [at(2027, 4, 1, 7), at(2027, 5, 7, 7)],
            id="into summer time, not on Hemelvaart",
        ),
        pytest.param(date(2027, 10, 28), [at(2027, 11, 4, 8), at(2027, 12, 9, 8)], id="over its end"),
        pytest.param(date(2028, 2, 22), [at(2028, 2, 29, 8), at(2028, 4, 4, 7)], id="on a leap day"),
    ],
)
def test_31_support_is_offered_again_when_the_office_opens_there(
    profiel: Profiel, offered: date, again: list[datetime]
) -> None:
    first = Nazorg(
        voor=NazorgVoor.MELDER, antwoord=NazorgAntwoord.JA, datum=offered, door=GRIFFIER, vastgelegd_op=NU
    )
    zaak = een_zaak(geopend=Opening(op=NU, door=GRIFFIER), nazorg=(first,))

    found = {one.sleutel: one.op.astimezone(UTC) for one in wekkers(zaak, profiel)}
    assert [found[f"nazorg/{week}"] for week in (1, 6)] == again


# 41, 44, 47: the help card, security at meetings, references --------------------------------------------------


@pytest.mark.parametrize("profile", sorted(PROFILES.glob("*.toml")), ids=lambda path: path.stem)
def test_41_47_every_profile_has_its_numbers_and_somewhere_to_read_on(profile: Path) -> None:
    card = hulp_words.words(Profiel.load(profile))

    assert card["nood"][0] == "112"
    assert [number for _, number, _ in card["nummers"] if number]
    assert len(card["stappen"]) == 8
    assert card["verwijzingen"]


@pytest.mark.parametrize(
    ("today", "asked"),
    [
        pytest.param(date(2028, 2, 28), False, id="eight days before, over a leap day"),
        pytest.param(date(2028, 2, 29), True, id="a week before, on a leap day"),
        pytest.param(date(2028, 3, 7), True, id="the day itself"),
    ],
)
def test_44_security_is_asked_for_a_week_ahead(profiel: Profiel, today: date, asked: bool) -> None:
    meeting = profiel.vergadering.model_copy(update={"data": (date(2028, 3, 7),)})
    found = aankomende_vergaderingen(profiel.model_copy(update={"vergadering": meeting}), today)

    assert bool(found) is asked


def test_24_what_counts_for_a_member_does_not_count_for_the_melder(profiel: Profiel) -> None:
    """The office of who reports switches no rule; only that of the agressor does (protocol 4, 24)."""
    case = een_zaak(melder=Partij(oid=STATENLID, functie="statenlid"))

    visitor = regel_voor(MaatregelSoort.ONTZEGGING_VERGADERING, case, SOMEBODY, profiel)
    assert visitor.sjabloon == "ontzegging-vergadering-toehoorder"
