"""An administrator's run empties the recycle bin of the case site, and of no other."""

from pathlib import Path

import pytest

from deploy import provision
from graph.connection import Graph
from graph.lists import Lists
from tests.rig import admin_env, graph_config, run_module
from tests.tenant_process import CASE_SITE, REGISTER_SITE, TenantProcess

CASES, REGISTER = "/sites/agressiemeldingen", "/sites/agressieregister"
GOOD = "goed: de prullenbak van de zakensite is leeg, beide lagen\n"


def environment(tenant: TenantProcess, folder: Path, *, certificate: bool) -> dict[str, str]:
    env = admin_env(tenant, folder) | {"MELD_SHAREPOINT_URL": tenant.url}
    if certificate:
        del env["MELD_ADMIN_CLIENT_SECRET"]
        env["MELD_ADMIN_CLIENT_CERTIFICATE"] = str(tenant.data / "admin.pem")
    return env


@pytest.fixture
def binned(provisioned: TenantProcess) -> TenantProcess:
    """A row of each site lies in its bin."""
    graph = Graph(graph_config(provisioned))
    for site, name, fields in (
        (CASE_SITE, "Maatregelen", {"Sleutel": "M-1/m1", "Referentie": "M-1"}),
        (REGISTER_SITE, "Cijfers", {"Periode": "2026"}),
    ):
        lists = Lists(graph, site)
        lists.delete(name, lists.create(name, fields).id)
    return provisioned


def lies(tenant: TenantProcess) -> tuple[int, int]:
    """How many rows lie in the bin of the case site and of the register site."""
    bins = tenant.state()["recycled_items"]
    cases, register = (sum(len(rows) for rows in bins[site].values()) for site in (CASES, REGISTER))
    return cases, register


def test_the_bin_of_the_case_site_is_empty_afterwards(binned: TenantProcess, tmp_path: Path) -> None:
    before = lies(binned)
    assert before[0] > 0
    env = environment(binned, tmp_path, certificate=True)
    for _ in range(2):
        done = run_module("deploy.provision", "--leeg-prullenbak", env=env)
        assert (done.returncode, done.stdout, done.stderr) == (0, GOOD, "")
    assert lies(binned) == (0, before[1])


def test_a_secret_is_not_enough_and_is_said_so(binned: TenantProcess, tmp_path: Path) -> None:
    before = lies(binned)
    env = environment(binned, tmp_path, certificate=False)
    done = run_module("deploy.provision", "--leeg-prullenbak", env=env)
    assert (done.returncode, done.stdout) == (2, "")
    assert "MELD_ADMIN_CLIENT_CERTIFICATE" in done.stderr
    assert lies(binned) == before


def test_emptying_is_never_tried_out() -> None:
    with pytest.raises(SystemExit) as refused:
        provision.main(["--dry-run", "--leeg-prullenbak"], {})
    assert refused.value.code == 2
