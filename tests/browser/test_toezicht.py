"""The pages of toezicht and destruction, and what a handler keeps, restricts and copies on a case (protocol 48, 49)."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from plugin.casebook.book import Logregel
from plugin.flows.diensten import Diensten
from plugin.main import Checked, put_together
from plugin.protocol.vernietiging import Voorstel
from plugin.settings import load
from tests.browser.cases import MAIL, act, reported
from tests.browser.conftest import Visits
from tests.browser.looking import judge
from tests.rig import settings_env
from tests.service_process import eventually
from tests.tenant_process import TenantProcess
from tests.web.service_process import ServiceProcess


@pytest.fixture(scope="module")
def diensten(product: ServiceProcess, provisioned: TenantProcess) -> Diensten:
    settings = load(settings_env(provisioned, product.folder))
    return put_together(settings, Checked.of(settings))


def proposed(product: ServiceProcess, diensten: Diensten) -> str:
    """A closed case that the night proposed to destroy."""
    ref = reported(product)
    for whom, said in (("melder", "nee"), ("familie", "nvt")):
        act(product, "griffier", ref, "nazorg", {"voor": whom, "antwoord": said, "datum": "2026-11-24"})
    act(product, "griffier", ref, "sluiten", {"reden": "klaar"})
    dossier, now = diensten.casebook.find(ref), diensten.now()
    assert dossier is not None
    term = Voorstel(
        voorgesteld_op=now, orgaan="provinciale organen", jaren=3, selectielijst="vast te stellen"
    )
    entry = Logregel(ref, "vernietiging voorgesteld", "zaak", "dienst", "dienst", now)
    diensten.casebook.save(dossier, dossier.zaak.model_copy(update={"vernietiging": term}), entry)
    return ref


def test_toezicht_reads_the_log_of_one_case_and_of_today(visit: Visits, product: ServiceProcess) -> None:
    ref = reported(product)
    page = visit("fg", "/toezicht")
    asked = page.get_by_label("Kenmerk van de zaak")
    asked.fill(f" {ref.lower()}")
    asked.press("Enter")
    expect(page.get_by_role("heading", name=f"Zaak {ref}")).to_be_visible()
    table = page.get_by_role("table", name="Logboek")
    expect(table.get_by_role("row").filter(has_text="Melding opgeslagen")).to_contain_text("De dienst zelf")
    assert "derde keer" not in page.content()
    judge(page)
    page.get_by_role("button", name="Toon vandaag, zonder zaak").click()
    expect(page.get_by_role("heading", name="Vandaag, zonder zaak")).to_be_visible()
    row = table.get_by_role("row").filter(has_text=ref)
    expect(row).to_contain_text("Logboek ingezien")
    expect(row).to_contain_text("Functionaris gegevensbescherming")


def test_who_is_not_toezicht_reads_no_log(visit: Visits) -> None:
    visit.expect(403)
    page = visit("griffier", "/toezicht")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Kenmerk van de zaak")).to_have_count(0)
    judge(page)


def test_two_persons_agree_and_then_the_page_says_what_went_and_what_lies_where(
    visit: Visits, product: ServiceProcess, diensten: Diensten
) -> None:
    ref = proposed(product, diensten)
    page = visit("griffier", "/vernietiging")
    _agree(page, ref)
    expect(page.get_by_role("status").filter(has_text="Een tweede persoon")).to_be_visible()
    expect(page.get_by_role("article").filter(has_text=ref)).to_contain_text(
        "Nu wacht dit op een tweede persoon"
    )
    judge(page)
    other = visit("provinciesecretaris", "/vernietiging")
    _agree(other, ref)
    expect(other.get_by_role("status").filter(has_text="wordt nu vernietigd")).to_be_visible()
    eventually(lambda: any(ref in one for one in diensten.bewaarplaats.verklaringen()), "it is destroyed")
    other.reload()
    gone = other.get_by_role("table", name="Vernietigde zaken").get_by_role("row").filter(has_text=ref)
    expect(gone).to_contain_text("Tot en met")
    expect(gone).to_contain_text("provinciesecretaris")
    judge(other)


def _agree(page: Page, ref: str) -> None:
    place = page.locator(f"#akkoord-{ref}")
    place.locator("summary").focus()
    page.keyboard.press("Enter")
    place.get_by_role("button", name=f"Ik geef akkoord voor zaak {ref}").click()


def test_a_handler_holds_and_restricts_a_case_and_the_page_says_so(
    visit: Visits, product: ServiceProcess
) -> None:
    ref = reported(product)
    page = visit("griffier", f"/zaken/{ref}")
    _begun(page, "vasthouden", "De strafzaak loopt nog.", "Houd de zaak vast")
    expect(page.get_by_text("Deze zaak wordt vastgehouden.")).to_be_visible()
    _begun(page, "beperken", "De afzender betwist de feiten.", "Beperk de verwerking")
    banner = page.locator("#beperkt")
    expect(banner).to_contain_text("De verwerking van deze zaak is beperkt.")
    expect(banner).to_contain_text("De afzender betwist de feiten.")
    expect(page.get_by_text("Hef eerst de beperking op.")).to_be_visible()
    expect(page.get_by_text("Leg een gesprek vast")).to_have_count(0)
    judge(page)
    page.get_by_role("button", name="Hef de beperking op").click()
    expect(page.get_by_role("status").filter(has_text="De beperking is opgeheven.")).to_be_visible()
    expect(banner).to_have_count(0)
    page.get_by_role("button", name="Laat de zaak los").click()
    expect(
        page.get_by_role("status").filter(has_text="De zaak wordt niet langer vastgehouden.")
    ).to_be_visible()


def _begun(page: Page, what: str, why: str, button: str) -> None:
    place = page.locator(f"#{what}")
    place.locator("summary").click()
    place.get_by_label("Waarom?").fill(why)
    place.get_by_role("button", name=button).click()


def test_the_copy_for_the_agressor_holds_the_pieces_that_were_chosen(
    visit: Visits, product: ServiceProcess
) -> None:
    ref = reported(product)
    page = visit("griffier", f"/zaken/{ref}")
    place = page.locator("#inzage")
    place.locator("summary").click()
    place.get_by_label("Mail, stuk 1").check()
    judge(page)
    with page.expect_download() as saved:
        place.get_by_role("button", name="Maak de kopie").click()
    assert saved.value.suggested_filename == f"{ref}-inzage.zip"
    with zipfile.ZipFile(io.BytesIO(Path(saved.value.path()).read_bytes())) as copy:
        assert [copy.read(name) for name in copy.namelist() if name.startswith("stukken/")] == [MAIL]
