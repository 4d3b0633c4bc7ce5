"""What a melder tells (protocol 1-5, 7, 9): every form counts, nothing is judged."""

from datetime import datetime
from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field

from plugin.protocol.geweest import moment_geweest
from plugin.protocol.tekst import Model, Moment, Oid, Tekst, VrijAdres, VrijeTekst
from plugin.protocol.terms import (
    Aard,
    Functiegebonden,
    Hoedanigheid,
    Kanaal,
    Locatie,
    Ordestap,
    Richting,
    Route,
    Vorm,
    WensAgressor,
    WensZelf,
)
from plugin.protocol.weigering import Weigering

T = TypeVar("T")
STANDAARD = "standaard"


def _each_once(values: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))


class Agressor(Model):
    """Who did it, as far as the melder knows (protocol 4)."""

    hoedanigheid: Hoedanigheid = Hoedanigheid.ONBEKEND
    naam: VrijeTekst = None
    email: VrijAdres = None
    oid: Oid | None = None


class Namens(Model):
    """The person the melding is about, when that is somebody else than who reports."""

    naam: Tekst
    functie: VrijeTekst = None
    email: VrijAdres = None
    oid: Oid | None = None


class Ordefeit(Model):
    """One step of the voorzitter during a meeting (protocol 23)."""

    stap: Ordestap
    tijd: Moment


class Melding(Model):
    """One melding as it was told; texts at most 10,000 characters each."""

    route: Route
    gebeurtenis: VrijeTekst = None
    wanneer: Moment | None = None
    locatie: Locatie | None = None
    kanaal: Kanaal | None = None
    aard: Annotated[tuple[Aard, ...], AfterValidator(_each_once)] = ()
    vorm: Vorm | None = None
    richting: Richting | None = None
    functiegebonden: Functiegebonden = Functiegebonden.ONDUIDELIJK
    reactie: VrijeTekst = None
    contactverloop: VrijeTekst = None
    wensen_zelf: Annotated[tuple[WensZelf, ...], AfterValidator(_each_once)] = ()
    wensen_agressor: Annotated[tuple[WensAgressor, ...], AfterValidator(_each_once)] = ()
    agressor: Agressor = Agressor()
    ontvanger: Annotated[str, Field(max_length=64)] = STANDAARD
    namens: Namens | None = None
    vergadering: VrijeTekst = None
    orde: Annotated[tuple[Ordefeit, ...], Field(max_length=100)] = ()


def is_complete(melding: Melding, aantal_bewijs: int) -> bool | Weigering:
    """A text or one piece of evidence is enough; neither is nothing to go on."""
    if melding.gebeurtenis or aantal_bewijs:
        return True
    return Weigering("Vertel kort wat er gebeurde, of voeg bewijs toe. Eén van de twee is genoeg.")


def is_past(melding: Melding, now: datetime) -> bool | Weigering:
    """What is reported has happened."""
    moments = [melding.wanneer, *(feit.tijd for feit in melding.orde)]
    judged = (moment_geweest(moment, now) for moment in moments if moment)
    return next((one for one in judged if isinstance(one, Weigering)), True)
