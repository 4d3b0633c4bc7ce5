"""The help card: no sign-in, no script, the numbers of the profile (protocol 41)."""

import re

import pytest
from playwright.sync_api import expect

from plugin.protocol.profiel import Profiel
from tests.browser.conftest import Visits
from tests.browser.looking import judge
from tests.tenant_process import ROOT
from tests.web.service_process import ServiceProcess


def test_the_help_card_is_accessible_at_every_width_and_in_every_theme(visit: Visits) -> None:
    page = visit("", "/hulp")
    page.get_by_text("Voor de voorzitter").click()
    judge(page)


def test_the_help_card_works_without_any_script(visit: Visits) -> None:
    page = visit("", "/hulp", java_script_enabled=False)
    expect(page.get_by_role("heading", name="Eerst uw veiligheid")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Blijf rustig.")).to_be_visible()
    page.get_by_text("Voor de voorzitter").click()
    expect(page.get_by_text("Schors de vergadering.")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Bel 112 bij gevaar", "tel:112"),
        ("Beveiliging provinciehuis", "tel:0302589001"),
        ("Politie, geen spoed", "tel:09008844"),
    ],
)
def test_each_number_can_be_tapped(visit: Visits, name: str, address: str) -> None:
    page = visit("", "/hulp")
    assert page.get_by_role("link", name=name).get_attribute("href") == address


def test_without_script_the_report_page_says_what_still_works(visit: Visits) -> None:
    page = visit("", "/meld", java_script_enabled=False)
    expect(
        page.get_by_text("Voor melden is JavaScript nodig. Hulp en nummers werken zonder.")
    ).to_be_visible()
    expect(page.get_by_role("link", name="Hulp en nummers")).to_be_visible()


@pytest.mark.parametrize("path", ["/meld", "/mijn", "/mijn/M-00000000", "/zaken", "/register"])
def test_help_is_one_tap_away_from_each_page_before_anybody_signs_in(
    product: ServiceProcess, path: str
) -> None:
    with product.http() as client:
        shell = client.get(path).text
    assert re.search(r'<a href="/hulp"[^>]*>Hulp en nummers</a>', shell)
    assert 'href="tel:112"' in shell


def test_what_to_read_has_the_exact_addresses_of_the_profile(visit: Visits) -> None:
    page = visit("", "/hulp")
    links = page.get_by_role("region", name="Meer lezen").get_by_role("link")
    shown = {link.inner_text(): link.get_attribute("href") for link in links.all()}
    profile = Profiel.load(ROOT / "deploy" / "profiles" / "demo.toml")
    assert shown == {one.naam: one.adres for one in profile.verwijzingen}
    assert len(shown) == 6
