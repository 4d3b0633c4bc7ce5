"""How pages write: days, times, numbers and states, in plain Dutch."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from plugin.protocol.termijnen import DAGEN, MAANDEN
from plugin.protocol.terms import ZaakStatus


@dataclass(frozen=True)
class Chip:
    """A state on a page: kind (info, goed, wacht, let, neutraal), icon and word."""

    soort: str
    icoon: str
    woord: str


STANDEN = {
    ZaakStatus.ONTVANGEN: Chip("neutraal", "mail", "Ontvangen"),
    ZaakStatus.IN_BEHANDELING: Chip("info", "persoon", "In behandeling"),
    ZaakStatus.MAATREGELEN: Chip("info", "schild", "Maatregelen"),
    ZaakStatus.NAZORG: Chip("info", "persoon", "Nazorg"),
    ZaakStatus.AFGESLOTEN: Chip("goed", "vink", "Afgesloten"),
}


def dag(day: date) -> str:
    """'maandag 23 november'"""
    return f"{DAGEN[day.weekday()]} {day.day} {MAANDEN[day.month - 1]}"


def dag_kort(day: date) -> str:
    """'23 november', where there is little room."""
    return f"{day.day} {MAANDEN[day.month - 1]}"


def dag_met_jaar(day: date) -> str:
    return f"{dag(day)} {day.year}"


def moment(written: str | datetime, tijdzone: str) -> str:
    """'maandag 23 november, 21.58 uur', in the local time of the organisation."""
    local = lokaal(written, tijdzone)
    return f"{dag(local.date())}, {local.hour}.{local.minute:02} uur"


def lokaal(written: str | datetime, tijdzone: str) -> datetime:
    """A moment as the API writes it, in local time."""
    parsed = datetime.fromisoformat(written) if isinstance(written, str) else written
    return parsed.astimezone(ZoneInfo(tijdzone))


def hoofdletter(words: str) -> str:
    return words[:1].upper() + words[1:]


def bel(number: str) -> str:
    """A number as a tel: link wants it."""
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")


def omvang(count: int) -> str:
    """'48 kB' or '4,8 MB'"""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} kB"
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")
