"""How many meldingen a minute go all the way, on each database; and what memory that takes."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.bench.processes import Contestant, ours
from tests.bench.receipt import SEPARATE
from tests.bench.run import Run, spread
from tests.postgres import running
from tests.service_process import free_port

MELDERS, SETTLED = 4, 8.0
ONE = (("serve", "--with-worker"),)


def measure(run: Run) -> dict[str, Any]:
    """Meldingen a minute from the first sent to the last notified, with nothing lost."""
    found = {
        "SQLite, one process": _rate(run, ONE, None),
        "SQLite, web and worker": _rate(run, SEPARATE, None),
    }
    folder = Path(tempfile.mkdtemp(prefix="meld-bench-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    try:
        with running(folder, free_port()) as server:
            found["PostgreSQL, two web and worker"] = _rate(run, SEPARATE, server.database("bench"))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return found


def _rate(run: Run, commands: tuple[tuple[str, ...], ...], database: str | None) -> dict[str, float]:
    with ours(run.tenant, run.room(), commands, database) as contestant:
        run.shot(contestant, 1, 2)
        contestant.idle()
        return spread([_once(run, contestant) for _ in range(max(1, run.size.repetitions // 2))], 0)


def _once(run: Run, contestant: Contestant) -> float:
    wanted, begun = contestant.finished() + run.size.sustained, time.perf_counter()
    run.shot(contestant, MELDERS, run.size.sustained)
    contestant.idle(900)
    took = time.perf_counter() - begun
    if contestant.finished() != wanted:
        raise RuntimeError(f"{wanted - contestant.finished()} meldingen were lost")
    return run.size.sustained / took * 60


def footprint(run: Run) -> dict[str, Any]:
    """Start to ready in seconds; MB of each process at rest and after so many meldingen."""
    room, starts = run.room(), []
    for _ in range(run.size.repetitions + 1):
        with ours(run.tenant, room, SEPARATE[:1]) as contestant:
            starts.append(contestant.ready_after)
    with ours(run.tenant, run.room(), SEPARATE) as contestant:
        time.sleep(SETTLED)  # the worker says nothing when it has started
        memory, done = {"at rest": _memory(contestant)}, 0
        for target in (50, *run.size.memory):
            run.shot(contestant, 2, target - done)
            contestant.idle(1800)
            time.sleep(SETTLED)
            done, memory[f"after {target}"] = target, _memory(contestant)
    return {
        "first start, tables made, s": round(starts[0], 2),
        "start to ready, s": spread(starts[1:], 2),
        "memory, MB": memory,
    }


def _memory(contestant: Contestant) -> dict[str, float]:
    return dict(
        zip(("web", "worker"), (group.memory()["largest"] for group in contestant.groups), strict=True)
    )
