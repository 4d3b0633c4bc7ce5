"""The keys of Entra: asked seldom, kept a day, and never asked because a stranger says so."""

import json
import ssl
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from plugin.signing_keys import KeysUnreachable, SigningKeys
from tests.tenant_process import TENANT_ID, TenantProcess

DAY = 24 * 3600


@dataclass
class Entra:
    """A key endpoint that counts, and answers what it is told."""

    address: str = ""
    status: int = 200
    body: bytes = b""
    asked: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def publish(self, *kids: str, **changes: Any) -> None:
        self.body = json.dumps({"keys": [_jwk(kid) | changes for kid in kids]}).encode()


def _jwk(kid: str, size: int = 2048) -> dict[str, Any]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=size).public_key()
    return json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key)) | {"kid": kid, "use": "sig"}


@pytest.fixture
def entra() -> Iterator[Entra]:
    state = Entra()

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with state.lock:
                state.asked += 1
            self.send_response(state.status)
            self.send_header("Content-Length", str(len(state.body)))
            self.end_headers()
            self.wfile.write(state.body)

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    state.address = f"http://127.0.0.1:{server.server_port}/keys"
    yield state
    server.shutdown()
    server.server_close()


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keys(entra: Entra, clock: Clock) -> SigningKeys:
    entra.publish("een")
    return SigningKeys(entra.address, None, clock)


def test_a_known_key_is_asked_for_once_a_day(keys: SigningKeys, entra: Entra, clock: Clock) -> None:
    for _ in range(50):
        assert keys.key("een")
    clock.now += DAY - 1
    keys.key("een")
    assert entra.asked == 1
    clock.now += 2
    keys.key("een")
    assert entra.asked == 2


def test_a_thousand_strange_keys_make_one_request(keys: SigningKeys, entra: Entra) -> None:
    keys.key("een")
    with ThreadPoolExecutor(20) as threads:
        found = list(threads.map(keys.key, [f"vreemd-{number}" for number in range(1000)]))
    assert set(found) == {None}
    assert entra.asked <= 2


def test_a_new_key_is_found_within_a_minute(keys: SigningKeys, entra: Entra, clock: Clock) -> None:
    keys.key("een")
    entra.publish("een", "twee")
    assert keys.key("twee") is None
    clock.now += 61
    assert keys.key("twee")


def test_a_key_that_was_withdrawn_is_gone_after_a_day(keys: SigningKeys, entra: Entra, clock: Clock) -> None:
    keys.key("een")
    entra.publish("twee")
    clock.now += DAY + 1
    assert keys.key("een") is None


def test_while_entra_is_away_the_known_keys_hold(keys: SigningKeys, entra: Entra, clock: Clock) -> None:
    keys.key("een")
    entra.status = 503
    clock.now += DAY + 1
    assert keys.key("een")
    keys.key("een")
    assert entra.asked == 2


@pytest.mark.parametrize(
    "body", [b"", b"geen json", b"[]", b"{}", b'{"keys": 7}', b'{"keys": []}', b'{"keys": [7]}', b" " * 2_000_000]
)  # fmt: skip
def test_an_answer_without_keys_is_no_answer(keys: SigningKeys, entra: Entra, body: bytes) -> None:
    entra.body = body
    with pytest.raises(KeysUnreachable):
        keys.key("een")


@pytest.mark.parametrize("status", [301, 403, 404, 429, 500, 503])
def test_without_any_key_the_caller_hears_when_to_come_back(
    keys: SigningKeys, entra: Entra, clock: Clock, status: int
) -> None:
    entra.status = status
    for _ in range(10):
        with pytest.raises(KeysUnreachable) as away:
            keys.key("een")
        assert 1 <= away.value.retry_after <= 5
    assert entra.asked == 1
    entra.status = 200
    clock.now += 6
    assert keys.key("een")


def test_a_closed_door_is_the_same_as_no_answer(clock: Clock) -> None:
    with pytest.raises(KeysUnreachable):
        SigningKeys("http://127.0.0.1:9/keys", None, clock).key("een")


def test_keys_of_another_kind_use_or_size_are_left_out(keys: SigningKeys, entra: Entra) -> None:
    curve = ec.generate_private_key(ec.SECP256R1()).public_key()
    elliptic = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(curve)) | {"kid": "ec"}
    listed = [
        _jwk("goed"),
        _jwk("klein", 1024),
        _jwk("enc") | {"use": "enc"},
        elliptic,
        {"kty": "oct", "k": "AA", "kid": "oct"},
    ]
    entra.body = json.dumps({"keys": listed}).encode()
    assert [kid for kid in ("goed", "klein", "enc", "ec", "oct") if keys.key(kid)] == ["goed"]


def test_the_given_certificates_decide_whatever_the_machine_says(
    tenant: TenantProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.setenv(name, ssl.get_default_verify_paths().openssl_cafile)
    address = f"{tenant.url}/{TENANT_ID}/discovery/v2.0/keys"
    SigningKeys(address, Path(tenant.ca)).check()
    with pytest.raises(KeysUnreachable):
        SigningKeys(address, None).check()
