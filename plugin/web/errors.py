"""Every error becomes a problem document; what nobody foresaw is logged by kind and place, without its words."""

import traceback
from typing import Any

import structlog
from apiflask import APIFlask, HTTPError
from flask import Response, g
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from graph.errors import Conflict, GraphError, Transient
from plugin.identity import NoRole, SignInNeeded
from plugin.intake.spool import SpoolUnavailable
from plugin.signing_keys import KeysUnreachable
from plugin.web.invalid import invalid
from plugin.web.problem import Problem, later

CHANGED = "Iemand anders was u net voor. Er is niets overschreven. Lees de gegevens opnieuw."

log = structlog.get_logger("plugin.web")


def add_error_answers(app: APIFlask) -> None:
    """Register an answer for each kind of error; the most precise kind wins."""
    for kind, handler in HANDLERS.items():
        app.register_error_handler(kind, handler)


def _problem(error: Problem) -> Response:
    return error.answer()


def _http(error: HTTPException) -> Response:
    allowed = error.get_response().headers.get("Allow")
    return Problem(error.code or 500, headers={"Allow": allowed} if allowed else {}).answer()


def _of_the_framework(error: HTTPError) -> Response:
    if isinstance(error.__cause__, ValidationError):
        return invalid(error.__cause__).answer()
    return Problem(error.status_code).answer()


def _sign_in(error: SignInNeeded) -> Response:
    log.warning("token refused", reason=error.reason)
    return Problem(401, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'}).answer()


def _no_role(_error: NoRole) -> Response:
    log.warning("role refused")
    return Problem(403).answer()


def _no_keys(error: KeysUnreachable) -> Response:
    return later(error.retry_after).answer()


def _database(error: Exception) -> Response:
    log.error("database unavailable", kind=type(error).__name__)
    return later().answer()


def _graph(error: GraphError) -> Response:
    log.error("microsoft 365 refused", code=error.code, status=error.status, request=error.request_id)
    return later(60).answer()


def _graph_busy(error: Transient) -> Response:
    log.warning("microsoft 365 unavailable", code=error.code, status=error.status)
    return later(error.retry_after).answer()


def _graph_changed(_error: Conflict) -> Response:
    return Problem(409, CHANGED).answer()


def _unforeseen(error: Exception) -> Response:
    log.error("unforeseen", kind=type(error).__name__, at=places(error))
    return Problem(500, nummer=g.get("request_id", "")).answer()


def places(error: BaseException) -> list[str]:
    """Where it happened, innermost last: file and line, never a value."""
    return [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)[-6:]]


HANDLERS: dict[type[Exception], Any] = {
    Problem: _problem,
    HTTPException: _http,
    HTTPError: _of_the_framework,
    SignInNeeded: _sign_in,
    NoRole: _no_role,
    KeysUnreachable: _no_keys,
    SpoolUnavailable: _database,
    SQLAlchemyError: _database,
    GraphError: _graph,
    Transient: _graph_busy,
    Conflict: _graph_changed,
    Exception: _unforeseen,
}
