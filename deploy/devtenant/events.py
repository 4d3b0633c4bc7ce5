"""Calendars and their events.

Sources: user-post-events, user-list-events, user-list-calendarview, event-get, event-update, event-delete,
event-permanentdelete (learn.microsoft.com/graph/api).
"""

from typing import Any

from deploy.devtenant import calendar_store as store
from deploy.devtenant import extended
from deploy.devtenant.calendar_store import Event
from deploy.devtenant.eventshape import etag, organizer, shown
from deploy.devtenant.eventtimes import asked_moment
from deploy.devtenant.graph import Call, GraphFault, Reply
from deploy.devtenant.mailboxes import (
    at_mailbox,
    checked_id,
    not_found,
    opened,
    preference_headers,
    rest_id,
)
from deploy.devtenant.outlookquery import (
    only,
    ordered,
    paged,
    parsed_filter,
    selected,
)

_RIGHT, _READ = "Calendars.ReadWrite", "Calendars.Read"
_LIST = ("$select", "$expand", "$filter", "$orderby", "$top", "$skip", "$count")
_FILTERABLE = frozenset(
    {
        "subject",
        "createdDateTime",
        "lastModifiedDateTime",
        "start/dateTime",
        "end/dateTime",
        "showAs",
        "sensitivity",
    }
)
_CALENDARS = ("/events", "/calendar/events", "/calendars/{calendar-id}/events")
_WINDOW = (
    "https://learn.microsoft.com/graph/api/user-list-calendarview; the SDK writes the window into the path"
)
_VIEWS = ("/calendarView", "/calendar/calendarView", "/calendars/{calendar-id}/calendarView")


def _create(call: Call) -> Reply:
    mailbox = _calendar(call, _RIGHT)
    wanted = call.json()
    if "transactionId" in wanted and wanted["transactionId"] is None:
        del wanted["transactionId"]
    return _answer(call, 201, store.add(call.tenant, mailbox, wanted))


def _list_events(call: Call) -> Reply:
    return _listed(call, store.in_calendar(call.tenant, _calendar(call, _READ)))


def _view(call: Call) -> Reply:
    mailbox = _calendar(call, _READ)
    start, end = asked_moment(call, "startDateTime"), asked_moment(call, "endDateTime")
    return _listed(call, store.between(call.tenant, mailbox, start, end))


def _get(call: Call) -> Reply:
    return _answer(call, 200, store.by_id(call, _calendar(call, _READ)))


def _update(call: Call) -> Reply:
    event = store.by_id(call, _calendar(call, _RIGHT))
    if call.headers.get("If-Match", "*") not in ("*", etag(event)):
        raise GraphFault(
            412, "ErrorIrresolvableConflict", "The change key does not match the current one of the item."
        )
    return _answer(call, 200, store.change(call.tenant, event, call.json()))


def _delete(call: Call) -> Reply:
    store.remove(call.tenant, store.by_id(call, _calendar(call, _RIGHT)), "deleted")
    return Reply(204)


def _delete_for_good(call: Call) -> Reply:
    store.remove(call.tenant, store.by_id(call, _calendar(call, _RIGHT)), "purged")
    return Reply(204)


for _path in _CALENDARS:
    at_mailbox("POST", _path, body_model="event")(_create)
    at_mailbox("GET", _path, query=_LIST)(_list_events)
    at_mailbox("GET", _path + "/{event-id}", query=("$select", "$expand"))(_get)
    at_mailbox("PATCH", _path + "/{event-id}", body_model="event")(_update)
    at_mailbox("DELETE", _path + "/{event-id}")(_delete)
    at_mailbox("POST", _path + "/{event-id}/permanentDelete")(_delete_for_good)
for _path in _VIEWS:
    at_mailbox("GET", _path, query=("startDateTime", "endDateTime", *_LIST), extra=_WINDOW)(_view)


@at_mailbox("GET", "/calendar", query=("$select",))
def _default_calendar(call: Call) -> Reply:
    return Reply(200, selected(call, _shown_calendar(_calendar(call, _READ)), "calendar"))


@at_mailbox("GET", "/calendars", query=("$select", "$top", "$skip", "$count"))
def _list_calendars(call: Call) -> Reply:
    return Reply(200, paged(call, [selected(call, _shown_calendar(_calendar(call, _READ)), "calendar")]))


def _calendar(call: Call, right: str) -> str:
    mailbox = opened(call, right)
    given = call.params.get("calendar-id")
    if given is not None and checked_id(call, given) != _calendar_id(mailbox):
        raise not_found()
    return mailbox


def _calendar_id(mailbox: str) -> str:
    return rest_id(f"{mailbox}/calendar", 0)


def _shown_calendar(mailbox: str) -> dict[str, Any]:
    return {
        "id": _calendar_id(mailbox),
        "name": "Agenda",
        "isDefaultCalendar": True,
        "canEdit": True,
        "owner": organizer(mailbox),
    }


def _listed(call: Call, found: list[Event]) -> Reply:
    used = parsed_filter(call, _FILTERABLE)
    for name, value in used.properties:
        keys = extended.items_with(call.tenant, name, value)
        found = [event for event in found if event.key in keys]
    passing = only((shown(call, event) for event in found), used)
    page = paged(call, ordered(call, passing, used, "createdDateTime desc"))
    page["value"] = [selected(call, one, "event") for one in page["value"]]
    return Reply(200, page, preference_headers(call))


def _answer(call: Call, status: int, event: Event) -> Reply:
    whole = selected(call, shown(call, event), "event")
    return Reply(status, whole, {"ETag": etag(event), **preference_headers(call)})
