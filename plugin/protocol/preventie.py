"""A preventive measure beside a trend: when it began, and what came after (protocol 34, 35).

What came after is told in whole numbers and never as an effect: that numbers changed proves nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from plugin.protocol.register import TABELLEN, TOTAAL, Onderwerp
from plugin.protocol.registerwoorden import Rij, hoeveel, verschil
from plugin.protocol.tekst import Model, Tekst

VROEGSTE, LAATSTE = 2000, 2100
LANGSTE_NAAM = 80
GEEN_BEWIJS = "Dat bewijst nog niet dat het hierdoor komt."


class PreventieIn(Model):
    """What the regisseur links: a measure to one number of the register over the years."""

    naam: Annotated[Tekst, Field(max_length=LANGSTE_NAAM)]
    jaar: Annotated[int, Field(ge=VROEGSTE, le=LAATSTE)]
    onderwerp: Onderwerp = Onderwerp.MELDINGEN
    waarde: str = TOTAAL

    @field_validator("naam")
    @classmethod
    def _one_line(cls, naam: str) -> str:
        return " ".join(naam.split())

    @model_validator(mode="after")
    def _a_word_of_its_table(self) -> "PreventieIn":
        if self.waarde not in TABELLEN[self.onderwerp]:
            raise ValueError("deze waarde hoort niet bij dit onderwerp")
        return self


@dataclass(frozen=True)
class Preventie:
    """A measure that was linked. `id` is that of its row."""

    id: str
    naam: str
    jaar: int
    onderwerp: str
    waarde: str

    @property
    def is_over_alles(self) -> bool:
        """Is it linked to the number of all meldingen?"""
        return self.onderwerp == Onderwerp.MELDINGEN


def gevolg(maatregel: Preventie, reeks: Sequence[Rij]) -> str:
    """The last number beside that of the year before the measure, if both are shown."""
    counts = {int(row.waarde): row.aantal for row in reeks}
    begun = f"{maatregel.naam} begon in {maatregel.jaar}."
    last, before = max(counts, default=0), maatregel.jaar - 1
    if before not in counts or last < maatregel.jaar:
        return f"{begun} Er zijn nog geen cijfers van ervoor én erna."
    then, now = counts[before], counts[last]
    if then is None or now is None:
        return f"{begun} In {before}: {hoeveel(then)}. In {last}: {hoeveel(now)}."
    return f"{begun} In {last} was het aantal {now}. Dat is {verschil(now, then)} in {before}. {GEEN_BEWIJS}"
