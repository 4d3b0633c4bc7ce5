"""What is sent in, what lies sealed, and how sealing can end."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from plugin.intake.seal import DataKey

Fase = Literal["verzegeld", "opgeslagen", "gemeld"]
Soort = Literal["melding", "bewijs"]


class Gone(LookupError):
    """No sealed object under this id: never received, or destroyed after SharePoint confirmed it."""


class ReferenceTaken(Exception):
    """Another melding holds this random reference; draw a new one and seal again."""


@dataclass(frozen=True)
class Inzending:
    """What a person sends in: `sleutel` is the Idempotency-Key, `oid` the sender's object id."""

    soort: Soort
    referentie: str
    oid: str
    sleutel: str
    ontvangen_op: datetime
    melding: dict[str, Any]
    persoon: dict[str, Any]
    antwoord: dict[str, Any]


@dataclass(frozen=True)
class Sealed:
    """Received and durable."""

    id: str


@dataclass(frozen=True)
class Repeated:
    """The same content was received before under this key; `antwoord` is what was answered then."""

    id: str
    antwoord: dict[str, Any]


@dataclass(frozen=True)
class Clash:
    """Other content was received before under this key."""


@dataclass(frozen=True)
class Zending:
    """An opened sealed object. `bestanden` holds facts per file, as SealingStream.facts() gives them.

    `upload` and `data_key` are what its files are read with.
    """

    id: str
    soort: Soort
    referentie: str
    ontvangen_op: datetime
    melding: dict[str, Any]
    persoon: dict[str, Any]
    bestanden: list[dict[str, Any]]
    upload: str
    data_key: DataKey = field(repr=False)


@dataclass(frozen=True)
class Ontvangen:
    """What may be said about a received object without opening it."""

    id: str
    soort: Soort
    referentie: str
    fase: Fase
    ontvangen_op: datetime
