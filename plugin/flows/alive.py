"""Who is alive: a lock that the kernel or PostgreSQL lets go of by itself when its holder dies."""

import fcntl
import zlib
from pathlib import Path
from typing import IO

import sqlalchemy as sa

LOCK_SPACE = 7  # keeps these advisory locks apart from anybody else's in the same database
MOST_WORKERS = 64


class Alive:
    """The locks of one process: files beside SQLite, advisory locks in PostgreSQL."""

    def __init__(self, url: str, database: sa.Engine, folder: Path) -> None:
        self._files: dict[str, IO[str]] = {}
        self._folder = folder
        # Advisory locks live as long as this one session: when it breaks, so does our claim to be alive.
        self._session = None if url.startswith("sqlite") else _session(database)

    def take(self, executor: str) -> bool:
        """Claim a name; False when a living process holds it."""
        if self._session is not None:
            question = sa.text("select pg_try_advisory_lock(:space, :key)")
            return bool(self._session.execute(question, _numbers(executor)).scalar())
        self._folder.mkdir(parents=True, exist_ok=True)
        lock = (self._folder / f"{executor}.lock").open("a")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            return False
        self._files[executor] = lock
        return True

    def drop(self, executor: str) -> None:
        if self._session is not None:
            self._session.execute(sa.text("select pg_advisory_unlock(:space, :key)"), _numbers(executor))
        else:
            self._files.pop(executor).close()

    def take_a_name(self) -> str:
        """The first free name, so that a restarted worker finds what it left behind."""
        for number in range(1, MOST_WORKERS + 1):
            if self.take(f"werker-{number}"):
                return f"werker-{number}"
        raise RuntimeError("no free name left: too many workers on one database")

    def somebody(self) -> bool:
        """Is any worker alive now?"""
        for number in range(1, MOST_WORKERS + 1):
            if not self.take(f"werker-{number}"):
                return True
            self.drop(f"werker-{number}")
        return False

    def check(self) -> None:
        """Raises the database's own error when the session that holds the locks is gone."""
        if self._session is not None:
            self._session.execute(sa.text("select 1"))


def _session(database: sa.Engine) -> sa.Connection:
    own = sa.create_engine(
        database.url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool, hide_parameters=True
    )
    return own.connect()


def _numbers(executor: str) -> dict[str, int]:
    return {"space": LOCK_SPACE, "key": zlib.crc32(executor.encode()) & 0x7FFFFFFF}
