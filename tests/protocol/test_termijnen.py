"""Working days as Dutch law counts them, and dates as a letter writes them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugin.protocol.maatregelen.gesprek import Stopgesprek
from plugin.protocol.profiel import Profiel
from plugin.protocol.termijnen import (
    is_werkdag,
    lokale_dag,
    op_dag,
    plus_maanden,
    plus_werkdagen,
    plus_werkuren,
    schrijf_dag,
    schrijf_moment,
    werkdag_tot,
    werkdag_vanaf,
)
from plugin.protocol.wekker import lezen_voor
from tests.protocol.bouwstenen import een_zaak

AMSTERDAM = "Europe/Amsterdam"


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("dag", "werkdag"),
    [
        pytest.param(date(2026, 11, 24), True, id="an ordinary Tuesday"),
        pytest.param(date(2026, 11, 28), False, id="a Saturday"),
        pytest.param(date(2026, 11, 29), False, id="a Sunday"),
        pytest.param(date(2027, 1, 1), False, id="Nieuwjaarsdag, a Friday"),
        pytest.param(date(2026, 4, 3), False, id="Goede Vrijdag"),
        pytest.param(date(2026, 4, 6), False, id="tweede Paasdag"),
        pytest.param(date(2026, 4, 7), True, id="the Tuesday after Pasen"),
        pytest.param(date(2026, 4, 27), False, id="Koningsdag"),
        pytest.param(date(2025, 4, 26), False, id="Koningsdag on a Saturday, the 27th being a Sunday"),
        pytest.param(date(2025, 4, 28), True, id="the Monday after such a Koningsdag"),
        pytest.param(date(2025, 5, 5), False, id="Bevrijdingsdag of a fifth year"),
        pytest.param(date(2026, 5, 5), False, id="Bevrijdingsdag of any other year"),
        pytest.param(date(2026, 5, 14), False, id="Hemelvaartsdag"),
        pytest.param(date(2026, 5, 15), True, id="the day after Hemelvaart"),
        pytest.param(date(2026, 5, 25), False, id="tweede Pinksterdag"),
        pytest.param(date(2026, 12, 25), False, id="eerste Kerstdag, a Friday"),
        pytest.param(date(2026, 12, 28), True, id="the Monday after Kerst"),
        pytest.param(date(2028, 12, 26), False, id="tweede Kerstdag, a Tuesday"),
        pytest.param(date(2026, 12, 31), True, id="Oudjaarsdag"),
    ],
)
def test_a_working_day_is_no_weekend_and_no_holiday_of_the_algemene_termijnenwet(
    dag: date, werkdag: bool
) -> None:
    assert is_werkdag(dag) is werkdag


@pytest.mark.parametrize(
    ("dag", "count", "term"),
    [
        pytest.param(date(2026, 11, 24), 5, date(2026, 12, 1), id="over one weekend"),
        pytest.param(date(2026, 11, 27), 1, date(2026, 11, 30), id="Friday to Monday"),
        pytest.param(date(2026, 11, 28), 1, date(2026, 11, 30), id="Saturday to Monday"),
        pytest.param(date(2026, 11, 29), 5, date(2026, 12, 4), id="from a Sunday"),
        pytest.param(date(2026, 12, 23), 5, date(2026, 12, 31), id="over Kerst on Friday and Saturday"),
        pytest.param(date(2026, 12, 30), 5, date(2027, 1, 7), id="over Nieuwjaarsdag and its weekend"),
        pytest.param(date(2026, 4, 2), 1, date(2026, 4, 7), id="over Goede Vrijdag and Pasen"),
        pytest.param(date(2026, 4, 24), 5, date(2026, 5, 4), id="over Koningsdag"),
        pytest.param(date(2026, 5, 4), 5, date(2026, 5, 12), id="over Bevrijdingsdag"),
        pytest.param(date(2026, 11, 24), 0, date(2026, 11, 24), id="no days at all"),
    ],
)
def test_a_term_in_working_days_skips_what_is_no_working_day(dag: date, count: int, term: date) -> None:
    assert plus_werkdagen(dag, count) == term


@settings(max_examples=100, deadline=None)
@given(dag=st.dates(date(2020, 1, 1), date(2040, 1, 1)), count=st.integers(1, 60))
def test_a_term_ends_on_a_working_day_with_as_many_between(dag: date, count: int) -> None:
    term = plus_werkdagen(dag, count)

    assert is_werkdag(term)
    assert sum(is_werkdag(dag + timedelta(days=n)) for n in range(1, (term - dag).days + 1)) == count


@pytest.mark.parametrize(
    ("moment", "dag"),
    [
        pytest.param(
            datetime(2026, 11, 23, 22, 59, tzinfo=UTC), date(2026, 11, 23), id="a minute before, in winter"
        ),
        pytest.param(datetime(2026, 11, 23, 23, 0, tzinfo=UTC), date(2026, 11, 24), id="midnight, in winter"),
        pytest.param(datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2), id="midnight, in summer"),
    ],
)
def test_the_day_is_the_day_it_is_there(moment: datetime, dag: date) -> None:
    assert lokale_dag(moment, AMSTERDAM) == dag


@pytest.mark.parametrize(
    ("dag", "written"),
    [
        (date(2026, 11, 23), "maandag 23 november 2026"),
        (date(2026, 12, 1), "dinsdag 1 december 2026"),
        (date(2028, 2, 29), "dinsdag 29 februari 2028"),
        (date(2027, 3, 7), "zondag 7 maart 2027"),
    ],
)
def test_a_date_is_written_as_in_a_letter(dag: date, written: str) -> None:
    assert schrijf_dag(dag) == written


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        pytest.param(
            datetime(2026, 12, 1, 9, 5, tzinfo=UTC), "dinsdag 1 december 2026 om 10.05 uur", id="winter"
        ),
        pytest.param(
            datetime(2026, 7, 1, 8, 0, tzinfo=UTC), "woensdag 1 juli 2026 om 10.00 uur", id="summer"
        ),
        pytest.param(
            datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "vrijdag 1 januari 2027 om 0.30 uur", id="new year"
        ),
    ],
)
def test_a_moment_is_written_in_the_time_of_the_organisation(moment: datetime, written: str) -> None:
    assert schrijf_moment(moment, AMSTERDAM) == written


def test_a_time_on_a_day_knows_summer_from_winter() -> None:
    assert op_dag(date(2026, 12, 1), time(10), AMSTERDAM).astimezone(UTC).hour == 9
    assert op_dag(date(2026, 7, 1), time(10), AMSTERDAM).astimezone(UTC).hour == 8


@pytest.mark.parametrize(
    ("ontvangen", "termijn"),
    [
        pytest.param(datetime(2026, 11, 24, 9, 0, tzinfo=UTC), date(2026, 12, 1), id="in the morning"),
        pytest.param(
            datetime(2026, 11, 24, 23, 30, tzinfo=UTC), date(2026, 12, 2), id="after midnight there"
        ),
        pytest.param(datetime(2026, 12, 24, 12, 0, tzinfo=UTC), date(2027, 1, 4), id="the day before Kerst"),
    ],
)
def test_a_stopgesprek_is_soon_after_the_melding(
    profiel: Profiel, ontvangen: datetime, termijn: date
) -> None:
    assert Stopgesprek().termijn(een_zaak(ontvangen_op=ontvangen), profiel) == termijn


@settings(max_examples=100, deadline=None)
@given(now=st.datetimes(datetime(2024, 1, 1), datetime(2034, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_proposed_moment_is_in_working_hours_and_within_the_term(profiel: Profiel, now: datetime) -> None:
    rule = Stopgesprek()
    proposed = rule.voorstel_moment(now, profiel)

    assert is_werkdag(proposed.date())
    assert (proposed.hour, proposed.minute) == (10, 0)
    assert now < proposed
    assert proposed.date() <= rule.termijn(een_zaak(ontvangen_op=now), profiel)


@pytest.mark.parametrize(
    ("received", "until"),
    [
        pytest.param(utc(2026, 11, 24, 9, 0), utc(2026, 11, 24, 13, 0), id="within one day"),
        pytest.param(
            utc(2026, 11, 24, 12, 0), utc(2026, 11, 24, 16, 0), id="exactly until the office closes"
        ),
        pytest.param(utc(2026, 11, 24, 12, 1), utc(2026, 11, 25, 8, 1), id="a minute into the next morning"),
        pytest.param(utc(2026, 11, 24, 5, 0), utc(2026, 11, 24, 12, 0), id="before the office opens"),
        pytest.param(utc(2026, 11, 24, 20, 0), utc(2026, 11, 25, 12, 0), id="in the evening"),
        pytest.param(utc(2026, 11, 27, 15, 0), utc(2026, 11, 30, 11, 0), id="over a weekend"),
        pytest.param(utc(2026, 12, 24, 15, 0), utc(2026, 12, 28, 11, 0), id="over Kerst and a weekend"),
        pytest.param(utc(2026, 4, 2, 13, 0), utc(2026, 4, 7, 9, 0), id="over Goede Vrijdag and Pasen"),
        pytest.param(utc(2026, 3, 27, 14, 0), utc(2026, 3, 30, 9, 0), id="over the start of summer time"),
        pytest.param(utc(2026, 10, 23, 13, 0), utc(2026, 10, 26, 10, 0), id="over the end of summer time"),
        pytest.param(utc(2028, 2, 28, 14, 0), utc(2028, 2, 29, 10, 0), id="into a leap day"),
    ],
)
def test_somebody_opens_a_case_within_four_hours_that_the_office_is_open(
    profiel: Profiel, received: datetime, until: datetime
) -> None:
    assert lezen_voor(received, profiel) == until


@settings(max_examples=200, deadline=None)
@given(
    begin=st.datetimes(datetime(2024, 1, 1), datetime(2034, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    hours=st.integers(1, 80),
)
def test_office_hours_end_within_the_office_and_never_run_back(begin: datetime, hours: int) -> None:
    until = plus_werkuren(begin, hours, time(9), time(17), AMSTERDAM)
    more = plus_werkuren(begin, hours + 1, time(9), time(17), AMSTERDAM)

    assert is_werkdag(until.date())
    assert time(9) < until.time() <= time(17)
    assert begin < until < more


@pytest.mark.parametrize(
    ("day", "on_or_after", "on_or_before"),
    [
        pytest.param(date(2026, 11, 24), date(2026, 11, 24), date(2026, 11, 24), id="a working day"),
        pytest.param(date(2026, 11, 28), date(2026, 11, 30), date(2026, 11, 27), id="a Saturday"),
        pytest.param(date(2026, 12, 25), date(2026, 12, 28), date(2026, 12, 24), id="Kerst"),
    ],
)
def test_what_falls_on_no_working_day_moves_to_the_nearest_one(
    day: date, on_or_after: date, on_or_before: date
) -> None:
    assert (werkdag_vanaf(day), werkdag_tot(day)) == (on_or_after, on_or_before)


@pytest.mark.parametrize(
    ("known", "last"),
    [
        pytest.param(date(2026, 11, 24), date(2027, 2, 24), id="exactly three months"),
        pytest.param(date(2026, 11, 30), date(2027, 2, 28), id="a shorter month ends earlier"),
        pytest.param(date(2027, 11, 30), date(2028, 2, 29), id="a leap day"),
        pytest.param(date(2028, 2, 29), date(2028, 5, 29), id="from a leap day"),
    ],
)
def test_a_complaint_is_possible_for_three_months(known: date, last: date) -> None:
    assert plus_maanden(known, 3) == last
