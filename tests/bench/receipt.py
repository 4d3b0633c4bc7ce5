"""Time to receipt: the one thing a melder waits for; and the processor time each contestant spends on a melding."""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack
from typing import Any

from tests.bench.processes import Contestant, other, ours
from tests.bench.run import Run, milliseconds, percentile, spread

SEPARATE = (("serve",), ("worker",))
PARTS = {"p50": 0.50, "p95": 0.95, "p99": 0.99}
OPEN_LOOP, WAITING = 20.0, 48  # meldingen a second; connections to carry them


def measure(run: Run) -> dict[str, Any]:
    """{latency: {load: {contestant: {p50, p95, p99}}}} in ms. The contestants take turns, so they share the weather."""
    found: dict[str, Any] = {}
    with ExitStack() as stack:
        contestants = [
            stack.enter_context(ours(run.tenant, run.room(), SEPARATE)),
            *(stack.enter_context(other(run.tenant, run.room(), name)) for name in OTHERS),
        ]
        for contestant in contestants:
            run.shot(contestant, 1, 3)
            contestant.idle()
        for latency in (0, 100):
            run.tenant.latency(latency)
            found[f"{latency} ms"] = _rounds(run, contestants)
        run.tenant.latency(0)
    return found


OTHERS = ("sealed_fsync", "typical")


def _rounds(run: Run, contestants: list[Contestant]) -> dict[str, Any]:
    size = run.size
    loads = {
        "1": (1, size.alone, None),
        "16": (16, size.many, None),
        "20/s": (WAITING, size.open_loop, OPEN_LOOP),
    }
    # At twenty a second it would only show the length of its queue.
    slow = {"1": 3, "16": size.typical_many, "20/s": 0}
    seen: dict[str, dict[str, list[list[float]]]] = defaultdict(lambda: defaultdict(list))
    for _ in range(size.repetitions):
        for load, (clients, meldingen, rate) in loads.items():
            for contestant in contestants:
                asked = slow[load] if contestant.name == "typical" else meldingen
                if asked:
                    seen[load][contestant.name].append(
                        milliseconds(run.shot(contestant, clients, asked, rate))
                    )
                    contestant.idle()
    return {
        load: {
            name: {part: spread([percentile(one, at) for one in shots]) for part, at in PARTS.items()}
            for name, shots in by_name.items()
        }
        for load, by_name in seen.items()
    }
