"""The content of a mail for the look-alike's script: original, headers, text, attachments. Same origin only."""

from __future__ import annotations

from deploy.devtenant import attachments_store, mime
from deploy.devtenant.graph import Call, Reply, outside
from deploy.devtenant.messageshape import plain
from deploy.devtenant.sim.facts import in_inbox
from deploy.devtenant.sim.options import mailbox_of

_ONE = "/sim/{persoon}/{bericht}"
_SAFE = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}


@outside("GET", _ONE + "/origineel")
def _original(call: Call) -> Reply:
    message = in_inbox(call, mailbox_of(call.params["persoon"]))
    return _bytes(mime.of_message(call.tenant, message))


@outside("GET", _ONE + "/koppen")
def _headers(call: Call) -> Reply:
    """Everything above the first empty line, as it came in."""
    original = mime.of_message(call.tenant, in_inbox(call, mailbox_of(call.params["persoon"])))
    return _bytes(original.replace(b"\r\n", b"\n").partition(b"\n\n")[0].replace(b"\n", b"\r\n") + b"\r\n")


@outside("GET", _ONE + "/tekst")
def _text(call: Call) -> Reply:
    """?vorm=text or html: the body."""
    body = in_inbox(call, mailbox_of(call.params["persoon"])).doc["body"]
    if call.query.get("vorm") == "html" and body["contentType"] == "html":
        return _bytes(body["content"].encode())
    return _bytes(plain(body).encode())


@outside("GET", _ONE + "/bijlagen/{bijlage}")
def _attachment(call: Call) -> Reply:
    message = in_inbox(call, mailbox_of(call.params["persoon"]))
    found = attachments_store.one(call.tenant, message.key, call.params["bijlage"])
    return _bytes(attachments_store.content_of(call.tenant, found))


def _bytes(content: bytes) -> Reply:
    """For the script alone: a browser that is sent here keeps the bytes and shows nothing."""
    headers = {"Content-Disposition": "attachment", "Content-Security-Policy": "sandbox", **_SAFE}
    return Reply(200, content, headers, "application/octet-stream")
