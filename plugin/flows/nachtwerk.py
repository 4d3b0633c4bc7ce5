"""What the night does, now: the same stories, under ids of their own, waited for until they end."""

import time
import uuid
from pathlib import Path

from plugin.flows import register
from plugin.flows.alive import Alive
from plugin.flows.diensten import Diensten
from plugin.flows.werker import NACHT, Werker

LOOK_EVERY, AT_MOST = 0.3, 3600.0  # seconds


def nachtwerk(diensten: Diensten, lock_folder: Path) -> bool:
    """Do the night's work; whether it all ended well within an hour. What did not end goes on by itself.

    Where a worker lives it does the work; where none does, this process is one for as long as it takes.
    """
    engine = diensten.engine
    flow_ids = {name: f"nachtwerk/{uuid.uuid4()}" for name in (NACHT, register.NAAM)}
    for name, flow_id in flow_ids.items():
        engine.enqueue(name, flow_id, diensten.now(), None)
    own = (
        None if Alive(engine.url, engine.database, lock_folder).somebody() else Werker(diensten, lock_folder)
    )
    if own:
        own.start()
    try:
        return _ended_well(diensten, list(flow_ids.values()))
    finally:
        if own:
            own.stop()


def _ended_well(diensten: Diensten, flow_ids: list[str]) -> bool:
    until = time.monotonic() + AT_MOST
    while diensten.engine.unfinished(flow_ids):
        if time.monotonic() > until:
            return False
        time.sleep(LOOK_EVERY)
    return not diensten.engine.failed(flow_ids)
