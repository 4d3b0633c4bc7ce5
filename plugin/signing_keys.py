"""The public keys of Entra, by which it is known who signed a token."""

import json
import ssl
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import certifi
import httpx
import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from jwt import PyJWK
from jwt.exceptions import PyJWTError

TIMEOUT = 5.0
KEPT = 24 * 3600.0
ASK_AGAIN_AFTER = 60.0  # a stranger's key id makes us ask once, a thousand of them too
FIRST_TRY_AGAIN_AFTER = 5.0
MOST_BYTES = 1024 * 1024
SMALLEST_KEY = 2048

log = structlog.get_logger("plugin.identity")


class KeysUnreachable(Exception):
    """No key is known and Entra does not give any; `retry_after` is in seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__("the signing keys cannot be read")
        self.retry_after = max(1, round(retry_after))


class SigningKeys:
    """The keys of one tenant, read when first needed, kept for a day, and still used while Entra is away.

    Only the address of the settings is asked: what a token says about keys (jku, x5u, jwk) counts for nothing.
    See "Access tokens", Microsoft identity platform.
    """

    def __init__(
        self, address: str, ca_bundle: Path | None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._address = address
        self._trusted = str(ca_bundle or certifi.where())
        self._clock = clock
        self._lock = threading.Lock()
        self._keys: dict[str, RSAPublicKey] = {}
        self._read_at = float("-inf")
        self._asked_at = float("-inf")

    def key(self, kid: str) -> RSAPublicKey | None:
        """The key of that id, or None when the tenant has no such key. Raises KeysUnreachable."""
        if kid not in self._keys or self._is_old:
            self._refresh(kid)
        if not self._keys:
            raise KeysUnreachable(self._asked_at + FIRST_TRY_AGAIN_AFTER - self._clock())
        return self._keys.get(kid)

    def check(self) -> None:
        """Is there a key to check tokens by? Raises KeysUnreachable."""
        self.key("")

    @property
    def _is_old(self) -> bool:
        return self._clock() - self._read_at > KEPT

    def _refresh(self, kid: str) -> None:
        """One request at a time; who waited for another's answer looks in that first."""
        with self._lock:
            pause = ASK_AGAIN_AFTER if self._keys else FIRST_TRY_AGAIN_AFTER
            if (kid in self._keys and not self._is_old) or self._clock() - self._asked_at < pause:
                return
            self._asked_at = self._clock()
            try:
                self._keys = _rsa_keys(self._read())
                self._read_at = self._clock()
            except (httpx.HTTPError, OSError, ValueError) as error:
                log.warning("signing keys unreachable", kind=type(error).__name__)

    def _read(self) -> bytes:
        """The document as it is, within limits of time and size. Redirects are not followed."""
        trusted = ssl.create_default_context(cafile=self._trusted)
        # The given context wins over the certificate variables of the machine; its proxy is still used.
        with (
            httpx.Client(verify=trusted, timeout=TIMEOUT) as client,
            client.stream("GET", self._address) as answer,
        ):
            if answer.status_code != httpx.codes.OK:
                raise httpx.HTTPError(f"status {answer.status_code}")
            return _within_limits(answer)


def _within_limits(answer: httpx.Response) -> bytes:
    until = time.monotonic() + TIMEOUT
    content = bytearray()
    for chunk in answer.iter_bytes():
        content += chunk
        if len(content) > MOST_BYTES or time.monotonic() > until:
            raise httpx.HTTPError("the keys are too large or come too slowly")
    return bytes(content)


def _rsa_keys(document: bytes) -> dict[str, RSAPublicKey]:
    """Signing keys by id; of another kind or too short is left out. Raises ValueError when there are none."""
    told = json.loads(document)
    listed = told.get("keys") if isinstance(told, dict) else None
    found = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    keys = {str(one.get("kid")): _rsa_key(one) for one in found}
    usable = {kid: key for kid, key in keys.items() if key}
    if not usable:
        raise ValueError("no usable key")
    return usable


def _rsa_key(jwk: dict[str, Any]) -> RSAPublicKey | None:
    if jwk.get("kty") != "RSA" or jwk.get("use", "sig") != "sig":
        return None
    try:
        key = PyJWK(jwk, algorithm="RS256").key
    except PyJWTError:
        return None
    return key if isinstance(key, RSAPublicKey) and key.key_size >= SMALLEST_KEY else None
