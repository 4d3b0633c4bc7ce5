"""The Teams app: valid by Microsoft's schema, and what the service sends is what it declares."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema_rs
import pytest

from graph.teams import ACTIVITY, PREVIEW
from manifest.facts import Facts
from manifest.teams import teams_manifest
from plugin.flows.notificatie import deep_link
from plugin.identity import SCOPE
from tests.manifest.conftest import BASE
from tests.tenant_process import CLIENT_ID

SCHEMA = json.loads(
    (Path(__file__).parent / "vendor" / "MicrosoftTeams.schema.json").read_text(encoding="utf-8")
)


def errors(manifest: dict[str, Any]) -> list[str]:
    return [error.message for error in jsonschema_rs.Draft4Validator(SCHEMA).iter_errors(manifest)]


@pytest.fixture(scope="module")
def package(made: dict[str, bytes]) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(made["teams.zip"]))


@pytest.fixture(scope="module")
def manifest(package: zipfile.ZipFile) -> dict[str, Any]:
    return dict(json.loads(package.read("manifest.json")))


def test_the_package_holds_a_manifest_and_two_icons_and_nothing_else(package: zipfile.ZipFile) -> None:
    assert package.namelist() == ["manifest.json", "color.png", "outline.png"]
    assert package.testzip() is None


def test_the_schema_of_teams_finds_no_error(manifest: dict[str, Any]) -> None:
    assert errors(manifest) == []


@pytest.mark.parametrize(
    "change",
    [
        {"staticTabs": [{"entityId": "zaken", "scopes": ["personal"], "contentUrl": "meld.example"}]},
        {"id": "geen id"},
        {"eigen": True},
        {"activities": {"activityTypes": [{"type": "x", "description": "x", "templateText": "x" * 129}]}},
    ],
    ids=["no address", "no id", "an unknown word", "a long text"],
)
def test_the_schema_does_find_errors(manifest: dict[str, Any], change: dict[str, Any]) -> None:
    assert errors(manifest | change)


def test_the_notice_that_the_service_sends_is_declared_and_says_nothing_but_a_reference(
    manifest: dict[str, Any],
) -> None:
    (activity,) = manifest["activities"]["activityTypes"]
    assert activity["type"] == ACTIVITY
    assert set(re.findall(r"\{(\w+)\}", activity["templateText"])) == {"actor", "referentie"}
    assert "agressie" not in activity["templateText"] + activity["description"] + PREVIEW


def test_the_tab_that_a_notice_opens_is_in_the_app(manifest: dict[str, Any]) -> None:
    tabs = {tab["entityId"]: tab for tab in manifest["staticTabs"]}
    assert list(tabs) == ["zaken", "mijn", "register"]
    assert urlsplit(deep_link("app", BASE, "M-7KQ2XW9P")).path == "/l/entity/app/zaken"
    for name, tab in tabs.items():
        assert tab["contentUrl"] == f"{BASE}/{name}?in=teams&begin"
        assert tab["websiteUrl"] == f"{BASE}/{name}"
        assert tab["scopes"] == ["personal"]


def test_the_app_that_signs_in_is_the_app_that_notifies(manifest: dict[str, Any]) -> None:
    application = manifest["webApplicationInfo"]
    assert application["id"] == CLIENT_ID
    (nested,) = application["nestedAppAuthInfo"]
    assert nested == {
        "redirectUri": "brk-multihub://meld.provincie.example",
        "scopes": [f"api://{CLIENT_ID}/{SCOPE}"],
    }
    (right,) = manifest["authorization"]["permissions"]["resourceSpecific"]
    assert right == {"name": "TeamsActivity.Send.User", "type": "Application"}


def test_teams_loads_pages_of_our_own_host_alone(facts_for: Callable[..., Facts]) -> None:
    manifest = teams_manifest(facts_for(public_url="https://localhost:8443"))
    assert manifest["validDomains"] == ["localhost:8443"]
    assert errors(manifest) == []


def test_a_long_name_of_an_organisation_still_fits(facts: Facts) -> None:
    long = Facts(**{**vars(facts), "organisation": "hoogheemraadschap van een hele lange rivier"})
    assert errors(teams_manifest(long)) == []
