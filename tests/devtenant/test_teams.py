"""The activity feed: who can be told, what a notice must hold, and what takes the place of what."""

from typing import Any

import httpx
import pytest
from msgraph.generated.models.item_body import ItemBody
from msgraph.generated.models.key_value_pair import KeyValuePair
from msgraph.generated.models.teamwork_activity_topic import TeamworkActivityTopic
from msgraph.generated.models.teamwork_activity_topic_source import TeamworkActivityTopicSource
from msgraph.generated.users.item.teamwork.send_activity_notification.send_activity_notification_post_request_body import (
    SendActivityNotificationPostRequestBody,
)

from tests.devtenant.clients import sdk_client
from tests.loops import on_own_loop
from tests.tenant_process import TenantProcess

APP = "44444444-4444-4444-8444-444444444444"
LINK = f"https://teams.microsoft.com/l/entity/{APP}/zaken?context=%7B%22subEntityId%22%3A%22M-7KQ2XW9P%22%7D"
SEND = "/v1.0/users/{user}@provincie.example/teamwork/sendActivityNotification"


def notice(**changes: Any) -> dict[str, Any]:
    return {
        "topic": {"source": "text", "value": "M-7KQ2XW9P", "webUrl": LINK},
        "activityType": "meldingAandacht",
        "previewText": {"content": "Er is een melding die uw aandacht vraagt"},
        "templateParameters": [{"name": "referentie", "value": "M-7KQ2XW9P"}],
        "chainId": 7001,
        "teamsAppId": APP,
    } | changes


def send(client: httpx.Client, user: str = "cdk", **changes: Any) -> httpx.Response:
    return client.post(SEND.format(user=user), json=notice(**changes))


def feed(tenant: TenantProcess, user: str) -> list[dict[str, Any]]:
    return [one for one in tenant.state()["notifications"] if one["user"] == f"{user}@provincie.example"]


def test_a_notice_appears_in_the_feed_of_one_person(service: httpx.Client, tenant: TenantProcess) -> None:
    answer = send(service, "griffier", chainId=1)
    assert (answer.status_code, answer.content) == (204, b"")
    last = feed(tenant, "griffier")[-1]
    assert (last["topic"], last["chain_id"], last["web_url"]) == ("M-7KQ2XW9P", 1, LINK)
    assert last["params"] == {"referentie": "M-7KQ2XW9P"}


def test_a_notice_of_the_same_chain_takes_the_place_of_the_first(
    service: httpx.Client, tenant: TenantProcess
) -> None:
    for _ in range(2):
        assert send(service, "loco-cdk", chainId=2).status_code == 204
        assert send(service, "provinciesecretaris", chainId=2).status_code == 204
    assert [one["chain_id"] for one in feed(tenant, "loco-cdk")].count(2) == 1
    assert [one["chain_id"] for one in feed(tenant, "provinciesecretaris")].count(2) == 1


def test_a_notice_without_a_chain_never_replaces_one(service: httpx.Client, tenant: TenantProcess) -> None:
    order = notice()
    del order["chainId"]
    before = len(feed(tenant, "beheerder"))
    for _ in range(2):
        assert service.post(SEND.format(user="beheerder"), json=order).status_code == 204
    assert len(feed(tenant, "beheerder")) == before + 2


@pytest.mark.parametrize(
    "changes",
    [
        {
            "activityType": "systemDefault",
            "templateParameters": [{"name": "systemDefaultText", "value": "x"}],
        },
        {
            "topic": {
                "source": "entityUrl",
                "value": f"https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/{APP}",
            }
        },
        {"previewText": {"content": "x" * 150}},
        {"chainId": 2**63 - 1},
    ],
)
def test_other_forms_of_a_notice_are_taken(service: httpx.Client, changes: dict[str, Any]) -> None:
    answer = send(service, **changes)
    assert answer.status_code == 204, answer.text


@pytest.mark.parametrize(
    "changes",
    [
        {"activityType": "zaakToegewezen"},
        {"templateParameters": []},
        {"templateParameters": [{"name": "zaak", "value": "1"}]},
        {"templateParameters": [{"name": "referentie", "value": ""}]},
        {"templateParameters": [{"name": "referentie", "value": "1"}, {"name": "naam", "value": "2"}]},
        {"templateParameters": [{"naam": "referentie", "value": "1"}]},
        {"topic": {"source": "text", "value": "M-1"}},
        {"topic": {"source": "text", "value": "M-1", "webUrl": "https://meld.example/zaak/1"}},
        {"topic": {"source": "text", "webUrl": LINK}},
        {"topic": {"source": "entityUrl", "value": "https://meld.example/zaak/1"}},
        {"topic": {"source": "anders", "value": "M-1", "webUrl": LINK}},
        {"previewText": {"content": "x" * 151}},
        {"previewText": None},
        {"chainId": "7001"},
        {"chainId": 2**63},
        {"chainId": True},
        {"kleur": "rood"},
    ],
)
def test_a_notice_that_is_not_complete_is_refused(
    service: httpx.Client, tenant: TenantProcess, changes: dict[str, Any]
) -> None:
    before = tenant.state()["notifications"]
    answer = send(service, **changes)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "BadRequest")
    assert tenant.state()["notifications"] == before


@pytest.mark.parametrize(
    ("user", "changes"), [("statenlid1", {}), ("fg", {}), ("cdk", {"teamsAppId": "anders"})]
)
def test_somebody_without_the_app_can_not_be_told(
    service: httpx.Client, user: str, changes: dict[str, Any]
) -> None:
    answer = send(service, user, **changes)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "Forbidden")
    message = answer.json()["error"]["message"]
    assert message.startswith(
        "Application with AAD App Id '22222222-2222-4222-8222-222222222222' is not authorized"
    )
    assert message.endswith(
        "Ensure that the expected Teams app is installed in the target scope (user, team, or chat)."
    )


def test_another_application_than_that_of_the_manifest_is_refused(admin: httpx.Client) -> None:
    assert send(admin).status_code == 403


def test_a_person_can_not_tell_another(tenant: TenantProcess) -> None:
    with tenant.http(tenant.token("griffier", scope="https://graph.microsoft.com/User.Read")) as client:
        answer = send(client)
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "Forbidden")
    assert "TeamsActivity.Send" in answer.json()["error"]["message"]


def test_installations_are_shown_to_who_may_see_them(service: httpx.Client, tenant: TenantProcess) -> None:
    path = "/v1.0/users/{user}@provincie.example/teamwork/installedApps"
    assert service.get(path.format(user="cdk")).status_code == 403
    for user, expected in (("cdk", [APP]), ("statenlid1", [])):
        token = tenant.token(user, scope="https://graph.microsoft.com/TeamsAppInstallation.ReadForUser")
        with tenant.http(token) as client:
            params = {"$expand": "teamsApp", "$filter": f"teamsApp/id eq '{APP}'"}
            listed = client.get(path.format(user=user), params=params).json()["value"]
        assert [one["teamsApp"]["id"] for one in listed] == expected


def test_notices_go_in_one_batch_and_each_has_its_own_answer(service: httpx.Client) -> None:
    parts = [
        {
            "id": user,
            "method": "POST",
            "url": SEND.format(user=user).removeprefix("/v1.0"),
            "headers": {"Content-Type": "application/json"},
            "body": notice(chainId=3),
        }
        for user in ("cdk", "statenlid1")
    ]
    answers = service.post("/v1.0/$batch", json={"requests": parts}).json()["responses"]
    assert {one["id"]: one["status"] for one in answers} == {"cdk": 204, "statenlid1": 403}


def test_the_sdk_sends_a_notice(tenant: TenantProcess) -> None:
    body = SendActivityNotificationPostRequestBody(
        topic=TeamworkActivityTopic(
            source=TeamworkActivityTopicSource.Text, value="M-7KQ2XW9P", web_url=LINK
        ),
        activity_type="meldingAandacht",
        preview_text=ItemBody(content="Er is een melding die uw aandacht vraagt"),
        template_parameters=[KeyValuePair(name="referentie", value="M-7KQ2XW9P")],
        chain_id=9001,
        teams_app_id=APP,
    )

    async def notify() -> None:
        user = sdk_client(tenant).users.by_user_id("regisseur@provincie.example")
        await user.teamwork.send_activity_notification.post(body)

    on_own_loop(notify())
    assert 9001 in [one["chain_id"] for one in feed(tenant, "regisseur")]
