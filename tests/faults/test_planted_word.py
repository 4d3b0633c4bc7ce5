"""A word planted in a melding is found in SharePoint and the draft, and nowhere else: not even while it arrives."""

from __future__ import annotations

import io
import json
import os
import socket
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from docx import Document

from tests.faults.house import Cluster, House, on_postgres, on_sqlite
from tests.faults.standing import SITE, drafts_of, slots_of, wait_until_nothing_is_left
from tests.faults.story import MAIL, MELDING, PNG, change, form, forms_of
from tests.postgres import Postgres
from tests.service_process import eventually
from tests.tenant_process import TenantProcess

WORD = "Kwetterzwaluw7319"  # stands in what the melder sends
NAME = "Vlinderstruik8264"  # is what the other is called: it also stands in the letter
CONTROL = "Dakpansneeuw5508"  # put down by the test itself, to prove that the search would see it
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Places:
    """Everything of ours that a word could lie in."""

    house: House
    cluster: Path | None

    def found(self, *words: str) -> set[str]:
        """Where one of the words lies, in whatever form."""
        forms = [form for word in words for form in forms_of(word)]
        files = {str(path) for path in self._files() if _holds(path, forms)}
        return files | {f"table {table}" for table in _tables_with(self.house.database, forms)}

    def _files(self) -> Iterator[Path]:
        yield from _under(self.house.folder)
        # What was opened and then deleted is still on the disk while it is open.
        for process in _family(self.house.web.pid):
            for opened in _listed(Path(f"/proc/{process}/fd")):
                if opened.is_file():
                    yield opened
        if self.cluster:
            with sa.create_engine(
                self.house.database.url, isolation_level="AUTOCOMMIT"
            ).connect() as connection:
                connection.execute(sa.text("checkpoint"))  # all pages to the disk, beside the log of changes
            yield from _under(self.cluster)


def _under(folder: Path) -> Iterator[Path]:
    for place, _, names in os.walk(folder):
        yield from (Path(place) / name for name in names)


def _family(parent: int) -> list[int]:
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [parent, *(one for child in children for one in _family(int(child)))]


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:  # the process has just ended
        return []


def _holds(path: Path, forms: list[bytes]) -> bool:
    try:
        content = path.read_bytes()
    except OSError:  # it has just gone
        return False
    return any(form in content for form in forms)


def _tables_with(database: sa.Engine, forms: list[bytes]) -> set[str]:
    """PostgreSQL presses large values together, so the values themselves are looked at too."""
    tables = sa.MetaData()
    for schema in (None,) if database.dialect.name == "sqlite" else ("public", "dbos"):
        tables.reflect(database, schema=schema)
    found = set[str]()
    with database.connect() as connection:
        for table in tables.sorted_tables:
            for row in connection.execute(sa.select(table)):
                if any(form in _bytes(value) for value in row for form in forms):
                    found.add(table.name)
    return found


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


@contextmanager
def _house(
    kind: str, tenant: TenantProcess, folder: Path, request: pytest.FixtureRequest
) -> Iterator[Places]:
    if kind == "SQLite":
        with on_sqlite(tenant, folder) as house:
            yield Places(house, None)
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    with on_postgres(tenant, folder, Postgres(cluster.port), workers=1) as house:
        yield Places(house, cluster.folder)


@pytest.fixture(scope="module", params=["SQLite", "PostgreSQL"])
def places(
    request: pytest.FixtureRequest, provisioned: TenantProcess, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Places]:
    with _house(request.param, provisioned, tmp_path_factory.mktemp("woord"), request) as made:
        yield made


def test_the_search_sees_a_word_in_any_form_in_a_row_beside_the_meldingen(places: Places) -> None:
    database = places.house.database
    table = sa.Table("proef", sa.MetaData(), sa.Column("woord", sa.LargeBinary))
    table.create(database)
    try:
        for form in forms_of(CONTROL):
            with database.begin() as connection:
                connection.execute(sa.insert(table), {"woord": b"xx" + form + b"xx"})
            seen = places.found(CONTROL)
            assert "table proef" in seen
            assert any("table" not in place for place in seen), "in a file of the database"
            with database.begin() as connection:
                connection.execute(sa.delete(table))
                connection.execute(sa.insert(table), {"woord": os.urandom(64)})
    finally:
        table.drop(database)
    log = places.house.folder / "proef.log"
    log.write_text(CONTROL)
    assert str(log) in places.found(CONTROL), "in a file beside it"


def test_a_planted_word_is_found_in_sharepoint_and_the_draft_alone(places: Places) -> None:
    house = places.house
    house.tenant.fault(method="*", path=".*", kind="503", retry_after=1, times=100_000)
    referentie = _send_slowly(places)
    assert _nowhere(places), "while it rests sealed and waits for Microsoft 365"
    house.tenant.clear_faults()
    with house.web.client("statenlid1") as http:
        eventually(lambda: http.get(f"/api/meldingen/{referentie}").json()["verwerking"] == "gemeld", "told")
    _to_the_draft(house, referentie)
    wait_until_nothing_is_left(house.database)
    assert _nowhere(places), "after everything settled"
    _it_stands_where_it_belongs(house, referentie)
    _it_stands_in_no_address_and_no_notice(house, referentie)


def test_a_planted_word_that_is_refused_is_found_nowhere(places: Places) -> None:
    web = places.house.web
    wrong: list[tuple[int, dict[str, Any], list[tuple[str, bytes]]]] = [
        (422, MELDING | {WORD: WORD}, []),
        (422, MELDING | {"vorm": WORD}, []),
        (415, MELDING | {"gebeurtenis": WORD}, [(f"{WORD}.exe", b"MZ" + WORD.encode())]),
    ]
    with web.client("statenlid1") as http:
        for status, melding, files in wrong:
            key = {"Idempotency-Key": str(uuid.uuid4())}
            answer = http.post("/api/meldingen", files=form(melding, files), headers=key)
            assert answer.status_code == status, answer.text
            assert WORD not in answer.text
        assert http.get(f"/api/meldingen/{WORD}").status_code == 404
    with web.client("griffier") as http:
        assert WORD not in http.get(f"/api/zaken/{WORD}", params={"q": WORD}).text
    assert _nowhere(places)


def _nowhere(places: Places) -> bool:
    assert places.found(WORD, NAME) == set()
    return True


def _planted() -> tuple[dict[str, Any], list[tuple[str, bytes]]]:
    """The word in every text, in each file and in their names."""
    other = {"hoedanigheid": "burger", "naam": NAME, "email": f"{NAME}@voorbeeld.example".lower()}
    melding = MELDING | {
        **dict.fromkeys(("gebeurtenis", "reactie", "contactverloop", "vergadering"), f"Hij riep {WORD}."),
        "agressor": other,
        "namens": {"naam": WORD, "functie": WORD, "oid": "00000000-0000-4000-8000-000000000008"},
    }
    words = f"{WORD} ".encode()
    mail = MAIL.replace(b"Subject:", b"X-Proef: " + words + b"\r\nSubject:", 1) + b"\r\n" + words * 2000
    picture = PNG + words * (2 * MEGABYTE // len(words))
    paper = b"%PDF-1.7\n" + words * (6 * MEGABYTE // len(words))
    return melding, [(f"{WORD}.eml", mail), (f"{WORD}.png", picture), (f"{WORD}.pdf", paper)]


def _send_slowly(places: Places) -> str:
    """Send a melding, and look halfway, once sealed parts of it rest in the database."""
    web, (melding, files) = places.house.web, _planted()
    with web.client("statenlid1") as http:
        key = {"Idempotency-Key": str(uuid.uuid4())}
        request = http.build_request("POST", "/api/meldingen", files=form(melding, files), headers=key)
    body = request.read()
    lines = [f"{name}: {value}" for name, value in request.headers.items()]
    head = "\r\n".join(["POST /api/meldingen HTTP/1.1", *lines, "Connection: close", "", ""])
    with socket.create_connection(("127.0.0.1", web.port), timeout=60) as line:
        line.sendall(head.encode() + body[:-MEGABYTE])
        eventually(lambda: _chunks(places), "a part of it is sealed", 20)
        assert _nowhere(places), "while it arrives"
        line.sendall(body[-MEGABYTE:])
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert b" 202 " in answer.partition(b"\r\n")[0], answer[:200]
    return str(json.loads(answer.partition(b"\r\n\r\n")[2])["referentie"])


def _chunks(places: Places) -> int:
    with places.house.database.connect() as connection:
        count: int = connection.execute(sa.text("select count(*) from stuk")).scalar_one()
    return count


def _to_the_draft(house: House, referentie: str) -> None:
    """Talk, proposal, consent, draft; then everything is read once through the service."""
    with house.web.client("griffier") as http:
        talk = {"soort": "intake", "datum": "2026-01-13", "verslag": f"Gebeld over {WORD}."}
        change(http, referentie, "gesprekken", talk)
        proposal = {
            "soort": "stopgesprek",
            "reden": f"Vanwege {WORD}.",
            "uitvoerder": "provincie",
            "details": {"geadresseerde": {"naam": NAME}},
        }
        change(http, referentie, "maatregelen", proposal)
    path = f"/api/meldingen/{referentie}/maatregelen/m1/toestemming"
    with house.web.client("statenlid2") as http:
        http.post(path, json={"antwoord": "akkoord", "versie": 1}).raise_for_status()
    with house.web.client("griffier") as http:
        change(http, referentie, "maatregelen/m1/concept", None)
        wait_until_nothing_is_left(house.database)
        for looked_at in ("", "/bewijs/b1", "/bewijs/b2", "/bewijs/b3", "/maatregelen/m1/document"):
            answer = http.get(f"/api/zaken/{referentie}{looked_at}")
            answer.raise_for_status()
            assert WORD in answer.text or looked_at.endswith("document")


def _it_stands_where_it_belongs(house: House, referentie: str) -> None:
    state = house.tenant.state()
    case = next(row for row in state["lists"][SITE]["Meldingen"] if row["Referentie"] == referentie)
    assert WORD in case["Melding"]
    assert NAME in case["Melding"]
    assert WORD in case["Stand"]
    files = [path for path in state["files"][SITE] if path.startswith(f"{referentie}/")]
    evidence = [path for path in files if "/bewijs/" in path]
    assert len(evidence) == 3
    for path in [*evidence, f"{referentie}/manifest.json"]:
        assert WORD.encode() in _file(house, path), path
    letter = _file(house, next(path for path in files if "/brieven/" in path))
    words = Document(io.BytesIO(letter)).paragraphs
    assert any(NAME in line.text for line in words)
    assert len(drafts_of(state, referentie)) == 1


def _file(house: House, path: str) -> bytes:
    content = house.tenant.control("GET", "file", params={"site": SITE, "path": path})
    return content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()


def _it_stands_in_no_address_and_no_notice(house: House, referentie: str) -> None:
    state = house.tenant.state()
    notices = [one for one in state["notifications"] if one["topic"] == referentie]
    assert len(notices) == 2
    rows = [row for row in state["lists"][SITE]["Logboek"] if row["Referentie"] == referentie]
    told = json.dumps([notices, slots_of(state, referentie), rows, state["lists"][SITE]["Maatregelen"]])
    asked = json.dumps(house.tenant.requests())
    for word in (WORD, NAME):
        assert word not in told
        assert word.lower() not in asked.lower()
