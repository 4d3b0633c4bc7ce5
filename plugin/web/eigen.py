"""What is one person's own: the melding that was begun, and a copy of all their data."""

import json as text
from typing import Any

from apiflask import APIBlueprint
from flask import Response, request

from plugin.flows.gegevens import mijn_gegevens
from plugin.identity import Role
from plugin.web import answer
from plugin.web.asked import diensten, wie
from plugin.web.guards import guard
from plugin.web.invalid import refused
from plugin.web.problem import not_there

eigen = APIBlueprint("eigen", __name__, url_prefix="/api", tag="Melder")
eigen.before_request(guard(Role.MELDER, Role.BEHANDELAAR))


@eigen.put("/concept")
def concept_bewaren() -> Response:
    """Keep the half-filled melding for seven days, in place of the one before."""
    begun = _object(request.get_json())
    now = diensten().now()
    diensten().begonnen.keep(wie().oid, text.dumps(begun).encode(), now)
    return _at(answer.json({"bewaard": True}), now)


@eigen.get("/concept")
def concept_ophalen() -> Response:
    """The half-filled melding as it was kept; 404 when there is none."""
    kept = diensten().begonnen.find(wie().oid, diensten().now())
    if kept is None:
        raise not_there()
    return _at(answer.json(text.loads(kept.inhoud)), kept.bewaard_op)


@eigen.delete("/concept")
def concept_weggooien() -> Response:
    """Forget the half-filled melding; absent is fine."""
    diensten().begonnen.forget(wie().oid)
    return Response(status=204)


@eigen.get("/mijn-gegevens")
def gegevens() -> Response:
    """All your own data as a ZIP."""
    response = Response(mijn_gegevens(diensten(), wie()), mimetype="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="mijn-gegevens.zip"'
    return response


def _object(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise refused([("concept", "dit moet een object zijn")])
    return given


def _at(response: Response, moment: Any) -> Response:
    response.last_modified = moment
    return response
