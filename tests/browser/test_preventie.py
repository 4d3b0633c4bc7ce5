"""The two other pages of handlers: requests that prevent, and who may not enter the building (protocol 27, 43-47)."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Visits
from tests.browser.looking import judge
from tests.tenant_process import TenantProcess


def test_a_request_becomes_a_draft_with_its_date_and_no_mail_goes_out(
    visit: Visits, provisioned: TenantProcess
) -> None:
    page = visit("griffier", "/preventie")
    training = page.locator("#preventie-training")
    training.locator("summary").focus()
    page.keyboard.press("Enter")
    training.get_by_label("Wanneer?").fill("In het voorjaar")
    training.get_by_role("button", name="Maak concept").click()
    done = page.get_by_role("status").filter(has_text="Training: het concept staat klaar.")
    expect(done).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Voor: In het voorjaar.")).to_be_visible()
    link = page.get_by_role("link", name="Open het laatste concept van Training in een nieuw venster")
    assert (link.get_attribute("href") or "").startswith("https://")
    drafts = provisioned.state()["messages"]["cdk@provincie.example"]
    assert any("verzoek/" in str(one["properties"]) for one in drafts)
    judge(page)


def test_a_welcome_needs_a_name(visit: Visits) -> None:
    page = visit("griffier", "/preventie")
    welcome = page.locator("#preventie-welkom")
    welcome.locator("summary").click()
    name = welcome.get_by_label("Naam van de nieuwe ambtsdrager")
    welcome.get_by_role("button", name="Maak concept").click()
    expect(name).to_be_focused()
    assert name.evaluate("e => e.validity.valueMissing") is True


def test_without_a_ban_the_list_of_the_reception_says_so(visit: Visits) -> None:
    page = visit("provinciesecretaris", "/toegangslijst")
    expect(page.get_by_role("heading", name="Toegangslijst")).to_be_visible()
    expect(page.get_by_role("navigation").get_by_text("Toegangslijst")).to_have_attribute(
        "aria-current", "page"
    )
    judge(page)
