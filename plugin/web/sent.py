"""A melding as it is sent in: read in one pass and sealed while it arrives."""

from collections.abc import Callable
from dataclasses import asdict
from typing import TypeVar

from flask import request
from pydantic import ValidationError

from plugin.intake.receive import BadBody, Received, Receiver, TooMuch
from plugin.intake.upload import MAX_TOTAL_BYTES, Upload
from plugin.protocol.melding import Melding
from plugin.web.invalid import invalid, refused
from plugin.web.problem import Problem
from plugin.web.request import MOST_JSON_BYTES, parsed

# The evidence, the melding, and room for the boundaries between them.
MOST_BYTES = MAX_TOTAL_BYTES + 2 * MOST_JSON_BYTES
FORM = "multipart/form-data"
T = TypeVar("T")


def read_melding(upload: Upload) -> Melding:
    """Read the body into the upload. Raises Problem (413, 415, 422), and then nothing of it is kept."""
    return _read(upload, _with_melding)


def read_evidence(upload: Upload) -> None:
    """The same for files alone."""
    _read(upload, _without_melding)


def _read(upload: Upload, checked: Callable[[Received], T]) -> T:
    if request.mimetype != FORM:
        raise Problem(415, f"Stuur dit als {FORM}.")
    request.max_content_length = MOST_BYTES
    try:
        return checked(_received(upload))
    except BaseException:
        upload.discard()
        raise


def _received(upload: Upload) -> Received:
    boundary = request.mimetype_params.get("boundary")
    try:
        return Receiver(upload).read(request.stream, boundary, request.content_length)
    except TooMuch as error:
        raise Problem(413, str(error)) from error
    except BadBody as error:
        raise Problem(422, str(error)) from error


def _with_melding(received: Received) -> Melding:
    melding = _melding(received.melding)
    _check_files(received)
    return melding


def _without_melding(received: Received) -> None:
    if received.melding is not None:
        raise refused([("melding", "dit veld kennen wij hier niet")])
    _check_files(received)


def _check_files(received: Received) -> None:
    if refusals := received.refusals():
        told = [asdict(one) for one in refusals]
        raise Problem(415, "Niet elk bestand kan mee. Er is niets opgeslagen.", bestanden=told)


def _melding(content: bytes | None) -> Melding:
    if content is None:
        raise refused([("melding", "ontbreekt")])
    try:
        return Melding.model_validate(parsed(content))
    except ValidationError as error:
        raise invalid(error) from None
    except ValueError:
        raise refused([("melding", "dit is geen JSON")]) from None
