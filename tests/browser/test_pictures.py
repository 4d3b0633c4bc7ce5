"""The guides cannot go stale: each picture they show is made anew here, and each word they quote stands on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from tests.browser.beelden import Stage, walk
from tests.browser.camera import SMALLEST, Camera, size_of
from tests.browser.conftest import Visits, address_of, browser_for
from tests.browser.looking import judge
from tests.browser.maten import SIZES
from tests.rig import admin_env, run_module
from tests.tenant_process import ROOT, TenantProcess
from tests.web.service_process import ServiceProcess

KEPT = ROOT / "docs" / "beelden"
MOST_TOGETHER = 3_000_000  # bytes


@pytest.fixture(scope="module")
def own_product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceProcess]:
    """A tenant and a service of its own: no case of another test comes into the picture."""
    tenant = TenantProcess.start(tmp_path_factory.mktemp("tenant"))
    try:
        done = run_module("deploy.provision", env=admin_env(tenant, tmp_path_factory.mktemp("provision")))
        assert done.returncode == 0, done.stdout + done.stderr
        office = {"MELD_OFFICE_JS_URL": f"{tenant.url}/sim/office.js"}
        running = ServiceProcess.start(tenant, tmp_path_factory.mktemp("product"), **office)
        tenant.control(
            "POST", "redirects", json={"uri": f"{address_of(running)}/msal_redirect", "kind": "spa"}
        )
        tenant.control("POST", "pane", json={"url": f"{address_of(running)}/meld"})
        yield running
        running.stop()
    finally:
        tenant.stop()


@pytest.fixture(scope="module")
def own(playwright: Playwright, own_product: ServiceProcess) -> Iterator[Visits]:
    """A browser for it; what any page complains of fails the tests."""
    browser = browser_for(playwright, own_product.tenant)
    visits = Visits(browser, address_of(own_product))
    yield visits
    browser.close()
    assert not visits.complaints.found


@pytest.fixture(scope="module")
def pictures(
    pytestconfig: pytest.Config,
    own: Visits,
    own_product: ServiceProcess,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    """Where the walk left them: the folder of the order `--pictures`, else one that goes away."""
    ordered = pytestconfig.getoption("--pictures", default="")
    folder = Path(ordered) if ordered else tmp_path_factory.mktemp("pictures")
    folder.mkdir(parents=True, exist_ok=True)
    walk(Stage(own_product, own, Camera(folder)))
    return folder


@pytest.mark.timeout(600)
def test_each_picture_is_made_in_its_size_and_shows_something(pictures: Path) -> None:
    for name, size in SIZES.items():
        picture = pictures / f"{name}.png"
        assert size_of(picture) == (size["width"], size["height"]), name
        assert picture.stat().st_size > SMALLEST, name
    assert sum(picture.stat().st_size for picture in pictures.glob("*.png")) < MOST_TOGETHER


def test_the_pictures_that_are_kept_are_those_of_the_walk(pictures: Path) -> None:
    assert {picture.stem for picture in KEPT.glob("*.png")} == set(SIZES)
    for name, size in SIZES.items():
        assert size_of(KEPT / f"{name}.png") == (size["width"], size["height"]), name


@pytest.mark.parametrize("path", ["/gids", "/gids/behandelaar"])
def test_a_guide_is_accessible_at_every_width_and_in_every_theme(own: Visits, path: str) -> None:
    page = own.open(path)
    expect(page.get_by_role("img").first).to_be_visible()
    judge(page)


def test_the_guide_for_melders_takes_two_pages_of_paper(own: Visits) -> None:
    page = own.open("/gids")
    for picture in page.get_by_role("img").all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 2
