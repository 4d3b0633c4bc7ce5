"""The shape of one Graph call: who calls, what is asked, what is answered, and the table of routes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from deploy.devtenant.store import Tenant

MEGABYTE = 1024 * 1024
JSON_LIMIT = 4 * MEGABYTE
SERVICE_ROOT = "https://graph.microsoft.com/v1.0"


@dataclass(frozen=True)
class Caller:
    """What the access token says: an application (roles) or a person through an application (scopes)."""

    kind: Literal["app", "person", "nobody"]
    client_id: str
    oid: str | None = None
    roles: frozenset[str] = frozenset()
    scopes: frozenset[str] = frozenset()


NOBODY = Caller("nobody", "")


class GraphFault(Exception):  # Graph speaks of errors; a fault is what the tenant means to give
    """A refusal as Graph gives it: status, code and message become the error body."""

    def __init__(
        self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(f"{status} {code}: {message}")
        self.status, self.code, self.message = status, code, message
        self.headers = dict(headers or {})


@dataclass
class Reply:
    """An answer. `ending` says how the connection ends when not in peace: "drop" or "hang" (hold, then drop)."""

    status: int = 200
    body: dict[str, Any] | bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str | None = None
    ending: Literal["drop", "hang"] | None = None


@dataclass(frozen=True)
class Call:
    """One request, from HTTP or from inside a $batch: `path` without /v1.0, decoded; `query` with "$filter" keys."""

    method: str
    path: str
    params: dict[str, str]
    query: dict[str, str]
    headers: Mapping[str, str]
    body: bytes
    caller: Caller
    tenant: Tenant

    def json(self) -> dict[str, Any]:
        """The body as an object; 400 with Graph's text when it is none."""
        if "json" not in self.headers.get("Content-Type", ""):
            raise _UNREADABLE
        try:
            content = json.loads(self.body, parse_constant=_no_constant)
            if b"\\ud" in self.body.lower():
                json.dumps(content, ensure_ascii=False).encode()  # half a surrogate pair is no text
        except ValueError as error:
            raise _UNREADABLE from error
        if not isinstance(content, dict):
            raise _UNREADABLE
        return content

    def prefers(self, preference: str) -> bool:
        """Whether the Prefer header holds this preference (values are separated by commas)."""
        given = (part.strip().lower() for part in self.headers.get("Prefer", "").split(","))
        return preference.lower() in given


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


_UNREADABLE = GraphFault(
    400,
    "BadRequest",
    "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.",
)
Handler = Callable[[Call], Reply]


@dataclass(frozen=True)
class Route:
    """One row of the table. `extra` is the documented reason why the generated client does not list it."""

    method: str
    path: str
    handler: Handler
    query: frozenset[str]
    body_model: str | None
    units: int
    limit: int
    extra: str | None
    pattern: re.Pattern[str]


ROUTES: list[Route] = []
OUTSIDE: list[Route] = []  # not Graph: upload and download addresses, and the tenant's own controls


def _pattern(path: str) -> re.Pattern[str]:
    """`{site-id}` matches one segment, a name that ends in "path" may hold slashes."""
    parts = re.split(r"\{([^}]+)\}", path)
    made = [
        f"(?P<{part.replace('-', '_')}>{'.+?' if part.endswith('path') else '[^/]+'})"
        if place % 2
        else re.escape(part)
        for place, part in enumerate(parts)
    ]
    return re.compile("".join(made))


def route(
    method: str,
    path: str,
    *,
    query: tuple[str, ...] = (),
    body_model: str | None = None,
    units: int | None = None,
    limit: int = JSON_LIMIT,
    extra: str | None = None,
) -> Callable[[Handler], Handler]:
    """Register a handler for a Graph route.

    `query`: the options it takes; any other is refused. `body_model`: the model (JSON name, "listItem") whose
    properties the body may hold. `units`: SharePoint resource units, by default 1 for a GET and 2 for a write."""

    def register(handler: Handler) -> Handler:
        cost = units if units is not None else (1 if method == "GET" else 2)
        ROUTES.append(
            Route(method, path, handler, frozenset(query), body_model, cost, limit, extra, _pattern(path))
        )
        return handler

    return register


def outside(method: str, path: str, *, limit: int = 260 * MEGABYTE) -> Callable[[Handler], Handler]:
    """Register a handler outside /v1.0 that asks for no token; every query option reaches it."""

    def register(handler: Handler) -> Handler:
        OUTSIDE.append(Route(method, path, handler, frozenset(), None, 0, limit, "not Graph", _pattern(path)))
        return handler

    return register


def find(table: list[Route], method: str, path: str) -> tuple[Route, dict[str, str]] | None:
    """The route for this call with the values in its path (keys as written in the route), or None."""
    for row in table:
        if row.method == method and (match := row.pattern.fullmatch(path)):
            return row, {name.replace("_", "-"): value for name, value in match.groupdict().items()}
    return None


def methods_of(table: list[Route], path: str) -> set[str]:
    """The methods that do exist on this path."""
    return {row.method for row in table if row.pattern.fullmatch(path)}
