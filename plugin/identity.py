"""Who asks: an access token of this tenant, for this service, of a person with a role."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import jwt
from jwt.exceptions import PyJWTError

from plugin.protocol.tekst import clean
from plugin.settings import Settings
from plugin.signing_keys import SigningKeys

ALGORITHM = "RS256"
SCOPE = "Melding.Access"
VERSION = "2.0"
LEEWAY = 60.0  # seconds, for clocks that differ
LONGEST_TOKEN = 16_000
LONGEST_NAME = 200
LONGEST_ADDRESS = 320
ADDRESS_CLAIMS = ("preferred_username", "upn", "email")
OID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


class Role(StrEnum):
    """The app roles of Entra. A role opens a door of the building, never a case; Beheerder opens none."""

    MELDER = "Melder"
    BEHANDELAAR = "Behandelaar"
    REGISSEUR = "Regisseur"
    TOEZICHT = "Toezicht"
    BEHEERDER = "Beheerder"


@dataclass(frozen=True)
class Caller:
    """A person whose token was checked. `oid` cannot be given to somebody else; `naam` is for reading alone.

    `adressen` can be given to somebody else later: they tell which mails are this person's own and whom that shuts out,
    and never let anybody in.
    """

    oid: str
    naam: str
    rollen: frozenset[Role]
    adressen: tuple[str, ...] = ()


class SignInNeeded(Exception):
    """There is no token, or it is not good enough; `reason` is a fixed word for the log."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NoRole(Exception):
    """A good token of somebody who has no role that this route asks for."""


class TokenVerifier:
    """Checks access tokens against this tenant's keys. See ASVS 5.0 chapter 9 and 10.3, and Microsoft's
    "Access token claims reference"."""

    def __init__(self, settings: Settings, keys: SigningKeys) -> None:
        self._keys = keys
        self._tenant = settings.tenant_id
        self._client = settings.client_id
        self._issuer = f"{settings.authority}/v2.0"
        self._audience = [settings.client_id, f"api://{settings.client_id}"]

    def verify(self, token: str) -> Caller:
        """The person behind the token. Raises SignInNeeded, NoRole, KeysUnreachable."""
        claims = self._signed_claims(token)
        self._check_kind(claims)
        return Caller(_oid(claims), _name(claims), _roles(claims), _addresses(claims))

    def _signed_claims(self, token: str) -> dict[str, Any]:
        """What the token says, once signature, issuer, audience and times are right."""
        key = self._keys.key(_key_id(token))
        if key is None:
            raise SignInNeeded("unknown key")
        try:
            return jwt.decode(
                token,
                key,
                algorithms=[ALGORITHM],
                audience=self._audience,
                issuer=self._issuer,
                leeway=LEEWAY,
                options={"require": ["exp", "iss", "aud"]},
            )
        except PyJWTError as error:
            raise SignInNeeded(type(error).__name__) from error

    def _check_kind(self, claims: dict[str, Any]) -> None:
        """A version 2 access token that this tenant gave to a person, for this service, by our own pages."""
        scopes = claims.get("scp")
        wrong = {
            "audience": not isinstance(claims["aud"], str),
            "version": claims.get("ver") != VERSION,
            "tenant": claims.get("tid") != self._tenant,
            "application": claims.get("idtyp") == "app",
            "scope": not isinstance(scopes, str) or SCOPE not in scopes.split(" "),
            "client": claims.get("azp", self._client) != self._client,
        }
        for reason, found in wrong.items():
            if found:
                raise SignInNeeded(reason)


def check_role(caller: Caller, wanted: Iterable[Role]) -> None:
    """Raises NoRole when the caller has none of these roles."""
    if caller.rollen.isdisjoint(wanted):
        raise NoRole


def _key_id(token: str) -> str:
    """The one thing believed of an unchecked token, and only to choose among the tenant's own keys."""
    if len(token) > LONGEST_TOKEN:
        raise SignInNeeded("length")
    try:
        header = jwt.get_unverified_header(token)
    except PyJWTError as error:
        raise SignInNeeded("form") from error
    if header.get("alg") != ALGORITHM or "crit" in header:
        raise SignInNeeded("algorithm")
    kid = header.get("kid")
    if not isinstance(kid, str) or not kid:
        raise SignInNeeded("unknown key")
    return kid


def _oid(claims: dict[str, Any]) -> str:
    oid = claims.get("oid")
    if not isinstance(oid, str) or not OID.fullmatch(oid):
        raise SignInNeeded("identity")
    return oid.lower()


def _name(claims: dict[str, Any]) -> str:
    name = claims.get("name")
    return clean(name)[:LONGEST_NAME] if isinstance(name, str) else ""


def _addresses(claims: dict[str, Any]) -> tuple[str, ...]:
    """Where the account has its mail, as far as the token says; Microsoft's "Access token claims reference"."""
    told = (claims.get(name) for name in ADDRESS_CLAIMS)
    words = (clean(one) for one in told if isinstance(one, str) and len(one) <= LONGEST_ADDRESS)
    return tuple(dict.fromkeys(one.lower() for one in words if "@" in one))


def _roles(claims: dict[str, Any]) -> frozenset[Role]:
    """The roles we know; others are for others."""
    given = claims.get("roles")
    named = {one for one in given if isinstance(one, str)} if isinstance(given, list) else set()
    roles = frozenset(role for role in Role if role.value in named)
    if not roles:
        raise NoRole
    return roles
