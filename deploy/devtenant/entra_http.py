"""Entra's endpoints over HTTP: the tenant in the path, JSON, CORS for single-page applications."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web

from deploy.devtenant.entra import Entra
from deploy.devtenant.entra_errors import EntraFault
from deploy.devtenant.people import DOMAIN, TENANT_ID

_CORS_AGE = "86400"
ENTRA = web.AppKey("entra", Entra)


def check_tenant(request: web.Request) -> None:
    """Refuse a tenant that is not this one (its id or its domain)."""
    name = request.match_info["tenant"].lower()
    if name not in {TENANT_ID, DOMAIN}:
        raise EntraFault(
            "invalid_tenant", 90002, f"Tenant '{name}' not found. Check to make sure you have the correct tenant ID."
        )  # fmt: skip


def as_json(content: dict[str, Any], status: int = 200, origin: str | None = None) -> web.Response:
    """An answer of Entra that no one may keep; readable for the page that asks."""
    headers = {"Cache-Control": "no-store, no-cache", "Pragma": "no-cache"}
    if origin:
        headers |= {"Access-Control-Allow-Origin": origin, "Access-Control-Max-Age": _CORS_AGE}
        headers["Vary"] = "Origin"
    return web.Response(
        text=json.dumps(content), status=status, headers=headers, content_type="application/json"
    )


async def _token(request: web.Request) -> web.Response:
    entra, origin = request.app[ENTRA], request.headers.get("Origin")
    correlation = request.headers.get("client-request-id")
    try:
        check_tenant(request)
        form = {key: str(value) for key, value in (await request.post()).items()}
        with entra.tenant.transaction():
            return as_json(entra.token(form, origin), origin=origin)
    except EntraFault as fault:
        return as_json(fault.body(entra.tenant, correlation), fault.status, origin)


async def _discovery(request: web.Request) -> web.Response:
    entra, origin = request.app[ENTRA], request.headers.get("Origin")
    try:
        check_tenant(request)
    except EntraFault as fault:
        return as_json(fault.body(entra.tenant), fault.status, origin)
    keys = request.path.endswith("/keys")
    return as_json(entra.tokens.jwks if keys else entra.metadata(), origin=origin)


async def _preflight(request: web.Request) -> web.Response:
    headers = {
        "Access-Control-Allow-Origin": request.headers.get("Origin", "null"),
        "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
        "Access-Control-Allow-Headers": request.headers.get("Access-Control-Request-Headers", "content-type"),
        "Access-Control-Max-Age": _CORS_AGE,
    }
    return web.Response(status=204, headers=headers)


def add_entra(app: web.Application, entra: Entra) -> None:
    """Hang the endpoints in the application."""
    app[ENTRA] = entra
    app.router.add_get("/{tenant}/v2.0/.well-known/openid-configuration", _discovery)
    app.router.add_get("/{tenant}/discovery/v2.0/keys", _discovery)
    app.router.add_post("/{tenant}/oauth2/v2.0/token", _token)
    app.router.add_route("OPTIONS", "/{tenant}/{tail:.*}", _preflight)
