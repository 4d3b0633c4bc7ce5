"""A melding that somebody has begun: kept sealed for seven days, so that closing a pane loses nothing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from plugin.intake.database import BEGONNEN, empty_journal, reachable
from plugin.intake.seal import SealingKeys

BEWAARD_VOOR = timedelta(days=7)
ABOUT = "begonnen"


@dataclass(frozen=True)
class Bewaard:
    """The bytes as they were given, and when that was."""

    inhoud: bytes
    bewaard_op: datetime


class Begonnen:
    """One begun melding a person. Every method raises SpoolUnavailable when the database does not answer."""

    def __init__(self, engine: sa.Engine, keys: SealingKeys) -> None:
        self._engine = engine
        self._keys = keys

    def keep(self, oid: str, inhoud: bytes, now: datetime) -> None:
        """In place of what was kept before."""
        row = {
            "eigenaar": self._keys.pseudonym(ABOUT, oid),
            "tot": now + BEWAARD_VOOR,
            "bewaard_op": now,
            "inhoud": self._keys.seal(inhoud, f"{ABOUT}/{oid}"),
        }
        with reachable(), self._engine.begin() as connection:
            connection.execute(sa.delete(BEGONNEN).where(self._of(oid)))
            connection.execute(sa.insert(BEGONNEN), row)

    def find(self, oid: str, now: datetime) -> Bewaard | None:
        """Raises SealBroken when its sealing key is no longer in the key file."""
        question = sa.select(BEGONNEN.c.inhoud, BEGONNEN.c.bewaard_op).where(
            self._of(oid), BEGONNEN.c.tot > now
        )
        with reachable(), self._engine.connect() as connection:
            row = connection.execute(question).first()
        return Bewaard(self._keys.open(row.inhoud, f"{ABOUT}/{oid}"), row.bewaard_op) if row else None

    def forget(self, oid: str) -> None:
        """Absent is fine."""
        with reachable(), self._engine.begin() as connection:
            connection.execute(sa.delete(BEGONNEN).where(self._of(oid)))
        empty_journal(self._engine)

    def sweep(self, now: datetime) -> None:
        """Take away what was kept long enough."""
        with reachable(), self._engine.begin() as connection:
            connection.execute(sa.delete(BEGONNEN).where(BEGONNEN.c.tot <= now))

    def _of(self, oid: str) -> sa.ColumnElement[bool]:
        return BEGONNEN.c.eigenaar.in_(self._keys.pseudonyms(ABOUT, oid))
