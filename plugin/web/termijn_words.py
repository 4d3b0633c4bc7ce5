"""A deadline in words: how many working days are left, what for, and when."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import Any

from plugin.protocol.termijnen import werkdagen_na
from plugin.protocol.terms import ZaakStatus
from plugin.web.words import dag, hoofdletter, lokaal

SOON = 2


@dataclass(frozen=True)
class Termijn:
    """`soort` is the colour (wacht: soon, let: late), never the only sign."""

    soort: str
    kop: str
    zin: str
    dag: date


def termijn(wat: str, day: date, today: date) -> Termijn:
    """'Nog 2 werkdagen', 'Stopgesprek, uiterlijk maandag 30 november'"""
    said = f"{hoofdletter(wat)}, uiterlijk {dag(day)}"
    if day < today:
        late = _working_days(day, today)
        return Termijn("let", f"{_days(late)} te laat" if late else "Te laat", said, day)
    left = _working_days(today, day)
    kop = "Vandaag" if day == today else f"Nog {_days(left)}"
    return Termijn("wacht" if left <= SOON else "", kop, said, day)


def te_openen(one: dict[str, Any], now: datetime, tijdzone: str) -> Termijn | None:
    """Until when a new case should be opened; None once somebody did (protocol 9)."""
    written = one.get("lezen_voor")
    if not written or one.get("geopend_op") or one["status"] != ZaakStatus.ONTVANGEN:
        return None
    until, here = lokaal(written, tijdzone), lokaal(now, tijdzone)
    when = f"{'vandaag' if until.date() == here.date() else dag(until.date())} {until.hour}.{until.minute:02} uur"
    if here <= until:
        return Termijn("wacht", "Nog te openen", f"Openen, uiterlijk {when}", until.date())
    hours = (here - until) // timedelta(hours=1)
    late = "Minder dan 1 uur te laat" if hours < 1 else f"{hours} uur te laat"
    return Termijn("let", late, f"Openen, uiterlijk {when}", until.date())


def _working_days(after: date, until: date) -> int:
    return sum(1 for _ in takewhile(lambda day: day <= until, werkdagen_na(after)))


def _days(count: int) -> str:
    return "1 werkdag" if count == 1 else f"{count} werkdagen"
