"""The pane beside a mail: how short the way is, and that closing it loses neither words nor mail."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.lookalike import deliver
from tests.browser.looking import judge
from tests.browser.test_meld_in_lookalike import BINNEN, arrived, letter, mail, open_pane, outlook
from tests.web.service_process import ServiceProcess

__all__ = ["mail", "outlook"]

MOST_TAPS = 4
# Every press in the pane, by finger, mouse or key, ends as a click.
COUNT = "window.taps = 0; addEventListener('click', () => (window.taps += 1), true);"


def test_the_shortest_way_is_four_taps_and_leads_on_to_the_next_mail(
    outlook: Page, product: ServiceProcess, mail: bytes
) -> None:
    outlook.add_init_script(COUNT)
    pane = open_pane(outlook, product.tenant)
    for button in ("Deze mail melden", "Verder", "Verder", "Melding versturen"):
        pane.get_by_role("button", name=button).locator("visible=true").click()
    expect(pane.get_by_role("heading", name=BINNEN)).to_be_focused(timeout=15_000)
    assert outlook.frames[1].evaluate("window.taps") <= MOST_TAPS
    arrived(product.tenant, mail)
    judge(outlook, outlook.frames[1])
    pane.get_by_role("button", name="Nog iets melden").click()
    expect(pane.get_by_role("button", name="Deze mail melden")).to_be_visible()


def test_after_closing_the_pane_the_mail_is_fetched_again_though_another_is_open(
    outlook: Page, product: ServiceProcess, mail: bytes
) -> None:
    """And the page takes over the colours of Outlook, also when those change."""
    pane = open_pane(outlook, product.tenant)
    pane.get_by_role("button", name="Deze mail melden").click()
    pane.get_by_label("Wilt u er iets bij vertellen?").fill("Dit blijft staan.")
    expect(pane.get_by_text("Bewaard om").locator("visible=true")).to_be_visible()
    outlook.get_by_role("button", name="Sluit").click()
    deliver(product.tenant, "statenlid1", letter("Iets anders"))
    pane = open_pane(outlook, product.tenant)
    pane.get_by_role("button", name="Ga verder").click()
    expect(pane.get_by_text("U hebt nu een andere mail open.")).to_be_visible()
    expect(pane.get_by_label("Wilt u er iets bij vertellen?")).to_have_value("Dit blijft staan.")
    html = pane.locator("html")
    before = html.get_attribute("data-thema")
    outlook.locator("#kleuren").dispatch_event("click")
    expect(html).to_have_attribute("data-thema", "donker" if before == "licht" else "licht")
    pane.get_by_role("button", name="Meteen naar versturen").locator("visible=true").click()
    expect(pane.locator("#stap-klopt").get_by_text("Klaar: het origineel")).to_be_visible()
    judge(outlook, outlook.frames[1])
    pane.get_by_role("button", name="Melding versturen").locator("visible=true").click()
    expect(pane.get_by_role("heading", name=BINNEN)).to_be_visible(timeout=15_000)
    arrived(product.tenant, mail)
