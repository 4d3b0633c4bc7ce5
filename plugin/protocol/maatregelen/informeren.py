"""Telling other ambtsdragers, in a closed meeting (protocol 38, 39)."""

from dataclasses import dataclass
from datetime import date

from plugin.protocol.details import Gremium, Notitiedetails
from plugin.protocol.maatregelen.regel import Plan, Regel
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import MaatregelSoort
from plugin.protocol.toestemming import Geadresseerde
from plugin.protocol.verloop import mag_uitspraak
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Zaak


@dataclass(frozen=True)
class Informeren(Regel):
    """A note of one page; never while a threat goes on. Who speaks follows protocol 37."""

    soort: MaatregelSoort = MaatregelSoort.INFORMEREN_AMBTSDRAGERS
    grond: str = "informeren"
    sjabloon: str = "besloten-notitie"
    alleen_organisatie: bool = True

    def past(self, zaak: Zaak, _plan: Plan, _profiel: Profiel, _vandaag: date) -> bool | Weigering:
        return mag_uitspraak(zaak, self.soort)

    def geadresseerde(self, plan: Plan, profiel: Profiel) -> Geadresseerde:
        return Geadresseerde(naam=f"de besloten vergadering van {gremium(plan, profiel)}")


def gremium(plan: Plan, profiel: Profiel) -> str:
    """Before whom the note is spoken."""
    meeting = profiel.vergadering
    governs = isinstance(plan.details, Notitiedetails) and plan.details.gremium is Gremium.GS
    return meeting.bestuur if governs else meeting.volksvertegenwoordiging
