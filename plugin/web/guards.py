"""Who may pass: each group of routes names its guard, and it runs before a byte of the body is read."""

from dataclasses import dataclass
from typing import cast

from flask import current_app, g, request

from plugin.identity import Caller, Role, SignInNeeded, TokenVerifier, check_role

VERIFIER = "meldagressie-verifier"


@dataclass(frozen=True)
class Guard:
    """Lets in who has one of these roles. Raises SignInNeeded, NoRole, KeysUnreachable."""

    roles: tuple[Role, ...]

    def __call__(self) -> None:
        verifier: TokenVerifier = current_app.extensions[VERIFIER]
        caller = verifier.verify(_bearer())
        check_role(caller, self.roles)
        g.caller = caller


def guard(*roles: Role) -> Guard:
    return Guard(roles)


def open_to_all() -> None:
    """The guard of what holds no data: said aloud, so that nobody forgets one silently."""


def the_caller() -> Caller:
    """The person this request was let in for."""
    return cast("Caller", g.caller)


def _bearer() -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise SignInNeeded("no token")
    return token.strip()
