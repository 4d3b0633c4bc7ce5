"""Meldingen that arrive while another is being written are committed together: one transaction, one wait for the disk.

Sixteen melders at once would otherwise wait for sixteen commits in a row, since SQLite has one writer. Each is told
only after the commit that holds its own melding, and a melding that cannot be written takes no other with it.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy import exc

from plugin.intake.database import SpoolUnavailable

LONGEST_WAIT = 60.0  # seconds: a commit and the one before it, each with SQLite's own half minute
Act = Callable[[sa.Connection], None]


@dataclass(eq=False)
class _Place:
    """One act in the line. Woken when it is done, or when it is this thread's turn to write for all who wait."""

    act: Act
    woken: threading.Event = field(default_factory=threading.Event)
    done: bool = False
    error: BaseException | None = None


class Group:
    """Runs acts in transactions of this engine; on SQLite those that wait share one."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._alone = engine.dialect.name != "sqlite"
        self._lock = threading.Lock()
        self.waiting: list[_Place] = []
        self._busy = False

    def commit(self, act: Act) -> None:
        """Durable on return. Raises what the act or the database raises; then nothing of this act is kept."""
        if self._alone:
            with self._engine.begin() as connection:
                act(connection)
            return
        place = _Place(act)
        self._join(place)
        if not place.woken.wait(LONGEST_WAIT) and self._left(place):
            raise exc.TimeoutError("no turn to write")
        if not place.done:
            self._write_for_all()
        if place.error:
            raise place.error

    def _join(self, place: _Place) -> None:
        with self._lock:
            self.waiting.append(place)
            if not self._busy:
                self._busy = True
                place.woken.set()

    def _left(self, place: _Place) -> bool:
        """Out of the line: nobody may write an act once its caller was told that it was not written."""
        with self._lock:
            if place in self.waiting and not place.woken.is_set():
                self.waiting.remove(place)
                return True
        place.woken.wait()  # its turn, or it is being written: the database's own limits end that
        return False

    def _write_for_all(self) -> None:
        with self._lock:
            together, self.waiting = self.waiting, []
        try:
            self._write(together)
        except (
            BaseException
        ) as error:  # each of them raises it in its own thread; nobody may read it as durable
            for place in together:
                place.error = place.error or error
            raise
        finally:
            self._tell(together)

    def _write(self, together: list[_Place]) -> None:
        with self._engine.begin() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # else the first savepoint would be the transaction
            for place in together:
                try:
                    with connection.begin_nested():
                        place.act(connection)
                except (
                    exc.IntegrityError,
                    SpoolUnavailable,
                ) as error:  # these leave the transaction as it was
                    place.error = error

    def _tell(self, together: list[_Place]) -> None:
        with self._lock:
            for place in together:
                place.done = True
                place.woken.set()
            self._busy = bool(self.waiting)
            if self.waiting:
                self.waiting[0].woken.set()
