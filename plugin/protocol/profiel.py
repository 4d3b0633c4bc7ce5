"""The organisation profile: all that differs between organisations, read from one TOML file."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, ValidationError, model_validator

from plugin.protocol.bewaartermijn import Bewaartermijnen
from plugin.protocol.profielfouten import plaats, zin
from plugin.protocol.rechtsgronden import Bezwaar, Duur, Gronden, Vergadering
from plugin.protocol.routeringsregels import ANDERS, FunctieSleutel, Routering
from plugin.protocol.tekst import Adres, Model, Oid, Tekst, normal_address
from plugin.protocol.verwijzing import Verwijzing


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError("deze tijdzone bestaat niet, Europe/Amsterdam wel") from None
    return name


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
    """`kort` is how it calls itself in a sentence, article and all: "de provincie", "het waterschap"."""

    naam: Tekst
    kort: Annotated[Tekst, Field(pattern=r"^(de|het) \S")] = "de organisatie"
    adres: Tekst
    huiskleur: Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
    gespreksplaats: Tekst
    gebouw: Tekst
    rekening: Tekst

    @property
    def voluit(self) -> str:
        """The whole name with its article: "de provincie Voorbeeld"."""
        return f"{self.kort.partition(' ')[0]} {self.naam}"


class Nummers(Model):
    """The numbers of the help card (protocol 41), and the day on which somebody last tried them."""

    nood: Tekst
    beveiliging: Tekst
    politie: Tekst
    bijgewerkt: date | None = None


class Termijnen(Model):
    """How long things may take. Hours to read count office hours; `alarm_uren` are hours of the clock.

    Above `berichten_per_kwartier` notices in a quarter of an hour, a reader gets one for all (protocol 40).
    """

    stopgesprek_werkdagen: Annotated[int, Field(ge=1, le=60)] = 5
    lezen_werkuren: Annotated[int, Field(ge=1, le=80)] = 4
    nazorg_weken: tuple[Annotated[int, Field(ge=1, le=52)], ...] = (1, 6)
    kantoor_open: time = time(9)
    kantoor_dicht: time = time(17)
    alarm_uren: Annotated[int, Field(ge=1, le=168)] = 4
    berichten_per_kwartier: Annotated[int, Field(ge=1, le=1000)] = 20
    tijdzone: Annotated[str, AfterValidator(_known_zone)] = "Europe/Amsterdam"

    @model_validator(mode="after")
    def _the_office_opens_before_it_closes(self) -> "Termijnen":
        if self.kantoor_open >= self.kantoor_dicht:
            raise ValueError("kantoor_open moet vóór kantoor_dicht liggen")
        return self


class Nazorgregels(Model):
    """Practical tasks for a handler (protocol 32), and where somebody can be referred to (protocol 31)."""

    taken: tuple[Tekst, ...] = ()
    verwijzingen: tuple[Tekst, ...] = ()


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
    gronden: Gronden
    vergadering: Vergadering
    bezwaar: Bezwaar
    duur: Duur = Duur()
    nazorg: Nazorgregels = Nazorgregels()
    herhaling: bool = False
    verwijzingen: tuple[Verwijzing, ...] = ()
    bewaren: Bewaartermijnen = ()
    registerregels: Registerregels = Field(default=Registerregels(), alias="register")

    @classmethod
    def load(cls, path: Path) -> "Profiel":
        """Read and validate the file; ProfielError says in Dutch what is wrong and where."""
        try:
            return cls.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
        except OSError as error:
            raise ProfielError(f"Het profiel {path} is niet te lezen.") from error
        except UnicodeDecodeError as error:
            raise ProfielError(f"Het profiel {path} is geen tekst in UTF-8.") from error
        except tomllib.TOMLDecodeError as error:
            raise ProfielError(
                f"Het profiel {path} is geen geldige TOML: kijk bij {plaats(error)}."
            ) from error
        except ValidationError as error:
            raise ProfielError(f"Het profiel {path} is niet goed: {zin(error)}") from error

    @model_validator(mode="after")
    def _every_function_is_known(self) -> "Profiel":
        rules = self.routering
        named = {
            *(person.functie for person in self.personen),
            *rules.behandelaars,
            *(set(rules.ontvangers) - {ANDERS}),
            *rules.plaatsvervangers,
            *(functie for term in self.bewaren for functie in term.functies),
            rules.beheerder,
            rules.gewone_functie,
        }
        unknown = sorted(named - set(self.functies))
        if unknown:
            raise ValueError(f"de functie {unknown[0]} staat niet onder functies")
        if ANDERS not in rules.ontvangers:
            raise ValueError(f"routering, ontvangers mist de rij {ANDERS}")
        if self.met_functie(rules.beheerder) is None:
            raise ValueError(
                f"niemand heeft de functie {rules.beheerder}, en die krijgt bericht als iets blijft liggen"
            )
        return self

    @model_validator(mode="after")
    def _nobody_twice(self) -> "Profiel":
        """One person for each oid and address, and for each office that handles cases: else a role would open them."""
        for oid in _doubles(person.oid for person in self.personen):
            raise ValueError(f"de oid {oid} staat bij twee personen")
        for address in _doubles(address for person in self.personen for address in person.adressen):
            raise ValueError(f"het adres {address} staat bij twee personen")
        for functie in _doubles(person.functie for person in self.personen):
            if functie in self.routering.behandelaars:
                raise ValueError(f"de functie {functie} staat bij twee personen, en behandelt zaken")
        return self

    def gronden_van(self, naam: str) -> str:
        """The ground of a measure, as letters print it."""
        ground: str = getattr(self.gronden, naam)
        return ground

    def persoon(self, oid: str | None) -> Persoon | None:
        return next((person for person in self.personen if person.oid == oid), None)

    def met_functie(self, functie: str) -> Persoon | None:
        """Who holds this office now; None when nobody does."""
        return next((person for person in self.personen if person.functie == functie), None)

    def functie_van(self, oid: str) -> str:
        """The function of a person; somebody outside the profile holds the ordinary office."""
        person = self.persoon(oid)
        return person.functie if person else self.routering.gewone_functie


def _doubles(values: Iterable[str]) -> Iterator[str]:
    return (value for value, count in Counter(values).items() if count > 1)
