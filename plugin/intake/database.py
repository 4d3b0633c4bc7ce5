"""The tables of the spool and the engine they stand in: SQLite in one process, PostgreSQL for more."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy import exc

from plugin.intake.turn import one_writer_at_a_time

BUSY_MS = 30_000
# SQLite's own 4 kB would cut 2 MB of evidence into 500 pages, each written, wiped and copied by itself: 16 kB costs a
# third less processor time. It counts for a new file alone, and must be said before the journal makes that file.
PAGE_BYTES = 16 * 1024
# 128 MB of write-ahead log before a melder's own commit must also copy it (0.2 s for 32 MB, measured). The worker
# empties the log with each melding it has carried over, so this is reached in a rush alone.
JOURNAL_PAGES = 128 * 1024 * 1024 // PAGE_BYTES
SQLITE_PRAGMAS = (
    f"busy_timeout={BUSY_MS}",
    f"page_size={PAGE_BYTES}",
    "journal_mode=WAL",
    "secure_delete=ON",
    "foreign_keys=ON",
    f"wal_autocheckpoint={JOURNAL_PAGES}",
)
POSTGRES_OPTIONS = "-c statement_timeout=30000 -c lock_timeout=30000"


class SpoolUnavailable(Exception):
    """The database is away, full or too busy; nothing was promised. The caller answers 503."""


class Moment(sa.TypeDecorator[datetime]):
    """Aware UTC in Python; without a zone in both databases."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        return None if value is None else value.replace(tzinfo=UTC)


METADATA = sa.MetaData()

ZENDING = sa.Table(
    "zending",
    METADATA,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("soort", sa.Text, nullable=False),
    sa.Column("referentie", sa.Text, nullable=False),
    sa.Column("eigenaar", sa.Text, nullable=False),
    sa.Column("vingerafdruk", sa.Text, nullable=False),
    sa.Column("ontvangen_op", Moment, nullable=False),
    sa.Column("fase", sa.Text, nullable=False),
    sa.Column("upload", sa.Text, nullable=False, unique=True),
    sa.Column("antwoord", sa.LargeBinary, nullable=False),
    sa.Column("sleutel", sa.LargeBinary),  # the wrapped data key; NULL = destroyed
    sa.Column("inhoud", sa.LargeBinary),
    sa.Index("zending_eigenaar", "eigenaar", "ontvangen_op"),
)
_ONE_CASE = ZENDING.c.soort == "melding"
sa.Index(
    "zending_referentie",
    ZENDING.c.referentie,
    unique=True,
    sqlite_where=_ONE_CASE,
    postgresql_where=_ONE_CASE,
)

# Chunks stand under the random id of their upload and belong to a zending as soon as its row names it:
# claiming them moves no bytes. The bytes are last, so that a search reads no blob.
STUK = sa.Table(
    "stuk",
    METADATA,
    sa.Column("upload", sa.Text, primary_key=True),
    sa.Column("bestand", sa.Integer, primary_key=True),
    sa.Column("nr", sa.Integer, primary_key=True),
    sa.Column("begonnen_op", Moment, nullable=False, index=True),
    sa.Column("bytes", sa.LargeBinary, nullable=False),
)

# A melding somebody has begun and not sent: one a person, sealed, for some days.
BEGONNEN = sa.Table(
    "begonnen",
    METADATA,
    sa.Column("eigenaar", sa.Text, primary_key=True),
    sa.Column("tot", Moment, nullable=False, index=True),
    sa.Column("bewaard_op", Moment, nullable=False),
    sa.Column("inhoud", sa.LargeBinary, nullable=False),
)

# The log's numbers and marks, one chain a case; an entry that SharePoint has not confirmed yet rests here, sealed.
LOGREGEL = sa.Table(
    "logregel",
    METADATA,
    sa.Column("keten", sa.Text, primary_key=True),
    sa.Column("nummer", sa.Integer, primary_key=True),
    sa.Column("merk", sa.Text, nullable=False),
    sa.Column("feit", sa.Text, unique=True),  # what happened once is logged once, however often it is tried
    sa.Column("regel", sa.LargeBinary),  # NULL = stands in SharePoint
    sa.Column("op", Moment, nullable=False),
)
_WAITS = LOGREGEL.c.regel.is_not(None)
sa.Index("logregel_wacht", LOGREGEL.c.op, sqlite_where=_WAITS, postgresql_where=_WAITS)


class Durable(Enum):
    """What is certain when a commit returns: SQLite's `synchronous`, PostgreSQL's `synchronous_commit`.

    AT_ONCE survives a power cut. IN_ORDER may lose the last commits in one, never an earlier one without the later:
    enough for records of steps that are safe to repeat, and it keeps the disk free for melders who wait.
    """

    AT_ONCE = ("FULL", "on")
    IN_ORDER = ("NORMAL", "off")


def engine_for(
    url: str, durable: Durable = Durable.AT_ONCE, turn: "threading.Lock | None" = None
) -> sa.Engine:
    """An engine for `sqlite:///file` or `postgresql+psycopg://…`, with time limits.

    Engines of one process on one SQLite file are given the same `turn` to write.
    """
    synchronous, synchronous_commit = durable.value
    if not url.startswith("sqlite"):
        options = f"{POSTGRES_OPTIONS} -c synchronous_commit={synchronous_commit}"
        connecting = {"connect_timeout": 10, "options": options}
        return sa.create_engine(url, pool_pre_ping=True, hide_parameters=True, connect_args=connecting)
    engine = sa.create_engine(url, pool_size=20, max_overflow=0, hide_parameters=True)
    sa.event.listen(engine, "connect", partial(_prepare_sqlite, synchronous))
    one_writer_at_a_time(engine, turn or threading.Lock())
    return engine


def _prepare_sqlite(synchronous: str, connection: Any, _record: Any) -> None:
    # A transaction that writes takes the write lock at once; a lock taken halfway cannot be waited for.
    connection.isolation_level = "IMMEDIATE"
    for pragma in (*SQLITE_PRAGMAS, f"synchronous={synchronous}"):
        connection.execute(f"PRAGMA {pragma}")


@dataclass
class _Emptying:
    """One emptying of the log at a time; whoever comes meanwhile has it done once more, and does not wait."""

    busy: threading.Lock = field(default_factory=threading.Lock)
    again: bool = False


_EMPTYING: WeakKeyDictionary[sa.Engine, _Emptying] = WeakKeyDictionary()


def empty_journal(engine: sa.Engine) -> None:
    """Take what was deleted out of SQLite's write-ahead log too; readers in the way get a next time."""
    if engine.dialect.name != "sqlite":
        return
    state = _EMPTYING.setdefault(engine, _Emptying())
    state.again = True
    while state.again and state.busy.acquire(blocking=False):
        try:
            state.again = False
            _empty_journal(engine)
        finally:
            state.busy.release()


def _empty_journal(engine: sa.Engine) -> None:
    with reachable(), engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=200")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")  # the long part, while others write on
        try:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_MS}")


@contextmanager
def reachable() -> Iterator[None]:
    """Turn the database's own trouble into SpoolUnavailable; without its text, that may hold values."""
    try:
        yield
    except (exc.OperationalError, exc.InterfaceError, exc.InternalError, exc.TimeoutError) as error:
        kind = type(error.orig if isinstance(error, exc.DBAPIError) else error).__name__
        raise SpoolUnavailable(f"the database of the spool does not answer ({kind})") from error
