"""Requests that prevent: each becomes a draft from a template, with the date recorded, and nothing more (protocol 43-46)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field, model_validator

from plugin.protocol.bewaartermijn import Gegevens, weg_voor
from plugin.protocol.details import GeadresseerdeIn
from plugin.protocol.profiel import Persoon, Profiel
from plugin.protocol.tekst import LANGSTE_TEKST, Model, VrijeTekst

POSTVAK = "preventie"
VOORAF = timedelta(days=7)


class Verzoeksoort(StrEnum):
    """What is asked, in the order of the page."""

    RISICOGESPREK = "risicogesprek"
    VERGADERING = "vergadering"
    TRAINING = "training"
    BIJEENKOMST = "bijeenkomst"
    AGENDAPUNT = "agendapunt"
    COLLEGEPERIODE = "collegeperiode"
    WELKOM = "welkom"


# To whom each goes: a mailbox or an office of the profile.
AAN: dict[Verzoeksoort, tuple[str, ...]] = {
    Verzoeksoort.RISICOGESPREK: ("beveiliging",),
    Verzoeksoort.VERGADERING: ("beveiliging",),
    Verzoeksoort.TRAINING: ("griffie", "regisseur"),
    Verzoeksoort.BIJEENKOMST: ("griffie", "regisseur"),
    Verzoeksoort.AGENDAPUNT: ("griffie",),
    Verzoeksoort.COLLEGEPERIODE: ("griffie", "regisseur"),
    Verzoeksoort.WELKOM: (),
}


class VerzoekIn(Model):
    """What is asked for, when it is to be, and in free words why; a welcome says whom."""

    soort: Verzoeksoort
    wanneer: Annotated[VrijeTekst, Field(max_length=200)] = None
    toelichting: Annotated[VrijeTekst, Field(max_length=LANGSTE_TEKST)] = None
    aan: GeadresseerdeIn | None = None

    @model_validator(mode="after")
    def _a_welcome_is_for_somebody(self) -> "VerzoekIn":
        named = self.aan is not None and bool(self.aan.naam)
        if named != (self.soort is Verzoeksoort.WELKOM):
            raise ValueError("alleen een welkomstbrief is voor iemand, en noemt een naam")
        return self


class Verzoek(Model):
    """One request as it was recorded. `wanneer` is what was asked for; `web_link` leads to the draft."""

    id: str
    soort: Verzoeksoort
    aangevraagd_op: AwareDatetime
    wanneer: str | None = None
    door: str
    postvak: str
    web_link: str | None = None


@dataclass(frozen=True)
class Ontvanger:
    naam: str
    adres: str


def ontvangers(gegeven: VerzoekIn, profiel: Profiel) -> list[Ontvanger]:
    """Whom the profile names for this; for a welcome the new ambtsdrager."""
    if gegeven.aan and gegeven.aan.naam:
        return [Ontvanger(gegeven.aan.naam, gegeven.aan.email)] if gegeven.aan.email else []
    return list(_named(AAN[gegeven.soort], profiel))


def mag_vragen(oid: str, profiel: Profiel) -> Persoon | None:
    """Who handles cases may ask; nobody else."""
    person = profiel.persoon(oid)
    return person if person and person.functie in profiel.routering.behandelaars else None


def aankomende_vergaderingen(profiel: Profiel, vandaag: date) -> list[date]:
    """The meetings of the profile for which security is to be asked by now (protocol 44)."""
    return [day for day in profiel.vergadering.data if vandaag <= day <= vandaag + VOORAF]


def is_blijven_staan(verzoek: Verzoek, profiel: Profiel, vandaag: date) -> bool:
    """Should a night have taken it away by now? Then its draft stands in a mailbox that is closed to us (protocol 49)."""
    before = weg_voor(profiel.bewaren, Gegevens.VERZOEKEN, vandaag - timedelta(days=1))
    return before is not None and verzoek.aangevraagd_op.date() < before


def _named(names: tuple[str, ...], profiel: Profiel) -> Iterator[Ontvanger]:
    for name in names:
        holder = profiel.met_functie(name)
        address = profiel.postvakken.get(name) or (holder.adres if holder else None)
        if address:
            yield Ontvanger(holder.naam if holder else name, address)
