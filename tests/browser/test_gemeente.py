"""A municipality on screen: its own words, its own people, and no trace of a province (protocol, the profile)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from deploy.demo.facts import GEMEENTE
from tests.browser.cases import settled
from tests.browser.conftest import Visits, address_of
from tests.browser.looking import judge
from tests.rig import admin_env, run_module
from tests.tenant_process import ROOT, TenantProcess
from tests.web.service_process import ServiceProcess

OF_A_PROVINCE = re.compile(r"provincie|statenlid|\bstaten\b|commissaris|gedeputeerde", re.IGNORECASE)
MELDING = {"route": "hulp", "gebeurtenis": "Een dreigbrief.", "locatie": "provinciehuis", "kanaal": "brief"}
SETTINGS = {
    "MELD_PROFILE": str(ROOT / "deploy" / "profiles" / f"{GEMEENTE.profiel}.toml"),
    "MELD_CASE_SITE": GEMEENTE.case_site,
    "MELD_REGISTER_SITE": GEMEENTE.register_site,
}


@pytest.fixture(scope="module")
def gemeente(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceProcess]:
    folder = tmp_path_factory.mktemp("gemeente")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DEVTENANT_ORGANISATIE", GEMEENTE.soort)
        tenant = TenantProcess.start(folder / "tenant")
    done = run_module("deploy.provision", env=admin_env(tenant, folder / "provision") | SETTINGS)
    assert done.returncode == 0, done.stdout + done.stderr
    service = ServiceProcess.start(tenant, folder, **SETTINGS)
    redirect = {"uri": f"{address_of(service)}/msal_redirect", "kind": "spa"}
    tenant.control("POST", "redirects", json=redirect)
    yield service
    service.stop()
    tenant.stop()


@pytest.fixture
def visit(browser: Browser, gemeente: ServiceProcess) -> Iterator[Visits]:
    visits = Visits(browser, address_of(gemeente))
    yield visits
    for context in visits.contexts:
        context.close()


def _as(visit: Visits, person: str, path: str) -> Page:
    page = visit.open(path)
    page.get_by_role("button", name="Aanmelden").click()
    page.get_by_role("button", name=re.compile(rf"(?<![\w-]){person}@gemeente\.example")).click()
    page.wait_for_url(f"{visit.root}{path}")
    return page


def _speaks_for_itself(page: Page) -> None:
    said = page.locator("body").text_content() or ""
    assert OF_A_PROVINCE.findall(said) == []
    judge(page)


def test_help_names_the_own_building(visit: Visits) -> None:
    page = visit.open("/hulp")
    expect(page.get_by_text("Beveiliging gemeentehuis")).to_be_visible()
    _speaks_for_itself(page)


def test_a_member_reports_and_the_burgemeester_reads(visit: Visits, gemeente: ServiceProcess) -> None:
    page = _as(visit, "raadslid1", "/meld")
    expect(page.get_by_role("heading", name="Meld agressie", level=1)).to_be_visible()
    assert "Niet meer in het gemeentehuis" in (page.locator("body").text_content() or "")
    _speaks_for_itself(page)
    sent = gemeente.send("raadslid1", json.dumps(MELDING))
    assert sent.status_code == 202, sent.text
    reference = sent.json()["referentie"]
    settled(gemeente, reference, "raadslid1")
    case = _as(visit, "burgemeester", f"/zaken/{reference}")
    expect(case.get_by_role("heading", name=re.compile(reference))).to_be_visible()
    _speaks_for_itself(case)
