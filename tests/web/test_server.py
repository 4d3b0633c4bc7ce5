"""The server itself: refusals come before the body, slow senders hold nobody up, nothing is said about people."""

import json
import ssl
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from plugin.server import THREADS
from tests.web.service_process import ServiceProcess, picture

MB = 1024 * 1024


def _head(path: str, *lines: str) -> bytes:
    return "\r\n".join([f"POST {path} HTTP/1.1", "Host: localhost", *lines, "", ""]).encode()


def _answer(connection: ssl.SSLSocket) -> str:
    connection.settimeout(10)
    received = b""
    while b"\r\n\r\n" not in received:
        more = connection.recv(4096)
        if not more:
            break
        received += more
    return received.decode("latin-1")


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ((), 401),
        (("Authorization: Bearer x.y.z",), 401),
        (("Authorization: Bearer {regisseur}",), 403),
        (("Authorization: Bearer {statenlid1}",), 422),  # no Idempotency-Key
    ],
)
@pytest.mark.parametrize("size", ["Content-Length: 40000000", "Transfer-Encoding: chunked"])
def test_a_refusal_comes_before_a_byte_of_the_body(
    service: ServiceProcess, lines: tuple[str, ...], status: int, size: str
) -> None:
    tokens = {person: service.tenant.token(person) for person in ("regisseur", "statenlid1")}
    kind = "Content-Type: multipart/form-data; boundary=x"
    with service.connection() as connection:
        connection.sendall(_head("/api/meldingen", size, kind, *(line.format(**tokens) for line in lines)))
        assert _answer(connection).startswith(f"HTTP/1.1 {status} ")


@pytest.mark.parametrize("size", [2 * MB, 62 * MB])
def test_who_is_refused_while_sending_can_still_read_why(service: ServiceProcess, size: int) -> None:
    with service.http("x.y.z") as client:
        answer = client.post("/api/meldingen", files=[("bewijs", ("a.png", picture(size)))])
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_body_that_announces_too_much_is_413_at_once(service: ServiceProcess) -> None:
    lines = (
        f"Authorization: Bearer {service.tenant.token('statenlid1')}",
        f"Idempotency-Key: {uuid.uuid4()}",
        "Content-Type: multipart/form-data; boundary=x",
        "Content-Length: 100000000000",
    )
    with service.connection() as connection:
        connection.sendall(_head("/api/meldingen", *lines))
        assert _answer(connection).startswith("HTTP/1.1 413 ")


def test_half_open_connections_hold_nobody_up_for_long(service: ServiceProcess) -> None:
    stalled = [service.connection() for _ in range(THREADS + 4)]
    for connection in stalled:
        connection.sendall(b"GET /gezond HTTP/1.1\r\nHost: loc")
    time.sleep(0.5)
    began = time.monotonic()
    with service.http() as client:
        assert client.get("/gezond").status_code == 200
    assert time.monotonic() - began < 40
    for connection in stalled:
        connection.close()


def test_a_connection_that_breaks_halfway_leaves_nothing(service: ServiceProcess) -> None:
    token = service.tenant.token("statenlid1")
    before = service.ask("statenlid1", "GET", "/api/meldingen").json()["items"]
    for _ in range(3):
        with service.connection() as connection:
            lines = (
                f"Authorization: Bearer {token}",
                f"Idempotency-Key: {uuid.uuid4()}",
                "Content-Type: multipart/form-data; boundary=x",
                "Content-Length: 5000000",
            )
            part = (
                b'--x\r\nContent-Disposition: form-data; name="bewijs"; filename="a.png"\r\n\r\n'
                + picture(MB)
            )
            connection.sendall(_head("/api/meldingen", *lines) + part)
    assert service.ask("statenlid1", "GET", "/api/meldingen").json()["items"] == before


def test_alive_and_able_to_serve_need_nobody(service: ServiceProcess) -> None:
    with service.http() as client:
        assert client.get("/gezond").json() == {"status": "ok"}
        assert client.get("/gereed").json() == {"status": "ok"}


def test_sixteen_at_once_are_all_answered(service: ServiceProcess) -> None:
    token = service.tenant.token("statenlid1")

    def ask(_: int) -> int:
        with service.http(token) as client:
            return client.get("/api/meldingen").status_code

    with ThreadPoolExecutor(16) as threads:
        assert set(threads.map(ask, range(64))) == {200}


@pytest.mark.parametrize(
    "sent",
    [
        b"GEHEIMWOORD4711\r\n\r\n",
        b"GET /GEHEIMWOORD4711\x01 HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nGEHEIM WOORD4711: x\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: GEHEIMWOORD4711\r\n\r\n",
    ],
)
def test_a_request_that_is_none_is_logged_without_its_words_and_without_an_address(
    service: ServiceProcess, sent: bytes
) -> None:
    before = len(service.log)
    with service.connection() as connection:
        connection.sendall(sent)
        assert _answer(connection).startswith(("HTTP/1.1 4", "HTTP/1.1 5"))
    lines = [json.loads(line) for line in service.log[before:].splitlines()]
    said = [line for line in lines if line["logger"].startswith("gunicorn")]
    assert [(line["event"].partition(":")[0], line["level"]) for line in said] == [("glogging", "warning")]
    for word in ("GEHEIM", "4711", "127.0.0.1", "::1"):
        assert word not in service.log[before:], word


def test_the_log_is_json_with_ids_and_states_alone(service: ServiceProcess) -> None:
    service.ask("statenlid1", "GET", "/api/meldingen/M-ZOEKMIJ0?naam=geheim")
    lines = [json.loads(line) for line in service.log.splitlines()]
    answered = [line for line in lines if line["event"] == "answered"]
    assert answered
    assert all("<" in line["route"] or "M-" not in line["route"] for line in answered)
    for word in ("geheim", "M-ZOEKMIJ0", "Bearer", "eyJ", "provincie.example", "Voorbeeld"):
        assert word not in service.log, word
