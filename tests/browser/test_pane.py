"""The report page inside a frame of another origin, as a host of Microsoft 365 shows it, when that host is poor."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import Visits, address_of
from tests.browser.looking import AXE
from tests.service_process import eventually
from tests.tenant_process import TENANT_ID
from tests.web.service_process import ServiceProcess

FRAME = """address => {
  document.body.innerHTML = '<iframe width="320" height="800"></iframe>';
  document.querySelector('iframe').src = address;
}"""


def framed(visit: Visits, product: ServiceProcess, host: str) -> Page:
    """A document of that host with the pane in it, and no office.js to be had."""
    page = visit.open("/hulp", viewport={"width": 1000, "height": 900})
    page.on("response", lambda r: print("R", r.status, r.url))
    page.route("**/sim/office.js", lambda route: route.abort())
    port = urlsplit(product.tenant.url).port
    page.goto(f"https://{host}:{port}/{TENANT_ID}/discovery/v2.0/keys")
    page.evaluate(FRAME, f"{address_of(product)}/meld")
    return page


def sign_in(page: Page, pane: FrameLocator) -> None:
    """As a person does: when the library says that it did not work, once more."""
    _by_the_window(page, pane)
    failed = pane.get_by_text("Aanmelden lukt nu niet.")
    question = pane.get_by_role("heading", name="Meld u aan")
    eventually(lambda: failed.is_visible() or question.is_hidden(), "signing in ended", 30)
    if failed.is_visible():
        _by_the_window(page, pane)
    expect(question).to_be_hidden(timeout=15_000)


def _by_the_window(page: Page, pane: FrameLocator) -> None:
    """The window of our own asks for one more tap, and only then goes to Entra."""
    with page.expect_popup() as relay:
        pane.get_by_role("button", name="Aanmelden").click()
    with relay.value.expect_popup() as entra:
        relay.value.get_by_role("button", name="Verder").click()
    entra.value.get_by_role("button", name="statenlid1@provincie.example").click()


def test_without_office_the_pane_says_so_and_takes_words_all_the_same(
    visit: Visits, product: ServiceProcess
) -> None:
    page = framed(visit, product, "outlook.localhost")
    pane = page.frame_locator("iframe")
    sign_in(page, pane)
    expect(
        pane.get_by_text("Outlook geeft de mail nu niet door. U kunt wel melden met tekst of bestand.")
    ).to_be_visible(timeout=15_000)
    pane.get_by_role("button", name="Alleen vertellen").click()
    pane.get_by_label("Wilt u er iets bij vertellen?").fill("Een dreigend gesprek.")
    pane.get_by_role("button", name="Meteen naar versturen").click()
    pane.get_by_role("button", name="Melding versturen").click()
    expect(pane.get_by_role("heading", name="Uw melding is binnen")).to_be_visible(timeout=15_000)


def test_a_stranger_may_not_put_the_pane_in_a_frame(visit: Visits, product: ServiceProcess) -> None:
    page = framed(visit, product, "elders.localhost")

    def refused() -> bool:
        page.wait_for_timeout(50)  # what the browser says is heard only meanwhile
        return any("frame-ancestors" in one for one in visit.complaints.found)

    eventually(refused, "the browser refuses")
    expect(page.frame_locator("iframe").get_by_role("link", name="Bel 112")).to_have_count(0)
    visit.complaints.found.clear()  # the browser says that it refused, which is what was asked


def test_what_only_looks_like_the_mail_is_marked_as_no_original(
    visit: Visits, product: ServiceProcess
) -> None:
    """An Outlook that cannot give the mail, and a Microsoft 365 that does not answer."""
    port = urlsplit(product.tenant.url).port
    pane_address = f"{address_of(product)}/meld"
    page = visit.open("/hulp", viewport={"width": 1280, "height": 900})
    page.route("**/v1.0/me/messages/**", lambda route: route.abort())
    page.goto(f"https://outlook.localhost:{port}/sim/?persoon=statenlid1&mailbox=1.8&paneel={pane_address}")
    page.locator("[data-sleutel]").first.click()
    page.get_by_role("button", name="Meld agressie").click()
    pane = page.frame_locator("#venster")
    pane.get_by_role("button", name="Deze mail melden").click()
    pane.get_by_role("button", name="Meteen naar versturen").locator("visible=true").click()
    expect(
        pane.locator("#stap-klopt").get_by_text("Niet het origineel. Sleep de mail hierheen, dan wel.")
    ).to_be_visible()
    judge_pane(page)
    pane.get_by_role("button", name="Melding versturen").locator("visible=true").click()
    expect(pane.get_by_role("heading", name="Uw melding is binnen")).to_be_visible(timeout=15_000)


def judge_pane(page: Page) -> None:
    """axe on the pane itself, which is a frame here."""
    frame = next(one for one in page.frames if one.url.split("?")[0].endswith("/meld"))
    found = frame.evaluate(f"{AXE};axe.run(document, {{resultTypes: ['violations']}})")
    assert not found["violations"], found["violations"]
