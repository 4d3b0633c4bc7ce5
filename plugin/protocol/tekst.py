"""Words from people, made fit to keep: nothing of meaning is lost, nothing can turn or break a page."""

import re
from datetime import date
from typing import Annotated
from unicodedata import category, normalize

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

LANGSTE_TEKST = 10_000

# SharePoint and Word refuse C0 controls; bidi marks can turn the reading order of what follows.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WRITTEN_DAY = re.compile(r"\s*\d{4}-\d{2}-\d{2}")
JAREN = range(1900, 2201)


def clean(text: str) -> str:
    """The same words with one kind of line end; a control character shows as the replacement mark."""
    return _BIDI.sub("", _CONTROLS.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))).strip()


def _cleaned(value: object) -> object:
    return clean(value) if isinstance(value, str) else value


def _absent_when_empty(value: object) -> object:
    cleaned = _cleaned(value)
    return None if cleaned == "" else cleaned


def _known_address(value: str) -> str:
    if not re.fullmatch(r"[^@\s<>\"',;\ufffd]+@[^@\s<>\"',;\ufffd]+", value):
        raise ValueError("dit is geen e-mailadres")
    return value


def _written(value: object) -> object:
    """A day is written out: a bare number would pass for seconds since 1970."""
    if isinstance(value, int | float) or (isinstance(value, str) and not _WRITTEN_DAY.match(value)):
        raise ValueError("schrijf de dag voluit, zoals 2026-11-24 of 2026-11-24T09:00:00+01:00")
    return value


def _likely(value: date) -> date:
    """Years that no calendar here can count with are a slip of the pen."""
    if value.year not in JAREN:
        raise ValueError(f"dit jaar kan niet, kies {JAREN[0]} tot en met {JAREN[-1]}")
    return value


Moment = Annotated[AwareDatetime, BeforeValidator(_written), AfterValidator(_likely)]
Dag = Annotated[date | AwareDatetime, BeforeValidator(_written), AfterValidator(_likely)]
Tekst = Annotated[str, Field(min_length=1, max_length=LANGSTE_TEKST), BeforeValidator(_cleaned)]
VrijeTekst = Annotated[
    Annotated[str, Field(max_length=LANGSTE_TEKST)] | None, BeforeValidator(_absent_when_empty)
]
Adres = Annotated[str, Field(max_length=320), AfterValidator(_known_address)]
VrijAdres = Annotated[Adres | None, BeforeValidator(_absent_when_empty)]
Oid = Annotated[
    str, Field(pattern=r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"), AfterValidator(str.lower)
]


class Model(BaseModel):
    """A frozen fact; an unknown field is refused, an explicit null means the same as leaving it out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, data: object) -> object:
        if isinstance(data, dict):
            known = cls.model_fields
            return {name: value for name, value in data.items() if value is not None or name not in known}
        return data


def normal_address(address: str) -> str:
    """One spelling for one mailbox: case, a +tag, width and marks that nobody sees make no difference."""
    local, _, domain = _plain(address).strip().partition("@")
    return f"{local.partition('+')[0]}@{domain.rstrip('.')}"


def normal_name(name: str) -> str:
    """One spelling for one name: case, width, spaces and marks that nobody sees make no difference."""
    return " ".join(_plain(name).split())


def _plain(text: str) -> str:
    return "".join(sign for sign in normalize("NFKC", text) if category(sign) != "Cf").casefold()
