"""A dev tenant in a process of its own, and the few words a test needs to speak with it."""

from __future__ import annotations

import json
import os
import select
import ssl
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parent.parent
TENANT_ID = "11111111-1111-4111-8111-111111111111"
CLIENT_ID = "22222222-2222-4222-8222-222222222222"
ADMIN_CLIENT_ID = "33333333-3333-4333-8333-333333333333"
SECRET, ADMIN_SECRET = "demo-geheim", "demo-beheer-geheim"
HOST = "provincie.sharepoint.example"
CASE_SITE, REGISTER_SITE = f"{HOST}:/sites/agressiemeldingen", f"{HOST}:/sites/agressieregister"
GRAPH_SCOPE = "https://graph.microsoft.com/.default"
_START_SECONDS = 20


def _client(url: str, ca: str, **options: Any) -> httpx.Client:
    context = ssl.create_default_context(cafile=ca)
    return httpx.Client(base_url=url, verify=context, **({"timeout": 15.0, "trust_env": False} | options))


@dataclass(frozen=True)
class TenantProcess:
    """The running tenant: its address, its CA, its data folder, and its controls."""

    url: str
    ca: str
    data: Path
    process: subprocess.Popen[str]
    controls: httpx.Client

    @classmethod
    def start(cls, data: Path, *options: str) -> TenantProcess:
        """Start one and wait for its ready line."""
        command = [sys.executable, "-m", "deploy.devtenant", "--port", "0", "--data", str(data), *options]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        if not select.select([process.stdout], [], [], _START_SECONDS)[0]:
            process.kill()
            raise TimeoutError("the dev tenant gave no ready line")
        line = process.stdout.readline()
        if not line:
            raise RuntimeError(f"the dev tenant ended with {process.wait()}")
        ready = json.loads(line)
        return cls(ready["url"], ready["ca"], data, process, _client(ready["url"], ready["ca"]))

    def stop(self) -> None:
        """End the process that was started here."""
        self.controls.close()
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)
        if self.process.stdout:
            self.process.stdout.close()

    def http(self, token: str | None = None, **options: Any) -> httpx.Client:
        """A plain client that trusts the tenant's CA whatever the machine's own settings say."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return _client(self.url, self.ca, **({"headers": headers} | options))

    def control(self, method: str, path: str, **options: Any) -> Any:
        """One of the /__tenant/ addresses; a refusal of it fails the test."""
        answer = self.controls.request(method, f"/__tenant/{path}", **options)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        return (
            answer.json() if answer.content and "json" in answer.headers["Content-Type"] else answer.content
        )

    def state(self) -> dict[str, Any]:
        """What stands in the tenant."""
        found: dict[str, Any] = self.control("GET", "state")
        return found

    def fault(self, **order: Any) -> None:
        """Order a fault: method, path, kind, retry_after, times, skip."""
        self.control("POST", "faults", json=order)

    def clear_faults(self) -> None:
        """Take back what was ordered."""
        self.control("DELETE", "faults")

    def requests(self, after: int = 0) -> list[dict[str, Any]]:
        """The request log."""
        found: list[dict[str, Any]] = self.control("GET", "requests", params={"after": after})
        return found

    def last_request(self) -> int:
        """The number of the last request so far, to look at what comes after it."""
        log = self.requests()
        return int(log[-1]["id"]) if log else 0

    def latency(self, ms: float) -> None:
        """How long each call takes from now on."""
        self.control("POST", "latency", json={"ms": ms})

    def token(self, person: str, **order: Any) -> str:
        """A person's access token, as the sign-in page would have led to."""
        return str(self.control("POST", "token", json={"person": person, **order})["access_token"])

    def app_token(self, client_id: str = CLIENT_ID, secret: str = SECRET, scope: str = GRAPH_SCOPE) -> str:
        """An application's token, from the token endpoint."""
        form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}
        answer = self.controls.post(f"/{TENANT_ID}/oauth2/v2.0/token", data=form | {"scope": scope})
        assert answer.status_code == 200, answer.text
        return str(answer.json()["access_token"])

    def admin_token(self) -> str:
        """The administrator's client."""
        return self.app_token(ADMIN_CLIENT_ID, ADMIN_SECRET)

    def environment(self) -> dict[str, str]:
        """The settings that point the service at this tenant, without the machine's own CA variables."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("MELD_")}
        return kept | {
            "MELD_TENANT_ID": TENANT_ID,
            "MELD_CLIENT_ID": CLIENT_ID,
            "MELD_CLIENT_SECRET": SECRET,
            "MELD_AUTHORITY_HOST": self.url,
            "MELD_GRAPH_URL": self.url,
            "MELD_CA_BUNDLE": self.ca,
        }
