"""Calls that reach no handler: unknown paths, wrong methods, options that a route does not take."""

from __future__ import annotations

from urllib.parse import parse_qsl

from deploy.devtenant import sdk
from deploy.devtenant.graph import OUTSIDE, ROUTES, GraphFault, Route, methods_of
from deploy.devtenant.store import Tenant

# Rights the service never gets: Graph answers these well-known actions with 403, whatever the body says.
_SENDING = (
    "/sendMail",
    "/send",
    "/reply",
    "/replyAll",
    "/forward",
    "/createReply",
    "/createReplyAll",
    "/createForward",
    "/accept",
    "/decline",
    "/cancel",
)


def read_query(found: Route, target: str) -> dict[str, str]:
    """The options of a call; 400 for one that the route does not take, or that stands there twice."""
    query: dict[str, str] = {}
    for key, value in parse_qsl(target.partition("?")[2], keep_blank_values=True):
        name = f"${key}" if f"${key}" in found.query else key
        if name in query:
            raise GraphFault(
                400,
                "BadRequest",
                f"Query option '{name}' was specified more than once, but it must be specified at most once.",
            )
        if name not in found.query and not found.path.startswith(("/__", "/sim/")):
            raise _refused_option(name)
        query[name] = value
    return query


def _refused_option(name: str) -> GraphFault:
    if name == "$skip":
        return GraphFault(
            400,
            "invalidRequest",
            "$skip is not supported on this API. Only URLs returned by the API can be used to page.",
        )
    return GraphFault(400, "BadRequest", f"The query option '{name}' is not supported on this request.")


def no_route(tenant: Tenant, method: str, path: str) -> GraphFault:
    """What Graph says of a path without a handler: wrong method, no right, not modelled here, or no such thing."""
    outside = path.startswith("/__")
    if methods_of(OUTSIDE if outside else ROUTES, path):
        return GraphFault(405, "BadRequest", "Specified HTTP method is not allowed for the request target.")
    if path.startswith(("/users/", "/me/")) and path.endswith(_SENDING):
        return GraphFault(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.")
    if not outside and sdk.known_path(tenant.data, path):
        return GraphFault(
            501,
            "notSupported",
            f"Graph knows this route, this dev tenant does not model it: {method} {path}",
        )
    segment = path.strip("/").split("/")[-1]
    return GraphFault(400, "BadRequest", f"Resource not found for the segment '{segment}'.")
