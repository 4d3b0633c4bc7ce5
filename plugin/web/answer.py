"""An outcome of the flows as an answer: None is 404, a Weigering is 409, a case carries its ETag."""

import io
import re
from typing import Any, TypeVar

from flask import Response, jsonify, send_file

from plugin.flows.behandeling import Bestand, Blad
from plugin.flows.politiepak import Pak
from plugin.protocol.weigering import Onbruikbaar, Weigering
from plugin.web.headers import DOWNLOAD_POLICY
from plugin.web.problem import Problem, not_there

T = TypeVar("T")
OCTETS = "application/octet-stream"
NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f/\\]")


def found(outcome: T | Weigering | None) -> T:
    """The outcome itself. Raises Problem for the two ways in which there is none."""
    if isinstance(outcome, Weigering):
        raise Problem(422 if isinstance(outcome, Onbruikbaar) else 409, outcome.reden)
    if outcome is None:
        raise not_there()
    return outcome


def json(content: dict[str, Any], status: int = 200) -> Response:
    response = jsonify(content)
    response.status_code = status
    return response


def sheet(outcome: Blad | Weigering | None, status: int = 200) -> Response:
    """A case, or what a change of it gave, with the version it has now."""
    blad = found(outcome)
    response = json(blad.inhoud, status)
    response.headers["ETag"] = blad.etag if blad.etag.startswith('"') else f'"{blad.etag}"'
    return response


def download(outcome: Bestand | Weigering | None, media: str = OCTETS) -> Response:
    """A file to save, never to show (ASVS 5.4.1; names per RFC 6266)."""
    bestand = found(outcome)
    name = NOT_IN_A_NAME.sub("_", bestand.naam) or "bestand"
    response = send_file(
        io.BytesIO(bestand.inhoud),
        media,
        as_attachment=True,
        download_name=name,
        etag=False,
        conditional=False,
    )
    response.headers["Content-Security-Policy"] = DOWNLOAD_POLICY
    del response.headers["Cache-Control"]  # the framework's word; ours is stricter and follows
    return response


def archive(outcome: Pak | Weigering | None) -> Response:
    """A ZIP to save, sent while it is written."""
    pak = found(outcome)
    response = Response(pak.inhoud, mimetype="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{pak.naam}"'
    response.headers["Content-Security-Policy"] = DOWNLOAD_POLICY
    return response
