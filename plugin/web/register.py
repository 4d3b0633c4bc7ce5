"""The regisseur's side: the register, numbers alone (protocol 34)."""

from apiflask import APIBlueprint
from flask import Response

from plugin.flows import registerblad
from plugin.identity import Role
from plugin.web import answer
from plugin.web.asked import diensten
from plugin.web.guards import guard

register = APIBlueprint("register", __name__, url_prefix="/api/register", tag="Regisseur")
register.before_request(guard(Role.REGISSEUR))


@register.get("")
def cijfers() -> Response:
    """All tables of the register; a number that is not shown is null."""
    return answer.json(registerblad.register(diensten()))
