"""`python -m deploy.provision`: makes what is missing, changes nothing else, reads everything back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from plugin.casebook.columns import CASE_SITE, REGISTER_SITE, ListSchema
from tests import tenant_process
from tests.rig import admin_env, run_module
from tests.tenant_process import CLIENT_ID, TenantProcess


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TenantProcess]:
    """A tenant of its own, without lists."""
    running = TenantProcess.start(tmp_path / "tenant")
    yield running
    running.stop()


def columns_of(tenant: TenantProcess, address: str, schema: ListSchema) -> dict[str, dict[str, Any]]:
    with tenant.http(tenant.admin_token()) as client:
        site = client.get(f"/v1.0/sites/{address}").json()["id"]
        read = client.get(f"/v1.0/sites/{site}/lists/{schema.name}/columns").json()
    return {column["name"]: column for column in read["value"]}


@pytest.mark.parametrize(
    ("address", "schema"),
    [(tenant_process.CASE_SITE, schema) for schema in CASE_SITE]
    + [(tenant_process.REGISTER_SITE, schema) for schema in REGISTER_SITE],
    ids=lambda value: getattr(value, "name", ""),
)
def test_each_list_has_its_columns_indexes_and_unique_keys(
    provisioned: TenantProcess, address: str, schema: ListSchema
) -> None:
    found = columns_of(provisioned, address, schema)
    for column in schema.columns:
        assert not column.misfit(found[column.name])
        assert not column.lacking(found[column.name])


def test_no_list_of_the_register_has_a_key_that_leads_back_to_a_case() -> None:
    assert not {column.name for schema in REGISTER_SITE for column in schema.columns} & {
        "Sleutel",
        "Referentie",
    }


def test_the_service_gets_the_right_to_write_and_no_more(provisioned: TenantProcess) -> None:
    with provisioned.http(provisioned.admin_token()) as client:
        for address in (tenant_process.CASE_SITE, tenant_process.REGISTER_SITE):
            site = client.get(f"/v1.0/sites/{address}").json()["id"]
            (permission,) = client.get(f"/v1.0/sites/{site}/permissions").json()["value"]
            assert CLIENT_ID in str(permission)
            one = client.get(f"/v1.0/sites/{site}/permissions/{permission['id']}").json()
            assert one["roles"] == ["write"]


def writes_of(tenant: TenantProcess, after: int) -> list[str]:
    return [f"{call['method']} {call['path']}" for call in tenant.requests(after) if call["method"] != "GET"]


def test_a_second_run_writes_nothing(provisioned: TenantProcess, tmp_path: Path) -> None:
    before = provisioned.last_request()
    done = run_module("deploy.provision", env=admin_env(provisioned, tmp_path))
    assert done.returncode == 0
    assert "gemaakt" not in done.stdout
    assert "goed: alles staat er en is nagelezen" in done.stdout
    assert writes_of(provisioned, before) == []


def test_a_dry_run_names_what_is_missing_and_makes_nothing(empty: TenantProcess, tmp_path: Path) -> None:
    done = run_module("deploy.provision", "--dry-run", env=admin_env(empty, tmp_path))
    assert done.returncode == 0
    assert f"ontbreekt: lijst Meldingen met {len(CASE_SITE[0].columns)} kolommen" in done.stdout
    assert "ontbreekt: recht 'write'" in done.stdout
    assert writes_of(empty, 0) == []


def test_what_is_missing_is_added_and_what_does_not_fit_is_told(empty: TenantProcess, tmp_path: Path) -> None:
    with empty.http(empty.admin_token()) as client:
        site = client.get(f"/v1.0/sites/{tenant_process.CASE_SITE}").json()["id"]
        columns = [
            {"name": "Sleutel", "text": {"maxLength": 64}},
            {"name": "Status", "choice": {"choices": ["ontvangen"]}, "indexed": True},
            {"name": "Ontvangen", "text": {}},
        ]
        body = {"displayName": "Meldingen", "list": {"template": "genericList"}, "columns": columns}
        assert client.post(f"/v1.0/sites/{site}/lists", json=body).status_code == 201
    before = empty.last_request()
    looked = run_module("deploy.provision", "--dry-run", env=admin_env(empty, tmp_path))
    assert looked.returncode == 1
    assert "fout: Meldingen.Ontvangen is niet van de soort dateTime" in looked.stdout
    assert writes_of(empty, before) == []
    done = run_module("deploy.provision", env=admin_env(empty, tmp_path))
    assert done.returncode == 1
    assert "gemaakt: eigenschappen van kolom Meldingen.Sleutel" in done.stdout
    assert "gemaakt: kolom Meldingen.Referentie" in done.stdout
    assert "fout: Meldingen.Status mist een of meer keuzes" in done.stdout
    assert "fout: Meldingen.Ontvangen is niet van de soort dateTime" in done.stdout
    key = columns_of(empty, tenant_process.CASE_SITE, CASE_SITE[0])["Sleutel"]
    assert key["indexed"]
    assert key["enforceUniqueValues"]


def test_the_administrator_may_sign_in_with_a_certificate(provisioned: TenantProcess, tmp_path: Path) -> None:
    env = admin_env(provisioned, tmp_path)
    del env["MELD_ADMIN_CLIENT_SECRET"]
    env["MELD_ADMIN_CLIENT_CERTIFICATE"] = str(provisioned.data / "admin.pem")
    assert run_module("deploy.provision", env=env).returncode == 0


@pytest.mark.parametrize(
    ("absent", "named"),
    [
        ("MELD_ADMIN_CLIENT_ID", "MELD_ADMIN_CLIENT_ID"),
        ("MELD_ADMIN_CLIENT_SECRET", "MELD_ADMIN_CLIENT_SECRET"),
        ("MELD_TENANT_ID", "MELD_TENANT_ID"),
    ],
)
def test_a_setting_that_is_missing_ends_it_before_any_call(
    provisioned: TenantProcess, tmp_path: Path, absent: str, named: str
) -> None:
    env, before = admin_env(provisioned, tmp_path), provisioned.last_request()
    del env[absent]
    done = run_module("deploy.provision", env=env)
    assert done.returncode == 2
    assert named in done.stderr
    assert provisioned.requests(before) == []


def test_a_client_without_the_right_makes_nothing_and_says_so(
    provisioned: TenantProcess, tmp_path: Path
) -> None:
    env = admin_env(provisioned, tmp_path) | {
        "MELD_ADMIN_CLIENT_ID": CLIENT_ID,
        "MELD_ADMIN_CLIENT_SECRET": tenant_process.SECRET,
    }
    done = run_module("deploy.provision", env=env)
    assert done.returncode == 1
    assert "403" in done.stderr
    assert tenant_process.SECRET not in done.stdout + done.stderr


def test_what_does_not_belong_on_the_register_site_is_named(empty: TenantProcess, tmp_path: Path) -> None:
    with empty.http(empty.admin_token()) as client:
        site = client.get(f"/v1.0/sites/{tenant_process.REGISTER_SITE}").json()["id"]
        body = {"displayName": "Documenten", "list": {"template": "documentLibrary"}}
        assert client.post(f"/v1.0/sites/{site}/lists", json=body).status_code == 201
    done = run_module("deploy.provision", env=admin_env(empty, tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "let op: op de registersite staat ook Documenten." in done.stdout
    assert done.stdout.count("staat ook") == 1
