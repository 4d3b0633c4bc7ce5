"""What becomes of a measure, and who may not enter: the handler's side after consent."""

from apiflask import APIBlueprint
from flask import Response, request

from plugin.flows import document as documenten
from plugin.flows import nasleep, uitvoering
from plugin.identity import Role
from plugin.protocol.invoer import (
    AfgerondIn,
    BetalingIn,
    DatumIn,
    ReactieIn,
    RedenIn,
    UitgevoerdIn,
    VerslagIn,
)
from plugin.web import answer
from plugin.web.asked import diensten, if_match, wie
from plugin.web.guards import guard
from plugin.web.outcomes import WORD
from plugin.web.problem import Problem

MOST_DOCUMENT_BYTES = 10 * 1024 * 1024

maatregelen = APIBlueprint(
    "maatregelen", __name__, url_prefix="/api/zaken/<ref>/maatregelen/<maatregel_id>", tag="Behandelaar"
)
maatregelen.before_request(guard(Role.BEHANDELAAR))
toegang = APIBlueprint("toegang", __name__, url_prefix="/api/toegangslijst", tag="Behandelaar")
toegang.before_request(guard(Role.BEHANDELAAR))


@maatregelen.put("/document")
def document_vervangen(ref: str, maatregel_id: str) -> Response:
    """Put a changed letter back; other words ask for consent again."""
    version, docx = if_match(), gestuurd_document()
    return answer.sheet(documenten.vervang(diensten(), wie(), ref, version, maatregel_id, docx))


@maatregelen.post("/uitgevoerd")
@maatregelen.input(UitgevoerdIn, arg_name="gegeven")
def uitgevoerd(ref: str, maatregel_id: str, gegeven: UitgevoerdIn) -> Response:
    """Record that the letter was sent, or that the melder did it."""
    return answer.sheet(uitvoering.uitgevoerd(diensten(), wie(), ref, if_match(), maatregel_id, gegeven))


@maatregelen.post("/afgerond")
@maatregelen.input(AfgerondIn, arg_name="gegeven")
def afgerond(ref: str, maatregel_id: str, gegeven: AfgerondIn) -> Response:
    """Record that it has had its effect."""
    return answer.sheet(uitvoering.afgerond(diensten(), wie(), ref, if_match(), maatregel_id, gegeven))


@maatregelen.post("/afgezegd")
@maatregelen.input(DatumIn, arg_name="gegeven")
def afgezegd(ref: str, maatregel_id: str, gegeven: DatumIn) -> Response:
    """Record that the other knows that the talk does not take place."""
    return answer.sheet(uitvoering.afgezegd(diensten(), wie(), ref, if_match(), maatregel_id, gegeven))


@maatregelen.post("/vervallen")
@maatregelen.input(RedenIn, arg_name="gegeven")
def vervallen(ref: str, maatregel_id: str, gegeven: RedenIn) -> Response:
    """Drop the measure; a draft that was not sent goes for good."""
    return answer.sheet(uitvoering.vervallen(diensten(), wie(), ref, if_match(), maatregel_id, gegeven))


@maatregelen.post("/betalingen")
@maatregelen.input(BetalingIn, arg_name="gegeven")
def betaling(ref: str, maatregel_id: str, gegeven: BetalingIn) -> Response:
    """Record a payment on a claim."""
    outcome = nasleep.betaling(diensten(), wie(), ref, if_match(), maatregel_id, gegeven)
    return answer.sheet(outcome, 201)


@maatregelen.post("/reacties")
@maatregelen.input(ReactieIn, arg_name="gegeven")
def reactie(ref: str, maatregel_id: str, gegeven: ReactieIn) -> Response:
    """Record the agressor's view or objection, or the decision on it."""
    outcome = nasleep.reactie(diensten(), wie(), ref, if_match(), maatregel_id, gegeven)
    return answer.sheet(outcome, 201)


@maatregelen.post("/verslag")
@maatregelen.input(VerslagIn, arg_name="gegeven")
def verslag(ref: str, maatregel_id: str, gegeven: VerslagIn) -> Response:
    """Have the minutes of a talk made."""
    return answer.sheet(nasleep.verslag(diensten(), wie(), ref, if_match(), maatregel_id, gegeven), 202)


@toegang.get("")
def toegangslijst() -> Response:
    """Who may not enter the building today: name and dates."""
    return answer.json(uitvoering.toegangslijst(diensten(), wie()))


def gestuurd_document() -> bytes:
    """The body as it is. Raises Problem: 415 for what is said to be no Word document, 413 for what is too large."""
    if request.mimetype not in (WORD, answer.OCTETS):
        raise Problem(415, "Stuur het Word-document zelf, als .docx.")
    request.max_content_length = MOST_DOCUMENT_BYTES
    return request.get_data(cache=False)
