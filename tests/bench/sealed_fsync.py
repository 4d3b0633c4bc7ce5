"""The least that can be called safe: the bytes are encrypted, written, fsynced, answered. No parsing, no person."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FOLDER = Path(os.environ["BENCH_FOLDER"])
CIPHER = AESGCM(os.urandom(32))


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """One request, one file; the folder's entry is durable too."""
    content = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    nonce, path = os.urandom(12), FOLDER / uuid.uuid4().hex
    with path.open("wb") as file:
        file.write(nonce + CIPHER.encrypt(nonce, content, None))
        file.flush()
        os.fsync(file.fileno())
    folder = os.open(FOLDER, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
    start_response("202 Accepted", [("Content-Type", "text/plain"), ("Content-Length", "2")])
    return [b"ok"]
