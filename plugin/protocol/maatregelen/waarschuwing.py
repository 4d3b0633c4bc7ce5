"""A written warning (protocol 20)."""

from dataclasses import dataclass

from plugin.protocol.maatregelen.regel import Regel
from plugin.protocol.terms import MaatregelSoort


@dataclass(frozen=True)
class Waarschuwing(Regel):
    """A letter by the CdK alone, or the stand-in."""

    soort: MaatregelSoort = MaatregelSoort.WAARSCHUWING
    grond: str = "waarschuwing"
    sjabloon: str = "waarschuwing"
    alleen_organisatie: bool = True
