"""How soon a melder on a slow phone can fill in the form."""

from __future__ import annotations

import re
import statistics
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page, sync_playwright

from tests.bench.run import Run
from tests.browser.conftest import LOOK, browser_for
from tests.web.service_process import ServiceProcess

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 800},
    "device_scale_factor": 3,
    "is_mobile": True,
    "has_touch": True,
}
# Four times slower than this machine, on a line of 1.6 Mbit/s with 150 ms there and back: the "slow 4G" of browser tools.
SLOWER = 4
LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
# The form stands there hidden until its buttons work.
USABLE = """
new MutationObserver(() => {
  if (document.getElementById("melden")?.hidden === false) window.usable ||= performance.now();
}).observe(document, { attributes: true, childList: true, subtree: true });
"""


def measure(run: Run) -> dict[str, Any]:
    """Milliseconds from opening the page, signed in before, to a usable form: with and without files of ours on the phone."""
    office = f"{run.tenant.url}/sim/office.js"
    service = ServiceProcess.start(run.tenant, run.room(), MELD_OFFICE_JS_URL=office)
    address = f"https://localhost:{service.port}"
    run.tenant.control("POST", "redirects", json={"uri": f"{address}/msal_redirect", "kind": "spa"})
    try:
        with sync_playwright() as playwright, browser_for(playwright, run.tenant) as browser:
            context = browser.new_context(**LOOK | PHONE)
            page = _signed_in(context, address)
            line = context.new_cdp_session(page)
            line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            line.send("Network.enable")
            line.send("Network.emulateNetworkConditions", LINE)
            times = run.size.repetitions
            return {
                "nothing kept": _middle([_opened(page, address, line, kept=False) for _ in range(times)]),
                "files kept": _middle([_opened(page, address, line, kept=True) for _ in range(times)]),
            }
    finally:
        service.stop()


def _signed_in(context: BrowserContext, address: str) -> Page:
    context.add_init_script(USABLE)
    page = context.new_page()
    page.goto(f"{address}/meld")
    page.get_by_role("button", name="Aanmelden").click()
    page.get_by_role("button", name=re.compile("statenlid1@")).click()
    page.locator("#melden").wait_for()
    return page


def _opened(page: Page, address: str, line: CDPSession, *, kept: bool) -> float:
    line.send("Network.setBypassServiceWorker", {"bypass": not kept})
    if not kept:
        line.send("Network.clearBrowserCache")
    page.goto(f"{address}/meld")
    page.locator("#melden").wait_for()
    return float(page.evaluate("window.usable"))


def _middle(took: list[float]) -> dict[str, float]:
    return {"p50": round(statistics.median(took)), "min": round(min(took)), "max": round(max(took))}
