"""The programs of the demo: the local Microsoft 365 and the service, each in a process of its own."""

import base64
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from deploy.demo.facts import CLIENT_ID, SECRET, TEAMS_APP_ID, TENANT_ID, Organisatie
from deploy.demo.web import client

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60


class DemoError(Exception):
    """The demo cannot go on; the message says why."""


@dataclass(frozen=True)
class Tenant:
    """The running tenant: its address and the certificate that its TLS rests on."""

    url: str
    ca: Path
    data: Path


@contextmanager
def ended_at_exit(process: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    """Whatever happens, the process that was started here is ended here."""
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5)


@contextmanager
def tenant(folder: Path, port: int, soort: str) -> Iterator[Tenant]:
    """Start the local Microsoft 365 on this folder and wait until it is ready."""
    command = [sys.executable, "-m", "deploy.devtenant", "--port", str(port), "--data", str(folder)]
    environment = os.environ | {"DEVTENANT_ORGANISATIE": soort}
    started = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    with ended_at_exit(started) as process:
        stdout = process.stdout
        if stdout is None or not select.select([stdout], [], [], START_SECONDS)[0]:
            raise DemoError("the local Microsoft 365 did not start in time")
        line = stdout.readline()
        if not line:
            raise DemoError(f"the local Microsoft 365 did not start: is port {port} in use?")
        ready = json.loads(line)
        yield Tenant(ready["url"], Path(ready["ca"]), folder)


@contextmanager
def service(environment: Mapping[str, str], log: Path, ca: Path) -> Iterator[str]:
    """Start web and worker in one process and wait until they are ready."""
    with log.open("a") as out:
        command = [sys.executable, "-m", "plugin", "serve", "--with-worker"]
        started = subprocess.Popen(
            command, cwd=ROOT, env=dict(environment), stdout=out, stderr=out, text=True
        )
    with ended_at_exit(started) as process:
        url = environment["MELD_PUBLIC_URL"]
        _wait_until_ready(process, url, ca, log)
        yield url


def _wait_until_ready(process: subprocess.Popen[str], url: str, ca: Path, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    with client(url, ca) as http:
        while time.monotonic() < until:
            if process.poll() is not None:
                raise DemoError(f"the service ended with {process.returncode}; see {log}")
            try:
                if http.get("/gereed").status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
    raise DemoError(f"the service was not ready in {START_SECONDS} s; see {log}")


def settings(folder: Path, running: Tenant, port: int, organisatie: Organisatie) -> dict[str, str]:
    """The environment of the service; its TLS uses the tenant's own certificate for localhost."""
    certificate = str(running.data / "server.pem")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MELD_")}
    return kept | {
        "MELD_TENANT_ID": TENANT_ID,
        "MELD_CLIENT_ID": CLIENT_ID,
        "MELD_CLIENT_SECRET": SECRET,
        "MELD_CASE_SITE": organisatie.case_site,
        "MELD_REGISTER_SITE": organisatie.register_site,
        "MELD_TEAMS_APP_ID": TEAMS_APP_ID,
        "MELD_PROFILE": str(ROOT / "deploy" / "profiles" / f"{organisatie.profiel}.toml"),
        "MELD_PUBLIC_URL": f"https://localhost:{port}",
        "MELD_STATE_DIR": str(folder / "state"),
        "MELD_SEALING_KEY": str(_sealing_key(folder)),
        "MELD_AUTHORITY_HOST": running.url,
        "MELD_GRAPH_URL": running.url,
        "MELD_CA_BUNDLE": str(running.ca),
        "MELD_OFFICE_JS_URL": f"{running.url}/sim/office.js",
        "MELD_PORT": str(port),
        "MELD_TLS_CERTIFICATE": certificate,
        "MELD_TLS_KEY": certificate,
    }


def run(module: str, *arguments: str, environment: Mapping[str, str]) -> str:
    """A command as an administrator would type it; what it printed. Errors: DemoError with that text."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], cwd=ROOT, env=dict(environment), capture_output=True,
        text=True, timeout=120, check=False,
    )  # fmt: skip
    if done.returncode:
        raise DemoError(f"{module} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def _sealing_key(folder: Path) -> Path:
    path = folder / "sealing.key"
    if not path.exists():
        path.touch(0o600)
        path.write_text(base64.b64encode(os.urandom(32)).decode() + "\n", encoding="ascii")
    return path
