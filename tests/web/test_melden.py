"""Sending a melding in: the limits to the byte, the kinds by content, one case however often it is sent."""

import json
import sqlite3
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.web.service_process import PNG, ServiceProcess, picture

MB = 1024 * 1024
WORD = "Geheimwoord-0815"
MAIL = b"From: boos@example.org\r\nTo: statenlid1@provincie.example\r\nSubject: Pas op\r\nDate: Tue, 24 Nov 2026 08:00:00 +0100\r\n\r\nPas op.\r\n"


def melding(**changes: Any) -> str:
    return json.dumps({"route": "registratie", "gebeurtenis": "Er is gescholden aan de telefoon.", **changes})


def test_a_melding_is_answered_with_its_reference_and_what_happens_next(service: ServiceProcess) -> None:
    answer = service.send("statenlid1", melding(), ("mail.eml", MAIL), ("foto.png", picture(2 * MB)))
    assert answer.status_code == 202
    told = answer.json()
    assert answer.headers["Location"] == f"/api/meldingen/{told['referentie']}"
    assert set(told) == {"referentie", "ontvangen_op", "contact", "volgende_stappen"}
    assert set(told["contact"]) == {"naam", "functie", "telefoon"}
    own = service.ask("statenlid1", "GET", answer.headers["Location"]).json()
    assert [(one["naam"], one["bytes"]) for one in own["bewijs"]] == [
        ("mail.eml", len(MAIL)),
        ("foto.png", 2 * MB),
    ]


def test_the_same_sent_twenty_times_at_once_is_one_case(service: ServiceProcess) -> None:
    key, photo = str(uuid.uuid4()), picture(300_000)
    token = service.tenant.token("statenlid2")

    def send(_: int) -> httpx.Response:
        parts = [
            ("melding", (None, melding(), "application/json")),
            ("bewijs", ("a.png", photo, "image/png")),
        ]
        with service.http(token) as client:
            return client.post("/api/meldingen", files=parts, headers={"Idempotency-Key": key})

    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(send, range(20)))
    assert {one.status_code for one in answers} == {202}
    assert len({one.text for one in answers}) == 1


def test_the_same_key_with_other_content_is_409(service: ServiceProcess) -> None:
    key = str(uuid.uuid4())
    assert service.send("statenlid1", melding(), key=key).status_code == 202
    assert service.send("statenlid1", melding(gebeurtenis="Iets anders."), key=key).status_code == 409


@pytest.mark.parametrize("key", ["", "1", "x" * 36, "00000000-0000-0000-0000-00000000000"])
def test_without_a_key_nothing_is_read(service: ServiceProcess, key: str) -> None:
    headers = {"Idempotency-Key": key} if key else {}
    answer = service.ask(
        "statenlid1",
        "POST",
        "/api/meldingen",
        files=[("bewijs", ("a.png", picture(3 * MB)))],
        headers=headers,
    )
    assert answer.status_code == 422
    assert "Idempotency-Key" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("sizes", "status"),
    [
        ([25 * MB], 202),
        ([25 * MB + 1], 413),
        ([25 * MB, 25 * MB, 10 * MB], 202),
        ([25 * MB, 25 * MB, 10 * MB + 1], 413),
        ([25 * MB, 25 * MB, 25 * MB, 25 * MB], 413),
        ([100] * 10, 202),
        ([100] * 11, 413),
        ([100] * 19, 413),
        ([100] * 500, 413),
    ],
    ids=str,
)
def test_the_limits_hold_to_the_byte(service: ServiceProcess, sizes: list[int], status: int) -> None:
    answer = service.send(
        "gedeputeerde", melding(), *((f"{nr}.png", picture(size)) for nr, size in enumerate(sizes))
    )
    assert answer.status_code == status, answer.text
    if status == 413:
        assert answer.json()["detail"].endswith(".")


@pytest.mark.parametrize(
    ("files", "refused"),
    [
        ([b""], [0]),
        ([MAIL, b"", b"geen mail"], [1, 2]),
        ([b"PK\x03\x04" + b"x" * 100, PNG + b"x"], [0]),
        ([b"MZ" + b"\0" * 100], [0]),
        ([b"<svg xmlns='http://www.w3.org/2000/svg'/>"], [0]),
        ([b"<!doctype html><script>1</script>"], [0]),
    ],
    ids=str,
)
def test_files_that_cannot_come_along_are_named_and_nothing_is_kept(
    service: ServiceProcess, files: list[bytes], refused: list[int]
) -> None:
    before = _rows(service)
    answer = service.send("statenlid1", melding(), *((f"{nr}.png", one) for nr, one in enumerate(files)))
    assert answer.status_code == 415
    told = answer.json()["bestanden"]
    assert [one["index"] for one in told] == refused
    assert all(one["reden"].endswith(".") for one in told)
    assert _rows(service) == before


BAD: list[str] = [
    "",
    "{",
    WORD,
    "null",
    "[]",
    "{}",
    '{"route": NaN}',
    "[" * 50_000,
    '{"a":' * 500 + "1" + "}" * 500,
    melding(route=WORD),
    melding(route=None),
    melding(**{WORD: WORD}),
    melding(status="afgesloten"),
    melding(gebeurtenis="", orde=[]),
    melding(gebeurtenis="x" * 10_001),
    melding(gebeurtenis={"x": WORD}),
    melding(wanneer=WORD),
    melding(wanneer="2026-11-24T08:00:00"),
    melding(wanneer="2126-11-24T08:00:00+01:00"),
    melding(ontvanger=WORD),
    melding(aard=[WORD]),
    melding(aard=WORD),
    melding(agressor={"naam": "x", "email": WORD}),
    melding(agressor={"hoedanigheid": WORD}),
    melding(agressor={"oid": WORD}),
    melding(namens={"functie": WORD}),
    melding(orde=[{"stap": WORD, "tijd": WORD}]),
    melding(orde=[{"stap": "schorsen", "tijd": "2026-11-24T08:00:00+01:00"}] * 101),
]


@pytest.mark.parametrize("content", BAD, ids=[str(number) for number in range(len(BAD))])
def test_a_melding_that_is_not_right_is_422_without_repeating_it(
    service: ServiceProcess, content: str
) -> None:
    before = _rows(service)
    answer = service.send("statenlid1", content)
    assert answer.status_code == 422, answer.text
    assert WORD not in answer.text
    assert _rows(service) == before


def test_a_text_over_1_mb_is_413(service: ServiceProcess) -> None:
    assert service.send("statenlid1", melding(reactie="x" * (MB + 1))).status_code == 413


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/json", melding().encode(), 415),
        ("application/x-www-form-urlencoded", b"melding=x", 415),
        ("multipart/form-data", b"--x--", 422),
        ("multipart/form-data; boundary=x", b"", 422),
        ("multipart/form-data; boundary=x", b"--x--\r\n", 422),
        ("multipart/form-data; boundary=x", b"--y\r\n\r\n", 422),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="melding"\r\n\r\n{', 422),
        ("multipart/form-data; boundary=\xe9", b"--x--\r\n", 422),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="iets"\r\n\r\n{}\r\n--x--\r\n', 422),
    ],
    ids=str,
)  # fmt: skip
def test_a_body_that_is_no_such_form_is_refused(
    service: ServiceProcess, kind: str, body: bytes, status: int
) -> None:
    headers = {"Idempotency-Key": str(uuid.uuid4()), b"Content-Type": kind.encode("latin-1")}
    answer = service.ask("statenlid1", "POST", "/api/meldingen", content=body, headers=headers)
    assert answer.status_code == status, answer.text


def test_a_hostile_file_name_is_only_ever_a_name(service: ServiceProcess) -> None:
    name = '../../etc/pass"wd\u202e.png'
    answer = service.send("statenlid1", melding(), (name, picture(100)))
    assert answer.status_code == 202
    shown = service.ask("statenlid1", "GET", answer.headers["Location"]).json()["bewijs"][0]["naam"]
    assert not {"/", "\u202e"} & set(shown)


@pytest.mark.parametrize("name", ["foto.png", "foto's é 日本.png", 'a"b;c%0d.png', "../x.png"])
def test_evidence_comes_back_byte_for_byte_and_only_to_be_saved(service: ServiceProcess, name: str) -> None:
    photo = picture(50_000)
    reference = service.send("statenlid1", melding(route="hulp"), (name, photo)).json()["referentie"]
    answer = _patiently(service, f"/api/zaken/{reference}/bewijs/b1")
    assert answer.content == photo
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_evidence_is_not_there_for_whoever_may_not_read_it(service: ServiceProcess) -> None:
    reference = service.send("statenlid1", melding(route="hulp"), ("a.png", picture(100))).json()[
        "referentie"
    ]
    address = f"/api/zaken/{reference}/bewijs/b1"
    _patiently(service, address)
    unknown = service.ask("provinciesecretaris", "GET", "/api/zaken/M-00000000/bewijs/b1")
    refused = service.ask("provinciesecretaris", "GET", address)
    assert (refused.status_code, refused.content) == (404, unknown.content)
    assert service.ask("statenlid1", "GET", address).status_code == 403


def test_the_words_of_a_melding_are_in_no_log_and_no_file(service: ServiceProcess) -> None:
    photo = PNG + WORD.encode() * 100_000
    assert (
        service.send(
            "statenlid1", melding(gebeurtenis=WORD, agressor={"naam": WORD}), (f"{WORD}.png", photo)
        ).status_code
        == 202
    )
    assert WORD not in service.log
    for path in (service.folder / "state").rglob("*"):
        assert path.is_dir() or WORD.encode() not in path.read_bytes(), path


def _patiently(service: ServiceProcess, address: str) -> httpx.Response:
    """What the griffier gets to see, once the worker has carried it over."""
    for _ in range(100):
        answer = service.ask("griffier", "GET", address)
        if answer.status_code == 200:
            break
        time.sleep(0.1)
    return answer


def _rows(service: ServiceProcess) -> tuple[int, int]:
    """How much is sealed: meldingen, and chunks of uploads that belong to none."""
    with sqlite3.connect(service.folder / "state" / "meld.sqlite") as database:
        meldingen = database.execute("select count(*) from zending").fetchone()[0]
        loose = database.execute(
            "select count(*) from stuk where upload not in (select upload from zending)"
        ).fetchone()[0]
    return meldingen, loose
