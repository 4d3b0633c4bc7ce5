"""A case on its way through the running service, in the words of the people who act in it."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from typing import Any

import httpx
from docx import Document

from plugin.letters import letter_text
from tests.service_process import eventually
from tests.web.service_process import ServiceProcess

SITE = "/sites/agressiemeldingen"
MARK = "String {9f0c2d7e-3b1a-4c55-9e57-0b8f3f6a1c10} Name meldReferentie"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
AGRESSOR = {"hoedanigheid": "burger", "naam": "Boze Burger", "email": "boze.burger@voorbeeld.example"}


@dataclass
class Zaakloop:
    """One case, its melder and its handler; `m1` is the measure meant unless another is named."""

    service: ServiceProcess
    ref: str
    melder: str = "statenlid1"
    behandelaar: str = "griffier"

    @classmethod
    def begin(cls, service: ServiceProcess, melder: str = "statenlid1", **melding: Any) -> Zaakloop:
        """Reported, stored, and told to its readers."""
        told = {"route": "hulp", "gebeurtenis": "Er kwam een mail.", "agressor": AGRESSOR} | melding
        answer = service.send(melder, json.dumps(told))
        assert answer.status_code == 202, answer.text
        loop = cls(service, answer.json()["referentie"], melder)
        eventually(lambda: loop.own()["verwerking"] == "gemeld", "the melding is told")
        return loop

    def own(self) -> dict[str, Any]:
        """The case as its melder sees it."""
        found: dict[str, Any] = self.service.ask(self.melder, "GET", f"/api/meldingen/{self.ref}").json()
        return found

    def case(self) -> dict[str, Any]:
        answer = self.service.ask(self.behandelaar, "GET", f"/api/zaken/{self.ref}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def page(self) -> str:
        """The case as its handler reads it."""
        return self.service.ask(self.behandelaar, "GET", f"/deel/zaken/{self.ref}").text

    def measure(self, mid: str = "m1") -> dict[str, Any]:
        found: dict[str, Any] = next(one for one in self.case()["maatregelen"] if one["id"] == mid)
        return found

    def act(self, path: str, body: Any = None, *, method: str = "POST", **options: Any) -> httpx.Response:
        """An act of the handler on the case as it is now."""
        headers = {"If-Match": self.case()["etag"]} | options.pop("headers", {})
        given = options if "content" in options else {"json": body}
        return self.service.ask(
            self.behandelaar, method, f"/api/zaken/{self.ref}/{path}", headers=headers, **given
        )

    def talk(self) -> Zaakloop:
        talk = {"soort": "intake", "datum": "2026-01-13", "verslag": "Gesproken."}
        assert self.act("gesprekken", talk).status_code == 201
        return self

    def propose(self, soort: str, **velden: Any) -> httpx.Response:
        return self.act("maatregelen", {"soort": soort, "reden": "Dit gaat verder dan kritiek."} | velden)

    def answer(self, antwoord: str, versie: int = 1, mid: str = "m1") -> httpx.Response:
        path = f"/api/meldingen/{self.ref}/maatregelen/{mid}/toestemming"
        return self.service.ask(self.melder, "POST", path, json={"antwoord": antwoord, "versie": versie})

    def draft(self, mid: str = "m1") -> Zaakloop:
        """Ask for the draft and wait until it is ready."""
        asked = self.act(f"maatregelen/{mid}/concept")
        assert asked.status_code == 202, asked.text
        eventually(
            lambda: (self.measure(mid)["concept"] or {}).get("status") == "gereed", "the draft is ready", 30
        )
        return self

    def document(self, mid: str = "m1") -> bytes:
        path = f"/api/zaken/{self.ref}/maatregelen/{mid}/document"
        answer = self.service.ask(self.behandelaar, "GET", path)
        assert answer.status_code == 200, answer.text
        return answer.content

    def put_back(self, docx: bytes, mid: str = "m1", **options: Any) -> httpx.Response:
        headers = {"Content-Type": WORD} | options.pop("headers", {})
        return self.act(f"maatregelen/{mid}/document", method="PUT", content=docx, headers=headers)

    def drafts(self, mid: str = "m1") -> list[dict[str, Any]]:
        """The messages of a measure, wherever they stand in the tenant."""
        boxes = self.service.tenant.state()["messages"]
        return [
            {**mail, "user": user}
            for user, mails in boxes.items()
            for mail in mails
            if mail["properties"].get(MARK) == f"{self.ref}/{mid}"
        ]

    def letters(self) -> list[str]:
        """What stands of letters in the dossier, the bin included."""
        state = self.service.tenant.state()
        paths = [*state["files"].get(SITE, {}), *state["recycled_files"].get(SITE, [])]
        return [path for path in paths if path.startswith(f"{self.ref}/brieven/")]

    def row(self, mid: str = "m1") -> dict[str, Any]:
        rows = self.service.tenant.state()["lists"][SITE]["Maatregelen"]
        found: dict[str, Any] = next(row for row in rows if row["Sleutel"] == f"{self.ref}/{mid}")
        return found

    def work(self) -> str | None:
        rows = self.service.tenant.state()["lists"][SITE]["Meldingen"]
        return next((row.get("Werk") for row in rows if row["Referentie"] == self.ref), None)

    def settled(self) -> Zaakloop:
        eventually(lambda: not self.work(), "no work is left", 30)
        return self


def changed(docx: bytes, old: str, new: str) -> bytes:
    """The letter with other words, as somebody in Word would leave it."""
    document, saved = Document(io.BytesIO(docx)), io.BytesIO()
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace(old, new)
    document.save(saved)
    return saved.getvalue()


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def words(docx: bytes) -> str:
    return letter_text(docx)
