"""One calendar: what stands in it, by start."""

from __future__ import annotations

from typing import Any

from deploy.devtenant import calendar_store
from deploy.devtenant.calendar_store import Event
from deploy.devtenant.graph import Call, Reply
from deploy.devtenant.kijk import words
from deploy.devtenant.kijk.page import page, person_of, window
from deploy.devtenant.messageshape import plain

_SHOWN = {"free": "vrij", "tentative": "voorlopig", "busy": "bezet", "oof": "afwezig"}
_SENSITIVE = {"private": "privé", "personal": "persoonlijk", "confidential": "vertrouwelijk"}


@window("/personen/{persoon}/agenda")
def _calendar(call: Call) -> Reply:
    person = person_of(call)
    events = [_row(one) for one in calendar_store.in_calendar(call.tenant, person.oid)]
    return page("agenda", titel=f"Agenda van {person.title}", persoon=person, deel="agenda", afspraken=events)


def _row(event: Event) -> dict[str, Any]:
    doc = event.doc
    return {
        "onderwerp": doc["subject"] or "(zonder onderwerp)",
        "begin": words.moment(event.starts),
        "einde": words.moment(event.ends),
        "stand": _SHOWN.get(doc["showAs"], doc["showAs"]),
        "afscherming": _SENSITIVE.get(doc["sensitivity"], "gewoon"),
        "genodigden": words.addresses(doc["attendees"] or []) or "niemand",
        "tekst": plain(doc["body"]).strip(),
    }
