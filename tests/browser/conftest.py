"""A real Chromium on the running product: people sign in as they would, and no page may complain."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from deploy.demo.browser import key_hash
from tests.browser.checkers import markup_faults
from tests.browser.looking import SEEN, Complaints
from tests.rig import provisioned, tenant
from tests.tenant_process import TenantProcess
from tests.web.service_process import ServiceProcess

__all__ = ["provisioned", "tenant"]

PATIENCE = 15_000  # ms
# What a frame of another site stores is its own there, as in real browsers; the test driver would turn that off. The
# features that stay off here only call home or ask things.
PARTITIONED = "--disable-features=Translate,MediaRouter,OptimizationHints,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable"
LOOK: dict[str, Any] = {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam", "ignore_https_errors": True}


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright, tenant: TenantProcess) -> Iterator[Browser]:
    running = browser_for(playwright, tenant)
    yield running
    running.close()


def browser_for(playwright: Playwright, tenant: TenantProcess) -> Browser:
    """It takes the key of this tenant's certificate: a service worker asks for more than a context that ignores errors."""
    executable = shutil.which("chromium")
    assert executable, "Chromium is needed: make test installs it"
    key = f"--ignore-certificate-errors-spki-list={key_hash(tenant.data / 'server.pem')}"
    return playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", PARTITIONED, key])


@pytest.fixture(scope="session", autouse=True)
def _judged_states_are_good_html(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One run of the markup checker over every state that the tests of this session judged."""
    yield
    assert not SEEN or markup_faults(SEEN, tmp_path_factory.mktemp("pages")) == []


@pytest.fixture(scope="session")
def product(provisioned: TenantProcess, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceProcess]:
    """The service with its pages, known to the tenant as a place where sign-in may come back to."""
    running = ServiceProcess.start(
        provisioned,
        tmp_path_factory.mktemp("product"),
        MELD_OFFICE_JS_URL=f"{provisioned.url}/sim/office.js",
    )
    redirect = {"uri": f"{address_of(running)}/msal_redirect", "kind": "spa"}
    provisioned.control("POST", "redirects", json=redirect)
    yield running
    running.stop()


@pytest.fixture(autouse=True)
def nothing_begun(request: pytest.FixtureRequest) -> None:
    """No test finds the half-filled melding of another."""
    if "product" in request.fixturenames:
        running: ServiceProcess = request.getfixturevalue("product")
        for person in ("statenlid1", "statenlid2", "griffier"):
            running.ask(person, "DELETE", "/api/concept")


def address_of(running: ServiceProcess) -> str:
    return f"https://localhost:{running.port}"


@dataclass
class Visits:
    """Opens pages, each in a fresh browser; remembers what they complained of."""

    browser: Browser
    root: str
    complaints: Complaints = field(default_factory=Complaints)
    contexts: list[BrowserContext] = field(default_factory=list)

    def __call__(self, person: str, path: str, **look: Any) -> Page:
        """The page as this person sees it after signing in; nobody ("") sees it without."""
        page = self.open(path, **look)
        if person:
            page.get_by_role("button", name="Aanmelden").click()
            page.get_by_role("button", name=re.compile(rf"(?<![\w-]){person}@provincie\.example")).click()
            page.wait_for_url(f"{self.root}{path}")
        return page

    def open(self, path: str, **look: Any) -> Page:
        context = self.browser.new_context(**LOOK | look)
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        page = context.new_page()
        self.complaints.listen(page)
        page.goto(path if path.startswith("https:") else self.root + path)
        return page

    def expect(self, *statuses: int) -> None:
        """This test provokes answers with these statuses."""
        self.complaints.expected.update(statuses)


@pytest.fixture
def visit(browser: Browser, product: ServiceProcess) -> Iterator[Visits]:
    """What any page complains of fails the test."""
    visits = Visits(browser, address_of(product))
    yield visits
    for context in visits.contexts:
        context.close()
    assert not visits.complaints.found
