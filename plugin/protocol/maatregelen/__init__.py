"""One small rule per measure: whom it may hit, on what ground, how long, who decides (protocol 13, 18-28, 38)."""

from plugin.protocol.maatregelen.agressor import is_ambtsdrager
from plugin.protocol.maatregelen.gesprek import Gespreksregel, Ordegesprek, Stopgesprek
from plugin.protocol.maatregelen.informeren import Informeren
from plugin.protocol.maatregelen.ontzegging import (
    Ontzegging,
    OntzeggingGebouw,
    OntzeggingLid,
    OntzeggingToehoorder,
    niet_bij_ambtsdrager,
)
from plugin.protocol.maatregelen.politie import Aangifte, MeldingPolitie, klachttermijn
from plugin.protocol.maatregelen.regel import PRAAT_EERST, Plan, Regel, na_intake
from plugin.protocol.maatregelen.schade import Schade
from plugin.protocol.maatregelen.waarschuwing import Waarschuwing
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import MaatregelSoort
from plugin.protocol.toestemming import Geadresseerde
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Zaak

__all__ = [
    "GESPREKKEN",
    "PRAAT_EERST",
    "Gespreksregel",
    "Ontzegging",
    "Plan",
    "Regel",
    "klachttermijn",
    "na_intake",
    "regel_voor",
    "valt_weg",
]

GESPREKKEN: dict[MaatregelSoort, Gespreksregel] = {one.soort: one for one in (Stopgesprek(), Ordegesprek())}
_REGELS: dict[MaatregelSoort, Regel] = {
    **GESPREKKEN,
    **{
        one.soort: one
        for one in (
            Waarschuwing(),
            OntzeggingGebouw(),
            Schade(),
            MeldingPolitie(),
            Aangifte(),
            Informeren(),
        )
    },
}


def regel_voor(soort: MaatregelSoort, zaak: Zaak, agressor: Geadresseerde, profiel: Profiel) -> Regel:
    """The rule of this kind; for the meeting a member falls under another one than a visitor (protocol 22)."""
    if soort is not MaatregelSoort.ONTZEGGING_VERGADERING:
        return _REGELS[soort]
    return OntzeggingLid() if is_ambtsdrager(zaak, agressor, profiel) else OntzeggingToehoorder()


def valt_weg(zaak: Zaak, agressor: Geadresseerde, profiel: Profiel) -> dict[MaatregelSoort, Weigering]:
    """Which measures fall away in this case, and what takes their place (protocol 24)."""
    if is_ambtsdrager(zaak, agressor, profiel):
        return {MaatregelSoort.ONTZEGGING_GEBOUW: niet_bij_ambtsdrager(profiel)}
    return {}
