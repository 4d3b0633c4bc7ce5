"""One run: the tenant, the folder, the people, how much of everything; and shots at a contestant."""

from __future__ import annotations

import shutil
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from tests.bench import work
from tests.bench.processes import Contestant, fire
from tests.rig import admin_env, run_module
from tests.tenant_process import TenantProcess


@dataclass(frozen=True)
class Size:
    """How much is done; the figures are the same in both."""

    repetitions: int
    alone: int  # meldingen of one melder in a repetition
    many: int  # of sixteen
    typical_many: int  # of sixteen, at the slow one; none in a quick run
    open_loop: int  # at twenty a second
    sustained: int
    cases: tuple[int, ...]
    looks: int  # at a list or case
    memory: tuple[int, ...]


FULL = Size(5, 30, 96, 16, 100, 300, (1_000, 10_000, 100_000), 40, (500, 2_000))
QUICK = Size(2, 6, 16, 0, 16, 20, (1_000, 10_000), 10, ())


@dataclass
class Run:
    """What every figure needs."""

    tenant: TenantProcess
    folder: Path
    size: Size
    melders: work.Melders
    body: Path
    _names: Iterator[int]

    @classmethod
    @contextmanager
    def begun(cls, size: Size) -> Iterator[Run]:
        """A fresh tenant with its lists; all of it gone afterwards."""
        folder = Path(tempfile.mkdtemp(prefix="meld-bench-"))
        (folder / "tenant").mkdir()
        tenant = TenantProcess.start(folder / "tenant")
        try:
            done = run_module("deploy.provision", env=admin_env(tenant, folder / "admin"))
            if done.returncode:
                raise RuntimeError(done.stdout + done.stderr)
            (folder / "melding").write_bytes(work.body(work.files()))
            yield cls(tenant, folder, size, work.Melders(tenant), folder / "melding", count(1))
        finally:
            tenant.stop()
            shutil.rmtree(folder, ignore_errors=True)

    def room(self) -> Path:
        """A folder nobody used yet."""
        return self.folder / f"c{next(self._names)}"

    def shot(
        self, contestant: Contestant, clients: int, meldingen: int, rate: float | None = None
    ) -> dict[str, Any]:
        """Meldingen sent and accepted: seconds in all, and [status, begun, seconds] of each."""
        tokens = self.melders.tokens(meldingen)
        order = {"body": str(self.body), "tokens": tokens, "clients": clients, "count": meldingen}
        return fire(contestant, order | {"rate": rate})


def milliseconds(answer: dict[str, Any]) -> list[float]:
    """How long each took, sorted."""
    return sorted(took * 1000 for _, _, took in answer["done"])


def percentile(values: Sequence[float], part: float) -> float:
    """The value below which this part of the sorted values lies."""
    return values[min(len(values) - 1, int(len(values) * part))]


def spread(values: Sequence[float], digits: int = 1) -> dict[str, float]:
    """The median of the repetitions with the least and the most."""
    found = {"median": statistics.median(values), "min": min(values), "max": max(values)}
    return {name: round(value, digits) for name, value in found.items()}
