"""The processes that are measured: started, asked for their processor time and memory, and ended."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import sqlalchemy as sa

from graph.connection import Graph
from graph.sites import Site
from tests.rig import TEAMS_APP_ID, graph_config, settings_env
from tests.service_process import free_port
from tests.tenant_process import CASE_SITE, CLIENT_ID, ROOT, SECRET, TENANT_ID, TenantProcess

TICK = os.sysconf("SC_CLK_TCK")
READY, STOP = 30.0, 30.0
THREADS = 16  # as many as the service has


@dataclass
class Group:
    """One command and its children, in a process group of their own."""

    process: subprocess.Popen[bytes]

    @classmethod
    def start(cls, command: list[str], env: dict[str, str], log: Path) -> Group:
        with log.open("ab") as out:
            return cls(
                subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=out, start_new_session=True)
            )

    @property
    def pids(self) -> list[int]:
        """All of the group, by the kernel's own list."""
        group = self.process.pid
        return [
            int(one.name) for one in Path("/proc").iterdir() if one.name.isdigit() and _group(one) == group
        ]

    def cpu(self) -> float:
        """Seconds of processor time until now."""
        return sum(sum(map(int, _stat(pid)[11:13])) for pid in self.pids) / TICK

    def memory(self) -> dict[str, float]:
        """MB that is this process's share (PSS: what is shared with its parent counts once), largest last."""
        shares = sorted(_share(pid) for pid in self.pids)
        return {"largest": shares[-1], "all": round(sum(shares), 1)}

    def stop(self) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(STOP)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(STOP)


def _stat(pid: int) -> list[str]:
    """The fields after the name, from the state on (proc_pid_stat(5))."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:  # it has just ended
        return ["0"] * 20


def _group(entry: Path) -> int:
    return int(_stat(int(entry.name))[2])


def _share(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
        if line.startswith("Pss:"):
            return round(int(line.split()[1]) / 1024, 1)
    return 0.0


@dataclass
class Contestant:
    """A server under measurement."""

    name: str
    port: int
    groups: list[Group]
    database: sa.Engine | None = None
    ready_after: float = 0.0

    def cpu(self) -> float:
        return sum(group.cpu() for group in self.groups)

    def left(self) -> int:
        """Meldingen received and not yet stored and notified; nothing for who does all before the answer."""
        return self._counted("fase != 'gemeld'")

    def finished(self) -> int:
        return self._counted("fase = 'gemeld'")

    def _counted(self, condition: str) -> int:
        if self.database is None:
            return 0
        with self.database.connect() as connection:
            return int(
                connection.execute(sa.text(f"select count(*) from zending where {condition}")).scalar_one()  # noqa: S608 - two fixed words
            )

    def idle(self, seconds: float = 300.0) -> None:
        """Wait until nothing is left to do."""
        until = time.monotonic() + seconds
        while self.left():
            if time.monotonic() > until:
                raise TimeoutError(f"{self.left()} meldingen are still under way")
            time.sleep(0.05)


@contextmanager
def ours(
    tenant: TenantProcess, folder: Path, commands: tuple[tuple[str, ...], ...], database: str | None = None
) -> Iterator[Contestant]:
    """The service: `commands` are its processes, the first one the web. A folder used before is gone on with."""
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    env = settings_env(tenant, folder) | {"MELD_PORT": str(port)}
    url = database or f"sqlite:///{folder / 'state' / 'meld.sqlite'}"
    env["MELD_DATABASE_URL"] = url
    begun = time.perf_counter()
    with ExitStack() as stack:
        groups = []
        for command in commands:
            groups.append(Group.start([sys.executable, "-m", "plugin", *command], env, folder / "log"))
            stack.callback(groups[-1].stop)
            _wait(port, "/gereed", 200, folder / "log")
        engine = sa.create_engine(url, pool_pre_ping=True)
        stack.callback(engine.dispose)
        yield Contestant("ours", port, groups, engine, time.perf_counter() - begun)


@contextmanager
def other(tenant: TenantProcess, folder: Path, name: str) -> Iterator[Contestant]:
    """typical, floor or sealed_fsync, under the server and with the number of threads that ours has."""
    folder.mkdir(parents=True)
    port = free_port()
    env = tenant.environment() | _addresses(tenant) | {"BENCH_FOLDER": str(folder), "TMPDIR": str(folder)}
    server = [
        "-k",
        "gthread",
        "--threads",
        str(THREADS),
        "-w",
        "1",
        "-b",
        f"127.0.0.1:{port}",
        "--keep-alive",
        "15",
    ]
    command = [sys.executable, "-m", "gunicorn", *server, f"tests.bench.{name}:app"]
    group = Group.start(command, env, folder.with_suffix(".log"))
    try:
        _wait(port, "/", None, folder.with_suffix(".log"))
        yield Contestant(name, port, [group])
    finally:
        group.stop()


def _addresses(tenant: TenantProcess) -> dict[str, str]:
    """What an administrator would put in the settings of typical and floor, so that they look nothing up."""
    site = Site(Graph(graph_config(tenant)), CASE_SITE)
    return {
        "BENCH_GRAPH": tenant.url,
        "BENCH_CA": tenant.ca,
        "BENCH_SITE": site.id,
        "BENCH_DRIVE": site.drive_id("Dossier"),
        "BENCH_CASES": site.list_id("Meldingen"),
        "BENCH_LOG": site.list_id("Logboek"),
        "BENCH_TENANT": TENANT_ID,
        "BENCH_CLIENT": CLIENT_ID,
        "BENCH_SECRET": SECRET,
        "BENCH_TEAMS_APP": TEAMS_APP_ID,
    }


def _wait(port: int, path: str, wanted: int | None, log: Path) -> None:
    until = time.monotonic() + READY
    while time.monotonic() < until:
        try:
            status = httpx.get(f"http://127.0.0.1:{port}{path}", trust_env=False, timeout=5).status_code
        except httpx.TransportError:
            status = 0
        if status and wanted in (None, status):
            return
        time.sleep(0.02)
    raise TimeoutError(f"nothing answers on port {port}: {log.read_text('utf-8')[-2000:]}")


def fire(contestant: Contestant, order: dict[str, Any]) -> dict[str, Any]:
    """Let the load generator carry out an order against a contestant; every melding must be accepted."""
    whole = {"host": "127.0.0.1", "port": contestant.port, "path": "/api/meldingen", **order}
    command = [sys.executable, "-m", "tests.bench.load"]
    done = subprocess.run(
        command, cwd=ROOT, input=json.dumps(whole), capture_output=True, text=True, timeout=900, check=True
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    refused = [status for status, _, _ in answer["done"] if status != 202]
    if refused:
        raise RuntimeError(
            f"{contestant.name}: {len(refused)} of {len(answer['done'])} refused: {refused[:5]}"
        )
    return answer
