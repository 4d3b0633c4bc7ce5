"""For a party a case is not there: on no route, in no list, notice, count, draft or log (protocol 9, 10).

The routes come from the application itself, so that a new one is walked too; one that needs a body must be given
a good one in BODIES, or it answers 422 here and fails.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

import httpx
import pytest

from plugin.app import Service
from tests.service_process import eventually
from tests.tenant_process import ROOT
from tests.web.service_process import ServiceProcess
from tests.web.zaakloop import WORD, Zaakloop

CDK, TODAY = "00000000-0000-4000-8000-000000000001", "2026-01-13"
NAME = "Naam Die Nergens Anders Staat"
AGRESSOR = {"hoedanigheid": "burger", "naam": NAME, "email": "nergens@voorbeeld.example"}
MAIL_OF_THE_CDK = (
    b"From: cdk@provincie.example\r\nTo: statenlid1@provincie.example\r\nSubject: x\r\n\r\nhallo\r\n"
)
PHOTO = (ROOT / "tests" / "intake" / "echt" / "foto.heic").read_bytes()
DAMAGE = {
    "soort": "schade",
    "reden": "De ruit is kapot.",
    "details": {"posten": [{"omschrijving": "Ruit", "bedrag": 90, "eigenaar": "provincie"}]},
}
UNCHANGED = {"bewijs_id": "b1", "beeld_id": "b2", "wat": "gebeurtenis", "soort": "stopgesprek"}
BODIES: dict[str, dict[str, Any]] = {
    "gesprekken": {"soort": "intake", "datum": TODAY, "verslag": "Gebeld."},
    "maatregelen": DAMAGE,
    "voorbeeld": DAMAGE,
    "uitgevoerd": {"datum": TODAY},
    "afgerond": {"datum": TODAY},
    "afgezegd": {"datum": TODAY},
    "vervallen": {"reden": "Excuses."},
    "betalingen": {"datum": TODAY, "bedrag": 1},
    "reacties": {"soort": "zienswijze", "datum": TODAY, "tekst": "Ik was boos."},
    "verslag": {"datum": f"{TODAY}T10:00:00+01:00", "aanwezig": "A", "oorzaak": "B", "afspraken": "C"},
    "nazorg": {"voor": "melder", "antwoord": "nee", "datum": TODAY},
    "orde": {"stap": "schorsen", "tijd": f"{TODAY}T10:00:00+01:00", "vergadering": "PS"},
    "overdragen": {"aan": CDK},
    "agressor": {"oid": CDK},
    "betrokkene": {"oid": CDK},
    "dreiging": {"actief": True},
    "taken": {"taak": "Mailfilter ingesteld", "gedaan": True},
    "woordvoering": {"spreker": "cdk", "afspraak": "Niets.", "datum": TODAY},
    "brieven": {"soort": "informatie-melder"},
}
OWN = ("/api/meldingen", "/deel/mijn", "/api/mijn-gegevens")
# Who is a party, and how: from the start, or by what became known while the CdK was reading.
AT_ONCE: dict[str, tuple[str, dict[str, Any]]] = {
    "agressor": ("statenlid1", {"agressor": AGRESSOR | {"hoedanigheid": "ambtsdrager", "oid": CDK}}),
    "betrokkene": ("statenlid1", {"namens": {"naam": "Commissaris", "oid": CDK}}),
    "melder": ("cdk", {}),
}
LATER: dict[str, tuple[dict[str, Any], Callable[[Zaakloop], None]]] = {
    "agressor, recognised later": ({}, lambda loop: _say(loop, "agressor")),
    "betrokkene, linked later": ({"namens": {"naam": "Iemand"}}, lambda loop: _say(loop, "betrokkene")),
    "sender of a later mail": ({}, lambda loop: _send(loop, MAIL_OF_THE_CDK)),
}


@dataclass(frozen=True)
class Shut:
    """A case with everything in it, and the answers to the CdK, who is a party to it."""

    loop: Zaakloop
    how: str
    parts: dict[str, str]

    @property
    def follows(self) -> bool:
        """May the CdK see it as melder or betrokkene?"""
        return self.how.startswith(("melder", "betrokkene"))


@pytest.fixture(scope="module")
def cases(service: ServiceProcess) -> dict[str, Shut]:
    """All cases, made side by side."""
    with ThreadPoolExecutor(3) as side_by_side:
        first = side_by_side.map(lambda how: _at_once(service, how), AT_ONCE)
        later = side_by_side.map(lambda how: _later(service, how), LATER)
        return {one.how: one for one in (*first, *later)}


@pytest.fixture(scope="module")
def unknown(app: Service, service: ServiceProcess) -> dict[tuple[str, str], bytes]:
    """What each address says of a case that is not there."""
    parts = {"ref": "M-00000000", "maatregel_id": "m1", "brief_id": "b1"}
    with service.http(service.tenant.token("cdk")) as client:
        return {
            (method, rule): _ask(client, method, rule, parts, '"x"').content for method, rule in _routes(app)
        }


@pytest.fixture
def cdk(service: ServiceProcess) -> Iterator[httpx.Client]:
    with service.http(service.tenant.token("cdk")) as client:
        yield client


@pytest.fixture
def stand_in(service: ServiceProcess) -> Iterator[httpx.Client]:
    with service.http(service.tenant.token("loco-cdk")) as client:
        yield client


EACH = pytest.mark.parametrize("how", [*AT_ONCE, *LATER])


@EACH
def test_every_address_of_a_case_answers_a_party_as_if_there_were_none(
    app: Service,
    cases: dict[str, Shut],
    unknown: dict[tuple[str, str], bytes],
    cdk: httpx.Client,
    how: str,
) -> None:
    loop, parts = cases[how].loop, cases[how].parts
    version, routes = loop.case()["etag"], list(_routes(app))
    wrong = {}
    for method, rule in routes:
        asked = _ask(cdk, method, rule, {"ref": loop.ref} | parts, version)
        if (asked.status_code, asked.content) != (404, unknown[method, rule]):
            wrong[f"{method} {rule}"] = (asked.status_code, asked.text[:200])

    assert len(routes) > 50
    assert wrong == {}
    assert loop.case()["etag"] == version


@EACH
def test_its_handler_reads_on_the_same_addresses_what_a_party_does_not(
    app: Service, cases: dict[str, Shut], stand_in: httpx.Client, how: str
) -> None:
    shut = cases[how]
    reads = [rule for method, rule in _routes(app) if method == "GET" and not rule.endswith("dossier.zip")]
    refused = {
        rule: answer.status_code
        for rule in reads
        if not (answer := _ask(stand_in, "GET", rule, {"ref": shut.loop.ref} | shut.parts, "")).is_success
    }
    assert refused == {}


@EACH
def test_no_list_search_count_or_task_tells_a_party_of_it(
    app: Service, cases: dict[str, Shut], cdk: httpx.Client, how: str
) -> None:
    shut = cases[how]
    for further in ({}, {"behandelaar": "loco_cdk"}):
        nothing = _search(cdk, "M-00000000", further)
        assert "Geen zaak gevonden" in nothing
        assert _search(cdk, shut.loop.ref, further) == _search(cdk, NAME, further) == nothing
    whole = [
        cdk.get(rule, params={"zaak": shut.loop.ref})
        for rule in _pages(app)
        if not (rule.startswith(OWN) and shut.follows)
    ]
    assert len(whole) > 8
    for answer in (*whole, *_whole_list(cdk)):
        assert shut.loop.ref not in answer.text, answer.url
        assert NAME not in answer.text or answer.url.path.startswith(OWN), answer.url


@EACH
def test_no_notice_leads_a_party_to_it_and_no_draft_of_it_waits_in_that_mailbox(
    cases: dict[str, Shut], how: str
) -> None:
    shut = cases[how]
    state = shut.loop.service.tenant.state()
    told = [one for one in state["notifications"] if one["topic"] == shut.loop.ref]
    assert "loco-cdk" in {one["user"].partition("@")[0] for one in told}
    assert how in LATER or not [one for one in told if one["oid"] == CDK and _leads_to_a_case(one)]
    in_mailbox = json.dumps([state[kind].get("cdk@provincie.example", []) for kind in ("messages", "events")])
    assert shut.loop.ref not in in_mailbox
    assert f"{shut.loop.ref}/{shut.parts['maatregel_id']}" in json.dumps(
        state["messages"]["loco-cdk@provincie.example"]
    )


def _routes(app: Service) -> Iterator[tuple[str, str]]:
    """Each method and address of one case, for handlers."""
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(("/api/zaken/<ref>", "/deel/zaken/<ref>")):
            for method in sorted((rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}):
                yield method, rule.rule


def _pages(app: Service) -> list[str]:
    """Every other address that holds data and asks nothing: whatever it lists, it does not list this."""
    rules = (rule for rule in app.url_map.iter_rules() if rule.rule.startswith(("/api/", "/deel/")))
    return [rule.rule for rule in rules if not rule.arguments and "GET" in (rule.methods or set())]


def _ask(client: httpx.Client, method: str, rule: str, parts: dict[str, str], version: str) -> httpx.Response:
    address = rule
    for name, value in (UNCHANGED | parts).items():
        address = address.replace(f"<{name}>", value)
    headers, params = {"If-Match": version}, {"gelezen": "2026-01-01T00:00:00Z"}
    if method == "GET":
        return client.get(address)
    if method == "PUT":
        word = headers | {"Content-Type": WORD}
        return client.put(address, content=b"PK", headers=word, params=params)
    body = BODIES.get(address.rsplit("/", 1)[1], {})
    return client.request(method, address, json=body, headers=headers, params=params)


def _search(client: httpx.Client, asked: str, further: dict[str, str]) -> str:
    """What a search answers, without the words that were asked."""
    answer = client.post("/deel/zaken/zoeken", json={"zoek": asked} | further)
    assert answer.status_code == 200
    return answer.text.replace(asked, "")


def _whole_list(client: httpx.Client) -> Iterator[httpx.Response]:
    """The list of the API to its end."""
    following: str | None = ""
    while following is not None:
        answer = client.get("/api/zaken", params={"volgende": following} if following else {})
        yield answer
        following = answer.json()["volgende"]


def _leads_to_a_case(notice: dict[str, Any]) -> bool:
    return "/zaken/" in unquote(unquote(notice["web_url"]))


def _at_once(service: ServiceProcess, how: str) -> Shut:
    melder, told = AT_ONCE[how]
    loop = _with_a_picture(service, melder, told)
    return _filled(loop, how)


def _later(service: ServiceProcess, how: str) -> Shut:
    """The CdK has read it, and a draft stood in that mailbox, before it became known."""
    told, happens = LATER[how]
    loop = _with_a_picture(service, "statenlid1", told)
    loop.behandelaar = "cdk"
    assert loop.propose(**DAMAGE).status_code == 201
    loop.draft("m1")
    loop.behandelaar = "griffier"
    happens(loop)
    eventually(lambda: _read_by(loop, "loco-cdk") == 200, "the stand-in reads it")
    assert _read_by(loop, "cdk") == 404
    loop.settled()
    return _filled(loop, how)


def _with_a_picture(service: ServiceProcess, melder: str, told: dict[str, Any]) -> Zaakloop:
    melding = {"route": "hulp", "gebeurtenis": "Er kwam een mail.", "agressor": AGRESSOR} | told
    mail = MAIL_OF_THE_CDK.replace(b"cdk@provincie.example", b"nergens@voorbeeld.example")
    sent = service.send(melder, json.dumps(melding), ("mail.eml", mail), ("foto.heic", PHOTO))
    loop = Zaakloop(service, sent.json()["referentie"], melder, "loco-cdk")
    eventually(lambda: loop.own()["verwerking"] == "gemeld", "the melding is told")
    return loop


def _filled(loop: Zaakloop, how: str) -> Shut:
    """Every address of it holds something, by the hand of the stand-in."""
    loop.behandelaar = "loco-cdk"
    loop.talk()
    proposed = loop.propose(**DAMAGE)
    assert proposed.status_code == 201
    loop.draft(proposed.json()["id"])
    assert loop.act("brieven", BODIES["brieven"]).status_code == 202
    eventually(lambda: loop.case()["brieven"][-1]["document"], "the letter stands")
    parts = {"maatregel_id": proposed.json()["id"], "brief_id": loop.case()["brieven"][-1]["id"]}
    return Shut(loop.settled(), how, parts)


def _read_by(loop: Zaakloop, person: str) -> int:
    return loop.service.ask(person, "GET", f"/api/zaken/{loop.ref}").status_code


def _say(loop: Zaakloop, what: str) -> None:
    assert loop.act(what, {"oid": CDK}).status_code == 200


def _send(loop: Zaakloop, mail: bytes) -> None:
    form = [("bewijs", ("mail.eml", mail, "message/rfc822"))]
    headers = {"Idempotency-Key": "0b5e2a1c-7d3f-4e88-9a41-2f6c9d0e7b15"}
    path = f"/api/meldingen/{loop.ref}/bewijs"
    answer = loop.service.ask("statenlid1", "POST", path, files=form, headers=headers)
    assert answer.status_code == 202, answer.text
