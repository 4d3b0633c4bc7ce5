"""The tenant invents nothing: each route stands in the generated client, or says which page documents it."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from deploy.devtenant import rooms, sdk
from deploy.devtenant.graph import ROUTES, Route
from tests.tenant_process import TenantProcess

rooms.load()
PAGE = re.compile(r"https://(learn\.microsoft\.com|github\.com/microsoftgraph)/")


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    return set(sdk.routes(tmp_path_factory.mktemp("routes")))


def test_the_generated_client_knows_thousands_of_routes(known: set[tuple[str, str]]) -> None:
    assert len(known) > 3000
    assert ("GET", "/sites/{site-id}/lists/{list-id}/items") in known
    assert ("POST", "/users/{user-id}/messages") in known


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_a_route_is_generated_or_documented(known: set[tuple[str, str]], route: Route) -> None:
    if (route.method, route.path) in known:
        assert route.extra is None, "the generated client lists it: no reason is needed"
    else:
        assert route.extra, "neither in the generated client nor explained"
        assert PAGE.search(route.extra), f"the reason names no page: {route.extra}"


@pytest.mark.parametrize(
    "route", [one for one in ROUTES if one.body_model], ids=lambda one: f"{one.method} {one.path}"
)
def test_a_body_model_exists(route: Route) -> None:
    assert sdk.properties(str(route.body_model))


def test_no_route_sends(known: set[tuple[str, str]]) -> None:
    sending = re.compile(r"/(send|sendMail|reply|replyAll|forward|createReply|createForward)$")
    assert [route.path for route in ROUTES if sending.search(route.path)] == []
    assert any(sending.search(path) for _, path in known), "the pattern finds what Graph has"


@pytest.mark.parametrize(
    ("model", "has", "lacks"),
    [
        (
            "message",
            {"subject", "toRecipients", "singleValueExtendedProperties", "id", "categories"},
            {"Subject"},
        ),
        ("list", {"displayName", "columns", "list", "name"}, {"views"}),
        ("listItem", {"fields", "eTag", "createdBy"}, {"attachments"}),
        ("fileAttachment", {"contentBytes", "name", "@odata.type"}, {"item"}),
        ("columnDefinition", {"text", "enforceUniqueValues", "indexed"}, {"note"}),
    ],
)
def test_properties_are_those_of_the_model_and_its_bases(model: str, has: set[str], lacks: set[str]) -> None:
    found = set(sdk.properties(model))
    assert has <= found
    assert not lacks & found


def test_an_object_property_knows_its_model() -> None:
    assert sdk.properties("message")["body"] == sdk.Property("itemBody", many=False)
    assert sdk.properties("message")["toRecipients"] == sdk.Property("recipient", many=True)
    assert sdk.properties("message")["categories"] == sdk.Property(None, many=True)
    assert sdk.properties("message")["subject"] == sdk.Property(None, many=False)
    with pytest.raises(KeyError):
        sdk.properties("bestaatNiet")


def test_the_routes_are_read_once_for_each_version(tmp_path: Path) -> None:
    first = sdk.routes(tmp_path)
    started = time.perf_counter()
    assert sdk.routes(tmp_path) == first
    assert time.perf_counter() - started < 1
    assert [file.name for file in tmp_path.iterdir()] == [f"msgraph-routes-{sdk.version()}.json"]


def test_the_tenant_is_ready_within_seconds_and_again_faster(tmp_path: Path) -> None:
    """Generous limits: a slow machine is no failure, a start that reads the whole SDK is."""
    for limit in (5.0, 4.0):
        started = time.perf_counter()
        running = TenantProcess.start(tmp_path / "data")
        taken = time.perf_counter() - started
        running.stop()
        assert taken < limit
