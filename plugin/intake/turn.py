"""SQLite lets one writer in at a time and makes the others ask again and again; here they wait in line instead.

Measured with sixteen melders at once: without a line the unlucky wait for seconds, while others go first many times.
The line is of one process; between processes SQLite's own asking is left.
"""

import threading
from typing import Any

import sqlalchemy as sa
from sqlalchemy import exc

LONGEST_WAIT = 30.0  # seconds, as long as SQLite itself would try
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "BEGIN", "PRAGMA WAL_CHECKPOINT(TRUNCATE)")
TURN = "has the turn to write"


def one_writer_at_a_time(engine: sa.Engine, turn: threading.Lock) -> None:
    """From its first write until it goes back to the pool, a connection of this engine has the turn."""

    def wait(connection: sa.Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
        holds = connection.connection.record_info
        if holds is None or TURN in holds or not statement.lstrip().upper().startswith(WRITES):
            return
        if not turn.acquire(timeout=LONGEST_WAIT):
            raise exc.TimeoutError("others have been writing all the time")
        holds[TURN] = True

    def pass_on(_connection: Any, record: sa.pool.ConnectionPoolEntry) -> None:
        if record.record_info and record.record_info.pop(TURN, False):
            turn.release()

    sa.event.listen(engine, "before_cursor_execute", wait)
    sa.event.listen(engine, "checkin", pass_on)
