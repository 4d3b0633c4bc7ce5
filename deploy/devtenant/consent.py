"""Authorization codes and refresh tokens: what a person agreed to, turned into a grant once."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from deploy.devtenant import store
from deploy.devtenant.entra_errors import EntraFault
from deploy.devtenant.people import CLIENT_ID, TENANT_ID, Person, find_person
from deploy.devtenant.registrations import redirect_kind
from deploy.devtenant.store import Tenant
from deploy.devtenant.tokens import GRAPH, Grant

if TYPE_CHECKING:
    from deploy.devtenant.entra import Proof

CODE_LIFE = 600.0  # seconds
SPA_REFRESH_LIFE = 86_400.0
_OPENID = {"openid", "profile", "email", "offline_access"}
store.SCHEMA.append(
    "create table if not exists entra_code (hash text primary key, kind text not null, client_id text not null,"
    " redirect_uri text, challenge text, oid text not null, scope text not null, nonce text, until real not null,"
    " used integer not null default 0)"
)


@dataclass(frozen=True)
class Agreed:
    """What the sign-in page hands over: who, for which client and address, under which PKCE challenge."""

    client_id: str
    redirect_uri: str
    challenge: str | None
    person: Person
    scope: str
    nonce: str | None


@dataclass(frozen=True)
class Redeemed:
    """A code or refresh token turned into a grant, with the refresh token that follows it."""

    grant: Grant
    asked: frozenset[str]
    nonce: str | None
    refresh_token: str


def no_such_resource(resource: str) -> EntraFault:
    """The refusal for a resource that the directory does not hold."""
    return EntraFault(
        "invalid_resource", 500011, f"The resource principal named {resource} was not found in the tenant named "
        "Provincie (demo).",
    )  # fmt: skip


def split_scopes(scope: str) -> tuple[str, tuple[str, ...], frozenset[str]]:
    """The one resource asked for, its scopes, and the OpenID scopes beside it."""
    asked = scope.split()
    plain = [one for one in asked if one not in _OPENID]
    resources = {_resource(one) for one in plain} or {GRAPH}
    if len(resources) > 1:
        raise EntraFault(
            "invalid_request", 28000, "Provided value for the input parameter scope is not valid because it "
            "contains more than one resource.",
        )  # fmt: skip
    resource = resources.pop()
    if resource not in {GRAPH, f"api://{CLIENT_ID}"}:
        raise no_such_resource(resource)
    names = tuple(one.rpartition("/")[2] for one in plain) or ("openid", "profile")
    return resource, _consented(resource, names, scope), frozenset(asked) & _OPENID


def _consented(resource: str, names: tuple[str, ...], scope: str) -> tuple[str, ...]:
    """The service's API has one scope; of Graph's scopes a person may agree to each. .default is what stands there."""
    if resource == GRAPH:
        return tuple("User.Read" if name == ".default" else name for name in names)
    if set(names) - {"Melding.Access", ".default"}:
        raise EntraFault(
            "invalid_scope", 65005, f"The application asked for scope '{scope}' that doesn't exist on the resource."
        )  # fmt: skip
    return ("Melding.Access",)


def _resource(scope: str) -> str:
    """Graph is also named by the address where it stands here, as each national cloud names its own."""
    named = scope.rpartition("/")[0] or GRAPH
    return GRAPH if urlsplit(named).hostname == "localhost" else named


def _hash(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()


def _keep(tenant: Tenant, kind: str, agreed: Agreed, life: float) -> str:
    value = secrets.token_urlsafe(48)
    tenant.db.execute(
        "insert into entra_code values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
        (
            _hash(value), kind, agreed.client_id, agreed.redirect_uri, agreed.challenge, agreed.person.oid,
            agreed.scope, agreed.nonce, time.time() + life,
        ),
    )  # fmt: skip
    return value


def issue_code(tenant: Tenant, agreed: Agreed) -> str:
    """A code for the redirect: for one use, within ten minutes. Only its hash is kept."""
    return _keep(tenant, "code", agreed, CODE_LIFE)


def _take(tenant: Tenant, kind: str, value: str | None, client_id: str) -> tuple[Agreed, float, bool]:
    row = tenant.db.execute(
        "select * from entra_code where hash = ? and kind = ? and client_id = ?",
        (_hash(value or ""), kind, client_id),
    ).fetchone()
    person = find_person(row["oid"]) if row else None
    if row is None or person is None:
        raise EntraFault("invalid_grant", 9002313, "Invalid request. Request is malformed or invalid.")
    agreed = Agreed(client_id, row["redirect_uri"], row["challenge"], person, row["scope"], row["nonce"])
    tenant.db.execute("update entra_code set used = 1 where hash = ?", (row["hash"],))
    return agreed, float(row["until"]), bool(row["used"])


def _check_origin(tenant: Tenant, agreed: Agreed, proof: Proof) -> None:
    spa = redirect_kind(tenant, agreed.client_id, agreed.redirect_uri) == "spa"
    if spa and not proof.origin:
        raise EntraFault(
            "invalid_request", 9002327, "Tokens issued for the 'Single-Page Application' client-type may only be "
            "redeemed via cross-origin requests.",
        )  # fmt: skip
    if not spa and proof.origin:
        raise EntraFault(
            "invalid_request", 9002326, "Cross-origin token redemption is permitted only for the 'Single-Page "
            "Application' client-type.",
        )  # fmt: skip
    if not spa and proof.azpacr == "0":
        raise EntraFault(
            "invalid_client", 7000218, "The request body must contain the following parameter: "
            "'client_assertion' or 'client_secret'.", 401,
        )  # fmt: skip


def redeem_code(tenant: Tenant, form: Mapping[str, str], proof: Proof) -> Redeemed:
    """Turn a code into a grant; refuses a second use, a late one, another address, a verifier that does not fit."""
    agreed, until, used = _take(tenant, "code", form.get("code"), proof.registration.client_id)
    if used:
        raise EntraFault("invalid_grant", 54005, "OAuth2 Authorization code was already redeemed.")
    if until < time.time():
        raise EntraFault("invalid_grant", 70008, "The provided authorization code is expired.")
    if form.get("redirect_uri") != agreed.redirect_uri:
        raise EntraFault(
            "invalid_grant", 500112, "The reply address does not match the reply address provided when requesting "
            "the authorization code.",
        )  # fmt: skip
    _check_origin(tenant, agreed, proof)
    if agreed.challenge and not _verifies(form.get("code_verifier", ""), agreed.challenge):
        raise EntraFault(
            "invalid_grant", 501481, "The Code_Verifier does not match the code_challenge supplied in the "
            "authorization request.",
        )  # fmt: skip
    return _redeemed(tenant, agreed, proof, agreed.scope)


def redeem_refresh(tenant: Tenant, form: Mapping[str, str], proof: Proof) -> Redeemed:
    """Turn a refresh token into a new grant, also for another resource. An SPA's token ends after 24 hours."""
    agreed, until, _ = _take(tenant, "refresh", form.get("refresh_token"), proof.registration.client_id)
    if until < time.time():
        raise EntraFault(
            "invalid_grant", 700084, "The refresh token was issued to a single page app (SPA), and therefore has a "
            "fixed, limited lifetime of 1.00:00:00, which can't be extended.",
        )  # fmt: skip
    _check_origin(tenant, agreed, proof)
    return _redeemed(tenant, agreed, proof, form.get("scope") or agreed.scope)


def _redeemed(tenant: Tenant, agreed: Agreed, proof: Proof, scope: str) -> Redeemed:
    resource, names, openid = split_scopes(scope)
    grant = Grant(agreed.client_id, proof.azpacr, resource, names, agreed.person)
    refresh = _keep(tenant, "refresh", agreed, SPA_REFRESH_LIFE)
    return Redeemed(grant, openid, agreed.nonce, refresh)


def _verifies(verifier: str, challenge: str) -> bool:
    digest = hashlib.sha256(verifier.encode()).digest()
    return hmac.compare_digest(base64.urlsafe_b64encode(digest).rstrip(b"=").decode(), challenge)


def client_info(grant: Grant) -> str:
    """Which account this is, for the client's own cache."""
    content: dict[str, Any] = {"uid": grant.person.oid if grant.person else "", "utid": TENANT_ID}
    return base64.urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()
