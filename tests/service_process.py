"""The service as real processes: started, asked, killed and started again by the tests."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import httpx

from tests.rig import settings_env
from tests.tenant_process import ROOT, TenantProcess

READY_SECONDS = 30.0
WITH_WORKER, WEB, WORKER = ("serve", "--with-worker"), ("serve",), ("worker",)
T = TypeVar("T")


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def eventually(look: Callable[[], T], what: str, seconds: float = 60.0) -> T:
    """What `look` gives as soon as it gives something; a TimeoutError that names it when it never does."""
    until = time.monotonic() + seconds
    while True:
        if found := look():
            return found
        if time.monotonic() > until:
            raise TimeoutError(f"not within {seconds:.0f} s: {what}")
        time.sleep(0.05)


class ServiceProcess:
    """One command of the service, with its children, in a process group of its own."""

    def __init__(
        self, tenant: TenantProcess, folder: Path, command: tuple[str, ...] = WITH_WORKER, **env: str
    ) -> None:
        """All processes on one `folder` share state, key, temporary files and log. `env` are MELD_ names."""
        self.tenant, self.command, self.port = tenant, command, free_port()
        self.log, self.temporary = folder / "service.log", folder / "tijdelijk"
        self.temporary.mkdir(parents=True, exist_ok=True)
        self.env = settings_env(tenant, folder) | {
            "MELD_PORT": str(self.port),
            "TMPDIR": str(self.temporary),
            **env,
        }
        self._process: subprocess.Popen[bytes] | None = None
        self._tokens: dict[str, str] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> ServiceProcess:
        """Start it, without waiting."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "plugin", *self.command],
                cwd=ROOT,
                env=self.env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        return self

    def wait_ready(self, seconds: float = READY_SECONDS) -> ServiceProcess:
        """Wait until it can serve."""
        eventually(lambda: self.status("/gereed") == 200, "the service is ready", seconds)
        return self

    def status(self, path: str) -> int:
        """What an address without a guard answers; 0 without an answer."""
        try:
            return httpx.get(self.url + path, trust_env=False, timeout=15).status_code
        except httpx.TransportError:
            return 0

    def wait(self, seconds: float) -> int:
        """How it ended."""
        assert self._process is not None
        return self._process.wait(seconds)

    def kill9(self) -> None:
        """End it and its children where they stand."""
        with contextlib.suppress(ProcessLookupError):  # it had ended by itself
            os.killpg(self.pid, signal.SIGKILL)
        self.wait(10)

    def kill9_child(self) -> None:
        """End one worker of the web server where it stands; its parent makes another."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        for child in children[:1]:
            os.kill(int(child), signal.SIGKILL)

    def stop(self) -> None:
        """End it as a supervisor does."""
        if not self.alive:
            return
        os.kill(self.pid, signal.SIGTERM)
        try:
            self.wait(30)
        except subprocess.TimeoutExpired:
            self.kill9()
            raise

    def client(self, person: str, **options: Any) -> httpx.Client:
        """A client signed in as this person; the token is kept, so that it also works while Entra is away."""
        if person not in self._tokens:
            self._tokens[person] = self.tenant.token(person)
        headers = {"Authorization": f"Bearer {self._tokens[person]}"}
        given: dict[str, Any] = {"timeout": 60.0, "trust_env": False, "headers": headers}
        return httpx.Client(base_url=self.url, **(given | options))


class Supervisor:
    """Starts a process again whenever it ends, as systemd would; remembers how each ended."""

    def __init__(self, process: ServiceProcess) -> None:
        self.process, self.endings = process, list[int]()
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self.started = 0.0
        self._start()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._stopping.wait(0.02):
            with self._lock:
                if not self.process.alive and not self._stopping.is_set():
                    self.endings.append(self.process.wait(1))
                    self._start()

    def _start(self) -> None:
        self.process.start()
        self.started = time.monotonic()

    def kill9(self) -> None:
        """Kill what runs now."""
        with self._lock:
            if self.process.alive:
                self.process.kill9()

    def kill_for_good(self) -> None:
        """Kill it and never start it again."""
        self._stopping.set()
        self._thread.join(10)
        self.process.kill9()

    def stop(self) -> None:
        """Let it end and stay away."""
        self._stopping.set()
        self._thread.join(10)
        self.process.stop()
