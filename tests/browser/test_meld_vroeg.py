"""The form is there before the sign-in library is: what is done in that time is neither lost nor in the way of anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import PATIENCE, Visits
from tests.browser.looking import judge
from tests.browser.test_meld import PICTURE, WORDS, choose, receipt, to_the_end
from tests.browser.test_meld_bewaren import KEPT, NOT_KEPT, SIGNED_OUT, tell, until_kept
from tests.web.service_process import ServiceProcess

LIBRARY = "**/msal-browser.min.js"
SENDING = "**/indienen.js"
PART = "**/deel/meld"
FIELD = "Wilt u er iets bij vertellen?"
# The library still knows who signed in, and has nothing left to show for it.
FORGET_TOKENS = """
for (const name of Object.keys(sessionStorage)) if (!name.includes("account.keys")) sessionStorage.removeItem(name);
"""
MORE = "En gisteren weer."


@contextmanager
def held_up(page: Page, address: str) -> Iterator[None]:
    """What is fetched there comes when the block ends."""
    waiting: list[Route] = []
    page.route(address, lambda route: waiting.append(route))  # noqa: PLW0108 (the browser driver marks the function)
    page.reload(wait_until="commit")
    yield
    for route in waiting:
        route.continue_()
    page.unroute(address)


def signed_in(visit: Visits) -> Page:
    """Somebody whose sign-in is done, and who opens the page again in the same tab."""
    page = visit("statenlid1", "/meld")
    page.get_by_role("button", name="Alleen vertellen").wait_for()
    return page


def test_who_signed_in_before_tells_it_while_the_library_is_still_on_its_way(
    visit: Visits, product: ServiceProcess
) -> None:
    page = signed_in(visit)
    with held_up(page, LIBRARY):
        tell(page)
        expect(page.get_by_role("heading", name="Meld u aan")).to_be_hidden()
        for _ in range(2):
            page.get_by_role("button", name="Verder").locator("visible=true").click()
        page.get_by_role("button", name="Bezig…").dispatch_event("click")
        expect(page.locator("[data-bewaard]:visible")).to_have_text(NOT_KEPT)
    expect(page.get_by_role("heading", name="Klopt dit?")).to_be_focused()
    expect(page.get_by_text("Bezig…", exact=True)).to_have_count(0)
    until_kept(page)
    assert WORDS in product.ask("statenlid1", "GET", "/api/concept").text


@pytest.mark.parametrize("goes_on", [True, False], ids=["goes on", "begins anew"])
def test_what_was_begun_before_is_offered_above_what_is_told_meanwhile(
    visit: Visits, product: ServiceProcess, *, goes_on: bool
) -> None:
    page = signed_in(visit)
    tell(page)
    until_kept(page)
    with held_up(page, LIBRARY):
        page.get_by_role("button", name="Alleen vertellen").click()
        page.get_by_label("Beledigen").check()
        page.get_by_label(FIELD).fill(MORE)
    offer = page.get_by_role("heading", name="U was al begonnen op")
    expect(offer).to_be_visible()
    expect(page.get_by_label(FIELD)).to_be_focused()
    expect(page.locator("[data-bewaard]:visible")).to_have_text(
        "Nog niet bewaard. Kies eerst: ga verder of begin opnieuw."
    )
    judge(page)
    page.get_by_role("button", name="Meteen naar versturen").click()
    expect(page.locator("#begonnen")).to_be_focused()
    page.get_by_role("button", name="Ga verder" if goes_on else "Begin opnieuw").click()
    expect(offer).to_be_hidden()
    expect(page.get_by_label(FIELD)).to_have_value(f"{WORDS}\n\n{MORE}" if goes_on else MORE)
    assert page.get_by_label("Beledigen").is_checked()
    assert page.get_by_label("Dreigen").is_checked() == goes_on
    until_kept(page)
    kept = product.ask("statenlid1", "GET", "/api/concept").text
    assert MORE in kept
    assert (WORDS in kept) == goes_on


def test_a_screenshot_chosen_before_the_choice_stays_when_one_begins_anew(visit: Visits) -> None:
    page = signed_in(visit)
    tell(page)
    until_kept(page)
    with held_up(page, LIBRARY):
        choose(page, "Foto, schermafbeelding of bestand", PICTURE)
        expect(page.get_by_role("heading", name="Wat is er gebeurd?")).to_be_focused()
    page.get_by_role("button", name="Begin opnieuw").click()
    expect(page.get_by_role("heading", name="Wat is er gebeurd?")).to_be_focused()
    page.get_by_role("button", name="Meteen naar versturen").click()
    expect(page.get_by_text("chat.png", exact=True).first).to_be_visible()
    page.get_by_role("button", name="Melding versturen").click()
    receipt(page)


def test_a_sign_in_that_has_to_ask_after_all_takes_no_word(visit: Visits) -> None:
    page = signed_in(visit)
    page.evaluate(FORGET_TOKENS)
    page.context.clear_cookies()
    with held_up(page, LIBRARY):
        tell(page)
    expect(page.get_by_role("heading", name="Meld u aan")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_label(FIELD)).to_be_focused()
    expect(page.locator("[data-bewaard]:visible")).to_have_text(SIGNED_OUT)
    page.get_by_role("button", name="Meteen naar versturen").click()
    expect(page.locator("#aanmelden-kop")).to_be_focused()
    with page.expect_popup() as popup:
        page.get_by_role("button", name="Aanmelden").click()
    popup.value.get_by_role("button", name="statenlid1@provincie.example").click()
    until_kept(page)
    expect(page.get_by_label(FIELD)).to_have_value(WORDS)


def test_an_untouched_form_gives_way_to_a_sign_in_that_has_to_ask(visit: Visits) -> None:
    page = signed_in(visit)
    page.evaluate(FORGET_TOKENS)
    page.context.clear_cookies()
    page.reload()
    expect(page.get_by_role("heading", name="Meld u aan")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("button", name="Alleen vertellen")).to_be_hidden()
    judge(page)


def test_a_library_that_does_not_come_is_asked_for_again_by_the_next_press(visit: Visits) -> None:
    page = visit("", "/meld")
    page.context.route(LIBRARY, lambda route: route.abort())
    page.reload()
    page.get_by_role("button", name="Aanmelden").click()
    expect(page.get_by_text("Aanmelden lukt nu niet.")).to_be_visible()
    page.context.unroute(LIBRARY)
    page.get_by_role("button", name="Aanmelden").click()
    page.get_by_role("button", name="statenlid1@provincie.example").click()
    expect(page.get_by_role("button", name="Alleen vertellen")).to_be_visible()


def test_what_was_begun_is_not_overwritten_while_nobody_can_say_whether_there_is_something(
    visit: Visits, product: ServiceProcess
) -> None:
    page = signed_in(visit)
    tell(page)
    until_kept(page)
    page.route(PART, lambda route: route.abort())
    page.reload()
    page.get_by_role("button", name="Alleen vertellen").click()
    page.get_by_label(FIELD).fill(MORE)
    expect(page.locator("[data-bewaard]:visible")).to_have_text(NOT_KEPT)
    assert MORE not in product.ask("statenlid1", "GET", "/api/concept").text
    page.unroute(PART)
    expect(page.get_by_role("heading", name="U was al begonnen op")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Ga verder").click()
    expect(page.locator("[data-bewaard]:visible")).to_have_text(KEPT, timeout=PATIENCE)
    expect(page.get_by_label(FIELD)).to_have_value(f"{WORDS}\n\n{MORE}")


def test_a_connection_that_was_lost_before_sending_could_be_fetched_is_said_and_made_good(
    visit: Visits,
) -> None:
    page = signed_in(visit)
    page.route(SENDING, lambda route: route.abort())
    page.reload()
    to_the_end(page)
    page.get_by_role("button", name="Melding versturen").click()
    expect(page.get_by_text("De verbinding is even weg. Er is niets verloren.").last).to_be_visible()
    judge(page)
    page.unroute(SENDING)
    page.get_by_role("button", name="Melding versturen").click()
    expect(page.get_by_role("heading", name="Klopt dit?")).to_be_focused()
    expect(page.locator("#zin-route")).not_to_be_empty()
    page.get_by_role("button", name="Melding versturen").click()
    receipt(page)


def test_more_than_60_mb_together_is_said_beside_the_files(visit: Visits) -> None:
    page = signed_in(visit)
    to_the_end(page)
    page.evaluate(
        """() => {
          const given = new DataTransfer();
          for (const name of ["een.png", "twee.png", "drie.png"]) given.items.add(new File([new Uint8Array(22e6)], name));
          const picker = document.getElementById("kies-bestand");
          picker.files = given.files;
          picker.dispatchEvent(new Event("change"));
        }"""
    )
    page.get_by_role("button", name="Melding versturen").click()
    said = page.get_by_text("Samen is dit meer dan 60 MB.")
    expect(said).to_be_focused()
    judge(page)
    page.get_by_role("button", name="Haal drie.png weg").click()
    expect(said).to_be_hidden()
