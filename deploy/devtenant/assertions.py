"""Checks the client assertion of a certificate sign-in (RFC 7523, as Entra asks for it)."""

from __future__ import annotations

import hmac
from typing import Any

import jwt

from deploy.devtenant.entra_errors import EntraFault
from deploy.devtenant.pki import Registered

_MALFORMED = (
    "invalid_client",
    50027,
    "JWT token is invalid or malformed.",
    401,
)


def check_assertion(assertion: str, client_id: str, endpoint: str, registered: Registered) -> None:
    """Refuse an assertion that is not for this endpoint, not of this client, expired, or signed by another key."""
    try:
        header = jwt.get_unverified_header(assertion)
    except jwt.PyJWTError as error:
        raise EntraFault(*_MALFORMED) from error
    if header.get("alg") not in {"RS256", "PS256"} or not _names(header, registered):
        raise EntraFault(
            "invalid_client", 700027, "The certificate with identifier used to sign the client assertion is not "
            "registered on application.", 401,
        )  # fmt: skip
    try:
        claims = jwt.decode(
            assertion,
            registered.public_key(),
            algorithms=["RS256", "PS256"],
            audience=endpoint,
            options={"require": ["aud", "exp", "iss", "sub", "jti"]},
        )
    except jwt.PyJWTError as error:
        raise _refusal(error) from error
    if claims["iss"] != client_id or claims["sub"] != client_id:
        raise EntraFault(
            "invalid_client", 700021, "Client assertion application identifier doesn't match 'client_id' "
            "parameter.", 401,
        )  # fmt: skip


def _names(header: dict[str, Any], registered: Registered) -> bool:
    """x5t is SHA-1, base64url; clients differ in leaving the padding on."""
    for claim, digest in (("x5t#S256", "sha256"), ("x5t", "sha1")):
        if claim in header:
            return hmac.compare_digest(str(header[claim]).rstrip("="), registered.thumbprint(digest))
    return False


def _refusal(error: jwt.PyJWTError) -> EntraFault:
    match error:
        case jwt.InvalidSignatureError():
            return EntraFault("invalid_client", 700027, "Client assertion failed signature validation.", 401)
        case jwt.InvalidAudienceError():
            return EntraFault(
                "invalid_client", 700023, "Client assertion audience claim does not match Realm issuer.", 401
            )
        case jwt.ExpiredSignatureError() | jwt.ImmatureSignatureError():
            return EntraFault(
                "invalid_client", 700024, "Client assertion is not within its valid time range.", 401
            )
        case _:
            return EntraFault(*_MALFORMED)
