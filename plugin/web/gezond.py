"""What a supervisor and a developer ask, without a person: alive, able to serve, how to call."""

from collections.abc import Callable, Sequence
from typing import cast

import structlog
from apiflask import APIBlueprint, APIFlask
from flask import Response, current_app
from sqlalchemy.exc import SQLAlchemyError

from plugin.intake.spool import SpoolUnavailable
from plugin.signing_keys import KeysUnreachable
from plugin.web.answer import json
from plugin.web.guards import open_to_all
from plugin.web.problem import later

gezond = APIBlueprint("gezond", __name__, enable_openapi=False)
gezond.before_request(open_to_all)

NEEDED = "meldagressie-needed"
log = structlog.get_logger("plugin.web")


@gezond.get("/gezond")
def alive() -> Response:
    return json({"status": "ok"})


@gezond.get("/gereed")
def able_to_serve() -> Response:
    """503 while the database does not answer or no signing key is known."""
    checks: Sequence[Callable[[], None]] = current_app.extensions[NEEDED]
    try:
        for check in checks:
            check()
    except (SpoolUnavailable, SQLAlchemyError, KeysUnreachable) as error:
        log.warning("not ready", kind=type(error).__name__)
        raise later() from error
    return json({"status": "ok"})


@gezond.get("/api/openapi.json")
def description() -> Response:
    """The description of the API, as data; there is no page that would load from somewhere else."""
    return json(cast("APIFlask", current_app)._get_spec("json"))
