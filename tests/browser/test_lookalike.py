"""The look-alike mail program in a real browser: choose a mail, press the button, and the pane beside it works."""

from __future__ import annotations

import base64

import jwt
import pytest
from playwright.sync_api import Page, expect

from tests.browser.lookalike import (
    EXAMPLES,
    ITEM,
    ask,
    deliver,
    open_outlook,
    open_pane,
    outlook_of,
    page,
    pane,
)
from tests.browser.looking import judge
from tests.tenant_process import CLIENT_ID, TenantProcess

__all__ = ["page", "pane"]

LABEL = "Nagebouwd mailprogramma, geen Outlook. Alleen voor demo en test."
OWN_SCOPE = [f"api://{CLIENT_ID}/Melding.Access"]


def test_the_page_says_that_it_is_not_outlook_and_lives_on_another_origin(
    page: Page, tenant: TenantProcess, pane: str
) -> None:
    page.goto(f"{tenant.url}/sim/?persoon=statenlid1")
    assert page.url.startswith(outlook_of(tenant))
    expect(page.get_by_text(LABEL)).to_be_visible()
    assert "geen Outlook" in page.title()
    expect(page.get_by_role("button", name="Meld agressie")).to_be_hidden()


def test_the_pane_gets_the_facts_and_the_original_bytes_of_the_open_mail(
    page: Page, tenant: TenantProcess, pane: str
) -> None:
    open_outlook(page, tenant)
    frame = open_pane(page)
    facts = frame.evaluate(f"(() => {{ const {{from, to, itemId, internetMessageId}} = {ITEM}; "
                           "return {from, to, itemId, internetMessageId}; })()")  # fmt: skip
    assert facts["from"]["emailAddress"] == "boze.burger@voorbeeld.example"
    assert facts["to"][0]["emailAddress"] == "statenlid1@provincie.example"
    assert facts["internetMessageId"] == "<8812.441970336.1768249261004@voorbeeld.example>"
    assert frame.evaluate(f"{ITEM}.dateTimeCreated instanceof Date")
    original = ask(frame, ITEM, "getAsFileAsync")
    assert original["status"] == "succeeded"
    assert base64.b64decode(original["value"]) == (EXAMPLES / "dreigmail.eml").read_bytes()
    headers = ask(frame, ITEM, "getAllInternetHeadersAsync")["value"]
    assert headers.startswith("Return-Path:")
    assert "Message-ID: <8812" in headers
    assert ask(frame, f"{ITEM}.body", "getAsync", "text", {"asyncContext": 7})["asyncContext"] == 7
    assert frame.evaluate("info") == {"host": "Outlook", "platform": "OfficeOnline", "addin": None}


def test_an_attachment_comes_as_the_bytes_that_were_sent(
    page: Page, tenant: TenantProcess, pane: str
) -> None:
    content = bytes(range(256)) * 300
    mail = (
        b"From: a@voorbeeld.example\r\nSubject: Met bijlage\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="grens"\r\n\r\n--grens\r\nContent-Type: text/plain\r\n\r\nZie.\r\n'
        b"--grens\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n"
        b'Content-Disposition: attachment; filename="foto.bin"\r\n\r\n'
        + base64.encodebytes(content)
        + b"\r\n--grens--\r\n"
    )
    deliver(tenant, "statenlid2", mail)
    open_outlook(page, tenant, person="statenlid2")
    frame = open_pane(page)
    attachment = frame.evaluate(f"{ITEM}.attachments[0]")
    assert (attachment["name"], attachment["size"]) == ("foto.bin", len(content))
    answer = ask(frame, ITEM, "getAttachmentContentAsync", attachment["id"])["value"]
    assert answer["format"] == "base64"
    assert base64.b64decode(answer["content"]) == content
    wrong = ask(frame, ITEM, "getAttachmentContentAsync", "bestaat-niet")
    assert (wrong["status"], wrong["error"]["name"]) == ("failed", "InvalidAttachmentId")


def test_another_mail_is_told_to_a_pane_that_stays_open(page: Page, tenant: TenantProcess, pane: str) -> None:
    open_outlook(page, tenant)
    frame = open_pane(page)
    first = frame.evaluate(f"{ITEM}.itemId")
    page.locator("[data-sleutel]").nth(1).click()
    page.wait_for_timeout(200)
    assert frame.evaluate("changes") == 1
    assert frame.evaluate(f"{ITEM}.itemId") != first
    original = base64.b64decode(ask(frame, ITEM, "getAsFileAsync")["value"])
    assert original == (EXAMPLES / "scheldmail.eml").read_bytes()


@pytest.mark.parametrize(
    ("query", "sets", "file", "headers", "rest"),
    [
        ("", {"1.14": True, "1.16": True}, "function", "function", "function"),
        ("&mailbox=1.8&naa=0", {"1.8": True, "1.14": False}, "undefined", "function", "function"),
        ("&host=android", {"1.5": True, "1.8": False}, "undefined", "undefined", "undefined"),
    ],
    ids=["new", "old", "phone"],
)
def test_each_outlook_knows_what_its_requirement_set_holds(
    page: Page, tenant: TenantProcess, pane: str, query: str, sets: dict[str, bool], file: str, headers: str, rest: str
) -> None:  # fmt: skip
    open_outlook(page, tenant, query)
    frame = open_pane(page)
    for version, expected in sets.items():
        assert (
            frame.evaluate(f"Office.context.requirements.isSetSupported('Mailbox', '{version}')") == expected
        )
    assert frame.evaluate(f"typeof {ITEM}.getAsFileAsync") == file
    assert frame.evaluate(f"typeof {ITEM}.getAllInternetHeadersAsync") == headers
    assert frame.evaluate("typeof Office.context.mailbox.convertToRestId") == rest
    nested = "naa=0" not in query
    assert frame.evaluate("Office.context.requirements.isSetSupported('NestedAppAuth', '1.1')") == nested
    assert frame.evaluate("typeof window.nestedAppAuthBridge") == ("object" if nested else "undefined")


def test_the_rest_id_of_the_open_mail_opens_it_in_graph(page: Page, tenant: TenantProcess, pane: str) -> None:
    open_outlook(page, tenant)
    frame = open_pane(page)
    rest = frame.evaluate(
        f"Office.context.mailbox.convertToRestId({ITEM}.itemId, Office.MailboxEnums.RestVersion.v2_0)"
    )
    token = tenant.token("statenlid1", scope="https://graph.microsoft.com/Mail.Read")
    with tenant.http(token) as client:
        original = client.get(f"/v1.0/me/messages/{rest}/$value")
    assert original.content == (EXAMPLES / "dreigmail.eml").read_bytes()


def test_a_call_that_fails_gives_a_failed_result_and_the_others_go_on(
    page: Page, tenant: TenantProcess, pane: str
) -> None:
    open_outlook(page, tenant, "&fail=getAsFileAsync&traag=50")
    frame = open_pane(page)
    failed = ask(frame, ITEM, "getAsFileAsync")
    assert (failed["status"], failed["error"]["code"]) == ("failed", 5001)
    assert ask(frame, f"{ITEM}.body", "getAsync", "text")["status"] == "succeeded"


def test_a_mail_program_that_never_answers_is_no_host(page: Page, tenant: TenantProcess, pane: str) -> None:
    open_outlook(page, tenant, "&fail=hello")
    frame = open_pane(page, stand="geen host")
    assert frame.evaluate("Office.context.requirements") is None


def test_office_js_does_to_a_page_what_the_real_one_was_seen_to_do(
    page: Page, tenant: TenantProcess, pane: str
) -> None:
    open_outlook(page, tenant, "&thema=donker")
    frame = open_pane(page)
    assert frame.evaluate("[history.pushState, history.replaceState]") == [None, None]
    for name in ("alert", "confirm", "prompt"):
        assert frame.evaluate(
            f"(() => {{ try {{ {name}('x'); return false; }} catch {{ return true; }} }})()"
        )
    theme = frame.evaluate("Office.context.officeTheme")
    assert theme["isDarkTheme"] is True
    assert theme["bodyBackgroundColor"].startswith("#")


def test_settings_are_kept_for_the_next_time(page: Page, tenant: TenantProcess, pane: str) -> None:
    open_outlook(page, tenant)
    frame = open_pane(page)
    frame.evaluate("Office.context.roamingSettings.set('lettergrootte', 2)")
    assert ask(frame, "Office.context.roamingSettings", "saveAsync")["status"] == "succeeded"
    page.reload()
    assert open_pane(page).evaluate("Office.context.roamingSettings.get('lettergrootte')") == 2


def test_the_real_msal_signs_in_through_the_mail_program(
    page: Page, tenant: TenantProcess, pane: str
) -> None:
    open_outlook(page, tenant)
    frame = open_pane(page)
    answer = frame.evaluate("(scopes) => signIn('acquireTokenSilent', scopes)", OWN_SCOPE)
    assert answer["account"] == "statenlid1@provincie.example"
    claims = jwt.decode(answer["token"], options={"verify_signature": False})
    assert (claims["aud"], claims["scp"], claims["roles"]) == (CLIENT_ID, "Melding.Access", ["Melder"])
    mail = frame.evaluate(
        "(scopes) => signIn('acquireTokenSilent', scopes)", ["https://graph.microsoft.com/Mail.Read"]
    )
    with tenant.http(mail["token"]) as client:
        assert client.get("/v1.0/me/messages").status_code == 200


def test_a_sign_in_that_needs_a_click_is_refused_in_silence_and_given_in_a_window(
    page: Page, tenant: TenantProcess, pane: str
) -> None:
    open_outlook(page, tenant, "&naa=klik")
    frame = open_pane(page)
    silent = frame.evaluate("(scopes) => signIn('acquireTokenSilent', scopes)", OWN_SCOPE)
    assert silent["refused"] is True
    clicked = frame.evaluate("(scopes) => signIn('acquireTokenPopup', scopes)", OWN_SCOPE)
    assert clicked["account"] == "statenlid1@provincie.example"


def test_a_pane_whose_address_is_not_registered_gets_no_token(tenant: TenantProcess) -> None:
    wish = {"clientId": CLIENT_ID, "scope": OWN_SCOPE[0]}
    asked = {
        "messageType": "NestedAppAuthRequest",
        "method": "GetToken",
        "requestId": "1",
        "tokenParams": wish,
    }
    order = {"persoon": "statenlid1", "herkomst": "https://vreemd.localhost:1", "vraag": asked}
    with tenant.http() as client:
        answer = client.post("/sim/naa", json=order).json()
    assert answer["success"] is False
    assert "AADSTS50011" in answer["error"]["description"]


@pytest.mark.parametrize("address", ["https://example.com/", "http://localhost:1/", "javascript:alert(1)"])
def test_only_a_pane_on_this_machine_may_be_framed(tenant: TenantProcess, address: str) -> None:
    host = outlook_of(tenant).removeprefix("https://")
    with tenant.http() as client:
        answer = client.get("/sim/", params={"paneel": address}, headers={"Host": host})
        assert answer.status_code == 400
        assert client.post("/__tenant/pane", json={"url": address}).status_code == 400


def test_the_whole_way_goes_by_keyboard_and_the_pane_closes(
    page: Page, tenant: TenantProcess, pane: str
) -> None:
    open_outlook(page, tenant)
    page.locator("[data-sleutel]").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.locator("#knop").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#sluit")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#paneel")).to_be_hidden()
    expect(page.locator("#knop")).to_be_focused()


@pytest.mark.parametrize("query", ["", "&thema=donker", "&host=android"], ids=["light", "dark", "phone"])
def test_axe_finds_nothing_and_nothing_sticks_out(
    page: Page, tenant: TenantProcess, pane: str, query: str
) -> None:
    open_outlook(page, tenant, query)
    judge(page)
    page.get_by_text("Wie en hoe").click()
    judge(page)
    page.get_by_text("Wie en hoe").click()
    open_pane(page)
    judge(page)
