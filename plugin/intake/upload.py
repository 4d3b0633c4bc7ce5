"""One request's files under one data key: what is readable of them lives in memory, a chunk at a time."""

import secrets
import weakref
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from plugin.intake.database import STUK, SpoolUnavailable, reachable
from plugin.intake.seal import DataKey
from plugin.intake.stream import CHUNK_BYTES, SealingStream, TooLarge, TooMany

PENDING_BYTES = 4 * 1024 * 1024
# Well before the sweep could take the chunks of an upload that is being sealed at that moment.
LONGEST_UPLOAD = timedelta(minutes=50)

MAX_FILE_BYTES = 25 * 1024 * 1024
MAX_TOTAL_BYTES = 60 * 1024 * 1024
MAX_FILES = 10
CHUNKS_AT_ONCE = 16  # 4 MB


class Upload:
    """The files of one request under one data key. Up to 4 MiB stays in memory, the rest goes to the table."""

    def __init__(self, engine: sa.Engine) -> None:
        self.id = secrets.token_hex(16)
        self.key = DataKey.new()
        self.begun = datetime.now(UTC)
        self.streams: list[SealingStream] = []
        self.pending: dict[tuple[int, int], bytes] = {}
        self.flushed = 0
        self._engine = engine

    def file(self, naam: str, genoemd_type: str) -> SealingStream:
        """Room for the next file. Raises TooMany."""
        if len(self.streams) == MAX_FILES:
            raise TooMany("more than ten files")
        # No ring: an upload is let go of with its last user, not when the collector comes by, many meldingen later.
        stream = SealingStream(weakref.proxy(self), len(self.streams) + 1, naam, genoemd_type)
        self.streams.append(stream)
        return stream

    def drop(self, stream: SealingStream) -> None:
        """Leave an empty file out."""
        self.streams.remove(stream)

    def allow(self, stream: SealingStream) -> None:
        if stream.size > MAX_FILE_BYTES:
            raise TooLarge("bestand", stream.nummer)
        if sum(each.size for each in self.streams) > MAX_TOTAL_BYTES:
            raise TooLarge("samen", stream.nummer)

    def add(self, bestand: int, nr: int, plain: bytes, last: bool) -> None:
        self.pending[bestand, nr] = self.key.seal(plain, place(self.id, bestand, nr, last))
        if len(self.pending) * CHUNK_BYTES > PENDING_BYTES:
            with reachable(), self._engine.begin() as connection:
                self.write_pending(connection)
            self.flushed += len(self.pending)
            self.pending.clear()

    def write_pending(self, connection: sa.Connection) -> None:
        if self.pending:
            connection.execute(sa.insert(STUK), [self._row(*at) for at in self.pending])

    def check_flushed(self, connection: sa.Connection) -> None:
        """A melding without one of its chunks must never be confirmed. Raises SpoolUnavailable."""
        if not self.flushed:
            return
        where = STUK.c.upload == self.id
        found = connection.execute(sa.select(sa.func.count()).select_from(STUK).where(where)).scalar_one()
        if found != self.flushed or self.age() > LONGEST_UPLOAD:
            raise SpoolUnavailable("the upload took so long that its chunks may be swept")

    def _row(self, bestand: int, nr: int) -> dict[str, Any]:
        sealed = self.pending[bestand, nr]
        return {
            "upload": self.id,
            "bestand": bestand,
            "nr": nr,
            "begonnen_op": self.begun,
            "bytes": sealed,
        }

    def chunk(self, bestand: int, nr: int, last: bool) -> bytes:
        sealed = self.pending.get((bestand, nr))
        if sealed is None:
            sealed = next(read_chunks(self._engine, self.id, bestand, range(nr, nr + 1)))
        return self.key.open(sealed, place(self.id, bestand, nr, last))

    def discard(self) -> None:
        """Forget everything: the key is gone with this object, what was flushed is deleted."""
        self.pending.clear()
        if self.flushed:
            with reachable(), self._engine.begin() as connection:
                connection.execute(sa.delete(STUK).where(STUK.c.upload == self.id))
            self.flushed = 0

    def age(self) -> timedelta:
        return datetime.now(UTC) - self.begun


def place(upload: str, bestand: int, nr: int, last: bool) -> str:
    """Where a chunk belongs. Naming the last one makes swapping, moving and cutting short all fail."""
    return f"stuk/{upload}/{bestand}/{nr}/{'laatste' if last else 'meer'}"


def read_chunks(engine: sa.Engine, upload: str, bestand: int, numbers: range) -> Iterator[bytes]:
    """The sealed chunks of one file with these numbers; a missing one reads as empty, and that never opens.

    A few are asked for at a time, so that a large file lies here but once.
    """
    for first in range(numbers.start, numbers.stop, CHUNKS_AT_ONCE):
        some = range(first, min(first + CHUNKS_AT_ONCE, numbers.stop))
        where = (STUK.c.upload == upload, STUK.c.bestand == bestand, STUK.c.nr.between(some[0], some[-1]))
        with reachable(), engine.connect() as connection:
            rows = connection.execute(sa.select(STUK.c.nr, STUK.c.bytes).where(*where))
            found = {row.nr: bytes(row.bytes) for row in rows}
        yield from (found.get(nr, b"") for nr in some)
