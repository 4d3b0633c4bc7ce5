"""The browser that `make demo BROWSER=1` offers: a profile of its own that knows the demo's CA, so that TLS is checked."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright

from deploy.demo.browser import browser_command
from tests.tenant_process import TenantProcess


@contextmanager
def trusting_browser(playwright: Playwright, tenant: TenantProcess, folder: Path) -> Iterator[BrowserContext]:
    """Start the very command that the demo prints, until the block ends."""
    command = browser_command(folder, Path(tenant.ca), tenant.data / "server.pem", "about:blank")
    assert command, "Chromium is needed: make test installs it"
    env, home, program, profile, *arguments = shlex.split(command)
    assert (env, home.partition("=")[0]) == ("env", "HOME"), "certutil is needed: make test installs it"
    context = playwright.chromium.launch_persistent_context(
        profile.removeprefix("--user-data-dir="),
        executable_path=program,
        args=arguments[:-1],
        env={"HOME": home.partition("=")[2]},
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
    )
    try:
        yield context
    finally:
        context.close()
