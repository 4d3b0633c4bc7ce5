"""How long a case is kept: hold it, and agree to its destruction (protocol 49)."""

from typing import Annotated

from apiflask import APIBlueprint
from flask import Response
from pydantic import Field

from plugin.flows import bewaren as flows
from plugin.flows import inzageverzoek, vernietigd
from plugin.identity import Role
from plugin.protocol.tekst import Model, VrijeTekst
from plugin.web import answer
from plugin.web.asked import diensten, if_match, wie
from plugin.web.guards import guard

bewaren = APIBlueprint("bewaren", __name__, url_prefix="/api", tag="Behandelaar")
bewaren.before_request(guard(Role.BEHANDELAAR))


class RedenOfNietIn(Model):
    """Why; without a reason it ends."""

    reden: VrijeTekst = None


@bewaren.post("/zaken/<ref>/vasthouden")
@bewaren.input(RedenOfNietIn, arg_name="gegeven")
def vasthouden(ref: str, gegeven: RedenOfNietIn) -> Response:
    """Keep a case for a running criminal case or claim, or let go of it."""
    return answer.sheet(flows.houd_vast(diensten(), wie(), ref, if_match(), gegeven.reden))


@bewaren.post("/zaken/<ref>/beperken")
@bewaren.input(RedenOfNietIn, arg_name="gegeven")
def beperken(ref: str, gegeven: RedenOfNietIn) -> Response:
    """Restrict all work on a case while somebody disputes or objects to it, or end that."""
    return answer.sheet(flows.beperk(diensten(), wie(), ref, if_match(), gegeven.reden))


class Stukkenvraag(Model):
    """Which pieces of evidence go along, and which steps towards somebody who may be another, by id with commas."""

    stukken: Annotated[str, Field(pattern=r"^([bm][0-9]+(,[bm][0-9]+)*)?$", max_length=2000)] = ""


@bewaren.get("/zaken/<ref>/inzage.zip")
@bewaren.input(Stukkenvraag, location="query", arg_name="vraag")
def inzage(ref: str, vraag: Stukkenvraag) -> Response:
    """A copy for the agressor who asks for it, without anybody else's data."""
    chosen = [one for one in vraag.stukken.split(",") if one]
    return answer.archive(inzageverzoek.kopie(diensten(), wie(), ref, chosen))


@bewaren.get("/vernietiging")
def voorstellen() -> Response:
    """The cases whose term is over; references and terms, no word of a case."""
    return answer.json(flows.voorstellen(diensten(), wie()))


@bewaren.get("/vernietiging/verklaringen")
def verklaringen() -> Response:
    """The newest declarations of destruction: what went, by which term, and what lies where until when."""
    return answer.json(vernietigd.verklaringen(diensten(), wie()))


@bewaren.post("/vernietiging/<ref>/akkoord")
def akkoord(ref: str) -> Response:
    """Agree to the destruction of a case; it goes when a second person has agreed too."""
    return answer.sheet(flows.keur_goed(diensten(), wie(), ref, if_match()))
