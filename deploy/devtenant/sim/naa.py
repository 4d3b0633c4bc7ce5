"""Nested app authentication: the host program signs the pane in for whoever sits behind it.

The requests and answers are those that the public sign-in library (MSAL.js 5) sends over window.nestedAppAuthBridge.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from deploy.devtenant import consent
from deploy.devtenant.entra import Entra
from deploy.devtenant.entra_errors import EntraFault
from deploy.devtenant.graph import Call, GraphFault, Reply, outside
from deploy.devtenant.people import TENANT_ID, Person
from deploy.devtenant.registrations import redirect_kind
from deploy.devtenant.sim.options import person_of
from deploy.devtenant.store import Tenant
from deploy.devtenant.tokens import LIFETIME, Grant

_TOKEN = {"GetToken", "GetTokenPopup"}


def answer_nested_sign_in(entra: Entra) -> None:
    """POST /sim/naa {"persoon", "herkomst", "klik", "vraag"}: the bridge's answer. `klik`: silence gives no token."""

    @outside("POST", "/sim/naa")
    def _answer(call: Call) -> Reply:
        order = call.json()
        person, asked = person_of(order), order["vraag"]
        request_id = str(asked.get("requestId", ""))
        try:
            found = _answered(entra, person, order, asked)
        except EntraFault as fault:
            error = {
                "status": "PERSISTENT_ERROR",
                "code": fault.error,
                "description": f"AADSTS{fault.number}: {fault.text}",
            }
            return _envelope(request_id, {"success": False, "error": error})
        return _envelope(request_id, found)


def _answered(entra: Entra, person: Person, order: dict[str, Any], asked: dict[str, Any]) -> dict[str, Any]:
    method = asked.get("method")
    if method == "GetInitContext":
        return {"success": True, "initContext": _context(person)}
    if method not in _TOKEN:
        raise GraphFault(400, "BadRequest", f"the bridge knows no method {method}")
    if method == "GetToken" and order.get("klik"):
        return {
            "success": False,
            "error": {"status": "USER_INTERACTION_REQUIRED", "code": "interaction_required"},
        }
    return {"success": True, **_token(entra, person, str(order.get("herkomst", "")), asked["tokenParams"])}


def _context(person: Person) -> dict[str, Any]:
    return {
        "sdkName": "stand-in",
        "sdkVersion": "1.0.0",
        "accountContext": {"homeAccountId": _home(person), "environment": "login", "tenantId": TENANT_ID},
        "capabilities": {"queryAccount": False},
    }


def _home(person: Person) -> str:
    return f"{person.oid}.{TENANT_ID}"


def _token(entra: Entra, person: Person, origin: str, wish: dict[str, Any]) -> dict[str, Any]:
    client = entra.client(wish.get("clientId")).client_id
    _check_broker(entra.tenant, client, origin)
    resource, scopes, openid = consent.split_scopes(str(wish.get("scope", "")))
    grant = Grant(client, "0", resource, scopes, person)
    identity = entra.tokens.identity(grant, wish.get("nonce"))
    token = {
        "access_token": entra.tokens.access(grant),
        "expires_in": LIFETIME - 1,
        "id_token": identity,
        "scope": " ".join([*(f"{resource}/{name}" for name in scopes), *sorted(openid)]),
        "properties": None,
    }
    account = {
        "homeAccountId": _home(person),
        "localAccountId": person.oid,
        "environment": urlsplit(entra.tenant.url).netloc,
        "tenantId": TENANT_ID,
        "username": person.upn,
        "name": person.title,
    }
    return {"token": token, "account": account}


def _check_broker(tenant: Tenant, client: str, origin: str) -> None:
    """A pane gets a token when `brk-multihub://` and its host is a redirect address of the registration.

    Any port of localhost counts, because tests take a free one; Entra wants the port too."""
    parts = urlsplit(origin)
    names = {parts.netloc} | ({"localhost"} if parts.hostname == "localhost" else set())
    if not any(redirect_kind(tenant, client, f"brk-multihub://{name}") == "spa" for name in names):
        raise EntraFault(
            "invalid_request", 50011, f"The redirect URI 'brk-multihub://{parts.netloc}' specified in the request does "
            f"not match the redirect URIs configured for the application '{client}'.",
        )  # fmt: skip


def _envelope(request_id: str, content: dict[str, Any]) -> Reply:
    return Reply(200, {"messageType": "NestedAppAuthResponse", "requestId": request_id, **content})
