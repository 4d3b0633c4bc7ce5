"""The two acts towards the police, and the clock on what only the betrokkene can complain of (protocol 26)."""

from dataclasses import dataclass
from datetime import date

from plugin.protocol.details import Aangiftedetails
from plugin.protocol.maatregelen.regel import Plan, Regel
from plugin.protocol.profiel import Profiel
from plugin.protocol.termijnen import lokale_dag, plus_maanden
from plugin.protocol.terms import Aard, MaatregelSoort
from plugin.protocol.toestemming import Geadresseerde
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Zaak

DE_POLITIE = "de politie"
# Offences that are pursued on complaint alone (art. 269 Sr); what the melder chose is no legal judgement.
KLACHTDELICTEN = frozenset({Aard.BELEDIGING, Aard.EER_EN_GOEDE_NAAM})
LAAT_BEVESTIGEN = "Laat een jurist dit bevestigen."


def klachttermijn(zaak: Zaak, profiel: Profiel) -> date | None:
    """The last day for a complaint: three months after the betrokkene knew of it (art. 66 Sr)."""
    if not KLACHTDELICTEN & set(zaak.melding.aard):
        return None
    known = lokale_dag(zaak.melding.wanneer or zaak.ontvangen_op, profiel.termijnen.tijdzone)
    return plus_maanden(known, profiel.duur.klacht_maanden)


@dataclass(frozen=True)
class Politieregel(Regel):
    """Papers that stand ready for who signs; they have no recipient, because people take them to the police."""

    sjabloon: str = "aangifte-gegevens"

    def geadresseerde(self, _plan: Plan, _profiel: Profiel) -> Geadresseerde:
        return Geadresseerde(naam=DE_POLITIE)

    def termijn(self, zaak: Zaak, profiel: Profiel) -> date | None:
        return klachttermijn(zaak, profiel)


@dataclass(frozen=True)
class MeldingPolitie(Politieregel):
    """Tell the police, without asking for prosecution."""

    soort: MaatregelSoort = MaatregelSoort.MELDING_POLITIE
    grond: str = "melding_politie"


@dataclass(frozen=True)
class Aangifte(Politieregel):
    """Ask for prosecution; a complaint is a paper of its own, which the betrokkene signs by name."""

    soort: MaatregelSoort = MaatregelSoort.AANGIFTE
    grond: str = "aangifte"

    def past(self, zaak: Zaak, plan: Plan, _profiel: Profiel, _vandaag: date) -> bool | Weigering:
        if not is_klacht(plan):
            return True
        if not KLACHTDELICTEN & set(zaak.melding.aard):
            return Weigering("Een klacht is hier niet nodig. Doe aangifte zonder klacht.")
        if not (plan.details.noemt_betrokkene and zaak.betrokkene.naam):
            return Weigering(
                "Een klacht ondertekent de betrokkene zelf, met naam. Kies dat de naam wordt genoemd."
            )
        return True

    def brief(self, plan: Plan) -> str:
        return "klacht" if is_klacht(plan) else self.sjabloon


def is_klacht(plan: Plan) -> bool:
    return isinstance(plan.details, Aangiftedetails) and plan.details.klacht
