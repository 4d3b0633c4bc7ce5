"""A real Chromium on the running product: people sign in as they would, and no page may complain."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from tests.browser.looking import Complaints
from tests.rig import provisioned
from tests.tenant_process import TenantProcess
from tests.web.service_process import ServiceProcess

__all__ = ["provisioned"]

PATIENCE = 15_000  # ms
LOOK = {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam", "ignore_https_errors": True}


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    executable = shutil.which("chromium")
    assert executable, "Chromium is needed: make test installs it"
    running = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
    yield running
    running.close()


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
