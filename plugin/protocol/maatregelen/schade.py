"""Recovering damage (protocol 17, 25)."""

from dataclasses import dataclass

from plugin.protocol.details import Eigenaar, Schadedetails
from plugin.protocol.maatregelen.regel import Plan, Regel
from plugin.protocol.terms import MaatregelSoort
from plugin.protocol.zaak import Zaak


@dataclass(frozen=True)
class Schade(Regel):
    """Of the province's own property without consent, and then nobody is named; of the melder's only with it."""

    soort: MaatregelSoort = MaatregelSoort.SCHADE
    grond: str = "schade"
    sjabloon: str = "schadeclaim"

    def vraagt_toestemming(self, _zaak: Zaak, plan: Plan) -> bool:
        return not is_alleen_provincie(plan)

    def noemt(self, _zaak: Zaak, plan: Plan) -> bool:
        return plan.details.noemt_betrokkene and not is_alleen_provincie(plan)


def is_alleen_provincie(plan: Plan) -> bool:
    """All that was damaged belongs to the organisation."""
    items = plan.details.posten if isinstance(plan.details, Schadedetails) else ()
    return all(one.eigenaar is Eigenaar.PROVINCIE for one in items)
