"""Two kinds of house for the fault tests: all in one process on SQLite, several processes on PostgreSQL."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from tests.postgres import Postgres, running
from tests.rig import admin_env, run_module
from tests.service_process import (
    WEB,
    WITH_WORKER,
    WORKER,
    ServiceProcess,
    Supervisor,
    free_port,
)
from tests.tenant_process import TenantProcess


@dataclass
class House:
    """The service as it stands: its web side, its workers, its database."""

    tenant: TenantProcess
    folder: Path
    web: ServiceProcess
    workers: list[Supervisor]
    keepers: list[Supervisor]  # of every process
    database: sa.Engine
    supervised: list[Supervisor] = field(default_factory=list)


@dataclass
class Cluster:
    """A PostgreSQL server that a test may stop and start."""

    folder: Path
    port: int
    _running: ExitStack = field(default_factory=ExitStack)

    def start(self) -> Postgres:
        return self._running.enter_context(running(self.folder, self.port))

    def stop(self) -> None:
        self._running.close()


@contextmanager
def new_cluster() -> Iterator[Cluster]:
    folder = Path(tempfile.mkdtemp(prefix="postgres-faults-"))
    # The server runs as a user of its own when the tests run as root.
    if folder.owner() == "root":
        shutil.chown(folder, "postgres", "postgres")
    cluster = Cluster(folder, free_port())
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def on_sqlite(tenant: TenantProcess, folder: Path) -> Iterator[House]:
    """Web and worker in one process under a supervisor, as in the demo."""
    web = ServiceProcess(tenant, folder, WITH_WORKER)
    keeper = Supervisor(web)
    database = sa.create_engine(f"sqlite:///{folder / 'state' / 'meld.sqlite'}", poolclass=sa.NullPool)
    try:
        web.wait_ready()
        yield House(tenant, folder, web, [keeper], [keeper], database)
    finally:
        keeper.kill_for_good()


@contextmanager
def on_postgres(tenant: TenantProcess, folder: Path, server: Postgres, workers: int = 2) -> Iterator[House]:
    """A web server of two processes, and workers, each under a supervisor."""
    url = server.database(folder.name.replace("-", "_"))
    env = {"MELD_DATABASE_URL": url.replace("postgresql+psycopg", "postgresql")}
    web = ServiceProcess(tenant, folder, WEB, **env)
    keepers = [Supervisor(web)]
    database = sa.create_engine(url, poolclass=sa.NullPool)
    try:
        web.wait_ready()
        keepers += [Supervisor(ServiceProcess(tenant, folder, WORKER, **env)) for _ in range(workers)]
        yield House(tenant, folder, web, keepers[1:], keepers, database)
    finally:
        for keeper in keepers:
            keeper.kill_for_good()


def own_tenant(folder: Path, *options: str) -> TenantProcess:
    """A tenant that a test may stop, slow down or break beside all others, with its lists."""
    made = TenantProcess.start(folder / "tenant", *options)
    done = run_module("deploy.provision", env=admin_env(made, folder / "provision"))
    assert done.returncode == 0, done.stdout + done.stderr
    return made
