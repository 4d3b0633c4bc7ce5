"""The look-inside pages: what each person has and may see, safe to read, and a human's hand on Send."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.tenant_process import REGISTER_SITE, TenantProcess

LABEL = "Nagebouwd Microsoft 365, alleen voor demo en test"
BASE = "/__tenant/kijk"
HOSTILE = (
    b"From: Naam <wie@voorbeeld.example>\r\nTo: statenlid2@provincie.example\r\n"
    b"Subject: <script>alert(1)</script>\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    b"<p onclick=alert(2)>Dag</p><img src=https://volg.example/x.png>&lt;b&gt;vet&lt;/b&gt;"
)


@pytest.fixture
def look(tenant: TenantProcess) -> Iterator[httpx.Client]:
    """A browser's client on the pages; nothing to sign in with."""
    with tenant.http() as client:
        yield client


def page(look: httpx.Client, path: str, status: int = 200) -> str:
    """The page at this address, held against what every page must have."""
    answer = look.get(BASE + path)
    assert answer.status_code == status, answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert f'<p class="etiket">{LABEL}</p>' in answer.text
    assert answer.text.count("<h1") == 1
    return answer.text


def deliver(tenant: TenantProcess, eml: bytes, user: str = "statenlid2") -> None:
    tenant.control("POST", "mail", json={"user": user, "eml_base64": base64.b64encode(eml).decode()})


def draft(service: httpx.Client, to: list[str]) -> dict[str, Any]:
    """A draft in the mailbox of the cdk with an attachment, made as the service makes it."""
    recipients = [{"emailAddress": {"name": "De ander", "address": one}} for one in to]
    body = {"subject": "Uitnodiging voor een gesprek", "toRecipients": recipients}
    made: dict[str, Any] = service.post("/v1.0/users/cdk@provincie.example/messages", json=body).json()
    attachment = {
        "@odata.type": "#microsoft.graph.fileAttachment",
        "name": 'brief "één".docx',
        "contentBytes": base64.b64encode(b"inhoud van de brief").decode(),
    }
    path = f"/v1.0/users/cdk@provincie.example/messages/{made['id']}/attachments"
    assert service.post(path, json=attachment).status_code == 201
    return made


def first_link(text: str, pattern: str) -> str:
    found = re.search(f'href="{BASE}({pattern})"', text)
    assert found, text
    return found[1]


def test_the_first_page_leads_to_everybody_and_to_the_mail_program(
    look: httpx.Client, tenant: TenantProcess
) -> None:
    text = page(look, "/")
    for name in ("cdk", "griffier", "statenlid1", "regisseur", "beveiliging"):
        assert f"{BASE}/personen/{name}/postvak" in text
    assert f"{tenant.url.replace('localhost', 'outlook.localhost')}/sim/?persoon=statenlid1" in text
    assert look.get("/").headers["Location"] == f"{BASE}/"


def test_a_hostile_mail_is_read_as_words_alone(look: httpx.Client, tenant: TenantProcess) -> None:
    deliver(tenant, HOSTILE)
    listed = page(look, "/personen/statenlid2/postvak")
    assert "<script" not in listed
    text = page(look, first_link(listed, "/personen/statenlid2/postvak/[0-9a-f-]+"))
    assert "<script" not in text
    assert "onclick" not in text
    assert "volg.example" not in text
    assert "Dag&lt;b&gt;vet&lt;/b&gt;" in text


def test_a_draft_shows_its_recipients_and_gives_its_attachment_to_download(
    look: httpx.Client, service: httpx.Client
) -> None:
    draft(service, ["ander@voorbeeld.example"])
    listed = page(look, "/personen/cdk/postvak?map=drafts")
    assert "Aan: De ander &lt;ander@voorbeeld.example&gt;" in listed
    text = page(look, first_link(listed, "/personen/cdk/postvak/[0-9a-f-]+"))
    assert "Er is niets verstuurd" in text
    answer = look.get(BASE + first_link(text, '/personen/cdk/postvak/[^"]+/bijlagen/[^"]+'))
    assert answer.content == b"inhoud van de brief"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''brief%20%22")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_the_button_sends_a_draft_as_the_human_would_and_only_once(
    look: httpx.Client, service: httpx.Client, tenant: TenantProcess
) -> None:
    draft(service, ["ander@voorbeeld.example"])
    listed = page(look, "/personen/cdk/postvak?map=drafts")
    one = first_link(listed, "/personen/cdk/postvak/[0-9a-f-]+")
    assert f'action="{BASE}{one}/verstuur"' in page(look, one)
    before = len(tenant.state()["mail_sent"])
    answer = look.post(f"{BASE}{one}/verstuur")
    assert (answer.status_code, answer.headers["Location"]) == (303, BASE + one)
    assert "Verzonden items" in page(look, one)
    assert look.post(f"{BASE}{one}/verstuur").status_code == 409
    sent = tenant.state()["mail_sent"][before:]
    assert [(mail["user"], mail["to"]) for mail in sent] == [
        ("cdk@provincie.example", ["ander@voorbeeld.example"])
    ]


def test_a_draft_without_recipient_has_no_button_and_another_site_may_not_press_it(
    look: httpx.Client, service: httpx.Client, tenant: TenantProcess
) -> None:
    draft(service, [])
    one = first_link(page(look, "/personen/cdk/postvak?map=drafts"), "/personen/cdk/postvak/[0-9a-f-]+")
    assert "Zo kan niemand dit versturen" in page(look, one)
    before = tenant.state()["mail_sent"]
    assert look.post(f"{BASE}{one}/verstuur").status_code == 400
    foreign = look.post(f"{BASE}{one}/verstuur", headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403
    assert tenant.state()["mail_sent"] == before


def test_a_mail_opens_in_its_own_mailbox_alone(look: httpx.Client, tenant: TenantProcess) -> None:
    deliver(tenant, HOSTILE)
    one = first_link(page(look, "/personen/statenlid2/postvak"), "/personen/statenlid2/postvak/[0-9a-f-]+")
    page(look, one.replace("statenlid2", "cdk"), 404)
    page(look, "/personen/niemand/postvak", 404)
    page(look, "/personen/cdk/postvak?map=geheim", 404)


def test_the_calendar_shows_what_the_service_reserved(look: httpx.Client, service: httpx.Client) -> None:
    slot = {
        "subject": "Ruimte voor een gesprek",
        "start": {"dateTime": "2027-02-01T09:00:00", "timeZone": "Europe/Amsterdam"},
        "end": {"dateTime": "2027-02-01T09:30:00", "timeZone": "Europe/Amsterdam"},
        "showAs": "tentative",
        "sensitivity": "private",
    }
    assert service.post("/v1.0/users/cdk@provincie.example/events", json=slot).status_code == 201
    text = page(look, "/personen/cdk/agenda")
    assert "Ruimte voor een gesprek" in text
    for words in ("1 februari 2027, 9.00 uur", "voorlopig", "privé", "niemand"):
        assert words in text


def test_a_notice_shows_its_link_and_the_page_behind_it(look: httpx.Client, service: httpx.Client) -> None:
    link = (
        "https://teams.microsoft.com/l/entity/app/zaken?webUrl=https%3A%2F%2Flocalhost%3A8443%2Fzaken%2FM-1"
    )
    notice = {
        "topic": {"source": "text", "value": "M-1", "webUrl": link},
        "activityType": "meldingAandacht",
        "previewText": {"content": "Er is een melding die uw aandacht vraagt"},
        "templateParameters": [{"name": "referentie", "value": "M-1"}],
    }
    path = "/v1.0/users/griffier@provincie.example/teamwork/sendActivityNotification"
    assert service.post(path, json=notice).status_code == 204
    text = page(look, "/personen/griffier/teams")
    assert "Er is een melding die uw aandacht vraagt" in text
    assert link.replace("&", "&amp;") in text
    assert 'href="https://localhost:8443/zaken/M-1"' in text


def test_a_deep_link_to_no_safe_page_is_words_alone(look: httpx.Client, service: httpx.Client) -> None:
    link = "https://teams.microsoft.com/l/entity/app/zaken?webUrl=javascript%3Aalert(1)"
    notice = {
        "topic": {"source": "text", "value": "M-2", "webUrl": link},
        "activityType": "meldingAandacht",
        "previewText": {"content": "Kijk"},
        "templateParameters": [{"name": "referentie", "value": "M-2"}],
    }
    path = "/v1.0/users/cdk@provincie.example/teamwork/sendActivityNotification"
    assert service.post(path, json=notice).status_code == 204
    assert 'href="javascript' not in page(look, "/personen/cdk/teams")


@pytest.fixture
def register(admin: httpx.Client, tenant: TenantProcess) -> str:
    """A list and a library on the register site, as provisioning makes them."""
    site = str(admin.get(f"/v1.0/sites/{REGISTER_SITE}").json()["id"])
    columns = [{"name": "Periode", "text": {}}, {"name": "Vorm", "text": {}}]
    for name, template in (("KijkRegister", "genericList"), ("KijkMap", "documentLibrary")):
        body = {"displayName": name, "list": {"template": template}}
        body |= {"columns": columns} if template == "genericList" else {}
        assert admin.post(f"/v1.0/sites/{site}/lists", json=body).status_code in {201, 409}
    row = {"Periode": "2026-4", "Vorm": "verbaal"}
    tenant.control("POST", "seed", json={"site": REGISTER_SITE, "list": "KijkRegister", "rows": [row]})
    drive = admin.get(f"/v1.0/sites/{site}/lists/KijkMap/drive").json()["id"]
    assert admin.put(f"/v1.0/drives/{drive}/root:/jaar/2026.txt:/content", content=b"x").status_code in {
        200,
        201,
    }
    return site


def test_the_regisseur_sees_the_register_and_nobody_sees_the_case_site(
    look: httpx.Client, register: str, site: str, tenant: TenantProcess
) -> None:
    text = page(look, "/personen/regisseur/sharepoint")
    assert "op de zakensite heeft geen mens rechten" in text
    assert "KijkRegister" in text
    rows = page(look, "/personen/regisseur/sharepoint/agressieregister/KijkRegister")
    assert "<td>2026-4</td>" in rows
    assert "<td>verbaal</td>" in rows
    assert "jaar/2026.txt" in page(look, "/personen/regisseur/sharepoint/agressieregister/KijkMap")
    for name in ("cdk", "griffier", "statenlid1", "beheerder"):
        seen = page(look, f"/personen/{name}/sharepoint")
        assert "KijkRegister" not in seen
        assert seen.count("Geen toegang.") == 2
        page(look, f"/personen/{name}/sharepoint/agressieregister/KijkRegister", 404)


def test_the_log_counts_what_programs_ask_and_looking_inside_leaves_no_trace(
    look: httpx.Client, service: httpx.Client, tenant: TenantProcess
) -> None:
    service.get("/v1.0/users/cdk@provincie.example/messages")
    before = tenant.last_request()
    text = page(look, "/log")
    assert "/users/cdk@provincie.example/messages" in text
    assert "Meld agressie" in text
    assert "eenheden" in text
    page(look, "/personen/regisseur/sharepoint")
    assert tenant.last_request() == before
