"""Makes and reads the tenant's access tokens: RS256, version 2.0."""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from dataclasses import dataclass
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from deploy.devtenant.graph import Caller, GraphFault
from deploy.devtenant.people import CLIENT_ID, TENANT_ID, Person

GRAPH = "https://graph.microsoft.com"
GRAPH_APP_ID = "00000003-0000-0000-c000-000000000000"
LIFETIME = 3900  # seconds; Entra gives 60 to 90 minutes


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _number(value: int) -> str:
    return _base64(value.to_bytes((value.bit_length() + 7) // 8, "big"))


@dataclass(frozen=True)
class Grant:
    """What a token is made of: the client, how it proved itself (azpacr 0, 1, 2), what it asked, for whom."""

    client_id: str
    proof: str
    resource: str
    scopes: tuple[str, ...] = ()
    person: Person | None = None
    app_roles: tuple[str, ...] = ()


class Tokens:
    """Signs with the tenant's key and reads back what it signed."""

    def __init__(self, key: rsa.RSAPrivateKey, authority: str) -> None:
        self._key, self.issuer = key, f"{authority}/{TENANT_ID}/v2.0"
        public = key.public_key().public_numbers()
        self.kid = _base64(hashlib.sha256(_number(public.n).encode()).digest()[:20])
        self.jwks = {
            "keys": [
                {
                    "kty": "RSA",
                    "use": "sig",
                    "alg": "RS256",
                    "kid": self.kid,
                    "n": _number(public.n),
                    "e": _number(public.e),
                    "issuer": self.issuer,
                }
            ]
        }
        self._seen: dict[str, tuple[float, Caller]] = {}

    def sign(self, claims: dict[str, Any]) -> str:
        """A signed token with these claims and no others."""
        return jwt.encode(claims, self._key, "RS256", headers={"kid": self.kid})

    def access(self, grant: Grant, lifetime: int = LIFETIME) -> str:
        """An access token: `scp` and the person's claims for a person, `roles` and `idtyp` app for an application."""
        now = int(time.time())
        claims: dict[str, Any] = {
            "aud": CLIENT_ID if grant.resource == f"api://{CLIENT_ID}" else grant.resource,
            "iss": self.issuer,
            "iat": now,
            "nbf": now,
            "exp": now + lifetime,
            "azp": grant.client_id,
            "azpacr": grant.proof,
            "tid": TENANT_ID,
            "uti": secrets.token_urlsafe(16),
            "ver": "2.0",
        }
        return self.sign(claims | (_person_claims(grant) if grant.person else _app_claims(grant)))

    def identity(self, grant: Grant, nonce: str | None) -> str:
        """The ID token beside it: for the client alone, never for an API."""
        now = int(time.time())
        claims = {"aud": grant.client_id, "iss": self.issuer, "iat": now, "nbf": now, "exp": now + LIFETIME}
        claims |= {"tid": TENANT_ID, "ver": "2.0", "uti": secrets.token_urlsafe(16)}
        extra = _person_claims(grant)
        extra.pop("scp")
        return self.sign(claims | extra | ({"nonce": nonce} if nonce else {}))

    def caller(self, authorization: str) -> Caller:
        """Who calls Graph with this header; 401 with Graph's text otherwise."""
        token = authorization.partition(" ")[2].strip()
        if not authorization.lower().startswith("bearer ") or not token:
            raise _unauthenticated("Access token is empty.")
        known = self._seen.get(token)
        if known and known[0] > time.time():
            return known[1]
        claims = self._read(token, [GRAPH, GRAPH_APP_ID])
        caller = _caller(claims)
        if len(self._seen) > 5000:
            self._seen.clear()
        self._seen[token] = (float(claims["exp"]), caller)
        return caller

    def claims(self, authorization: str, audience: list[str]) -> dict[str, Any]:
        """What a token for another service than Graph says; 401 otherwise."""
        return self._read(authorization.partition(" ")[2].strip(), audience)

    def _read(self, token: str, audience: list[str]) -> dict[str, Any]:
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                self._key.public_key(),
                algorithms=["RS256"],
                audience=audience,
                issuer=self.issuer,
                options={"require": ["exp", "nbf", "aud", "iss"]},
            )
        except jwt.PyJWTError as error:
            raise _unauthenticated(_READING.get(type(error), "IDX14100: JWT is not well formed.")) from error
        return claims


_READING: dict[type[Exception], str] = {
    jwt.ExpiredSignatureError: "Lifetime validation failed, the token is expired.",
    jwt.ImmatureSignatureError: "Lifetime validation failed, the token is not yet valid.",
    jwt.InvalidAudienceError: "Access token validation failure. Invalid audience.",
    jwt.InvalidIssuerError: "Access token validation failure. Invalid issuer.",
    jwt.InvalidSignatureError: "Access token validation failure. Invalid signature.",
    jwt.InvalidAlgorithmError: "Access token validation failure. Invalid algorithm.",
    jwt.MissingRequiredClaimError: "Access token validation failure.",
}


def _unauthenticated(message: str) -> GraphFault:
    challenge = (
        f'Bearer realm="", authorization_uri="{GRAPH}/common/oauth2/authorize", client_id="{GRAPH_APP_ID}"'
    )
    return GraphFault(401, "InvalidAuthenticationToken", message, {"WWW-Authenticate": challenge})


def _person_claims(grant: Grant) -> dict[str, Any]:
    person = grant.person
    if person is None:
        raise ValueError("a delegated token speaks for a person")
    claims: dict[str, Any] = {
        "oid": person.oid,
        "sub": _base64(hashlib.sha256(f"{grant.client_id}{person.oid}".encode()).digest()),
        "name": person.title,
        "preferred_username": person.upn,
        "scp": " ".join(grant.scopes),
    }
    if grant.resource == f"api://{CLIENT_ID}":
        claims["roles"] = list(person.roles)
    return claims


def _app_claims(grant: Grant) -> dict[str, Any]:
    oid = service_principal(grant.client_id)
    return {"oid": oid, "sub": oid, "idtyp": "app", "roles": list(grant.app_roles)}


def service_principal(client_id: str) -> str:
    """The object id of the enterprise application, which is not the client id."""
    return "9" + client_id[1:]


def _caller(claims: dict[str, Any]) -> Caller:
    scopes = frozenset(str(claims.get("scp", "")).split())
    roles = frozenset(claims.get("roles", ()))
    kind = "person" if scopes else "app"
    return Caller("person" if kind == "person" else "app", claims["azp"], claims.get("oid"), roles, scopes)
