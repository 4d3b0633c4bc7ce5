"""The organisation profile: all that differs between organisations, read from one TOML file."""

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError, model_validator

from plugin.protocol.tekst import Adres, Model, Oid, Tekst, normal_address

FunctieSleutel = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]


class ProfielError(Exception):
    """The profile cannot be used; the message says which entry is wrong, in a sentence."""


class Functie(Model):
    """An office: how it is written, and whether its holder is a politieke ambtsdrager."""

    titel: Tekst
    met_lidwoord: Tekst
    politiek: bool = False


class Persoon(Model):
    """Somebody the rules must recognise, by object id, address or alias (protocol 10)."""

    oid: Oid
    functie: FunctieSleutel
    naam: Tekst
    adres: Adres
    aliassen: tuple[Adres, ...] = ()
    telefoon: str | None = None

    @property
    def adressen(self) -> frozenset[str]:
        return frozenset(map(normal_address, (self.adres, *self.aliassen)))


class Organisatie(Model):
    naam: Tekst
    adres: Tekst
    huiskleur: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
    gespreksplaats: Tekst


class Nummers(Model):
    """The numbers of the help card (protocol 41)."""

    nood: Tekst
    beveiliging: Tekst
    politie: Tekst


class Routering(Model):
    """Who serves whom (protocol 9, 10).

    `ontvangers` has one row per function of the betrokkene and a row `anders`; `eerste_lezers` see a
    melding about an unrecognised ambtsdrager first, in this order; `contact` is the order in which a
    receiver is named to the melder as contact person.
    """

    ontvangers: dict[FunctieSleutel, tuple[FunctieSleutel, ...]]
    plaatsvervangers: dict[FunctieSleutel, FunctieSleutel] = Field(default_factory=dict)
    eerste_lezers: tuple[FunctieSleutel, ...]
    contact: tuple[FunctieSleutel, ...]
    keuze: tuple[FunctieSleutel, ...]
    ondertekenaar: FunctieSleutel
    beheerder: FunctieSleutel
    gewone_functie: FunctieSleutel


class Termijnen(Model):
    stopgesprek_werkdagen: Annotated[int, Field(ge=1, le=60)] = 5
    lezen_werkuren: Annotated[int, Field(ge=1, le=80)] = 4
    nazorg_weken: tuple[int, ...] = (1, 6)
    tijdzone: str = "Europe/Amsterdam"


class Registerregels(Model):
    """k and the minimum batch never fall below 5, in no profile (protocol 33)."""

    k: Annotated[int, Field(ge=5)] = 5
    kleinste_partij: Annotated[int, Field(ge=5)] = 5
    wachttijd_dagen: Annotated[int, Field(ge=0)] = 30


class Profiel(Model):
    """One organisation. Every function named anywhere in it must stand under `functies`."""

    organisatie: Organisatie
    nummers: Nummers
    functies: dict[FunctieSleutel, Functie]
    personen: tuple[Persoon, ...]
    postvakken: dict[FunctieSleutel, Adres] = Field(default_factory=dict)
    routering: Routering
    termijnen: Termijnen = Termijnen()
    registerregels: Registerregels = Field(default=Registerregels(), alias="register")

    @classmethod
    def load(cls, path: Path) -> "Profiel":
        """Read and validate the file; ProfielError says in Dutch what is wrong and where."""
        try:
            return cls.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except OSError as error:
            raise ProfielError(f"Het profiel {path} is niet te lezen.") from error
        except tomllib.TOMLDecodeError as error:
            raise ProfielError(f"Het profiel {path} is geen geldige TOML: {error}.") from error
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(map(str, first["loc"])) or "het geheel"
            raise ProfielError(f"Het profiel {path} klopt niet bij {where}: {first['msg']}.") from error

    @model_validator(mode="after")
    def _every_function_is_known(self) -> "Profiel":
        rules = self.routering
        named = {
            *(person.functie for person in self.personen),
            *(functie for row in rules.ontvangers.values() for functie in row),
            *(functie for functie in rules.ontvangers if functie != "anders"),
            *rules.plaatsvervangers,
            *rules.plaatsvervangers.values(),
            *rules.eerste_lezers,
            *rules.contact,
            *rules.keuze,
            rules.ondertekenaar,
            rules.beheerder,
            rules.gewone_functie,
        }
        unknown = sorted(named - set(self.functies))
        if unknown:
            raise ValueError(f"de functie {unknown[0]} staat niet onder functies")
        if "anders" not in rules.ontvangers:
            raise ValueError("de routering mist de rij anders")
        return self

    @model_validator(mode="after")
    def _nobody_twice(self) -> "Profiel":
        oids = [person.oid for person in self.personen]
        if len(oids) != len(set(oids)):
            raise ValueError("dezelfde oid staat bij twee personen")
        addresses = [address for person in self.personen for address in person.adressen]
        if len(addresses) != len(set(addresses)):
            raise ValueError("hetzelfde adres staat bij twee personen")
        return self

    def persoon(self, oid: str | None) -> Persoon | None:
        return next((person for person in self.personen if person.oid == oid), None)

    def met_functie(self, functie: str) -> Persoon | None:
        """Who holds this office now; None when nobody does."""
        return next((person for person in self.personen if person.functie == functie), None)

    def functie_van(self, oid: str) -> str:
        """The function of a person; somebody outside the profile holds the ordinary office."""
        person = self.persoon(oid)
        return person.functie if person else self.routering.gewone_functie
