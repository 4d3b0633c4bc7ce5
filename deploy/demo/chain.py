"""One real melding through the whole chain; every result is read back from the tenant, not from the service."""

import base64
import hashlib
import io
import json
import sys
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from docx import Document

from deploy.demo.facts import DRAFT_MARK, Organisatie
from deploy.demo.people import SignIn
from deploy.demo.processes import ROOT, DemoError
from deploy.demo.web import checked, client

PATIENCE = 60.0
EXAMPLES = ROOT / "examples"


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


@dataclass
class Chain:
    """The demo's one melding on its way. Each step says what it did and where the result stands."""

    service_url: str
    tenant_url: str
    ca: Path
    sign_in: SignIn
    reference: str = ""
    measure: str = ""
    evidence: dict[str, bytes] = field(default_factory=dict)

    @property
    def organisatie(self) -> Organisatie:
        return self.sign_in.organisatie

    def run(self) -> None:
        self.receive_a_mail()
        self.report()
        self.read_back_the_case()
        self.read_back_the_notices()
        self.talk_and_propose()
        self.consent()
        self.draft()
        self.read_back_the_draft()

    def receive_a_mail(self) -> None:
        """The abusive mail lies in the melder's own mailbox and is read from there by the melder alone."""
        mail = (EXAMPLES / "dreigmail.eml").read_bytes()
        with client(self.tenant_url, self.ca) as http:
            order = {
                "user": self.organisatie.address("statenlid1"),
                "eml_base64": base64.b64encode(mail).decode(),
            }
            made = checked(http.post("/__tenant/mail", json=order))
        token = self.sign_in.person("statenlid1", "https://graph.microsoft.com/Mail.Read")
        with client(self.tenant_url, self.ca, token) as http:
            original = http.get(f"/v1.0/me/messages/{made['id']}/$value").content
        self.evidence = {
            "bericht.eml": original,
            "schermafbeelding.png": (EXAMPLES / "groepschat.png").read_bytes(),
        }
        say(
            f"1. Een dreigmail in het postvak van {self.organisatie.naam('statenlid1')},"
            f" gelezen via Microsoft Graph: {len(original)} bytes."
        )

    def report(self) -> None:
        """The melder sends it in; the receipt comes before SharePoint has anything."""
        melding = (EXAMPLES / "melding.json").read_bytes()
        form: list[tuple[str, tuple[str, bytes, str]]] = [
            ("melding", ("melding.json", melding, "application/json"))
        ]
        form += [
            ("bewijs", (name, content, "application/octet-stream")) for name, content in self.evidence.items()
        ]
        with self._service("statenlid1") as http:
            began = time.perf_counter()
            answer = http.post("/api/meldingen", files=form, headers={"Idempotency-Key": str(uuid.uuid4())})
            spent = (time.perf_counter() - began) * 1000
            receipt = checked(answer)
            self.reference = receipt["referentie"]
            contact = receipt["contact"]
            say(
                f"2. Melding verzegeld en ontvangen in {spent:.0f} ms: {answer.status_code}, kenmerk {self.reference}."
            )
            say(f"   Contact: {contact['naam']} ({contact['functie']}), {contact['telefoon']}.")
            self._until(lambda: self._get(http, f"/api/meldingen/{self.reference}")["verwerking"] == "gemeld")
        say("   Opgeslagen in SharePoint en gemeld; de verzegelde kopie is vernietigd.")

    def read_back_the_case(self) -> None:
        with self._administrator() as http:
            site = checked(http.get(f"/v1.0/sites/{self.organisatie.case_site}"))["id"]
            row = self._row(http, site, "Meldingen", f"fields/Referentie eq '{self.reference}'")
            logged = self._row(http, site, "Logboek", f"fields/Sleutel eq '{self.reference}/000001'")
            say(f"3. Zaak in lijst Meldingen: item {row['id']}, status {row['fields']['Status']}.")
            say(f"   Logregel in lijst Logboek: {logged['fields']['Handeling']}.")
            drive = checked(http.get(f"/v1.0/sites/{site}/lists/Dossier/drive"))["id"]
            base = f"/v1.0/drives/{drive}/root:/{self.reference}"
            manifest = json.loads(self._content(http, f"{base}/manifest.json:/content"))
            for piece, sent in zip(manifest["bestanden"], self.evidence.values(), strict=True):
                stored = self._content(http, f"{base}/bewijs/{piece['bestand']}:/content")
                self._same(
                    hashlib.sha256(stored).hexdigest(), hashlib.sha256(sent).hexdigest(), piece["sha256"]
                )
                say(
                    f"   Bewijs {piece['bestand']}: SHA-256 gelijk aan wat de melder stuurde ({piece['sha256'][:16]}…)."
                )

    def read_back_the_notices(self) -> None:
        with client(self.tenant_url, self.ca) as http:
            found = checked(http.get("/__tenant/state"))["notifications"]
        mine = [notice for notice in found if self.reference in json.dumps(notice)]
        if len(mine) != 2:
            raise DemoError(f"expected two notices, found {len(mine)}")
        for notice in mine:
            say(f"4. Bericht in Teams aan {notice['user']}: “{notice['preview']}”, {notice['topic']}.")
            say(f"   De koppeling: {notice['web_url'][:90]}…")

    def talk_and_propose(self) -> None:
        """The griffier talks with the melder first, then proposes a stopgesprek."""
        with self._service("griffier") as http:
            talk = {
                "soort": "intake",
                "datum": time.strftime("%Y-%m-%d"),
                "verslag": "Gebeld. Wil een stopgesprek.",
            }
            checked(self._change(http, "gesprekken", talk))
            proposal = {
                "soort": "stopgesprek", "reden": "Herhaling voorkomen.", "uitvoerder": "provincie", "details": {},
            }  # fmt: skip
            made = checked(self._change(http, "maatregelen", proposal))
            self.measure = made["id"]
        say(f"5. De griffier legde het gesprek vast en stelde een stopgesprek voor: {made['status']}.")

    def consent(self) -> None:
        with self._service("statenlid1") as http:
            question = self._get(http, f"/api/meldingen/{self.reference}")["maatregelen"][0]
            say(f"6. Vraag aan de betrokkene: {question['vraag']}")
            path = f"/api/meldingen/{self.reference}/maatregelen/{self.measure}/toestemming"
            checked(http.post(path, json={"antwoord": "akkoord", "versie": question["versie"]}))
            stands = self._get(http, f"/api/meldingen/{self.reference}")["maatregelen"][0]["status"]
        self._same(stands, "akkoord")
        say(f"   Antwoord van de betrokkene op versie {question['versie']}: {stands}.")

    def draft(self) -> None:
        with self._service("griffier") as http:
            started = checked(self._change(http, f"maatregelen/{self.measure}/concept", None))
            say(f"7. Concept gevraagd: {started['status']}.")
            self._until(lambda: self._concept(http) == "gereed")
        say("   Concept gereed.")

    def read_back_the_draft(self) -> None:
        """As the CdK sees it in the own mailbox: a draft with the Word letter, and a slot without attendees."""
        token = self.sign_in.person(
            "cdk", "https://graph.microsoft.com/Mail.Read https://graph.microsoft.com/Calendars.Read"
        )
        marked = f"ep/id eq '{DRAFT_MARK}' and ep/value eq '{self.reference}/{self.measure}'"
        with client(self.tenant_url, self.ca, token) as http:
            query = {"$filter": f"singleValueExtendedProperties/Any(ep: {marked})", "$expand": "attachments"}
            drafts = self._get(http, "/v1.0/me/messages", query)["value"]
            if len(drafts) != 1 or not drafts[0]["isDraft"]:
                raise DemoError(f"expected one draft, found {len(drafts)}")
            draft = drafts[0]
            recipients = [one["emailAddress"]["address"] for one in draft["toRecipients"]]
            say(
                f"8. Concept in het postvak van de {self.organisatie.naam('cdk')}: “{draft['subject']}”, aan {', '.join(recipients)}."
            )
            attached = draft["attachments"][0]
            content = self._content(
                http, f"/v1.0/me/messages/{draft['id']}/attachments/{attached['id']}/$value"
            )
        words = [line.text for line in Document(io.BytesIO(content)).paragraphs if line.text]
        say(f"   Bijlage {attached['name']}, {len(content)} bytes Word. De brief:")
        say("\n".join(f"     | {line}" for line in words))
        self._read_back_the_slot()

    def _read_back_the_slot(self) -> None:
        with client(self.tenant_url, self.ca) as http:
            events = checked(http.get("/__tenant/state"))["events"]
        mine = [
            event
            for event in events.get(self.organisatie.address("cdk"), [])
            if self.reference in json.dumps(event)
        ]
        if len(mine) != 1 or mine[0].get("attendees"):
            raise DemoError("expected one calendar slot without attendees")
        say(
            f"   In de agenda van de {self.organisatie.naam('cdk')}: één plek, voorlopig en privé, zonder genodigden."
        )

    def _change(self, http: httpx.Client, path: str, body: Any) -> httpx.Response:
        """Read the case, then change it under the version that was read."""
        case = http.get(f"/api/zaken/{self.reference}")
        checked(case)
        address_of_change = f"/api/zaken/{self.reference}/{path}"
        return http.post(address_of_change, json=body, headers={"If-Match": case.headers["ETag"]})

    def _concept(self, http: httpx.Client) -> str:
        concept = self._get(http, f"/api/zaken/{self.reference}")["maatregelen"][0]["concept"]
        return str(concept and concept["status"])

    def _service(self, role: str) -> httpx.Client:
        return client(self.service_url, self.ca, self.sign_in.person(role))

    def _administrator(self) -> httpx.Client:
        return client(self.tenant_url, self.ca, self.sign_in.administrator())

    def _get(self, http: httpx.Client, path: str, query: dict[str, str] | None = None) -> Any:
        return checked(http.get(path, params=query))

    def _content(self, http: httpx.Client, path: str) -> bytes:
        answer = http.get(path, follow_redirects=True)
        answer.raise_for_status()
        return answer.content

    def _row(self, http: httpx.Client, site: str, name: str, condition: str) -> Any:
        query = {"$filter": condition, "$expand": "fields"}
        rows = self._get(http, f"/v1.0/sites/{site}/lists/{name}/items", query)["value"]
        if len(rows) != 1:
            raise DemoError(f"expected one row in {name}, found {len(rows)}")
        return rows[0]

    def _same(self, *values: str) -> None:
        if len(set(values)) != 1:
            raise DemoError(f"what was read back differs: {values}")

    def _until(self, true: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE
        while not true():
            if time.monotonic() > until:
                raise DemoError("the service took too long")
            time.sleep(0.2)
