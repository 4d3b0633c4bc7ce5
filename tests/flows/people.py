"""The people of the demo tenant as they call the service: each with their own token."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import Any

import httpx

from tests.service_process import ServiceProcess, eventually

TODAY = "2026-11-24"


def key() -> dict[str, str]:
    return {"Idempotency-Key": str(uuid.uuid4())}


@dataclass(frozen=True)
class People:
    """What they can do; each answer is the service's own."""

    service: ServiceProcess

    def ask(self, role: str, method: str, path: str, **given: Any) -> httpx.Response:
        token = self.service.tenant.token(role)
        headers = {"Authorization": f"Bearer {token}"} | given.pop("headers", {})
        with httpx.Client(base_url=self.service.url, trust_env=False, timeout=30) as http:
            return http.request(method, path, headers=headers, **given)

    def report(self, role: str = "statenlid1", **melding: Any) -> str:
        """Send a melding in and wait until the readers know; its reference."""
        told = json.dumps({"route": "hulp", "gebeurtenis": "Er kwam een mail."} | melding)
        form = [("melding", ("melding.json", told, "application/json"))]
        answer = self.ask(role, "POST", "/api/meldingen", files=form, headers=key())
        assert answer.status_code == 202, answer.text
        ref = str(answer.json()["referentie"])
        eventually(lambda: self.own(role, ref)["verwerking"] == "gemeld", "the melding is reported")
        return ref

    def own(self, role: str, ref: str) -> dict[str, Any]:
        found: dict[str, Any] = self.ask(role, "GET", f"/api/meldingen/{ref}").json()
        return found

    def case(self, role: str, ref: str) -> httpx.Response:
        return self.ask(role, "GET", f"/api/zaken/{ref}")

    def change(self, role: str, ref: str, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        """Read the case, then change it under the version that was read."""
        version = self.case(role, ref).headers.get("ETag", '"unknown"')
        return self.ask(
            role, "POST", f"/api/zaken/{ref}/{path}", json=body or {}, headers={"If-Match": version}
        )

    def told(self, ref: str) -> set[str]:
        """Who got a notice about this melding."""
        notices = self.service.tenant.state()["notifications"]
        return {one["user"].partition("@")[0] for one in notices if one["topic"] == ref}
