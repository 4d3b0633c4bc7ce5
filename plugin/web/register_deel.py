"""The register as a part of a page: charts, each with its sentence and table; measures; the yearly report."""

from flask import Response, request
from pydantic import model_validator

from plugin.flows import jaarrapport, registerblad
from plugin.identity import Role
from plugin.protocol.preventie import PreventieIn
from plugin.web import answer, register_words
from plugin.web.asked import diensten
from plugin.web.fragments import fragments
from plugin.web.register import JaarIn
from plugin.web.rendering import fragment

register_deel = fragments("register_deel", "register", Role.REGISSEUR)


class KoppelIn(PreventieIn):
    """What the form sends: the number is chosen in one list, as "Kanaal/e-mail"."""

    getoond: str = ""  # the year on the page

    @model_validator(mode="before")
    @classmethod
    def _chosen_in_one_list(cls, data: object) -> object:
        if not isinstance(data, dict) or not isinstance(data.get("trend"), str):
            return data
        onderwerp, _, waarde = data["trend"].partition("/")
        return {name: data[name] for name in data if name != "trend"} | {
            "onderwerp": onderwerp,
            "waarde": waarde,
        }


@register_deel.get("")
def jaar() -> Response:
    """The newest year, or the year that was chosen."""
    return _page(request.args.get("jaar", ""))


@register_deel.post("/maatregelen")
@register_deel.input(KoppelIn, arg_name="gegeven")
def koppelen(gegeven: KoppelIn) -> Response:
    """Link a preventive measure; the page with its line."""
    registerblad.koppel(diensten(), gegeven)
    return _page(gegeven.getoond)


@register_deel.post("/maatregelen/<int:nummer>/weg")
def ontkoppelen(nummer: int) -> Response:
    """Take a preventive measure away."""
    registerblad.ontkoppel(diensten(), str(nummer))
    return _page("")


@register_deel.post("/jaarrapport")
@register_deel.input(JaarIn, arg_name="gegeven")
def rapport(gegeven: JaarIn) -> Response:
    """Make the report of a year; where it can be had."""
    answer.found(jaarrapport.maak(diensten(), str(gegeven.jaar)))
    return fragment("register_rapport", jaar=gegeven.jaar)


def _page(gekozen: str) -> Response:
    return fragment("register", **register_words.register(registerblad.register(diensten()), gekozen))
