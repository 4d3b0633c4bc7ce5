"""The handler's pages: what waits, one case, a talk, a proposal, a draft; two at once; what stays folded (protocol 8-18, 50)."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser import cases
from tests.browser.conftest import Visits
from tests.browser.looking import judge
from tests.tenant_process import TenantProcess
from tests.web.service_process import ServiceProcess

GRIFFIER = "00000000-0000-4000-8000-000000000003"
FOLDED = (cases.STORY, "Jij gaat eraan", cases.REPORT)


def notified(tenant: TenantProcess, reference: str) -> str:
    """Where the notice that the griffier got leads to, as a path of ours."""
    notices = [
        one for one in tenant.state()["notifications"] if one["oid"] == GRIFFIER and one["topic"] == reference
    ]
    assert [one["preview"] for one in notices] == ["Er is een melding die uw aandacht vraagt"]
    return urlsplit(parse_qs(urlsplit(notices[0]["web_url"]).query)["webUrl"][0]).path


def note_a_talk(page: Page) -> None:
    page.get_by_role("group").filter(has_text="Leg een gesprek vast").locator("summary").click()
    page.get_by_label("Kort verslag").fill(cases.REPORT)
    page.get_by_role("button", name="Leg het gesprek vast").click()


def fill_proposal(page: Page) -> None:
    page.get_by_role("button", name="Stel een maatregel voor").click()
    expect(page.get_by_role("heading", name="Welke maatregel?")).to_be_focused()
    page.get_by_role("button", name="Stopgesprek").click()
    expect(page.get_by_role("heading", name="Stopgesprek", exact=True)).to_be_focused()
    page.get_by_label("Waarom is dit agressie").fill("Er is gedreigd.")
    page.get_by_role("button", name="Bekijk de vraag en de brief").click()
    expect(page.get_by_role("heading", name="Mag de commissaris van de Koning J. Voorbeeld")).to_be_focused()


def test_a_handler_goes_from_the_notice_to_a_draft_that_the_commissaris_opens(
    visit: Visits, product: ServiceProcess, provisioned: TenantProcess
) -> None:
    reference = cases.reported(product)
    page = visit("griffier", notified(provisioned, reference))
    expect(page.get_by_text("Volgende stap: praat met de melder.")).to_be_visible()
    expect(page).to_have_title(f"Zaak {reference} – Meld agressie")
    expect(
        page.get_by_text(
            "Praat eerst met de melder en leg dat vast. Daarna kunt u een maatregel voorstellen."
        )
    ).to_be_visible()
    assert page.get_by_text("Stel een maatregel voor").count() == 0
    judge(page)
    page.get_by_role("button", name="Leg een gesprek vast").click()
    expect(page.locator("#gesprek summary")).to_be_focused()
    judge(page)
    page.get_by_label("Kort verslag").fill(cases.REPORT)
    page.get_by_role("button", name="Leg het gesprek vast").click()
    expect(page.get_by_text("Het gesprek is vastgelegd.")).to_be_visible()
    expect(page.get_by_role("heading", name=f"Zaak {reference}")).to_be_focused()
    fill_proposal(page)
    expect(page.get_by_text("Staat niet in de brief")).to_be_visible()
    expect(page.get_by_text("Geachte heer of mevrouw J. Voorbeeld")).to_be_visible()
    assert cases.case(product, reference)["maatregelen"] == []
    judge(page)
    page.get_by_role("button", name="Vraag toestemming aan de melder").click()
    expect(page.get_by_text("Wij wachten op het antwoord van de melder.")).to_be_visible()
    expect(page.get_by_text("Zolang er geen ja is, kan dit niet verder.").first).to_be_visible()
    judge(page)
    cases.answer(product, "statenlid1", reference, "akkoord")
    page.reload()
    expect(page.get_by_text("Nog 5 werkdagen").first).to_be_visible()
    judge(page)
    page.get_by_role("button", name="Zet het concept klaar").click()
    where = "Het concept staat in het postvak van de commissaris van de Koning. De commissaris van de Koning verstuurt zelf."
    expect(page.get_by_text(where)).to_be_visible()
    assert page.get_by_role("link", name="Open het concept").count() == 0
    judge(page)
    with page.expect_download() as letter:
        page.get_by_role("button", name="Download de brief").click()
    assert letter.value.suggested_filename == f"{reference}-stopgesprek.docx"
    assert zipfile.is_zipfile(letter.value.path())
    mine = visit("cdk", f"/zaken/{reference}")
    link = mine.get_by_role("link", name="Open het concept")
    expect(link).to_be_visible()
    concept = cases.case(product, reference)["maatregelen"][0]["concept"]
    assert link.get_attribute("href") == concept["webLink"]
    drafts = provisioned.state()["messages"]["cdk@provincie.example"]
    ours = [one for one in drafts if f"{reference}/m1" in json.dumps(one["properties"])]
    assert [one["recipients"] for one in ours] == [["ander@voorbeeld.example"]]
    judge(mine)


def test_the_list_says_what_waits_and_names_nobody(visit: Visits, product: ServiceProcess) -> None:
    new, ready, waiting = cases.reported(product), cases.agreed(product), cases.asked(product)
    page = visit("griffier", "/zaken")
    expect(page.get_by_role("heading", name="Dit wacht op u")).to_be_visible()
    yours = page.get_by_role("table", name="Dit wacht op u")
    others = page.get_by_role("table", name="Mijn andere zaken")
    expect(yours.get_by_role("row").filter(has_text=new)).to_contain_text("Open de melding")
    expect(yours.get_by_role("row").filter(has_text=ready)).to_contain_text("Nog 5 werkdagen")
    expect(others.get_by_role("row").filter(has_text=waiting)).to_contain_text("Antwoord van de melder")
    words = page.inner_text("main")
    assert not any(word in words for word in (*FOLDED, "Voorbeeld", "ander@"))
    judge(page)
    page.get_by_label("Kenmerk of naam van de agressor").fill("M-2222-2222")
    page.get_by_role("button", name="Zoek").click()
    expect(page.get_by_text("Geen zaak gevonden binnen wat u mag zien.")).to_be_visible()
    expect(page.get_by_role("heading", name="Zaken", exact=True)).to_be_focused()
    judge(page)


def test_who_has_no_case_reads_that_nothing_waits(visit: Visits) -> None:
    page = visit("loco-cdk", "/zaken")
    expect(page.get_by_text("Er wacht niets op u.")).to_be_visible()
    judge(page)


def test_abusive_text_is_not_in_the_page_until_it_is_asked_for(
    visit: Visits, product: ServiceProcess, provisioned: TenantProcess
) -> None:
    reference = cases.talked(product)
    page = visit("griffier", f"/zaken/{reference}", viewport={"width": 375, "height": 800})
    button = page.get_by_role("button", name="Lees de toelichting")
    button.wait_for()
    assert not any(word in page.content() for word in FOLDED)
    button.click()
    expect(page.get_by_text(cases.STORY)).to_be_visible()
    hide = page.get_by_role("button", name="Verberg de tekst")
    expect(hide).to_be_focused()
    judge(page)
    hide.click()
    expect(button).to_be_focused()
    assert cases.STORY not in page.content()
    page.get_by_role("button", name="Lees het verslag").click()
    expect(page.get_by_text(cases.REPORT)).to_be_visible()
    rows = [row for row in logged(provisioned) if row["Referentie"] == reference]
    assert {row["Object"] for row in rows if row["Handeling"] == "tekst ingezien"} == {
        "gebeurtenis",
        "verslag-1",
    }


def logged(tenant: TenantProcess) -> list[dict[str, str]]:
    lists = next(site for site in tenant.state()["lists"].values() if "Logboek" in site)
    found: list[dict[str, str]] = lists["Logboek"]
    return found


def test_evidence_is_saved_byte_for_byte_under_a_neutral_name(visit: Visits, product: ServiceProcess) -> None:
    reference = cases.reported(product)
    page = visit("cdk", f"/zaken/{reference}")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download het origineel").click()
    assert saved.value.suggested_filename == f"{reference}-bewijs-1.eml"
    assert Path(saved.value.path()).read_bytes() == cases.MAIL


def test_a_file_that_cannot_be_fetched_is_said_beside_it(visit: Visits, product: ServiceProcess) -> None:
    visit.expect(503)
    reference = cases.reported(product)
    page = visit("griffier", f"/zaken/{reference}")
    detail = "De dienst is even niet bereikbaar. Probeer het straks opnieuw."
    page.route("**/bewijs/*", lambda route: route.fulfill(status=503, json={"detail": detail}))
    page.get_by_role("button", name="Download het origineel").click()
    expect(page.get_by_role("alert").filter(has_text=detail)).to_be_visible()
    judge(page)


def test_two_at_once_the_second_reads_what_changed_and_keeps_the_words(
    visit: Visits, product: ServiceProcess
) -> None:
    visit.expect(409)
    reference = cases.reported(product)
    page = visit("griffier", f"/zaken/{reference}")
    page.get_by_role("button", name="Leg een gesprek vast").click()
    page.get_by_label("Kort verslag").fill("Mijn eigen verslag.")
    cases.act(product, "cdk", reference, "gesprekken", cases.TALK)
    page.get_by_role("button", name="Leg het gesprek vast").click()
    told = page.get_by_role("alert").filter(has_text="De commissaris van de Koning heeft deze zaak om")
    expect(told).to_be_focused()
    expect(told).to_contain_text("gewijzigd: gesprek met de melder vastgelegd.")
    expect(told).to_contain_text("Er is niets overschreven. Uw tekst staat hieronder.")
    expect(page.get_by_label("Kort verslag")).to_have_value("Mijn eigen verslag.")
    page.get_by_text("Bekijk de wijziging").click()
    expect(told.get_by_text("In behandeling")).to_be_visible()
    judge(page)
    page.get_by_role("button", name="Sla mijn tekst op").click()
    expect(page.get_by_text("Het gesprek is vastgelegd.")).to_be_visible()
    reports = [talk["verslag"] for talk in cases.case(product, reference)["gesprekken"]]
    assert reports == [cases.REPORT, "Mijn eigen verslag."]


def test_a_proposal_that_came_second_is_sent_again_only_when_one_says_so(
    visit: Visits, product: ServiceProcess
) -> None:
    visit.expect(409)
    reference = cases.talked(product)
    page = visit("griffier", f"/zaken/{reference}")
    fill_proposal(page)
    cases.act(product, "cdk", reference, "maatregelen", cases.PROPOSAL)
    page.get_by_role("button", name="Vraag toestemming aan de melder").click()
    expect(page.get_by_role("alert").filter(has_text="stopgesprek: toestemming gevraagd")).to_be_visible()
    assert len(cases.case(product, reference)["maatregelen"]) == 1
    judge(page)
    page.get_by_role("button", name="Leg mijn voorstel toch voor").click()
    expect(page.get_by_text("De vraag is gesteld. Zonder ja gebeurt er niets.")).to_be_visible()
    assert len(cases.case(product, reference)["maatregelen"]) == 2


def test_a_changed_choice_takes_its_preview_away_and_an_emptied_field_is_empty(
    visit: Visits, product: ServiceProcess
) -> None:
    reference = cases.talked(product)
    page = visit("griffier", f"/zaken/{reference}")
    fill_proposal(page)
    page.get_by_label("Ja, met naam").check()
    expect(page.get_by_role("button", name="Vraag toestemming aan de melder")).to_have_count(0)
    page.get_by_role("button", name="Bekijk de vraag en de brief").click()
    expect(page.get_by_text("Staat wel in de brief")).to_be_visible()
    address = page.get_by_label("E-mailadres van de ander")
    expect(address).to_have_value("ander@voorbeeld.example")
    address.fill("")
    page.get_by_role("button", name="Bekijk de vraag en de brief").click()
    page.get_by_role("button", name="Vraag toestemming aan de melder").click()
    expect(page.get_by_text("De vraag is gesteld. Zonder ja gebeurt er niets.")).to_be_visible()
    [measure] = cases.case(product, reference)["maatregelen"]
    assert measure["geadresseerde"] == {"naam": "J. Voorbeeld", "email": None}


def test_a_draft_asked_for_on_an_old_page_is_refused_above_the_case_as_it_is(
    visit: Visits, product: ServiceProcess
) -> None:
    visit.expect(409)
    reference = cases.agreed(product)
    page = visit("griffier", f"/zaken/{reference}")
    button = page.get_by_role("button", name="Zet het concept klaar")
    button.wait_for()
    cases.answer(product, "statenlid1", reference, "ingetrokken")
    button.click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_text("De melder trok de toestemming in. Dit gebeurt niet.")).to_be_visible()
    expect(button).to_have_count(0)
    judge(page)


@pytest.mark.parametrize("path", ["/zaken/M-00000000", "/zaken/geen-kenmerk"])
def test_unknown_and_not_yours_read_alike(visit: Visits, path: str) -> None:
    visit.expect(404)
    page = visit("griffier", path)
    expect(
        page.get_by_role("alert").filter(has_text="Wij vinden deze zaak niet, of u hoort er niet bij.")
    ).to_be_visible()
    judge(page)


def test_another_handler_reads_no_more_than_that(visit: Visits, product: ServiceProcess) -> None:
    visit.expect(404)
    page = visit("provinciesecretaris", f"/zaken/{cases.reported(product)}")
    expect(
        page.get_by_role("alert").filter(has_text="Wij vinden deze zaak niet, of u hoort er niet bij.")
    ).to_be_visible()


def test_a_melder_without_the_role_is_told_so(visit: Visits) -> None:
    visit.expect(403)
    page = visit("statenlid1", "/zaken")
    expect(page.get_by_role("alert").filter(has_text="U hebt hiervoor geen rol.")).to_be_visible()
    judge(page)


def test_a_talk_is_noted_by_keyboard_alone(visit: Visits, product: ServiceProcess) -> None:
    reference = cases.reported(product)
    page = visit("griffier", "/zaken")
    row = page.get_by_role("row").filter(has_text=reference)
    row.wait_for()
    tab_to(page, f"Open de melding van {reference}")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=f"Zaak {reference}")).to_be_visible()
    tab_to(page, "Leg een gesprek vast")
    page.keyboard.press("Enter")
    tab_to(page, "Kort verslag")
    page.keyboard.type(cases.REPORT)
    tab_to(page, "Leg het gesprek vast")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Het gesprek is vastgelegd.")).to_be_visible()


NAME = "e => (e.labels?.[0] ?? e).textContent.replace(/\\s+/g, ' ').trim()"


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus stands there, as somebody without a mouse does."""
    for _ in range(80):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and focused.evaluate(NAME) == name:
            return
    raise AssertionError(f"the keyboard does not reach {name}")
