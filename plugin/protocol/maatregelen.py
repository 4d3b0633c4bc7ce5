"""One small rule per measure: whom it may hit, on what ground, who decides (protocol 13, 18, 28)."""

from dataclasses import dataclass
from datetime import date, datetime, time

from plugin.protocol.profiel import Profiel
from plugin.protocol.termijnen import lokale_dag, op_dag, plus_werkdagen
from plugin.protocol.terms import GesprekSoort, MaatregelSoort
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Zaak

PRAAT_EERST = "Praat eerst met de melder en leg dat vast. Daarna kunt u een maatregel voorstellen."


@dataclass(frozen=True)
class Stopgesprek:
    """Prevent repetition, address the behaviour, hear the cause; soon after the incident (protocol 18)."""

    soort: MaatregelSoort = MaatregelSoort.STOPGESPREK
    grond: str = "Agressieprotocol, hoofdstuk 1: stopgesprek"
    sjabloon: str = "uitnodiging-stopgesprek"
    duur_minuten: int = 45
    tijdstip: time = time(10, 0)

    def mag(self, zaak: Zaak) -> bool | Weigering:
        return na_intake(zaak)

    def termijn(self, zaak: Zaak, profiel: Profiel) -> date:
        """The last day that still counts as soon after the incident."""
        return plus_werkdagen(
            lokale_dag(zaak.ontvangen_op, profiel.termijnen.tijdzone), profiel.termijnen.stopgesprek_werkdagen
        )

    def voorstel_moment(self, now: datetime, profiel: Profiel) -> datetime:
        """A talk in three working days leaves time to invite and stays within the term."""
        zone = profiel.termijnen.tijdzone
        return op_dag(plus_werkdagen(lokale_dag(now, zone), 3), self.tijdstip, zone)


REGELS: dict[MaatregelSoort, Stopgesprek] = {rule.soort: rule for rule in (Stopgesprek(),)}


def na_intake(zaak: Zaak) -> bool | Weigering:
    """A talk with the melder comes before the first measure (protocol 13)."""
    if any(talk.soort is GesprekSoort.INTAKE for talk in zaak.gesprekken):
        return True
    return Weigering(PRAAT_EERST)


def regel_voor(soort: MaatregelSoort) -> Stopgesprek | Weigering:
    rule = REGELS.get(soort)
    return rule or Weigering("Deze maatregel kan hier nog niet worden voorgesteld. Een stopgesprek kan wel.")
