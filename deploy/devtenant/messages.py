"""The messages of the tenant's mailboxes: their table, their folders, their way to the bin."""

import json
from dataclasses import dataclass
from typing import Any

from deploy.devtenant import extended
from deploy.devtenant.graph import Call
from deploy.devtenant.mailboxes import checked_id, immutable_id, not_found, rest_id
from deploy.devtenant.store import SCHEMA, Tenant, stamp

SCHEMA.append(
    "create table if not exists message (key text primary key, mailbox text not null, folder text not null,"
    " moves integer not null, rest_id text not null unique, immutable_id text not null unique,"
    " version integer not null, created text not null, modified text not null, doc text not null, mime blob)"
)
SCHEMA.append("create index if not exists message_mailbox on message (mailbox, folder, created)")

# Well-known folder names of Graph with the names a Dutch mailbox shows.
FOLDERS = {
    "inbox": "Postvak IN",
    "drafts": "Concepten",
    "sentitems": "Verzonden items",
    "deleteditems": "Verwijderde items",
}
PURGES = "recoverableitemspurges"  # what stands here is reached by no route
_SELECT = "select key, mailbox, folder, moves, version, created, modified, doc from message"


@dataclass(frozen=True)
class Message:
    """A row of the table; `doc` holds the properties as Graph spells them, `moves` makes the default id."""

    key: str
    mailbox: str
    folder: str
    moves: int
    version: int
    created: str
    modified: str
    doc: dict[str, Any]

    @property
    def is_draft(self) -> bool:
        """Whether a human still has to press Send."""
        return bool(self.doc["isDraft"])


def add(tenant: Tenant, mailbox: str, folder: str, doc: dict[str, Any], mime: bytes | None = None) -> Message:
    """A new message; `mime` when it came in as MIME text."""
    key, now = tenant.new_guid(), stamp(tenant.now())
    tenant.db.execute(
        "insert into message (key, mailbox, folder, moves, rest_id, immutable_id, version, created, modified, doc, mime)"
        " values (?, ?, ?, 0, ?, ?, 1, ?, ?, ?, ?)",
        (key, mailbox, folder, rest_id(key, 0), immutable_id(key), now, now, json.dumps(doc), mime),
    )
    return by_key(tenant, key)


def by_key(tenant: Tenant, key: str) -> Message:
    """The message with this key, wherever it stands."""
    found = _many(tenant, "key = ?", key)
    if not found:
        raise not_found()
    return found[0]


def by_id(call: Call, mailbox: str) -> Message:
    """The message that the path names; 404 once it was moved (default id) or deleted for good."""
    given = checked_id(call, call.params["message-id"])
    found = _many(
        call.tenant, "? in (rest_id, immutable_id) and mailbox = ? and folder <> ?", given, mailbox, PURGES
    )
    if not found:
        raise not_found()
    return found[0]


def in_mailbox(tenant: Tenant, mailbox: str) -> list[Message]:
    """All that a client can reach, newest first."""
    return _many(tenant, "mailbox = ? and folder <> ?", mailbox, PURGES)


def in_folder(tenant: Tenant, mailbox: str, folder: str) -> list[Message]:
    """What stands in one folder, newest first."""
    return _many(tenant, "mailbox = ? and folder = ?", mailbox, folder)


def everywhere(tenant: Tenant) -> list[Message]:
    """All messages of the tenant, those deleted for good included."""
    return _many(tenant, "1 = 1")


def rewrite(tenant: Tenant, message: Message, doc: dict[str, Any]) -> Message:
    """New content. The MIME text of a draft is out of date then; that of a received mail is evidence and stays."""
    tenant.db.execute(
        "update message set doc = ?, version = version + 1, modified = ?, mime = iif(?, null, mime) where key = ?",
        (json.dumps(doc), stamp(tenant.now()), message.is_draft, message.key),
    )
    return by_key(tenant, message.key)


def touch(tenant: Tenant, key: str) -> None:
    """An attachment came or went: the message has changed, and any MIME text kept of it is out of date."""
    tenant.db.execute(
        "update message set version = version + 1, modified = ?, mime = null where key = ?",
        (stamp(tenant.now()), key),
    )


def move(tenant: Tenant, message: Message, folder: str) -> Message:
    """Put it in another folder: the default id changes, the immutable one does not."""
    tenant.db.execute(
        "update message set folder = ?, moves = moves + 1, rest_id = ?, modified = ? where key = ?",
        (folder, rest_id(message.key, message.moves + 1), stamp(tenant.now()), message.key),
    )
    return by_key(tenant, message.key)


def delete(tenant: Tenant, message: Message) -> None:
    """An ordinary delete: to Deleted Items, and from there out of reach."""
    move(tenant, message, PURGES if message.folder == "deleteditems" else "deleteditems")


def delete_for_good(tenant: Tenant, message: Message) -> None:
    """To the purges, where no client reaches it and no property finds it."""
    move(tenant, message, PURGES)
    extended.forget(tenant, message.key)


def mime_of(tenant: Tenant, message: Message) -> bytes | None:
    """The MIME text as it came in, if it did."""
    row = tenant.db.execute("select mime from message where key = ?", (message.key,)).fetchone()
    return bytes(row[0]) if row and row[0] is not None else None


def folder_id(mailbox: str, folder: str) -> str:
    """The id of a well-known folder of a mailbox."""
    return rest_id(f"{mailbox}/{folder}", 0)


def folder_named(call: Call, mailbox: str, given: str) -> str:
    """The well-known name of the folder with this name or id."""
    if given.lower() in FOLDERS:
        return given.lower()
    checked_id(call, given)
    for folder in FOLDERS:
        if folder_id(mailbox, folder) == given:
            return folder
    raise not_found()


def _many(tenant: Tenant, condition: str, *values: str) -> list[Message]:
    rows = tenant.db.execute(f"{_SELECT} where {condition} order by created desc, rowid desc", values)
    return [Message(**{**dict(row), "doc": json.loads(row["doc"])}) for row in rows]
