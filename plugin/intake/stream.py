"""A file that is sealed while it arrives, and read again by opening its chunks."""

import hashlib
import io
from functools import cached_property
from typing import Any, Literal, Protocol

from plugin.intake.files import Kind, cleaned_name, kind_of, safe_name

CHUNK_BYTES = 256 * 1024
HEAD_BYTES = 64 * 1024


class TooLarge(Exception):
    """A file passes 25 MB, or the files together 60 MB. `nummer` counts from 1."""

    def __init__(self, kind: Literal["bestand", "samen"], nummer: int) -> None:
        super().__init__(f"{kind} {nummer}")
        self.kind = kind
        self.nummer = nummer


class TooMany(Exception):
    """More than ten files."""


class Store(Protocol):
    """Where a stream leaves its chunks: the upload it belongs to."""

    def allow(self, stream: "SealingStream") -> None: ...
    def add(self, bestand: int, nr: int, plain: bytes, last: bool) -> None: ...
    def chunk(self, bestand: int, nr: int, last: bool) -> bytes: ...


class SealingStream(io.RawIOBase):
    """A file that can be written once and read again. Bytes are sealed in chunks the moment they are full."""

    def __init__(self, store: Store, nummer: int, naam: str, genoemd_type: str) -> None:
        super().__init__()
        self.nummer = nummer
        self.naam = naam
        self.genoemd_type = genoemd_type
        self.size = 0
        self.chunks = 0
        self.finished = False
        self._store = store
        self._buffer = bytearray()
        self._head = bytearray()
        self._hash = hashlib.sha256()
        self._at = 0
        self._open_chunk: tuple[int, bytes] = (-1, b"")

    def write(self, data: Any) -> int:
        """Raises TooLarge."""
        if self.finished:
            raise ValueError("this file is finished")
        view = memoryview(data).cast("B")
        self.size += len(view)
        self._store.allow(self)
        self._hash.update(view)
        if len(self._head) < HEAD_BYTES:
            self._head += view[: HEAD_BYTES - len(self._head)]
        self._fill(view)
        return len(view)

    def _fill(self, view: memoryview) -> None:
        # A full chunk waits for the next byte: only then it is certain that it is not the last one.
        while len(view):
            if len(self._buffer) == CHUNK_BYTES:
                self._seal_chunk(last=False)
            room = CHUNK_BYTES - len(self._buffer)
            self._buffer += view[:room]
            view = view[room:]

    def _seal_chunk(self, *, last: bool) -> None:
        self._store.add(self.nummer, self.chunks, bytes(self._buffer), last)
        self.chunks += 1
        self._buffer.clear()

    def finish(self) -> None:
        """Seal what is left as the last chunk."""
        if not self.finished:
            self._seal_chunk(last=True)
            self.finished = True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self.finish()
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self.size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        return self._at if self.finished else self.size

    def readinto(self, into: Any) -> int:
        self.finish()
        if self._at >= self.size:
            return 0
        nr, offset = divmod(self._at, CHUNK_BYTES)
        if self._open_chunk[0] != nr:
            self._open_chunk = (nr, self._store.chunk(self.nummer, nr, nr == self.chunks - 1))
        part = self._open_chunk[1][offset : offset + len(into)]
        into[: len(part)] = part
        self._at += len(part)
        return len(part)

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return not self.finished

    def seekable(self) -> bool:
        return True

    def content(self) -> bytes:
        """The whole file, at most 25 MB."""
        self.seek(0)
        content = self.readall()
        self._open_chunk = (-1, b"")
        return content or b""

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    @cached_property
    def kind(self) -> Kind | None:
        return kind_of(bytes(self._head), self.content)

    def facts(self) -> dict[str, Any]:
        """What is kept, sealed, about this file."""
        kind = self.kind
        return {
            "nummer": self.nummer,
            "naam": cleaned_name(self.naam),
            "opslagnaam": safe_name(self.nummer, kind),
            "media": kind.media if kind else "application/octet-stream",
            "genoemd_type": self.genoemd_type[:200],
            "sha256": self.sha256,
            "bytes": self.size,
            "stukken": self.chunks,
        }
