"""The Teams activity feed: one notification for one person, checked against the app's manifest and installations.

Sources: https://learn.microsoft.com/graph/api/userteamwork-sendactivitynotification,
https://learn.microsoft.com/graph/teams-send-activityfeednotifications. The texts of the refusals of a missing
installation and permission are those that users of the service report; the others are our own.
"""

import re
from typing import Any, NoReturn

from deploy.devtenant import activityfeed as feed
from deploy.devtenant.bodies import check_body
from deploy.devtenant.graph import Call, GraphFault, Reply, route
from deploy.devtenant.mailboxes import user_of
from deploy.devtenant.outlookquery import expanded, selected
from deploy.devtenant.people import CLIENT_ID, TEAMS_APP_ID, Person

# The manifest of the app in the organisation's catalog: webApplicationInfo and activities.
MANIFEST_CLIENT = CLIENT_ID
ACTIVITIES = {"meldingAandacht": {"referentie"}, "systemDefault": {"systemDefaultText"}}
_SEND_PATH = "/users/{user-id}/teamwork/sendActivityNotification"
_SEND_RIGHTS = "TeamsActivity.Send, TeamsActivity.Send.User"
_READ_RIGHTS = {
    "TeamsAppInstallation.ReadForUser",
    "TeamsAppInstallation.ReadForUser.All",
    "TeamsAppInstallation.ReadWriteForUser.All",
}
_PARTS = {
    "topic": "teamworkActivityTopic",
    "previewText": "itemBody",
    "templateParameters": "keyValuePair",
    "activityType": None,
    "chainId": None,
    "teamsAppId": None,
    "iconId": None,
}
_PREVIEW, _DEEP_LINK = 150, "https://teams.microsoft.com/l/"
_ENTITY = re.compile(
    r"https://graph\.microsoft\.com/v1\.0/"
    r"(users/[^/]+/teamwork/installedApps/[^/]+|appCatalogs/teamsApps/[^/]+)"
)


@route("POST", _SEND_PATH, units=1)
def _notify(call: Call) -> Reply:
    person, wanted = user_of(call), _checked_body(call)
    _check_sender(call, person, wanted)
    _check_activity(wanted)
    _check_topic(wanted["topic"])
    feed.put(call.tenant, person, wanted)
    return Reply(204)


@route("GET", "/users/{user-id}/teamwork/installedApps", query=("$select", "$expand", "$filter"), units=1)
def _installed_apps(call: Call) -> Reply:
    person = user_of(call)
    rights = call.caller.roles | (call.caller.scopes if call.caller.oid == person.oid else frozenset())
    if rights.isdisjoint(_READ_RIGHTS):
        _missing_permission(", ".join(sorted(_READ_RIGHTS)), call)
    query = "select id, app from teams_installation where oid = ?"
    found = [_installation(call, row[0], row[1]) for row in call.tenant.db.execute(query, (person.oid,))]
    return Reply(200, {"value": [one for one in found if _fits(call, one)]})


def _checked_body(call: Call) -> dict[str, Any]:
    wanted = call.json()
    for name, value in wanted.items():
        if name not in _PARTS:
            _refuse(f"The parameter '{name}' does not exist on the action sendActivityNotification.")
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                check_body(_PARTS[name] or "", one)
    for name in ("topic", "activityType", "previewText", "templateParameters"):
        if not wanted.get(name):
            _refuse(f"The parameter '{name}' is required.")
    return wanted


def _check_sender(call: Call, person: Person, wanted: dict[str, Any]) -> None:
    if call.caller.kind != "app":
        _missing_permission(_SEND_RIGHTS, call)
    app = wanted.get("teamsAppId", TEAMS_APP_ID)
    query = "select 1 from teams_installation where oid = ? and app = ?"
    installed = call.tenant.db.execute(query, (person.oid, app)).fetchone()
    if call.caller.client_id != MANIFEST_CLIENT or not installed:
        raise GraphFault(
            403,
            "Forbidden",
            f"Application with AAD App Id '{call.caller.client_id}' is not authorized to generate custom text "
            f"notifications about '/v1.0/users/{person.oid}/teamwork/sendActivityNotification' to the recipient. "
            "Ensure that the expected Teams app is installed in the target scope (user, team, or chat).",
        )


def _check_activity(wanted: dict[str, Any]) -> None:
    kind = wanted["activityType"]
    if kind not in ACTIVITIES:
        _refuse(f"The activity type '{kind}' is not declared in the manifest of the app.")
    given = {one.get("name"): one.get("value") for one in wanted["templateParameters"]}
    if set(given) != ACTIVITIES[kind] or not all(
        isinstance(value, str) and value for value in given.values()
    ):
        _refuse(
            f"The template parameters of '{kind}' are not complete, or one of them is not in its template."
        )
    if len(str(wanted["previewText"].get("content") or "")) not in range(1, _PREVIEW + 1):
        _refuse("The previewText must hold between 1 and 150 characters.")
    chain = wanted.get("chainId")
    if chain is not None and (
        isinstance(chain, bool) or not isinstance(chain, int) or not -(2**63) <= chain < 2**63
    ):
        _refuse("Cannot convert the chainId to the expected type 'Edm.Int64'.")


def _check_topic(topic: dict[str, Any]) -> None:
    value, web_url = str(topic.get("value") or ""), str(topic.get("webUrl") or "")
    match topic.get("source"):
        case "text" if not web_url.startswith(_DEEP_LINK):
            _refuse("A topic of source 'text' needs a webUrl that is a Microsoft Teams deep link.")
        case "entityUrl" if not _ENTITY.fullmatch(value):
            _refuse(
                "A topic of source 'entityUrl' needs the Graph address of an installed app or a catalog app."
            )
        case "text" | "entityUrl" if value:
            return
        case _:
            _refuse("The topic needs a source 'text' or 'entityUrl' and a value.")


def _installation(call: Call, installation: str, app: str) -> dict[str, Any]:
    shown: dict[str, Any] = {"id": installation}
    if "teamsApp" in expanded(call):
        names = {"displayName": "Meld agressie", "distributionMethod": "organization"}
        shown["teamsApp"] = {"id": app, "externalId": app, **names}
    return selected(call, shown, "userScopeTeamsAppInstallation")


def _fits(call: Call, shown: dict[str, Any]) -> bool:
    wanted = call.query.get("$filter")
    if wanted is None:
        return True
    match = re.fullmatch(r"teamsApp/(?:id|externalId) eq '([^']*)'", wanted)
    if not match or "teamsApp" not in shown:
        _refuse("Only a $filter on teamsApp/id with $expand=teamsApp is supported.")
    return bool(shown["teamsApp"]["id"] == match[1])


def _missing_permission(rights: str, call: Call) -> NoReturn:
    given = ", ".join(sorted(call.caller.roles | call.caller.scopes))
    raise GraphFault(
        403,
        "Forbidden",
        f"Missing role permissions on the request. API requires one of '{rights}'. Roles on the request '{given}'.",
    )


def _refuse(message: str) -> NoReturn:
    raise GraphFault(400, "BadRequest", message)
