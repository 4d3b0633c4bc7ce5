"""Talks with the agressor: a slot in the calendar and an invitation (protocol 18, 19)."""

from dataclasses import dataclass
from datetime import date, datetime, time

from plugin.protocol.maatregelen.regel import Regel
from plugin.protocol.profiel import Profiel
from plugin.protocol.termijnen import lokale_dag, op_dag, plus_werkdagen
from plugin.protocol.terms import MaatregelSoort
from plugin.protocol.zaak import Zaak


@dataclass(frozen=True)
class Gespreksregel(Regel):
    """A talk takes place soon after the incident."""

    duur_minuten: int = 45
    tijdstip: time = time(10, 0)

    def termijn(self, zaak: Zaak, profiel: Profiel) -> date:
        """The last day that still counts as soon after the incident."""
        return plus_werkdagen(
            lokale_dag(zaak.ontvangen_op, profiel.termijnen.tijdzone), profiel.termijnen.stopgesprek_werkdagen
        )

    def voorstel_moment(self, now: datetime, profiel: Profiel) -> datetime:
        """A talk in three working days leaves time to invite and stays within the term."""
        zone = profiel.termijnen.tijdzone
        return op_dag(plus_werkdagen(lokale_dag(now, zone), 3), self.tijdstip, zone)


@dataclass(frozen=True)
class Stopgesprek(Gespreksregel):
    """Prevent repetition, address the behaviour, hear the cause (protocol 18)."""

    soort: MaatregelSoort = MaatregelSoort.STOPGESPREK
    grond: str = "stopgesprek"
    sjabloon: str = "uitnodiging-stopgesprek"


@dataclass(frozen=True)
class Ordegesprek(Gespreksregel):
    """The same, lighter (protocol 19)."""

    soort: MaatregelSoort = MaatregelSoort.ORDEGESPREK
    grond: str = "ordegesprek"
    sjabloon: str = "uitnodiging-ordegesprek"
    duur_minuten: int = 30
