"""Stories in which the CdK is a party, and one in which a yes is taken back at the worst moment (protocol 9, 10, 15, 30, 37)."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser import cases
from tests.browser.conftest import Visits
from tests.browser.looking import judge
from tests.browser.test_zaken_verhalen import choose, done, fold, talk
from tests.service_process import eventually
from tests.tenant_process import TenantProcess
from tests.web.service_process import ServiceProcess
from tests.web.zaakloop import MARK

MAIL_OF_THE_CDK = (
    b"From: CdK <cdk@provincie.example>\r\nTo: statenlid1@provincie.example\r\nSubject: x\r\n"
    b"Date: Tue, 24 Nov 2026 08:00:00 +0000\r\n\r\nDit krijgt u terug.\r\n"
)
WITHOUT_AGRESSOR = {"route": "hulp", "gebeurtenis": "Er kwam een mail.", "aard": ["intimidatie"]}


def told(tenant: TenantProcess, reference: str) -> set[str]:
    """Who got a notice about this case."""
    notices = tenant.state()["notifications"]
    return {one["user"].partition("@")[0] for one in notices if one["topic"] == reference}


def shut_out(visit: Visits, person: str, reference: str) -> None:
    """Neither the list nor the address of the case says anything to who is a party."""
    page = visit(person, "/zaken")
    expect(page.get_by_role("heading", name="Zaken", exact=True)).to_be_visible()
    page.get_by_label("Kenmerk of naam").fill(reference)
    page.get_by_role("button", name="Zoek", exact=True).click()
    expect(page.get_by_text("Geen zaak gevonden binnen wat u mag zien.")).to_be_visible()
    assert page.get_by_role("link", name=reference).count() == 0
    page.goto(page.url.partition("?")[0].rstrip("/") + f"/{reference}")
    expect(page.get_by_role("alert").filter(has_text="Wij vinden deze zaak niet")).to_be_visible()


def stopgesprek(page: Page) -> None:
    """Proposed and put to the melder."""
    choose(page, "Stopgesprek")
    page.get_by_label("Waarom is dit agressie").fill("Er is gedreigd.")
    page.get_by_role("button", name="Bekijk de vraag en de brief").click()


def left(tenant: TenantProcess, reference: str) -> dict[str, list[Any]]:
    """All that stands in the tenant of the papers of a case, by where it stands."""
    state = tenant.state()
    mails = [one for box in state["messages"].values() for one in box]
    drafts = [one for one in mails if reference in str(one["properties"].get(MARK, ""))]
    slots = [one for box in state["events"].values() for one in box if reference in one["subject"]]
    files = [path for site in state["files"].values() for path in site if f"{reference}/brieven/" in path]
    binned = [
        path for site in state["recycled_files"].values() for path in site if f"{reference}/brieven/" in path
    ]
    return {"drafts": drafts, "slots": slots, "letters": files, "bin": binned}


def test_the_cdk_as_victim_is_helped_by_the_stand_in_and_reads_as_a_melder_alone(
    visit: Visits, product: ServiceProcess, provisioned: TenantProcess
) -> None:
    visit.expect(404)
    reference = cases.reported(product, "cdk")
    assert told(provisioned, reference) == {"loco-cdk", "provinciesecretaris"}
    shut_out(visit, "cdk", reference)
    page = visit("loco-cdk", f"/zaken/{reference}")
    expect(page.get_by_text("Volgende stap: praat met de melder.")).to_be_visible()
    expect(page.get_by_text("Melder en betrokkene: commissaris van de Koning.")).to_be_visible()
    talk(page)
    stopgesprek(page)
    expect(page.get_by_role("heading", name="Mag de loco-commissaris van de Koning")).to_be_focused()
    judge(page)
    page.get_by_role("button", name="Vraag toestemming aan de melder").click()
    done(page, "De vraag is gesteld. Zonder ja gebeurt er niets.")
    mine = visit("cdk", f"/mijn/{reference}")
    mine.get_by_role("button", name="Ja, dat mag").click()
    expect(mine.get_by_text("U zei ja op")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Zet het concept klaar").click()
    expect(page.get_by_role("link", name="Open het concept")).to_be_visible(timeout=60_000)
    boxes = provisioned.state()["messages"]
    assert reference not in json.dumps(boxes.get("cdk@provincie.example", []))
    assert f"{reference}/m1" in json.dumps(boxes["loco-cdk@provincie.example"])
    _agree_on_who_speaks(page)
    for whom, answer in (("melder", "ja"), ("familie", "nee")):
        said = {"voor": whom, "antwoord": answer, "datum": cases.TALK["datum"]}
        cases.act(product, "loco-cdk", reference, "nazorg", said)
    page.reload()
    expect(page.get_by_text("Nazorg voor de melder: ja, graag")).to_be_visible()
    judge(page)


def _agree_on_who_speaks(page: Page) -> None:
    """The loco-CdK records what the two agreed (protocol 37)."""
    agreed = fold(page, "Leg vast wie het woord voert")
    agreed.get_by_label("Loco-commissaris van de Koning").check()
    agreed.get_by_label("Wat is afgesproken?").fill("De loco-commissaris licht de Staten in.")
    agreed.get_by_role("button", name="Leg vast wie het woord voert").click()
    done(page, "Vastgelegd is wie het woord voert.")
    expect(
        page.get_by_role("heading", name="Wie het woord voert: Loco-commissaris van de Koning")
    ).to_be_visible()


def test_a_mail_by_the_cdk_shuts_the_cdk_out_though_nobody_was_named(
    visit: Visits, product: ServiceProcess, provisioned: TenantProcess
) -> None:
    visit.expect(404)
    sent = product.send("statenlid1", json.dumps(WITHOUT_AGRESSOR), ("mail.eml", MAIL_OF_THE_CDK))
    reference = str(sent.json()["referentie"])
    cases.settled(product, reference)
    assert told(provisioned, reference) == {"loco-cdk", "griffier"}
    shut_out(visit, "cdk", reference)
    page = visit("griffier", f"/zaken/{reference}")
    talk(page)
    page.get_by_role("button", name="Stel een maatregel voor").click()
    expect(page.get_by_text("Nu niet mogelijk: ontzegging van het gebouw")).to_be_visible()
    page.get_by_role("button", name="Stopgesprek", exact=True).click()
    page.get_by_label("Waarom is dit agressie").fill("Er is gedreigd.")
    page.get_by_role("button", name="Bekijk de vraag en de brief").click()
    expect(page.get_by_role("heading", name="Mag de loco-commissaris van de Koning")).to_be_focused()
    judge(page)
    page.get_by_role("button", name="Vraag toestemming aan de melder").click()
    done(page, "De vraag is gesteld. Zonder ja gebeurt er niets.")
    cases.answer(product, "statenlid1", reference, "akkoord")
    page.reload()
    page.get_by_role("button", name="Zet het concept klaar").click()
    where = "Het concept staat in het postvak van de loco-commissaris van de Koning."
    expect(page.get_by_text(where)).to_be_visible(timeout=60_000)
    assert reference not in json.dumps(provisioned.state()["messages"].get("cdk@provincie.example", []))
    speech = fold(page, "Leg vast wie het woord voert")
    expect(speech.get_by_label("Loco-commissaris van de Koning")).to_be_visible()
    judge(page)


def test_a_melder_who_withdraws_while_the_letter_is_made_leaves_nothing_of_it(
    visit: Visits, product: ServiceProcess, provisioned: TenantProcess
) -> None:
    reference = cases.agreed(product)
    sent = provisioned.state()["mail_sent"]
    page = visit("griffier", f"/zaken/{reference}")
    mine = visit("statenlid1", f"/mijn/{reference}")
    stop = mine.get_by_role("button", name="Trek mijn ja in")
    stop.wait_for()
    page.get_by_role("button", name="Zet het concept klaar").wait_for()
    provisioned.latency(500)
    page.get_by_role("button", name="Zet het concept klaar").click()
    expect(page.get_by_text("Het concept wordt klaargezet…").first).to_be_visible()
    stop.click()
    expect(mine.get_by_text("Uw ja is ingetrokken.")).to_be_visible()
    judge(mine)
    expect(page.get_by_text("De melder trok de toestemming in. Er is geen concept meer.")).to_be_visible()
    nothing: dict[str, list[Any]] = {"drafts": [], "slots": [], "letters": [], "bin": []}
    eventually(lambda: left(provisioned, reference) == nothing, "nothing of the letter is left")
    provisioned.latency(0)
    assert provisioned.state()["mail_sent"] == sent
    measure = cases.case(product, reference)["maatregelen"][0]
    assert (measure["status"], measure["concept"]["status"]) == ("ingetrokken", "ingetrokken")
    assert (measure["concept"]["webLink"], measure["concept"]["document"]) == (None, None)
    judge(page)
