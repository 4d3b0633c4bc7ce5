"""A real PostgreSQL server for the tests: a fresh directory, loopback TCP only, fsync on.

Use: `from tests.postgres import postgres` in a conftest, then `postgres.database("name")` for a URL.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

READY_SECONDS = 30


@dataclass(frozen=True)
class Postgres:
    port: int

    def database(self, name: str) -> str:
        """A fresh, empty database; the URL is SQLAlchemy's."""
        with psycopg.connect(self._dsn("postgres"), autocommit=True) as connection:
            connection.execute(f'drop database if exists "{name}" with (force)')  # type: ignore[call-overload]
            connection.execute(f'create database "{name}"')  # type: ignore[call-overload]
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{name}"

    def _dsn(self, name: str) -> str:
        return f"host=127.0.0.1 port={self.port} user=postgres dbname={name} connect_timeout=5"

    def wait(self) -> None:
        end = time.monotonic() + READY_SECONDS
        while True:
            try:
                psycopg.connect(self._dsn("postgres")).close()
            except psycopg.OperationalError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)
            else:
                return


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[4]))
    return found[-1].parent


def _unprivileged(command: list[str]) -> list[str]:
    # The server refuses to run as root.
    return (
        ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
        if _is_root()
        else command
    )


def _is_root() -> bool:
    return os.geteuid() == 0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(folder: Path, port: int) -> Iterator[Postgres]:
    """A server on a data directory; `folder` is made at first use, so it can be stopped and started again."""
    data = folder / "data"
    if not data.exists():
        init = [str(_programs() / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8"]
        subprocess.run(_unprivileged([*init, "--locale=C"]), check=True, stdout=subprocess.DEVNULL)
    settings = ["listen_addresses=127.0.0.1", f"port={port}", "unix_socket_directories=", "fsync=on"]
    command = [str(_programs() / "postgres"), "-D", str(data)]
    for setting in settings:
        command += ["-c", setting]
    with (folder / "server.log").open("ab") as log:
        server = subprocess.Popen(_unprivileged(command), stdout=log, stderr=log)
    try:
        started = Postgres(port)
        started.wait()
        yield started
    finally:
        server.send_signal(signal.SIGINT)  # a fast shutdown: it does not wait for clients
        server.wait(timeout=30)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    if _is_root():
        shutil.chown(folder, "postgres", "postgres")
    try:
        with running(folder, _free_port()) as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)
