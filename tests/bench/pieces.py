"""One letter, and the bytes of the task pane."""

from __future__ import annotations

import gzip
import posixpath
import re
import time
from typing import Any

import httpx

from plugin.letters import Letters
from plugin.main import LETTERS
from tests.bench.processes import ours
from tests.bench.receipt import SEPARATE
from tests.bench.run import Run, percentile, spread
from tests.letters.test_letters import STOPGESPREK, VELDEN

LINKED = re.compile(r'(?:src|href)="(/static/[^"]+)"')
IMPORTED = re.compile(r"""(?:from|import)\s*\(?["'](\.{1,2}/[^"']+|/static/[^"']+)["']""")


def letter(times: int = 30) -> dict[str, float]:
    """Milliseconds to write one Word letter."""
    letters, took = Letters(LETTERS), []
    for _ in range(times):
        begun = time.perf_counter()
        letters.write(STOPGESPREK, VELDEN)
        took.append((time.perf_counter() - begun) * 1000)
    return spread(took) | {"p95": round(percentile(sorted(took), 0.95), 1)}


def pane(run: Run) -> dict[str, Any]:
    """What a browser fetches before the pane can be used, as gzip sends it; office.js is Microsoft's own."""
    with ours(run.tenant, run.room(), SEPARATE[:1]) as contestant:
        address = f"http://127.0.0.1:{contestant.port}"
        with httpx.Client(base_url=address, trust_env=False, timeout=15) as client:
            page = client.get("/meld")
            found = {"/meld": len(gzip.compress(page.content, 9))}
            for path in LINKED.findall(page.text):
                _with_imports(client, path, found)
    library = sum(size for path, size in found.items() if "/vendor/" in path)
    whole = sum(found.values())
    return {"kB in all": round(whole / 1000, 1), "kB of our own": round((whole - library) / 1000, 1)}


def _with_imports(client: httpx.Client, path: str, found: dict[str, int]) -> None:
    if path in found:
        return
    answer = client.get(path).raise_for_status()
    found[path] = len(gzip.compress(answer.content, 9))
    if path.endswith(".js") and "/vendor/" not in path:
        for other in IMPORTED.findall(answer.text):
            _with_imports(client, posixpath.normpath(posixpath.join(posixpath.dirname(path), other)), found)
