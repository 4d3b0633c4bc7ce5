"""Reporting as a person does it, in a plain browser: signed in by Microsoft's library, from first tap to receipt."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FilePayload, Page, Route, expect

from tests.browser.conftest import Visits
from tests.browser.looking import judge
from tests.tenant_process import ROOT
from tests.web.service_process import ServiceProcess

REFERENCE = re.compile(r"M-[0-9A-HJKMNP-TV-Z]{8}")
WORDS = "Dit is de derde keer deze week."
MAIL: FilePayload = {
    "name": "dreigmail.eml",
    "mimeType": "",
    "buffer": (ROOT / "examples" / "dreigmail.eml").read_bytes(),
}
PICTURE: FilePayload = {
    "name": "chat.png",
    "mimeType": "image/png",
    "buffer": (ROOT / "examples" / "groepschat.png").read_bytes(),
}
ARCHIVE: FilePayload = {"name": "Voicemails.zip", "mimeType": "application/zip", "buffer": b"PK\x03\x04"}
ACCEPT = "**/api/meldingen"


def choose(page: Page, button: str, *files: FilePayload) -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=button).click()
    chooser.value.set_files(list(files))


def to_the_end(page: Page) -> None:
    """Tell in words alone, up to the page where one sends."""
    page.get_by_role("button", name="Alleen vertellen").click()
    page.get_by_label("Wilt u er iets bij vertellen?").fill(WORDS)
    page.get_by_role("button", name="Meteen naar versturen").click()


def reads_at_double_size(page: Page) -> None:
    """The narrowest pane zoomed to 200 %: nothing runs off it (WCAG 1.4.4, 1.4.10)."""
    before = page.viewport_size
    assert before
    page.set_viewport_size({"width": before["width"] // 2, "height": before["height"] // 2})
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= seen, f"the page is {wide} px wide in {seen}"
    page.set_viewport_size(before)


def receipt(page: Page) -> str:
    expect(page.get_by_role("heading", name="Uw melding is binnen")).to_be_focused()
    found = REFERENCE.fullmatch(page.locator("#kenmerk").inner_text())
    assert found
    return found[0]


def test_a_mail_a_picture_and_words_become_a_case_with_a_receipt(
    visit: Visits, product: ServiceProcess
) -> None:
    page = visit("statenlid1", "/meld", viewport={"width": 320, "height": 700})
    expect(page.get_by_role("heading", name="Wat wilt u melden?")).to_be_visible()
    page.get_by_role("button", name="Meer mails kiezen").click()
    judge(page)
    reads_at_double_size(page)
    choose(page, "Foto, schermafbeelding of bestand", MAIL, PICTURE, ARCHIVE)
    page.get_by_label("Dreigen").check()
    page.get_by_label("Wilt u er iets bij vertellen?").fill(WORDS)
    judge(page)
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", name="Wat wilt u?")).to_be_focused()
    page.get_by_text("Voor uzelf hoeft niet").click()
    page.get_by_label("Steun", exact=True).check()
    page.get_by_text("Naar de ander hoeft niet").click()
    page.get_by_label("Stopgesprek").check()
    assert not page.get_by_label("Nog geen keuze").is_checked()
    judge(page)
    page.get_by_role("button", name="Verder").click()
    expect(page.locator("#zin-aard")).to_have_text("Dreigen")
    expect(page.locator("#stap-klopt").get_by_text("De rest gaat gewoon mee.")).to_be_visible()
    page.get_by_text("Meer vertellen").click()
    judge(page)
    reads_at_double_size(page)
    page.get_by_role("button", name="Melding versturen").click()
    reference = receipt(page)
    expect(page.get_by_role("link", name=re.compile("Bel 030"))).to_be_visible()
    judge(page)
    reads_at_double_size(page)
    told = product.ask("statenlid1", "GET", f"/api/meldingen/{reference}").json()
    assert [piece["naam"] for piece in told["bewijs"]] == ["dreigmail.eml", "chat.png"]


def test_nothing_at_all_is_said_beside_the_field_and_keeps_what_was_chosen(visit: Visits) -> None:
    page = visit("statenlid1", "/meld")
    page.get_by_role("button", name="Alleen vertellen").click()
    page.get_by_label("Dreigen").check()
    page.get_by_role("button", name="Meteen naar versturen").click()
    page.get_by_role("button", name="Melding versturen").click()
    field = page.get_by_label("Wilt u er iets bij vertellen?")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("Eén van de twee is genoeg"))
    assert page.get_by_label("Dreigen").is_checked()
    judge(page)


def test_two_things_that_are_needed_are_listed_and_lead_to_their_fields(visit: Visits) -> None:
    page = visit("statenlid1", "/meld")
    page.get_by_role("button", name="Alleen vertellen").click()
    page.get_by_role("button", name="Meteen naar versturen").click()
    page.get_by_text("Meer vertellen").click()
    page.get_by_label("Dag", exact=True).fill("2099-01-01")
    page.get_by_role("button", name="Melding versturen").click()
    summary = page.get_by_role("alert").filter(has_text="Er is nog iets nodig")
    expect(summary).to_be_focused()
    judge(page)
    summary.get_by_role("link", name="Deze dag is nog niet geweest").click()
    expect(page.get_by_label("Dag", exact=True)).to_be_focused()


def test_a_lost_connection_is_said_and_the_melding_comes_in_once(
    visit: Visits, product: ServiceProcess
) -> None:
    page = visit("statenlid2", "/meld")
    tries: list[str] = []

    def lose_the_first(route: Route) -> None:
        tries.append(route.request.headers["idempotency-key"])
        if len(tries) > 1:
            route.continue_()
            return
        route.fetch()  # it arrived, but the answer is lost
        route.abort()

    page.route(ACCEPT, lose_the_first)
    before = len(product.ask("statenlid2", "GET", "/api/meldingen").json()["items"])
    to_the_end(page)
    page.get_by_role("button", name="Melding versturen").click()
    expect(page.get_by_text("De verbinding was even weg")).to_be_visible()
    judge(page)
    reference = receipt(page)
    assert len(tries) == 2
    assert len(set(tries)) == 1
    mine = product.ask("statenlid2", "GET", "/api/meldingen").json()["items"]
    assert len(mine) == before + 1
    assert reference in [one["referentie"] for one in mine]
    visit.complaints.found.clear()  # the aborted answer


@pytest.mark.parametrize(
    ("status", "words"), [(503, "Versturen lukt nu niet"), (500, "Versturen lukt nu niet")]
)
def test_a_service_that_is_away_is_asked_again_by_itself(visit: Visits, status: int, words: str) -> None:
    visit.expect(status)
    page = visit("statenlid1", "/meld")
    page.route(ACCEPT, lambda route: route.fulfill(status=status, headers={"Retry-After": "1"}), times=1)
    to_the_end(page)
    page.get_by_role("button", name="Melding versturen").click()
    expect(page.get_by_text(words)).to_be_visible()
    receipt(page)


def test_a_refusal_brings_one_back_with_everything_still_there(visit: Visits) -> None:
    visit.expect(429)
    page = visit("statenlid1", "/meld")
    said = "U hebt dit uur al 60 meldingen verstuurd. Over een uur kan het weer."
    page.route(ACCEPT, lambda route: route.fulfill(status=429, json={"detail": said}), times=1)
    to_the_end(page)
    page.get_by_role("button", name="Melding versturen").click()
    expect(page.get_by_text(said)).to_be_visible()
    expect(page.get_by_text("Uw toelichting: 1 zin")).to_be_visible()
    judge(page)


def test_a_screenshot_alone_is_counted_once_however_often_one_presses_send(
    visit: Visits, product: ServiceProcess
) -> None:
    """Alleen registreren, with nothing but a picture; the picture is one that a phone would have named itself."""
    page = visit("statenlid2", "/meld", viewport={"width": 375, "height": 700})
    before = len(product.ask("statenlid2", "GET", "/api/meldingen").json()["items"])
    choose(page, "Foto, schermafbeelding of bestand", {**PICTURE, "name": "IMG_0001"})
    page.get_by_role("button", name="Verder").click()
    page.get_by_label("Alleen registreren").check()
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Melding versturen").dblclick()
    reference = receipt(page)
    expect(page.get_by_text("U hoeft verder niets te doen.")).to_be_visible()
    told = product.ask("statenlid2", "GET", f"/api/meldingen/{reference}").json()
    assert [piece["naam"] for piece in told["bewijs"]] == ["IMG_0001"]
    assert len(product.ask("statenlid2", "GET", "/api/meldingen").json()["items"]) == before + 1
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    always = page.locator("[data-afdrukken]").get_by_text(
        "De voorzitter mag in een vergadering zelf ingrijpen."
    )
    expect(always).to_be_visible()
    expect(page.get_by_role("button", name="Afdrukken of bewaren")).to_be_hidden()


def test_a_screenshot_dropped_on_the_page_is_evidence(visit: Visits) -> None:
    page = visit("statenlid1", "/meld")
    page.locator("#melden").wait_for()
    dragged = page.evaluate_handle(
        "() => { const held = new DataTransfer(); held.items.add(new File(['x'], 'chat.png', { type: 'image/png' })); return held; }"
    )
    for event in ("dragover", "drop"):
        page.locator("#melden").dispatch_event(event, {"dataTransfer": dragged, "bubbles": True})
    expect(page.get_by_role("heading", name="Wat is er gebeurd?")).to_be_visible()
    page.get_by_role("button", name="Meteen naar versturen").click()
    expect(page.get_by_text("chat.png").locator("visible=true").first).to_be_visible()


def test_a_file_the_service_refuses_is_said_beside_it_and_the_others_go_along(
    visit: Visits, product: ServiceProcess
) -> None:
    """Its name says picture and its content does not."""
    visit.expect(415)
    page = visit("statenlid1", "/meld")
    fake: FilePayload = {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": b"MZ geen foto"}
    empty: FilePayload = {"name": "leeg.pdf", "mimeType": "application/pdf", "buffer": b""}
    choose(page, "Foto, schermafbeelding of bestand", MAIL, fake, empty, PICTURE)
    page.get_by_role("button", name="Meteen naar versturen").click()
    rows = page.locator("#stap-klopt [data-bestanden]")
    expect(
        rows.get_by_text("Dit bestand is leeg. Kies het opnieuw. De rest gaat gewoon mee.")
    ).to_be_visible()
    page.get_by_role("button", name="Melding versturen").click()
    expect(page.get_by_role("alert").filter(has_text="Niet elk bestand kan mee.")).to_be_focused()
    expect(rows.get_by_text("De rest gaat gewoon mee.")).to_have_count(2)
    judge(page)
    page.get_by_role("button", name="Melding versturen").click()
    told = product.ask("statenlid1", "GET", f"/api/meldingen/{receipt(page)}").json()
    assert [piece["naam"] for piece in told["bewijs"]] == ["dreigmail.eml", "chat.png"]


def test_sending_can_be_stopped_to_change_something(visit: Visits) -> None:
    page = visit("statenlid1", "/meld")
    page.route(ACCEPT, lambda _: None, times=1)  # no answer ever comes
    to_the_end(page)
    page.get_by_role("button", name="Melding versturen").click()
    expect(page.get_by_text("Laat dit venster open tot u uw kenmerk ziet.")).to_be_visible()
    judge(page)
    page.get_by_role("button", name="Stop, ik wil nog iets veranderen").click()
    expect(page.get_by_role("heading", name="Klopt dit?")).to_be_focused()
    page.get_by_role("button", name="Melding versturen").click()
    receipt(page)


def test_who_is_signed_out_signs_in_beside_the_words_that_were_typed(visit: Visits) -> None:
    page = visit("statenlid1", "/meld")
    to_the_end(page)
    page.evaluate("sessionStorage.clear()")
    page.context.clear_cookies()
    page.get_by_role("button", name="Melding versturen").click()
    expect(
        page.get_by_text("U bent afgemeld. Meld u aan; uw tekst staat er nog.", exact=True)
    ).to_be_visible()
    judge(page)
    with page.expect_popup() as popup:
        page.get_by_role("button", name="Aanmelden").click()
    popup.value.get_by_role("button", name="statenlid1@provincie.example").click()
    receipt(page)


def test_a_token_that_the_service_refuses_is_renewed_without_a_word(visit: Visits) -> None:
    visit.expect(401)
    page = visit("statenlid1", "/meld")
    page.route(ACCEPT, lambda route: route.fulfill(status=401, json={}), times=1)
    to_the_end(page)
    page.get_by_role("button", name="Melding versturen").click()
    receipt(page)


def test_the_whole_way_goes_by_keyboard(visit: Visits) -> None:
    page = visit("statenlid1", "/meld")
    page.get_by_role("button", name="Alleen vertellen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Wat is er gebeurd?")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.get_by_label("Dreigen").is_checked()
    page.get_by_label("Wilt u er iets bij vertellen?").focus()
    page.keyboard.type(WORDS)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Wat wilt u?")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert page.get_by_label("Eerst overleggen").is_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Klopt dit?")).to_be_focused()
    page.get_by_role("button", name="Melding versturen").focus()
    page.keyboard.press("Enter")
    receipt(page)


def test_the_griffier_reports_a_disturbed_meeting_on_one_page(visit: Visits, product: ServiceProcess) -> None:
    page = visit("griffier", "/meld")
    page.get_by_role("button", name="Orde verstoord in een vergadering").click()
    page.get_by_label("Welke vergadering?").fill("Provinciale Staten")
    for step in ("Geschorst", "Laten vertrekken"):
        page.get_by_role("button", name=step, exact=True).click()
    page.get_by_label("Wat gebeurde er?").fill("Geroep van de tribune.")
    judge(page)
    page.get_by_role("button", name="Melding versturen").click()
    reference = receipt(page)
    told = product.ask("griffier", "GET", f"/api/meldingen/{reference}")
    assert told.status_code == 200


def test_an_ordinary_member_is_not_offered_the_order_of_a_meeting(visit: Visits) -> None:
    page = visit("statenlid1", "/meld")
    page.get_by_text("Lees welke drie, en wie uw melding leest").click()
    expect(page.get_by_text("De commissaris van de Koning en de griffier.").first).to_be_visible()
    assert not page.get_by_role("button", name="Orde verstoord").is_visible()


def test_before_signing_in_112_is_one_tap_away(visit: Visits) -> None:
    page = visit("", "/meld")
    expect(page.get_by_role("heading", name="Meld u aan")).to_be_visible()
    assert page.get_by_role("link", name="Bel 112").get_attribute("href") == "tel:112"
    judge(page)
