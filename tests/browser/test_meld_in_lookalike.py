"""The real pane inside the look-alike: signed in by the mail program, the open mail reported in four taps."""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.browser.conftest import address_of
from tests.browser.looking import Complaints
from tests.tenant_process import ROOT, TenantProcess
from tests.web.service_process import ServiceProcess

DREIGMAIL = (ROOT / "examples" / "dreigmail.eml").read_bytes()


@pytest.fixture
def mail(product: ServiceProcess) -> bytes:
    """A mail like no other, the newest in the inbox of statenlid1."""
    content = f"X-Proef: {uuid.uuid4()}\r\n".encode() + DREIGMAIL
    order = {"user": "statenlid1", "eml_base64": base64.b64encode(content).decode()}
    product.tenant.control("POST", "mail", json=order)
    return content


@pytest.fixture
def outlook(browser: Browser, product: ServiceProcess) -> Iterator[Page]:
    """A page for the look-alike, whose button opens the product's own pane; complaints fail the test."""
    product.tenant.control("POST", "pane", json={"url": f"{address_of(product)}/meld"})
    context = browser.new_context(ignore_https_errors=True, locale="nl-NL", timezone_id="Europe/Amsterdam")
    context.set_default_timeout(15_000)
    page, complaints = context.new_page(), Complaints()
    complaints.listen(page)
    yield page
    context.close()
    assert not complaints.found


def open_pane(page: Page, tenant: TenantProcess, query: str = "") -> FrameLocator:
    page.goto(f"{tenant.url.replace('localhost', 'outlook.localhost')}/sim/?persoon=statenlid1{query}")
    page.locator("[data-sleutel]").first.click()
    page.get_by_role("button", name="Meld agressie").click()
    pane = page.frame_locator("#venster")
    expect(pane.get_by_role("heading", name="De mail die u nu open hebt")).to_be_visible()
    return pane


def stored(tenant: TenantProcess) -> set[str]:
    files = tenant.state()["files"].get("/sites/agressiemeldingen", {})
    return {facts["sha256"] for facts in files.values()}


@pytest.mark.parametrize(
    "query",
    ["", "&fail=getAsFileAsync", "&mailbox=1.8", "&telefoon=1", "&thema=donker&traag=200"],
    ids=["new", "refused by the mail program", "old", "phone", "dark and slow"],
)
def test_the_open_mail_is_reported_in_four_taps_byte_for_byte(
    outlook: Page, product: ServiceProcess, mail: bytes, query: str
) -> None:
    pane = open_pane(outlook, product.tenant, query)
    pane.get_by_role("button", name="Deze mail melden").click()
    for _ in range(2):
        pane.get_by_role("button", name="Verder").locator("visible=true").click()
    pane.get_by_role("button", name="Melding versturen").locator("visible=true").click()
    expect(pane.get_by_role("heading", name="Uw melding is binnen")).to_be_visible()
    sent = hashlib.sha256(mail).hexdigest()
    for _ in range(100):
        if sent in stored(product.tenant):
            return
        outlook.wait_for_timeout(100)
    raise AssertionError("the original never reached the case site")


def test_another_mail_chosen_meanwhile_is_said_and_nothing_typed_is_lost(
    outlook: Page, product: ServiceProcess, mail: bytes
) -> None:
    other = b"From: iemand@voorbeeld.example\r\nSubject: Iets anders\r\n\r\nDag."
    order = {"user": "statenlid1", "eml_base64": base64.b64encode(other).decode()}
    product.tenant.control("POST", "mail", json=order)
    pane = open_pane(outlook, product.tenant)
    pane.get_by_role("button", name="Deze mail melden").click()
    pane.get_by_label("Wilt u er iets bij vertellen?").fill("Dit blijft staan.")
    outlook.locator("[data-sleutel]").nth(1).click()
    expect(pane.get_by_text("U hebt nu een andere mail open.")).to_be_visible()
    expect(pane.get_by_label("Wilt u er iets bij vertellen?")).to_have_value("Dit blijft staan.")
