"""The real pane inside the look-alike: signed in by the mail program, the open mail reported in four taps."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, Route, expect

from manifest.build import facts_of, packages
from tests.browser.conftest import LOOK, PATIENCE, address_of
from tests.browser.lookalike import EXAMPLES, deliver, outlook_of
from tests.browser.looking import Complaints, judge
from tests.browser.test_pane import sign_in
from tests.rig import settings_env
from tests.service_process import eventually
from tests.tenant_process import TenantProcess
from tests.web.service_process import ServiceProcess

BINNEN = "Uw melding is binnen"
# Who opens which Outlook: the host, what fails, how slow it is, whose mailbox it is.
PROFILES = {
    "web": "persoon=statenlid1",
    "refused by the mail program": "persoon=statenlid1&fail=getAsFileAsync,getSelectedItemsAsync,getSharedPropertiesAsync",
    "windows": "persoon=statenlid1&host=windows",
    "mac and dark": "persoon=statenlid1&host=mac&thema=donker",
    "iphone": "persoon=statenlid1&host=ios",
    "android and slow": "persoon=statenlid1&host=android&traag=200",
    "somebody else's mailbox": "persoon=griffier&gedeeld=statenlid1",
}


def letter(subject: str) -> bytes:
    """A mail like no other."""
    content = (EXAMPLES / "dreigmail.eml").read_text(encoding="utf-8")
    named = re.sub(r"(?m)^Subject: .*$", f"Subject: {subject}", content, count=1)
    return f"X-Proef: {uuid.uuid4()}\r\n{named}".encode()


@pytest.fixture
def mail(product: ServiceProcess) -> bytes:
    """The newest in the inbox of statenlid1."""
    content = letter("Jij gaat eraan")
    deliver(product.tenant, "statenlid1", content)
    return content


@pytest.fixture
def outlook(browser: Browser, product: ServiceProcess) -> Iterator[Page]:
    """A page for the look-alike, whose button opens the product's own pane; complaints fail the test."""
    product.tenant.control("POST", "pane", json={"url": f"{address_of(product)}/meld"})
    context = browser.new_context(**LOOK)
    context.set_default_timeout(PATIENCE)
    page, complaints = context.new_page(), Complaints()
    complaints.listen(page)
    yield page
    context.close()
    assert not complaints.found


def open_pane(page: Page, tenant: TenantProcess, query: str = PROFILES["web"]) -> FrameLocator:
    page.goto(f"{outlook_of(tenant)}/sim/?{query}")
    page.locator("[data-sleutel]").first.click()
    page.get_by_role("button", name="Meld agressie").click()
    return page.frame_locator("#venster")


def to_the_receipt(pane: FrameLocator, button: str = "Deze mail melden") -> None:
    """The shortest way: report, twice on, send."""
    pane.get_by_role("button", name=button).click()
    for _ in range(2):
        pane.get_by_role("button", name="Verder").locator("visible=true").click()
    pane.get_by_role("button", name="Melding versturen").locator("visible=true").click()
    expect(pane.get_by_role("heading", name=BINNEN)).to_be_visible(timeout=2 * PATIENCE)


def test_a_mail_dragged_from_the_list_onto_the_pane_is_evidence(
    outlook: Page, product: ServiceProcess, mail: bytes
) -> None:
    pane = open_pane(outlook, product.tenant)
    expect(pane.get_by_role("button", name="Deze mail melden")).to_be_visible()
    cover = outlook.locator("#sleepvlak")
    outlook.locator("[data-sleutel]").first.dispatch_event("dragstart")
    cover.wait_for()
    cover.dispatch_event("dragover")
    expect(pane.locator("#melden")).to_have_class(re.compile(r"\bsleep\b"))
    cover.dispatch_event("drop")
    expect(pane.get_by_role("heading", name="Wat is er gebeurd?")).to_be_visible()
    for _ in range(2):
        pane.get_by_role("button", name="Verder").locator("visible=true").click()
    pane.get_by_role("button", name="Melding versturen").locator("visible=true").click()
    expect(pane.get_by_role("heading", name=BINNEN)).to_be_visible(timeout=2 * PATIENCE)
    arrived(product.tenant, mail)


def arrived(tenant: TenantProcess, *mails: bytes) -> None:
    """Each stands on the case site, byte for byte."""
    sent = {hashlib.sha256(one).hexdigest() for one in mails}

    def stored() -> bool:
        files = tenant.state()["files"].get("/sites/agressiemeldingen", {})
        return sent <= {facts["sha256"] for facts in files.values()}

    eventually(stored, "the originals reach the case site")


@pytest.mark.parametrize("query", PROFILES.values(), ids=PROFILES.keys())
def test_the_open_mail_is_reported_in_four_taps_byte_for_byte(
    outlook: Page, product: ServiceProcess, mail: bytes, query: str
) -> None:
    to_the_receipt(open_pane(outlook, product.tenant, query))
    arrived(product.tenant, mail)


def test_a_mail_that_cannot_be_had_after_all_is_not_left_out_without_a_word(
    outlook: Page, product: ServiceProcess, mail: bytes
) -> None:
    asked: list[Route] = []
    outlook.route("**/v1.0/me/messages/**", lambda route: asked.append(route))  # noqa: PLW0108 (the browser driver marks the function)
    pane = open_pane(outlook, product.tenant, "persoon=statenlid1&fail=getAsFileAsync,body.getAsync")
    pane.get_by_role("button", name="Deze mail melden").click()
    for _ in range(2):
        pane.get_by_role("button", name="Verder").locator("visible=true").click()
    pane.get_by_role("button", name="Melding versturen").locator("visible=true").click()
    expect(pane.get_by_role("button", name="Nog even: wij lezen de mail…")).to_be_visible()
    for route in asked:
        route.abort()
    expect(pane.get_by_text("Vertel kort wat er gebeurde")).to_be_visible()
    pane.get_by_role("button", name="Wijzig wat er gebeurde").click()
    expect(pane.get_by_text("Wij kunnen de mail hier niet ophalen.").first).to_be_attached()
    pane.get_by_label("Wilt u er iets bij vertellen?").fill("Ik kreeg een dreigmail.")
    pane.get_by_role("button", name="Meteen naar versturen").click()
    pane.get_by_role("button", name="Melding versturen").locator("visible=true").click()
    expect(pane.get_by_role("heading", name=BINNEN)).to_be_visible(timeout=2 * PATIENCE)


@pytest.mark.parametrize("what", ["host=oud", "fail=nestedAppAuth"], ids=["Outlook 2021", "signing in fails"])
def test_an_outlook_that_signs_nobody_in_opens_a_window_for_it(
    outlook: Page, product: ServiceProcess, mail: bytes, what: str
) -> None:
    """In a frame whose storage is parted, as every browser does. Outlook 2021 cannot give the mail: Graph does."""
    pane = open_pane(outlook, product.tenant, f"persoon=statenlid1&{what}")
    sign_in(outlook, pane)
    to_the_receipt(pane)
    arrived(product.tenant, mail)


def test_another_mail_and_other_colours_meanwhile_and_nothing_typed_is_lost(
    outlook: Page, product: ServiceProcess, mail: bytes
) -> None:
    deliver(
        product.tenant, "statenlid1", b"From: iemand@voorbeeld.example\r\nSubject: Iets anders\r\n\r\nDag."
    )
    pane = open_pane(outlook, product.tenant)
    pane.get_by_role("button", name="Deze mail melden").click()
    pane.get_by_label("Wilt u er iets bij vertellen?").fill("Dit blijft staan.")
    outlook.locator("[data-sleutel]").nth(1).click()
    expect(pane.get_by_text("U hebt nu een andere mail open.")).to_be_visible()
    outlook.get_by_text("Wie en hoe").click()
    outlook.get_by_role("button", name="Wissel nu van kleuren").click()
    expect(pane.locator("html")).to_have_attribute("data-thema", "donker")
    expect(pane.get_by_label("Wilt u er iets bij vertellen?")).to_have_value("Dit blijft staan.")


@pytest.fixture
def manifests(product: ServiceProcess) -> dict[str, str]:
    """What an administrator would upload for this very service."""
    environ = settings_env(product.tenant, product.folder) | {"MELD_PUBLIC_URL": address_of(product)}
    made = packages(facts_of(environ, "1.0.0"))
    return {name: content.decode() for name, content in made.items() if name.endswith(".xml")}


def upload(tenant: TenantProcess, manifest: str) -> None:
    kind = {"Content-Type": "text/xml; charset=utf-8"}
    tenant.control("POST", "manifest", content=manifest.encode(), headers=kind)


def test_our_own_manifest_loads_and_reports_several_mails_as_one_melding(
    outlook: Page, product: ServiceProcess, manifests: dict[str, str], mail: bytes
) -> None:
    second = letter("En jij ook")
    deliver(product.tenant, "statenlid1", second)
    upload(product.tenant, manifests["outlook-meer-mails.xml"])
    pane = open_pane(outlook, product.tenant)
    assert outlook.locator("#knop img").evaluate("icon => icon.complete && icon.naturalWidth") == 16
    expect(pane.get_by_role("heading", name="De mail die u nu open hebt")).to_be_visible()
    outlook.locator("[data-sleutel]").nth(1).click(modifiers=["ControlOrMeta"])
    expect(pane.get_by_role("heading", name="De 2 mails die u koos")).to_be_visible()
    judge(outlook, outlook.frames[1])
    to_the_receipt(pane, "Deze 2 mails melden")
    arrived(product.tenant, mail, second)


@pytest.mark.parametrize(
    "query", ["persoon=statenlid1", "persoon=statenlid1&host=ios"], ids=["desk", "phone"]
)
def test_the_manifest_that_asks_least_reports_the_open_mail(
    outlook: Page, product: ServiceProcess, manifests: dict[str, str], mail: bytes, query: str
) -> None:
    """With the right to read one item Outlook refuses to say what is chosen; the pane does without."""
    upload(product.tenant, manifests["outlook.xml"])
    pane = open_pane(outlook, product.tenant, query)
    assert outlook.locator("#knop img").evaluate("icon => icon.complete && icon.naturalWidth") in {16, 32}
    to_the_receipt(pane)
    arrived(product.tenant, mail)
