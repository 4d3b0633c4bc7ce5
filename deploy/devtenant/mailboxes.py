"""Mailboxes: whose they are, who may open them, and the two forms of the ids inside them.

An application reaches the mailboxes of its Exchange role assignment (RBAC for Applications) and no other; a person
reaches the own mailbox. Sources: https://learn.microsoft.com/graph/auth-limit-mailbox-access,
https://learn.microsoft.com/graph/outlook-immutable-id.
"""

import base64
import hashlib
import re
from collections.abc import Callable
from typing import Any

from deploy.devtenant.graph import Call, GraphFault, Handler, route
from deploy.devtenant.people import CLIENT_ID, SERVICE_MAILBOXES, Person, find_person

IMMUTABLE = 'IdType="ImmutableId"'
_REST_PREFIX, _IMMUTABLE_PREFIX = "AAMkAD", "AAkALgAAAAAAHYQDEapmEc2byACqAC"
_ID = re.compile(rf"(?:{_REST_PREFIX}|{_IMMUTABLE_PREFIX})[A-Za-z0-9_=-]{{100,}}")
_ME = "https://learn.microsoft.com/graph/use-the-api: /me is the signed-in user; the SDK writes /users/{id}"


def at_mailbox(method: str, suffix: str, **options: Any) -> Callable[[Handler], Handler]:
    """Registers a handler under /users/{id} and under /me. Outlook charges no SharePoint units."""
    options.setdefault("units", 1)

    def register(handler: Handler) -> Handler:
        route(method, "/users/{user-id}" + suffix, **options)(handler)
        route(method, "/me" + suffix, **{**options, "extra": _ME})(handler)
        return handler

    return register


def user_of(call: Call) -> Person:
    """The person the path names; /me is the caller."""
    name = call.params.get("user-id")
    if name is None and call.caller.kind != "person":
        raise GraphFault(400, "BadRequest", "/me request is only valid with delegated authentication flow.")
    person = find_person(name or str(call.caller.oid))
    if person is None or not (name is None or name.lower() in (person.oid, person.upn)):
        raise GraphFault(404, "ErrorInvalidUser", f"The requested user '{name}' is invalid.")
    return person


def opened(call: Call, right: str) -> str:
    """The mailbox of the path, once the caller may do this in it; `right` is the scope, "Mail.ReadWrite"."""
    person = user_of(call)
    allowed = _app_may(call, person) if call.caller.kind == "app" else _person_may(call, person, right)
    if not allowed:
        raise denied()
    return person.oid


def denied() -> GraphFault:
    """Exchange's refusal of a mailbox outside the scope."""
    return GraphFault(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.")


def _app_may(call: Call, person: Person) -> bool:
    return call.caller.client_id == CLIENT_ID and person.name in SERVICE_MAILBOXES


def _person_may(call: Call, person: Person, right: str) -> bool:
    wider = right.replace(".Read", ".ReadWrite") if right.endswith(".Read") else right
    return call.caller.oid == person.oid and not call.caller.scopes.isdisjoint({right, wider})


def rest_id(key: str, moves: int) -> str:
    """The default id of an item: another one after each move."""
    return _REST_PREFIX + _lettered(f"{key}/{moves}")


def immutable_id(key: str) -> str:
    """The id that stays while the item is in this mailbox."""
    return _IMMUTABLE_PREFIX + _lettered(key)


def shown_id(call: Call, key: str, moves: int) -> str:
    """The id in the form the caller prefers."""
    return immutable_id(key) if call.prefers(IMMUTABLE) else rest_id(key, moves)


def checked_id(call: Call, given: str) -> str:
    """The id as the caller gave it; an immutable id is understood only with the Prefer header."""
    if not _ID.fullmatch(given) or (given.startswith(_IMMUTABLE_PREFIX) and not call.prefers(IMMUTABLE)):
        raise GraphFault(400, "ErrorInvalidIdMalformed", "Id is malformed.")
    return given


def not_found() -> GraphFault:
    """What an id gets that fits the form and names nothing here."""
    return GraphFault(404, "ErrorItemNotFound", "The specified object was not found in the store.")


def preference_headers(call: Call) -> dict[str, str]:
    """Tells the client that its preference was followed."""
    return {"Preference-Applied": IMMUTABLE} if call.prefers(IMMUTABLE) else {}


def _lettered(seed: str) -> str:
    return base64.urlsafe_b64encode(hashlib.shake_256(seed.encode()).digest(84)).decode()
