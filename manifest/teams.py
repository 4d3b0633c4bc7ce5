"""The Teams app: three personal tabs, and the one notice that the service may put in somebody's activity feed.

Schema: MicrosoftTeams.schema.json 1.29. Outlook's part stays out of it: that is the XML beside it, for Mac and phones.
"""

import json
from typing import Any

from graph.teams import ACTIVITY
from manifest.facts import Facts

SCHEMA = "1.29"
LONGEST_NAME = 32  # signs, for the developer's name
# The first is the tab that a notice opens (plugin.flows.notificatie.deep_link).
TABS = (("zaken", "Zaken"), ("mijn", "Mijn meldingen"), ("register", "Register"))
# Tells the page that it stands in Teams; `begin` that Teams opened it, and not a link inside it.
IN_TEAMS = "in=teams&begin"


def teams_manifest(facts: Facts) -> dict[str, Any]:
    return {
        "$schema": f"https://developer.microsoft.com/json-schemas/teams/v{SCHEMA}/MicrosoftTeams.schema.json",
        "manifestVersion": SCHEMA,
        "version": facts.version,
        "id": facts.id("teams"),
        "developer": _developer(facts),
        "name": {"short": "Meld agressie", "full": "Meld agressie tegen politieke ambtsdragers"},
        "description": {
            "short": "Meldingen van agressie volgen en behandelen.",
            "full": "Wie agressie meldde, ziet hier wat er gebeurt en beslist over elke stap. Wie meldingen behandelt, "
            "krijgt hier bericht en werkt hier aan de zaak. Een bericht noemt alleen een kenmerk.",
        },
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": facts.colour,
        "localizationInfo": {"defaultLanguageTag": "nl-nl"},
        "validDomains": [facts.host],
        "webApplicationInfo": _application(facts),
        "authorization": {
            "permissions": {
                "resourceSpecific": [{"name": "TeamsActivity.Send.User", "type": "Application"}],
            }
        },
        "activities": {"activityTypes": [_activity()]},
        "staticTabs": [_tab(facts, name, title) for name, title in TABS],
    }


def teams_json(facts: Facts) -> bytes:
    return (json.dumps(teams_manifest(facts), indent=2, ensure_ascii=False) + "\n").encode()


def _developer(facts: Facts) -> dict[str, str]:
    card = f"{facts.base}/hulp"
    return {
        "name": facts.organisation[:LONGEST_NAME].rstrip(),
        "websiteUrl": card,
        "privacyUrl": card,
        "termsOfUseUrl": card,
    }


def _application(facts: Facts) -> dict[str, Any]:
    """The id must be the app that sends the notices; the rest lets Teams fetch a token before the tab asks for it."""
    return {
        "id": facts.client_id,
        "resource": f"api://{facts.client_id}",
        "nestedAppAuthInfo": [{"redirectUri": f"brk-multihub://{facts.host}", "scopes": [facts.scope]}],
    }


def _activity() -> dict[str, str]:
    """Nothing but a reference (protocol 40): a feed may be read over a shoulder.

    In a wave "meerdere meldingen" stands in its place, and for who keeps the service "logboek".
    """
    return {
        "type": ACTIVITY,
        "description": "Een melding vraagt uw aandacht",
        "templateText": "{actor}: aandacht gevraagd voor {referentie}",
    }


def _tab(facts: Facts, name: str, title: str) -> dict[str, Any]:
    return {
        "entityId": name,
        "name": title,
        "contentUrl": f"{facts.base}/{name}?{IN_TEAMS}",
        "websiteUrl": f"{facts.base}/{name}",
        "scopes": ["personal"],
    }
