"""What was destroyed, as its declarations say it: on whose word, and what lies where until when (protocol 49)."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from typing import Any

from graph.errors import NotFound
from plugin.casebook.book import Logregel
from plugin.flows.diensten import Diensten
from plugin.flows.verklaring import PRULLENBAK
from plugin.protocol.bewaren import mag_zien
from plugin.protocol.toegang import Wie

MOST = 50
AT_ONCE = 4


def verklaringen(diensten: Diensten, wie: Wie) -> dict[str, Any]:
    """The newest declarations; `aantal` is of all that stand. They name no person of a case and hold no word of it."""
    paths = diensten.bewaarplaats.verklaringen() if mag_zien(wie.oid, diensten.profiel) else []
    entry = Logregel(
        "-", "verklaringen ingezien", f"{len(paths)} zaken", wie.oid, wie.herkomst, diensten.now()
    )
    diensten.casebook.log(entry)
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="verklaring") as pool:
        read = list(pool.map(partial(_read, diensten), paths[:MOST]))
    return {"aantal": len(paths), "items": [one for one in read if one]}


def _read(diensten: Diensten, path: str) -> dict[str, Any] | None:
    """`prullenbak_tot` is None once that day is past. None for one that went meanwhile."""
    try:
        said: dict[str, Any] = json.loads(diensten.casebook.read(path))
    except NotFound:
        return None
    until = date.fromisoformat(said["vernietigd_op"]) + PRULLENBAK
    return said | {"prullenbak_tot": until.isoformat() if until >= diensten.now().date() else None}
