"""Time kept free: one event for each transaction, nobody invited."""

import uuid
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from graph.calendar import Calendar
from graph.connection import Graph
from graph.errors import Conflict, Refused
from tests.tenant_process import TenantProcess

CDK = "00000000-0000-4000-8000-000000000001"
START = datetime(2026, 12, 1, 10, 0, tzinfo=timezone(timedelta(hours=1), "Europe/Amsterdam"))


@pytest.fixture(scope="module")
def calendar(service_graph: Graph) -> Calendar:
    return Calendar(service_graph)


def reserve(calendar: Calendar, transaction: str, user: str = CDK) -> str:
    return calendar.reserve(
        user,
        subject="Stopgesprek",
        start=START,
        end=START + timedelta(minutes=30),
        transaction_id=transaction,
    )


def events_of(tenant: TenantProcess, transaction: str) -> list[dict[str, Any]]:
    everyone = tenant.state()["events"].values()
    return [event for events in everyone for event in events if event.get("transactionId") == transaction]


def test_a_reservation_is_tentative_private_and_invites_nobody(
    calendar: Calendar, provisioned: TenantProcess
) -> None:
    transaction = uuid.uuid4().hex
    reserve(calendar, transaction)
    (event,) = events_of(provisioned, transaction)
    assert event["showAs"] == "tentative"
    assert event["sensitivity"] == "private"
    assert event.get("attendees", []) == []
    assert event["responseRequested"] is False
    moment = datetime.fromisoformat(event["start"]["dateTime"]).replace(tzinfo=UTC)
    assert event["start"]["timeZone"] == "UTC"
    assert moment == START


def test_the_same_transaction_twice_is_one_event(calendar: Calendar, provisioned: TenantProcess) -> None:
    transaction = uuid.uuid4().hex
    assert reserve(calendar, transaction) == reserve(calendar, transaction)
    assert len(events_of(provisioned, transaction)) == 1


def test_a_tenant_that_calls_the_repeat_a_conflict_gives_the_first_event(
    calendar: Calendar, provisioned: TenantProcess
) -> None:
    transaction = uuid.uuid4().hex
    made = reserve(calendar, transaction)
    provisioned.fault(method="POST", path="/events$", kind="409")
    assert reserve(calendar, transaction) == made


def test_a_conflict_without_an_event_stays_a_conflict(calendar: Calendar, provisioned: TenantProcess) -> None:
    provisioned.fault(method="POST", path="/events$", kind="409")
    with pytest.raises(Conflict):
        reserve(calendar, uuid.uuid4().hex)


def test_an_event_taken_away_is_gone_and_may_be_taken_away_again(
    calendar: Calendar, provisioned: TenantProcess
) -> None:
    transaction = uuid.uuid4().hex
    made = reserve(calendar, transaction)
    calendar.delete_for_good(CDK, made)
    calendar.delete_for_good(CDK, made)
    assert events_of(provisioned, transaction) == []


def test_an_event_that_somebody_moved_still_stands_and_one_in_the_bin_does_not(
    calendar: Calendar, provisioned: TenantProcess
) -> None:
    made = reserve(calendar, uuid.uuid4().hex)
    later = {
        edge: {"dateTime": f"2026-12-04T{hour}:00:00", "timeZone": "UTC"}
        for edge, hour in (("start", 14), ("end", 15))
    }
    token, prefer = provisioned.app_token(), 'IdType="ImmutableId"'
    with provisioned.http(headers={"Authorization": f"Bearer {token}", "Prefer": prefer}) as hand:
        assert hand.patch(f"/v1.0/users/{CDK}/events/{made}", json=later).status_code == 200
        assert calendar.stands(CDK, made)
        assert hand.delete(f"/v1.0/users/{CDK}/events/{made}").status_code == 204
    assert not calendar.stands(CDK, made)


def test_the_calendar_of_somebody_else_is_refused(calendar: Calendar) -> None:
    with pytest.raises(Refused):
        reserve(calendar, "x", user="00000000-0000-4000-8000-000000000007")
