"""What a handler or betrokkene may send in, checked at the door; texts at most 10,000 characters."""

import json
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, ValidationInfo, field_validator, model_validator

from plugin.protocol.details import Bedrag, Details, details_van
from plugin.protocol.nasleep import Besluituitkomst, Reactiesoort
from plugin.protocol.tekst import Dag, Model, Moment, Oid, Tekst, VrijeTekst
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
from plugin.protocol.zaakbrief import Zaakbriefsoort


def day_of(written: Dag) -> date:
    """The day of a date or a moment, as it was written."""
    return written.date() if isinstance(written, datetime) else written


class GesprekIn(Model):
    soort: GesprekSoort
    datum: Dag
    verslag: Tekst


LANGSTE_DETAILS = 20_000  # characters; fifty items of damage fit
ONTZEGGINGEN = (MaatregelSoort.ONTZEGGING_GEBOUW, MaatregelSoort.ONTZEGGING_VERGADERING)


class VoorstelIn(Model):
    soort: MaatregelSoort
    reden: Tekst
    uitvoerder: Uitvoerder = Uitvoerder.PROVINCIE
    van: Dag | None = None
    tot: Annotated[Dag | None, Field(validate_default=True)] = None
    details: Annotated[dict[str, Any], Field(max_length=20, validate_default=True)] = Field(
        default_factory=dict
    )

    @field_validator("tot")
    @classmethod
    def _a_ban_ends(cls, tot: Dag | None, info: ValidationInfo) -> Dag | None:
        """A ban has a last day, and it does not come before the first one (protocol 21, 22)."""
        if info.data.get("soort") not in ONTZEGGINGEN:
            return tot
        if tot is None:
            raise ValueError("een ontzegging heeft een einddatum")
        van = info.data.get("van")
        if van and day_of(tot) < day_of(van):
            raise ValueError("dit ligt vóór het begin")
        return tot

    @field_validator("details")
    @classmethod
    def _details_can_be_read(cls, details: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
        """Said without the value or a name that we do not know: what was refused is never repeated."""
        if len(json.dumps(details)) > LANGSTE_DETAILS:
            raise ValueError("details is te lang")
        soort = info.data.get("soort")
        try:
            details_van(soort, details) if soort else Details.model_validate(details)
        except ValidationError as error:
            first = error.errors()[0]
            unknown = first["type"] == "extra_forbidden"
            known = first["loc"][:-1] if unknown else first["loc"]
            wrong = "ontbreekt" if first["type"] == "missing" else "klopt niet"
            raise ValueError(f"{'.'.join(map(str, ('details', *known)))} {wrong}") from None
        return details


class AntwoordIn(Model):
    antwoord: Antwoord
    versie: Annotated[int, Field(ge=1)]


class BevestigingIn(Model):
    """What a betrokkene whom somebody else named says: is this about me?"""

    antwoord: Literal["ja", "nee"]


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


class WoordvoeringIn(Model):
    """Who speaks, a function of the profile, and what was agreed (protocol 37)."""

    spreker: Annotated[str, Field(max_length=64)]
    afspraak: Tekst
    openbaar: bool = False
    datum: Dag


class ZaakbriefIn(Model):
    """A letter to the betrokkene, as a draft."""

    soort: Literal[Zaakbriefsoort.INFORMATIE, Zaakbriefsoort.NAZORG]


class VerslagIn(Model):
    """The minutes of a talk with the agressor: its cause and what was agreed (protocol 18, 19)."""

    datum: Moment
    aanwezig: Tekst
    oorzaak: Tekst
    afspraken: Tekst


class DreigingIn(Model):
    actief: bool


class TaakIn(Model):
    """A practical task of the profile, done or not (protocol 32)."""

    taak: Annotated[Tekst, Field(max_length=200)]
    gedaan: bool


class DatumIn(Model):
    """The day on which a step was taken."""

    datum: Dag


class UitgevoerdIn(DatumIn):
    """The same; of a step to the police also under what they know it (protocol 26)."""

    politienummer: Annotated[VrijeTekst, Field(max_length=500)] = None
    vpt_code: Annotated[VrijeTekst, Field(max_length=500)] = None


class AfgerondIn(DatumIn):
    """The day on which it ended, and what came of it, for the melder to read."""

    uitkomst: VrijeTekst = None


class BetalingIn(Model):
    """A payment on a claim, in euro (protocol 25)."""

    datum: Dag
    bedrag: Bedrag


class ReactieIn(Model):
    """The agressor's view or objection, or the decision on it (protocol 21)."""

    soort: Reactiesoort
    datum: Dag
    tekst: Tekst
    uitkomst: Besluituitkomst | None = None
    tot: Dag | None = None

    @model_validator(mode="after")
    def _a_decision_has_an_outcome(self) -> "ReactieIn":
        if (self.soort is Reactiesoort.BESLUIT) != (self.uitkomst is not None):
            raise ValueError("een besluit heeft een uitkomst, en iets anders niet")
        if (self.uitkomst is Besluituitkomst.INGEKORT) != (self.tot is not None):
            raise ValueError("alleen wie inkort, noemt een nieuwe einddatum")
        return self


class RedenIn(Model):
    reden: Tekst
