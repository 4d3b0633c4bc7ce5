"""The register on screen: tables and bars of what may be shown, and words for what may not (protocol 33, 34)."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visits
from tests.browser.looking import judge
from tests.rig import run_module, settings_env
from tests.tenant_process import TenantProcess
from tests.web.service_process import ServiceProcess

SIX = 6
MELDING = {
    "route": "registratie",
    "gebeurtenis": "Een scheldmail.",
    "aard": ["belediging"],
    "kanaal": "email",
}


def test_the_regisseur_reads_numbers_and_what_is_not_shown(
    visit: Visits, product: ServiceProcess, provisioned: TenantProcess
) -> None:
    for _ in range(SIX):
        assert product.send("statenlid2", json.dumps(MELDING)).status_code == 202
    night = run_module("plugin", "nachtwerk", env=settings_env(provisioned, product.folder))
    assert night.returncode == 0, night.stdout + night.stderr
    tables = product.ask("regisseur", "GET", "/api/register").json()["tabellen"]
    total = tables[0]["rijen"][0]["aantal"]
    page = visit("regisseur", "/register")
    expect(page.get_by_role("heading", name="Register agressie 2026")).to_be_visible()
    expect(page.get_by_text(f"In 2026 waren er {total} meldingen.")).to_be_visible()
    chart = page.get_by_role("img", name="Kolommen: Meldingen per jaar")
    expect(chart).to_have_accessible_description(f"2026: {total}")
    channels = page.get_by_role("region", name="Kanaal")
    shown = {
        row["waarde"]: row["aantal"] for row in next(t for t in tables if t["titel"] == "Kanaal")["rijen"]
    }
    for word, count in shown.items():
        expect(channels.get_by_role("row").filter(has_text=word)).to_contain_text(
            "niet getoond" if count is None else str(count), ignore_case=True
        )
    expect(page.get_by_text("Een aantal dat kleiner is dan 5 laten wij niet zien.")).to_be_visible()
    judge(page)
    _link_a_measure(page)
    _save(page, "Excel", "register.xlsx")
    page.get_by_role("button", name="Maak jaarrapport").click()
    _save(page, "Open het Word-document", "jaarrapport-2026.docx")
    judge(page)


def _link_a_measure(page: Page) -> None:
    page.get_by_text("Koppel een maatregel aan een jaar").click()
    page.get_by_label("Welke maatregel?").fill("Training grenzen stellen")
    page.get_by_role("button", name="Koppel de maatregel").click()
    head = page.get_by_role("region", name="Meldingen per jaar")
    expect(head.get_by_text("Training grenzen stellen begon in 2026.")).to_be_visible()
    expect(head.locator(".merklijn")).to_have_count(1)


def _save(page: Page, button: str, name: str) -> None:
    with page.expect_download() as saved:
        page.get_by_role("button", name=button).click()
    assert saved.value.suggested_filename == name


def test_a_handler_does_not_read_the_register_by_that_role(visit: Visits) -> None:
    visit.expect(403)
    page = visit("griffier", "/register")
    expect(page.get_by_role("alert").filter(has_text="U hebt hiervoor geen rol.")).to_be_visible()
    judge(page)
