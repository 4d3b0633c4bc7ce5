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
LIBRARY = re.compile(r'data-msal="([^"]+)"')
IMPORTED = re.compile(r"""from ["'](\./[^"']+)["']""")
LATER = re.compile(r"""import\(["'](\./[^"']+)["']\)""")


def letter(times: int = 30) -> dict[str, float]:
    """Milliseconds to write one Word letter."""
    letters, took = Letters(LETTERS), []
    for _ in range(times):
        begun = time.perf_counter()
        letters.write(STOPGESPREK, VELDEN)
        took.append((time.perf_counter() - begun) * 1000)
    return spread(took) | {"p95": round(percentile(sorted(took), 0.95), 1)}


def pane(run: Run) -> dict[str, Any]:
    """What a browser fetches of the pane, as gzip sends it; office.js is Microsoft's own.

    What the form needs comes first. The sign-in library and what only sending, Android or Teams needs come after it.
    """
    with ours(run.tenant, run.room(), SEPARATE[:1]) as contestant:
        address = f"http://127.0.0.1:{contestant.port}"
        with httpx.Client(base_url=address, trust_env=False, timeout=15) as client:
            page = client.get("/meld")
            first: dict[str, int] = {"/meld": len(gzip.compress(page.content, 9))}
            postponed: list[str] = []
            for path in LINKED.findall(page.text):
                postponed += _with_imports(client, path, first)
            later = dict(first)
            for path in postponed:
                _with_imports(client, path, later)
            library: dict[str, int] = {}
            _with_imports(client, LIBRARY.findall(page.text)[0], library)
    own, all_own = sum(first.values()), sum(later.values())
    return {
        "kB in all": round((all_own + sum(library.values())) / 1000, 1),
        "kB of our own, first": round(own / 1000, 1),
        "kB of our own, later": round((all_own - own) / 1000, 1),
    }


def _with_imports(client: httpx.Client, path: str, found: dict[str, int]) -> list[str]:
    """Add this file and what it imports at once to `found`; gives what is imported later."""
    if path in found:
        return []
    answer = client.get(path).raise_for_status()
    found[path] = len(gzip.compress(answer.content, 9))
    if not path.endswith(".js") or "/vendor/" in path:
        return []

    def beside(other: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(path), other))

    postponed = [beside(other) for other in LATER.findall(answer.text)]
    for other in IMPORTED.findall(answer.text):
        postponed += _with_imports(client, beside(other), found)
    return postponed
