"""Drives: files by path and by id, their check value, upload sessions, and every refusal."""

import base64
import hashlib
import uuid
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from deploy.devtenant.filenames import name_is_accepted, numbered
from deploy.devtenant.quickxor import quick_xor_hash
from tests.devtenant.clients import sdk_client
from tests.loops import on_own_loop
from tests.tenant_process import TenantProcess

UNIT = 320 * 1024
CONFLICT = "@microsoft.graph.conflictBehavior"


@pytest.fixture(scope="module")
def drive(site: str, admin: httpx.Client, service: httpx.Client) -> str:
    """The address of a library of its own for these tests."""
    name = f"Proefdossier{uuid.uuid4().hex[:6]}"
    made = admin.post(
        f"/v1.0/sites/{site}/lists", json={"displayName": name, "list": {"template": "documentLibrary"}}
    )
    assert made.status_code == 201, made.text
    found = service.get(f"/v1.0/sites/{site}/lists/{made.json()['id']}/drive").json()
    return f"/v1.0/drives/{found['id']}"


@pytest.fixture
def folder() -> str:
    """A folder name that no other test uses."""
    return f"M-{uuid.uuid4().hex[:8]}"


@pytest.fixture(scope="module")
def open_client(tenant: TenantProcess) -> Iterator[httpx.Client]:
    """A client without a token, for pre-authenticated addresses."""
    with tenant.http() as client:
        yield client


def put(
    service: httpx.Client, drive: str, path: str, content: bytes = b"inhoud", **options: Any
) -> dict[str, Any]:
    answer = service.put(f"{drive}/root:/{path}:/content", content=content, **options)
    assert answer.status_code in (200, 201), answer.text
    return dict(answer.json())


def start_session(service: httpx.Client, drive: str, path: str, **item: Any) -> dict[str, Any]:
    answer = service.post(f"{drive}/root:/{path}:/createUploadSession", json={"item": item} if item else {})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def send_part(client: httpx.Client, url: str, content: bytes, first: int, total: int) -> httpx.Response:
    span = f"bytes {first}-{first + len(content) - 1}/{total}"
    return client.put(url, content=content, headers={"Content-Range": span})


# --- the check value -------------------------------------------------------------------------------------------------


def bit_by_bit(content: bytes) -> str:
    """The published definition, written as slowly and plainly as it reads."""
    ring = 0
    for place, byte in enumerate(content):
        for bit in range(8):
            if byte >> bit & 1:
                ring ^= 1 << ((11 * place + bit) % 160)
    ring ^= len(content) << 96
    return base64.b64encode(ring.to_bytes(20, "little")).decode()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "AAAAAAAAAAAAAAAAAAAAAAAAAAA="),
        (bytes([0x4A]), "SgAAAAAAAAAAAAAAAQAAAAAAAAA="),
        (bytes([0xB5, 0xB4]), "taAFAAAAAAAAAAAAAgAAAAAAAAA="),
        (bytes([0xD2, 0x96, 0x4F]), "0rDEEwAAAAAAAAAAAwAAAAAAAAA="),
    ],
)
def test_the_check_value_of_short_content_is_known(content: bytes, expected: str) -> None:
    assert quick_xor_hash(content) == expected == bit_by_bit(content)


@pytest.mark.parametrize("length", [159, 160, 161, 2000, 160 * 4096, 160 * 4096 + 7])
def test_the_check_value_folds_long_content_as_the_definition_does(length: int) -> None:
    content = hashlib.shake_256(b"inhoud").digest(length)
    assert quick_xor_hash(content) == bit_by_bit(content)


# --- files by path and by id -----------------------------------------------------------------------------------------


def test_a_file_put_by_path_comes_back_with_size_hash_and_its_folders(
    service: httpx.Client, drive: str, folder: str
) -> None:
    item = put(service, drive, f"{folder}/bewijs/mail één.eml", b"From: x")
    assert item["size"] == 7
    assert item["file"] == {
        "mimeType": "message/rfc822",
        "hashes": {"quickXorHash": quick_xor_hash(b"From: x")},
    }
    assert item["parentReference"]["path"].endswith(f"/root:/{folder}/bewijs")
    assert item["webUrl"].endswith(f"/{folder}/bewijs/mail%20%C3%A9%C3%A9n.eml")
    again = service.get(f"{drive}/items/{item['id']}").json()
    assert (again["id"], again["eTag"]) == (item["id"], item["eTag"])


@pytest.mark.parametrize(
    "address",
    [
        "root:/{folder}/a b.txt:",
        "root:/{folder}/a b.txt",
        "items/root%3A%2F{folder}%2Fa%20b.txt%3A",
        "items/{parent}:/a b.txt:",
        "items/{id}",
        "root:/{upper}/A B.TXT:",
    ],
)
def test_one_file_has_many_addresses(service: httpx.Client, drive: str, folder: str, address: str) -> None:
    item = put(service, drive, f"{folder}/a b.txt")
    parent = item["parentReference"]["id"]
    path = address.format(folder=folder, upper=folder.upper(), parent=parent, id=item["id"])
    answer = service.get(f"{drive}/{path}")
    assert answer.status_code == 200, answer.text
    assert answer.json()["id"] == item["id"]


def test_content_is_answered_by_a_redirect_to_another_host_that_takes_no_token(
    service: httpx.Client, open_client: httpx.Client, drive: str, folder: str
) -> None:
    put(service, drive, f"{folder}/a.txt", b"de inhoud")
    answer = service.get(f"{drive}/root:/{folder}/a.txt:/content")
    assert answer.status_code == 302
    where = answer.headers["Location"]
    assert httpx.URL(where).host == "127.0.0.1"
    assert open_client.get(where).content == b"de inhoud"
    assert open_client.get(where, headers={"Authorization": "Bearer x"}).status_code == 401
    assert open_client.get(where[:-1] + ("0" if where[-1] != "0" else "1")).status_code == 404


def test_a_client_that_follows_the_redirect_leaves_its_token_behind(
    tenant: TenantProcess, drive: str, folder: str, service: httpx.Client
) -> None:
    put(service, drive, f"{folder}/a.txt", b"x" * 9)
    with tenant.http(tenant.app_token(), follow_redirects=True) as following:
        assert following.get(f"{drive}/root:/{folder}/a.txt:/content").content == b"x" * 9


def test_children_come_page_by_page(service: httpx.Client, drive: str, folder: str) -> None:
    for name in ("c.txt", "A.txt", "b.txt"):
        put(service, drive, f"{folder}/{name}")
    page = service.get(f"{drive}/root:/{folder}:/children", params={"$top": 2, "$select": "name"}).json()
    assert page["value"] == [{"name": "A.txt"}, {"name": "b.txt"}]
    rest = service.get(page["@odata.nextLink"]).json()
    assert rest == {"value": [{"name": "c.txt"}]}


@pytest.mark.parametrize(
    ("behaviour", "status", "names"),
    [
        (None, 200, ["brief.docx"]),
        ("replace", 200, ["brief.docx"]),
        ("rename", 201, ["brief 1.docx", "brief.docx"]),
        ("fail", 409, ["brief.docx"]),
        ("anders", 400, ["brief.docx"]),
    ],
)
def test_a_second_file_of_the_same_name_follows_the_conflict_behaviour(
    service: httpx.Client, drive: str, folder: str, behaviour: str | None, status: int, names: list[str]
) -> None:
    put(service, drive, f"{folder}/brief.docx", b"eerste")
    params = {CONFLICT: behaviour} if behaviour else {}
    answer = service.put(f"{drive}/root:/{folder}/Brief.docx:/content", content=b"tweede", params=params)
    assert answer.status_code == status, answer.text
    listed = service.get(f"{drive}/root:/{folder}:/children").json()["value"]
    assert sorted(one["name"].lower() for one in listed) == names


def test_a_replaced_file_keeps_its_id_and_changes_its_etag(
    service: httpx.Client, drive: str, folder: str
) -> None:
    first = put(service, drive, f"{folder}/a.txt", b"een")
    second = put(service, drive, f"{folder}/a.txt", b"twee")
    assert (first["id"], second["size"]) == (second["id"], 4)
    assert first["eTag"] != second["eTag"]
    assert first["cTag"] != second["cTag"]


def test_a_stale_etag_changes_nothing(service: httpx.Client, drive: str, folder: str) -> None:
    first = put(service, drive, f"{folder}/a.txt", b"een")
    second = put(service, drive, f"{folder}/a.txt", b"twee", headers={"If-Match": first["eTag"]})
    stale = {"If-Match": first["eTag"]}
    for answer in (
        service.put(f"{drive}/root:/{folder}/a.txt:/content", content=b"drie", headers=stale),
        service.delete(f"{drive}/items/{first['id']}", headers=stale),
    ):
        assert answer.status_code == 412
        assert answer.json()["error"]["code"] == "resourceModified"
    assert service.get(f"{drive}/items/{first['id']}").json()["eTag"] == second["eTag"]


def test_a_deleted_file_lies_in_the_recycle_bin_and_one_deleted_for_good_does_not(
    service: httpx.Client, tenant: TenantProcess, drive: str, folder: str
) -> None:
    for name in ("bin.txt", "weg.txt"):
        put(service, drive, f"{folder}/{name}")
    assert service.delete(f"{drive}/root:/{folder}/bin.txt:").status_code == 204
    assert service.post(f"{drive}/root:/{folder}/weg.txt:/permanentDelete").status_code == 204
    state = tenant.state()
    assert f"{folder}/bin.txt" in state["recycled_files"]["/sites/agressiemeldingen"]
    for name in ("bin.txt", "weg.txt"):
        assert service.get(f"{drive}/root:/{folder}/{name}:").status_code == 404
        assert f"{folder}/{name}" not in state["files"]["/sites/agressiemeldingen"]
    assert f"{folder}/weg.txt" not in state["recycled_files"]["/sites/agressiemeldingen"]
    assert put(service, drive, f"{folder}/bin.txt", b"nieuw")["size"] == 5


def test_a_folder_goes_with_all_that_is_in_it(service: httpx.Client, drive: str, folder: str) -> None:
    item = put(service, drive, f"{folder}/diep/dieper/a.txt")
    assert service.post(f"{drive}/root:/{folder}:/permanentDelete").status_code == 204
    assert service.get(f"{drive}/items/{item['id']}").status_code == 404


def test_a_folder_is_made_once(service: httpx.Client, drive: str, folder: str) -> None:
    body = {"name": folder, "folder": {}, CONFLICT: "fail"}
    first = service.post(f"{drive}/root/children", json=body)
    assert (first.status_code, first.json()["folder"]) == (201, {"childCount": 0})
    second = service.post(f"{drive}/root/children", json=body)
    assert (second.status_code, second.json()["error"]["code"]) == (409, "nameAlreadyExists")
    renamed = service.post(f"{drive}/root/children", json={**body, CONFLICT: "rename"})
    assert renamed.json()["name"] == f"{folder} 1"


def test_the_tenant_shows_files_by_site_and_path(
    service: httpx.Client, tenant: TenantProcess, drive: str, folder: str
) -> None:
    put(service, drive, f"{folder}/a.txt", b"inhoud")
    shown = tenant.state()["files"]["/sites/agressiemeldingen"][f"{folder}/a.txt"]
    assert shown == {"size": 6, "sha256": hashlib.sha256(b"inhoud").hexdigest()}
    params = {"site": "/sites/agressiemeldingen", "path": f"{folder}/a.txt"}
    assert tenant.control("GET", "file", params=params) == b"inhoud"


# --- upload sessions -------------------------------------------------------------------------------------------------


def test_a_large_file_arrives_in_parts(
    service: httpx.Client, open_client: httpx.Client, drive: str, folder: str
) -> None:
    content = hashlib.shake_256(b"film").digest(2 * UNIT + 1000)
    session = start_session(service, drive, f"{folder}/film.mp4")
    assert session["nextExpectedRanges"] == ["0-"]
    url = session["uploadUrl"]
    first = send_part(open_client, url, content[:UNIT], 0, len(content))
    assert (first.status_code, first.json()["nextExpectedRanges"]) == (202, [f"{UNIT}-"])
    assert open_client.get(url).json()["nextExpectedRanges"] == [f"{UNIT}-"]
    assert send_part(open_client, url, content[UNIT : 2 * UNIT], UNIT, len(content)).status_code == 202
    last = send_part(open_client, url, content[2 * UNIT :], 2 * UNIT, len(content))
    assert last.status_code == 201
    assert last.json()["file"]["hashes"]["quickXorHash"] == quick_xor_hash(content)
    assert open_client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("first", "length", "total", "status", "code"),
    [
        (0, UNIT - 1, 2 * UNIT, 400, "invalidRequest"),
        (UNIT, UNIT, 2 * UNIT, 416, "invalidRange"),
        (0, UNIT, UNIT - 1, 400, "invalidRequest"),
    ],
    ids=["no multiple of 320 KiB", "too early", "past the end"],
)
def test_a_part_that_does_not_fit_is_refused(
    service: httpx.Client, open_client: httpx.Client, drive: str, folder: str,
    first: int, length: int, total: int, status: int, code: str,
) -> None:  # fmt: skip
    url = start_session(service, drive, f"{folder}/a.bin")["uploadUrl"]
    answer = send_part(open_client, url, b"x" * length, first, total)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_a_part_sent_twice_is_refused_and_the_upload_goes_on(
    service: httpx.Client, open_client: httpx.Client, drive: str, folder: str
) -> None:
    url = start_session(service, drive, f"{folder}/a.bin")["uploadUrl"]
    part = b"x" * UNIT
    assert send_part(open_client, url, part, 0, 2 * UNIT).status_code == 202
    assert send_part(open_client, url, part, 0, 2 * UNIT).status_code == 416
    assert send_part(open_client, url, part, UNIT, 2 * UNIT).status_code == 201


def test_an_upload_address_takes_no_token_and_a_cancelled_one_is_gone(
    service: httpx.Client, open_client: httpx.Client, drive: str, folder: str
) -> None:
    url = start_session(service, drive, f"{folder}/a.bin")["uploadUrl"]
    assert service.put(url, content=b"x", headers={"Content-Range": "bytes 0-0/1"}).status_code == 401
    assert open_client.delete(url).status_code == 204
    assert send_part(open_client, url, b"x", 0, 1).status_code == 404


def test_an_upload_session_that_may_not_replace_ends_in_a_conflict(
    service: httpx.Client, open_client: httpx.Client, drive: str, folder: str
) -> None:
    put(service, drive, f"{folder}/a.bin", b"eerste")
    url = start_session(service, drive, f"{folder}/a.bin", **{CONFLICT: "fail"})["uploadUrl"]
    answer = send_part(open_client, url, b"x", 0, 1)
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "nameAlreadyExists")


# --- refusals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ['a"b', "a*b", "a<b", "a>b", "a|b", "a:b", " begin", "eind ", "eind.", "CON", "com1", "LPT9", "~$a.docx", ".lock", "x_vti_y",
     "desktop.ini", "a\tb", "a" * 256],
)  # fmt: skip
def test_names_that_sharepoint_does_not_take_are_refused(
    service: httpx.Client, drive: str, folder: str, name: str
) -> None:
    assert not name_is_accepted(name)
    body = {"name": name, "folder": {}}
    answer = service.post(f"{drive}/root/children", json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "invalidRequest")


@pytest.mark.parametrize(
    "name", ["a'b.docx", "50% & meer.txt", "één [kopie] (1)+2.eml", "console.txt", "#1.txt"]
)
def test_names_that_look_odd_but_are_allowed_are_taken(
    service: httpx.Client, drive: str, folder: str, name: str
) -> None:
    answer = service.put(
        f"{drive}/root:/{folder}/{quote(name)}:/content",
        content=b"x",
    )
    assert answer.status_code == 201, answer.text
    assert answer.json()["name"] == name


def test_a_number_goes_before_the_extension() -> None:
    assert [numbered(name, 2) for name in ("a.docx", "map", ".eml")] == ["a 2.docx", "map 2", ".eml 2"]


@pytest.mark.parametrize(
    ("method", "path", "options", "status", "code"),
    [
        ("GET", "root:/bestaat/niet.txt:", {}, 404, "itemNotFound"),
        ("GET", "items/01BESTAATNIET", {}, 404, "itemNotFound"),
        ("GET", "root/content", {}, 400, "invalidRequest"),
        ("DELETE", "root:", {}, 400, "BadRequest"),
        ("POST", "root/permanentDelete", {}, 403, "accessDenied"),
        ("GET", "root?$expand=children", {}, 400, "invalidRequest"),
        ("GET", "root/children?$filter=name eq 'a'", {}, 400, "BadRequest"),
        ("GET", "root?$select=naam", {}, 400, "BadRequest"),
        ("POST", "root/children", {"json": {"name": "a", "file": {}}}, 400, "invalidRequest"),
        ("POST", "root/children", {"json": {"name": "a", "folder": {}, "kleur": "rood"}}, 400, "BadRequest"),
        ("POST", "root/createUploadSession", {"json": {}}, 400, "invalidRequest"),
        ("POST", "root:/a:/createUploadSession", {"json": {"item": {"kleur": 1}}}, 400, "invalidRequest"),
    ],
)  # fmt: skip
def test_what_a_drive_does_not_know_is_refused(
    service: httpx.Client, drive: str, method: str, path: str, options: dict[str, Any], status: int, code: str
) -> None:
    answer = service.request(method, f"{drive}/{path}", **options)
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code), answer.text


def test_a_file_larger_than_one_request_may_hold_is_refused(
    service: httpx.Client, drive: str, folder: str
) -> None:
    answer = service.put(
        f"{drive}/root:/{folder}/a.bin:/content", content=bytes(250 * 1024 * 1024 + 1), timeout=60
    )
    assert answer.status_code == 413


def test_nobody_but_the_service_reaches_the_drive_of_the_case_site(tenant: TenantProcess, drive: str) -> None:
    for person in ("cdk", "regisseur", "beheerder"):
        with tenant.http(
            tenant.token(person, scope="https://graph.microsoft.com/Sites.ReadWrite.All")
        ) as client:
            answer = client.get(f"{drive}/root")
            assert (answer.status_code, answer.json()["error"]["code"]) == (403, "accessDenied")


# --- the real SDK ----------------------------------------------------------------------------------------------------


def test_the_sdk_puts_and_reads_a_file_by_its_path(tenant: TenantProcess, drive: str, folder: str) -> None:
    async def there_and_back() -> tuple[int, bytes]:
        items = sdk_client(tenant).drives.by_drive_id(drive.rpartition("/")[2]).items
        entry = items.by_drive_item_id(f"root:/{folder}/a b.txt:")
        stored = await entry.content.put(b"hallo")
        return stored.size, await entry.content.get()

    assert on_own_loop(there_and_back()) == (5, b"hallo")
