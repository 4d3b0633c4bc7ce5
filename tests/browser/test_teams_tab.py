"""A tab in Teams: on Teams' own origin, with Microsoft's library, before a host that answers as Teams does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, Route, expect

from manifest.facts import Facts
from manifest.teams import teams_manifest
from tests.browser import cases
from tests.browser.conftest import Visits, address_of
from tests.browser.looking import AXE
from tests.tenant_process import CLIENT_ID
from tests.web.service_process import ServiceProcess

ORIGIN = "https://teams.microsoft.com"
HOST = f"{ORIGIN}/tab"
STAND_IN = (Path(__file__).parent / "teams_host.html").read_text(encoding="utf-8")
Tab = Callable[[str, str, str], tuple[Page, FrameLocator]]


@pytest.fixture
def tab(visit: Visits, product: ServiceProcess) -> Iterator[Tab]:
    """Opens a tab of the Teams app, for a person, about something."""

    def opened(person: str, name: str, about: str) -> tuple[Page, FrameLocator]:
        page = visit.open("/hulp", viewport={"width": 1040, "height": 760})
        page.route(f"{HOST}*", _host)
        # Our service stands on this machine here; a browser asks before a page from outside may show that.
        page.context.grant_permissions(["local-network-access"], origin=ORIGIN)
        page.expose_function("naa", lambda question, origin: _signed_in(product, person, question, origin))
        page.goto(HOST)
        page.evaluate("([address, about]) => open(address, about)", [content_url(product, name), about])
        return page, page.frame_locator("iframe")

    yield opened
    # The library would look on Microsoft's CDN for more hosts than it knows; our policy lets no page go there.
    visit.complaints.found[:] = [one for one in visit.complaints.found if "validDomains.json" not in one]


def _host(route: Route) -> None:
    route.fulfill(body=STAND_IN, content_type="text/html; charset=utf-8")


def _signed_in(product: ServiceProcess, person: str, question: str, origin: str) -> str:
    """Teams asks Entra for the tab; the dev tenant's bridge answers for it."""
    order = {"persoon": person, "herkomst": origin, "klik": False, "vraag": json.loads(question)}
    answer = product.tenant.controls.post("/sim/naa", json=order)
    assert answer.status_code == 200, answer.text
    return answer.text


def content_url(product: ServiceProcess, name: str) -> str:
    """As the app's manifest says it."""
    facts = Facts(address_of(product), CLIENT_ID, "provincie Voorbeeld", "#0B5563", "1.0.0")
    tabs = {one["entityId"]: one["contentUrl"] for one in teams_manifest(facts)["staticTabs"]}
    return str(tabs[name])


def test_a_tab_signs_in_by_teams_and_takes_its_theme(tab: Tab) -> None:
    page, frame = tab("statenlid1", "mijn", "")
    expect(frame.get_by_role("heading", name="Mijn meldingen").first).to_be_visible(timeout=20_000)
    expect(frame.locator("html")).to_have_attribute("data-thema", "donker")
    expect(frame.get_by_role("button", name="Aanmelden")).to_have_count(0)
    heard = page.evaluate("heard")
    assert heard[0] == "initialize"
    assert "appInitialization.success" in heard
    inside = next(one for one in page.frames if "/mijn" in one.url)
    found = inside.evaluate(f"{AXE};axe.run(document, {{resultTypes: ['violations']}})")
    assert not found["violations"], found["violations"]


def test_a_notice_leads_to_its_case_and_links_inside_stay_in_the_tab(
    tab: Tab, product: ServiceProcess
) -> None:
    reference = cases.reported(product)
    page, frame = tab("griffier", "zaken", reference)
    expect(frame.get_by_text(reference).first).to_be_visible(timeout=20_000)
    inside = next(one for one in page.frames if "/zaken" in one.url)
    assert inside.url == f"{address_of(product)}/zaken/{reference}?in=teams"
    frame.get_by_role("navigation").get_by_role("link", name="Zaken").click()
    expect(frame.get_by_role("heading", name="Zaken").first).to_be_visible(timeout=20_000)
    assert inside.url == f"{address_of(product)}/zaken?in=teams"


@pytest.mark.parametrize(
    "about", ["../register", "M-7KQ2XW9P/bewijs", "https://elders.example", "javascript:alert(1)"]
)
def test_what_is_no_reference_leads_nowhere(tab: Tab, product: ServiceProcess, about: str) -> None:
    page, frame = tab("griffier", "zaken", about)
    expect(frame.get_by_role("heading", name="Zaken").first).to_be_visible(timeout=20_000)
    inside = next(one for one in page.frames if "/zaken" in one.url)
    assert inside.url == content_url(product, "zaken")


def test_the_address_of_a_tab_outside_teams_is_the_page_as_ever(visit: Visits) -> None:
    page = visit.open("/mijn?in=teams")
    expect(page.get_by_role("heading", name="Meld u aan")).to_be_visible()
