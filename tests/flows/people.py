"""The people of the demo tenant as they call the service: each with their own token."""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx

from tests.service_process import ServiceProcess, eventually

TODAY = date.today().isoformat()  # noqa: DTZ011 - the service reads the same clock


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

    def send(self, role: str = "statenlid1", *files: tuple[str, bytes], **melding: Any) -> str:
        """Send a melding in, with these files; its reference."""
        told = json.dumps({"route": "hulp", "gebeurtenis": "Er kwam een mail."} | melding)
        form: list[tuple[str, Any]] = [("melding", ("melding.json", told, "application/json"))]
        form += [("bewijs", (name, content, "application/octet-stream")) for name, content in files]
        answer = self.ask(role, "POST", "/api/meldingen", files=form, headers=key())
        assert answer.status_code == 202, answer.text
        return str(answer.json()["referentie"])

    def report(self, role: str = "statenlid1", *files: tuple[str, bytes], **melding: Any) -> str:
        """Send a melding in and wait until the readers know; its reference."""
        ref = self.send(role, *files, **melding)
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

    @contextmanager
    def fault(self, **order: Any) -> Iterator[None]:
        """Microsoft 365 answers such calls wrongly for a while."""
        self.service.tenant.fault(**order)
        try:
            yield
        finally:
            self.service.tenant.clear_faults()

    def sharepoint_takes_no_case(self) -> AbstractContextManager[None]:
        """A case is made in a batch with its log entry; what stands can be read and logged."""
        return self.fault(method="POST", path=r"^/\$batch$", kind="503", retry_after=1, times=10_000)

    def logged(self, ref: str) -> list[dict[str, Any]]:
        """The entries of the log about this melding."""
        rows = self.service.tenant.state()["lists"]["/sites/agressiemeldingen"]["Logboek"]
        return [row for row in rows if row["Referentie"] == ref]

    def oid(self, role: str) -> str:
        """The object id in this person's token."""
        body = self.service.tenant.token(role).split(".")[1]
        return str(json.loads(base64.urlsafe_b64decode(body + "=="))["oid"])

    def told(self, ref: str) -> set[str]:
        """Who got a notice about this melding."""
        notices = self.service.tenant.state()["notifications"]
        return {one["user"].partition("@")[0] for one in notices if one["topic"] == ref}
