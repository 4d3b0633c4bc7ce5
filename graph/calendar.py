"""Time kept free in somebody's calendar. An event with attendees would send invitations, so there are none."""

from datetime import datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from graph.connection import Graph
from graph.errors import Conflict, NotFound
from graph.outlook import Outlook

UTC = ZoneInfo("UTC")  # the library takes no other kind of time zone


class Calendar:
    """The calendars the service may write in. `user` is an object id or an address."""

    def __init__(self, graph: Graph) -> None:
        self._outlook = Outlook(graph)

    def reserve(self, user: str, *, subject: str, start: datetime, end: datetime, transaction_id: str) -> str:
        """Keep time free, tentatively and privately; the id of the event.

        A repeat with the same transaction id makes no second one (Graph, "event resource type").
        """
        with self._outlook.turn(user) as account:
            event = account.reservation(user, subject)
            event.start, event.end = start.astimezone(UTC), end.astimezone(UTC)
            event.show_as, event.sensitivity = "tentative", "private"
            event.response_requested = event.is_reminder_on = False
            event.transaction_id = transaction_id
            try:
                event.save()
            except Conflict:  # some tenants answer a repeat with the event, others with 409
                if standing := _standing(account, event, transaction_id):
                    return standing
                raise
            made: str = event.object_id
            return made

    def find(self, user: str, *, start: datetime, end: datetime, transaction_id: str) -> str | None:
        """The id of the event that was reserved in this period under this transaction id; None when there is none."""
        with self._outlook.turn(user) as account:
            event = account.reservation(user, "")
            event.start, event.end = start.astimezone(UTC), end.astimezone(UTC)
            return _standing(account, event, transaction_id)

    def stands(self, user: str, event_id: str) -> bool:
        """Is this event still in the calendar, at whatever time? One in the bin may still be read by its id."""
        with self._outlook.turn(user) as account:
            event = account.reservation(user, "")
            address = event.build_url(f"/events/{quote(event_id, safe='')}")
            try:
                known = account.con.get(address, params={"$select": "id,start,end"}).json()
            except NotFound:
                return False
            seen = _between(account, event, known["start"]["dateTime"], known["end"]["dateTime"])
            return any(one["id"] == known["id"] for one in seen)

    def delete_for_good(self, user: str, event_id: str) -> None:
        """Take an event away past the bin; one that is gone already is fine."""
        with self._outlook.turn(user) as account:
            event = account.reservation(user, "")
            try:
                account.con.post(event.build_url(f"/events/{quote(event_id, safe='')}/permanentDelete"))
            except NotFound:
                return


def _standing(account: Any, event: Any, transaction_id: str) -> str | None:
    """The event of an earlier try in the period of this one."""
    found = _between(account, event, event.start.isoformat(), event.end.isoformat())
    return next((str(one["id"]) for one in found if one.get("transactionId") == transaction_id), None)


def _between(account: Any, event: Any, start: str, end: str) -> list[dict[str, Any]]:
    """What the calendar shows in this period; a moment without a zone is in UTC, as Graph gives it."""
    query = {"startDateTime": start, "endDateTime": end, "$select": "id,transactionId", "$top": "100"}
    found: list[dict[str, Any]] = account.con.get(event.build_url("/calendarView"), params=query).json()[
        "value"
    ]
    return found
