"""Mailboxes: drafts, their properties and attachments, what is found back, and everything that Outlook refuses."""

import base64
import io
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from O365 import Account

from tests.devtenant.clients import CDK, IMMUTABLE, MARK, account, code_of
from tests.tenant_process import TenantProcess

__all__ = ["account"]  # the fixture

FILE = "#microsoft.graph.fileAttachment"
MEGABYTE = 1024 * 1024


def recipient(address: str) -> dict[str, Any]:
    return {"emailAddress": {"address": address, "name": address.partition("@")[0]}}


def draft(
    service: httpx.Client, *, headers: dict[str, str] | None = None, **properties: Any
) -> dict[str, Any]:
    body = {
        "subject": "Uitnodiging",
        "body": {"contentType": "HTML", "content": "<p>Beste lezer</p>"},
        **properties,
    }
    answer = service.post(f"{CDK}/messages", json=body, headers=headers or {})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def marked(value: str) -> dict[str, Any]:
    return {"singleValueExtendedProperties": [{"id": MARK, "value": value}]}


def found(service: httpx.Client, value: str, **params: Any) -> list[dict[str, Any]]:
    condition = f"singleValueExtendedProperties/Any(ep: ep/id eq '{MARK}' and ep/value eq '{value}')"
    answer = service.get(f"{CDK}/messages", params={"$filter": condition, **params})
    assert answer.status_code == 200, answer.text
    return list(answer.json()["value"])


# --- drafts ----------------------------------------------------------------------------------------------------------


def test_a_draft_stands_in_concepts_and_is_sent_to_nobody(
    service: httpx.Client, tenant: TenantProcess
) -> None:
    before = tenant.state()["mail_sent"]
    made = draft(service, toRecipients=[recipient("statenlid1@provincie.example")])
    folder = service.get(f"{CDK}/mailFolders/Drafts").json()
    assert (made["isDraft"], made["parentFolderId"]) == (True, folder["id"])
    assert made["webLink"].startswith("https://outlook.office365.com/owa/?ItemID=")
    assert made["bodyPreview"] == "Beste lezer"
    assert made["@odata.etag"] == f'W/"{made["changeKey"]}"'
    assert tenant.state()["mail_sent"] == before


@pytest.mark.parametrize(
    "user", ["cdk@provincie.example", "CDK@provincie.example", "00000000-0000-4000-8000-000000000001"]
)
@pytest.mark.parametrize("folder", ["", "/mailFolders/Drafts", "/mailFolders/drafts"])
def test_a_mailbox_and_its_concepts_have_more_than_one_name(
    service: httpx.Client, user: str, folder: str
) -> None:
    answer = service.post(f"/v1.0/users/{user}{folder}/messages", json={"subject": "S"})
    assert answer.status_code == 201
    assert service.get(f"{CDK}/messages/{answer.json()['id']}").json()["subject"] == "S"


def test_a_draft_is_found_by_its_extended_property_alone(service: httpx.Client) -> None:
    value = f"M-7KQ2XW9P/o'{uuid.uuid4()}"
    made = draft(service, **marked(value))
    draft(service, **marked("M-ANDERS"))
    assert [one["id"] for one in found(service, value.replace("'", "''"))] == [made["id"]]
    assert "singleValueExtendedProperties" not in found(service, value.replace("'", "''"))[0]
    expand = f"singleValueExtendedProperties($filter=id eq '{MARK}')"
    shown = service.get(f"{CDK}/messages/{made['id']}", params={"$expand": expand}).json()
    assert shown["singleValueExtendedProperties"] == [{"id": MARK, "value": value}]


def test_the_guid_of_an_extended_property_may_be_in_capitals(service: httpx.Client) -> None:
    value = str(uuid.uuid4())
    shouted = MARK.replace("9f0c2d7e-3b1a-4c55-9e57-0b8f3f6a1c10", "9F0C2D7E-3B1A-4C55-9E57-0B8F3F6A1C10")
    draft(service, singleValueExtendedProperties=[{"id": shouted, "value": value}])
    assert len(found(service, value)) == 1


def test_a_draft_can_be_addressed_marked_and_emptied_again(service: httpx.Client) -> None:
    made, value = draft(service), str(uuid.uuid4())
    address = f"{CDK}/messages/{made['id']}"
    changed = service.patch(
        address,
        json={"toRecipients": [recipient("a@voorbeeld.example")], "subject": "Nieuw", **marked(value)},
    ).json()
    assert changed["toRecipients"] == [recipient("a@voorbeeld.example")]
    assert changed["@odata.etag"] != made["@odata.etag"]
    assert [one["subject"] for one in found(service, value)] == ["Nieuw"]
    assert service.patch(address, json={"toRecipients": []}).json()["toRecipients"] == []


def test_a_stale_change_key_changes_nothing(service: httpx.Client) -> None:
    made = draft(service)
    address, stale = f"{CDK}/messages/{made['id']}", {"If-Match": made["@odata.etag"]}
    assert service.patch(address, json={"subject": "een"}, headers=stale).status_code == 200
    refused = service.patch(address, json={"subject": "twee"}, headers=stale)
    assert code_of(refused) == (412, "ErrorIrresolvableConflict")
    assert service.get(address).json()["subject"] == "een"


def test_an_ordinary_id_changes_with_each_move_and_an_immutable_one_never(service: httpx.Client) -> None:
    value = str(uuid.uuid4())
    ordinary = draft(service, **marked(value))["id"]
    lasting = service.get(f"{CDK}/messages/{ordinary}", headers=IMMUTABLE)
    assert lasting.headers["Preference-Applied"] == 'IdType="ImmutableId"'
    kept = lasting.json()["id"]
    moved = service.post(f"{CDK}/messages/{ordinary}/move", json={"destinationId": "inbox"})
    assert moved.status_code == 201
    assert len({ordinary, kept, moved.json()["id"]}) == 3
    assert code_of(service.get(f"{CDK}/messages/{ordinary}")) == (404, "ErrorItemNotFound")
    assert service.get(f"{CDK}/messages/{kept}", headers=IMMUTABLE).json()["id"] == kept
    assert code_of(service.get(f"{CDK}/messages/{kept}")) == (400, "ErrorInvalidIdMalformed")


def test_a_deleted_draft_is_still_found_and_one_deleted_for_good_is_not(service: httpx.Client) -> None:
    value = str(uuid.uuid4())
    made = draft(service, headers=IMMUTABLE, **marked(value))
    address = f"{CDK}/messages/{made['id']}"
    assert service.delete(address, headers=IMMUTABLE).status_code == 204
    bin_id = service.get(f"{CDK}/mailFolders/deleteditems").json()["id"]
    assert [one["parentFolderId"] for one in found(service, value)] == [bin_id]
    assert service.post(f"{address}/permanentDelete", headers=IMMUTABLE).status_code == 204
    assert found(service, value) == []
    assert service.post(f"{address}/permanentDelete", headers=IMMUTABLE).status_code == 404


def test_a_list_is_ordered_cut_and_paged(service: httpx.Client) -> None:
    value = str(uuid.uuid4())
    for number in range(5):
        draft(service, subject=f"Brief {number}", **marked(value))
    condition = f"singleValueExtendedProperties/any(p:p/id eq '{MARK}' and p/value eq '{value}')"
    params = {"$filter": condition, "$top": "2", "$select": "subject", "$count": "true"}
    page = service.get(f"{CDK}/messages", params=params).json()
    assert page["@odata.count"] == 5
    assert set(page["value"][0]) == {"@odata.etag", "id", "subject"}
    subjects = [one["subject"] for one in page["value"]]
    while "@odata.nextLink" in page:
        page = service.get(page["@odata.nextLink"]).json()
        subjects += [one["subject"] for one in page["value"]]
    assert sorted(subjects) == [f"Brief {number}" for number in range(5)]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("subject eq 'Het ''eerste'' stuk'", True),
        ("startswith(subject,'Het')", True),
        ("contains(subject,'eerste')", True),
        ("isDraft eq true and isRead eq true", True),
        ("isDraft eq false", False),
        ("createdDateTime ge 2020-01-01T00:00:00Z", True),
        ("createdDateTime lt 2020-01-01T00:00:00Z", False),
    ],
)
def test_messages_are_filtered(service: httpx.Client, condition: str, expected: bool) -> None:
    made = draft(service, subject="Het 'eerste' stuk", isRead=True)
    params = {"$filter": condition, "$top": "1000"}
    listed = service.get(f"{CDK}/messages", params=params).json()["value"]
    assert (made["id"] in [one["id"] for one in listed]) is expected


def test_own_headers_are_shown_only_when_asked(service: httpx.Client) -> None:
    made = draft(service, internetMessageHeaders=[{"name": "x-meld-zaak", "value": "M-1"}])
    address = f"{CDK}/messages/{made['id']}"
    assert "internetMessageHeaders" not in service.get(address).json()
    asked = service.get(address, params={"$select": "internetMessageHeaders"}).json()
    assert asked["internetMessageHeaders"] == [{"name": "x-meld-zaak", "value": "M-1"}]


def test_a_draft_is_made_from_mime(service: httpx.Client) -> None:
    mail = b"From: a@voorbeeld.example\r\nTo: b@voorbeeld.example\r\nSubject: Uit MIME\r\n\r\nHallo\r\n"
    headers = {"Content-Type": "text/plain"}
    made = service.post(f"{CDK}/messages", content=base64.b64encode(mail), headers=headers)
    assert made.status_code == 201
    assert (made.json()["subject"], made.json()["isDraft"]) == ("Uit MIME", True)
    assert service.get(f"{CDK}/messages/{made.json()['id']}/$value").content == mail


def test_a_draft_is_written_out_as_mime_with_its_attachment(service: httpx.Client) -> None:
    made = draft(service, toRecipients=[recipient("a@voorbeeld.example")])
    attach(service, made["id"], b"tekst")
    mime = service.get(f"{CDK}/messages/{made['id']}/$value").text
    assert "To: a <a@voorbeeld.example>" in mime
    assert 'filename="brief.docx"' in mime


# --- attachments -----------------------------------------------------------------------------------------------------


def attach(service: httpx.Client, message: str, content: bytes, **changes: Any) -> httpx.Response:
    body = {"@odata.type": FILE, "name": "brief.docx", "contentBytes": base64.b64encode(content).decode()}
    return service.post(f"{CDK}/messages/{message}/attachments", json=body | changes)


def session(service: httpx.Client, message: str, size: int, **changes: Any) -> httpx.Response:
    item = {"attachmentType": "file", "name": "film.mp4", "size": size} | changes
    return service.post(
        f"{CDK}/messages/{message}/attachments/createUploadSession", json={"AttachmentItem": item}
    )


def send_part(client: httpx.Client, url: str, content: bytes, first: int, total: int) -> httpx.Response:
    span = f"bytes {first}-{first + len(content) - 1}/{total}"
    return client.put(url, content=content, headers={"Content-Range": span})


def test_a_small_attachment_is_stored_listed_read_and_taken_away(service: httpx.Client) -> None:
    made = draft(service)
    added = attach(service, made["id"], b"inhoud")
    assert added.status_code == 201
    listing = f"{CDK}/messages/{made['id']}/attachments"
    listed = service.get(listing, params={"$select": "name,size"}).json()["value"]
    assert [(one["name"], one["size"], "contentBytes" in one) for one in listed] == [("brief.docx", 6, False)]
    one = f"{listing}/{added.json()['id']}"
    assert base64.b64decode(service.get(one).json()["contentBytes"]) == b"inhoud"
    assert service.get(f"{one}/$value").content == b"inhoud"
    assert service.get(f"{CDK}/messages/{made['id']}").json()["hasAttachments"] is True
    assert service.delete(one).status_code == 204
    assert service.get(listing).json()["value"] == []


def test_an_attachment_may_come_with_the_draft(service: httpx.Client) -> None:
    inline = {"@odata.type": FILE, "name": "a.txt", "contentBytes": base64.b64encode(b"x").decode()}
    made = draft(service, attachments=[inline])
    shown = service.get(f"{CDK}/messages/{made['id']}", params={"$expand": "attachments"}).json()
    assert [one["name"] for one in shown["attachments"]] == ["a.txt"]


def test_a_large_attachment_arrives_in_parts_without_a_token(
    service: httpx.Client, tenant: TenantProcess
) -> None:
    made, content = draft(service), bytes(range(256)) * 4 * 4096
    started = session(service, made["id"], len(content))
    assert (started.status_code, started.json()["nextExpectedRanges"]) == (201, ["0-"])
    url = started.json()["uploadUrl"]
    half = len(content) // 2
    with tenant.http() as client:
        first = send_part(client, url, content[:half], 0, len(content))
        assert (first.status_code, first.json()["nextExpectedRanges"]) == (200, [str(half)])
        last = send_part(client, url, content[half:], half, len(content))
    assert last.status_code == 201
    assert service.get(httpx.URL(last.headers["Location"]).raw_path.decode() + "/$value").content == content


@pytest.mark.parametrize(
    ("size", "changes", "status", "code"),
    [
        (3 * MEGABYTE - 1, {}, 400, "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize"),
        (151 * MEGABYTE, {}, 400, "ErrorAttachmentSizeLimitExceeded"),
        (4 * MEGABYTE, {"attachmentType": "reference"}, 400, "ErrorInvalidParameter"),
        (4 * MEGABYTE, {"kleur": "rood"}, 400, "ErrorInvalidParameter"),
    ],
)
def test_an_upload_session_that_does_not_fit_is_refused(
    service: httpx.Client, size: int, changes: dict[str, Any], status: int, code: str
) -> None:
    assert code_of(session(service, draft(service)["id"], size, **changes)) == (status, code)


def test_a_part_of_more_than_four_megabytes_or_with_a_token_is_refused(
    service: httpx.Client, tenant: TenantProcess
) -> None:
    size = 5 * MEGABYTE
    url = session(service, draft(service)["id"], size).json()["uploadUrl"]
    with tenant.http() as client:
        assert send_part(client, url, bytes(size), 0, size).status_code == 413
    assert send_part(service, url, bytes(MEGABYTE), 0, size).status_code == 401


def test_a_message_holds_at_most_35_megabytes(service: httpx.Client, tenant: TenantProcess) -> None:
    made, part = draft(service), bytes(4 * MEGABYTE)
    statuses = []
    with tenant.http() as client:
        for _ in range(9):
            url = session(service, made["id"], len(part)).json()["uploadUrl"]
            statuses.append(send_part(client, url, part, 0, len(part)).status_code)
    assert statuses == [201] * 8 + [413]


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"@odata.type": None}, 400, "BadRequest"),
        (
            {"@odata.type": "#microsoft.graph.itemAttachment", "contentBytes": None},
            400,
            "ErrorInvalidRequest",
        ),
        ({"contentBytes": "geen base64!"}, 400, "RequestBodyRead"),
        ({"contentBytes": None}, 400, "RequestBodyRead"),
        ({"kleur": "rood"}, 400, "BadRequest"),
    ],
)
def test_an_attachment_that_is_none_is_refused(
    service: httpx.Client, changes: dict[str, Any], status: int, code: str
) -> None:
    body = {"@odata.type": FILE, "name": "a", "contentBytes": "eA=="} | changes
    body = {name: value for name, value in body.items() if value is not None}
    answer = service.post(f"{CDK}/messages/{draft(service)['id']}/attachments", json=body)
    assert code_of(answer) == (status, code)


# --- rights and limits -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("user", ["griffier", "statenlid1", "beveiliging", "beheerder"])
@pytest.mark.parametrize("path", ["/messages", "/mailFolders/inbox/messages", "/events", "/calendar/events"])
def test_the_service_reaches_no_mailbox_outside_its_scope(
    service: httpx.Client, user: str, path: str
) -> None:
    answer = service.get(f"/v1.0/users/{user}@provincie.example{path}")
    assert code_of(answer) == (403, "ErrorAccessDenied")
    assert answer.json()["error"]["message"] == "Access is denied. Check credentials and try again."


@pytest.mark.parametrize("user", ["cdk", "loco-cdk", "griffie"])
def test_the_service_reaches_the_mailboxes_in_its_scope(service: httpx.Client, user: str) -> None:
    assert service.get(f"/v1.0/users/{user}@provincie.example/messages").status_code == 200


def test_the_administrators_client_has_no_mailbox(admin: httpx.Client) -> None:
    assert code_of(admin.get(f"{CDK}/messages")) == (403, "ErrorAccessDenied")


@pytest.mark.parametrize("user", ["niemand@provincie.example", "cdk", "00000000-0000-4000-8000-000000000099"])
def test_somebody_who_does_not_exist_has_no_mailbox(service: httpx.Client, user: str) -> None:
    assert code_of(service.get(f"/v1.0/users/{user}/messages")) == (404, "ErrorInvalidUser")


def test_an_application_has_no_me(service: httpx.Client) -> None:
    assert code_of(service.get("/v1.0/me/messages")) == (400, "BadRequest")


def test_a_person_reads_the_own_mail_and_no_others(tenant: TenantProcess) -> None:
    token = tenant.token("statenlid1", scope="https://graph.microsoft.com/Mail.Read")
    with tenant.http(token) as client:
        inbox = client.get(
            "/v1.0/me/mailFolders/inbox/messages", params={"$filter": "isRead eq false"}
        ).json()["value"]
        assert inbox[-1]["from"]["emailAddress"]["address"] == "boze.burger@voorbeeld.example"
        mime = client.get(f"/v1.0/me/messages/{inbox[-1]['id']}/$value")
        assert mime.content.startswith(b"Return-Path: <boze.burger@voorbeeld.example>\r\n")
        assert b"DKIM-Signature" in mime.content
        assert code_of(client.get("/v1.0/users/statenlid2@provincie.example/messages")) == (
            403,
            "ErrorAccessDenied",
        )
        assert code_of(client.post("/v1.0/me/messages", json={"subject": "x"})) == (403, "ErrorAccessDenied")


def test_a_person_without_the_scope_reads_nothing(tenant: TenantProcess) -> None:
    with tenant.http(tenant.token("statenlid1", scope="https://graph.microsoft.com/User.Read")) as client:
        assert code_of(client.get("/v1.0/me/messages")) == (403, "ErrorAccessDenied")


@pytest.mark.parametrize(
    "action", ["send", "reply", "replyAll", "forward", "createReply", "createReplyAll", "createForward"]
)
def test_nothing_can_be_sent_from_a_draft(service: httpx.Client, tenant: TenantProcess, action: str) -> None:
    before = tenant.state()["mail_sent"]
    made = draft(service, toRecipients=[recipient("a@voorbeeld.example")])
    answer = service.post(f"{CDK}/messages/{made['id']}/{action}", json={})
    assert code_of(answer) == (403, "ErrorAccessDenied")
    assert tenant.state()["mail_sent"] == before


def test_nothing_can_be_sent_outright(service: httpx.Client) -> None:
    answer = service.post(f"{CDK}/sendMail", json={"message": {"subject": "x"}})
    assert code_of(answer) == (403, "ErrorAccessDenied")


def test_the_fifth_call_at_the_same_time_is_told_to_wait(
    service: httpx.Client, tenant: TenantProcess
) -> None:
    tenant.latency(400)
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: service.get(f"{CDK}/messages"), range(6)))
    refused = [one for one in answers if one.status_code == 429]
    assert len(refused) == 2
    assert refused[0].headers["Retry-After"]
    error = refused[0].json()["error"]
    assert (error["code"], error["message"]) == (
        "ApplicationThrottled",
        "Application is over its MailboxConcurrency limit.",
    )


# --- refusals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"$filter": "kleur eq 'rood'"}, "ErrorInvalidUrlQueryFilter"),
        ({"$filter": "subject is 'a'"}, "BadRequest"),
        ({"$select": "kleur"}, "RequestBroker--ParseUri"),
        ({"$expand": "kleur"}, "RequestBroker--ParseUri"),
        ({"$expand": "singleValueExtendedProperties"}, "ErrorInvalidUrlQuery"),
        ({"$orderby": "kleur"}, "ErrorInvalidUrlQuery"),
        ({"$filter": "isDraft eq true", "$orderby": "subject"}, "InefficientFilter"),
        ({"$top": "0"}, "ErrorInvalidUrlQuery"),
        ({"$top": "1001"}, "ErrorInvalidUrlQuery"),
        ({"$skip": "x"}, "ErrorInvalidUrlQuery"),
        ({"$search": "a"}, "BadRequest"),
    ],
)
def test_a_question_outlook_does_not_understand_is_refused(
    service: httpx.Client, params: dict[str, str], code: str
) -> None:
    draft(service)
    assert code_of(service.get(f"{CDK}/messages", params=params)) == (400, code)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"kleur": "rood"}, "BadRequest"),
        ({"body": {"contentType": "markdown", "content": ""}}, "RequestBodyRead"),
        ({"body": {"soort": "html"}}, "BadRequest"),
        ({"importance": "dringend"}, "RequestBodyRead"),
        ({"toRecipients": [{"emailAddress": {"name": "A"}}]}, "ErrorInvalidRecipients"),
        ({"toRecipients": [{"adres": "a@b.example"}]}, "BadRequest"),
        ({"isDraft": False}, "ErrorInvalidPropertySet"),
        ({"sentDateTime": "2026-11-24T08:00:00Z"}, "ErrorInvalidPropertySet"),
        ({"internetMessageHeaders": [{"name": "meld", "value": "1"}]}, "InvalidInternetMessageHeader"),
        ({"internetMessageHeaders": [{"name": f"x-{n}", "value": "1"} for n in range(6)]}, "InvalidInternetMessageHeaderCollection"),
        ({"singleValueExtendedProperties": [{"id": "meldReferentie", "value": "1"}]}, "ErrorInvalidExtendedProperty"),
        ({"singleValueExtendedProperties": [{"id": MARK}]}, "ErrorInvalidExtendedProperty"),
    ],
)  # fmt: skip
def test_a_draft_that_is_none_is_refused_and_leaves_nothing(
    service: httpx.Client, tenant: TenantProcess, body: dict[str, Any], code: str
) -> None:
    before = len(tenant.state()["messages"]["cdk@provincie.example"])
    assert code_of(service.post(f"{CDK}/messages", json=body)) == (400, code)
    assert len(tenant.state()["messages"]["cdk@provincie.example"]) == before


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"geen base64!", 400, "ErrorMimeContentInvalidBase64String"),
        (b"A" * (4 * MEGABYTE + 4), 413, "RequestEntityTooLarge"),
    ],
)
def test_mime_that_is_none_is_refused(service: httpx.Client, content: bytes, status: int, code: str) -> None:
    answer = service.post(f"{CDK}/messages", content=content, headers={"Content-Type": "text/plain"})
    assert code_of(answer) == (status, code)


def test_json_of_more_than_four_megabytes_is_refused(service: httpx.Client) -> None:
    body = {"subject": "x", "body": {"contentType": "text", "content": "x" * (4 * MEGABYTE)}}
    assert service.post(f"{CDK}/messages", json=body).status_code == 413


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ("bestaat-niet", 400, "ErrorInvalidIdMalformed"),
        ("AAMkAD" + "x" * 112, 404, "ErrorItemNotFound"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_an_id_that_names_nothing_is_refused(
    service: httpx.Client, given: str, status: int, code: str, method: str
) -> None:
    body = {"json": {"subject": "x"}} if method == "PATCH" else {}
    assert code_of(service.request(method, f"{CDK}/messages/{given}", **body)) == (status, code)


# --- what people do --------------------------------------------------------------------------------------------------


def test_a_sent_draft_stands_in_sent_items_and_can_not_be_changed(
    service: httpx.Client, tenant: TenantProcess
) -> None:
    made = draft(service, headers=IMMUTABLE, toRecipients=[recipient("a@voorbeeld.example")])
    tenant.control("POST", "send", json={"user": "cdk", "id": made["id"]})
    address = f"{CDK}/messages/{made['id']}"
    sent = service.get(address, headers=IMMUTABLE).json()
    assert sent["isDraft"] is False
    assert sent["parentFolderId"] == service.get(f"{CDK}/mailFolders/sentitems").json()["id"]
    for body in ({"subject": "anders"}, {"toRecipients": []}):
        refused = service.patch(address, json=body, headers=IMMUTABLE)
        assert code_of(refused) == (400, "ErrorInvalidPropertySet")
    assert service.patch(address, json={"isRead": True}, headers=IMMUTABLE).status_code == 200
    assert tenant.state()["mail_sent"][-1]["to"] == ["a@voorbeeld.example"]


def test_a_mail_from_outside_keeps_its_bytes_whatever_is_done_with_it(tenant: TenantProcess) -> None:
    mail = b"From: x@voorbeeld.example\r\nSubject: Eigen =?utf-8?q?schrijfwijze?=\r\n\r\nTekst \xe9\r\n"
    order = {"user": "griffie", "eml_base64": base64.b64encode(mail).decode()}
    arrived = tenant.control("POST", "mail", json=order)
    with tenant.http(tenant.app_token()) as client:
        address = f"/v1.0/users/griffie@provincie.example/messages/{arrived['id']}"
        assert client.get(address).json()["isDraft"] is False
        assert client.patch(address, json={"isRead": True}).json()["isRead"] is True
        assert client.get(f"{address}/$value").content == mail


def test_a_second_start_goes_on_where_the_first_ended(tmp_path: Path) -> None:
    first = TenantProcess.start(tmp_path)
    with first.http(first.app_token()) as client:
        made = draft(client, headers=IMMUTABLE, subject="Blijft staan")
    first.stop()
    second = TenantProcess.start(tmp_path)
    with second.http(second.app_token()) as client:
        assert client.get(f"{CDK}/messages/{made['id']}", headers=IMMUTABLE).json() == made
    assert len(second.state()["messages"]["statenlid1@provincie.example"]) == 1
    second.stop()


# --- O365 ------------------------------------------------------------------------------------------------------------


def test_o365_drafts_a_mail_with_a_small_and_a_large_attachment(
    account: Account, service: httpx.Client
) -> None:
    mailbox = account.mailbox(resource="users/cdk@provincie.example")
    mail = mailbox.new_message()
    mail.to.add("a@voorbeeld.example")
    mail.subject, mail.body = "Met bijlagen", "<b>Beste lezer</b>"
    assert mail.save_draft()
    large = bytes(range(256)) * 4096 * 4
    mail.attachments.add([(io.BytesIO(b"klein"), "klein.txt"), (io.BytesIO(large), "groot.bin")])
    assert mail.save_draft()
    again = mailbox.get_message(object_id=mail.object_id, download_attachments=True)
    assert (again.subject, again.is_draft) == ("Met bijlagen", True)
    assert {(one.name, one.size) for one in again.attachments} == {
        ("klein.txt", 5),
        ("groot.bin", len(large)),
    }
    assert mail.object_id in [one.object_id for one in mailbox.drafts_folder().get_messages(limit=200)]
    assert mail.delete()


def test_o365_is_refused_when_it_wants_to_send(account: Account) -> None:
    mail = account.mailbox(resource="users/cdk@provincie.example").new_message()
    mail.to.add("a@voorbeeld.example")
    with pytest.raises(Exception, match="403"):
        mail.send()
