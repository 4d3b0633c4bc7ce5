"""Which measures a case allows now; of each that it does not, the sentence of the rule (protocol 22, 24)."""

from dataclasses import dataclass
from datetime import date

from plugin.protocol.details import Details
from plugin.protocol.maatregelen import Plan, Regel, regel_voor
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import MaatregelSoort, Uitvoerder, ZaakStatus
from plugin.protocol.toestemming import Geadresseerde
from plugin.protocol.verloop import EERST_HERKENNEN, GESLOTEN
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Zaak


@dataclass(frozen=True)
class Mogelijkheid:
    """One kind of measure in this case, before anything else is known of it.

    `vraagt_toestemming` may still change with what is filled in: damage of the melder's own asks it, that of the
    organisation does not (protocol 17). `door_melder`: the melder may carry it out (protocol 16).
    """

    soort: MaatregelSoort
    grond: str
    besluit: str
    vraagt_toestemming: bool
    door_melder: bool
    weigering: Weigering | None


def mogelijkheden(
    zaak: Zaak, agressor: Geadresseerde, profiel: Profiel, vandaag: date
) -> tuple[Mogelijkheid, ...]:
    """Every kind, in the order of the protocol."""
    plan = Plan(agressor, Uitvoerder.PROVINCIE, Details(), van=vandaag, tot=vandaag)
    rules = (regel_voor(soort, zaak, agressor, profiel) for soort in MaatregelSoort)
    return tuple(_possible(rule, zaak, plan, profiel, vandaag) for rule in rules)


def _possible(rule: Regel, zaak: Zaak, plan: Plan, profiel: Profiel, vandaag: date) -> Mogelijkheid:
    closed = _whole_case(zaak)
    allowed = rule.mag(zaak, plan, profiel, vandaag) if closed is None else closed
    return Mogelijkheid(
        soort=rule.soort,
        grond=profiel.gronden_van(rule.grond),
        besluit=rule.beslist(zaak, profiel),
        vraagt_toestemming=rule.vraagt_toestemming(zaak, plan),
        door_melder=not rule.alleen_organisatie,
        weigering=allowed if isinstance(allowed, Weigering) else None,
    )


def _whole_case(zaak: Zaak) -> Weigering | None:
    """What closes every kind at once."""
    if zaak.status is ZaakStatus.AFGESLOTEN:
        return GESLOTEN
    return EERST_HERKENNEN if zaak.eerst_herkennen else None
