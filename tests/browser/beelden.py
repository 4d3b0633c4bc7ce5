"""The walk that leaves the pictures of the guides: what a melder sees, and what a behandelaar sees."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

from playwright.sync_api import FrameLocator, Page, Route, expect

from tests.browser import cases
from tests.browser.camera import Camera
from tests.browser.conftest import PATIENCE, Visits
from tests.browser.lookalike import EXAMPLES, deliver, outlook_of
from tests.browser.maten import DESK, LONG, PANE, PHONE, SIZES
from tests.browser.test_pwa import CONTROLLED
from tests.rig import run_module, settings_env
from tests.service_process import eventually
from tests.web.service_process import ServiceProcess

NARROW = {"width": 320, "height": 900}
STORY = "Hij mailde dit voor de derde keer. Ik durf niet alleen naar de vergadering."
MAILS = (
    ("Griffie <griffie@provincie.example>", "Agenda van donderdag", "De vergadering begint om half acht."),
    (
        "Boze Burger <boze.burger@voorbeeld.example>",
        "Een nare mail",
        "Deze mail is verzonnen. In het echt staat hier wat iemand u schreef.",
    ),
)
# What a year may look like: of each kind enough to be shown.
YEAR: tuple[tuple[dict[str, object], int], ...] = (
    ({"aard": ["bedreiging"], "kanaal": "email", "locatie": "online"}, 8),
    ({"aard": ["belediging"], "kanaal": "social_media", "locatie": "online"}, 9),
    ({"aard": ["reputatieschade"], "kanaal": "social_media", "locatie": "online"}, 7),
    ({"aard": ["intimidatie"], "kanaal": "persoonlijk", "locatie": "provinciehuis"}, 7),
)
PEOPLE = ("statenlid1", "statenlid2", "gedeputeerde")
SEND = "**/api/meldingen"


@dataclass(frozen=True)
class Stage:
    """A service of its own, on which nobody did anything before."""

    product: ServiceProcess
    visit: Visits
    photo: Camera

    def outlook(self, look: dict[str, int]) -> tuple[Page, FrameLocator]:
        """The look-alike with its newest mail open, and our pane beside it."""
        page = self.visit.open(f"{outlook_of(self.product.tenant)}/sim/?persoon=statenlid2", viewport=look)
        page.locator("[data-sleutel]").first.click()
        page.get_by_role("button", name="Meld agressie").click()
        pane = page.frame_locator("#venster")
        expect(pane.get_by_role("button", name="Deze mail melden")).to_be_visible()
        return page, pane


def walk(stage: Stage) -> None:
    """Everything, in an order in which one thing leads to the next."""
    two_mails_come_in(stage)
    a_mail_is_reported_beside_it(stage)
    words_are_told_in_a_browser(stage)
    the_melder_follows_on_a_phone(stage)
    help_is_at_hand(stage)
    a_handler_works(stage)
    the_regisseur_reads(stage)


def two_mails_come_in(stage: Stage) -> None:
    """Their words hurt nobody who reads the guide. Dated today, so that they move along with the other dates."""
    for who, subject, words in MAILS:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = who, "statenlid2@provincie.example", subject
        mail["Date"] = format_datetime(datetime.now(UTC))
        mail.set_content(words)
        picture = (EXAMPLES / "groepschat.png").read_bytes()
        mail.add_attachment(picture, maintype="image", subtype="png", filename="beeld.png")
        deliver(stage.product.tenant, "statenlid2", mail.as_bytes())


def a_mail_is_reported_beside_it(stage: Stage) -> None:
    page, _ = stage.outlook(SIZES["outlook"])
    stage.photo(page, "outlook")
    page, pane = stage.outlook(NARROW)
    frame = page.locator("#venster")
    wide, high = frame.evaluate("e => [e.clientWidth, e.clientHeight]")
    spare = {
        "width": NARROW["width"] + PANE["width"] - wide,
        "height": NARROW["height"] + PANE["height"] - high,
    }
    page.set_viewport_size(spare)

    def photo(name: str) -> None:
        stage.photo(page, name, frame)

    photo("pane-mail")
    press(pane, "Deze mail melden")
    pane.get_by_label("Dreigen").check()
    pane.get_by_label("Bang maken").check()
    photo("pane-wat")
    pane.get_by_label("Wilt u er iets bij vertellen?").fill(STORY)
    expect(pane.get_by_text("Bewaard om").locator("visible=true")).to_be_visible()
    colours = page.locator("#kleuren")
    colours.dispatch_event("click")
    expect(pane.locator("html")).to_have_attribute("data-thema", "donker")
    photo("pane-donker")
    colours.dispatch_event("click")
    press(pane, "Verder")
    photo("pane-wens")
    press(pane, "Verder")
    expect(pane.locator("#stap-klopt").get_by_text("Klaar: het origineel")).to_be_visible()
    photo("pane-klopt")
    held: list[Route] = []
    page.route(SEND, lambda route: held.append(route))  # noqa: PLW0108 - the driver marks what it is given
    press(pane, "Melding versturen")
    expect(pane.get_by_role("heading", name="Uw melding wordt verstuurd")).to_be_visible()
    page.wait_for_timeout(300)
    photo("pane-versturen")
    held[0].continue_()
    expect(pane.get_by_role("heading", name="Uw melding is binnen")).to_be_visible(timeout=2 * PATIENCE)
    photo("pane-ontvangst")


def press(pane: FrameLocator, button: str) -> None:
    pane.get_by_role("button", name=button, exact=True).locator("visible=true").click()


def words_are_told_in_a_browser(stage: Stage) -> None:
    page = stage.visit("statenlid1", "/meld", viewport=PHONE)
    expect(page.get_by_role("heading", name="Wat wilt u melden?")).to_be_visible()
    stage.photo(page, "telefoon-melden")
    page.set_viewport_size(PANE)
    stage.photo(page, "pane-start")
    page.get_by_role("button", name="Alleen vertellen").click()
    page.get_by_role("button", name="Meteen naar versturen").click()
    page.get_by_role("button", name="Melding versturen").click()
    expect(page.get_by_text("Eén van de twee is genoeg.").first).to_be_visible()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    stage.photo(page, "pane-fout")
    page.get_by_label("Wilt u er iets bij vertellen?").fill(STORY)
    expect(page.get_by_text("Bewaard om").locator("visible=true")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Ga verder")).to_be_visible()
    stage.photo(page, "pane-begonnen")


def talked(product: ServiceProcess) -> str:
    """A case in which somebody spoke with the melder today."""
    reference = cases.reported(product)
    today = date.today().isoformat()  # noqa: DTZ011 - the service reads the same clock
    cases.act(product, "griffier", reference, "gesprekken", cases.TALK | {"datum": today})
    return reference


def asked(product: ServiceProcess) -> str:
    reference = talked(product)
    cases.act(product, "griffier", reference, "maatregelen", cases.PROPOSAL)
    return reference


def the_melder_follows_on_a_phone(stage: Stage) -> None:
    talked(stage.product)
    reference = asked(stage.product)
    page = stage.visit("statenlid1", "/mijn", viewport=PHONE)
    card = page.get_by_role("link", name=reference)
    expect(card).to_be_visible()
    stage.photo(page, "telefoon-lijst")
    card.click()
    question = page.get_by_role("region", name="Mag de commissaris van de Koning")
    expect(question).to_be_visible()
    top_of(page, question.evaluate("e => e.getBoundingClientRect().top + scrollY - 12"))
    stage.photo(page, "telefoon-vraag")
    page.get_by_role("button", name="Ja, dat mag").click()
    expect(page.get_by_role("button", name="Trek mijn ja in")).to_be_visible()
    top_of(page, 0)
    stage.photo(page, "telefoon-ja")
    page.get_by_text("Bewijs of tekst toevoegen").click()
    more = page.locator("#toevoegen")
    more.get_by_label("Wat wilt u nog vertellen?").fill("Hij belde ook nog.")
    top_of(page, more.evaluate("e => e.getBoundingClientRect().top + scrollY - 12"))
    stage.photo(page, "telefoon-toevoegen")


def top_of(page: Page, place: float) -> None:
    page.evaluate("place => scrollTo(0, Math.round(place))", place)


def help_is_at_hand(stage: Stage) -> None:
    """With a connection, and without one from what the browser kept."""
    page = stage.visit("", "/hulp", viewport=PHONE)
    eventually(lambda: page.evaluate(CONTROLLED).endswith("/sw.js"), "the service worker took over", 30)
    stage.photo(page, "telefoon-hulp")
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("link", name="Beveiliging provinciehuis")).to_be_visible()
    top_of(page, page.get_by_text("Voor de voorzitter").evaluate("e => e.offsetTop - 24"))
    stage.photo(page, "telefoon-hulp-zonder-internet")


def a_handler_works(stage: Stage) -> None:
    product, photo = stage.product, stage.photo
    cases.reported(product, "statenlid2")
    reference = asked(product)
    cases.answer(product, "statenlid1", reference, "akkoord")
    page = stage.visit("griffier", "/zaken", viewport=DESK)
    expect(page.get_by_role("heading", name="Dit wacht op u")).to_be_visible()
    photo(page, "zaken")
    page.set_viewport_size(PHONE)
    photo(page, "telefoon-zaken")
    page.goto(f"{stage.visit.root}/zaken/{reference}")
    expect(page.get_by_role("heading", name=f"Zaak {reference}")).to_be_visible()
    photo(page, "telefoon-zaak")
    page.set_viewport_size(LONG)
    photo(page, "zaak")
    page.set_viewport_size(DESK)
    a_measure_is_proposed(page, photo)
    page.reload()
    page.get_by_role("button", name="Leg een gesprek vast").first.or_(
        page.locator("summary").filter(has_text="Leg een gesprek vast")
    ).first.click()
    show(page, page.locator("#gesprek"))
    photo(page, "gesprek")


def a_measure_is_proposed(page: Page, photo: Callable[..., None]) -> None:
    page.get_by_role("button", name="Stel een maatregel voor").click()
    expect(page.get_by_role("heading", name="Welke maatregel?")).to_be_focused()
    show(page, page.locator("#voorstel"))
    photo(page, "maatregel-kiezen")
    page.get_by_role("button", name="Waarschuwing", exact=True).click()
    page.get_by_label("Waarom is dit agressie").fill("De afzender dreigt in drie mails achter elkaar.")
    show(page, page.locator("#voorstel"))
    photo(page, "maatregel-voorstel")
    page.get_by_role("button", name="Bekijk de vraag en de brief").click()
    expect(page.get_by_role("button", name="Vraag toestemming aan de melder")).to_be_visible()
    show(page, page.locator("#voorbeeld"))
    photo(page, "brief")


def show(page: Page, part: object) -> None:
    top_of(page, part.evaluate("e => e.getBoundingClientRect().top + scrollY - 24"))  # type: ignore[attr-defined]


def the_regisseur_reads(stage: Stage) -> None:
    """A single melding is never shown, so others report first; then the night passes."""
    product, sent = stage.product, []
    for place, kind in enumerate(kind for kind, times in YEAR for _ in range(times)):
        person = PEOPLE[place % len(PEOPLE)]
        melding = {"route": "registratie", "gebeurtenis": "Verzonnen.", **kind}
        sent.append((person, str(product.send(person, json.dumps(melding)).json()["referentie"])))
    for person, reference in sent:
        cases.settled(product, reference, person)
    night = run_module("plugin", "nachtwerk", env=settings_env(product.tenant, Path(product.folder)))
    assert night.returncode == 0, night.stdout + night.stderr
    page = stage.visit("regisseur", "/register", viewport=DESK)
    expect(page.get_by_role("heading", name=re.compile(r"Register agressie \d{4}"))).to_be_visible()
    stage.photo(page, "register")
