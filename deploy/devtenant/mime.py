"""Messages as MIME: read from what came in, written for what was drafted here.

Source: https://learn.microsoft.com/graph/outlook-create-message-with-mime (base64 body as text/plain, 4 MB).
"""

import base64
import binascii
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.message import Message as PlainMessage
from typing import Any

from deploy.devtenant import attachments_store, messages
from deploy.devtenant.attachments_store import Incoming
from deploy.devtenant.graph import MEGABYTE, GraphFault
from deploy.devtenant.messagefields import new_draft
from deploy.devtenant.messages import Message
from deploy.devtenant.people import DOMAIN
from deploy.devtenant.store import Tenant, stamp

LIMIT = 4 * MEGABYTE
_RECIPIENTS = {"toRecipients": "To", "ccRecipients": "Cc", "bccRecipients": "Bcc", "replyTo": "Reply-To"}


def draft(tenant: Tenant, mailbox: str, folder: str, body: bytes) -> Message:
    """A draft from base64 text."""
    try:
        content = base64.b64decode(b"".join(body.split()), validate=True)
    except binascii.Error as error:
        raise GraphFault(
            400, "ErrorMimeContentInvalidBase64String", "Invalid base64 string for MIME content."
        ) from error
    return _stored(tenant, mailbox, folder, content, {"isDraft": True, "isRead": True})


def received(tenant: Tenant, mailbox: str, content: bytes) -> Message:
    """A mail that came in from outside; its bytes are kept as they are."""
    now = stamp(tenant.now())
    facts = {"isDraft": False, "isRead": False, "receivedDateTime": now, "sentDateTime": now}
    return _stored(tenant, mailbox, "inbox", content, facts)


def of_message(tenant: Tenant, message: Message) -> bytes:
    """The MIME text: the bytes that came in, else written from the draft."""
    return messages.mime_of(tenant, message) or _written(tenant, message).as_bytes()


def _stored(tenant: Tenant, mailbox: str, folder: str, content: bytes, facts: dict[str, Any]) -> Message:
    mail = message_from_bytes(content, policy=policy.default)
    message = messages.add(tenant, mailbox, folder, _doc(mail) | facts, content)
    for part in mail.iter_attachments():
        attachments_store.add(tenant, message.key, _incoming(part))
    return messages.by_key(tenant, message.key)


def _doc(mail: EmailMessage) -> dict[str, Any]:
    text = mail.get_body(("html", "plain"))
    kind = "html" if text is not None and text.get_content_subtype() == "html" else "text"
    doc = new_draft() | {
        "subject": str(mail.get("Subject", "")),
        "body": {"contentType": kind, "content": _text(text) if text is not None else ""},
        "internetMessageHeaders": [{"name": name, "value": str(value)} for name, value in mail.items()],
    }
    doc |= {name: _recipients(mail.get(header)) for name, header in _RECIPIENTS.items()}
    if mail.get("Message-ID"):
        doc["internetMessageId"] = str(mail["Message-ID"])
    if senders := _recipients(mail.get("From")):
        doc |= {"from": senders[0], "sender": senders[0]}
    return doc


def _recipients(header: Any) -> list[dict[str, Any]]:
    addresses = header.addresses if header is not None else ()
    return [
        {"emailAddress": {"name": one.display_name or one.addr_spec, "address": one.addr_spec}}
        for one in addresses
    ]


def _incoming(part: MIMEPart) -> Incoming:
    inline = part.get_content_disposition() == "inline"
    name = part.get_filename() or "bijlage"
    return Incoming(name, _bytes(part), part.get_content_type(), inline, part.get("Content-ID"))


def _bytes(part: MIMEPart) -> bytes:
    """The decoded content; of a mail inside a mail its own MIME text."""
    inner = part.get_payload()
    if part.get_content_type() == "message/rfc822" and isinstance(inner, list):
        return b"".join(mail.as_bytes() for mail in inner if isinstance(mail, PlainMessage))
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else part.as_bytes()


def _text(part: MIMEPart) -> str:
    try:
        return _bytes(part).decode(part.get_content_charset("utf-8"), "replace")
    except LookupError:  # a charset that nobody knows
        return _bytes(part).decode("latin-1")


def _written(tenant: Tenant, message: Message) -> EmailMessage:
    mail, doc = EmailMessage(policy=policy.SMTP), message.doc
    mail["Subject"] = doc["subject"]
    mail["Message-ID"] = f"<{message.key}@{DOMAIN}>"
    for name, header in _RECIPIENTS.items():
        if doc[name]:
            mail[header] = [_address(one["emailAddress"]) for one in doc[name]]
    mail.set_content(
        doc["body"]["content"], subtype="html" if doc["body"]["contentType"] == "html" else "plain"
    )
    for one in attachments_store.of_message(tenant, message.key):
        kind, _, subtype = one.content_type.partition("/")
        content = attachments_store.content_of(tenant, one)
        mail.add_attachment(content, maintype=kind, subtype=subtype or "octet-stream", filename=one.name)
    return mail


def _address(given: dict[str, str]) -> Address:
    return Address(given["name"], addr_spec=given["address"])
