"""The page as an app on a phone: it installs, the help card is there without a connection, and a share becomes evidence.

The browser checks certificates, for it runs no service worker on a page that it does not trust.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.conftest import PATIENCE, address_of
from tests.browser.looking import Complaints, judge
from tests.browser.trusting import trusting_browser
from tests.service_process import eventually
from tests.tenant_process import ROOT
from tests.web.service_process import ServiceProcess

PHONE = {"width": 360, "height": 740}
PICTURE = ROOT / "examples" / "groepschat.png"
CONTROLLED = "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller?.scriptURL ?? '')"
KEPT = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const requests = await (await caches.open(name)).keys();
    found[name] = requests.map((one) => new URL(one.url).pathname);
  }
  return found;
}"""
# As Android does it: a form with files, sent by nobody's page.
SHARE = """<form method="post" enctype="multipart/form-data" action="{}/delen">
<input name="titel"><input name="tekst"><input name="adres"><input type="file" name="bestanden" multiple><button>Deel</button></form>"""


@pytest.fixture(scope="module")
def phone(
    playwright: Playwright, product: ServiceProcess, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    complaints = Complaints()
    with trusting_browser(playwright, product.tenant, tmp_path_factory.mktemp("phone")) as context:
        context.set_default_timeout(2 * PATIENCE)
        context.on("page", complaints.listen)
        yield context
    assert not complaints.found


@pytest.fixture
def page(phone: BrowserContext, product: ServiceProcess) -> Iterator[Page]:
    """A tab of which the service worker has taken charge."""
    tab = phone.new_page()
    tab.set_viewport_size(PHONE)
    tab.goto(f"{address_of(product)}/hulp")
    eventually(lambda: tab.evaluate(CONTROLLED).endswith("/sw.js"), "the service worker took over", 30)
    yield tab
    phone.set_offline(False)
    tab.close()


def test_the_page_can_be_installed(page: Page, phone: BrowserContext, product: ServiceProcess) -> None:
    page.goto(f"{address_of(product)}/meld")
    browser = phone.new_cdp_session(page)
    manifest = browser.send("Page.getAppManifest")
    assert manifest["url"] == f"{address_of(product)}/manifest.webmanifest"
    assert manifest["errors"] == []
    errors = browser.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # A test's browser has a profile of its own without a person: the one thing that stands in the way.
    assert {error["errorId"] for error in errors} <= {"in-incognito"}


def test_the_help_card_is_there_without_a_connection_and_nothing_else_is_kept(
    page: Page, phone: BrowserContext, product: ServiceProcess
) -> None:
    page.goto(f"{address_of(product)}/mijn")
    page.goto(f"{address_of(product)}/meld")
    ((name, kept),) = page.evaluate(KEPT).items()
    assert re.fullmatch(r"hulp-[0-9a-f]{12}", name)
    assert [re.sub(r"^/static/[0-9a-f]{12}", "", one) for one in kept] == [
        "/hulp",
        "/manifest.webmanifest",
        "/style.css",
        "/icoon.svg",
        "/js/installeren.js",
    ]
    phone.set_offline(True)
    page.goto(f"{address_of(product)}/meld")
    assert page.url == f"{address_of(product)}/hulp"
    expect(page.get_by_role("heading", name="Eerst uw veiligheid")).to_be_visible()
    expect(page.get_by_role("link", name="Bel 112 bij gevaar")).to_have_css(
        "background-color", "rgb(166, 27, 27)"
    )
    judge(page)
    page.reload()
    expect(page.get_by_role("link", name="Beveiliging provinciehuis")).to_be_visible()


def test_a_screenshot_that_another_app_shares_becomes_evidence(
    page: Page, phone: BrowserContext, product: ServiceProcess
) -> None:
    share(page, product, "Dit kreeg ik net.", PICTURE)
    page.wait_for_url(f"{address_of(product)}/meld?gedeeld=*")
    expect(page.get_by_text("Wat u deelde staat klaar. Meld u eerst aan.")).to_be_visible()
    sign_in_beside(page)
    expect(page.get_by_role("heading", name="Wat is er gebeurd?")).to_be_visible()
    expect(page.get_by_label("Wilt u er iets bij vertellen?")).to_have_value("Dit kreeg ik net.")
    judge(page)
    page.get_by_role("button", name="Meteen naar versturen").locator("visible=true").click()
    expect(page.locator("#stap-klopt").get_by_text("groepschat.png", exact=True)).to_be_visible()
    judge(page)
    page.get_by_role("button", name="Melding versturen").locator("visible=true").click()
    expect(page.get_by_role("heading", name="Uw melding is binnen")).to_be_visible()
    reference = page.locator("#kenmerk").inner_text()
    (evidence,) = product.ask("statenlid1", "GET", f"/api/meldingen/{reference}").json()["bewijs"]
    assert evidence["sha256"] == hashlib.sha256(PICTURE.read_bytes()).hexdigest()
    assert [
        one for names in page.evaluate(KEPT).values() for one in names if "meld" in one or "delen" in one
    ] == []


def test_what_was_shared_is_handed_over_once(page: Page, product: ServiceProcess) -> None:
    page.goto(f"{address_of(product)}/meld?gedeeld=6f9619ff-8b86-4d01-b42d-00cf4fc964ff")
    page.get_by_role("button", name="Aanmelden").click()
    choose(page)
    expect(page.get_by_text("Wat u deelde is er niet meer. Deel het nog eens.")).to_be_visible()
    expect(page).to_have_url(f"{address_of(product)}/meld")


def share(page: Page, product: ServiceProcess, words: str, *files: object) -> None:
    page.goto("about:blank")
    page.set_content(SHARE.format(address_of(product)))
    page.locator("[name=tekst]").fill(words)
    page.locator("[type=file]").set_input_files([str(file) for file in files])
    page.get_by_role("button", name="Deel").click()


def sign_in_beside(page: Page) -> None:
    """In a window of its own: what the page holds is not lost."""
    with page.expect_popup() as entra:
        page.get_by_role("button", name="Aanmelden").click()
    choose(entra.value)


def choose(entra: Page) -> None:
    entra.get_by_role("button", name="statenlid1@provincie.example").click()
