"""The look-inside pages in a real browser: nothing for axe to find in any theme, nothing that sticks out at 320 px."""

from __future__ import annotations

import base64
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, expect

from deploy.demo.browser import key_hash
from tests.browser.checkers import markup_faults
from tests.browser.lookalike import outlook_of
from tests.browser.looking import Complaints, judge
from tests.tenant_process import ROOT, TenantProcess

BASE = "/__tenant/kijk"
SLOT = {
    "subject": "Ruimte",
    "start": {"dateTime": "2027-03-01T09:00:00", "timeZone": "Europe/Amsterdam"},
    "end": {"dateTime": "2027-03-01T09:30:00", "timeZone": "Europe/Amsterdam"},
}
NOTICE = {
    "topic": {"source": "text", "value": "M-3", "webUrl": f"https://teams.microsoft.com/l/entity/{'x' * 90}"},
    "activityType": "meldingAandacht",
    "previewText": {"content": "Er is een melding die uw aandacht vraagt"},
    "templateParameters": [{"name": "referentie", "value": "M-3"}],
}
DRAFT = {"subject": "Gesprek", "toRecipients": [{"emailAddress": {"address": "ander@voorbeeld.example"}}]}


@pytest.fixture(scope="module")
def filled(tenant: TenantProcess) -> TenantProcess:
    """Something to see on every page."""
    mail = base64.b64encode((ROOT / "examples" / "dreigmail.eml").read_bytes()).decode()
    tenant.control("POST", "mail", json={"user": "statenlid1", "eml_base64": mail})
    with tenant.http(tenant.app_token()) as service:
        for path, body in (
            ("cdk@provincie.example/events", SLOT),
            ("cdk@provincie.example/messages", DRAFT),
            ("griffier@provincie.example/teamwork/sendActivityNotification", NOTICE),
        ):
            assert service.post(f"/v1.0/users/{path}", json=body).is_success
    return tenant


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(ignore_https_errors=True, locale="nl-NL")
    opened, complaints = context.new_page(), Complaints()
    complaints.listen(opened)
    yield opened
    context.close()
    assert not complaints.found


PATHS = ["/", "/log", *(f"/personen/{one}" for one in (
    "statenlid1/postvak", "cdk/postvak?map=drafts", "cdk/agenda", "griffier/teams", "regisseur/sharepoint",
))]  # fmt: skip
REFUSED = ["/personen/niemand/postvak", "/personen/cdk/postvak/weg", "/personen/regisseur/sharepoint/weg/weg"]
OUTLOOKS = [
    "persoon=statenlid1",
    "host=ios",
    "persoon=griffier&gedeeld=statenlid1&thema=donker",
    "persoon=fg&host=oud",
]


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_and_nothing_sticks_out(page: Page, filled: TenantProcess, path: str) -> None:
    page.goto(filled.url + BASE + path)
    judge(page)


def test_every_page_is_good_html_as_it_is_sent(filled: TenantProcess, tmp_path: Path) -> None:
    """A browser mends a stray tag in silence, so these are the bytes of the server."""
    outlook = {"Host": outlook_of(filled).removeprefix("https://")}
    with filled.http() as client:
        drafts = client.get(f"{BASE}/personen/cdk/postvak?map=drafts").text
        letters = re.findall(rf'href="{BASE}(/personen/cdk/postvak/[^"?]+)"', drafts)
        assert letters
        pages = {path: client.get(BASE + path).text for path in (*PATHS, *REFUSED, *letters)}
        pages |= {query: client.get(f"/sim/?{query}", headers=outlook).text for query in OUTLOOKS}
    assert markup_faults(pages, tmp_path) == []


def test_a_person_reads_a_draft_and_sends_it(page: Page, filled: TenantProcess) -> None:
    page.goto(f"{filled.url}{BASE}/personen/cdk/postvak?map=drafts")
    page.locator(".rijen a").first.click()
    judge(page)
    page.get_by_role("button", name="Verstuur als mens").click()
    expect(page.get_by_role("link", name="Terug naar Verzonden items van cdk")).to_be_visible()
    expect(page.get_by_role("button", name="Verstuur als mens")).to_have_count(0)
    judge(page)


@pytest.mark.parametrize("known", [True, False])
def test_a_browser_that_is_told_the_key_of_the_demo_opens_both_origins(
    playwright: Playwright, filled: TenantProcess, known: bool
) -> None:
    spki = key_hash(filled.data / "server.pem") if known else base64.b64encode(bytes(32)).decode()
    arguments = ["--no-sandbox", f"--ignore-certificate-errors-spki-list={spki}"]
    running = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
    opened = running.new_page()
    for address in (f"{filled.url}{BASE}/", f"{outlook_of(filled)}/sim/"):
        if known:
            opened.goto(address)
            expect(opened.get_by_text("lleen voor demo en test").first).to_be_visible()
        else:
            with pytest.raises(Error, match="ERR_CERT_AUTHORITY_INVALID"):
                opened.goto(address)
    running.close()
