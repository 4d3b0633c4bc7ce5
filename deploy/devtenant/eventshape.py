"""An event as Graph shows it."""

from typing import Any

from deploy.devtenant import calendar_store as store
from deploy.devtenant import extended
from deploy.devtenant.calendar_store import Event
from deploy.devtenant.eventtimes import preferred_zone
from deploy.devtenant.eventtimes import shown as shown_time
from deploy.devtenant.graph import Call, GraphFault
from deploy.devtenant.mailboxes import shown_id
from deploy.devtenant.messageshape import change_key, plain
from deploy.devtenant.outlookquery import expanded, expanded_ids
from deploy.devtenant.people import find_person
from deploy.devtenant.store import STATES, Tenant


def organizer(mailbox: str) -> dict[str, str]:
    """Whose calendar it is, as an address."""
    person = find_person(mailbox)
    return {"name": person.title, "address": person.upn} if person else {}


def etag(event: Event) -> str:
    """The weak ETag that Outlook gives."""
    return f'W/"{change_key(event.key, event.version)}"'


def shown(call: Call, event: Event) -> dict[str, Any]:
    """The whole resource, times in the zone the caller prefers."""
    shown_as = shown_id(call, event.key, 0)
    zone = preferred_zone(call)
    found = {
        "@odata.etag": etag(event),
        "id": shown_as,
        "createdDateTime": event.created,
        "lastModifiedDateTime": event.modified,
        "changeKey": change_key(event.key, event.version),
        "originalStartTimeZone": "UTC",
        "originalEndTimeZone": "UTC",
        "iCalUId": event.key.replace("-", "").upper(),
        "bodyPreview": plain(event.doc["body"])[:255],
        "hasAttachments": False,
        "webLink": f"https://outlook.office365.com/owa/?itemid={shown_as}&exvsurl=1&path=/calendar/item",
        "organizer": {"emailAddress": organizer(event.mailbox)},
        "start": shown_time(event.starts, zone),
        "end": shown_time(event.ends, zone),
        **event.doc,
        **_expanded(call, event),
    }
    return found | ({"transactionId": event.transaction_id} if event.transaction_id else {})


def _expanded(call: Call, event: Event) -> dict[str, Any]:
    wanted = expanded(call)
    if set(wanted) - {"singleValueExtendedProperties"}:
        raise GraphFault(400, "RequestBroker--ParseUri", f"Could not expand {', '.join(wanted)}.")
    found = {
        name: extended.read(call.tenant, event.key, expanded_ids(options)) for name, options in wanted.items()
    }
    return {name: values for name, values in found.items() if values}


@STATES.append
def events_state(tenant: Tenant) -> dict[str, Any]:
    """The events of each calendar by the address of the mailbox."""
    return {
        "events": {
            person.upn: [
                {
                    **event.doc,
                    "start": shown_time(event.starts, "UTC"),
                    "end": shown_time(event.ends, "UTC"),
                    "transactionId": event.transaction_id,
                }
                for event in store.in_calendar(tenant, person.oid)
            ]
            for person in tenant.people
        }
    }
