"""Sites, rights, grants, lists, columns, libraries: what Graph gives and what it refuses."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.devtenant.conftest import COLUMNS, Listed
from tests.tenant_process import CASE_SITE, CLIENT_ID, REGISTER_SITE, TenantProcess

READ = "https://graph.microsoft.com/Sites.Read.All"
GRANT = {
    "roles": ["write"],
    "grantedToIdentities": [{"application": {"id": CLIENT_ID, "displayName": "Meld"}}],
}


def refusal(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TenantProcess]:
    """A tenant in which nothing was granted yet."""
    running = TenantProcess.start(tmp_path_factory.mktemp("fresh"))
    yield running
    running.stop()


def test_the_two_sites_stand_there_empty(fresh: TenantProcess) -> None:
    assert fresh.state()["lists"] == {"/sites/agressiemeldingen": {}, "/sites/agressieregister": {}}
    with fresh.http(fresh.admin_token()) as admin:
        for address in (CASE_SITE, REGISTER_SITE):
            found = admin.get(f"/v1.0/sites/{address}").json()
            host, collection, web = found["id"].split(",")
            assert (host, uuid.UUID(collection) != uuid.UUID(web)) == ("provincie.sharepoint.example", True)
            assert admin.get(f"/v1.0/sites/{found['id']}").json()["webUrl"] == found["webUrl"]
            assert admin.get(f"/v1.0/sites/{found['id']}/lists").json()["value"] == []


def test_the_service_gets_in_by_a_grant_and_loses_it_with_the_grant(fresh: TenantProcess) -> None:
    with fresh.http(fresh.admin_token()) as admin, fresh.http(fresh.app_token()) as service:
        site = f"/v1.0/sites/{admin.get(f'/v1.0/sites/{CASE_SITE}').json()['id']}"
        other = f"/v1.0/sites/{admin.get(f'/v1.0/sites/{REGISTER_SITE}').json()['id']}"
        assert refusal(service.get(site)) == (403, "accessDenied")
        assert refusal(service.get(f"/v1.0/sites/{CASE_SITE}")) == (403, "accessDenied")
        assert refusal(service.post(f"{site}/permissions", json=GRANT)) == (403, "accessDenied")
        made = admin.post(f"{site}/permissions", json=GRANT)
        assert (made.status_code, made.json()["roles"]) == (201, ["write"])
        assert made.json()["grantedToIdentitiesV2"][0]["application"]["id"] == CLIENT_ID
        assert service.get(site).status_code == 200
        assert refusal(service.get(other)) == (403, "accessDenied")
        assert [one["id"] for one in admin.get(f"{site}/permissions").json()["value"]] == [made.json()["id"]]
        one = f"{site}/permissions/{made.json()['id']}"
        assert admin.patch(one, json={"roles": ["read"]}).json()["roles"] == ["read"]
        assert admin.get(one).json()["roles"] == ["read"]
        assert admin.delete(one).status_code == 204
        assert refusal(service.get(site)) == (403, "accessDenied")
        assert refusal(admin.get(one)) == (404, "itemNotFound")


@pytest.mark.parametrize(
    "grant",
    [
        {"roles": ["baas"], "grantedToIdentities": GRANT["grantedToIdentities"]},
        {"roles": [], "grantedToIdentities": GRANT["grantedToIdentities"]},
        {"roles": ["write"]},
        {"roles": ["write"], "grantedToV2": {"user": {"id": "x"}}},
    ],
    ids=str,
)
def test_a_grant_that_names_no_role_or_application_is_refused(
    admin: httpx.Client, site: str, grant: dict[str, Any]
) -> None:
    assert refusal(admin.post(f"/v1.0/sites/{site}/permissions", json=grant)) == (400, "invalidRequest")


@pytest.mark.parametrize("role", ["read", "write"])
def test_neither_role_makes_lists_or_columns(fresh: TenantProcess, role: str) -> None:
    with fresh.http(fresh.admin_token()) as admin, fresh.http(fresh.app_token()) as service:
        site = f"/v1.0/sites/{admin.get(f'/v1.0/sites/{REGISTER_SITE}').json()['id']}"
        admin.post(f"{site}/permissions", json=GRANT | {"roles": [role]})
        url = f"{site}/lists/{admin.post(f'{site}/lists', json={'displayName': role}).json()['id']}"
        assert refusal(service.post(f"{site}/lists", json={"displayName": "Eigen"})) == (403, "accessDenied")
        assert refusal(service.post(f"{url}/columns", json={"name": "A", "text": {}})) == (
            403,
            "accessDenied",
        )
        assert refusal(service.delete(url)) == (403, "accessDenied")
        expected = 201 if role == "write" else 403
        assert service.post(f"{url}/items", json={"fields": {"Title": "x"}}).status_code == expected


PEOPLE = [
    "cdk",
    "loco-cdk",
    "griffier",
    "provinciesecretaris",
    "regisseur",
    "gedeputeerde",
    "statenlid1",
    "statenlid2",
    "beheerder",
    "fg",
]


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("scope", [READ, "https://graph.microsoft.com/Sites.FullControl.All"])
def test_no_person_reaches_the_case_site(tenant: TenantProcess, site: str, person: str, scope: str) -> None:
    with tenant.http(tenant.token(person, scope=scope)) as client:
        assert refusal(client.get(f"/v1.0/sites/{site}")) == (403, "accessDenied")
        assert refusal(client.get(f"/v1.0/sites/{site}/lists")) == (403, "accessDenied")
        assert refusal(client.post(f"/v1.0/sites/{site}/permissions", json=GRANT)) == (403, "accessDenied")


@pytest.mark.parametrize("person", PEOPLE)
def test_the_register_site_is_read_by_the_regisseur_alone(
    tenant: TenantProcess, admin: httpx.Client, person: str
) -> None:
    register = admin.get(f"/v1.0/sites/{REGISTER_SITE}").json()["id"]
    for scope in (READ, "https://graph.microsoft.com/Sites.ReadWrite.All"):
        with tenant.http(tenant.token(person, scope=scope)) as client:
            assert client.get(f"/v1.0/sites/{register}").status_code == (
                200 if person == "regisseur" else 403
            )
            denied = client.post(f"/v1.0/sites/{register}/lists", json={"displayName": "Eigen"})
            assert refusal(denied) == (403, "accessDenied")


def test_a_scope_that_says_nothing_of_sites_opens_none(tenant: TenantProcess, admin: httpx.Client) -> None:
    token = tenant.token("regisseur", scope="https://graph.microsoft.com/Mail.Read")
    with tenant.http(token) as client:
        assert refusal(client.get(f"/v1.0/sites/{REGISTER_SITE}")) == (403, "accessDenied")


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/v1.0/sites/provincie.sharepoint.example:/sites/elders", 404, "itemNotFound"),
        ("/v1.0/sites/ander.example:/sites/agressiemeldingen", 404, "itemNotFound"),
        ("/v1.0/sites/geen-id", 400, "invalidRequest"),
        (f"/v1.0/sites/provincie.sharepoint.example,{uuid.uuid4()},{uuid.uuid4()}", 404, "itemNotFound"),
        (f"/v1.0/sites/{CASE_SITE}?$select=bestaatniet", 400, "BadRequest"),
        (f"/v1.0/sites/{CASE_SITE}?$expand=lists", 400, "BadRequest"),
    ],
)
def test_a_site_that_is_not_there(admin: httpx.Client, path: str, status: int, code: str) -> None:
    assert refusal(admin.get(path)) == (status, code)


def test_columns_come_back_as_they_were_asked(zaken: Listed) -> None:
    found = {one["name"]: one for one in zaken.admin.get(f"{zaken.url}/columns").json()["value"]}
    for asked in COLUMNS:
        made = found[asked["name"]]
        for flag in ("indexed", "enforceUniqueValues", "required"):
            assert made[flag] == asked.get(flag, False)
        kind = next(key for key in asked if isinstance(asked[key], dict))
        assert asked[kind].items() <= made[kind].items()
    assert found["Title"]["displayName"] == "Titel"
    assert found["Created"]["readOnly"] is True
    expanded = zaken.service.get(zaken.url, params={"$expand": "columns"}).json()
    assert {one["name"] for one in expanded["columns"]} == set(found)


def test_a_list_is_found_by_id_name_and_title(zaken: Listed) -> None:
    lists, _, key = zaken.url.rpartition("/")
    for name in (key, zaken.name, zaken.name.lower()):
        assert zaken.service.get(f"{lists}/{name}").json()["id"] == key
    assert refusal(zaken.service.get(f"{lists}/elders")) == (404, "itemNotFound")
    assert key in [one["id"] for one in zaken.service.get(lists).json()["value"]]
    assert set(zaken.service.get(zaken.url, params={"$select": "id"}).json()) == {"@odata.etag", "id"}


@pytest.mark.parametrize(
    ("body", "status", "message"),
    [
        (
            {"displayName": "A", "name": "a"},
            400,
            "Cannot define a 'name' for a list as it is assigned by the server.",
        ),
        ({}, 400, "A list needs a displayName"),
        ({"displayName": " "}, 400, "A list needs a displayName"),
        (
            {"displayName": "A", "list": {"template": "survey"}},
            400,
            "The list template 'survey' is not supported",
        ),
        ({"displayName": "A", "kolommen": []}, 400, "The property 'kolommen' does not exist"),
        ({"displayName": "A", "columns": [{"name": "K"}]}, 400, "A column has exactly one type facet"),
    ],
    ids=str,
)
def test_a_list_that_cannot_be_made(
    admin: httpx.Client, site: str, body: dict[str, Any], status: int, message: str
) -> None:
    answer = admin.post(f"/v1.0/sites/{site}/lists", json=body)
    assert answer.status_code == status
    assert answer.json()["error"]["message"].startswith(message)


def test_a_list_name_is_taken_once_and_a_failed_list_leaves_nothing(zaken: Listed) -> None:
    lists = zaken.url.rpartition("/")[0]
    assert refusal(zaken.admin.post(lists, json={"displayName": zaken.name})) == (409, "nameAlreadyExists")
    name = f"Half{uuid.uuid4().hex[:6]}"
    columns = [{"name": "A", "text": {}}, {"name": "A", "text": {}}]
    half = zaken.admin.post(lists, json={"displayName": name, "columns": columns})
    assert refusal(half) == (409, "nameAlreadyExists")
    assert refusal(zaken.admin.get(f"{lists}/{name}")) == (404, "itemNotFound")


@pytest.mark.parametrize(
    ("column", "status"),
    [
        ({"name": "Nieuw", "text": {}}, 201),
        ({"name": "Nieuw", "boolean": {}, "defaultValue": {"value": "0"}}, 201),
        ({"name": "ZaakNr", "text": {}}, 409),
        ({"name": "zaaknr", "text": {}}, 409),
        ({"name": "Author", "text": {}}, 409),
        ({"text": {}}, 400),
        ({"name": "Nieuw"}, 400),
        ({"name": "Nieuw", "text": {}, "number": {}}, 400),
        ({"name": "Nieuw", "note": {}}, 400),
        ({"name": "Nieuw", "text": {"maxLength": 256}}, 400),
        ({"name": "Nieuw", "text": {"allowMultipleLines": True}, "indexed": True}, 400),
        ({"name": "Nieuw", "choice": {"choices": ["a"], "displayAs": "checkBoxes"}, "indexed": True}, 400),
        ({"name": "Nieuw", "text": {}, "enforceUniqueValues": True}, 400),
        ({"name": "Nieuw", "choice": {}}, 400),
        ({"name": "Nieuw", "choice": {"choices": ["a"], "displayAs": "carrousel"}}, 400),
        ({"name": "Nieuw", "dateTime": {"format": "soms"}}, 400),
        ({"name": "Nieuw", "number": {"decimalPlaces": "zes"}}, 400),
        ({"name": "Nieuw", "lookup": {}}, 400),
        ({"name": "Nieuw", "currency": {"locale": "nl-NL"}}, 400),
        ({"name": "Nieuw", "text": {"onbekend": 1}}, 400),
        ({"name": "Nieuw", "text": {}, "id": "x"}, 400),
    ],
    ids=str,
)
def test_adding_a_column(zaken: Listed, column: dict[str, Any], status: int) -> None:
    answer = zaken.admin.post(f"{zaken.url}/columns", json=column)
    assert answer.status_code == status, answer.text


def test_a_name_with_other_letters_gets_an_internal_one(zaken: Listed) -> None:
    made = zaken.admin.post(f"{zaken.url}/columns", json={"name": "Soort zaak", "text": {}}).json()
    assert (made["name"], made["displayName"]) == ("Soort_x0020_zaak", "Soort zaak")


def test_the_twenty_first_index_is_refused(zaken: Listed) -> None:
    answers = [
        zaken.admin.post(f"{zaken.url}/columns", json={"name": f"Extra{n}", "text": {}, "indexed": True})
        for n in range(17)
    ]
    assert [one.status_code for one in answers] == [201] * 16 + [400]


def test_an_index_added_later_opens_the_column_to_filters(zaken: Listed) -> None:
    zaken.add(Wijk="Noord")
    assert zaken.ask(filter="fields/Wijk eq 'Noord'").status_code == 400
    columns = {one["name"]: one["id"] for one in zaken.admin.get(f"{zaken.url}/columns").json()["value"]}
    path = f"{zaken.url}/columns/{columns['Wijk']}"
    assert zaken.admin.patch(path, json={"indexed": True}).json()["indexed"] is True
    assert len(zaken.ask(filter="fields/Wijk eq 'Noord'").json()["value"]) == 1
    assert refusal(zaken.admin.patch(path, json={"name": "Anders"})) == (400, "invalidRequest")
    assert refusal(zaken.admin.patch(path, json={"number": {}})) == (400, "invalidRequest")
    assert refusal(zaken.admin.get(f"{zaken.url}/columns/onbekend")) == (404, "itemNotFound")


def test_a_column_over_doubles_cannot_become_unique(zaken: Listed) -> None:
    for _ in range(2):
        zaken.add(Wijk="Noord")
    body = {"indexed": True, "enforceUniqueValues": True}
    assert refusal(zaken.admin.patch(f"{zaken.url}/columns/Wijk", json=body)) == (400, "invalidRequest")


def test_a_library_has_a_drive_and_a_list_has_none(zaken: Listed) -> None:
    site = zaken.url.rpartition("/lists")[0]
    name = f"Boek{uuid.uuid4().hex[:6]}"
    body = {"displayName": name, "list": {"template": "documentLibrary"}}
    made = zaken.admin.post(f"{site}/lists", json=body).json()
    drive = zaken.service.get(f"{site}/lists/{made['id']}/drive").json()
    assert (drive["name"], drive["driveType"]) == (name, "documentLibrary")
    assert drive["id"] in [one["id"] for one in zaken.service.get(f"{site}/drives").json()["value"]]
    assert refusal(zaken.service.get(f"{zaken.url}/drive")) == (400, "notSupported")
