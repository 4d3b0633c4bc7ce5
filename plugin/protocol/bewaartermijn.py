"""How long what is kept: a term for each kind of data and organ, as the profile has it (protocol 49).

There is no default: a term that nobody set is no term, and what has none is never proposed for destruction.
"""

from collections import Counter
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from plugin.protocol.tekst import Model, Tekst
from plugin.protocol.termijnen import plus_maanden


class Gegevens(StrEnum):
    ZAAK = "zaak"  # the case, its evidence, letters, drafts and slots
    LOGBOEK = "logboek"  # who did what to it
    VERZOEKEN = "verzoeken"  # the requests that prevent, with their drafts; these are of no case


class Bewaartermijn(Model):
    """`functies` are those of the betrokkene whose cases belong to this organ; none means all others.

    `jaren` counts from the closing of the case, or from the request; absent, it is still to be set. `selectielijst` is the number in the
    list that applies, or says that it is still to be set.
    """

    gegevens: Gegevens
    orgaan: Tekst
    functies: tuple[str, ...] = ()
    jaren: Annotated[int, Field(ge=1, le=100)] | None = None
    selectielijst: Tekst


def _one_answer(terms: tuple[Bewaartermijn, ...]) -> tuple[Bewaartermijn, ...]:
    """Two terms for one case would make the order in the file decide when it is destroyed."""
    for (kind, functie), count in Counter(pair for one in terms for pair in _of_whom(one)).items():
        if count > 1:
            whose = f"met de functie {functie}" if functie else "zonder functies"
            raise ValueError(f"voor {kind} staat er meer dan één termijn {whose}")
    return terms


def _of_whom(term: Bewaartermijn) -> list[tuple[Gegevens, str | None]]:
    return [(term.gegevens, functie) for functie in term.functies or (None,)]


Bewaartermijnen = Annotated[tuple[Bewaartermijn, ...], AfterValidator(_one_answer)]


def termijn_voor(
    termijnen: tuple[Bewaartermijn, ...], gegevens: Gegevens, functie: str | None
) -> Bewaartermijn | None:
    """The term of the organ that a case belongs to; None when the profile has none."""
    fitting = [one for one in termijnen if one.gegevens is gegevens]
    own = next((one for one in fitting if functie in one.functies), None)
    return own or next((one for one in fitting if not one.functies), None)


def langste(termijnen: tuple[Bewaartermijn, ...], gegevens: Gegevens) -> int | None:
    """In years, what holds for data of which nobody can tell the organ; None as long as one term is not set."""
    years = [one.jaren for one in termijnen if one.gegevens is gegevens]
    known = [one for one in years if one]
    return max(known) if known and len(known) == len(years) else None


def weg_voor(termijnen: tuple[Bewaartermijn, ...], gegevens: Gegevens, vandaag: date) -> date | None:
    """What is older than this goes; None as long as a term of it is not set."""
    years = langste(termijnen, gegevens)
    return plus_maanden(vandaag, -12 * years) if years else None
