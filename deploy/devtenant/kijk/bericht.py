"""One mail, read safely as text; its attachments and original to download; a draft sent as the human would."""

from __future__ import annotations

from deploy.devtenant import attachments_store, extended, mailcontrol, messages, mime
from deploy.devtenant.graph import Call, GraphFault, Reply
from deploy.devtenant.kijk import words
from deploy.devtenant.kijk.page import (
    BASE,
    download,
    from_here,
    message_of,
    page,
    person_of,
    see_other,
    window,
)
from deploy.devtenant.messages import FOLDERS, Message
from deploy.devtenant.messageshape import plain

_ONE = "/personen/{persoon}/postvak/{bericht}"
_RECIPIENTS = {"Aan": "toRecipients", "Cc": "ccRecipients", "Bcc": "bccRecipients"}


@window(_ONE)
def _mail(call: Call) -> Reply:
    person = person_of(call)
    message = message_of(call, person)
    return page(
        "bericht",
        titel=message.doc["subject"] or "(zonder onderwerp)",
        persoon=person,
        deel="postvak",
        bericht=message,
        mapnaam=FOLDERS[message.folder],
        feiten=_facts(message),
        tekst=plain(message.doc["body"]).strip(),
        bijlagen=attachments_store.of_message(call.tenant, message.key),
        eigenschappen=extended.all_of(call.tenant, message.key),
        verstuurbaar=message.is_draft and any(message.doc[name] for name in _RECIPIENTS.values()),
    )


def _facts(message: Message) -> dict[str, str]:
    """What stands above a mail; a draft shows an empty Aan, because that says that nobody gets it yet."""
    doc = message.doc
    facts = {"Van": words.address(doc["from"])} if "from" in doc else {}
    facts["Aan"] = words.addresses(doc["toRecipients"]) or "nog niemand"
    facts |= {name: words.addresses(doc[key]) for name, key in _RECIPIENTS.items() if doc[key]}
    return facts | {"Datum": words.moment(message.created)}


@window(_ONE + "/bijlagen/{bijlage}")
def _attachment(call: Call) -> Reply:
    message = message_of(call, person_of(call))
    found = attachments_store.one(call.tenant, message.key, call.params["bijlage"])
    return download(attachments_store.content_of(call.tenant, found), found.name)


@window(_ONE + "/origineel")
def _original(call: Call) -> Reply:
    message = message_of(call, person_of(call))
    return download(mime.of_message(call.tenant, message), "bericht.eml")


@window(_ONE + "/verstuur", "POST")
def _send(call: Call) -> Reply:
    """The same as POST /__tenant/send, for a button on a page."""
    person = person_of(call)
    message = message_of(call, person)
    if not from_here(call.headers):
        raise GraphFault(403, "accessDenied", "Versturen kan alleen vanaf deze pagina.")
    if not message.is_draft:
        raise GraphFault(409, "conflict", "Dit bericht is al verstuurd.")
    sent: messages.Message = mailcontrol.send(call.tenant, person, message)
    return see_other(f"{BASE}/personen/{person.name}/postvak/{sent.key}")
