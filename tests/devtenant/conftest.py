"""A granted case site, clients for the administrator and the service, and a fresh list for each test that wants one."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from tests.rig import tenant
from tests.tenant_process import CASE_SITE, CLIENT_ID, TenantProcess

__all__ = ["tenant"]

COLUMNS: list[dict[str, Any]] = [
    {"name": "ZaakNr", "text": {"maxLength": 32}, "indexed": True, "enforceUniqueValues": True},
    {"name": "Stand", "choice": {"choices": ["nieuw", "open", "dicht"], "displayAs": "dropDownMenu"}, "indexed": True},
    {"name": "Gemeld", "dateTime": {"format": "dateTime"}, "indexed": True},
    {"name": "Uitleg", "text": {"allowMultipleLines": True, "textType": "plain"}},
    {"name": "Aantal", "number": {"decimalPlaces": "none", "minimum": 0}, "indexed": True},
    {"name": "Spoed", "boolean": {}},
    {"name": "Wijk", "text": {}},
    {"name": "Soorten", "choice": {"choices": ["a", "b", "c"], "displayAs": "checkBoxes"}},
    {"name": "Wie", "personOrGroup": {"allowMultipleSelection": False, "chooseFromType": "peopleOnly"}},
]  # fmt: skip


@dataclass(frozen=True)
class Listed:
    """A list and the service's client on it."""

    url: str
    name: str
    service: httpx.Client
    admin: httpx.Client

    def add(self, **fields: Any) -> dict[str, Any]:
        """Make an item; the test fails when that is refused."""
        answer = self.service.post(f"{self.url}/items", json={"fields": fields})
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    def ask(self, prefer: str = "", **options: str) -> httpx.Response:
        """GET items; `filter`, `orderby`, `top`, `expand`, `select` become options."""
        params = {f"${name}": value for name, value in options.items()}
        headers = {"Prefer": prefer} if prefer else {}
        return self.service.get(f"{self.url}/items", params=params, headers=headers)


@pytest.fixture(scope="session")
def admin(tenant: TenantProcess) -> Iterator[httpx.Client]:
    """The administrator's client."""
    with tenant.http(tenant.admin_token()) as client:
        yield client


@pytest.fixture(scope="session")
def service(tenant: TenantProcess) -> Iterator[httpx.Client]:
    """The service's client."""
    with tenant.http(tenant.app_token()) as client:
        yield client


@pytest.fixture(scope="session")
def site(admin: httpx.Client) -> str:
    """The id of the case site, on which the service has the role write."""
    found = str(admin.get(f"/v1.0/sites/{CASE_SITE}").json()["id"])
    grant = {
        "roles": ["write"],
        "grantedToIdentities": [{"application": {"id": CLIENT_ID, "displayName": "Meld"}}],
    }
    assert admin.post(f"/v1.0/sites/{found}/permissions", json=grant).status_code == 201
    return found


@pytest.fixture
def zaken(site: str, admin: httpx.Client, service: httpx.Client) -> Iterator[Listed]:
    """A list of its own for this test, gone afterwards."""
    name = f"Proef{uuid.uuid4().hex[:8]}"
    body = {"displayName": name, "list": {"template": "genericList"}, "columns": COLUMNS}
    answer = admin.post(f"/v1.0/sites/{site}/lists", json=body)
    assert answer.status_code == 201, answer.text
    made = Listed(f"/v1.0/sites/{site}/lists/{answer.json()['id']}", name, service, admin)
    yield made
    assert admin.delete(made.url).status_code == 204
