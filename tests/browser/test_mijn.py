"""Mijn meldingen: the melder follows, reads what is asked, and decides (protocol 12, 14, 15)."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visits
from tests.browser.looking import judge
from tests.service_process import eventually
from tests.web.service_process import ServiceProcess

MELDING = {"route": "hulp", "gebeurtenis": "Een dreigende mail.", "aard": ["bedreiging"], "kanaal": "email"}


def asked(product: ServiceProcess, person: str) -> str:
    """A melding of this person about which a stopgesprek was proposed after a talk."""
    reference = str(product.send(person, json.dumps(MELDING)).json()["referentie"])
    eventually(
        lambda: product.ask(person, "GET", f"/api/meldingen/{reference}").json()["verwerking"] == "gemeld",
        "the melding is a case",
    )
    talk = {"soort": "intake", "datum": "2026-11-24", "verslag": "Besproken."}
    act(product, reference, "gesprekken", talk)
    act(
        product,
        reference,
        "maatregelen",
        {"soort": "stopgesprek", "reden": "Dreiging", "uitvoerder": "provincie"},
    )
    return reference


def act(product: ServiceProcess, reference: str, what: str, body: dict[str, Any]) -> None:
    etag = product.ask("griffier", "GET", f"/api/zaken/{reference}").headers["ETag"]
    headers = {"If-Match": etag, "Idempotency-Key": str(uuid.uuid4())}
    answer = product.ask("griffier", "POST", f"/api/zaken/{reference}/{what}", json=body, headers=headers)
    assert answer.is_success, answer.text


def test_the_melder_reads_the_question_agrees_and_takes_it_back(
    visit: Visits, product: ServiceProcess
) -> None:
    reference = asked(product, "statenlid1")
    page = visit("statenlid1", "/mijn", viewport={"width": 390, "height": 800})
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
