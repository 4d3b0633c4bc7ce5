"""Carries one call to its handler and makes Graph's answer of what happens. HTTP and $batch come through here."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, unquote

from deploy.devtenant import sdk
from deploy.devtenant.bodies import check_body
from deploy.devtenant.graph import (
    OUTSIDE,
    ROUTES,
    Call,
    Caller,
    GraphFault,
    Reply,
    Route,
    find,
    methods_of,
)
from deploy.devtenant.journal import Entry
from deploy.devtenant.store import Tenant, stamp

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


@dataclass(frozen=True)
class Asked:
    """A request as it came in: `target` is the path after the service root with its query, still encoded."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes
    caller: Caller
    number: int
    batch: int | None = None

    @property
    def path(self) -> str:
        """The decoded path."""
        return unquote(self.target.partition("?")[0])

    def by(self, caller: Caller) -> Asked:
        """The same request, once it is known who asks."""
        return replace(self, caller=caller)


def perform(tenant: Tenant, asked: Asked) -> Reply:
    """Answer a call to Graph: faults, route, checks, one transaction, error body, a line in the journal."""
    started = time.perf_counter()
    tenant.journal.current = asked.number
    row = find(ROUTES, asked.method, asked.path)
    reply = _with_fault(tenant, asked, row)
    write_down(tenant, asked, reply, started, row[0].units if row else 1)
    return reply


def perform_outside(tenant: Tenant, asked: Asked) -> Reply:
    """The same for upload and download addresses and the tenant's own controls; controls leave no trace."""
    started = time.perf_counter()
    row = find(OUTSIDE, asked.method, asked.path)
    if asked.path.startswith("/__tenant/"):
        return _answered(tenant, asked, row)
    reply = _with_fault(tenant, asked, row)
    write_down(tenant, asked, reply, started, 2 if asked.method == "PUT" else 1)
    return reply


def write_down(tenant: Tenant, asked: Asked, reply: Reply, started: float, units: int) -> None:
    """Add the call to the journal."""
    tenant.journal.add(
        Entry(
            asked.number,
            asked.method,
            asked.target,
            0 if reply.ending else reply.status,
            units,
            round((time.perf_counter() - started) * 1000, 2),
            asked.batch,
            asked.caller.client_id,
            asked.headers.get("User-Agent", ""),
            asked.headers.get("client-request-id", ""),
        )
    )


def _with_fault(tenant: Tenant, asked: Asked, row: tuple[Route, dict[str, str]] | None) -> Reply:
    fault = tenant.faults.take(asked.method, asked.path)
    if fault is None:
        return _answered(tenant, asked, row)
    if fault.before and fault.ending is None:
        return error_reply(fault.refusal(), tenant, asked.headers)
    reply = Reply() if fault.before else _answered(tenant, asked, row)
    reply.ending = fault.ending
    return reply


def _answered(tenant: Tenant, asked: Asked, row: tuple[Route, dict[str, str]] | None) -> Reply:
    try:
        with tenant.transaction():
            return _handled(tenant, asked, row)
    except GraphFault as fault:
        return error_reply(fault, tenant, asked.headers)


def _handled(tenant: Tenant, asked: Asked, row: tuple[Route, dict[str, str]] | None) -> Reply:
    if row is None:
        raise _no_route(tenant, asked)
    found, params = row
    if len(asked.body) > found.limit:
        raise GraphFault(413, "RequestEntityTooLarge", "The request body is too large.")
    call = Call(
        asked.method,
        asked.path,
        params,
        _query(found, asked),
        asked.headers,
        asked.body,
        asked.caller,
        tenant,
    )
    if found.body_model and "json" in asked.headers.get("Content-Type", "json"):
        check_body(found.body_model, call.json())
    return found.handler(call)


def _query(found: Route, asked: Asked) -> dict[str, str]:
    query: dict[str, str] = {}
    for key, value in parse_qsl(asked.target.partition("?")[2], keep_blank_values=True):
        name = f"${key}" if f"${key}" in found.query else key
        if name in query:
            raise GraphFault(
                400,
                "BadRequest",
                f"Query option '{name}' was specified more than once, but it must be specified at most once.",
            )
        if name not in found.query and not found.path.startswith("/__"):
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


def _no_route(tenant: Tenant, asked: Asked) -> GraphFault:
    outside = asked.path.startswith("/__")
    if methods_of(OUTSIDE if outside else ROUTES, asked.path):
        return GraphFault(405, "BadRequest", "Specified HTTP method is not allowed for the request target.")
    if asked.path.startswith(("/users/", "/me/")) and asked.path.endswith(_SENDING):
        return GraphFault(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.")
    if not outside and sdk.known_path(tenant.data, asked.path):
        return GraphFault(
            501,
            "notSupported",
            f"Graph knows this route, this dev tenant does not model it: {asked.method} {asked.path}",
        )
    segment = asked.path.strip("/").split("/")[-1]
    return GraphFault(400, "BadRequest", f"Resource not found for the segment '{segment}'.")


def error_reply(fault: GraphFault, tenant: Tenant, headers: Mapping[str, str]) -> Reply:
    """Graph's error body. The throttling answer also repeats its status inside, as documented."""
    request_id = tenant.new_guid()
    inner = {
        "date": stamp(tenant.now()).removesuffix("Z"),
        "request-id": request_id,
        "client-request-id": headers.get("client-request-id", request_id),
    }
    if fault.status == 429:
        inner |= {"code": "429", "status": "429", "message": "Please retry after"}
    body = {"error": {"code": fault.code, "message": fault.message, "innerError": inner}}
    return Reply(fault.status, body, {**fault.headers, "request-id": request_id})


def encoded(reply: Reply) -> tuple[bytes, str]:
    """The bytes of the body and their type."""
    if reply.body is None:
        return b"", reply.content_type or ""
    if isinstance(reply.body, bytes):
        return reply.body, reply.content_type or "application/octet-stream"
    return json.dumps(reply.body, ensure_ascii=False).encode(), reply.content_type or (
        "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"
    )
