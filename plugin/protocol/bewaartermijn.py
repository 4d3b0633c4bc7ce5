"""How long what is kept: a term for each kind of data and organ, as the profile has it (protocol 49).

There is no default: a term that nobody set is no term, and what has none is never proposed for destruction.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from plugin.protocol.tekst import Model, Tekst


class Gegevens(StrEnum):
    ZAAK = "zaak"  # the case, its evidence, letters, drafts and slots
    LOGBOEK = "logboek"  # who did what to it


class Bewaartermijn(Model):
    """`functies` are those of the betrokkene whose cases belong to this organ; none means all others.

    `jaren` counts from the closing of the case; absent, it is still to be set. `selectielijst` is the number in the
    list that applies, or says that it is still to be set.
    """

    gegevens: Gegevens
    orgaan: Tekst
    functies: tuple[str, ...] = ()
    jaren: Annotated[int, Field(ge=1, le=100)] | None = None
    selectielijst: Tekst


def termijn_voor(
    termijnen: tuple[Bewaartermijn, ...], gegevens: Gegevens, functie: str | None
) -> Bewaartermijn | None:
    """The term of the organ that a case belongs to; None when the profile has none."""
    fitting = [one for one in termijnen if one.gegevens is gegevens]
    own = next((one for one in fitting if functie in one.functies), None)
    return own or next((one for one in fitting if not one.functies), None)
