"""Calendars: one event for one transaction, no invitation unless there is somebody to invite, times in their zone."""

import uuid
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from O365 import Account
from O365.calendar import EventSensitivity, EventShowAs

from tests.devtenant.clients import CDK, IMMUTABLE, MARK, account, code_of
from tests.tenant_process import TenantProcess

__all__ = ["account"]  # the fixture

AMSTERDAM = "W. Europe Standard Time"
WINDOW = {"startDateTime": "2026-12-01T00:00:00Z", "endDateTime": "2026-12-02T00:00:00Z"}


def at(hour: int, day: int = 1) -> dict[str, str]:
    return {"dateTime": f"2026-12-{day:02d}T{hour:02d}:00:00", "timeZone": AMSTERDAM}


def body(**changes: Any) -> dict[str, Any]:
    return {
        "subject": "Gesprek",
        "body": {"contentType": "HTML", "content": "<p>Voorstel</p>"},
        "start": at(10),
        "end": at(11),
        "showAs": "tentative",
        "sensitivity": "private",
        "isReminderOn": False,
        "responseRequested": False,
        "transactionId": str(uuid.uuid4()),
    } | changes


def make(service: httpx.Client, path: str = "/events", **changes: Any) -> dict[str, Any]:
    answer = service.post(f"{CDK}{path}", json=body(**changes))
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def sent(tenant: TenantProcess, subject: str) -> list[tuple[str, list[str]]]:
    return [(one["kind"], one["to"]) for one in tenant.state()["mail_sent"] if one["subject"] == subject]


def test_an_event_keeps_what_was_asked_and_invites_nobody(
    service: httpx.Client, tenant: TenantProcess
) -> None:
    subject = str(uuid.uuid4())
    made = make(service, subject=subject)
    assert (made["showAs"], made["sensitivity"], made["attendees"]) == ("tentative", "private", [])
    assert (made["isReminderOn"], made["responseRequested"]) == (False, False)
    assert made["organizer"]["emailAddress"]["address"] == "cdk@provincie.example"
    assert sent(tenant, subject) == []


@pytest.mark.parametrize("path", ["/events", "/calendar/events", "/calendars/{id}/events"])
def test_a_calendar_has_more_than_one_address(service: httpx.Client, path: str) -> None:
    calendar = service.get(f"{CDK}/calendar").json()["id"]
    made = make(service, path.format(id=calendar))
    assert service.get(f"{CDK}/events/{made['id']}").json()["subject"] == "Gesprek"


def test_the_same_transaction_sent_twice_is_one_event(service: httpx.Client) -> None:
    order = body()
    first, second = (service.post(f"{CDK}/events", json=order) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()


def test_a_transaction_of_another_event_is_refused(service: httpx.Client) -> None:
    order = body()
    service.post(f"{CDK}/events", json=order)
    refused = service.post(f"{CDK}/events", json=order | {"subject": "Iets anders"})
    assert code_of(refused) == (409, "ErrorDuplicateTransactionId")


def test_without_a_transaction_each_post_is_an_event(service: httpx.Client) -> None:
    order = body()
    del order["transactionId"]
    first, second = (service.post(f"{CDK}/events", json=order).json() for _ in range(2))
    assert first["id"] != second["id"]
    assert "transactionId" not in first


@pytest.mark.parametrize(
    ("prefer", "expected"),
    [
        ("", {"dateTime": "2026-12-01T09:00:00.0000000", "timeZone": "UTC"}),
        (f'outlook.timezone="{AMSTERDAM}"', {"dateTime": "2026-12-01T10:00:00.0000000", "timeZone": AMSTERDAM}),
        ('outlook.timezone="Europe/London"', {"dateTime": "2026-12-01T09:00:00.0000000", "timeZone": "Europe/London"}),
    ],
)  # fmt: skip
def test_times_are_shown_in_the_zone_that_is_preferred(
    service: httpx.Client, prefer: str, expected: dict[str, str]
) -> None:
    made = make(service)
    shown = service.get(f"{CDK}/events/{made['id']}", headers={"Prefer": prefer} if prefer else {}).json()
    assert shown["start"] == expected


def test_a_view_shows_what_falls_in_its_window(service: httpx.Client) -> None:
    inside, outside = make(service), make(service, start=at(10, 5), end=at(11, 5))
    listed = service.get(f"{CDK}/calendarView", params={**WINDOW, "$top": "1000"}).json()["value"]
    ids = [one["id"] for one in listed]
    assert inside["id"] in ids
    assert outside["id"] not in ids


def test_attendees_are_invited_told_and_sent_a_cancellation_at_once(
    service: httpx.Client, tenant: TenantProcess
) -> None:
    subject, guest = (
        str(uuid.uuid4()),
        {"emailAddress": {"address": "gast@voorbeeld.example"}, "type": "required"},
    )
    made = make(service, subject=subject, attendees=[guest])
    address = f"{CDK}/events/{made['id']}"
    assert service.patch(address, json={"showAs": "busy"}).status_code == 200
    assert service.delete(address).status_code == 204
    to = ["gast@voorbeeld.example"]
    assert sent(tenant, subject) == [("invitation", to), ("update", to), ("cancellation", to)]


def test_an_event_deleted_for_good_is_gone_and_frees_its_transaction(service: httpx.Client) -> None:
    order = body()
    made = service.post(f"{CDK}/events", json=order, headers=IMMUTABLE).json()
    address = f"{CDK}/events/{made['id']}"
    assert service.post(f"{address}/permanentDelete", headers=IMMUTABLE).status_code == 204
    assert code_of(service.get(address, headers=IMMUTABLE)) == (404, "ErrorItemNotFound")
    assert code_of(service.post(f"{address}/permanentDelete", headers=IMMUTABLE)) == (
        404,
        "ErrorItemNotFound",
    )
    assert service.post(f"{CDK}/events", json=order).json()["id"] != made["id"]


def test_an_event_is_found_by_its_extended_property(service: httpx.Client) -> None:
    value = str(uuid.uuid4())
    made = make(service, singleValueExtendedProperties=[{"id": MARK, "value": value}])
    condition = f"singleValueExtendedProperties/any(ep: ep/id eq '{MARK}' and ep/value eq '{value}')"
    listed = service.get(f"{CDK}/events", params={"$filter": condition}).json()["value"]
    assert [one["id"] for one in listed] == [made["id"]]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"start": None}, "ErrorInvalidRequest"),
        ({"start": {"dateTime": "2026-12-01T10:00:00"}}, "ErrorInvalidRequest"),
        ({"start": {"dateTime": "morgen", "timeZone": "UTC"}}, "ErrorInvalidRequest"),
        (
            {"start": {"dateTime": "2026-12-01T10:00:00", "timeZone": "Utrecht"}},
            "TimeZoneNotSupportedException",
        ),
        ({"end": at(9)}, "ErrorPropertyValidationFailure"),
        ({"showAs": "misschien"}, "RequestBodyRead"),
        ({"sensitivity": "geheim"}, "RequestBodyRead"),
        ({"kleur": "rood"}, "BadRequest"),
        ({"organizer": {"emailAddress": {"address": "a@b.example"}}}, "ErrorInvalidPropertySet"),
        ({"singleValueExtendedProperties": [{"id": "x", "value": "y"}]}, "ErrorInvalidExtendedProperty"),
    ],
)
def test_an_event_that_is_none_is_refused_and_leaves_nothing(
    service: httpx.Client, tenant: TenantProcess, changes: dict[str, Any], code: str
) -> None:
    before = len(tenant.state()["events"]["cdk@provincie.example"])
    assert code_of(service.post(f"{CDK}/events", json=body(**changes))) == (400, code)
    assert len(tenant.state()["events"]["cdk@provincie.example"]) == before


@pytest.mark.parametrize(
    ("path", "params", "code"),
    [
        ("/calendarView", {}, "ErrorInvalidParameter"),
        ("/calendarView", {"startDateTime": "2026-12-01"}, "ErrorInvalidParameter"),
        ("/events", {"$filter": "transactionId eq 'x'"}, "ErrorInvalidUrlQueryFilter"),
        ("/events", {"$select": "kleur"}, "RequestBroker--ParseUri"),
        ("/events", {"$expand": "attachments"}, "RequestBroker--ParseUri"),
        ("/events", {"$search": "x"}, "BadRequest"),
        ("/calendars/AAMkAD" + "x" * 112 + "/events", {}, "ErrorItemNotFound"),
    ],
)
def test_a_question_a_calendar_does_not_understand_is_refused(
    service: httpx.Client, path: str, params: dict[str, str], code: str
) -> None:
    make(service)
    answer = service.get(f"{CDK}{path}", params=params)
    assert code_of(answer) == (404 if code == "ErrorItemNotFound" else 400, code)


def test_a_transaction_can_not_be_changed_later(service: httpx.Client) -> None:
    made = make(service)
    answer = service.patch(f"{CDK}/events/{made['id']}", json={"transactionId": "anders"})
    assert code_of(answer) == (400, "ErrorInvalidPropertySet")


@pytest.mark.parametrize("action", ["accept", "decline", "cancel", "forward"])
def test_nothing_can_be_sent_from_an_event(service: httpx.Client, action: str) -> None:
    made = make(service)
    assert code_of(service.post(f"{CDK}/events/{made['id']}/{action}", json={})) == (403, "ErrorAccessDenied")


def test_o365_reserves_a_private_slot(account: Account, service: httpx.Client, tenant: TenantProcess) -> None:
    subject, zone = str(uuid.uuid4()), ZoneInfo("Europe/Amsterdam")
    event = account.schedule(resource="users/cdk@provincie.example").get_default_calendar().new_event()
    event.subject = subject
    event.start, event.end = (datetime(2026, 12, 3, hour, tzinfo=zone) for hour in (10, 11))
    event.transaction_id = str(uuid.uuid4())
    event.show_as, event.sensitivity = EventShowAs.Tentative, EventSensitivity.Private
    event.is_reminder_on = event.response_requested = False
    assert event.save()
    shown = service.get(f"{CDK}/events/{event.object_id}", headers=IMMUTABLE).json()
    assert shown["start"]["dateTime"] == "2026-12-03T09:00:00.0000000"
    assert (shown["showAs"], shown["sensitivity"]) == ("tentative", "private")
    assert sent(tenant, subject) == []
