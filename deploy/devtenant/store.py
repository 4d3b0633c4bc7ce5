"""The tenant's memory: one SQLite database under --data. Rooms add their tables, seeds and views of the state here."""

from __future__ import annotations

import datetime as dt
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from deploy.devtenant.budget import Budget
from deploy.devtenant.faults import Faults
from deploy.devtenant.journal import Journal
from deploy.devtenant.people import PEOPLE, Person

SCHEMA: list[str] = ["create table if not exists tenant (name text primary key, value text not null)"]
SEEDS: list[Callable[[Tenant], None]] = []  # run once, at the first start
STATES: list[Callable[[Tenant], dict[str, Any]]] = []  # each adds its keys to GET /__tenant/state


class Tenant:
    """Everything a handler may touch; handlers run one at a time, each inside one transaction."""

    def __init__(self, data: Path, url: str = "") -> None:
        self.data, self.url = data, url
        self.people: tuple[Person, ...] = PEOPLE
        self.faults, self.journal, self.budget, self.latency = Faults(), Journal(), Budget(), 0.0
        self.db = sqlite3.connect(data / "tenant.sqlite", isolation_level=None)
        self.db.row_factory = sqlite3.Row
        self.db.execute("pragma journal_mode = wal")
        # The file survives a stop of the process; only a power cut may cost the last answers.
        self.db.execute("pragma synchronous = normal")

    def open(self) -> None:
        """Make the tables, and at the first start what stands in them."""
        with self.transaction():
            for statement in SCHEMA:
                self.db.execute(statement)
            if not self.db.execute("select 1 from tenant where name = 'seeded'").fetchone():
                for seed in SEEDS:
                    seed(self)
                self.db.execute("insert into tenant values ('seeded', ?)", (stamp(self.now()),))

    def close(self) -> None:
        """Let go of the database."""
        self.db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; may stand inside another, as a part does inside its batch."""
        self.db.execute("savepoint call")
        try:
            yield
        except BaseException:
            self.db.execute("rollback to call")
            self.db.execute("release call")
            raise
        self.db.execute("release call")

    def now(self) -> dt.datetime:
        """The tenant's clock, UTC."""
        return dt.datetime.now(dt.UTC)

    def new_guid(self) -> str:
        """A fresh identifier."""
        return str(uuid.uuid4())

    def state(self) -> dict[str, Any]:
        """All that stands in the tenant, for tests and the look-inside pages."""
        found: dict[str, Any] = {}
        for part in STATES:
            found |= part(self)
        return found


def stamp(moment: dt.datetime) -> str:
    """Graph's form of a moment: whole seconds, UTC, Z."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def etag(guid: str, version: int) -> str:
    """SharePoint's form of an ETag; the quotes are part of it."""
    return f'"{guid},{version}"'
