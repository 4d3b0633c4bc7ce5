"""One mailbox: its folders and the mails in one of them."""

from __future__ import annotations

from typing import Any

from deploy.devtenant import attachments_store, messages
from deploy.devtenant.graph import Call, GraphFault, Reply
from deploy.devtenant.kijk import words
from deploy.devtenant.kijk.page import page, person_of, window
from deploy.devtenant.messages import FOLDERS, Message


@window("/personen/{persoon}/postvak")
def _mailbox(call: Call) -> Reply:
    person, folder = person_of(call), call.query.get("map", "inbox")
    if folder not in FOLDERS:
        raise GraphFault(404, "itemNotFound", "Deze map is er niet.")
    counted = {name: len(messages.in_folder(call.tenant, person.oid, name)) for name in FOLDERS}
    return page(
        "postvak",
        titel=f"Postvak van {person.title}",
        persoon=person,
        deel="postvak",
        mappen=[{"naam": name, "woord": word, "aantal": counted[name]} for name, word in FOLDERS.items()],
        map=folder,
        mapnaam=FOLDERS[folder],
        berichten=[_row(call, one) for one in messages.in_folder(call.tenant, person.oid, folder)],
    )


def _row(call: Call, message: Message) -> dict[str, Any]:
    doc = message.doc
    sender = words.address(doc["from"]) if "from" in doc else "nog niemand"
    return {
        "sleutel": message.key,
        "onderwerp": doc["subject"] or "(zonder onderwerp)",
        "wie": words.addresses(doc["toRecipients"]) or "nog zonder geadresseerde"
        if message.is_draft or message.folder == "sentitems"
        else sender,
        "moment": words.moment(message.created),
        "bijlagen": len(attachments_store.of_message(call.tenant, message.key)),
    }
