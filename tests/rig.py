"""What the tests need to point our own code at the dev tenant: settings, a tenant with lists, a Graph."""

import base64
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.connection import Graph, GraphConfig
from tests.tenant_process import (
    ADMIN_CLIENT_ID,
    ADMIN_SECRET,
    CASE_SITE,
    CLIENT_ID,
    REGISTER_SITE,
    ROOT,
    SECRET,
    TENANT_ID,
    TenantProcess,
)

TEAMS_APP_ID = "44444444-4444-4444-8444-444444444444"


def graph_config(tenant: TenantProcess, **changes: Any) -> GraphConfig:
    """The service's sign-in at the dev tenant, with what a test wants otherwise."""
    given: dict[str, Any] = {
        "tenant_id": TENANT_ID,
        "client_id": CLIENT_ID,
        "client_secret": SECRET,
        "client_certificate": None,
        "managed_identity": False,
        "authority_host": tenant.url,
        "graph_url": tenant.url,
        "ca_bundle": Path(tenant.ca),
    }
    return GraphConfig(**given | changes)


def settings_env(tenant: TenantProcess, folder: Path) -> dict[str, str]:
    """A whole environment for the service; its state and its sealing key stand in this folder."""
    state, key = folder / "state", folder / "sealing.key"
    state.mkdir(parents=True, exist_ok=True)
    if not key.exists():
        key.touch(0o600)
        key.write_text(base64.b64encode(os.urandom(32)).decode() + "\n")
    return tenant.environment() | {
        "MELD_CASE_SITE": CASE_SITE,
        "MELD_REGISTER_SITE": REGISTER_SITE,
        "MELD_TEAMS_APP_ID": TEAMS_APP_ID,
        "MELD_PROFILE": str(ROOT / "deploy" / "profiles" / "demo.toml"),
        "MELD_PUBLIC_URL": "https://localhost:8443",
        "MELD_STATE_DIR": str(state),
        "MELD_SEALING_KEY": str(key),
    }


def admin_env(tenant: TenantProcess, folder: Path) -> dict[str, str]:
    """The same, with the administrator's client beside it."""
    admin = {"MELD_ADMIN_CLIENT_ID": ADMIN_CLIENT_ID, "MELD_ADMIN_CLIENT_SECRET": ADMIN_SECRET}
    return settings_env(tenant, folder) | admin


def run_module(module: str, *arguments: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """A command as an administrator types it: `python -m module arguments`."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture(scope="session")
def tenant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TenantProcess]:
    """A local Microsoft 365; nothing in the environment is touched.

    A folder of tests that counts calls or mails takes one of its own by importing this into its conftest: the
    services that other folders keep running go on asking theirs.
    """
    running = TenantProcess.start(tmp_path_factory.mktemp("tenant"))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def provisioned(tenant: TenantProcess, tmp_path_factory: pytest.TempPathFactory) -> TenantProcess:
    """The tenant with its lists, library and rights, made by the real command."""
    done = run_module("deploy.provision", env=admin_env(tenant, tmp_path_factory.mktemp("provision")))
    assert done.returncode == 0, done.stdout + done.stderr
    return tenant


@pytest.fixture(scope="session")
def service_graph(provisioned: TenantProcess) -> Graph:
    """The service's own Graph on a tenant that has its lists."""
    return Graph(graph_config(provisioned))
