"""What people do, step by step, and in how many threads; each of them through the API alone."""

from __future__ import annotations

import base64
import hashlib
import json
import time
import uuid
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import httpx

from tests.service_process import ServiceProcess, eventually
from tests.tenant_process import ROOT

MELDERS = ("statenlid1", "statenlid2")
PNG = b"\x89PNG\r\n\x1a\n" + (b"\x00\x00\x00\rIHDR" + b"\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00")
MELDING: dict[str, Any] = json.loads((ROOT / "examples" / "melding.json").read_text("utf-8"))
MAIL = (ROOT / "examples" / "dreigmail.eml").read_bytes()
S, T = TypeVar("S"), TypeVar("T")


@dataclass(frozen=True)
class Sent:
    """A melding that was answered with 202."""

    door: str
    referentie: str
    bewijs: frozenset[str]  # the SHA-256 of each file
    antwoord: dict[str, Any]


def evidence(number: int) -> list[tuple[str, bytes]]:
    """A mail and a picture that no other melding has."""
    return [("bericht.eml", MAIL + f"\r\n{number}\r\n".encode()), ("foto.png", PNG + str(number).encode())]


def form(melding: dict[str, Any], files: Iterable[tuple[str, bytes]]) -> list[tuple[str, Any]]:
    """The parts of a melding as a browser sends them."""
    parts: list[tuple[str, Any]] = [("melding", ("melding.json", json.dumps(melding), "application/json"))]
    return parts + [("bewijs", (name, content, "application/octet-stream")) for name, content in files]


def send(
    service: ServiceProcess,
    number: int,
    key: str,
    melding: dict[str, Any] = MELDING,
    files: list[tuple[str, bytes]] | None = None,
) -> httpx.Response:
    """One try to send melding `number` in."""
    with service.client(_melder(number)) as http:
        return http.post(
            "/api/meldingen",
            files=form(melding, files or evidence(number)),
            headers={"Idempotency-Key": key},
        )


def report(
    service: ServiceProcess, number: int, melding: dict[str, Any] = MELDING, seconds: float = 60.0
) -> Sent:
    """Send a melding until it is accepted, always under one key, as the page does when the line is bad."""
    key = str(uuid.uuid4())

    def accepted() -> httpx.Response | None:
        try:
            answer = send(service, number, key, melding)
        except httpx.TransportError:
            return None
        # 503 asks to come back; anything else is an answer that no repeat makes better.
        assert answer.status_code in (202, 503), answer.text
        return answer if answer.status_code == 202 else None

    return sent_of(eventually(accepted, "a melding is accepted", seconds), number)


def sent_of(answer: httpx.Response, number: int) -> Sent:
    """What was accepted, by its answer."""
    hashes = frozenset(hashlib.sha256(content).hexdigest() for _, content in evidence(number))
    return Sent(_melder(number), answer.json()["referentie"], hashes, answer.json())


def _melder(number: int) -> str:
    return MELDERS[number % len(MELDERS)]


def side_by_side(act: Callable[[S], T], over: Iterable[S], at_once: int = 8) -> list[T]:
    """Do it for each at the same time; the first error is the test's."""
    with ThreadPoolExecutor(at_once) as pool:
        return list(pool.map(act, over))


def is_told(service: ServiceProcess, sent: Sent) -> bool:
    """Has the whole way been gone: stored, confirmed, everybody told?"""
    try:
        with service.client(sent.door) as http:
            answer = http.get(f"/api/meldingen/{sent.referentie}")
    except httpx.TransportError:
        return False
    return answer.status_code == 200 and answer.json()["verwerking"] == "gemeld"


def wait_until_told(service: ServiceProcess, meldingen: Iterable[Sent], seconds: float = 90.0) -> None:
    """Wait until all of them have gone the whole way."""
    until = time.monotonic() + seconds
    for sent in meldingen:
        left = max(1.0, until - time.monotonic())
        eventually(lambda one=sent: is_told(service, one), f"{sent.referentie} is told", left)  # type: ignore[misc]


def change(http: httpx.Client, referentie: str, path: str, body: Any) -> httpx.Response:
    """Change a case under the version that was read just now; again when somebody else was first."""

    def changed() -> httpx.Response | None:
        case = http.get(f"/api/zaken/{referentie}")
        case.raise_for_status()
        version = {"If-Match": case.headers["ETag"]}
        answer = http.post(f"/api/zaken/{referentie}/{path}", json=body, headers=version)
        return None if answer.status_code == 409 and "net gewijzigd" in answer.text else answer

    answer = eventually(changed, f"a change of {referentie}", 20.0)
    assert answer.is_success, f"{path}: {answer.status_code} {answer.text}"
    return answer


def agree(service: ServiceProcess, sent: Sent) -> None:
    """Talk, proposal, consent: from here a draft may be asked for."""
    with service.client("griffier") as http:
        talk = {"soort": "intake", "datum": "2026-01-13", "verslag": "Gebeld."}
        change(http, sent.referentie, "gesprekken", talk)
        proposal = {"soort": "stopgesprek", "reden": "Rust.", "uitvoerder": "provincie", "details": {}}
        change(http, sent.referentie, "maatregelen", proposal)
    answer_question(service, sent, "akkoord").raise_for_status()


def answer_question(service: ServiceProcess, sent: Sent, antwoord: str) -> httpx.Response:
    """The betrokkene answers the first question of the case."""
    with service.client(sent.door) as http:
        path = f"/api/meldingen/{sent.referentie}/maatregelen/m1/toestemming"
        return http.post(path, json={"antwoord": antwoord, "versie": 1})


def ask_draft(service: ServiceProcess, sent: Sent, seconds: float = 60.0) -> None:
    """Ask for the draft, once more when the line breaks: asking twice gives one."""

    def asked() -> bool:
        try:
            with service.client("griffier") as http:
                change(http, sent.referentie, "maatregelen/m1/concept", None)
        except httpx.TransportError:
            return False
        return True

    eventually(asked, f"a draft of {sent.referentie} is asked for", seconds)


def measure(service: ServiceProcess, sent: Sent) -> dict[str, Any]:
    """The one measure of a case as its handler sees it."""
    with service.client("griffier") as http:
        answer = http.get(f"/api/zaken/{sent.referentie}")
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()["maatregelen"][0]
    return found


def wait_until_drafted(service: ServiceProcess, meldingen: Iterable[Sent], seconds: float = 90.0) -> None:
    """Wait until the draft of each of them is ready."""
    until = time.monotonic() + seconds
    for sent in meldingen:
        left = max(1.0, until - time.monotonic())
        eventually(lambda one=sent: _ready(service, one), f"the draft of {sent.referentie}", left)  # type: ignore[misc]


def _ready(service: ServiceProcess, sent: Sent) -> bool:
    try:
        concept = measure(service, sent)["concept"]
    except (httpx.TransportError, httpx.HTTPStatusError):
        return False
    return bool(concept) and concept["status"] == "gereed"


def forms_of(word: str) -> list[bytes]:
    """A word as it may lie about: as it is, in UTF-16, and in base64 wherever it stands in its three bytes."""
    plain = word.encode()
    # The characters at both ends of base64 also depend on the neighbours, so those are left out.
    shifted = (base64.b64encode(bytes(shift) + plain) for shift in range(3))
    return [
        plain,
        word.encode("utf-16-le"),
        word.encode("utf-16-be"),
        plain.hex().encode(),
        *(coded[4:-4] for coded in shifted),
    ]
