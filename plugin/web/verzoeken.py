"""Requests that prevent: security, training, an agenda item, a welcome (protocol 43-46)."""

from apiflask import APIBlueprint
from flask import Response

from plugin.flows import verzoeken as flows
from plugin.identity import Role
from plugin.protocol.verzoek import VerzoekIn
from plugin.web import answer
from plugin.web.asked import diensten, idempotency_key, wie
from plugin.web.guards import guard

verzoeken = APIBlueprint("verzoeken", __name__, url_prefix="/api/verzoeken", tag="Behandelaar")
verzoeken.before_request(guard(Role.BEHANDELAAR))


@verzoeken.post("")
@verzoeken.input(VerzoekIn, arg_name="gegeven")
def vragen(gegeven: VerzoekIn) -> Response:
    """Have a request drafted in the mailbox that the profile names."""
    return answer.json(answer.found(flows.vraag(diensten(), wie(), idempotency_key(), gegeven)), 201)


@verzoeken.get("")
def lijst() -> Response:
    """What was asked for, and when."""
    return answer.json(answer.found(flows.verzoeken(diensten(), wie())))
