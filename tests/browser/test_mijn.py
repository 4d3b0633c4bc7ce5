"""Mijn meldingen: the melder follows, reads what is asked, and decides (protocol 12, 14, 15)."""

from __future__ import annotations

import json
import zipfile
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.cases import act, agreed, asked, case, mine, reported
from tests.browser.conftest import Visits
from tests.browser.looking import judge
from tests.service_process import eventually
from tests.web.service_process import ServiceProcess, picture

PHONE = {"width": 390, "height": 800}
NOBODY_OPENED = "Nog niet geopend; uiterlijk"
ON_BEHALF = {
    "route": "hulp",
    "gebeurtenis": "Een collega werd bedreigd.",
    "namens": {"naam": "Statenlid Twee", "oid": "00000000-0000-4000-8000-000000000008"},
}


def test_the_melder_reads_the_question_agrees_and_takes_it_back(
    visit: Visits, product: ServiceProcess
) -> None:
    reference = asked(product, "statenlid1")
    page = visit("statenlid1", "/mijn", viewport=PHONE)
    card = page.get_by_role("listitem").filter(has_text=reference)
    expect(card.get_by_text("1 vraag voor u")).to_be_visible()
    assert "dreig" not in page.inner_text("main").lower()
    judge(page)
    card.get_by_role("link", name=reference).click()
    question = page.get_by_role("region", name="Mag de commissaris van de Koning")
    expect(question.get_by_text("Zolang u niets zegt, gebeurt dit niet.")).to_be_visible()
    expect(question.get_by_text("Staat niet in de brief")).to_be_visible()
    question.get_by_text("Lees de uitnodiging").click()
    expect(question.get_by_text("Provinciehuis, Voorbeeldlaan 1").first).to_be_visible()
    expect(question.get_by_text("J. Voorbeeld (ander@voorbeeld.example)", exact=True)).to_be_visible()
    judge(page)
    yes, no = (question.get_by_role("button", name=name) for name in ("Ja, dat mag", "Nee, dat mag niet"))
    look = "e => { const s = getComputedStyle(e); return [s.color, s.backgroundColor, s.borderColor, s.fontWeight, e.offsetWidth] }"
    assert yes.evaluate(look) == no.evaluate(look)
    yes.click()
    expect(page.get_by_text("De provincie maakt de brief klaar; een mens verstuurt hem.")).to_be_visible()
    expect(page.get_by_role("heading", name=f"Melding {reference}")).to_be_focused()
    judge(page)
    page.get_by_role("button", name="Trek mijn ja in").click()
    expect(page.get_by_text("Uw ja is ingetrokken.")).to_be_visible()
    told = product.ask("statenlid1", "GET", f"/api/meldingen/{reference}").json()
    assert told["maatregelen"][0]["status"] == "ingetrokken"


def test_no_needs_no_explanation(visit: Visits, product: ServiceProcess) -> None:
    reference = asked(product, "statenlid2")
    page = visit("statenlid2", f"/mijn/{reference}")
    page.get_by_role("button", name="Nee, dat mag niet").click()
    expect(
        page.get_by_text("U zei nee. Dit gebeurt niet. U hoeft niet uit te leggen waarom.")
    ).to_be_visible()
    judge(page)


def test_what_changed_meanwhile_is_said_above_how_it_stands_now(
    visit: Visits, product: ServiceProcess
) -> None:
    visit.expect(409)
    reference = asked(product, "statenlid2")
    page = visit("statenlid2", f"/mijn/{reference}")
    yes = page.get_by_role("button", name="Ja, dat mag")
    yes.wait_for()
    address = f"/api/meldingen/{reference}/maatregelen/m1/toestemming"
    product.ask("statenlid2", "POST", address, json={"antwoord": "geweigerd", "versie": 1})
    yes.click()
    expect(page.get_by_role("alert").filter(has_text="al beantwoord")).to_be_visible()
    expect(page.get_by_text("U zei nee. Dit gebeurt niet.")).to_be_visible()
    judge(page)


@pytest.mark.parametrize("path", ["/mijn/M-00000000", "/mijn/geen-kenmerk"])
def test_what_is_not_yours_reads_like_what_is_not_there(visit: Visits, path: str) -> None:
    visit.expect(404)
    page = visit("statenlid1", path)
    expect(
        page.get_by_role("alert").filter(has_text="Dit bestaat niet, of het is niet voor u.")
    ).to_be_visible()
    judge(page)


def test_who_reported_nothing_reads_so(visit: Visits) -> None:
    page = visit("provinciesecretaris", "/mijn")
    expect(page.get_by_text("U hebt nog niets gemeld. Meldt u iets, dan volgt u het hier.")).to_be_visible()
    judge(page)


def test_who_has_no_role_here_is_told_in_a_sentence(visit: Visits) -> None:
    visit.expect(403)
    page = visit("regisseur", "/mijn")
    expect(page.get_by_role("alert").filter(has_text="U hebt hiervoor geen rol.")).to_be_visible()


def add(page: Page) -> None:
    page.get_by_text("Bewijs of tekst toevoegen").click()


def test_words_and_files_are_added_and_what_cannot_go_along_says_so_beside_itself(
    visit: Visits, product: ServiceProcess
) -> None:
    reference = reported(product)
    page = visit("statenlid1", f"/mijn/{reference}", viewport=PHONE)
    add(page)
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.get_by_role("alert").filter(has_text="Schrijf iets, of kies een bestand.")).to_be_visible()
    expect(page.get_by_label("Wat wilt u nog vertellen?")).to_be_focused()
    judge(page)
    page.get_by_label("Wat wilt u nog vertellen?").fill("Hij belde ook nog.")
    page.locator("#kies-bestand").set_input_files(
        [
            {"name": "scherm.png", "mimeType": "image/png", "buffer": picture(5000)},
            {"name": "leeg.png", "mimeType": "image/png", "buffer": b""},
            {"name": "virus.exe", "mimeType": "application/x-msdownload", "buffer": b"MZ"},
        ]
    )
    rows = page.locator("#toevoegen .bestand")
    expect(rows.filter(has_text="leeg.png")).to_contain_text("Dit bestand is leeg.")
    expect(rows.filter(has_text="virus.exe")).to_contain_text("Dit soort bestand kunnen wij niet lezen.")
    judge(page)
    page.get_by_role("button", name="Voeg toe").click()
    said = page.get_by_role("status").filter(has_text="Toegevoegd: uw tekst en 1 bestand.")
    expect(said).to_be_focused()
    expect(rows).to_have_count(2)
    expect(page.get_by_label("Wat wilt u nog vertellen?")).to_have_value("")
    told = case(product, reference)
    assert [one["tekst"] for one in told["aanvullingen"]] == ["Hij belde ook nog."]
    eventually(lambda: len(mine(product, "statenlid1", reference)["bewijs"]) == 2, "the picture is there")
    page.reload()
    page.get_by_text("Wat bij deze melding zit").click()
    expect(page.get_by_text("Afbeelding, stuk 2")).to_be_visible()
    assert "Jij gaat eraan" not in page.inner_text("main")
    page.get_by_text("Uw tekst van").click()
    expect(page.get_by_text("Hij belde ook nog.")).to_be_visible()
    judge(page)


def test_what_the_service_refuses_or_a_lost_connection_holds_up_is_not_lost(
    visit: Visits, product: ServiceProcess
) -> None:
    visit.expect(415)
    reference = reported(product)
    page = visit("statenlid1", f"/mijn/{reference}")
    add(page)
    page.locator("#kies-bestand").set_input_files(
        [
            {"name": "echt.png", "mimeType": "image/png", "buffer": picture(5000)},
            {"name": "nep.png", "mimeType": "image/png", "buffer": b"this is no picture"},
        ]
    )
    page.get_by_role("button", name="Voeg toe").click()
    rows = page.locator("#toevoegen .bestand")
    expect(rows.filter(has_text="nep.png")).to_contain_text("Dit soort bestand kunnen wij niet lezen.")
    expect(rows.filter(has_text="echt.png")).to_contain_text("Klaar")
    judge(page)
    tries: list[Route] = []

    def once_away(route: Route) -> None:
        tries.append(route)
        route.abort() if len(tries) == 1 else route.continue_()

    page.route("**/bewijs", once_away)
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.get_by_text("De verbinding was even weg. Wij gaan vanzelf verder.")).to_be_visible()
    expect(page.get_by_text("Toegevoegd: 1 bestand.")).to_be_visible()
    keys = {route.request.headers["idempotency-key"] for route in tries}
    assert (len(tries), len(keys)) == (2, 1)


def test_a_wish_is_changed_and_withdrawn(visit: Visits, product: ServiceProcess) -> None:
    reference = reported(product)
    page = visit("statenlid1", f"/mijn/{reference}")
    page.get_by_text("Mijn wensen veranderen").click()
    expect(page.get_by_text("U hebt geen wensen opgeschreven.")).to_be_visible()
    for wish in ("Steun", "Stopgesprek", "Aangifte", "Niets"):
        page.get_by_role("checkbox", name=wish, exact=wish != "Stopgesprek").check()
    expect(page.get_by_role("checkbox", name="Aangifte")).not_to_be_checked()
    judge(page)
    page.get_by_role("button", name="Bewaar mijn wensen").click()
    expect(page.get_by_role("status").filter(has_text="Uw wensen zijn veranderd.")).to_be_visible()
    page.get_by_text("Mijn wensen veranderen").click()
    expect(page.get_by_text("Naar de ander: niets.")).to_be_visible()
    page.get_by_role("checkbox", name="Niets").uncheck()
    page.get_by_role("checkbox", name="Steun", exact=True).uncheck()
    page.get_by_role("button", name="Bewaar mijn wensen").click()
    expect(page.get_by_role("heading", name=f"Melding {reference}")).to_be_focused()
    changed = [(one["zelf"], one["agressor"]) for one in case(product, reference)["wensen"]]
    assert changed == [(["steun"], ["niets"]), ([], [])]


def test_the_melder_reads_until_when_it_is_read_then_that_it_was_and_takes_a_copy_of_it_all(
    visit: Visits, product: ServiceProcess
) -> None:
    reference = reported(product)
    page = visit("statenlid1", f"/mijn/{reference}")
    expect(page.get_by_text(NOBODY_OPENED)).to_be_visible()
    judge(page)
    case(product, reference)
    page.reload()
    expect(page.get_by_text("De griffier heeft uw melding geopend")).to_be_visible()
    expect(page.get_by_text(NOBODY_OPENED)).to_be_hidden()
    with page.expect_download() as saving:
        page.get_by_role("button", name="Mijn gegevens downloaden").click()
    assert saving.value.suggested_filename == "mijn-gegevens.zip"
    names = zipfile.ZipFile(saving.value.path()).namelist()
    assert f"{reference}/melding.json" in names


@pytest.mark.parametrize(
    ("answer", "what_follows"),
    [
        ("Ja, dit gaat over mij", "Uw melding is binnen. Uw lezers hebben bericht."),
        ("Nee, niet over mij", "U ziet deze melding niet meer."),
    ],
)
def test_who_was_named_by_somebody_else_is_asked_first(
    visit: Visits, product: ServiceProcess, answer: str, what_follows: str
) -> None:
    reference = str(product.send("statenlid1", json.dumps(ON_BEHALF)).json()["referentie"])
    eventually(lambda: mine(product, "statenlid1", reference)["verwerking"] == "gemeld", "it is a case")
    page = visit("statenlid2", f"/mijn/{reference}", viewport=PHONE)
    expect(page.get_by_role("heading", name="Gaat deze melding over u?")).to_be_visible()
    expect(page.get_by_text("Bewijs of tekst toevoegen")).to_be_hidden()
    judge(page)
    page.get_by_role("button", name=answer).click()
    expect(page.get_by_text(what_follows)).to_be_visible()
    judge(page)


def test_a_draft_goes_when_the_yes_is_taken_back(visit: Visits, product: ServiceProcess) -> None:
    reference = agreed(product)
    act(product, "griffier", reference, "maatregelen/m1/concept", {})
    eventually(lambda: draft(product, reference) == "gereed", "the draft is ready")
    page = visit("statenlid1", f"/mijn/{reference}")
    expect(page.get_by_text("De brief staat klaar; een mens verstuurt hem.")).to_be_visible()
    page.get_by_role("button", name="Trek mijn ja in").click()
    expect(page.get_by_text("De brief wordt nu verwijderd.")).to_be_visible()
    eventually(lambda: not mine(product, "statenlid1", reference)["maatregelen"][0]["bezig"], "it is gone")
    page.reload()
    expect(page.get_by_text("Uw ja is ingetrokken. De brief is verwijderd.")).to_be_visible()


def draft(product: ServiceProcess, reference: str) -> Any:
    return (case(product, reference)["maatregelen"][0]["concept"] or {}).get("status")


def test_a_melding_that_is_closed_says_whom_to_call_and_still_takes_evidence(
    visit: Visits, product: ServiceProcess
) -> None:
    reference = reported(product)
    for whom in ("melder", "familie"):
        offer = {"voor": whom, "antwoord": "nee", "datum": "2026-11-24"}
        act(product, "griffier", reference, "nazorg", offer)
    act(product, "griffier", reference, "sluiten", {"reden": "De melder wilde dit."})
    page = visit("statenlid1", f"/mijn/{reference}")
    expect(page.get_by_text("Wilt u er toch over praten? Bel de griffier.")).to_be_visible()
    expect(page.get_by_text("aangeboden aan uw familie. Antwoord: nee, dank u.")).to_be_visible()
    expect(page.get_by_text("Mijn wensen veranderen")).to_be_hidden()
    add(page)
    expect(page.get_by_text("Wat u toevoegt, komt er wel bij.")).to_be_visible()
    judge(page)
