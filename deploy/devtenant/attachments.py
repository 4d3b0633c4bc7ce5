"""Attachments of a message: small ones in one request, large ones through an upload session.

Sources: https://learn.microsoft.com/graph/api/message-post-attachments (under 3 MB),
https://learn.microsoft.com/graph/api/attachment-createuploadsession (3 to 150 MB, parts of at most 4 MB, in order).
"""

import base64
import binascii
from typing import Any

from deploy.devtenant import attachments_store as store
from deploy.devtenant import messages
from deploy.devtenant.attachments_store import Incoming
from deploy.devtenant.graph import MEGABYTE, Call, GraphFault, Reply
from deploy.devtenant.mailboxes import at_mailbox, not_found, opened
from deploy.devtenant.outlookquery import paged, selected
from deploy.devtenant.store import Tenant
from deploy.devtenant.transfers import KINDS, Kind, open_session

SIMPLE_LIMIT = 3 * MEGABYTE
SESSION_LIMIT = 150 * MEGABYTE
MESSAGE_LIMIT = 35 * MEGABYTE
PART_LIMIT = 4 * MEGABYTE
_FILE = "#microsoft.graph.fileAttachment"
_ALL = "/messages/{message-id}/attachments"
_ONE = _ALL + "/{attachment-id}"
_ITEM_KEYS = {"@odata.type", "attachmentType", "name", "size", "contentType", "isInline", "contentId"}


@at_mailbox("POST", _ALL, body_model="attachment")
def _post_attachment(call: Call) -> Reply:
    message = _writable(call)
    added = attach(call.tenant, message, call.json())
    return Reply(201, store.shown(call.tenant, added))


@at_mailbox("GET", _ALL, query=("$select", "$top", "$skip", "$count"))
def _list_attachments(call: Call) -> Reply:
    message = messages.by_id(call, opened(call, "Mail.Read"))
    return Reply(200, paged(call, [_chosen(call, one) for one in store.of_message(call.tenant, message.key)]))


@at_mailbox("GET", _ONE, query=("$select",))
def _get_attachment(call: Call) -> Reply:
    return Reply(200, _chosen(call, _found(call, "Mail.Read")))


@at_mailbox(
    "GET", _ONE + "/$value", extra="https://learn.microsoft.com/graph/api/attachment-get, raw contents"
)
def _attachment_content(call: Call) -> Reply:
    found = _found(call, "Mail.Read")
    return Reply(200, store.content_of(call.tenant, found), content_type=found.content_type)


@at_mailbox("DELETE", _ONE)
def _delete_attachment(call: Call) -> Reply:
    message = _writable(call)
    store.remove(call.tenant, store.one(call.tenant, message.key, call.params["attachment-id"]))
    messages.touch(call.tenant, message.key)
    return Reply(204)


@at_mailbox("POST", _ALL + "/createUploadSession")
def _create_session(call: Call) -> Reply:
    message, wanted = _writable(call), _item(call)
    size = int(wanted["size"])
    if size < SIMPLE_LIMIT:
        raise GraphFault(
            400,
            "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize",
            "Attachment size must be greater than the minimum size.",
        )
    if size > SESSION_LIMIT:
        raise GraphFault(400, "ErrorAttachmentSizeLimitExceeded", "The attachment is larger than 150 MB.")
    target = {
        "message": message.key,
        "mailbox": call.params.get("user-id", "me"),
        "given": call.params["message-id"],
        "name": str(wanted["name"]),
        "type": wanted.get("contentType"),
    }
    return Reply(201, open_session(call, "attachment", target, size))


def attach(tenant: Tenant, message: messages.Message, wanted: dict[str, Any]) -> store.Attachment:
    """Store a fileAttachment body under a message."""
    if wanted.get("@odata.type", "").removeprefix("#") != _FILE.removeprefix("#"):
        raise GraphFault(
            400, "ErrorInvalidRequest", "Only an attachment of type #microsoft.graph.fileAttachment fits."
        )
    content = _decoded(wanted.get("contentBytes"))
    if len(content) > SIMPLE_LIMIT:
        raise GraphFault(413, "ErrorAttachmentSizeLimitExceeded", "The attachment is larger than 3 MB.")
    incoming = Incoming(
        str(wanted.get("name") or "attachment"),
        content,
        wanted.get("contentType"),
        bool(wanted.get("isInline")),
        wanted.get("contentId"),
    )
    return _stored(tenant, message.key, incoming)


def _stored(tenant: Tenant, key: str, incoming: Incoming) -> store.Attachment:
    if store.total_size(tenant, key) + len(incoming.content) > MESSAGE_LIMIT:
        raise GraphFault(413, "ErrorMessageSizeExceeded", "The message exceeds the maximum supported size.")
    messages.touch(tenant, key)
    return store.add(tenant, key, incoming)


def _decoded(given: Any) -> bytes:
    try:
        return base64.b64decode(given, validate=True)
    except (binascii.Error, TypeError, ValueError) as error:
        raise GraphFault(
            400, "RequestBodyRead", "Cannot convert the literal to the expected type 'Edm.Binary'."
        ) from error


def _item(call: Call) -> dict[str, Any]:
    body = call.json()
    item = next(iter(body.values()), None) if [*map(str.lower, body)] == ["attachmentitem"] else None
    if (
        not isinstance(item, dict)
        or set(item) - _ITEM_KEYS
        or not {"attachmentType", "name", "size"} <= set(item)
    ):
        raise GraphFault(
            400, "ErrorInvalidParameter", "The AttachmentItem needs an attachmentType, a name and a size."
        )
    if item["attachmentType"] != "file" or not isinstance(item["size"], int):
        raise GraphFault(400, "ErrorInvalidParameter", "The AttachmentItem is not valid.")
    return item


def _writable(call: Call) -> messages.Message:
    message = messages.by_id(call, opened(call, "Mail.ReadWrite"))
    if not message.is_draft:
        raise GraphFault(400, "ErrorInvalidOperation", "Attachments can be changed on a draft alone.")
    return message


def _found(call: Call, right: str) -> store.Attachment:
    message = messages.by_id(call, opened(call, right))
    return store.one(call.tenant, message.key, call.params["attachment-id"])


def _chosen(call: Call, attachment: store.Attachment) -> dict[str, Any]:
    return selected(call, store.shown(call.tenant, attachment), "fileAttachment")


def _check_part(first: int, last: int, _total: int) -> None:
    if last - first + 1 > PART_LIMIT:
        raise GraphFault(413, "ErrorInvalidRequest", "A part of an upload holds at most 4 MB.")


def _finish(tenant: Tenant, target: dict[str, Any], content: bytes) -> Reply:
    if messages.by_key(tenant, target["message"]).folder == messages.PURGES:
        raise not_found()
    added = _stored(tenant, target["message"], Incoming(target["name"], content, target["type"]))
    place = f"{tenant.url}/v1.0/users/{target['mailbox']}/messages/{target['given']}/attachments/{added.id}"
    return Reply(201, None, {"Location": place})


KINDS["attachment"] = Kind(200, _check_part, _finish, str)
