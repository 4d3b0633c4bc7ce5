"""The log in its part of the page, for toezicht alone: of one case, or of today without a case (protocol 48)."""

from flask import Response
from pydantic import field_validator

from plugin.flows import logboek as boek
from plugin.identity import Role
from plugin.web import toezicht_words
from plugin.web.asked import diensten, wie
from plugin.web.fragments import fragments
from plugin.web.logboek import Zaakvraag
from plugin.web.rendering import fragment

toezicht_deel = fragments("toezicht_deel", "toezicht", Role.TOEZICHT)


class GetyptIn(Zaakvraag):
    """A reference as a person types it."""

    @field_validator("zaak", mode="before")
    @classmethod
    def _as_it_is_written(cls, typed: object) -> object:
        return "".join(typed.split()).upper() if isinstance(typed, str) else typed


@toezicht_deel.get("")
def begin() -> Response:
    """The question alone: no log is opened by itself."""
    return fragment("toezicht", gevraagd=False, **toezicht_words.leeg())


@toezicht_deel.post("")
@toezicht_deel.input(GetyptIn, arg_name="vraag")
def regels(vraag: GetyptIn) -> Response:
    """The entries; this look is an entry itself."""
    found = boek.logboek(diensten(), wie(), vraag.zaak or None)
    return fragment("toezicht", gevraagd=True, **toezicht_words.regels(found, vraag.zaak, diensten().profiel))
