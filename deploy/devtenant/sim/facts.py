"""A mail as Outlook hands it to an add-in: facts and addresses of parts, no content."""

from __future__ import annotations

from typing import Any

from deploy.devtenant import attachments_store, messages
from deploy.devtenant.attachments_store import Attachment
from deploy.devtenant.graph import Call, GraphFault
from deploy.devtenant.mailboxes import rest_id
from deploy.devtenant.messages import Message
from deploy.devtenant.people import DOMAIN, Person
from deploy.devtenant.store import Tenant

_SHOWN = 50


def inbox(tenant: Tenant, person: Person) -> list[Message]:
    """The newest mails."""
    return messages.in_folder(tenant, person.oid, "inbox")[:_SHOWN]


def in_inbox(call: Call, person: Person) -> Message:
    """The mail of the path; 404 when it is not in this person's inbox."""
    for message in messages.in_folder(call.tenant, person.oid, "inbox"):
        if message.key == call.params["bericht"]:
            return message
    raise GraphFault(404, "itemNotFound", "this mail is not in the inbox")


def facts(tenant: Tenant, message: Message) -> dict[str, Any]:
    """`sleutel` is for the look-alike alone; the other names are those of Office.MessageRead."""
    doc = message.doc
    nobody = {"emailAddress": {"name": "", "address": ""}}
    return {
        "sleutel": message.key,
        "restId": rest_id(message.key, message.moves),
        "internetMessageId": doc.get("internetMessageId", f"<{message.key}@{DOMAIN}>"),
        "conversationId": f"AAQkAD{message.key.replace('-', '')}",
        "subject": doc["subject"],
        "from": _person(doc.get("from", nobody)),
        "to": [_person(one) for one in doc["toRecipients"]],
        "cc": [_person(one) for one in doc["ccRecipients"]],
        "dateTimeCreated": message.created,
        "dateTimeModified": message.modified,
        "attachments": [_attachment(one) for one in attachments_store.of_message(tenant, message.key)],
    }


def _person(recipient: dict[str, Any]) -> dict[str, str]:
    given = recipient["emailAddress"]
    address = given["address"]
    inside = address.lower().endswith(f"@{DOMAIN}")
    return {
        "displayName": given.get("name") or address,
        "emailAddress": address,
        "recipientType": "user" if inside else "externalUser",
        "appointmentResponse": "none",
    }


def _attachment(one: Attachment) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "size": one.size,
        "contentType": one.content_type,
        "attachmentType": "item" if one.content_type == "message/rfc822" else "file",
        "isInline": bool(one.inline),
        "contentId": one.content_id or "",
    }
