"""A message and a mail folder as Graph shows them."""

import html
import re
from typing import Any
from urllib.parse import quote

from deploy.devtenant import attachments_store, extended, messages
from deploy.devtenant.graph import Call, GraphFault
from deploy.devtenant.mailboxes import shown_id
from deploy.devtenant.messages import Message
from deploy.devtenant.outlookquery import expanded, expanded_ids
from deploy.devtenant.people import DOMAIN
from deploy.devtenant.store import Tenant

_PREVIEW = 255


def change_key(key: str, version: int) -> str:
    """Another one after each change."""
    return f"CQAAABYAAAA{key.replace('-', '')[:12]}{version:06d}"


def etag(message: Message) -> str:
    """The weak ETag that Outlook gives."""
    return f'W/"{change_key(message.key, message.version)}"'


def shown(call: Call, message: Message) -> dict[str, Any]:
    """The whole resource, own headers included; $select leaves out what was not asked."""
    shown_as = shown_id(call, message.key, message.moves)
    return {
        "@odata.etag": etag(message),
        "id": shown_as,
        "createdDateTime": message.created,
        "lastModifiedDateTime": message.modified,
        "changeKey": change_key(message.key, message.version),
        "receivedDateTime": message.created,
        "sentDateTime": message.created,
        "hasAttachments": attachments_store.any_of(call.tenant, message.key),
        "internetMessageId": f"<{message.key}@{DOMAIN}>",
        "conversationId": f"AAQkAD{message.key.replace('-', '')}",
        "parentFolderId": messages.folder_id(message.mailbox, message.folder),
        "webLink": _web_link(shown_as),
        "bodyPreview": _preview(message.doc["body"]),
        **message.doc,
        "body": _body(call, message.doc["body"]),
        **_expanded(call, message),
    }


def folder(call: Call, mailbox: str, name: str) -> dict[str, Any]:
    """The resource mailFolder."""
    inside = messages.in_folder(call.tenant, mailbox, name)
    return {
        "id": messages.folder_id(mailbox, name),
        "displayName": messages.FOLDERS[name],
        "parentFolderId": messages.folder_id(mailbox, "msgfolderroot"),
        "childFolderCount": 0,
        "unreadItemCount": sum(not message.doc["isRead"] for message in inside),
        "totalItemCount": len(inside),
        "isHidden": False,
    }


def _expanded(call: Call, message: Message) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for relation, options in expanded(call).items():
        match relation:
            case "singleValueExtendedProperties":
                if values := extended.read(call.tenant, message.key, expanded_ids(options)):
                    found[relation] = values
            case "attachments":
                found[relation] = [
                    attachments_store.shown(call.tenant, one)
                    for one in attachments_store.of_message(call.tenant, message.key)
                ]
            case _:
                raise GraphFault(
                    400, "RequestBroker--ParseUri", f"Could not expand the relation '{relation}'."
                )
    return found


def _web_link(shown_as: str) -> str:
    return f"https://outlook.office365.com/owa/?ItemID={quote(shown_as)}&exvsurl=1&viewmodel=ReadMessageItem"


def _body(call: Call, body: dict[str, str]) -> dict[str, str]:
    if call.prefers('outlook.body-content-type="text"') and body["contentType"] == "html":
        return {"contentType": "text", "content": plain(body)}
    return body


def plain(body: dict[str, str]) -> str:
    """The words of a body without its markup."""
    if body["contentType"] == "text":
        return body["content"]
    return html.unescape(re.sub(r"<[^>]+>", "", body["content"]))


def _preview(body: dict[str, str]) -> str:
    return plain(body)[:_PREVIEW]


def outlook_state(tenant: Tenant) -> dict[str, Any]:
    """All messages by the address of the mailbox, those deleted for good apart."""
    from_oid = {person.oid: person.upn for person in tenant.people}
    found: dict[str, list[dict[str, Any]]] = {person.upn: [] for person in tenant.people}
    purged: dict[str, int] = {}
    for message in messages.everywhere(tenant):
        address = from_oid[message.mailbox]
        if message.folder == messages.PURGES:
            purged[address] = purged.get(address, 0) + 1
        else:
            found[address].append(_stated(tenant, message))
    return {"messages": found, "purged_messages": purged}


def _stated(tenant: Tenant, message: Message) -> dict[str, Any]:
    return {
        **message.doc,
        "folder": message.folder,
        "recipients": [one["emailAddress"]["address"] for one in message.doc["toRecipients"]],
        "properties": extended.all_of(tenant, message.key),
        "attachments": [
            {"name": one.name, "size": one.size, "sha256": one.sha256, "contentType": one.content_type}
            for one in attachments_store.of_message(tenant, message.key)
        ],
    }
