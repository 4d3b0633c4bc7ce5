"""Sealing: AES-256-GCM under a key of its own per object, and names that say nothing about people.

Losing the data key is losing the object, so destroying a sealed object starts with its wrapped key.
"""

import base64
import binascii
import hashlib
import hmac
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
KEY_ID_BYTES = 4
# A wrapped data key: key id, nonce, the key and its tag of 16 bytes.
WRAPPED_BYTES = KEY_ID_BYTES + NONCE_BYTES + KEY_BYTES + 16

# No label can begin with this, so no caller of derive() can get the key that wraps.
WRAPPING = "\0wrapping"

HOW_TO_MAKE_ONE = "Maak een sleutel met: openssl rand -base64 32"


class KeyFileError(Exception):
    """The key file is absent or malformed; the message is a Dutch sentence for the administrator."""


class SealBroken(Exception):
    """Sealed bytes were changed, cut, moved, or their key is gone. Never carries content."""


class DataKey:
    """The key of one object. `about` ties sealed bytes to their place: opening elsewhere fails."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self._cipher = AESGCM(raw)

    @classmethod
    def new(cls) -> Self:
        return cls(os.urandom(KEY_BYTES))

    def seal(self, plain: bytes, about: str) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, about.encode())

    def open(self, sealed: bytes, about: str) -> bytes:
        """Raises SealBroken."""
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about.encode())
        except (InvalidTag, ValueError) as error:
            raise SealBroken("sealed bytes cannot be opened") from error


class SealingKeys:
    """The keys of the service. The first one seals; all of them open, so keys can be rotated."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        self._keys = tuple(keys)
        self._wrapping = {_key_id(key): DataKey(_derived(key, WRAPPING)) for key in keys}
        self._current = _key_id(keys[0])

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """One base64 key of 32 bytes a line, the current one first. Raises KeyFileError."""
        try:
            text = path.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError) as error:
            raise KeyFileError(
                f"Het sleutelbestand {path} ontbreekt of is niet leesbaar. {HOW_TO_MAKE_ONE}"
            ) from error
        lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1)]
        keys = [_parsed_key(path, number, line) for number, line in lines if line]
        if not keys:
            raise KeyFileError(f"Het sleutelbestand {path} is leeg. {HOW_TO_MAKE_ONE}")
        return cls(keys)

    def wrap(self, data_key: DataKey, about: str) -> bytes:
        return self._current + self._wrapping[self._current].seal(data_key.raw, about)

    def unwrap(self, wrapped: bytes, about: str) -> DataKey:
        """Raises SealBroken, also when the key that wrapped it is not in the file any more."""
        wrapping = self._wrapping.get(wrapped[:KEY_ID_BYTES])
        if wrapping is None:
            raise SealBroken("the sealing key of this object is not in the key file")
        return DataKey(wrapping.open(wrapped[KEY_ID_BYTES:], about))

    def seal(self, plain: bytes, about: str) -> bytes:
        """Seal under a fresh data key that travels, wrapped, in front of the sealed bytes."""
        data_key = DataKey.new()
        return self.wrap(data_key, about) + data_key.seal(plain, about)

    def open(self, sealed: bytes, about: str) -> bytes:
        """Raises SealBroken."""
        return self.unwrap(sealed[:WRAPPED_BYTES], about).open(sealed[WRAPPED_BYTES:], about)

    def derive(self, label: str) -> bytes:
        """32 bytes for one purpose, from the current key."""
        return _derived(self._keys[0], label)

    def pseudonym(self, label: str, *parts: str) -> str:
        """A name (64 hex characters) that only a holder of the key can trace back to `parts`."""
        return _hmac(self.derive(label), parts)

    def pseudonyms(self, label: str, *parts: str) -> list[str]:
        """The same under every key, current first: what was named before a rotation is still found."""
        return [_hmac(_derived(key, label), parts) for key in self._keys]


class SealedText:
    """Bytes in and out of text columns, for the durable engine's serializer."""

    def __init__(self, keys: SealingKeys, about: str = "engine") -> None:
        self._keys = keys
        self._about = about

    def seal(self, plain: bytes) -> str:
        return base64.b64encode(self._keys.seal(plain, self._about)).decode("ascii")

    def open(self, text: str) -> bytes:
        """Raises SealBroken."""
        try:
            sealed = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError) as error:
            raise SealBroken("sealed text is not base64") from error
        return self._keys.open(sealed, self._about)


def _key_id(key: bytes) -> bytes:
    return hashlib.sha256(key).digest()[:KEY_ID_BYTES]


def _derived(key: bytes, label: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=label.encode()).derive(key)


def _hmac(key: bytes, parts: tuple[str, ...]) -> str:
    # Each part is preceded by its length, so ("ab", "c") and ("a", "bc") differ.
    encoded = [part.encode("utf-8", "surrogatepass") for part in parts]
    message = b"".join(len(part).to_bytes(8, "big") + part for part in encoded)
    return hmac.new(key, message, hashlib.sha256).hexdigest()


def _parsed_key(path: Path, number: int, line: str) -> bytes:
    try:
        key = base64.b64decode(line, validate=True)
    except (binascii.Error, ValueError) as error:
        raise KeyFileError(
            f"Regel {number} van het sleutelbestand {path} is geen base64. {HOW_TO_MAKE_ONE}"
        ) from error
    if len(key) != KEY_BYTES:
        raise KeyFileError(
            f"Regel {number} van het sleutelbestand {path} is {len(key)} bytes lang; "
            f"een sleutel is {KEY_BYTES} bytes. {HOW_TO_MAKE_ONE}"
        )
    return key
