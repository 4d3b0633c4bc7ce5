"""Pre-authenticated addresses: upload sessions and downloads.

Both carry their right in the address and refuse an Authorization header, as the file and mail servers behind Graph do.
They stand under the other name of this machine (127.0.0.1 for localhost and the reverse), because Graph too sends a
client to another host there, and HTTP clients take the token off only when the host changes.
Sources: driveitem-createuploadsession, attachment-createuploadsession, driveitem-get-content (learn.microsoft.com/graph/api).
"""

import json
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from deploy.devtenant.graph import Call, GraphFault, Reply, outside
from deploy.devtenant.store import SCHEMA, Tenant

SCHEMA.append(
    "create table if not exists upload (token text primary key, kind text not null, target text not null,"
    " total integer, received integer not null, expires text not null)"
)
SCHEMA.append(
    "create table if not exists upload_part (upload text not null, start integer not null, data blob not null)"
)

UPLOAD = "/__upload/"
LIFETIME = timedelta(minutes=30)
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")


@dataclass(frozen=True)
class Kind:
    """What an upload session checks and does. `check_part(first, last, total)` raises GraphFault."""

    partial_status: int
    check_part: Callable[[int, int, int], None]
    finish: Callable[[Tenant, dict[str, Any], bytes], Reply]
    next_range: Callable[[int], str]


@dataclass(frozen=True)
class Session:
    """An upload under way; `received` and `total` in bytes, `target` is what its kind needs to finish."""

    token: str
    kind: str
    target: dict[str, Any]
    total: int | None
    received: int
    expires: str


KINDS: dict[str, Kind] = {}


def other_host(call: Call) -> str:
    """The base address at which this machine answers under its other name."""
    host = call.headers.get("Host", "localhost")
    name, _, port = host.partition(":")
    other = "localhost" if name == "127.0.0.1" else "127.0.0.1"
    return f"https://{other}:{port}" if port else f"https://{other}"


def open_session(call: Call, kind: str, target: dict[str, Any], total: int | None) -> dict[str, Any]:
    """Starts a session and gives the resource uploadSession; `total` in bytes when it is known."""
    token = secrets.token_urlsafe(48)
    expires = (call.tenant.now() + LIFETIME).isoformat()
    call.tenant.db.execute(
        "insert into upload (token, kind, target, total, received, expires) values (?, ?, ?, ?, 0, ?)",
        (token, kind, json.dumps(target), total, expires),
    )
    return {
        "uploadUrl": other_host(call) + UPLOAD + token,
        "expirationDateTime": expires.replace("+00:00", "Z"),
        "nextExpectedRanges": ["0-"],
    }


@outside("GET", UPLOAD + "{token}")
def _show_session(call: Call) -> Reply:
    """What has arrived and what is still expected."""
    return Reply(200, _status(_session(call)))


@outside("DELETE", UPLOAD + "{token}")
def _cancel_session(call: Call) -> Reply:
    """Give up; what arrived is thrown away."""
    _forget(call.tenant, _session(call).token)
    return Reply(204)


def refuse_authorization(headers: Mapping[str, str]) -> None:
    """401 when a token comes along: the address itself is the right."""
    if "Authorization" in headers:
        raise GraphFault(401, "unauthenticated", "A pre-authenticated address takes no Authorization header.")


@outside("PUT", UPLOAD + "{token}")
def _put_part(call: Call) -> Reply:
    """Takes the next part; the last one makes the file or attachment."""
    session, tenant = _session(call), call.tenant
    kind = KINDS[session.kind]
    first, last, total = _range(call.headers, call.body)
    _check_order(session, first, total)
    kind.check_part(first, last, total)
    tenant.db.execute(
        "insert into upload_part (upload, start, data) values (?, ?, ?)", (session.token, first, call.body)
    )
    tenant.db.execute(
        "update upload set received = ?, total = ? where token = ?", (last + 1, total, session.token)
    )
    if last + 1 < total:
        return Reply(kind.partial_status, _status(_session(call)))
    reply = kind.finish(tenant, session.target, _assembled(tenant, session.token))
    _forget(tenant, session.token)
    return reply


def _session(call: Call) -> Session:
    refuse_authorization(call.headers)
    query = "select token, kind, target, total, received, expires from upload where token = ?"
    row = call.tenant.db.execute(query, (call.params["token"],)).fetchone()
    if not row or row[5] < call.tenant.now().isoformat():
        raise GraphFault(404, "itemNotFound", "The upload session was not found.")
    return Session(row[0], row[1], json.loads(row[2]), row[3], row[4], row[5])


def _range(headers: Mapping[str, str], body: bytes) -> tuple[int, int, int]:
    found = _RANGE.fullmatch(headers.get("Content-Range", ""))
    if not found:
        raise GraphFault(400, "invalidRequest", "The Content-Range header is missing or malformed.")
    first, last, total = (int(number) for number in found.groups())
    if last - first + 1 != len(body) or last >= total:
        raise GraphFault(
            400, "invalidRequest", "The Content-Range header does not match the bytes that were sent."
        )
    return first, last, total


def _check_order(session: Session, first: int, total: int) -> None:
    if session.total not in (None, total):
        raise GraphFault(
            400, "invalidRequest", "The declared size does not match the size of the upload session."
        )
    if first != session.received:
        raise GraphFault(416, "invalidRange", "The fragment was received already or comes too early.")


def _status(session: Session) -> dict[str, Any]:
    expected = KINDS[session.kind].next_range(session.received)
    return {"expirationDateTime": session.expires.replace("+00:00", "Z"), "nextExpectedRanges": [expected]}


def _assembled(tenant: Tenant, token: str) -> bytes:
    query = "select data from upload_part where upload = ? order by start"
    return b"".join(bytes(row[0]) for row in tenant.db.execute(query, (token,)))


def _forget(tenant: Tenant, token: str) -> None:
    tenant.db.execute("delete from upload_part where upload = ?", (token,))
    tenant.db.execute("delete from upload where token = ?", (token,))
