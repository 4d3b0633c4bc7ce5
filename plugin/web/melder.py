"""The melder's side: send a melding in, follow it, answer a question."""

from apiflask import APIBlueprint
from flask import Response

from plugin.flows.aanname import Aangenomen, Onvolledig, TeVeel, neem_aan
from plugin.flows.antwoord import beantwoord, bevestig_betrokkene
from plugin.flows.inzage import mijn_melding, mijn_meldingen
from plugin.flows.nalevering import neem_bewijs_aan
from plugin.flows.vervolg import vul_aan, wijzig_wensen
from plugin.identity import Role
from plugin.protocol.invoer import AanvullingIn, AntwoordIn, BevestigingIn, WensenIn
from plugin.protocol.weigering import Weigering
from plugin.web import answer
from plugin.web.asked import diensten, idempotency_key, wie
from plugin.web.guards import guard
from plugin.web.problem import Problem, not_there
from plugin.web.sent import read_evidence, read_melding

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


@melder.post("/<ref>/bevestiging")
@melder.input(BevestigingIn, arg_name="gegeven")
def betrokkene_bevestigen(ref: str, gegeven: BevestigingIn) -> Response:
    """Somebody else named you: say whether the melding is about you."""
    return answer.json(answer.found(bevestig_betrokkene(diensten(), wie(), ref, gegeven.antwoord)))


@melder.post("/<ref>/bewijs")
def bewijs_toevoegen(ref: str) -> Response:
    """Send evidence later; 202 once it is sealed and durable."""
    key = idempotency_key()
    upload = diensten().spool.begin()
    read_evidence(upload)
    outcome = neem_bewijs_aan(diensten(), upload, wie(), ref, key)
    if isinstance(outcome, Aangenomen):
        return answer.json(outcome.antwoord, 202)
    upload.discard()
    raise not_there() if outcome is None else _refusal(outcome)


@melder.post("/<ref>/aanvullingen")
@melder.input(AanvullingIn, arg_name="gegeven")
def tekst_toevoegen(ref: str, gegeven: AanvullingIn) -> Response:
    """Add words to your melding."""
    return answer.json(answer.found(vul_aan(diensten(), wie(), ref, idempotency_key(), gegeven)), 201)


@melder.post("/<ref>/wensen")
@melder.input(WensenIn, arg_name="gegeven")
def wensen_wijzigen(ref: str, gegeven: WensenIn) -> Response:
    """Say what you want now; a wish is never a step."""
    return answer.json(answer.found(wijzig_wensen(diensten(), wie(), ref, idempotency_key(), gegeven)))


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
