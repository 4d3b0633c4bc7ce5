"""What a handler says of a measure beside kind, reason and dates; what else is noted there is kept as it is."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from plugin.protocol.tekst import Model, Moment, Tekst, VrijAdres, VrijeTekst
from plugin.protocol.terms import MaatregelSoort

HOOGSTE_BEDRAG = 10_000_000


def _whole_cents(amount: float) -> float:
    if round(amount, 2) != amount:
        raise ValueError("een bedrag heeft hoogstens twee cijfers achter de komma")
    return amount


Bedrag = Annotated[
    float,
    Field(strict=True, gt=0, le=HOOGSTE_BEDRAG, allow_inf_nan=False),
    AfterValidator(_whole_cents),
]


class Eigenaar(StrEnum):
    PROVINCIE = "provincie"
    MELDER = "melder"


class Gremium(StrEnum):
    """Before whom a note is spoken: those who represent the people, or those who govern."""

    PS = "ps"
    GS = "gs"


class GeadresseerdeIn(Model):
    naam: VrijeTekst = None
    email: VrijAdres = None


class Details(Model, extra="ignore"):
    """What every measure may say: towards whom, and whether the letter names the betrokkene."""

    geadresseerde: GeadresseerdeIn | None = None
    noemt_betrokkene: bool = False

    @property
    def eigen_woorden(self) -> tuple[str, ...]:
        """What a handler wrote that the letter takes over."""
        return ()


class Gespreksdetails(Details):
    """When the talk is, and whether security is present, if that is wished: yes, or how (protocol 18)."""

    datum: Moment | None = None
    beveiliging: bool | VrijeTekst = False


class Gebouwdetails(Details):
    """The reason and the proportion as the letter states them; absent, the letter has general words (protocol 21)."""

    motivering: VrijeTekst = None
    evenredigheid: VrijeTekst = None

    @property
    def eigen_woorden(self) -> tuple[str, ...]:
        return (self.motivering or "", self.evenredigheid or "")


class Vergaderdetails(Details):
    """`herhaald`: the order was disturbed before; without that the law knows no ban (art. 26 Provinciewet)."""

    herhaald: bool = True


class Schadepost(Model):
    """One item of damage, in euro (protocol 25)."""

    omschrijving: Annotated[Tekst, Field(max_length=500)]
    bedrag: Bedrag
    eigenaar: Eigenaar


class Schadedetails(Details):
    posten: Annotated[tuple[Schadepost, ...], Field(min_length=1, max_length=50)]

    @property
    def eigen_woorden(self) -> tuple[str, ...]:
        return tuple(one.omschrijving for one in self.posten)


class Aangiftedetails(Details):
    """`klacht`: the paper that the betrokkene signs, in place of the facts for the police (protocol 26)."""

    klacht: bool = False


class Notitiedetails(Details):
    gremium: Gremium = Gremium.PS


_VAN: Mapping[MaatregelSoort, type[Details]] = {
    MaatregelSoort.STOPGESPREK: Gespreksdetails,
    MaatregelSoort.ORDEGESPREK: Gespreksdetails,
    MaatregelSoort.ONTZEGGING_GEBOUW: Gebouwdetails,
    MaatregelSoort.ONTZEGGING_VERGADERING: Vergaderdetails,
    MaatregelSoort.SCHADE: Schadedetails,
    MaatregelSoort.AANGIFTE: Aangiftedetails,
    MaatregelSoort.INFORMEREN_AMBTSDRAGERS: Notitiedetails,
}


def details_van(soort: MaatregelSoort, given: Mapping[str, Any]) -> Details:
    """The details of this kind. Errors: pydantic's ValidationError."""
    return _VAN.get(soort, Details).model_validate(dict(given))
