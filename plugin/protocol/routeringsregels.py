"""Who serves whom, as the profile has it (protocol 9, 10)."""

from typing import Annotated

from pydantic import Field, model_validator

from plugin.protocol.tekst import Model

# The row of receivers for every function that has no row of its own.
ANDERS = "anders"

FunctieSleutel = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
Functies = Annotated[tuple[FunctieSleutel, ...], Field(min_length=1)]


class Routering(Model):
    """Who serves whom (protocol 9, 10).

    `ontvangers` has one row per function of the betrokkene and a row `anders`; `eerste_lezers` see a
    melding about an unrecognised ambtsdrager first, in this order; `contact` is the order in which a
    receiver is named to the melder as contact person.
    """

    ontvangers: dict[FunctieSleutel, Functies]
    plaatsvervangers: dict[FunctieSleutel, FunctieSleutel] = Field(default_factory=dict)
    eerste_lezers: Functies
    contact: Functies
    keuze: tuple[FunctieSleutel, ...]
    ondertekenaar: FunctieSleutel
    beheerder: FunctieSleutel
    gewone_functie: FunctieSleutel

    @property
    def behandelaars(self) -> frozenset[str]:
        """Every office that can come to read, sign or carry a case."""
        rows = (*self.ontvangers.values(), self.eerste_lezers, self.contact, self.keuze)
        standins = self.plaatsvervangers.values()
        return frozenset({*(f for row in rows for f in row), *standins, self.ondertekenaar})

    @model_validator(mode="after")
    def _nobody_serves_themselves(self) -> "Routering":
        for functie, receivers in self.ontvangers.items():
            if functie in receivers:
                raise ValueError(f"bij ontvangers van {functie} staat {functie} zelf; noem een ander")
        for functie, standin in self.plaatsvervangers.items():
            if functie == standin:
                raise ValueError(f"de plaatsvervanger van {functie} is {functie} zelf; noem een ander")
        return self
