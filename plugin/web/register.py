"""The regisseur's side: the register, numbers alone; measures beside it; the yearly report (protocol 34, 35)."""

from typing import Annotated, Literal

from apiflask import APIBlueprint
from flask import Response
from pydantic import Field

from plugin.flows import jaarrapport, registerblad
from plugin.identity import Role
from plugin.protocol.preventie import LAATSTE, VROEGSTE, PreventieIn
from plugin.protocol.tekst import Model
from plugin.web import answer
from plugin.web.asked import diensten
from plugin.web.guards import guard
from plugin.web.problem import not_there
from plugin.web.register_bestand import als_csv, als_xlsx

register = APIBlueprint("register", __name__, url_prefix="/api/register", tag="Regisseur")
register.before_request(guard(Role.REGISSEUR))


class Registervraag(Model):
    formaat: Literal["json", "csv", "xlsx"] = "json"


class JaarIn(Model):
    jaar: Annotated[int, Field(ge=VROEGSTE, le=LAATSTE)]


@register.get("")
@register.input(Registervraag, location="query", arg_name="vraag")
def cijfers(vraag: Registervraag) -> Response:
    """All tables of the register; a number that is not shown is null, in a file "niet getoond"."""
    content = registerblad.register(diensten())
    if vraag.formaat == "json":
        return answer.json(content)
    bestand = als_csv(content) if vraag.formaat == "csv" else als_xlsx(content)
    return answer.download(bestand, bestand.soort)


@register.post("/maatregelen")
@register.input(PreventieIn, arg_name="gegeven")
def koppelen(gegeven: PreventieIn) -> Response:
    """Link a preventive measure to a number over the years."""
    return answer.json(registerblad.koppel(diensten(), gegeven), 201)


@register.delete("/maatregelen/<nummer>")
def ontkoppelen(nummer: str) -> Response:
    """Take a preventive measure away."""
    if not _is_number(nummer):
        raise not_there()
    registerblad.ontkoppel(diensten(), nummer)
    return Response(status=204)


@register.post("/jaarrapport")
@register.input(JaarIn, arg_name="gegeven")
def rapport_maken(gegeven: JaarIn) -> Response:
    """Make the yearly report, of what is published now, and keep it in the register site."""
    made = answer.found(jaarrapport.maak(diensten(), str(gegeven.jaar)))
    return answer.json({"jaar": gegeven.jaar, "naam": made.naam}, 201)


@register.get("/jaarrapport/<jaar>")
def rapport(jaar: str) -> Response:
    """The yearly report as it was kept, in Word."""
    return answer.download(jaarrapport.lees(diensten(), jaar) if _is_number(jaar) else None, jaarrapport.WORD)


def _is_number(part: str) -> bool:
    """Nothing else of an address goes on to Microsoft 365."""
    return part.isascii() and part.isdecimal()
