"""Drafts in somebody's mailbox. People send them from Outlook; this code has no way to."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import quote

from graph.connection import Graph
from graph.errors import NotFound
from graph.outlook import Outlook

MARKER = "String {9f0c2d7e-3b1a-4c55-9e57-0b8f3f6a1c10} Name meldReferentie"
SIMPLE = 3 * 1024 * 1024  # bytes; a larger attachment needs an upload session
ENTRY = "#microsoft.graph.fileAttachment"


@dataclass(frozen=True)
class Draft:
    """A message as it stands in the mailbox; `is_draft` is False once somebody sent it."""

    id: str
    web_link: str
    is_draft: bool
    recipients: tuple[str, ...]


@dataclass(frozen=True)
class Attachment:
    """An attachment of a draft. `size` is Outlook's, in bytes, and somewhat more than the file's."""

    id: str
    name: str
    size: int


class Mailbox:
    """The mailboxes the service may write in. `user` is an object id or an address."""

    def __init__(self, graph: Graph) -> None:
        self._outlook = Outlook(graph)

    def find(self, user: str, marker_value: str) -> list[Draft]:
        """The messages that carry this mark, drafts and sent ones."""
        mark, value = (text.replace("'", "''") for text in (MARKER, marker_value))
        condition = f"singleValueExtendedProperties/Any(ep: ep/id eq '{mark}' and ep/value eq '{value}')"
        with self._outlook.turn(user) as account:
            return [_draft(message) for message in _box(account, user).get_messages(query=condition)]

    def get(self, user: str, draft_id: str) -> Draft:
        """Read a draft. Errors: NotFound."""
        with self._outlook.turn(user) as account:
            return _draft(_box(account, user).get_message(draft_id))

    def create_draft(self, user: str, *, subject: str, html: str, marker_value: str) -> Draft:
        """Make a draft without a recipient, findable by its mark."""
        with self._outlook.turn(user) as account:
            message = _box(account, user).new_message()
            message.subject, message.body = subject, html
            message.single_value_extended_properties.append({"id": MARKER, "value": marker_value})
            message.save_draft()
            return _draft(message)

    def attach(self, user: str, draft_id: str, name: str, content: bytes, content_type: str) -> None:
        """Add a file to a draft; above 3 MB in parts."""
        with self._outlook.turn(user) as account:
            message = _known(account, user, draft_id)
            if len(content) > SIMPLE:
                message.attachments.add([(BytesIO(content), name)])
                message.save_draft()
                return
            data = {
                "@odata.type": ENTRY,
                "name": name,
                "contentType": content_type,
                "contentBytes": base64.b64encode(content).decode(),
            }
            account.con.post(message.build_url(_attachments(draft_id)), data=data)

    def attachments(self, user: str, draft_id: str) -> list[Attachment]:
        """What is attached, without the bytes."""
        with self._outlook.turn(user) as account:
            url = _known(account, user, draft_id).build_url(_attachments(draft_id))
            found = account.con.get(url, params={"$select": "id,name,size"}).json()["value"]
        return [Attachment(entry["id"], entry["name"], entry["size"]) for entry in found]

    def attachment_content(self, user: str, draft_id: str, attachment_id: str) -> bytes:
        """The bytes of one attachment. Errors: NotFound."""
        with self._outlook.turn(user) as account:
            path = f"{_attachments(draft_id)}/{quote(attachment_id, safe='')}/$value"
            content: bytes = account.con.get(_known(account, user, draft_id).build_url(path)).content
            return content

    def detach(self, user: str, draft_id: str, attachment_id: str) -> None:
        """Take one attachment out of a draft; one that is gone already is fine."""
        with self._outlook.turn(user) as account:
            path = f"{_attachments(draft_id)}/{quote(attachment_id, safe='')}"
            try:
                account.con.delete(_known(account, user, draft_id).build_url(path))
            except NotFound:
                return

    def address(self, user: str, draft_id: str, recipients: Sequence[tuple[str, str]]) -> None:
        """Put these recipients (name, address) in a draft in place of those that stand there; [] takes them out."""
        with self._outlook.turn(user) as account:
            message = _known(account, user, draft_id)
            message.to.clear()
            message.to.add(list(recipients))
            message.save_draft()

    def delete_for_good(self, user: str, draft_id: str) -> None:
        """Take a draft away past the bin and the recoverable items; one that is gone already is fine."""
        with self._outlook.turn(user) as account:
            message = _known(account, user, draft_id)
            try:
                account.con.post(message.build_url(f"/messages/{quote(draft_id, safe='')}/permanentDelete"))
            except NotFound:
                return


def _box(account: Any, user: str) -> Any:
    return account.mailbox(resource=f"users/{user}")


def _known(account: Any, user: str, draft_id: str) -> Any:
    """The library's message for a draft that is not read first."""
    message = _box(account, user).new_message()
    message.object_id = draft_id
    return message


def _attachments(draft_id: str) -> str:
    return f"/messages/{quote(draft_id, safe='')}/attachments"


def _draft(message: Any) -> Draft:
    recipients = (*message.to, *message.cc, *message.bcc)
    addresses = tuple(recipient.address for recipient in recipients)
    return Draft(message.object_id, message.web_link, message.is_draft, addresses)
