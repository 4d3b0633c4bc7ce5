"""Messages and mail folders. There is no way to send here: Graph answers those routes with 403 (see dispatch).

Sources: user-post-messages, mailfolder-post-messages, user-list-messages, message-get, message-update, message-delete,
message-move, message-permanentdelete, outlook-get-mime-message (learn.microsoft.com/graph).
"""

from typing import Any

from deploy.devtenant import attachments, extended, messages, mime
from deploy.devtenant.graph import Call, GraphFault, Reply
from deploy.devtenant.mailboxes import at_mailbox, opened, preference_headers
from deploy.devtenant.messagefields import changed, created
from deploy.devtenant.messages import FOLDERS, Message
from deploy.devtenant.messageshape import etag, folder, outlook_state, shown
from deploy.devtenant.outlookquery import only, ordered, paged, parsed_filter, selected
from deploy.devtenant.store import STATES

_LIST = ("$select", "$expand", "$filter", "$orderby", "$top", "$skip", "$count")
_ITEM = ("$select", "$expand")
_MESSAGE = "/messages/{message-id}"
_FOLDER = "/mailFolders/{mailFolder-id}"
_FILTERABLE = frozenset(
    {
        "subject",
        "isDraft",
        "isRead",
        "importance",
        "hasAttachments",
        "createdDateTime",
        "lastModifiedDateTime",
        "receivedDateTime",
        "sentDateTime",
        "internetMessageId",
        "conversationId",
        "from/emailAddress/address",
        "sender/emailAddress/address",
    }
)


@at_mailbox("POST", "/messages", body_model="message", limit=mime.LIMIT)
def _create(call: Call) -> Reply:
    return _created(call, opened(call, "Mail.ReadWrite"), "drafts")


@at_mailbox("POST", _FOLDER + "/messages", body_model="message", limit=mime.LIMIT)
def _create_in_folder(call: Call) -> Reply:
    mailbox = opened(call, "Mail.ReadWrite")
    return _created(call, mailbox, messages.folder_named(call, mailbox, call.params["mailFolder-id"]))


@at_mailbox("GET", "/messages", query=_LIST)
def _list_all(call: Call) -> Reply:
    return _listed(call, messages.in_mailbox(call.tenant, opened(call, "Mail.Read")))


@at_mailbox("GET", _FOLDER + "/messages", query=_LIST)
def _list_folder(call: Call) -> Reply:
    mailbox = opened(call, "Mail.Read")
    name = messages.folder_named(call, mailbox, call.params["mailFolder-id"])
    return _listed(call, messages.in_folder(call.tenant, mailbox, name))


@at_mailbox("GET", "/mailFolders", query=("$select", "$top", "$skip", "$count"))
def _list_folders(call: Call) -> Reply:
    mailbox = opened(call, "Mail.Read")
    return Reply(
        200, paged(call, [selected(call, folder(call, mailbox, name), "mailFolder") for name in FOLDERS])
    )


@at_mailbox("GET", _FOLDER, query=("$select",))
def _get_folder(call: Call) -> Reply:
    mailbox = opened(call, "Mail.Read")
    name = messages.folder_named(call, mailbox, call.params["mailFolder-id"])
    return Reply(200, selected(call, folder(call, mailbox, name), "mailFolder"))


@at_mailbox("GET", _MESSAGE, query=_ITEM)
def _get(call: Call) -> Reply:
    return _answer(call, 200, messages.by_id(call, opened(call, "Mail.Read")))


@at_mailbox("GET", _MESSAGE + "/$value")
def _get_mime(call: Call) -> Reply:
    message = messages.by_id(call, opened(call, "Mail.Read"))
    return Reply(200, mime.of_message(call.tenant, message), content_type="text/plain")


@at_mailbox("PATCH", _MESSAGE, body_model="message")
def _update(call: Call) -> Reply:
    message = messages.by_id(call, opened(call, "Mail.ReadWrite"))
    _check_match(call, message)
    wanted = call.json()
    if "attachments" in wanted:
        raise GraphFault(400, "ErrorInvalidPropertySet", "Attachments are added through their own address.")
    doc = changed(message.doc, wanted)
    extended.write(call.tenant, message.key, wanted.get("singleValueExtendedProperties") or [])
    return _answer(call, 200, messages.rewrite(call.tenant, message, doc))


@at_mailbox("DELETE", _MESSAGE)
def _delete(call: Call) -> Reply:
    message = messages.by_id(call, opened(call, "Mail.ReadWrite"))
    _check_match(call, message)
    messages.delete(call.tenant, message)
    return Reply(204)


@at_mailbox("POST", _MESSAGE + "/permanentDelete")
def _delete_for_good(call: Call) -> Reply:
    messages.delete_for_good(call.tenant, messages.by_id(call, opened(call, "Mail.ReadWrite")))
    return Reply(204)


@at_mailbox("POST", _MESSAGE + "/move")
def _move(call: Call) -> Reply:
    mailbox = opened(call, "Mail.ReadWrite")
    wanted = {name.lower(): value for name, value in call.json().items()}
    if set(wanted) != {"destinationid"}:
        raise GraphFault(400, "ErrorInvalidRequest", "A move needs a destinationId and nothing else.")
    target = messages.folder_named(call, mailbox, str(wanted["destinationid"]))
    return _answer(call, 201, messages.move(call.tenant, messages.by_id(call, mailbox), target))


def _created(call: Call, mailbox: str, folder_name: str) -> Reply:
    if call.headers.get("Content-Type", "").startswith("text/plain"):
        return _answer(call, 201, mime.draft(call.tenant, mailbox, folder_name, call.body))
    wanted = call.json()
    message = messages.add(call.tenant, mailbox, folder_name, created(wanted))
    extended.write(call.tenant, message.key, wanted.get("singleValueExtendedProperties") or [])
    for one in wanted.get("attachments") or []:
        attachments.attach(call.tenant, message, one)
    return _answer(call, 201, messages.by_key(call.tenant, message.key))


def _listed(call: Call, found: list[Message]) -> Reply:
    used = parsed_filter(call, _FILTERABLE)
    for name, value in used.properties:
        keys = extended.items_with(call.tenant, name, value)
        found = [message for message in found if message.key in keys]
    passing = only((shown(call, message) for message in found), used)
    page = paged(call, ordered(call, passing, used, "receivedDateTime desc"))
    page["value"] = [selected(call, one, "message") for one in page["value"]]
    return Reply(200, page, preference_headers(call))


def _answer(call: Call, status: int, message: Message) -> Reply:
    whole: dict[str, Any] = selected(call, shown(call, message), "message")
    return Reply(status, whole, {"ETag": etag(message), **preference_headers(call)})


def _check_match(call: Call, message: Message) -> None:
    if call.headers.get("If-Match", "*") not in ("*", etag(message)):
        raise GraphFault(
            412,
            "ErrorIrresolvableConflict",
            "The send or update operation could not be performed because the change key passed in the request does "
            "not match the current change key for the item.",
        )


STATES.append(outlook_state)
