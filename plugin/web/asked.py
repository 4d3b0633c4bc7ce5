"""What a request brings along: who asks, on which version it builds, under which key."""

import uuid
from typing import cast

from flask import current_app, request

from plugin.flows.diensten import Diensten
from plugin.protocol.toegang import Wie
from plugin.web.guards import the_caller
from plugin.web.invalid import refused
from plugin.web.problem import Problem

DIENSTEN = "meldagressie-diensten"


def diensten() -> Diensten:
    return cast("Diensten", current_app.extensions[DIENSTEN])


def wie() -> Wie:
    """The caller, with the network address for the log alone; no header of a stranger is believed for it."""
    caller = the_caller()
    return Wie(caller.oid, caller.naam, request.remote_addr or "onbekend", caller.adressen)


def idempotency_key() -> str:
    """The key that makes sending twice harmless; 422 without one."""
    try:
        return str(uuid.UUID(request.headers.get("Idempotency-Key", "")))
    except ValueError:
        raise refused([("Idempotency-Key", "stuur een UUID mee, bij herhalen dezelfde")]) from None


def if_match() -> str:
    """The version of the case that the caller read; 428 without one. "Any version" is no version."""
    version = request.headers.get("If-Match", "").strip().removeprefix("W/")
    if version in ("", "*"):
        raise Problem(428)
    return version
