"""How much fits in one melding after it was sent: enough for every case, and an end to what somebody can pile up.

A melding itself has its own limits, and nobody's number of meldingen is limited for long: the worst hour is no hour
to silence somebody. What is added to one melding is bounded (ASVS 5.2.4).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from plugin.protocol.weigering import Weigering

MEESTE_STUKKEN = 100
MEESTE_MB = 600
MEESTE_TEKENS = 100_000
MEESTE_TEKSTEN = 200  # each carries who, when and a key, and a case must never be too full to say no in
MEESTE_WENSEN = 100

VOL_BEWIJS = Weigering(
    f"Bij een melding passen later {MEESTE_STUKKEN} bestanden, samen {MEESTE_MB} MB. "
    "Dit past er niet meer bij. Bel uw contactpersoon, dan zoekt u samen een weg."
)
VOL_TEKST = Weigering(
    "Bij deze melding staat al heel veel tekst. Dit past er niet meer bij. "
    "Voeg uw tekst toe als PDF, of bel uw contactpersoon."
)
VOL_WENSEN = Weigering("U hebt uw wensen al vaak veranderd. Bel uw contactpersoon om ze door te spreken.")


@dataclass(frozen=True)
class Omvang:
    """A number of files, and their bytes together."""

    stukken: int = 0
    bytes: int = 0

    def __add__(self, other: "Omvang") -> "Omvang":
        return Omvang(self.stukken + other.stukken, self.bytes + other.bytes)


def past_bewijs(al_later: Omvang, nieuw: Omvang) -> bool | Weigering:
    """Does this fit beside what was added after the melding?"""
    both = al_later + nieuw
    fits = both.stukken <= MEESTE_STUKKEN and both.bytes <= MEESTE_MB * 1024 * 1024
    return fits or VOL_BEWIJS


def past_tekst(al_later: Sequence[str], nieuw: str) -> bool | Weigering:
    """The same for words: in characters, and in number of texts."""
    characters = sum(len(one) for one in (*al_later, nieuw))
    return (characters <= MEESTE_TEKENS and len(al_later) < MEESTE_TEKSTEN) or VOL_TEKST
