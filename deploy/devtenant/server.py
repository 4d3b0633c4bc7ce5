"""The HTTPS side: reads a request, waits the ordered latency, lets dispatch answer, and ends the connection as told."""

from __future__ import annotations

import asyncio
import json
import time
from email.utils import formatdate

from aiohttp import web

from deploy.devtenant import rooms
from deploy.devtenant.dispatch import (
    OWN,
    Asked,
    encoded,
    error_reply,
    perform,
    perform_outside,
    write_down,
)
from deploy.devtenant.entra import Entra, token_for_tests
from deploy.devtenant.entra_http import add_entra
from deploy.devtenant.graph import MEGABYTE, NOBODY, GraphFault, Reply
from deploy.devtenant.sharepointrest import add_sharepoint_rest
from deploy.devtenant.signin import add_signin
from deploy.devtenant.sim.naa import answer_nested_sign_in
from deploy.devtenant.store import Tenant

HOLD_SECONDS = 30.0
_BODY_LIMIT = 260 * MEGABYTE
_DIAGNOSTIC = json.dumps(
    {
        "ServerInfo": {
            "DataCenter": "Dev Tenant",
            "Slice": "E",
            "Ring": "0",
            "ScaleUnit": "001",
            "RoleInstance": "DEV000001",
        }
    }
)
_READABLE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Location, Preference-Applied, Retry-After, request-id, client-request-id",
}
TENANT = web.AppKey("tenant", Tenant)
ENTRA_ROOM = web.AppKey("entra_room", Entra)


def make_app(tenant: Tenant) -> web.Application:
    """The whole of it: Graph under /v1.0, the tenant's own addresses under /__, Entra under /{tenant}."""
    rooms.load()
    tenant.open()
    entra = Entra(tenant)
    token_for_tests(entra)
    answer_nested_sign_in(entra)
    app = web.Application(client_max_size=_BODY_LIMIT)
    app[TENANT], app[ENTRA_ROOM] = tenant, entra
    app.router.add_route("*", "/v1.0/{tail:.*}", _graph)
    app.router.add_route("*", r"/{tail:__\w+/.*}", _outside)
    app.router.add_route("*", "/{tail:sim/.*}", _outside)
    app.router.add_get("/", _to_the_windows)
    add_entra(app, entra)
    add_signin(app)
    add_sharepoint_rest(app, tenant, entra.tokens)
    return app


async def _graph(request: web.Request) -> web.StreamResponse:
    if request.method == "OPTIONS":
        return _preflight(request)
    tenant, started = request.app[TENANT], time.perf_counter()
    asked = await _asked(request, request.raw_path.removeprefix("/v1.0"))
    try:
        caller = request.app[ENTRA_ROOM].tokens.caller(request.headers.get("Authorization", ""))
    except GraphFault as fault:
        reply = error_reply(fault, tenant, request.headers)
        write_down(tenant, asked, reply, started, 1)
        return await _finished(request, reply)
    with rooms.mailbox_slot(caller, asked.path) as refusal:
        await _wait(tenant)
        if refusal is not None:
            reply = error_reply(refusal, tenant, request.headers)
            write_down(tenant, asked, reply, started, 1)
        else:
            reply = perform(tenant, asked.by(caller))
    return await _finished(request, reply)


def _preflight(request: web.Request) -> web.Response:
    """Graph lets the pages of any origin call it; the token decides, no cookie does."""
    headers = {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE",
        "Access-Control-Allow-Headers": request.headers.get(
            "Access-Control-Request-Headers", "authorization"
        ),
        "Access-Control-Max-Age": "3600",
    }
    return web.Response(status=200, headers=headers)


async def _outside(request: web.Request) -> web.StreamResponse:
    tenant = request.app[TENANT]
    asked = await _asked(request, request.raw_path)
    if not asked.path.startswith(OWN):
        await _wait(tenant)
    return await _finished(request, perform_outside(tenant, asked))


async def _to_the_windows(_: web.Request) -> web.StreamResponse:
    """Whoever types the bare address wants to look inside."""
    return web.Response(status=303, headers={"Location": "/__tenant/kijk/"})


async def _asked(request: web.Request, target: str) -> Asked:
    body = await request.read()
    return Asked(request.method, target, request.headers, body, NOBODY, request.app[TENANT].journal.number())


async def _wait(tenant: Tenant) -> None:
    if tenant.latency:
        await asyncio.sleep(tenant.latency)


async def _finished(request: web.Request, reply: Reply) -> web.StreamResponse:
    if reply.ending == "hang":
        await asyncio.sleep(HOLD_SECONDS)
    if reply.ending is not None:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
    content, content_type = encoded(reply)
    headers = _headers(request, reply, request.app[TENANT]) | reply.headers
    if request.path.startswith("/v1.0/"):
        headers |= _READABLE
    if content_type:
        headers["Content-Type"] = content_type
    return web.Response(body=content, status=reply.status, headers=headers)


def _headers(request: web.Request, reply: Reply, tenant: Tenant) -> dict[str, str]:
    request_id = reply.headers.get("request-id") or tenant.new_guid()
    return {
        "request-id": request_id,
        "client-request-id": request.headers.get("client-request-id", request_id),
        "x-ms-ags-diagnostic": _DIAGNOSTIC,
        "Date": formatdate(usegmt=True),
        "Cache-Control": "no-store",
    }
