"""How tests work the look-alike mail program: open it, choose a mail, press the button, ask the pane beside it."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from tests.browser.looking import Complaints
from tests.browser.proefpaneel import proefpaneel
from tests.tenant_process import ROOT, TenantProcess

EXAMPLES = ROOT / "examples"
ITEM = "Office.context.mailbox.item"


def outlook_of(tenant: TenantProcess) -> str:
    """The look-alike lives on another origin than sign-in, Graph and pane."""
    return tenant.url.replace("localhost", "outlook.localhost")


def deliver(tenant: TenantProcess, person: str, mail: bytes) -> None:
    """A mail comes in."""
    order = {"user": person, "eml_base64": base64.b64encode(mail).decode()}
    tenant.control("POST", "mail", json=order)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that takes the tenant's certificate; whatever it complains of fails the test."""
    context = browser.new_context(ignore_https_errors=True, locale="nl-NL")
    context.set_default_timeout(10_000)
    opened, complaints = context.new_page(), Complaints()
    complaints.listen(opened)
    yield opened
    context.close()
    assert not complaints.found


@pytest.fixture(scope="module")
def pane(tenant: TenantProcess) -> Iterator[str]:
    """Our own tiny pane, set as the one that the button opens; two mails to choose from lie in the inbox."""
    with proefpaneel(tenant) as address:
        tenant.control("POST", "pane", json={"url": address})
        for name in ("scheldmail.eml", "dreigmail.eml"):
            deliver(tenant, "statenlid1", (EXAMPLES / name).read_bytes())
        yield address


def open_outlook(page: Page, tenant: TenantProcess, query: str = "", person: str = "statenlid1") -> None:
    page.goto(f"{outlook_of(tenant)}/sim/?persoon={person}{query}")


def open_pane(page: Page, place: int = 0, stand: str = "klaar") -> Frame:
    """Choose the mail at this place, press the button, wait until the pane knows where it is."""
    page.locator("[data-sleutel]").nth(place).click()
    page.get_by_role("button", name="Meld agressie").click()
    expect(page.frame_locator("#venster").get_by_role("status")).to_have_text(stand, timeout=10_000)
    frame = page.frames[1]
    assert frame.url.startswith("https://localhost:")
    return frame


def ask(frame: Frame, target: str, method: str, *given: Any) -> Any:
    """An asynchronous call as an add-in makes it: the AsyncResult."""
    return frame.evaluate(
        f"async (given) => JSON.parse(JSON.stringify(await asked({target}, '{method}', ...given)))",
        list(given),
    )
