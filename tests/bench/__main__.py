"""python -m tests.bench [--quick] [--only PART ...]: measure everything side by side, write bench/results.json, print it."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Callable
from typing import Any

from tests.bench import cases, chain, phone, pieces, receipt, register, sustained
from tests.bench.run import FULL, QUICK, Run
from tests.bench.table import table
from tests.tenant_process import ROOT

RESULTS = ROOT / "bench" / "results.json"
PARTS: dict[str, Callable[[Run], Any]] = {
    "receipt": receipt.measure,
    "chain": chain.measure,
    "sustained": sustained.measure,
    "footprint": sustained.footprint,
    "cases": cases.measure,
    "register": register.measure,
    "letter": lambda _run: pieces.letter(),
    "pane": pieces.pane,
    "phone": phone.measure,
}


def main() -> int:
    """Run the parts asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="ends within three minutes")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    asked = parser.parse_args()
    found: dict[str, Any] = {"machine": _machine(), "quick": asked.quick}
    for part in asked.only:  # a tenant of its own each, so that no figure pays for another's rows
        begun = time.perf_counter()
        with Run.begun(QUICK if asked.quick else FULL) as run:
            found[part] = PARTS[part](run)
        found["machine"]["load at the end"] = _load()
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
        took = f"{part}: {time.perf_counter() - begun:.0f} s"
        sys.stdout.write(f"{table({part: found[part]})}\n({took})\n\n")
        sys.stdout.flush()
    return 0


def _machine() -> dict[str, Any]:
    return {
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "load at the start": _load(),
    }


def _load() -> list[float]:
    return [round(one, 1) for one in os.getloadavg()]


if __name__ == "__main__":
    sys.exit(main())
