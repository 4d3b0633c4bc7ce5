"""Whole stories on the handler's pages, from melding to the end of the case (protocol 13-32, 39, 50)."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from plugin.protocol.termijnen import plus_maanden, schrijf_dag
from tests.browser import cases
from tests.browser.conftest import Visits
from tests.browser.looking import judge
from tests.tenant_process import ROOT
from tests.web.service_process import ServiceProcess
from tests.web.zaakloop import changed

TODAY = date.today()  # noqa: DTZ011 - the service reads the same clock
WARNED = {"route": "hulp", "gebeurtenis": "Een collega schreeuwde.", "aard": ["intimidatie"]}
COLLEAGUE = {"hoedanigheid": "ambtsdrager", "naam": "Een collega"}


def fold(page: Page, name: str) -> Locator:
    """Open a fold by its name; what it holds."""
    page.locator("summary").filter(has_text=name).click()
    return page.locator("details[open]").filter(has=page.locator("summary", has_text=name)).last


def done(page: Page, words: str) -> None:
    expect(page.get_by_role("status").filter(has_text=words)).to_be_visible()


def talk(page: Page) -> None:
    noted = fold(page, "Leg een gesprek vast")
    noted.get_by_label("Kort verslag").fill(cases.REPORT)
    noted.get_by_role("button", name="Leg het gesprek vast").click()
    done(page, "Het gesprek is vastgelegd.")


def choose(page: Page, kind: str) -> None:
    page.get_by_role("button", name="Stel een maatregel voor").click()
    page.get_by_role("button", name=kind, exact=True).click()
    expect(page.get_by_role("heading", name=kind, exact=True).last).to_be_focused()


def agree(visit: Visits, reference: str) -> None:
    """The melder says yes, on the own page."""
    mine = visit("statenlid1", f"/mijn/{reference}")
    mine.get_by_role("button", name="Ja, dat mag").click()
    expect(mine.get_by_text("U zei ja op")).to_be_visible()


def drafted(page: Page) -> None:
    """The draft is made by the worker; the page waits for it by itself. Asked too soon, one asks again."""
    ready = page.get_by_text("De commissaris van de Koning geeft de gegevens zelf aan de politie.")
    too_soon = page.get_by_text("Het concept wordt nog bijgewerkt.")
    for _ in range(10):
        expect(ready.or_(too_soon).first).to_be_visible(timeout=60_000)
        if ready.is_visible():
            return
        page.wait_for_timeout(2_000)
        page.get_by_role("button", name="Zet het concept klaar").click()
        page.wait_for_timeout(1_000)
    expect(ready).to_be_visible()


def support(page: Page, whom: str, answer: str) -> None:
    """The answer to the offer of support, by keyboard alone."""
    line = page.locator(f"#nazorg-{whom} summary")
    line.focus()
    page.keyboard.press("Enter")
    choice = page.locator(f"#nazorg-{whom}").get_by_label(answer)
    page.keyboard.press("Tab")
    page.locator(f"#nazorg-{whom} input[type=radio]").first.focus()
    for _ in range(4):
        if choice.is_checked():
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    done(page, "Het antwoord is vastgelegd.")


def test_a_threat_by_mail_ends_in_an_aangifte_and_a_closed_case(
    visit: Visits, product: ServiceProcess, tmp_path: Path
) -> None:
    visit.expect(409, 422)
    reference = cases.reported(product)
    page = visit("griffier", f"/zaken/{reference}")
    page.get_by_role("button", name="Ja, de dreiging duurt voort").click()
    expect(page.get_by_text("De dreiging duurt voort. Niemand doet uitspraken.").first).to_be_visible()
    talk(page)
    page.get_by_role("button", name="Stel een maatregel voor").click()
    shut = page.get_by_text("Nu niet mogelijk: andere ambtsdragers informeren")
    expect(shut).to_be_visible()
    judge(page)
    page.get_by_role("button", name="Aangifte", exact=True).click()
    page.get_by_label("Waarom stelt u dit voor?").fill("Er is gedreigd.")
    judge(page)
    page.get_by_role("button", name="Bekijk de vraag en de brief").click()
    question = re.compile("^Mag de provincie .*aangifte doen bij de politie")
    expect(page.get_by_role("heading", name=question)).to_be_focused()
    page.get_by_role("button", name="Vraag toestemming aan de melder").click()
    done(page, "De vraag is gesteld. Zonder ja gebeurt er niets.")
    agree(visit, reference)
    page.reload()
    page.get_by_role("button", name="Zet het concept klaar").click()
    drafted(page)

    page.get_by_role("button", name="Sluit de zaak").first.click()
    page.locator("#sluiten").get_by_role("button", name="Sluit de zaak").click()
    expect(page.get_by_text("Leg eerst het antwoord van de melder op nazorg vast.")).to_be_visible()
    judge(page)

    _put_back_other_words(page, reference, product, tmp_path)
    cases.answer(product, "statenlid1", reference, "akkoord", versie=2)
    page.reload()
    page.get_by_role("button", name="Zet het concept klaar").click()
    drafted(page)
    carried = fold(page, "Leg vast dat de aangifte is gedaan")
    carried.get_by_role("button", name="Leg vast", exact=True).click()
    done(page, "Vastgelegd: de maatregel is uitgevoerd.")
    expect(page.get_by_text("Niet vastgesteld welke tekst is verstuurd.")).to_be_visible()
    ended = fold(page, "Rond deze maatregel af")
    ended.get_by_role("button", name="Leg vast", exact=True).click()
    done(page, "Vastgelegd: de maatregel is afgerond.")
    support(page, "melder", "Ja, graag")
    support(page, "familie", "Niet van toepassing")
    expect(page.get_by_text("Volgende stap: sluit de zaak als alles klaar is.")).to_be_visible()
    page.get_by_role("button", name=re.compile("Vink af.*Mailfilter ingesteld")).click()
    done(page, "De taak is afgevinkt.")
    judge(page)
    page.get_by_role("button", name="Sluit de zaak").first.click()
    page.locator("#sluiten").get_by_role("button", name="Sluit de zaak").click()
    done(page, "De zaak is gesloten.")
    expect(page.get_by_text("Er kan niets meer bij.")).to_be_visible()
    kept = page.get_by_role("region", name="Bewaren en inzage").locator("form")
    assert page.locator("form").count() == kept.count()
    judge(page)


def _put_back_other_words(page: Page, reference: str, product: ServiceProcess, tmp_path: Path) -> None:
    """The letter is changed in Word: the melder is asked again, and until then nobody can send it."""
    with page.expect_download() as saved:
        page.get_by_role("button", name="Download de brief").click()
    letter = tmp_path / "brief.docx"
    letter.write_bytes(changed(Path(saved.value.path()).read_bytes(), "politie", "politie, meteen,"))
    form = fold(page, "Zet een veranderde brief terug")
    form.get_by_label("Het Word-document").set_input_files(ROOT / "examples" / "dreigmail.eml")
    form.get_by_role("button", name="Zet de brief terug").click()
    expect(form.get_by_role("alert")).to_be_focused()
    form.get_by_label("Het Word-document").set_input_files(letter)
    form.get_by_role("button", name="Zet de brief terug").click()
    done(page, "De tekst is veranderd. Wij vragen de melder opnieuw om toestemming.")
    measure = cases.case(product, reference)["maatregelen"][0]
    assert (measure["status"], measure["versie"]) == ("toestemming_gevraagd", 2)


def test_a_member_as_agressor_may_be_kept_from_the_meeting_but_not_from_the_building(
    visit: Visits, product: ServiceProcess
) -> None:
    visit.expect(404, 409)
    reference = _reported(product, agressor=COLLEAGUE)
    shut_out = visit("cdk", f"/zaken/{reference}")
    expect(shut_out.get_by_text("Wij vinden deze zaak niet")).to_be_visible()
    page = visit("griffier", f"/zaken/{reference}")
    expect(page.get_by_text("Volgende stap: zeg wie de agressor is.")).to_be_visible()
    judge(page)
    page.get_by_label("Wie is het?").select_option("Statenlid: Statenlid Twee")
    page.get_by_role("button", name="Leg vast wie de agressor is").click()
    done(page, "Vastgelegd is wie de agressor is.")
    talk(page)
    page.get_by_role("button", name="Stel een maatregel voor").click()
    expect(page.get_by_text("Nu niet mogelijk: ontzegging van het gebouw")).to_be_visible()
    expect(page.get_by_text("Wel mogelijk: stopgesprek, of de vergadering")).to_be_visible()
    judge(page)
    page.get_by_role("button", name="Ontzegging van de vergadering").click()
    expect(page.get_by_text("Artikel 26, derde lid, van de Provinciewet")).to_be_visible()
    expect(page.get_by_text("op voorstel van de voorzitter van Provinciale Staten")).to_be_visible()
    page.get_by_label("Waarom is dit agressie").fill("Het werd dreigend.")
    page.get_by_label("Nee", exact=True).first.check()
    last = plus_maanden(TODAY, 3)
    page.get_by_label("Laatste dag").fill((last + timedelta(1)).isoformat())
    look = page.get_by_role("button", name="Bekijk de vraag en de brief")
    look.click()
    refused = page.get_by_role("alert")
    expect(refused).to_contain_text("kan pas als iemand de orde bij herhaling verstoort")
    expect(refused).to_be_focused()
    page.get_by_label("Ja", exact=True).check()
    look.click()
    expect(refused).to_contain_text(f"Kies een einddatum tot en met {schrijf_dag(last)}.")
    judge(page)
    page.get_by_label("Laatste dag").fill(last.isoformat())
    look.click()
    expect(page.get_by_role("button", name="Vraag toestemming aan de melder")).to_be_visible()
    cases.act(product, "cdk", reference, "dreiging", {"actief": True})
    page.get_by_role("button", name="Vraag toestemming aan de melder").click()
    second = page.get_by_role("alert").filter(has_text="De commissaris van de Koning heeft deze zaak")
    expect(second).to_contain_text("gewijzigd: de dreiging duurt voort.")
    page.get_by_role("button", name="Leg mijn voorstel toch voor").click()
    done(page, "De vraag is gesteld. Zonder ja gebeurt er niets.")
    expect(page.get_by_text(re.compile("tot en met .*" + str(last.year))).first).to_be_visible()


def test_a_disturbed_meeting_is_logged_and_ends_in_a_ban_of_three_months_by_office(
    visit: Visits, product: ServiceProcess
) -> None:
    visitor = {"hoedanigheid": "burger", "naam": "Boze Bezoeker", "email": "bezoeker@voorbeeld.example"}
    told = {"route": "ordeverstoring", "vergadering": "Provinciale Staten", "agressor": visitor}
    reference = str(product.send("griffier", json.dumps(WARNED | told)).json()["referentie"])
    cases.settled(product, reference, "griffier")
    page = visit("griffier", f"/zaken/{reference}")
    step = fold(page, "Leg een stap in de vergadering vast")
    step.get_by_label("Geschorst").check()
    step.get_by_label("Dag en tijd").fill(f"{TODAY.isoformat()}T00:01")
    expect(step.get_by_label("Welke vergadering?")).to_have_value("Provinciale Staten")
    judge(page)
    step.get_by_role("button", name="Leg de stap vast").click()
    done(page, "De stap in de vergadering is vastgelegd.")
    expect(page.get_by_role("row").filter(has_text="Geschorst")).to_contain_text("Provinciale Staten")
    choose(page, "Ontzegging van de vergadering")
    expect(page.get_by_text("Niet nodig: dit hoort bij het ambt van de voorzitter.")).to_be_visible()
    page.get_by_label("Waarom is dit agressie").fill("Voor de tweede keer.")
    page.get_by_label("Ja", exact=True).check()
    page.get_by_label("Laatste dag").fill(plus_maanden(TODAY, 3).isoformat())
    page.get_by_role("button", name="Bekijk de vraag en de brief").click()
    page.get_by_role("button", name="Leg deze maatregel vast").click()
    done(page, "Hiervoor is geen toestemming nodig.")
    expect(page.get_by_text("Geen toestemming nodig", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Zet het concept klaar")).to_be_visible()
    judge(page)


def test_damage_of_the_province_is_claimed_without_a_talk_item_by_item(
    visit: Visits, product: ServiceProcess
) -> None:
    reference = _reported(product, aard=["vernieling"], agressor={"naam": "Boze Burger"})
    page = visit("griffier", f"/zaken/{reference}", viewport={"width": 375, "height": 800})
    page.get_by_role("button", name="Bekijk wat zonder gesprek kan").click()
    expect(page.get_by_text("Praat eerst met de melder").last).to_be_visible()
    page.get_by_role("button", name="Schade terugvragen").click()
    page.get_by_label("Waarom stelt u dit voor?").fill("De ruit is kapot.")
    page.get_by_label("Omschrijving").fill("Ruit")
    page.get_by_label("Bedrag in euro").fill("1200.50")
    page.get_by_role("button", name="Nog een post").click()
    page.get_by_label("Omschrijving").last.fill("Deur")
    page.get_by_label("Bedrag in euro").last.fill("89")
    judge(page)
    page.get_by_role("button", name="Bekijk de vraag en de brief").click()
    expect(page.get_by_text("€\u00a01.200,50").first).to_be_visible()
    judge(page)
    page.get_by_role("button", name="Leg deze maatregel vast").click()
    done(page, "Hiervoor is geen toestemming nodig.")
    posts = cases.case(product, reference)["maatregelen"][0]["details"]["posten"]
    assert [(one["omschrijving"], one["bedrag"], one["eigenaar"]) for one in posts] == [
        ("Ruit", 1200.5, "provincie"),
        ("Deur", 89, "provincie"),
    ]
    judge(page)


def test_a_case_is_found_by_its_reference_and_by_the_name_of_the_agressor(
    visit: Visits, product: ServiceProcess
) -> None:
    name = "Zeldzame Achternaam"
    reference = _reported(product, agressor={"hoedanigheid": "burger", "naam": name})
    other = cases.reported(product)
    page = visit("griffier", "/zaken")
    for asked in (reference.lower(), "zeldzame"):
        page.get_by_label("Kenmerk of naam").fill(asked)
        page.get_by_role("button", name="Zoek", exact=True).click()
        expect(page.get_by_role("heading", name="Gevonden 1 zaak")).to_be_visible()
        expect(page.get_by_role("row").filter(has_text=reference)).to_be_visible()
        assert page.get_by_text(other).count() == 0
        assert name not in page.inner_text("main")
    judge(page)


def test_a_picture_is_drawn_anew_only_when_it_is_asked_for(visit: Visits, product: ServiceProcess) -> None:
    """Also one that this browser cannot read; and what nobody can draw says so."""
    visit.expect(409)
    photo = (ROOT / "tests" / "intake" / "echt" / "foto.heic").read_bytes()
    broken = b"\x89PNG\r\n\x1a\n en verder niets"
    sent = product.send("statenlid1", json.dumps(cases.MELDING), ("grof.heic", photo), ("kapot.png", broken))
    reference = str(sent.json()["referentie"])
    cases.settled(product, reference)
    page = visit("griffier", f"/zaken/{reference}")
    page.get_by_role("button", name="Toon de afbeelding").first.click()
    drawn = page.get_by_role("img", name="Afbeelding, stuk 1")
    expect(drawn).to_be_visible()
    assert drawn.evaluate("e => [e.naturalWidth, e.naturalHeight]") == [64, 76]
    page.get_by_role("button", name="Toon de afbeelding").click()
    expect(page.get_by_role("alert").filter(has_text="Download het origineel.")).to_be_visible()
    judge(page)
    page.get_by_role("button", name="Verberg de afbeelding").click()
    expect(drawn).to_have_count(0)


def _reported(product: ServiceProcess, **told: object) -> str:
    reference = str(product.send("statenlid1", json.dumps(WARNED | told)).json()["referentie"])
    cases.settled(product, reference)
    return reference
