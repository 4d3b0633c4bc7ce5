"""Faults on order: which call fails, how, how often. Set through /__tenant/faults or --faults FILE."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

from deploy.devtenant.graph import GraphFault

_KEYS = {"method", "path", "kind", "retry_after", "times", "skip", "set"}
_ENDINGS: dict[str, Literal["drop", "hang"]] = {
    "drop": "drop",
    "drop_after_write": "drop",
    "timeout_after_write": "hang",
}
# status -> code, message. The texts are those of the throttling and error pages of the Graph documentation.
_STATUSES = {
    400: ("invalidRequest", "Invalid request"),
    401: ("InvalidAuthenticationToken", "Lifetime validation failed, the token is expired."),
    403: ("accessDenied", "Access denied"),
    404: ("itemNotFound", "The resource could not be found."),
    409: ("nameAlreadyExists", "The specified item name already exists."),
    412: (
        "resourceModified",
        "The resource has changed since the caller last read it; usually an eTag mismatch",
    ),
    423: ("resourceLocked", "The resource you are attempting to access is locked"),
    429: ("activityLimitReached", "The app or user has been throttled."),
    500: ("generalException", "General exception while processing"),
    502: ("UnknownError", "Bad gateway"),
    503: ("serviceNotAvailable", "The service is not available. Try the request again after a delay."),
    504: ("UnknownError", "Gateway timeout"),
    507: ("quotaLimitReached", "The user has reached their quota limit."),
}


@dataclass
class Fault:
    """A fault waiting for its call: passes `skip` calls by, then strikes `times` times."""

    method: str
    path: re.Pattern[str]
    kind: str
    retry_after: int | None
    times: int
    skip: int
    changes: dict[str, Any]

    def strikes(self, method: str, path: str) -> bool:
        """Whether this call is hit; counts down."""
        if self.times < 1 or self.method not in {"*", method} or not self.path.search(path):
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.times -= 1
        return True

    @property
    def before(self) -> bool:
        """Whether it strikes before anything is done."""
        return self.kind not in {"timeout_after_write", "drop_after_write", "alter"}

    @property
    def ending(self) -> Literal["drop", "hang"] | None:
        """How the connection ends; None for a fault that is answered."""
        return _ENDINGS.get(self.kind)

    def alter(self, body: dict[str, Any]) -> None:
        """Kind "alter": {"file.hashes.quickXorHash": null} takes a property out of the answer, a value replaces it."""
        for path, value in self.changes.items():
            *way, last = path.split(".")
            inside = body
            for step in way:
                inside = inside.get(step, {})
            if value is None:
                inside.pop(last, None)
            else:
                inside[last] = value

    def refusal(self) -> GraphFault:
        """The answer of a fault that has a status."""
        code, message = _STATUSES[int(self.kind)]
        headers = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        return GraphFault(int(self.kind), code, message, headers)


def fault_from(order: dict[str, Any]) -> Fault:
    """Read an order; an unknown key or kind is refused, so that a misspelt fault cannot pass as a green test."""
    kind = str(order.get("kind"))
    known = kind in {*_ENDINGS, "alter"} or (kind.isdigit() and int(kind) in _STATUSES)
    if not known or set(order) - _KEYS:
        raise GraphFault(400, "BadRequest", f"no such fault: {order}")
    try:
        path = re.compile(str(order.get("path", "")))
    except re.error as error:
        raise GraphFault(400, "BadRequest", f"path is no regular expression: {error}") from error
    default = 1 if kind in {"429", "503"} else None
    return Fault(
        str(order.get("method", "*")).upper(),
        path,
        kind,
        order.get("retry_after", default),
        int(order.get("times", 1)),
        int(order.get("skip", 0)),
        dict(order.get("set", {})),
    )


class Faults:
    """The faults that wait."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, order: dict[str, Any]) -> None:
        """Set one more."""
        self._waiting.append(fault_from(order))

    def clear(self) -> None:
        """Let everything work again."""
        self._waiting.clear()

    def take(self, method: str, path: str) -> Fault | None:
        """The first fault that hits this call."""
        return next((fault for fault in self._waiting if fault.strikes(method, path)), None)
