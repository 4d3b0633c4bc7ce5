"""The pages as they leave the service: shells without data, a strict policy, files that a browser may keep."""

from __future__ import annotations

import gzip
import re

import pytest
from flask.testing import FlaskClient

from plugin.settings import Settings
from plugin.web.site import Site
from tests.tenant_process import ROOT

SHELLS = [
    "/meld",
    "/mijn",
    "/mijn/M-00000000",
    "/hulp",
    "/toezicht",
    "/vernietiging",
    "/msal_redirect",
    "/msal_relay",
]
ADDRESS = re.compile(r'(?:src|href)="(/static/[^"]+)"')
INLINE = re.compile(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE)


def policy(client: FlaskClient, path: str) -> dict[str, str]:
    written = client.get(path).headers["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in written.split(";"))


@pytest.mark.parametrize("path", SHELLS)
def test_a_shell_needs_no_token_and_is_never_kept(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("path", SHELLS)
def test_nothing_in_a_shell_runs_or_looks_by_itself(client: FlaskClient, path: str) -> None:
    assert not INLINE.search(client.get(path).text)


@pytest.mark.parametrize("path", SHELLS)
def test_the_policy_allows_only_what_is_named(client: FlaskClient, settings: Settings, path: str) -> None:
    rules = policy(client, path)
    assert rules["default-src"] == "'none'"
    assert rules["style-src"] == "'self'"
    office = " https://appsforoffice.microsoft.com https://ajax.aspnetcdn.com/ajax/3.5/MicrosoftAjax.js"
    assert rules["script-src"] == "'self'" + (office if path == "/meld" else "")
    assert set(rules["connect-src"].split()) == {"'self'", settings.authority_host}
    assert not re.search(r"unsafe|data:|\*(?!\.)", " ".join(rules.values()))


def test_beside_microsoft_itself_only_its_hosts_may_frame_a_page(settings: Settings) -> None:
    real = settings.model_copy(update={"authority_host": "https://login.microsoftonline.com"})
    assert "localhost" not in Site.of(real).policy().partition("frame-ancestors")[2]
    assert "https://outlook.office.com" in Site.of(real).policy()


def test_beside_a_stand_in_its_look_alike_may_frame_a_page(settings: Settings) -> None:
    framers = Site.of(settings).policy().partition("frame-ancestors")[2]
    assert settings.authority_host.replace("localhost", "outlook.localhost") in framers


@pytest.mark.parametrize("path", SHELLS)
def test_every_file_that_a_shell_names_is_there_and_may_be_kept(client: FlaskClient, path: str) -> None:
    addresses = ADDRESS.findall(client.get(path).text)
    assert addresses
    for address in addresses:
        answer = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]


def test_a_file_of_another_version_is_served_but_not_kept(client: FlaskClient) -> None:
    answer = client.get("/static/eerder/style.css")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["/static/x/bestaat-niet.js", "/static/x/../app.py", "/static/x/vendor/VENDORED.md"]
)
def test_nothing_else_of_the_folder_is_served(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_our_own_scripts_and_styles_stay_small(client: FlaskClient) -> None:
    """Issue "The melder": at most 130 kB gzip with the sign-in library, 30 kB our own, on the report page."""
    addresses = ADDRESS.findall(client.get("/meld").text)
    sizes = {address: len(gzip.compress(client.get(address).data, 9)) for address in addresses}
    ours = sum(size for address, size in sizes.items() if "/vendor/" not in address)
    assert ours <= 30_000
    assert sum(sizes.values()) <= 130_000


def test_what_explains_the_source_is_not_sent_and_what_others_made_is_sent_as_it_came(
    client: FlaskClient,
) -> None:
    ours = client.get("/static/x/js/bestanden.js").text
    assert "/**" not in ours
    assert "export function add(chosen) {" in ours
    library = ROOT / "plugin/static/vendor/msal/msal-browser.min.js"
    assert client.get("/static/x/vendor/msal/msal-browser.min.js").data == library.read_bytes()


@pytest.mark.parametrize("path", ["/deel/mijn", "/deel/mijn/M-00000000", "/deel/meld"])
def test_a_part_without_token_is_refused_in_words_for_the_page(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Meld u opnieuw aan." in answer.text
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_the_bare_address_leads_to_reporting(client: FlaskClient) -> None:
    assert client.get("/").headers["Location"] == "/meld"
