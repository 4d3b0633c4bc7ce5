"""Working days and the way dates are written: clock and calendar are arguments, never asked for."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays
from holidays.constants import OPTIONAL, PUBLIC

DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
    "november", "december",
)  # fmt: skip


@cache
def _feestdagen(year: int) -> frozenset[date]:
    """Art. 3 Algemene termijnenwet: Goede Vrijdag and, each year anew, the fifth of May are among them."""
    return frozenset(holidays.country_holidays("NL", years=year, categories=(PUBLIC, OPTIONAL)))


def is_werkdag(day: date) -> bool:
    return day.weekday() < 5 and day not in _feestdagen(day.year)


def werkdagen_na(day: date) -> Iterator[date]:
    while True:
        day += timedelta(days=1)
        if is_werkdag(day):
            yield day


def plus_werkdagen(day: date, count: int) -> date:
    """The day that lies `count` working days after `day` (protocol 18: soon after the incident)."""
    following = werkdagen_na(day)
    for _ in range(count):
        day = next(following)
    return day


def werkdag_vanaf(day: date) -> date:
    """This day, or the first working day after it."""
    return day if is_werkdag(day) else next(werkdagen_na(day))


def werkdag_tot(day: date) -> date:
    """This day, or the last working day before it."""
    while not is_werkdag(day):
        day -= timedelta(days=1)
    return day


def plus_werkuren(moment: datetime, uren: int, open_: time, dicht: time, tijdzone: str) -> datetime:
    """The moment at which the office has been open for so many hours since `moment` (protocol 9).

    The clock changes in the night from Saturday to Sunday, so an office hour always lasts an hour.
    """
    local, left = moment.astimezone(ZoneInfo(tijdzone)), timedelta(hours=uren)
    day, begin = local.date(), max(local.time().replace(tzinfo=None), open_)
    while not (is_werkdag(day) and left <= (worked := _between(begin, dicht))):
        left -= _between(begin, dicht) if is_werkdag(day) else timedelta(0)
        day, begin = day + timedelta(days=1), open_
    return op_dag(day, dicht, tijdzone) - (worked - left)


def _between(begin: time, end: time) -> timedelta:
    """How long from one time of a day to another; nothing when that is earlier."""
    span = datetime.combine(date.min, end) - datetime.combine(date.min, begin)
    return max(span, timedelta(0))


def plus_maanden(day: date, count: int) -> date:
    """The day with the same number `count` months later; where that month is too short, its last day."""
    years, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def op_dag(day: date, at: time, tijdzone: str) -> datetime:
    return datetime.combine(day, at, ZoneInfo(tijdzone))


def lokale_dag(moment: datetime, tijdzone: str) -> date:
    """The day it is there, which near midnight is not the day in UTC."""
    return moment.astimezone(ZoneInfo(tijdzone)).date()


def schrijf_dag(day: date) -> str:
    """'maandag 23 november 2026', as in a letter."""
    return f"{DAGEN[day.weekday()]} {day.day} {MAANDEN[day.month - 1]} {day.year}"


def schrijf_moment(moment: datetime, tijdzone: str) -> str:
    local = moment.astimezone(ZoneInfo(tijdzone))
    return f"{schrijf_dag(local.date())} om {local.hour}.{local.minute:02} uur"
