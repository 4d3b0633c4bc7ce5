"""From sending to stored and notified: how long, how many calls, how deep, how much processor time."""

from __future__ import annotations

import re
import threading
import time
from contextlib import ExitStack
from typing import Any

from tests.bench import work
from tests.bench.processes import Contestant, other, ours
from tests.bench.receipt import SEPARATE
from tests.bench.run import Run, milliseconds, spread

NAMES = ("floor", "typical")
LATENCY = 100
LOOK_UP = re.compile(r"/sites/[^/]+:/|/lists\?|/drive(\?|$)")
PAUSE = 0.003


def measure(run: Run) -> dict[str, Any]:
    """Each contestant for one melding at a time."""
    with ExitStack() as stack:
        contestants = [
            stack.enter_context(ours(run.tenant, run.room(), SEPARATE)),
            *(stack.enter_context(other(run.tenant, run.room(), name)) for name in NAMES),
        ]
        for contestant in contestants:  # tokens, connections and ids are had before anything is counted
            run.shot(contestant, 1, 2)
            contestant.idle()
        calls = {one.name: [_calls(run, one, files) for files in (0, 1, 3)] for one in contestants}
        run.tenant.latency(LATENCY)
        times: dict[str, list[float]] = {one.name: [] for one in contestants}
        for _ in range(max(3, run.size.repetitions)):
            for one in contestants:
                times[one.name].append(_until_notified(run, one))
        run.tenant.latency(0)
        return {
            "stored and notified, ms at 100 ms": {name: spread(took) for name, took in times.items()},
            "calls": calls,
            "processor time, ms": {one.name: _processor(run, one) for one in contestants},
        }


def _until_notified(run: Run, contestant: Contestant) -> float:
    if contestant.database is None:
        return milliseconds(run.shot(contestant, 1, 1))[0]
    wanted, ended = contestant.finished() + 1, list[float]()

    def watch() -> None:
        while contestant.finished() < wanted:
            time.sleep(PAUSE)
        ended.append(time.perf_counter())

    watching = threading.Thread(target=watch)
    watching.start()
    answer = run.shot(contestant, 1, 1)
    watching.join(60)
    # Linux has one monotonic clock for all processes, so the generator's beginning and the end seen here compare.
    return (ended[0] - answer["begin"] - answer["done"][0][1]) * 1000


def _calls(run: Run, contestant: Contestant, files: int) -> dict[str, Any]:
    """From the tenant's own log. Look-ups of ids and tokens, done once, are left out."""
    before, whole = run.tenant.last_request(), run.body
    run.body = run.folder / f"melding-{files}"
    run.body.write_bytes(work.body(work.files(max(0, files - 1))[:files]))
    run.shot(contestant, 1, 1)
    run.body = whole
    contestant.idle()
    log = [one for one in run.tenant.requests(before) if not LOOK_UP.search(one["path"])]
    calls = [one for one in log if one["batch"] is None]
    units = sum(one["units"] for one in log if not one["path"].endswith("/$batch"))
    return {"files": files, "calls": len(calls), "units": units, "log": [_kind(one) for one in calls]}


def _kind(entry: dict[str, Any]) -> str:
    path = entry["path"].partition("?")[0].rpartition("/")[2]
    return f"{entry['method']} {path.lstrip(':')}"


def _processor(run: Run, contestant: Contestant) -> dict[str, float]:
    """Milliseconds of processor time a melding, the service's processes alone, its idle cost included."""
    each = 4 if contestant.name == "typical" else 12
    spent = []
    for _ in range(run.size.repetitions):
        before = contestant.cpu()
        run.shot(contestant, 2, each)
        contestant.idle()
        spent.append((contestant.cpu() - before) / each * 1000)
    return spread(spent)
