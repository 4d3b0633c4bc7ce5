"""What somebody reports as done has been: never on a day, or at a moment, that is still to come."""

from datetime import date, datetime, timedelta

from plugin.protocol.weigering import Onbruikbaar, Weigering

KLOKVERSCHIL = timedelta(minutes=5)  # for clocks that differ
NOG_NIET_GEWEEST = Onbruikbaar("Deze dag is nog niet geweest. Kies de dag waarop het gebeurde.")
MOMENT_NIET_GEWEEST = Onbruikbaar("Dit moment is nog niet geweest. Wanneer gebeurde het?")


def dag_geweest(day: date, vandaag: date) -> bool | Weigering:
    return NOG_NIET_GEWEEST if day > vandaag else True


def moment_geweest(moment: datetime, now: datetime) -> bool | Weigering:
    return MOMENT_NIET_GEWEEST if moment > now + KLOKVERSCHIL else True
