"""What somebody asks of the list of cases, and whether a case fits it."""

from typing import Annotated, Any

from pydantic import Field, model_validator

from plugin.protocol.tekst import Model, VrijeTekst
from plugin.protocol.terms import ZaakStatus
from plugin.protocol.zaak import Zaak


class Lijstvraag(Model):
    """Which part of the list; an empty value means the same as none. `volgende` says where a list was left."""

    status: ZaakStatus | None = None
    behandelaar: Annotated[str, Field(max_length=64)] | None = None
    volgende: Annotated[str, Field(max_length=8000)] | None = None

    @model_validator(mode="before")
    @classmethod
    def _empty_is_absent(cls, given: Any) -> Any:
        return {name: value for name, value in given.items() if value}


class Zoekvraag(Lijstvraag):
    """The same with a reference or a name, which never stands in an address: an address is logged on its way."""

    zoek: Annotated[VrijeTekst, Field(max_length=200)] = None

    @property
    def kenmerk(self) -> str:
        """What was typed, as a reference is written."""
        return (self.zoek or "").strip().upper()

    @property
    def kiest(self) -> bool:
        """Is something asked that only the case itself can tell?"""
        return bool(self.zoek or self.behandelaar)


def past(zaak: Zaak, vraag: Zoekvraag) -> bool:
    """Does the case fit? A name fits in part, in whatever case it is typed; who may read it is judged elsewhere."""
    if vraag.behandelaar and zaak.behandelaar != vraag.behandelaar:
        return False
    told = zaak.melding.agressor
    known = " ".join(words for words in (told.naam, told.email) if words).casefold()
    return not vraag.zoek or vraag.zoek.casefold() in known
