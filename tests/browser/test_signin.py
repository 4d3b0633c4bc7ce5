"""The nagebouwde sign-in page in a real browser: choose a person, come back with a code, redeem it from the page."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
from playwright.sync_api import Browser, Page

from tests.tenant_process import CLIENT_ID, TENANT_ID, TenantProcess

VERIFIER = "een-lange-en-onvoorspelbare-proefwaarde-van-meer-dan-43-tekens"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
REDEEM = """async ([endpoint, form]) => {
  const answer = await fetch(endpoint, {method: "POST", body: new URLSearchParams(form)});
  return await answer.json();
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(ignore_https_errors=True, locale="nl-NL")
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def arrival(tenant: TenantProcess) -> str:
    """A registered SPA address on another origin than Entra's."""
    uri = tenant.url.replace("localhost", "127.0.0.1") + "/__aankomst/pagina"
    tenant.control("POST", "redirects", json={"uri": uri, "kind": "spa"})
    return uri


def address(tenant: TenantProcess, arrival: str, **more: str) -> str:
    asked = {"client_id": CLIENT_ID, "redirect_uri": arrival, "response_type": "code", "state": "s-1"}
    asked |= {"scope": f"openid offline_access api://{CLIENT_ID}/Melding.Access", "response_mode": "fragment"}
    asked |= {"code_challenge": CHALLENGE, "code_challenge_method": "S256", "nonce": "n-1"} | more
    return f"{tenant.url}/{TENANT_ID}/oauth2/v2.0/authorize?{urlencode(asked)}"


def landed(page: Page, arrival: str) -> dict[str, str]:
    page.wait_for_url(f"{arrival}*")
    return {key: values[0] for key, values in parse_qs(urlsplit(page.url).fragment).items()}


def redeem(page: Page, tenant: TenantProcess, arrival: str, code: str) -> dict[str, Any]:
    form = {"grant_type": "authorization_code", "client_id": CLIENT_ID, "code": code, "redirect_uri": arrival}
    form |= {"code_verifier": VERIFIER}
    endpoint = f"{tenant.url}/{TENANT_ID}/oauth2/v2.0/token"
    answer: dict[str, Any] = page.evaluate(REDEEM, [endpoint, form])
    return answer


def test_a_person_signs_in_with_pkce_and_the_page_redeems_the_code(
    page: Page, tenant: TenantProcess, arrival: str
) -> None:
    page.goto(address(tenant, arrival))
    assert page.get_by_text("Nagebouwde aanmelding, alleen voor demo en test").is_visible()
    assert page.get_by_role("heading", name="Kies wie u bent").is_visible()
    assert page.get_by_role("button").count() == 10
    page.get_by_role("button", name="statenlid2@provincie.example").click()
    back = landed(page, arrival)
    assert back["state"] == "s-1"
    answer = redeem(page, tenant, arrival, back["code"])
    keys = jwt.PyJWKSet.from_dict(tenant_keys(tenant))
    header = jwt.get_unverified_header(answer["access_token"])
    claims = jwt.decode(
        answer["access_token"], keys[header["kid"]].key, algorithms=["RS256"], audience=CLIENT_ID
    )
    assert claims["preferred_username"] == "statenlid2@provincie.example"
    assert (claims["scp"], claims["roles"], claims["azpacr"]) == ("Melding.Access", ["Melder"], "0")
    identity = jwt.decode(answer["id_token"], options={"verify_signature": False})
    assert (identity["nonce"], identity["aud"]) == ("n-1", CLIENT_ID)
    assert redeem(page, tenant, arrival, back["code"])["error_codes"] == [54005]


def tenant_keys(tenant: TenantProcess) -> dict[str, Any]:
    with tenant.http() as client:
        found: dict[str, Any] = client.get(f"/{TENANT_ID}/discovery/v2.0/keys").json()
        return found


def test_after_a_choice_the_application_may_ask_silently(
    page: Page, tenant: TenantProcess, arrival: str
) -> None:
    page.goto(address(tenant, arrival, prompt="none"))
    assert landed(page, arrival)["error"] == "login_required"
    page.goto(address(tenant, arrival))
    page.get_by_role("button", name="fg@provincie.example").click()
    landed(page, arrival)
    page.goto(address(tenant, arrival, prompt="none"))
    assert "code" in landed(page, arrival)
    page.goto(address(tenant, arrival, prompt="none", login_hint="cdk@provincie.example"))
    assert landed(page, arrival)["error"] == "login_required"


def test_the_page_works_from_the_keyboard(page: Page, tenant: TenantProcess, arrival: str) -> None:
    page.goto(address(tenant, arrival))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.value").endswith("0001")
    page.keyboard.press("Enter")
    assert "code" in landed(page, arrival)


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_sticks_out_and_every_target_is_large_enough(
    page: Page, tenant: TenantProcess, arrival: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address(tenant, arrival, login_hint="cdk"))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("html").get_attribute("lang") == "nl"
    assert min(box["height"] for one in page.get_by_role("button").all() if (box := one.bounding_box())) >= 44


def test_an_unknown_return_address_is_told_to_the_person_and_never_used(
    page: Page, tenant: TenantProcess, arrival: str
) -> None:
    page.goto(address(tenant, arrival + "/anders"))
    assert page.get_by_role("heading", name="Aanmelden lukt niet").is_visible()
    assert "AADSTS50011" in page.content()
    assert page.url.startswith(tenant.url)
