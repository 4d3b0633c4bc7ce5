"""Nothing typed is lost: the half-filled melding is kept by the service, and the page says truthfully how that stands."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.cases import case
from tests.browser.conftest import PATIENCE, Visits
from tests.browser.looking import judge
from tests.browser.test_meld import PICTURE, WORDS, choose, receipt
from tests.service_process import eventually
from tests.web.service_process import ServiceProcess

CONCEPT = "**/api/concept"
KEPT = re.compile(r"^\s*Bewaard om \d{1,2}\.\d\d uur\. U kunt stoppen en later verdergaan\.\s*$")
NOT_KEPT = "Nog niet bewaard. Laat dit venster open. Wij proberen het vanzelf opnieuw."
SIGNED_OUT = "Nog niet bewaard. U bent afgemeld. Meld u aan; uw tekst staat er nog."


def tell(page: Page) -> None:
    page.get_by_role("button", name="Alleen vertellen").click()
    page.get_by_label("Dreigen").check()
    page.get_by_label("Wilt u er iets bij vertellen?").fill(WORDS)


def until_kept(page: Page) -> None:
    expect(page.locator("[data-bewaard]:visible")).to_have_text(KEPT, timeout=PATIENCE)


def opened_again(visit: Visits, page: Page, person: str) -> Page:
    """The pane was closed and is opened again, by the same person on the same device."""
    later = page.context.new_page()
    visit.complaints.listen(later)
    page.close()
    later.goto(f"{visit.root}/meld")
    later.get_by_role("button", name="Aanmelden").click()
    later.get_by_role("button", name=f"{person}@provincie.example").click()
    return later


def test_what_was_begun_is_kept_and_gone_on_with_on_behalf_of_somebody(
    visit: Visits, product: ServiceProcess
) -> None:
    page = visit("statenlid1", "/meld", viewport={"width": 320, "height": 700})
    tell(page)
    page.get_by_role("button", name="Meteen naar versturen").click()
    page.get_by_text("Meer vertellen").click()
    whom = page.get_by_label("Voor wie meldt u?")
    whom.select_option(label="Gedeputeerde Voorbeeld, gedeputeerde")
    expect(page.get_by_text("De commissaris van de Koning en de provinciesecretaris.").last).to_be_visible()
    whom.select_option(label="Statenlid Twee, Statenlid")
    expect(page.get_by_text("De commissaris van de Koning en de griffier.").last).to_be_visible()
    page.get_by_label("Een politieke ambtsdrager").check()
    page.get_by_label("Wie is het?").select_option(label="Gedeputeerde Voorbeeld, gedeputeerde")
    page.get_by_text("Kies één lezer").click()
    page.get_by_label("De griffier", exact=True).check()
    judge(page)
    choose(page, "Bestand toevoegen", PICTURE)
    until_kept(page)
    kept = product.ask("statenlid1", "GET", "/api/concept").text
    assert WORDS in kept

    page = opened_again(visit, page, "statenlid1")
    expect(page.get_by_role("heading", name="U was al begonnen op")).to_be_visible()
    expect(page.get_by_role("button", name="Alleen vertellen")).to_be_hidden()
    judge(page)
    page.get_by_role("button", name="Ga verder").click()
    expect(page.get_by_role("heading", name="Klopt dit?")).to_be_focused()
    expect(page.get_by_text("Kies uw bestanden opnieuw: chat.png.")).to_be_visible()
    expect(page.get_by_text("U meldt voor Statenlid Twee.")).to_be_visible()
    expect(page.locator("#zin-aard")).to_have_text("Dreigen")
    judge(page)
    choose(page, "Bestanden kiezen", PICTURE)
    expect(page.get_by_text("Kies uw bestanden opnieuw")).to_be_hidden()
    page.get_by_role("button", name="Melding versturen").click()
    reference = receipt(page)
    eventually(
        lambda: product.ask("statenlid1", "GET", "/api/concept").status_code == 404,
        "nothing is kept beside it",
    )
    eventually(lambda: "betrokkene" in case(product, reference), "the melding is a case")
    told = case(product, reference)
    assert told["betrokkene"]["oid"].endswith("08")
    assert told["melding"]["agressor"]["oid"].endswith("06")
    assert told["melding"]["gebeurtenis"] == WORDS
    assert told["lezers"] == ["griffier"]


def test_who_begins_anew_finds_an_empty_form_and_nothing_is_kept(
    visit: Visits, product: ServiceProcess
) -> None:
    page = visit("statenlid2", "/meld")
    tell(page)
    until_kept(page)
    page = opened_again(visit, page, "statenlid2")
    page.get_by_role("button", name="Begin opnieuw").click()
    expect(page.get_by_role("heading", name="Meld agressie", exact=True)).to_be_focused()
    eventually(lambda: product.ask("statenlid2", "GET", "/api/concept").status_code == 404, "it is gone")
    page.get_by_role("button", name="Alleen vertellen").click()
    expect(page.get_by_label("Wilt u er iets bij vertellen?")).to_have_value("")
    assert not page.get_by_label("Dreigen").is_checked()


def test_a_connection_lost_while_typing_is_said_and_made_good(visit: Visits, product: ServiceProcess) -> None:
    page = visit("statenlid1", "/meld")
    page.route(CONCEPT, lambda route: route.abort())
    tell(page)
    expect(page.locator("[data-bewaard]:visible")).to_have_text(NOT_KEPT)
    assert page.locator("#bewaard-gezegd").inner_text() == NOT_KEPT
    assert product.ask("statenlid1", "GET", "/api/concept").status_code == 404
    judge(page)
    page.unroute(CONCEPT)
    page.evaluate("dispatchEvent(new Event('online'))")
    until_kept(page)
    assert KEPT.match(page.locator("#bewaard-gezegd").inner_text())
    assert WORDS in product.ask("statenlid1", "GET", "/api/concept").text


def test_a_sign_in_that_expires_while_typing_takes_no_word_and_no_focus(
    visit: Visits, product: ServiceProcess
) -> None:
    page = visit("statenlid1", "/meld")
    page.get_by_role("button", name="Alleen vertellen").click()
    page.evaluate("sessionStorage.clear()")
    page.context.clear_cookies()
    field = page.get_by_label("Wilt u er iets bij vertellen?")
    field.fill(WORDS)
    expect(page.locator("[data-bewaard]:visible")).to_have_text(SIGNED_OUT)
    expect(field).to_be_focused()
    judge(page)
    with page.expect_popup() as popup:
        page.get_by_role("button", name="Aanmelden").click()
    popup.value.get_by_role("button", name="statenlid1@provincie.example").click()
    until_kept(page)
    expect(field).to_have_value(WORDS)
    assert WORDS in product.ask("statenlid1", "GET", "/api/concept").text
