"""Where somebody can read on (protocol 47)."""

from typing import Annotated

from pydantic import Field

from plugin.protocol.tekst import Model, Tekst


class Verwijzing(Model):
    """A page elsewhere: its name as it stands in a list, and its exact address."""

    naam: Tekst
    adres: Annotated[str, Field(pattern=r"^https://[^\s\"<>]+$", max_length=500)]
