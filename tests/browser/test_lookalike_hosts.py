"""The look-alike as each Outlook: what it is, what it gives of several mails, of a shared mailbox, of its colours."""

from __future__ import annotations

import base64

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.lookalike import EXAMPLES, ITEM, ask, open_outlook, open_pane, outlook_of, page, pane
from tests.tenant_process import ROOT, TenantProcess

__all__ = ["page", "pane"]

MAILBOX = "Office.context.mailbox"
# Host, newest set, one set too new, platform, what it calls itself, whether it signs the pane in.
HOSTS = [
    ("web", "1.16", "1.17", "OfficeOnline", "OutlookWebApp", True),
    ("windows", "1.16", "1.17", "PC", "Outlook", True),
    ("oud", "1.9", "1.10", "PC", "Outlook", False),
    ("mac", "1.14", "1.15", "Mac", "Outlook", True),
    ("ios", "1.5", "1.6", "iOS", "OutlookIOS", True),
    ("android", "1.5", "1.6", "Android", "OutlookAndroid", True),
]
NAMES = ("scheldmail.eml", "dreigmail.eml")


def supports(frame: Frame, name: str, version: str) -> bool:
    return bool(frame.evaluate(f"Office.context.requirements.isSetSupported('{name}', '{version}')"))


def test_each_host_says_what_it_is_and_what_it_has(page: Page, tenant: TenantProcess, pane: str) -> None:
    for host, newest, newer, platform, name, signs_in in HOSTS:
        open_outlook(page, tenant, f"&host={host}")
        frame = open_pane(page)
        assert (supports(frame, "Mailbox", newest), supports(frame, "Mailbox", newer)) == (True, False), host
        assert supports(frame, "NestedAppAuth", "1.1") == signs_in, host
        said = frame.evaluate(f"[Office.context.platform, {MAILBOX}.diagnostics.hostName]")
        assert said == [platform, name]
        full_screen = frame.evaluate("innerWidth") == page.locator("body").evaluate("e => e.clientWidth")
        assert full_screen == (host in {"ios", "android"}), host


def test_several_mails_are_told_in_order_and_opened_one_at_a_time(
    page: Page, tenant: TenantProcess, pane: str
) -> None:
    open_outlook(page, tenant)
    frame = open_pane(page, place=1)
    page.locator("[data-sleutel]").first.focus()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("2 berichten gekozen.")).to_be_visible()
    frame.wait_for_timeout(200)
    assert frame.evaluate(ITEM) is None
    assert frame.evaluate("heard") == ["succeeded", "succeeded", "olkSelectedItemsChanged"]
    chosen = ask(frame, MAILBOX, "getSelectedItemsAsync")["value"]
    assert [one["subject"] for one in chosen] == subjects(page, 1, 0)
    assert {(one["itemType"], one["itemMode"]) for one in chosen} == {("message", "Read")}
    first, second = (one["itemId"] for one in chosen)
    assert load(frame, first) == "succeeded"
    assert load(frame, second) == "failed"
    assert original(frame) == (EXAMPLES / NAMES[0]).read_bytes()
    assert ask(frame, "loaded", "unloadAsync")["status"] == "succeeded"
    assert ask(frame, "loaded", "getAsFileAsync")["status"] == "failed"
    assert load(frame, second) == "succeeded"
    assert original(frame) == (EXAMPLES / NAMES[1]).read_bytes()
    page.locator("[data-sleutel]").first.click(modifiers=["ControlOrMeta"])
    expect(page.locator("article:visible h2")).to_have_text(subjects(page, 1)[0])


def subjects(page: Page, *places: int) -> list[str]:
    return [page.locator("[data-sleutel] .onderwerp").nth(place).inner_text() for place in places]


def load(frame: Frame, item_id: str) -> str:
    """Load a mail and keep it in the pane as `loaded`; how that went."""
    how = f"id => new Promise(done => {MAILBOX}.loadItemByIdAsync(id, r => (window.loaded = r.value ?? window.loaded, done(r.status))))"
    return str(frame.evaluate(how, item_id))


def original(frame: Frame) -> bytes:
    return base64.b64decode(ask(frame, "loaded", "getAsFileAsync")["value"])


def test_a_phone_and_an_old_outlook_know_nothing_of_several_mails(
    page: Page, tenant: TenantProcess, pane: str
) -> None:
    for query in ("&host=android", "&host=oud"):
        open_outlook(page, tenant, query)
        frame = open_pane(page)
        assert frame.evaluate(f"typeof {MAILBOX}.getSelectedItemsAsync") == "undefined"
        assert frame.evaluate("heard") == ["failed", "failed"]
        assert frame.evaluate("typeof Office.context.officeTheme") == "undefined"


def test_a_mail_in_a_shared_mailbox_says_whose_it_is(page: Page, tenant: TenantProcess, pane: str) -> None:
    open_outlook(page, tenant, "&gedeeld=statenlid1", person="griffier")
    expect(page.get_by_role("heading", name="gedeeld, geopend door griffier")).to_be_visible()
    frame = open_pane(page)
    shared = ask(frame, ITEM, "getSharedPropertiesAsync")["value"]
    assert (shared["owner"], shared["delegatePermissions"]) == ("statenlid1@provincie.example", 1)
    assert frame.evaluate(f"{MAILBOX}.userProfile.emailAddress") == "griffier@provincie.example"
    assert ask(frame, ITEM, "getAsFileAsync")["status"] == "succeeded"
    open_outlook(page, tenant)
    assert ask(open_pane(page), ITEM, "getSharedPropertiesAsync")["status"] == "failed"


def test_other_colours_are_told_to_a_pane_that_is_open(page: Page, tenant: TenantProcess, pane: str) -> None:
    open_outlook(page, tenant)
    frame = open_pane(page)
    assert frame.evaluate("Office.context.officeTheme.isDarkTheme") is False
    page.get_by_text("Wie en hoe").click()
    page.get_by_role("button", name="Wissel nu van kleuren").click()
    frame.wait_for_timeout(200)
    assert frame.evaluate("heard.at(-1)") == "officeThemeChanged"
    assert frame.evaluate("Office.context.officeTheme.isDarkTheme") is True


def test_what_the_pane_keeps_beside_a_mail_is_not_there_on_its_own_page(
    page: Page, tenant: TenantProcess, pane: str
) -> None:
    """Browsers part the storage of a frame of another site; a sign-in beside a mail is none elsewhere."""
    open_outlook(page, tenant)
    frame = open_pane(page)
    frame.evaluate("localStorage.setItem('proef', 'beside')")
    alone = page.context.new_page()
    alone.goto(f"{pane}icoon.png")
    assert alone.evaluate("localStorage.getItem('proef')") is None
    assert frame.evaluate("localStorage.getItem('proef')") == "beside"


def manifest_of(pane: str, **changes: str) -> str:
    """A small manifest for this pane, as the documentation gives its parts; a change takes a piece's place."""
    text = (ROOT / "tests" / "browser" / "klein_manifest.xml").read_text(encoding="utf-8")
    for old, new in {**changes, "https://localhost:1": pane.rstrip("/")}.items():
        assert old in text
        text = text.replace(old, new)
    return text


def upload(tenant: TenantProcess, manifest: str) -> int:
    with tenant.http() as client:
        kind = {"Content-Type": "text/xml; charset=utf-8"}
        return client.post("/__tenant/manifest", content=manifest.encode(), headers=kind).status_code


def test_a_manifest_decides_what_the_button_says_opens_and_may_ask(
    page: Page, tenant: TenantProcess, pane: str
) -> None:
    assert upload(tenant, manifest_of(pane)) == 204
    open_outlook(page, tenant)
    page.locator("[data-sleutel]").first.click()
    button = page.get_by_role("button", name="Klein en fijn")
    expect(button.locator("img")).to_have_js_property("naturalWidth", 1)
    button.click()
    frame = page.frames[1]
    expect(page.frame_locator("#venster").get_by_role("status")).to_have_text("klaar", timeout=10_000)
    assert frame.url.startswith(f"{pane}klein")
    said = frame.evaluate(
        f"(() => {{ try {{ {MAILBOX}.getSelectedItemsAsync(() => {{}}); }} catch (e) {{ return e.message; }} }})()"
    )
    assert said == "Elevated permission is required to call the method: 'getSelectedItemsAsync'."
    page.locator("[data-sleutel]").nth(1).click(modifiers=["ControlOrMeta"])
    expect(button).to_be_hidden()
    for query in ("&host=android", "&mailbox=1.5", "&gedeeld=griffie"):
        open_outlook(page, tenant, query)
        expect(page.get_by_text("De invoegtoepassing werkt niet in dit mailprogramma.")).to_be_visible()
    tenant.control("POST", "pane", json={"url": pane})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<OfficeApp", "<OfficeApp><"),
        ("mailappversionoverrides/1.1", "mailappversionoverrides/1.2"),
        ('<SourceLocation resid="paneel"/>', '<SourceLocation resid="weg"/>'),
        ("https://localhost:1/icoon.png", "https://voorbeeld.example/icoon.png"),
    ],
    ids=["no XML", "no overrides", "a missing resource", "an icon from elsewhere"],
)
def test_a_manifest_that_outlook_would_not_take_is_refused(
    tenant: TenantProcess, pane: str, old: str, new: str
) -> None:
    assert upload(tenant, manifest_of(pane, **{old: new})) == 400


@pytest.mark.parametrize("query", ["host=mac&gedeeld=niemand", "host=x", "mailbox=9"])
def test_choices_that_cannot_be_are_refused(tenant: TenantProcess, query: str) -> None:
    with tenant.http() as client:
        host = outlook_of(tenant).removeprefix("https://")
        assert client.get(f"/sim/?{query}", headers={"Host": host}).status_code in {400, 404}
