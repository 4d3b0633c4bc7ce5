"""The parts of pages that hold data: `/deel/…`, with the same guards and the same flows as the API.

A refusal of the API becomes a fragment with the same sentence and the same status.
"""

from apiflask import APIBlueprint
from flask import Response, json

from plugin.identity import Role
from plugin.web import foutwoorden
from plugin.web.guards import guard
from plugin.web.problem import MEDIA
from plugin.web.rendering import fragment

KEPT = ("Retry-After", "WWW-Authenticate", "ETag")


def fragments(name: str, prefix: str, *roles: Role) -> APIBlueprint:
    """A blueprint for fragments under /deel/<prefix>, for people with one of these roles."""
    blueprint = APIBlueprint(name, __name__, url_prefix=f"/deel/{prefix}", enable_openapi=False)
    blueprint.before_request(guard(*roles))
    blueprint.after_request(refusals_as_fragment)
    return blueprint


def refusals_as_fragment(response: Response) -> Response:
    """Turn a problem document into words on the page."""
    if response.mimetype != MEDIA:
        return response
    problem = json.loads(response.get_data())
    said = fragment(
        "weigering", response.status_code, zin=foutwoorden.zin(problem), nummer=problem.get("nummer", "")
    )
    for header in KEPT:
        if header in response.headers:
            said.headers[header] = response.headers[header]
    return said
