"""The chain of the log: each entry gets its number and mark here before it goes to SharePoint (protocol 48).

A mark is an HMAC over the mark before it and all words, so what is changed, taken out or moved in SharePoint no
longer fits; where each chain ends is known here, so what is taken from its end is missed too. Numbering in our own
database costs no call to Microsoft 365, and of two workers at once each gets a number of its own.
"""

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from plugin.intake.database import LOGREGEL, SpoolUnavailable, empty_journal, reachable
from plugin.intake.seal import SealingKeys

ABOUT = "logboek"
TRIES = 20
AT_ONCE = 500
CONFIRMED_WITHIN = 0.5  # seconds: what is taken out after that is missed
Woorden = dict[str, str]


@dataclass(frozen=True)
class Genummerd:
    """An entry with its place. Its words are not to be believed when it had its place before."""

    keten: str
    nummer: int
    merk: str
    woorden: Woorden


@dataclass(frozen=True)
class Schakel:
    """One place in a chain; `wacht` while SharePoint has not confirmed it."""

    nummer: int
    merk: str
    wacht: bool


@dataclass
class Logketen:
    """Every method raises SpoolUnavailable when the database does not answer."""

    engine: sa.Engine
    keys: SealingKeys
    _confirmed: list[tuple[str, int]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def nummer(self, keten: str, woorden: Woorden, feit: str | None, op: datetime) -> Genummerd:
        """Give an entry its place, and keep it here until SharePoint has it. A `feit` that is known keeps its place."""
        for _ in range(TRIES):
            try:
                with reachable(), self.engine.begin() as connection:
                    _alone_at(connection, keten)
                    self._write_confirmed(connection)
                    known = self._known(connection, feit, woorden) if feit else None
                    return known or self._added(connection, keten, woorden, self._name(feit), op)
            except IntegrityError:  # another process took this number, or wrote this fact
                continue
        raise RuntimeError("no number was free in this chain")

    def bevestig(self, keten: str, nummer: int) -> None:
        """SharePoint has it. Written down a moment later, with others: one that gets lost costs one more look."""
        with self._lock:
            self._confirmed.append((keten, nummer))
            if len(self._confirmed) > 1:
                return
        later = threading.Timer(CONFIRMED_WITHIN, self._flush)
        later.daemon = True
        later.start()

    def laat_los(self, keten: str, nummer: int) -> bool:
        """What this entry says did not happen: its number is free again. False when another entry follows it."""
        this = (*_at(keten, nummer), LOGREGEL.c.regel.is_not(None))
        with reachable(), self.engine.begin() as connection:
            _alone_at(connection, keten)
            last = connection.scalar(
                sa.select(sa.func.max(LOGREGEL.c.nummer)).where(LOGREGEL.c.keten == keten)
            )
            if last == nummer:
                connection.execute(sa.delete(LOGREGEL).where(*this))
            else:  # it has to be written, and what happened gets a place of its own
                connection.execute(sa.update(LOGREGEL).where(*this).values(feit=None))
        return bool(last == nummer)

    def wachtend(self, before: datetime) -> list[Genummerd]:
        """Entries numbered before that moment that SharePoint has not confirmed, the oldest first."""
        where = (LOGREGEL.c.regel.is_not(None), LOGREGEL.c.op < before)
        question = sa.select(LOGREGEL).where(*where).order_by(LOGREGEL.c.op).limit(AT_ONCE)
        with reachable(), self.engine.begin() as connection:
            self._write_confirmed(connection)
            return [self._opened(row) for row in connection.execute(question)]

    def ketens(self, since: datetime) -> list[str]:
        """The chains with an entry from that moment on."""
        question = sa.select(LOGREGEL.c.keten).distinct().where(LOGREGEL.c.op >= since)
        with reachable(), self.engine.connect() as connection:
            return sorted(connection.scalars(question))

    def stil_sinds(self, moment: datetime) -> list[str]:
        """The chains without an entry from that moment on."""
        last = sa.func.max(LOGREGEL.c.op)
        question = sa.select(LOGREGEL.c.keten).group_by(LOGREGEL.c.keten).having(last < moment)
        with reachable(), self.engine.connect() as connection:
            return sorted(connection.scalars(question))

    def schakels(self, keten: str) -> list[Schakel]:
        """What is known of one chain, from its first entry."""
        columns = (LOGREGEL.c.nummer, LOGREGEL.c.merk, LOGREGEL.c.regel.is_not(None))
        question = sa.select(*columns).where(LOGREGEL.c.keten == keten).order_by(LOGREGEL.c.nummer)
        with reachable(), self.engine.begin() as connection:
            self._write_confirmed(connection)
            return [
                Schakel(number, mark, bool(waits)) for number, mark, waits in connection.execute(question)
            ]

    def hernummer(self, one: Genummerd, gevonden: Sequence[tuple[int, str]], op: datetime) -> Genummerd:
        """SharePoint holds another entry in this place: a database that was put back goes on after what stands there."""
        rows = [{"keten": one.keten, "nummer": number, "merk": mark, "op": op} for number, mark in gevonden]
        numbers = [one.nummer, *(number for number, _ in gevonden)]
        with reachable(), self.engine.begin() as connection:
            _alone_at(connection, one.keten)
            feit = connection.scalar(sa.select(LOGREGEL.c.feit).where(*_at(one.keten, one.nummer)))
            gone = (LOGREGEL.c.keten == one.keten, LOGREGEL.c.nummer.in_(numbers))
            connection.execute(sa.delete(LOGREGEL).where(*gone))
            connection.execute(sa.insert(LOGREGEL), rows)
            return self._added(connection, one.keten, one.woorden, feit, op)

    def vergeet(self, *ketens: str) -> None:
        """These chains go as a whole; their entries in SharePoint went before."""
        with reachable(), self.engine.begin() as connection:
            connection.execute(sa.delete(LOGREGEL).where(LOGREGEL.c.keten.in_(ketens)))
        empty_journal(self.engine)

    def past(self, one: Genummerd, vorig: str) -> bool:
        """Does this entry carry the mark of its words after that mark, under any of our keys?"""
        return one.merk in self.keys.pseudonyms(
            ABOUT, *_sealed_words(one.keten, one.nummer, vorig, one.woorden)
        )

    def _known(self, connection: sa.Connection, feit: str, woorden: Woorden) -> Genummerd | None:
        names = self.keys.pseudonyms("feit", feit)
        row = connection.execute(sa.select(LOGREGEL).where(LOGREGEL.c.feit.in_(names))).first()
        if row is None:
            return None
        return self._opened(row) if row.regel else Genummerd(row.keten, row.nummer, row.merk, woorden)

    def _added(
        self, connection: sa.Connection, keten: str, woorden: Woorden, feit: str | None, op: datetime
    ) -> Genummerd:
        columns = sa.select(LOGREGEL.c.nummer, LOGREGEL.c.merk).where(LOGREGEL.c.keten == keten)
        last = connection.execute(columns.order_by(LOGREGEL.c.nummer.desc()).limit(1)).first()
        nummer, vorig = (last.nummer + 1, last.merk) if last else (1, "")
        merk = self.keys.pseudonym(ABOUT, *_sealed_words(keten, nummer, vorig, woorden))
        sealed = self.keys.seal(json.dumps(woorden).encode(), _about(keten, nummer))
        row = {"keten": keten, "nummer": nummer, "merk": merk, "feit": feit, "regel": sealed, "op": op}
        connection.execute(sa.insert(LOGREGEL), row)
        return Genummerd(keten, nummer, merk, woorden)

    def _opened(self, row: Any) -> Genummerd:
        words = json.loads(self.keys.open(row.regel, _about(row.keten, row.nummer)))
        return Genummerd(row.keten, row.nummer, row.merk, words)

    def _name(self, feit: str | None) -> str | None:
        return self.keys.pseudonym("feit", feit) if feit else None

    def _flush(self) -> None:
        try:
            with reachable(), self.engine.begin() as connection:
                self._write_confirmed(connection)
        except SpoolUnavailable:
            return

    def _write_confirmed(self, connection: sa.Connection) -> None:
        with self._lock:
            done, self._confirmed = self._confirmed, []
        for keten, nummer in done:
            connection.execute(sa.update(LOGREGEL).where(*_at(keten, nummer)).values(regel=None))


def _alone_at(connection: sa.Connection, keten: str) -> None:
    """Until this transaction ends nobody else numbers in this chain: what is read of its end stays true."""
    if (
        connection.dialect.name == "sqlite"
    ):  # its driver begins a transaction with the first write, not with a look
        connection.execute(sa.update(LOGREGEL).where(*_at(keten, 0)).values(nummer=0))
    else:
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtext(keten))))


def _at(keten: str, nummer: int) -> tuple[sa.ColumnElement[bool], ...]:
    return LOGREGEL.c.keten == keten, LOGREGEL.c.nummer == nummer


def _about(keten: str, nummer: int) -> str:
    return f"{ABOUT}/{keten}/{nummer}"


def _sealed_words(keten: str, nummer: int, vorig: str, woorden: Mapping[str, str]) -> list[str]:
    """What a mark holds, in one order, names and all."""
    return [vorig, keten, str(nummer), *(f"{name}={woorden[name]}" for name in sorted(woorden))]
