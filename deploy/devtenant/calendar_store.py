"""The events of the tenant's calendars: their table and what a client may write on them.

An event with attendees sends invitations at once; there is no way to hold them back. That is written down in
`mail_sent`, so that a test can see that it never happened.
Sources: https://learn.microsoft.com/graph/api/user-post-events, https://learn.microsoft.com/graph/api/resources/event.
"""

import json
from dataclasses import dataclass
from typing import Any

from deploy.devtenant import extended
from deploy.devtenant.eventtimes import moment
from deploy.devtenant.graph import Call, GraphFault
from deploy.devtenant.mailboxes import checked_id, immutable_id, not_found, rest_id
from deploy.devtenant.mailcontrol import note_sent
from deploy.devtenant.store import SCHEMA, Tenant, stamp

SCHEMA.append(
    "create table if not exists event (key text primary key, mailbox text not null, rest_id text not null unique,"
    " immutable_id text not null unique, transaction_id text, version integer not null, created text not null,"
    " modified text not null, starts text not null, ends text not null, state text not null, doc text not null,"
    " request text not null)"
)
SCHEMA.append("create unique index if not exists event_transaction on event (mailbox, transaction_id)")

_SELECT = (
    "select key, mailbox, transaction_id, version, created, modified, starts, ends, doc, request from event"
)
_WRITABLE = {
    "subject", "body", "start", "end", "location", "locations", "attendees", "categories", "isAllDay", "importance",
    "isReminderOn", "reminderMinutesBeforeStart", "responseRequested", "sensitivity", "showAs", "isOnlineMeeting",
    "onlineMeetingProvider", "allowNewTimeProposals", "hideAttendees", "singleValueExtendedProperties",
    "transactionId", "isDraft",
}  # fmt: skip
_APART = {"start", "end", "singleValueExtendedProperties", "transactionId", "isDraft"}
_CHOICES = {
    "importance": {"low", "normal", "high"},
    "sensitivity": {"normal", "personal", "private", "confidential"},
    "showAs": {"free", "tentative", "busy", "oof", "workingElsewhere", "unknown"},
}
_DEFAULTS: dict[str, Any] = {
    "subject": "",
    "body": {"contentType": "text", "content": ""},
    "location": {"displayName": ""},
    "attendees": [],
    "categories": [],
    "isAllDay": False,
    "importance": "normal",
    "sensitivity": "normal",
    "showAs": "busy",
    "isReminderOn": True,
    "reminderMinutesBeforeStart": 15,
    "responseRequested": True,
    "isOnlineMeeting": False,
    "isCancelled": False,
    "isOrganizer": True,
    "type": "singleInstance",
}


@dataclass(frozen=True)
class Event:
    """A row of the table; `starts` and `ends` in UTC, `request` is the body that made it."""

    key: str
    mailbox: str
    transaction_id: str | None
    version: int
    created: str
    modified: str
    starts: str
    ends: str
    doc: dict[str, Any]
    request: str


def add(tenant: Tenant, mailbox: str, wanted: dict[str, Any]) -> Event:
    """A new event; the same transactionId with the same content is the same event, with other content a refusal."""
    request = json.dumps(wanted, sort_keys=True)
    if earlier := _with_transaction(tenant, mailbox, wanted.get("transactionId")):
        return _same(earlier, request)
    key, now = tenant.new_guid(), stamp(tenant.now())
    tenant.db.execute(
        "insert into event (key, mailbox, rest_id, immutable_id, transaction_id, version, created, modified, starts,"
        " ends, state, doc, request) values (?, ?, ?, ?, ?, 0, ?, ?, '', '', 'kept', ?, ?)",
        (
            key,
            mailbox,
            rest_id(key, 0),
            immutable_id(key),
            wanted.get("transactionId"),
            now,
            now,
            "{}",
            request,
        ),
    )
    event = Event(key, mailbox, wanted.get("transactionId"), 0, now, now, "", "", _DEFAULTS, request)
    return change(tenant, event, {"start": None, "end": None, **wanted})


def change(tenant: Tenant, event: Event, wanted: dict[str, Any]) -> Event:
    """Writes what is named; whoever attends is told by mail at once."""
    for name in wanted:
        if name not in _WRITABLE or (name == "transactionId" and event.version):
            raise GraphFault(
                400, "ErrorInvalidPropertySet", f"The property '{name}' cannot be set on this event."
            )
    doc = event.doc | {name: _taken(name, value) for name, value in wanted.items() if name not in _APART}
    starts, ends = _period(event, wanted)
    tenant.db.execute(
        "update event set doc = ?, starts = ?, ends = ?, version = version + 1, modified = ? where key = ?",
        (json.dumps(doc), starts, ends, stamp(tenant.now()), event.key),
    )
    extended.write(tenant, event.key, wanted.get("singleValueExtendedProperties") or [])
    _invite(tenant, event.mailbox, "invitation" if not event.version else "update", doc)
    return one(tenant, event.key)


def remove(tenant: Tenant, event: Event, state: str) -> None:
    """`state` "deleted" (Deleted Items) or "purged"; a meeting with attendees is cancelled by mail."""
    transaction = None if state == "purged" else event.transaction_id
    tenant.db.execute(
        "update event set state = ?, transaction_id = ? where key = ?", (state, transaction, event.key)
    )
    _invite(tenant, event.mailbox, "cancellation", event.doc)


def one(tenant: Tenant, key: str) -> Event:
    """The event with this key, deleted or not."""
    found = _many(tenant, "key = ?", key)
    if not found:
        raise not_found()
    return found[0]


def by_id(call: Call, mailbox: str) -> Event:
    """The event that the path names; 404 once it was deleted."""
    given = checked_id(call, call.params["event-id"])
    found = _many(
        call.tenant, "? in (rest_id, immutable_id) and mailbox = ? and state = 'kept'", given, mailbox
    )
    if not found:
        raise not_found()
    return found[0]


def in_calendar(tenant: Tenant, mailbox: str) -> list[Event]:
    """All events that stand, by their start."""
    return _many(tenant, "mailbox = ? and state = 'kept'", mailbox)


def between(tenant: Tenant, mailbox: str, start: str, end: str) -> list[Event]:
    """The events that touch a window; both moments in UTC."""
    return _many(tenant, "mailbox = ? and state = 'kept' and starts < ? and ends > ?", mailbox, end, start)


def _with_transaction(tenant: Tenant, mailbox: str, transaction_id: str | None) -> Event | None:
    found = (
        _many(tenant, "mailbox = ? and transaction_id = ?", mailbox, transaction_id) if transaction_id else []
    )
    return found[0] if found else None


def _same(earlier: Event, request: str) -> Event:
    if earlier.request != request:
        raise GraphFault(
            409,
            "ErrorDuplicateTransactionId",
            "Your request can't be completed. The TransactionId specified in the request has already been used to "
            "create a different event.",
        )
    return earlier


def _taken(name: str, value: Any) -> Any:
    if name in _CHOICES and value not in _CHOICES[name]:
        raise GraphFault(400, "RequestBodyRead", f"Cannot convert the value '{value}' of '{name}'.")
    if name == "body":
        kind = str(value.get("contentType", "text")).lower()
        return {"contentType": kind, "content": value.get("content") or ""}
    return value


def _period(event: Event, wanted: dict[str, Any]) -> tuple[str, str]:
    starts = moment(wanted["start"], "start").isoformat() if "start" in wanted else event.starts
    ends = moment(wanted["end"], "end").isoformat() if "end" in wanted else event.ends
    if ends < starts:
        raise GraphFault(400, "ErrorPropertyValidationFailure", "At least one property failed validation.")
    return starts, ends


def _invite(tenant: Tenant, mailbox: str, kind: str, doc: dict[str, Any]) -> None:
    addresses = [str(one["emailAddress"]["address"]) for one in doc["attendees"] or []]
    if addresses:
        note_sent(tenant, mailbox, kind, doc["subject"], addresses)


def _many(tenant: Tenant, condition: str, *values: str) -> list[Event]:
    rows = tenant.db.execute(f"{_SELECT} where {condition} order by starts", values)
    return [Event(**{**dict(row), "doc": json.loads(row["doc"])}) for row in rows]
