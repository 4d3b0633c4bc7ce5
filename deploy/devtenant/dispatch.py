"""Carries one call to its handler and makes Graph's answer of what happens. HTTP and $batch come through here."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

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
)
from deploy.devtenant.journal import Entry
from deploy.devtenant.refusals import no_route, read_query
from deploy.devtenant.store import Tenant, stamp

OWN = ("/__tenant/", "/sim/")  # controls, windows and look-alike: nothing of Microsoft 365 itself


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
    units = row[0].units if row else 1
    try:
        tenant.budget.spend(asked.caller.client_id, asked.path, units)
        reply = _with_fault(tenant, asked, row)
    except GraphFault as fault:
        reply = error_reply(fault, tenant, asked.headers)
    tenant.budget.warn(asked.caller.client_id, reply)
    write_down(tenant, asked, reply, started, units)
    return reply


def perform_outside(tenant: Tenant, asked: Asked) -> Reply:
    """The same for upload and download addresses and the tenant's own controls; what is not Microsoft's leaves no trace."""
    started = time.perf_counter()
    row = find(OUTSIDE, asked.method, asked.path)
    if asked.path.startswith(OWN):
        return _answered(tenant, asked, row)
    reply = _with_fault(tenant, asked, row)
    write_down(tenant, asked, reply, started, 2 if asked.method == "PUT" else 1)
    return reply


def peek(tenant: Tenant, asked: Asked) -> Reply:
    """What Graph would answer, without a line in the journal, units or faults: for the look-inside pages."""
    return _answered(tenant, asked, find(ROUTES, asked.method, asked.path))


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
    if isinstance(reply.body, dict):
        fault.alter(reply.body)
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
        raise no_route(tenant, asked.method, asked.path)
    found, params = row
    if len(asked.body) > found.limit:
        raise GraphFault(413, "RequestEntityTooLarge", "The request body is too large.")
    call = Call(
        asked.method,
        asked.path,
        params,
        read_query(found, asked.target),
        asked.headers,
        asked.body,
        asked.caller,
        tenant,
    )
    if found.body_model and "json" in asked.headers.get("Content-Type", "json"):
        check_body(found.body_model, call.json())
    return found.handler(call)


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
