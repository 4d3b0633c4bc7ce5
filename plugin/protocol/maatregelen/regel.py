"""What all measures have in common: a talk and consent first, a ground, a letter, somebody who decides."""

from dataclasses import dataclass
from datetime import date

from plugin.protocol.details import Details
from plugin.protocol.ondertekening import ondertekenaar
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import GesprekSoort, MaatregelSoort, Uitvoerder
from plugin.protocol.toestemming import Geadresseerde
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Zaak

PRAAT_EERST = "Praat eerst met de melder en leg dat vast. Daarna kunt u een maatregel voorstellen."
NIET_DOOR_MELDER = Weigering(
    "Deze maatregel voert alleen de organisatie uit, niet de melder. Kies de organisatie als uitvoerder."
)


@dataclass(frozen=True)
class Plan:
    """What a handler wants, as far as a rule looks at it. `agressor` is whom it is aimed at, as far as known."""

    agressor: Geadresseerde
    uitvoerder: Uitvoerder
    details: Details
    van: date | None = None
    tot: date | None = None


@dataclass(frozen=True)
class Regel:
    """One kind of measure. `grond` names the entry of the profile, `sjabloon` the letter.

    `alleen_organisatie`: an act of office, which the melder cannot carry out (protocol 16, 28).
    """

    soort: MaatregelSoort
    grond: str
    sjabloon: str
    alleen_organisatie: bool = False

    def mag(self, zaak: Zaak, plan: Plan, profiel: Profiel, vandaag: date) -> bool | Weigering:
        """May this be proposed now? The first no counts."""
        if self.alleen_organisatie and plan.uitvoerder is Uitvoerder.MELDER:
            return NIET_DOOR_MELDER
        talked = na_intake(zaak) if self.vraagt_toestemming(zaak, plan) else True
        return talked and self.past(zaak, plan, profiel, vandaag)

    def past(self, _zaak: Zaak, _plan: Plan, _profiel: Profiel, _vandaag: date) -> bool | Weigering:
        """Whom this measure may hit, and for how long."""
        return True

    def vraagt_toestemming(self, _zaak: Zaak, _plan: Plan) -> bool:
        """Talk and consent first, but for what protocol 17 leaves out."""
        return True

    def geadresseerde(self, plan: Plan, _profiel: Profiel) -> Geadresseerde:
        """Who gets the letter."""
        return plan.agressor

    def noemt(self, _zaak: Zaak, plan: Plan) -> bool:
        """Does the letter name the betrokkene? Only when consent is asked for just that."""
        return plan.details.noemt_betrokkene

    def beslist(self, zaak: Zaak, profiel: Profiel) -> str:
        """Who decides: the office that signs in this case (protocol 10, 28)."""
        signer = ondertekenaar(zaak, profiel)
        return profiel.functies[signer.functie if signer else profiel.routering.ondertekenaar].titel

    def termijn(self, _zaak: Zaak, _profiel: Profiel) -> date | None:
        """The last day on which it still makes sense, if there is one."""
        return None

    def einddatum(self, _plan: Plan) -> date | None:
        """The last day it holds, if it holds for some time."""
        return None

    def brief(self, _plan: Plan) -> str:
        """Which letter."""
        return self.sjabloon


def na_intake(zaak: Zaak) -> bool | Weigering:
    """A talk with the melder comes before the first measure (protocol 13)."""
    if any(talk.soort is GesprekSoort.INTAKE for talk in zaak.gesprekken):
        return True
    return Weigering(PRAAT_EERST)
