"""Cases for the handler's pages, brought to where a test begins by what people do through the API."""

from __future__ import annotations

import json
from typing import Any

from tests.service_process import eventually
from tests.tenant_process import ROOT
from tests.web.service_process import ServiceProcess

STORY = "Ik weet waar je woont. Dat is de derde keer deze week."
MAIL = (ROOT / "examples" / "dreigmail.eml").read_bytes()
MELDING = {
    "route": "hulp",
    "gebeurtenis": STORY,
    "aard": ["bedreiging"],
    "kanaal": "email",
    "agressor": {"hoedanigheid": "burger", "naam": "J. Voorbeeld", "email": "ander@voorbeeld.example"},
}
REPORT = "De melder wil dat het stopt."
TALK = {"soort": "intake", "datum": "2026-11-24", "verslag": REPORT}
PROPOSAL = {"soort": "stopgesprek", "reden": "Er is gedreigd.", "uitvoerder": "provincie"}


def reported(product: ServiceProcess, person: str = "statenlid1") -> str:
    """A melding with a mail as evidence, of which the readers were told."""
    reference = str(
        product.send(person, json.dumps(MELDING), ("Jij gaat eraan.eml", MAIL)).json()["referentie"]
    )
    settled(product, reference, person)
    return reference


def settled(product: ServiceProcess, reference: str, person: str = "statenlid1") -> None:
    """Wait until its readers were told."""
    eventually(lambda: mine(product, person, reference)["verwerking"] == "gemeld", "the melding is a case")


def talked(product: ServiceProcess, person: str = "statenlid1") -> str:
    reference = reported(product, person)
    act(product, "griffier", reference, "gesprekken", TALK)
    return reference


def asked(product: ServiceProcess, person: str = "statenlid1") -> str:
    reference = talked(product, person)
    act(product, "griffier", reference, "maatregelen", PROPOSAL)
    return reference


def agreed(product: ServiceProcess, person: str = "statenlid1") -> str:
    reference = asked(product, person)
    answer(product, person, reference, "akkoord")
    return reference


def mine(product: ServiceProcess, person: str, reference: str) -> dict[str, Any]:
    found: dict[str, Any] = product.ask(person, "GET", f"/api/meldingen/{reference}").json()
    return found


def case(product: ServiceProcess, reference: str) -> dict[str, Any]:
    found: dict[str, Any] = product.ask("griffier", "GET", f"/api/zaken/{reference}").json()
    return found


def act(product: ServiceProcess, person: str, reference: str, what: str, body: dict[str, Any]) -> None:
    etag = product.ask(person, "GET", f"/api/zaken/{reference}").headers["ETag"]
    done = product.ask(
        person, "POST", f"/api/zaken/{reference}/{what}", json=body, headers={"If-Match": etag}
    )
    assert done.is_success, done.text


def answer(product: ServiceProcess, person: str, reference: str, said: str, versie: int = 1) -> None:
    address = f"/api/meldingen/{reference}/maatregelen/m1/toestemming"
    done = product.ask(person, "POST", address, json={"antwoord": said, "versie": versie})
    assert done.is_success, done.text
