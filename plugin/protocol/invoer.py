"""What a handler or betrokkene may send in, checked at the door; texts at most 10,000 characters."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field, ValidationError, field_validator, model_validator

from plugin.protocol.tekst import Dag, Model, Moment, Oid, Tekst, VrijAdres, VrijeTekst
from plugin.protocol.terms import (
    Antwoord,
    GesprekSoort,
    MaatregelSoort,
    NazorgAntwoord,
    NazorgVoor,
    Ordestap,
    Uitvoerder,
    WensAgressor,
    WensZelf,
)


def dag(datum: Dag) -> date:
    """The day of a date or a moment."""
    return datum.date() if isinstance(datum, datetime) else datum


class GesprekIn(Model):
    soort: GesprekSoort
    datum: Dag
    verslag: Tekst

    @property
    def dag(self) -> date:
        return dag(self.datum)


class GeadresseerdeIn(Model):
    naam: VrijeTekst = None
    email: VrijAdres = None


class Gespreksdetails(Model, extra="ignore"):
    """What the rules read of `details` for a talk; what else a handler notes there is kept as it is."""

    datum: Moment | None = None
    geadresseerde: GeadresseerdeIn | None = None
    noemt_betrokkene: bool = False


class VoorstelIn(Model):
    soort: MaatregelSoort
    reden: Tekst
    uitvoerder: Uitvoerder = Uitvoerder.PROVINCIE
    van: Dag | None = None
    tot: Dag | None = None
    details: Annotated[dict[str, Any], Field(max_length=20)] = Field(default_factory=dict)

    @field_validator("details")
    @classmethod
    def _details_can_be_read(cls, details: dict[str, Any]) -> dict[str, Any]:
        """Said without the value or a name that we do not know: what was refused is never repeated."""
        try:
            Gespreksdetails.model_validate(details)
        except ValidationError as error:
            first = error.errors()[0]
            unknown = first["type"] == "extra_forbidden"
            known = first["loc"][:-1] if unknown else first["loc"]
            raise ValueError(f"{'.'.join(map(str, ('details', *known)))} klopt niet") from None
        return details


class AntwoordIn(Model):
    antwoord: Antwoord
    versie: Annotated[int, Field(ge=1)]


class AanvullingIn(Model):
    tekst: Tekst


class WensenIn(Model):
    wensen_zelf: tuple[WensZelf, ...] = ()
    wensen_agressor: tuple[WensAgressor, ...] = ()


class NazorgIn(Model):
    voor: NazorgVoor
    antwoord: NazorgAntwoord
    datum: Dag

    @model_validator(mode="after")
    def _only_a_family_may_be_absent(self) -> "NazorgIn":
        if self.antwoord is NazorgAntwoord.NVT and self.voor is not NazorgVoor.FAMILIE:
            raise ValueError("“niet van toepassing” kan alleen bij de familie")
        return self


class SluitenIn(Model):
    reden: VrijeTekst = None


class OrdeIn(Model):
    stap: Ordestap
    tijd: Moment
    vergadering: Tekst
    wie: VrijeTekst = None


class PersoonIn(Model):
    oid: Oid


class OverdragenIn(Model):
    aan: Oid


class DreigingIn(Model):
    actief: bool
