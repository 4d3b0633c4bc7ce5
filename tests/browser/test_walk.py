"""The whole way as people walk it, in one browser that checks every certificate: from a mail to a draft and a row."""

from __future__ import annotations

import base64
import io
import json
import re
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, Playwright, expect

from deploy.demo.register import KINDS
from tests.browser import cases
from tests.browser.conftest import PATIENCE, address_of
from tests.browser.looking import Complaints
from tests.browser.trusting import trusting_browser
from tests.rig import run_module, settings_env
from tests.service_process import eventually
from tests.tenant_process import ROOT, TenantProcess
from tests.web.service_process import ServiceProcess

SUBJECT = f"Jij gaat eraan {uuid.uuid4()}"
OTHER = "boze.burger@voorbeeld.example"
Open = Callable[[str, str], Page]


@pytest.fixture
def walker(playwright: Playwright, product: ServiceProcess, tmp_path: Path) -> Iterator[Open]:
    """Opens an address in a tab of the trusting browser, and signs this person in when a page asks for it."""
    complaints = Complaints()

    def opened(person: str, address: str) -> Page:
        page = context.new_page()
        page.goto(address)
        if person:
            page.get_by_role("button", name="Aanmelden").click()
            page.get_by_role("button", name=re.compile(rf"(?<![\w-]){person}@provincie\.example")).click()
            page.wait_for_url(address)
        return page

    with trusting_browser(playwright, product.tenant, tmp_path) as context:
        context.set_default_timeout(2 * PATIENCE)
        context.on("page", complaints.listen)
        yield opened
    assert not complaints.found


def kijk(product: ServiceProcess, path: str) -> str:
    return f"{product.tenant.url}/__tenant/kijk/personen/{path}"


def a_mail_comes_in(product: ServiceProcess) -> None:
    original = (ROOT / "examples" / "dreigmail.eml").read_text(encoding="utf-8")
    named = re.sub(r"(?m)^Subject: .*$", f"Subject: {SUBJECT}", original, count=1)
    order = {"user": "statenlid1", "eml_base64": base64.b64encode(named.encode()).decode()}
    product.tenant.control("POST", "mail", json=order)
    product.tenant.control("POST", "pane", json={"url": f"{address_of(product)}/meld"})


@pytest.mark.timeout(300)
def test_from_a_mail_in_outlook_to_the_draft_of_the_commissaris_and_the_rows_of_the_register(
    walker: Open, product: ServiceProcess, provisioned: TenantProcess
) -> None:
    a_mail_comes_in(product)
    reference = the_melder_reports_the_open_mail(walker, product)
    case = the_griffier_opens_the_notice(walker, product, reference)
    the_griffier_talks_and_proposes(case)
    the_melder_agrees(walker, product, reference)
    the_griffier_asks_for_the_draft(case)
    the_commissaris_finds_the_draft(walker, product, reference)
    others_report_and_the_night_passes(product, provisioned)
    the_regisseur_sees_rows_without_anybody(walker, product, reference)


def the_melder_reports_the_open_mail(walker: Open, product: ServiceProcess) -> str:
    outlook = product.tenant.url.replace("localhost", "outlook.localhost")
    page = walker("", f"{outlook}/sim/?persoon=statenlid1")
    page.get_by_role("button", name=SUBJECT).click()
    page.get_by_role("button", name="Meld agressie").click()
    pane = page.frame_locator("#venster")
    pane.get_by_role("button", name="Deze mail melden").click()
    pane.get_by_label("Dreigen").check()
    pane.get_by_role("button", name="Meteen naar versturen").locator("visible=true").click()
    pane.get_by_text("Meer vertellen").click()
    pane.get_by_label("Naam van de ander").fill("J. Voorbeeld")
    pane.get_by_label("E-mailadres van de ander").fill(OTHER)
    expect(pane.locator("#stap-klopt").get_by_text("Klaar: het origineel")).to_be_visible()
    pane.get_by_role("button", name="Melding versturen").locator("visible=true").click()
    expect(pane.get_by_role("heading", name="Uw melding is binnen")).to_be_visible()
    return str(pane.locator("#kenmerk").inner_text())


def the_griffier_opens_the_notice(walker: Open, product: ServiceProcess, reference: str) -> Page:
    """The notice says nothing of what happened; it leads to the case."""
    told = f"Open {reference} in de browser"
    eventually(lambda: cases.mine(product, "statenlid1", reference)["verwerking"] == "gemeld", "it is a case")
    feed = walker("", kijk(product, "griffier/teams"))
    notice = feed.get_by_role("listitem").filter(has_text=reference)
    expect(notice.get_by_role("heading", name="Er is een melding die uw aandacht vraagt")).to_be_visible()
    address = feed.get_by_role("link", name=told).get_attribute("href")
    assert address
    # The demo's tenant gives notices the service's public address, which in tests is another port.
    page = walker("griffier", address_of(product) + "/" + address.partition("//")[2].partition("/")[2])
    expect(page.get_by_role("heading", name=f"Zaak {reference}")).to_be_visible()
    return page


def the_griffier_talks_and_proposes(page: Page) -> None:
    page.get_by_role("button", name="Leg een gesprek vast").click()
    page.get_by_label("Kort verslag").fill(cases.REPORT)
    page.get_by_role("button", name="Leg het gesprek vast").click()
    expect(page.get_by_text("Het gesprek is vastgelegd.")).to_be_visible()
    page.get_by_role("button", name="Stel een maatregel voor").click()
    page.get_by_role("button", name="Stopgesprek").click()
    page.get_by_label("Waarom is dit agressie").fill("Er is gedreigd.")
    page.get_by_role("button", name="Bekijk de vraag en de brief").click()
    page.get_by_role("button", name="Vraag toestemming aan de melder").click()
    expect(page.get_by_text("Wij wachten op het antwoord van de melder.")).to_be_visible()


def the_melder_agrees(walker: Open, product: ServiceProcess, reference: str) -> None:
    page = walker("statenlid1", f"{address_of(product)}/mijn")
    page.get_by_role("link", name=reference).click()
    page.get_by_role("button", name="Ja, dat mag").click()
    expect(page.get_by_text("De provincie maakt de brief klaar; een mens verstuurt hem.")).to_be_visible()


def the_griffier_asks_for_the_draft(page: Page) -> None:
    page.reload()
    page.get_by_role("button", name="Zet het concept klaar").click()
    where = "Het concept staat in het postvak van de commissaris van de Koning."
    expect(page.get_by_text(where)).to_be_visible(timeout=60_000)


def the_commissaris_finds_the_draft(walker: Open, product: ServiceProcess, reference: str) -> None:
    """In the mailbox of the commissaris: addressed, with the Word letter, and sent by nobody."""
    page = walker("", kijk(product, "cdk/postvak?map=drafts"))
    page.locator(".rijen li").filter(has_text=OTHER).first.get_by_role("link").click()
    expect(page.get_by_text("Er is niets verstuurd. Alleen een mens kan dit versturen.")).to_be_visible()
    expect(page.get_by_text(f"{reference}/m1")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("link", name=re.compile(r"\.docx$")).click()
    words = [line.text for line in Document(io.BytesIO(saved.value.path().read_bytes())).paragraphs]
    assert any("J. Voorbeeld" in line for line in words)


def others_report_and_the_night_passes(product: ServiceProcess, provisioned: TenantProcess) -> None:
    """A single melding is never shown: it waits until others are there to hide it."""
    sent = []
    for person, kind in KINDS:
        melding = {"route": "registratie", "gebeurtenis": "Verzonnen.", "locatie": "online", **kind}
        sent.append((person, str(product.send(person, json.dumps(melding)).json()["referentie"])))
    for person, reference in sent:
        eventually(lambda: cases.mine(product, person, reference)["verwerking"] == "gemeld", reference)  # noqa: B023 - asked at once
    night = run_module("plugin", "nachtwerk", env=settings_env(provisioned, product.folder))
    assert night.returncode == 0, night.stdout + night.stderr


def the_regisseur_sees_rows_without_anybody(walker: Open, product: ServiceProcess, reference: str) -> None:
    page = walker("regisseur", f"{address_of(product)}/register")
    expect(page.get_by_role("heading", name=re.compile(r"Register agressie \d{4}"))).to_be_visible()
    total = page.get_by_role("row").filter(has_text=re.compile(r"^\d{4}\s*\d+$")).first
    assert int(total.inner_text().split()[1]) >= len(KINDS) + 1
    rows = walker("", kijk(product, "regisseur/sharepoint/agressieregister/Registratie"))
    expect(rows.get_by_role("table")).to_be_visible()
    assert rows.get_by_role("row").count() > len(KINDS)
    for seen in (page, rows):
        words = seen.inner_text("main")
        assert not any(word in words for word in (reference, "statenlid", "Voorbeeld", OTHER))
