"""The log, for toezicht alone: who did what to which case, and when; never a word of it (protocol 48)."""

from typing import Annotated

from apiflask import APIBlueprint
from flask import Response
from pydantic import Field

from plugin.flows import logboek as boek
from plugin.identity import Role
from plugin.protocol.tekst import Model
from plugin.web import answer
from plugin.web.asked import diensten, wie
from plugin.web.guards import guard

logboek = APIBlueprint("logboek", __name__, url_prefix="/api/logboek", tag="Toezicht")
logboek.before_request(guard(Role.TOEZICHT))


class Zaakvraag(Model):
    """A reference, or a day as `-2026-11-24` for what concerns no single case."""

    zaak: Annotated[str, Field(pattern=r"^[-0-9A-Z]{0,16}$")] = ""


@logboek.get("")
@logboek.input(Zaakvraag, location="query", arg_name="vraag")
def regels(vraag: Zaakvraag) -> Response:
    """The log of one case; without one, today's entries about no single case."""
    return answer.json(boek.logboek(diensten(), wie(), vraag.zaak or None))
