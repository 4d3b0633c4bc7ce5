"""The attachments of messages: the table and the fileAttachment resource."""

import base64
import hashlib
from dataclasses import dataclass
from typing import Any

from deploy.devtenant.mailboxes import not_found, rest_id
from deploy.devtenant.store import SCHEMA, Tenant, stamp

SCHEMA.append(
    "create table if not exists attachment (id text primary key, message text not null, name text not null,"
    " content_type text not null, inline integer not null, content_id text, size integer not null,"
    " sha256 text not null, modified text not null)"
)
SCHEMA.append("create index if not exists attachment_message on attachment (message)")
SCHEMA.append("create table if not exists attachment_content (id text primary key, content blob not null)")

_SELECT = "select id, name, content_type, inline, content_id, size, sha256, modified from attachment"


@dataclass(frozen=True)
class Attachment:
    """A row of the table; `size` in bytes."""

    id: str
    name: str
    content_type: str
    inline: int
    content_id: str | None
    size: int
    sha256: str
    modified: str


@dataclass(frozen=True)
class Incoming:
    """An attachment on its way in."""

    name: str
    content: bytes
    content_type: str | None = None
    inline: bool = False
    content_id: str | None = None


def add(tenant: Tenant, message: str, incoming: Incoming) -> Attachment:
    """Store it; the message's total size is the caller's concern."""
    new_id, content = rest_id(tenant.new_guid(), 0), incoming.content
    tenant.db.execute(
        "insert into attachment (id, message, name, content_type, inline, content_id, size, sha256, modified)"
        " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            new_id,
            message,
            incoming.name,
            incoming.content_type or "application/octet-stream",
            incoming.inline,
            incoming.content_id,
            len(content),
            hashlib.sha256(content).hexdigest(),
            stamp(tenant.now()),
        ),
    )
    tenant.db.execute("insert into attachment_content (id, content) values (?, ?)", (new_id, content))
    return one(tenant, message, new_id)


def of_message(tenant: Tenant, message: str) -> list[Attachment]:
    """In the order in which they were added."""
    query = f"{_SELECT} where message = ? order by rowid"
    return [Attachment(*row) for row in tenant.db.execute(query, (message,))]


def one(tenant: Tenant, message: str, given: str) -> Attachment:
    """The attachment with this id; 404 when the message has none such."""
    query = f"{_SELECT} where message = ? and id = ?"
    row = tenant.db.execute(query, (message, given)).fetchone()
    if not row:
        raise not_found()
    return Attachment(*row)


def any_of(tenant: Tenant, message: str) -> bool:
    """Whether the message has one that is not shown inside its text."""
    query = "select 1 from attachment where message = ? and not inline"
    return tenant.db.execute(query, (message,)).fetchone() is not None


def total_size(tenant: Tenant, message: str) -> int:
    """In bytes, those inside the text included."""
    row = tenant.db.execute(
        "select coalesce(sum(size), 0) from attachment where message = ?", (message,)
    ).fetchone()
    return int(row[0])


def content_of(tenant: Tenant, attachment: Attachment) -> bytes:
    """The bytes."""
    row = tenant.db.execute(
        "select content from attachment_content where id = ?", (attachment.id,)
    ).fetchone()
    return bytes(row[0])


def remove(tenant: Tenant, attachment: Attachment) -> None:
    """The row and the bytes go."""
    tenant.db.execute("delete from attachment_content where id = ?", (attachment.id,))
    tenant.db.execute("delete from attachment where id = ?", (attachment.id,))


def shown(tenant: Tenant, attachment: Attachment) -> dict[str, Any]:
    """The resource with its content, as Graph gives it unless $select leaves the content out."""
    return {
        "@odata.type": "#microsoft.graph.fileAttachment",
        "@odata.mediaContentType": attachment.content_type,
        "id": attachment.id,
        "lastModifiedDateTime": attachment.modified,
        "name": attachment.name,
        "contentType": attachment.content_type,
        "size": attachment.size,
        "isInline": bool(attachment.inline),
        "contentId": attachment.content_id,
        "contentLocation": None,
        "contentBytes": base64.b64encode(content_of(tenant, attachment)).decode(),
    }
