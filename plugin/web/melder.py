"""The melder's side: send a melding in, follow it, answer a question."""

from apiflask import APIBlueprint
from flask import Response

from plugin.flows.aanname import Aangenomen, Onvolledig, TeVeel, neem_aan
from plugin.flows.antwoord import beantwoord
from plugin.flows.inzage import mijn_melding, mijn_meldingen
from plugin.identity import Role
from plugin.protocol.invoer import AntwoordIn
from plugin.protocol.weigering import Weigering
from plugin.web import answer
from plugin.web.asked import diensten, idempotency_key, wie
from plugin.web.guards import guard
from plugin.web.problem import Problem
from plugin.web.sent import read_melding

melder = APIBlueprint("melder", __name__, url_prefix="/api/meldingen", tag="Melder")
melder.before_request(guard(Role.MELDER, Role.BEHANDELAAR))


@melder.post("")
def melden() -> Response:
    """Send a melding in; 202 once it is sealed and durable."""
    key = idempotency_key()
    upload = diensten().spool.begin()
    melding = read_melding(upload)
    outcome = neem_aan(diensten(), upload, melding, wie(), key)
    if isinstance(outcome, Aangenomen):
        return _accepted(outcome)
    upload.discard()
    raise _refusal(outcome)


@melder.get("")
def mijn_lijst() -> Response:
    """Your own meldingen, and those that are about you."""
    return answer.json({"items": mijn_meldingen(diensten(), wie()), "volgende": None})


@melder.get("/<ref>")
def mijn_stuk(ref: str) -> Response:
    """One of them, with the questions that wait for an answer."""
    return answer.json(answer.found(mijn_melding(diensten(), wie(), ref)))


@melder.post("/<ref>/maatregelen/<maatregel_id>/toestemming")
@melder.input(AntwoordIn, arg_name="gegeven")
def toestemming_beantwoorden(ref: str, maatregel_id: str, gegeven: AntwoordIn) -> Response:
    """Agree, refuse or withdraw; the betrokkene alone can."""
    outcome = beantwoord(diensten(), wie(), ref, maatregel_id, gegeven.antwoord, gegeven.versie)
    return answer.json(answer.found(outcome))


def _accepted(outcome: Aangenomen) -> Response:
    response = answer.json(outcome.antwoord, 202)
    response.headers["Location"] = f"/api/meldingen/{outcome.antwoord['referentie']}"
    return response


def _refusal(outcome: Onvolledig | Weigering | TeVeel) -> Problem:
    match outcome:
        case TeVeel(retry_after=seconds):
            return Problem(429, outcome.reden, {"Retry-After": str(seconds)})
        case Onvolledig():
            return Problem(422, outcome.reden)
        case _:
            return Problem(409, outcome.reden)
