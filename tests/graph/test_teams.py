"""Notifications in Teams: one call, an answer for each, no word about a case."""

import uuid
from typing import Any

import pytest

from graph.connection import Graph
from graph.errors import Refused, Transient
from graph.teams import Activity, Notice
from tests.rig import TEAMS_APP_ID
from tests.tenant_process import TenantProcess

CDK, GRIFFIER, STATENLID = (f"00000000-0000-4000-8000-0000000000{number}" for number in ("01", "03", "07"))
LINK = (
    f"https://teams.microsoft.com/l/entity/{TEAMS_APP_ID}/zaken?context=%7B%22subEntityId%22%3A%22M-1%22%7D"
)


@pytest.fixture(scope="module")
def activity(service_graph: Graph) -> Activity:
    return Activity(service_graph, TEAMS_APP_ID)


def notice(oid: str, chain_id: int = 1) -> Notice:
    return Notice(oid, "M-7KQ2XW9P", LINK, chain_id)


def notifications(tenant: TenantProcess) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tenant.state()["notifications"]
    return found


def test_all_notices_go_in_one_call(activity: Activity, provisioned: TenantProcess) -> None:
    before = provisioned.last_request()
    assert activity.notify([notice(CDK, 11), notice(GRIFFIER, 12)]) == [None, None]
    assert len([call for call in provisioned.requests(before) if call["batch"] is None]) == 1


def test_somebody_without_the_app_is_refused_and_the_others_are_told(activity: Activity) -> None:
    told, refused = activity.notify([notice(CDK, 21), notice(STATENLID, 22)])
    assert told is None
    assert isinstance(refused, Refused)


def test_a_repeat_takes_the_place_of_the_first(activity: Activity, provisioned: TenantProcess) -> None:
    activity.notify([notice(CDK, 31)])
    once = len(notifications(provisioned))
    activity.notify([notice(CDK, 31)])
    assert len(notifications(provisioned)) == once


def test_a_notice_says_nothing_but_the_reference(activity: Activity, provisioned: TenantProcess) -> None:
    activity.notify([notice(GRIFFIER, 41)])
    text = str(notifications(provisioned)[-1])
    assert "Er is een melding die uw aandacht vraagt" in text
    assert "M-7KQ2XW9P" in text


def test_more_than_twenty_notices_take_a_second_call(activity: Activity, provisioned: TenantProcess) -> None:
    before = provisioned.last_request()
    assert activity.notify([notice(CDK, 100 + number) for number in range(23)]) == [None] * 23
    assert len([call for call in provisioned.requests(before) if call["batch"] is None]) == 2


def test_teams_that_is_out_of_order_means_try_again(activity: Activity, provisioned: TenantProcess) -> None:
    provisioned.fault(method="POST", path="sendActivityNotification", kind="503")
    (error,) = activity.notify([notice(CDK, int(uuid.uuid4().int % 1000))])
    assert isinstance(error, Transient)
