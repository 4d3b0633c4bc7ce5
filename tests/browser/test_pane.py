"""The report page inside a frame of another origin, as a host of Microsoft 365 shows it, when that host is poor."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Page, Route, expect

from tests.browser.conftest import Visits, address_of
from tests.browser.looking import judge
from tests.web.service_process import ServiceProcess

# What Playwright turns off by default and real browsers have on: storage of a frame is apart from that of a window.
PARTITIONED = "--enable-features=ThirdPartyStoragePartitioning"


def host_page(product: ServiceProcess) -> str:
    return f"https://outlook.localhost:{urlsplit(product.tenant.url).port}/een-gastheer"


def framed(visit: Visits, product: ServiceProcess) -> Page:
    """A page of another origin with the pane in it, and no office.js to be had."""
    page = visit.open("/hulp", viewport={"width": 1000, "height": 900})
    pane = f"{address_of(product)}/meld"
    html = f'<!DOCTYPE html><html lang="nl"><title>Gastheer</title><main><h1>Gastheer</h1><iframe title="paneel" width="320" height="800" src="{pane}"></iframe></main>'
    page.route(host_page(product), lambda route: route.fulfill(content_type="text/html", body=html))
    page.route("**/sim/office.js", lambda route: route.abort())
    page.goto(host_page(product))
    return page


def sign_in(page: Page, pane: FrameLocator) -> None:
    """The window of our own asks for one more tap, and only then goes to Entra."""
    with page.expect_popup() as relay:
        pane.get_by_role("button", name="Aanmelden").click()
    with relay.value.expect_popup() as entra:
        relay.value.get_by_role("button", name="Verder").click()
    entra.value.get_by_role("button", name="statenlid1@provincie.example").click()


def test_without_office_the_pane_says_so_and_takes_words_all_the_same(visit: Visits, product: ServiceProcess) -> None:
    page = framed(visit, product)
    pane = page.frame_locator("iframe")
    sign_in(page, pane)
    expect(pane.get_by_text("Outlook geeft de mail nu niet door. U kunt wel melden met tekst of bestand.")).to_be_visible(timeout=15_000)
    pane.get_by_role("button", name="Alleen vertellen").click()
    pane.get_by_label("Wilt u er iets bij vertellen?").fill("Een dreigend gesprek.")
    pane.get_by_role("button", name="Meteen naar versturen").click()
    pane.get_by_role("button", name="Melding versturen").click()
    expect(pane.get_by_role("heading", name="Uw melding is binnen")).to_be_visible(timeout=15_000)


def test_a_stranger_may_not_put_the_pane_in_a_frame(visit: Visits, product: ServiceProcess) -> None:
    page = visit.open("/hulp")
    html = f'<!DOCTYPE html><iframe src="{address_of(product)}/meld"></iframe>'
    page.route("https://elders.localhost/", lambda route: route.fulfill(content_type="text/html", body=html))
    page.goto("https://elders.localhost/")
    page.wait_for_timeout(1000)
    assert "chrome-error" in page.frames[1].url
    visit.complaints.found.clear()  # the browser says that it refused, which is what was asked
