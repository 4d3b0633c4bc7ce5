"""The running service, as an administrator starts it: over TLS, in a process of its own, on the dev tenant."""

import os
import signal
import socket
import ssl
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.rig import settings_env
from tests.tenant_process import ROOT, TenantProcess

READY_SECONDS = 30
PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class ServiceProcess:
    """Address, folder and process; what it says while it runs stands in `log`."""

    tenant: TenantProcess
    port: int
    folder: Path
    process: subprocess.Popen[bytes]

    @classmethod
    def start(cls, tenant: TenantProcess, folder: Path, **changes: str) -> "ServiceProcess":
        """Start one with web and worker together, and wait until it can serve."""
        port, certificate = free_port(), str(tenant.data / "server.pem")
        tls = {"MELD_TLS_CERTIFICATE": certificate, "MELD_TLS_KEY": certificate, "MELD_PORT": str(port)}
        command = [sys.executable, "-m", "plugin", "serve", "--with-worker"]
        env = settings_env(tenant, folder) | tls | changes
        with (folder / "service.log").open("ab") as log:
            process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
        running = cls(tenant, port, folder, process)
        running._wait()
        return running

    def _wait(self) -> None:
        end = time.monotonic() + READY_SECONDS
        with self.http() as client:
            while True:
                try:
                    if client.get("/gereed").status_code == 200:
                        return
                except httpx.TransportError:
                    assert self.process.poll() is None, self.log
                assert time.monotonic() < end, self.log
                time.sleep(0.05)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)

    @property
    def log(self) -> str:
        return (self.folder / "service.log").read_text(errors="replace")

    def http(self, token: str = "") -> httpx.Client:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        trusted = ssl.create_default_context(cafile=self.tenant.ca)
        return httpx.Client(
            base_url=f"https://localhost:{self.port}",
            verify=trusted,
            trust_env=False,
            timeout=60,
            headers=headers,
        )

    def connection(self) -> ssl.SSLSocket:
        """A bare connection, for what no client would send."""
        trusted = ssl.create_default_context(cafile=self.tenant.ca)
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        return trusted.wrap_socket(plain, server_hostname="localhost")

    def ask(self, person: str, method: str, path: str, **options: Any) -> httpx.Response:
        """One call by this person."""
        with self.http(self.tenant.token(person)) as client:
            return client.request(method, path, **options)

    def send(self, person: str, melding: str, *files: tuple[str, bytes], key: str = "") -> httpx.Response:
        """One melding with this text as its JSON part, and these files."""
        parts: list[tuple[str, Any]] = [("melding", (None, melding, "application/json"))]
        parts += [("bewijs", (name, content, "application/octet-stream")) for name, content in files]
        headers = {"Idempotency-Key": key or str(uuid.uuid4())}
        return self.ask(person, "POST", "/api/meldingen", files=parts, headers=headers)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def picture(size: int) -> bytes:
    """A PNG as far as its first bytes go, of exactly this size; no two alike."""
    return PNG + os.urandom(size - len(PNG))
