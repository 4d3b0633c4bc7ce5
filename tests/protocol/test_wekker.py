"""When a case asks for attention by itself, and what then happens: each duty with its border cases."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from plugin.protocol.gewekt import volgende_lezer, wek
from plugin.protocol.maatregelen.politie import klachttermijn
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import (
    Antwoord,
    ConceptStatus,
    MaatregelSoort,
    MaatregelStatus,
    NazorgAntwoord,
    NazorgVoor,
    ZaakStatus,
)
from plugin.protocol.toestemming import Geadresseerde, Toestemming
from plugin.protocol.vervolg import herverdeel
from plugin.protocol.wekker import aandacht_op, gaan_af, wekkers
from plugin.protocol.zaak import Afsluiting, Brief, Concept, Nazorg, Opening, Zaak
from plugin.protocol.zaakbrief import Zaakbrief, Zaakbriefsoort
from tests.protocol.bouwstenen import (
    BEHEERDER,
    CDK,
    GRIFFIER,
    LOCO,
    NU,
    SECRETARIS,
    STATENLID,
    een_maatregel,
    een_melding,
    een_vraag,
    een_zaak,
)

LATER = NU + timedelta(days=400)


def at(*parts: int) -> datetime:
    """A moment in UTC."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


def keys(zaak: Zaak, profiel: Profiel) -> list[str]:
    return [one.sleutel for one in wekkers(zaak, profiel)]


def moment_of(zaak: Zaak, profiel: Profiel, key: str) -> datetime:
    return next(one.op for one in wekkers(zaak, profiel) if one.sleutel == key).astimezone(UTC)


def a_letter(zaak: Zaak) -> Zaakbrief:
    return Zaakbrief(
        id=f"z{len(zaak.brieven) + 1}",
        soort=Zaakbriefsoort.NAZORG,
        brief=Brief(sjabloon="nazorgbrief", velden={}),
        ondertekenaar="cdk",
        postvak="cdk@provincie.example",
        geadresseerde=Geadresseerde(naam="Statenlid Een"),
        gemaakt_op=NU,
    )


def woken(zaak: Zaak, profiel: Profiel, now: datetime = LATER) -> Zaak:
    return wek(zaak, profiel, now, a_letter)


def opened(**fields: Any) -> Zaak:
    return een_zaak(geopend=Opening(op=NU, door=GRIFFIER), **fields)


def test_a_case_that_nobody_opened_is_passed_on_and_then_again(profiel: Profiel) -> None:
    zaak = een_zaak()

    first = woken(zaak, profiel, NU + timedelta(hours=4))
    second = woken(first, profiel, NU + timedelta(hours=24))

    assert first.lezers == ("cdk", "griffier", "provinciesecretaris")
    assert first.te_melden == (SECRETARIS,)
    assert [one.aan for one in second.doorgegeven] == ["provinciesecretaris", "loco_cdk"]
    assert second.te_melden == (SECRETARIS, LOCO)


@pytest.mark.parametrize(
    ("change", "asks"),
    [
        pytest.param({}, True, id="the talk is still to come"),
        pytest.param({"gesprek_op": NU - timedelta(hours=1)}, False, id="its moment had passed"),
        pytest.param({"concept": None}, False, id="nobody was invited"),
        pytest.param({"soort": MaatregelSoort.WAARSCHUWING}, False, id="no talk"),
        pytest.param({"status": MaatregelStatus.VERVALLEN}, False, id="a handler dropped it"),
        pytest.param({"afgezegd_op": NU.date()}, False, id="the other was told"),
    ],
)
def test_a_talk_that_is_withdrawn_after_the_invitation_is_said_to_the_handler_at_once(
    profiel: Profiel, change: dict[str, Any], asks: bool
) -> None:
    sent = Concept(status=ConceptStatus.INGETROKKEN, postvak="cdk@provincie.example", verstuurd=True)
    ledger = Toestemming(vragen=(een_vraag(),))
    fields = {
        "status": MaatregelStatus.INGETROKKEN,
        "toestemming": ledger.beantwoord(Antwoord.INGETROKKEN, STATENLID, NU),
        "concept": sent,
        "gesprek_op": NU + timedelta(days=3),
    }
    zaak = opened(maatregelen=(een_maatregel(**fields | change),))

    assert ("afzeggen/m1" in keys(zaak, profiel)) is asks
    assert (woken(zaak, profiel, NU).te_melden == (CDK, GRIFFIER)) is asks


def test_a_minute_before_the_term_nobody_else_is_told(profiel: Profiel) -> None:
    zaak = een_zaak()

    assert woken(zaak, profiel, NU + timedelta(hours=4, minutes=-1)) == zaak


def test_when_every_office_was_told_the_beheerder_gets_the_bare_alarm(profiel: Profiel) -> None:
    everybody = een_zaak(lezers=("cdk", "griffier", "provinciesecretaris", "loco_cdk"))

    late = woken(everybody, profiel, NU + timedelta(hours=4))

    assert late.te_melden == (BEHEERDER,)
    assert late.lezers == everybody.lezers


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"geopend": Opening(op=NU, door=CDK)}, "somebody opened it"),
        ({"status": ZaakStatus.IN_BEHANDELING}, "somebody talked with the melder"),
        ({"lezers": ()}, "nobody may read it, and the beheerder knows"),
    ],
)
def test_nobody_else_is_told_where_that_is_not_needed(
    profiel: Profiel, change: dict[str, Any], why: str
) -> None:
    assert not any(key.startswith("ongelezen") for key in keys(een_zaak(**change), profiel)), why


@pytest.mark.parametrize(
    ("melding", "shut", "following"),
    [
        pytest.param({}, {}, "provinciesecretaris", id="the third of the three"),
        pytest.param({"ontvanger": "griffier"}, {"lezers": ("griffier",)}, "cdk", id="the other of the pair"),
        pytest.param(
            {"agressor": {"hoedanigheid": "ambtsdrager", "oid": SECRETARIS}},
            {},
            "loco_cdk",
            id="never the agressor",
        ),
        pytest.param(
            {}, {"afzenders": ("provinciesecretaris@provincie.example",)}, "loco_cdk", id="never a sender"
        ),
        pytest.param(
            {}, {"lezers": ("cdk", "griffier", "provinciesecretaris", "loco_cdk")}, None, id="nobody is left"
        ),
    ],
)
def test_the_next_receiver_is_of_the_route_and_never_a_party(
    profiel: Profiel, melding: dict[str, Any], shut: dict[str, Any], following: str | None
) -> None:
    assert volgende_lezer(een_zaak(melding=een_melding(**melding), **shut), profiel) == following


def test_an_ambtsdrager_whom_nobody_recognised_is_shown_to_one_reader_at_a_time(profiel: Profiel) -> None:
    named = een_melding(agressor={"hoedanigheid": "ambtsdrager", "naam": "J. Onbekend"})
    zaak = een_zaak(melding=named, eerst_herkennen=True, lezers=("griffier",))

    late = woken(zaak, profiel, NU + timedelta(hours=4))

    assert late.lezers == ("provinciesecretaris",)
    assert volgende_lezer(late, profiel) is None


def test_a_measure_is_remembered_on_its_last_working_day(profiel: Profiel) -> None:
    zaak = opened(maatregelen=(een_maatregel(termijn=date(2026, 11, 29)),))

    assert moment_of(zaak, profiel, "termijn/m1") == at(2026, 11, 27, 8, 0)


@pytest.mark.parametrize(
    "status", [MaatregelStatus.GEWEIGERD, MaatregelStatus.VERVALLEN, MaatregelStatus.AFGEROND]
)
def test_a_measure_that_has_ended_asks_for_nothing(profiel: Profiel, status: MaatregelStatus) -> None:
    measure = een_maatregel(status=status, termijn=date(2026, 12, 1), einddatum=date(2026, 12, 1))

    assert all(key.startswith("nazorg") for key in keys(opened(maatregelen=(measure,)), profiel))


@pytest.mark.parametrize(
    ("last", "reminded"),
    [
        pytest.param(date(2027, 2, 24), at(2027, 2, 25, 8, 0), id="the day after, in winter"),
        pytest.param(date(2026, 7, 2), at(2026, 7, 3, 7, 0), id="the day after, in summer"),
        pytest.param(date(2028, 2, 28), at(2028, 2, 29, 8, 0), id="a leap day"),
        pytest.param(date(2026, 12, 24), at(2026, 12, 28, 8, 0), id="after Kerst and the weekend"),
    ],
)
def test_a_ban_that_has_ended_is_to_be_rounded_off(profiel: Profiel, last: date, reminded: datetime) -> None:
    ban = een_maatregel(
        soort=MaatregelSoort.ONTZEGGING_GEBOUW, status=MaatregelStatus.UITGEVOERD, einddatum=last
    )

    assert moment_of(opened(maatregelen=(ban,)), profiel, "einde/m1") == reminded


def test_a_claim_that_was_not_paid_in_time_is_remembered(profiel: Profiel) -> None:
    claim = een_maatregel(
        soort=MaatregelSoort.SCHADE,
        status=MaatregelStatus.UITGEVOERD,
        uitgevoerd_op=date(2026, 11, 24),
        details={"posten": [{"omschrijving": "Ruit", "bedrag": 100.0, "eigenaar": "provincie"}]},
    )

    assert moment_of(opened(maatregelen=(claim,)), profiel, "betaling/m1") == at(2026, 12, 23, 8, 0)


def test_two_weeks_before_a_complaint_is_too_late_the_handler_is_told(profiel: Profiel) -> None:
    insulted = opened(melding=een_melding(aard=["belediging"]))

    assert klachttermijn(insulted, profiel) == date(2027, 2, 24)
    assert moment_of(insulted, profiel, "klacht/zaak") == at(2027, 2, 10, 8, 0)


@pytest.mark.parametrize(
    ("wanneer", "moment"),
    [
        pytest.param("2026-09-10T12:00:00+02:00", at(2026, 11, 26, 8, 0), id="more than two weeks left"),
        pytest.param("2026-09-05T12:00:00+02:00", at(2026, 11, 25, 8, 0), id="less: the next morning"),
        pytest.param("2026-08-24T12:00:00+02:00", NU, id="on the day of receipt: at once"),
        pytest.param("2026-08-23T12:00:00+02:00", None, id="over the day before"),
        pytest.param("2026-01-12T12:00:00+01:00", None, id="over long before"),
    ],
)
def test_a_complaint_that_is_late_at_receipt_wakes_nobody_a_quarter_later(
    profiel: Profiel, wanneer: str, moment: datetime | None
) -> None:
    told = een_melding(aard=["belediging"], wanneer=wanneer)
    insulted = opened(melding=told)

    found = [one.op for one in wekkers(insulted, profiel) if one.sleutel == "klacht/zaak"]
    assert found == ([moment] if moment else [])


def test_a_term_that_was_over_at_the_proposal_wakes_nobody(profiel: Profiel) -> None:
    late = een_maatregel(termijn=date(2026, 11, 23), voorgesteld_op=at(2026, 11, 24, 9, 0))
    assert "termijn/m1" not in keys(opened(maatregelen=(late,)), profiel)


def test_who_went_to_the_police_already_is_not_reminded_of_the_complaint(profiel: Profiel) -> None:
    police = een_maatregel(
        soort=MaatregelSoort.AANGIFTE, status=MaatregelStatus.UITGEVOERD, uitgevoerd_op=date(2026, 11, 24)
    )
    insulted = opened(melding=een_melding(aard=["belediging"]), maatregelen=(police,))

    assert "klacht/zaak" not in keys(insulted, profiel)


@pytest.mark.parametrize(
    "velden",
    [
        {"soort": MaatregelSoort.AANGIFTE, "status": MaatregelStatus.VERVALLEN},
        {"soort": MaatregelSoort.AANGIFTE, "status": MaatregelStatus.INGETROKKEN},
        {
            "soort": MaatregelSoort.MELDING_POLITIE,
            "status": MaatregelStatus.UITGEVOERD,
            "uitgevoerd_op": date(2026, 11, 24),
        },
    ],
    ids=["an aangifte that was dropped", "one that was withdrawn", "a mere melding"],
)
def test_only_an_aangifte_that_was_done_stops_the_clock_of_the_complaint(
    profiel: Profiel, velden: dict[str, Any]
) -> None:
    insulted = opened(melding=een_melding(aard=["belediging"]), maatregelen=(een_maatregel(**velden),))

    assert "klacht/zaak" in keys(insulted, profiel)


@pytest.mark.parametrize(
    ("offered", "weeks"),
    [
        pytest.param(None, [at(2026, 12, 1, 8, 0), at(2027, 1, 5, 8, 0)], id="from the melding"),
        pytest.param(
            date(2026, 11, 27), [at(2026, 12, 4, 8, 0), at(2027, 1, 8, 8, 0)], id="from the first offer"
        ),
        pytest.param(
            date(2026, 12, 18), [at(2026, 12, 28, 8, 0), at(2027, 1, 29, 8, 0)], id="not on a holiday"
        ),
    ],
)
def test_support_is_offered_again_after_one_and_six_weeks(
    profiel: Profiel, offered: date | None, weeks: list[datetime]
) -> None:
    given = () if offered is None else (_offer(offered),)

    zaak = opened(nazorg=given)

    assert [moment_of(zaak, profiel, f"nazorg/{week}") for week in (1, 6)] == weeks


def test_a_second_offer_is_a_draft_and_a_notice_to_who_handles_the_case(profiel: Profiel) -> None:
    zaak = opened(behandelaar="griffier")

    offered = woken(zaak, profiel, NU + timedelta(days=8))

    assert [one.soort for one in offered.brieven] == [Zaakbriefsoort.NAZORG]
    assert offered.te_melden == (GRIFFIER,)
    assert set(offered.werk) == {"z1", "meld"}


def test_a_letter_of_somebody_who_became_a_party_is_withdrawn(profiel: Profiel) -> None:
    drafted = woken(opened(), profiel, NU + timedelta(days=8))
    assert drafted.brieven[0].ondertekenaar == "cdk"

    shared = herverdeel(drafted.model_copy(update={"agressor": CDK, "werk": ()}), profiel)

    assert [one.status for one in shared.brieven] == [ConceptStatus.INGETROKKEN]
    assert shared.werk == ("z1",)


def test_a_closed_case_still_gets_its_second_offer_and_nothing_else(profiel: Profiel) -> None:
    closed = opened(
        status=ZaakStatus.AFGESLOTEN,
        afsluiting=Afsluiting(op=NU, door=GRIFFIER),
        maatregelen=(een_maatregel(termijn=date(2026, 12, 1)),),
    )

    assert keys(closed, profiel) == ["nazorg/1", "nazorg/6"]


def test_who_reports_a_disturbance_by_office_is_offered_no_support(profiel: Profiel) -> None:
    assert keys(opened(melding=een_melding(route="ordeverstoring")), profiel) == []


def test_a_notice_that_teams_refuses_for_hours_alarms_the_beheerder(profiel: Profiel) -> None:
    zaak = opened(te_melden=(CDK,), niet_bereikt_op=NU)

    assert gaan_af(zaak, profiel, NU + timedelta(hours=3, minutes=59)) == []
    assert woken(zaak, profiel, NU + timedelta(hours=4)).te_melden == (CDK, BEHEERDER)


def test_what_went_off_goes_off_once(profiel: Profiel) -> None:
    once = woken(een_zaak(maatregelen=(een_maatregel(termijn=date(2026, 12, 1)),)), profiel)

    assert once.gewekt == ("ongelezen/1", "termijn/m1", "nazorg/1", "nazorg/6")
    assert len(once.brieven) == 2
    assert woken(once, profiel) == once


def test_a_case_with_nothing_left_asks_for_no_attention(profiel: Profiel) -> None:
    done = opened(gewekt=("nazorg/1", "nazorg/6"))

    assert aandacht_op(done, profiel) is None


def test_the_index_holds_the_first_of_all_moments(profiel: Profiel) -> None:
    assert aandacht_op(een_zaak(lezen_voor=NU + timedelta(hours=4)), profiel) == NU + timedelta(hours=4)
    assert aandacht_op(opened(), profiel) == at(2026, 12, 1, 8, 0)


def _offer(day: date) -> Nazorg:
    return Nazorg(
        voor=NazorgVoor.MELDER, antwoord=NazorgAntwoord.NEE, datum=day, door=GRIFFIER, vastgelegd_op=NU
    )
