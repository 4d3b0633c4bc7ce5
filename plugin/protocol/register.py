"""The anonymous record of a melding: closed words alone, taken from closed words alone (protocol 33, 34).

Nothing here reads a text, a name, an address or a reference. The victim is always "politieke ambtsdrager", so it
is not said at all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from plugin.protocol.profiel import Profiel
from plugin.protocol.termijnen import lokale_dag
from plugin.protocol.terms import (
    Aard,
    GesprekSoort,
    Hoedanigheid,
    Kanaal,
    Locatie,
    MaatregelSoort,
    MaatregelStatus,
    NazorgAntwoord,
)
from plugin.protocol.zaak import Zaak

# One word for every hidden value, whatever the cause: a reason would give a small number away.
NIET_GETOOND = "niet getoond"
NALOOP = timedelta(days=31)  # after the waiting time: so long the last meldingen of a year may still join it


class Onderwerp(StrEnum):
    """What a table of the totals is about."""

    MELDINGEN = "Meldingen"
    AARD = "Aard"
    VORM = "Vorm"
    KANAAL = "Kanaal"
    VEROORZAKER = "Soort veroorzaker"
    HERHALING = "Herhaling"
    MAATREGELEN = "Genomen maatregelen"
    NAZORG = "Nazorg"


class Groep(StrEnum):
    """At most four groups of aard; the first that fits is the group of a melding with several."""

    DREIGING = "bedreiging of intimidatie"
    BELEDIGING = "belediging of discriminatie"
    NAAM = "schade aan iemands naam"
    ANDERS = "anders of niet genoemd"


class Plaats(StrEnum):
    """Online or not; this is the column Vorm of the register."""

    ONLINE = "online"
    OFFLINE = "offline"


GROEP_VAN = {
    Aard.BEDREIGING: Groep.DREIGING,
    Aard.INTIMIDATIE: Groep.DREIGING,
    Aard.BELEDIGING: Groep.BELEDIGING,
    Aard.DISCRIMINATIE: Groep.BELEDIGING,
    Aard.EER_EN_GOEDE_NAAM: Groep.NAAM,
    Aard.REPUTATIESCHADE: Groep.NAAM,
    Aard.LICHAMELIJK_LETSEL: Groep.ANDERS,
    Aard.VERNIELING: Groep.ANDERS,
}
NIET_GENOEMD = "niet genoemd"
KANALEN = {
    Kanaal.EMAIL: "e-mail",
    Kanaal.SOCIAL_MEDIA: "sociale media",
    Kanaal.TELEFOON: "telefoon",
    Kanaal.BRIEF: "brief",
    Kanaal.PERSOONLIJK: "persoonlijk contact",
    Kanaal.VERGADERING: "vergadering",
}
VORM_VAN = {
    word: Plaats.ONLINE if kanaal in (Kanaal.EMAIL, Kanaal.SOCIAL_MEDIA) else Plaats.OFFLINE
    for kanaal, word in KANALEN.items()
}
VEROORZAKERS = {
    Hoedanigheid.BURGER: "burger",
    Hoedanigheid.COLLECTIEF: "collectief",
    Hoedanigheid.NAMENS_ORGANISATIE: "namens een organisatie",
    Hoedanigheid.AMBTSDRAGER: "ambtsdrager",
    Hoedanigheid.ONBEKEND: "onbekend",
}
MAATREGELEN = {
    MaatregelSoort.STOPGESPREK: "stopgesprek",
    MaatregelSoort.ORDEGESPREK: "ordegesprek",
    MaatregelSoort.WAARSCHUWING: "waarschuwing",
    MaatregelSoort.ONTZEGGING_GEBOUW: "ontzegging van het gebouw",
    MaatregelSoort.ONTZEGGING_VERGADERING: "ontzegging van een vergadering",
    MaatregelSoort.SCHADE: "schade verhaald",
    MaatregelSoort.MELDING_POLITIE: "melding bij de politie",
    MaatregelSoort.AANGIFTE: "aangifte",
    MaatregelSoort.INFORMEREN_AMBTSDRAGERS: "andere ambtsdragers ingelicht",
}
NIET_BEPAALD = "niet bepaald"  # recognising a person across cases is off
NAZORG_GEGEVEN = "gegeven"
TOTAAL = "totaal"

# What divides the meldingen of a year, and what follows them: each table with its closed words.
WOORDEN: dict[Onderwerp, tuple[str, ...]] = {
    Onderwerp.AARD: tuple(Groep),
    Onderwerp.KANAAL: (*KANALEN.values(), NIET_GENOEMD),
    Onderwerp.VEROORZAKER: tuple(VEROORZAKERS.values()),
}
GEVOLGD: dict[Onderwerp, tuple[str, ...]] = {
    Onderwerp.MAATREGELEN: tuple(MAATREGELEN.values()),
    Onderwerp.NAZORG: (NAZORG_GEGEVEN,),
}

# Every table of the totals with its closed words, in the order in which it is read.
TABELLEN: dict[Onderwerp, tuple[str, ...]] = {
    Onderwerp.MELDINGEN: (TOTAAL,),
    Onderwerp.AARD: WOORDEN[Onderwerp.AARD],
    Onderwerp.VORM: tuple(Plaats),
    Onderwerp.KANAAL: WOORDEN[Onderwerp.KANAAL],
    Onderwerp.VEROORZAKER: WOORDEN[Onderwerp.VEROORZAKER],
    Onderwerp.HERHALING: (NIET_BEPAALD,),
    **GEVOLGD,
}

_GENOMEN = frozenset({MaatregelStatus.UITGEVOERD, MaatregelStatus.AFGEROND})


@dataclass(frozen=True)
class Feiten:
    """What a melding adds to the tables. It never changes, so a melding is counted once."""

    helft: int
    groep: Groep
    plaats: Plaats
    kanaal: str
    veroorzaker: str


def feiten(zaak: Zaak, jaar: int, profiel: Profiel) -> Feiten:
    """The record of a melding that is counted in this year; one that is carried over falls in its first half."""
    day = dag(zaak, profiel)
    melding = zaak.melding
    return Feiten(
        helft=2 if day.year == jaar and day.month > 6 else 1,
        groep=_groep(melding.aard),
        plaats=_plaats(melding.locatie, melding.kanaal),
        kanaal=KANALEN[melding.kanaal] if melding.kanaal else NIET_GENOEMD,
        veroorzaker=VEROORZAKERS[melding.agressor.hoedanigheid],
    )


def tellers(zaak: Zaak) -> Iterator[tuple[Onderwerp, str]]:
    """What follows the case while it goes on: each measure that was taken, and nazorg (protocol 36)."""
    for soort in {one.soort for one in zaak.maatregelen if one.status in _GENOMEN or one.uitgevoerd_op}:
        yield Onderwerp.MAATREGELEN, MAATREGELEN[soort]
    accepted = any(one.antwoord is NazorgAntwoord.JA for one in zaak.nazorg)
    if accepted or any(talk.soort is GesprekSoort.NAZORG for talk in zaak.gesprekken):
        yield Onderwerp.NAZORG, NAZORG_GEGEVEN


def heeft_gewacht(zaak: Zaak, now: datetime, profiel: Profiel) -> bool:
    """Long enough to be no echo of the news."""
    return now - zaak.ontvangen_op >= timedelta(days=profiel.registerregels.wachttijd_dagen)


def jaar_van(zaak: Zaak, now: datetime, profiel: Profiel) -> int:
    """The year a melding counts in: that of its receipt or, when the register of that one is closed, the first open one."""
    year = dag(zaak, profiel).year
    while is_dicht(year, lokale_dag(now, profiel.termijnen.tijdzone), profiel):
        year += 1
    return year


def is_dicht(jaar: int, vandaag: date, profiel: Profiel) -> bool:
    """A year is frozen once its last meldingen have had their waiting time and a month more."""
    waiting = timedelta(days=profiel.registerregels.wachttijd_dagen)
    return vandaag > date(jaar, 12, 31) + waiting + NALOOP


def dag(zaak: Zaak, profiel: Profiel) -> date:
    return lokale_dag(zaak.ontvangen_op, profiel.termijnen.tijdzone)


def _groep(aard: tuple[Aard, ...]) -> Groep:
    fitting = {GROEP_VAN[one] for one in aard}
    return next((groep for groep in Groep if groep in fitting), Groep.ANDERS)


def _plaats(locatie: Locatie | None, kanaal: Kanaal | None) -> Plaats:
    """By the channel, which is online or not wherever it was read; where none was named, by the place.

    So each channel has one form, and what the two tell together can be reckoned with.
    """
    if kanaal:
        return VORM_VAN[KANALEN[kanaal]]
    return Plaats.ONLINE if locatie is Locatie.ONLINE else Plaats.OFFLINE
