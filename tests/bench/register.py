"""The register page, its files and the yearly report, over few and many meldingen."""

from __future__ import annotations

import time
from typing import Any

import httpx

from plugin.protocol.register import TABELLEN, Groep, Plaats
from tests.bench.cases import timed
from tests.bench.processes import Contestant, ours
from tests.bench.receipt import SEPARATE
from tests.bench.run import Run
from tests.tenant_process import REGISTER_SITE

MELDINGEN = (300, 3_000)  # in one year
FIRST_YEAR = 2024
LOOKS = {"page": "/deel/register", "csv": "/api/register?formaat=csv", "xlsx": "/api/register?formaat=xlsx"}


def measure(run: Run) -> dict[str, Any]:
    """{meldingen: {what: {p50, p95}}} in ms; `first` is the page when its edition was not read before."""
    found: dict[str, Any] = {}
    with ours(run.tenant, run.room(), SEPARATE[:1]) as contestant:
        for year, count in enumerate(MELDINGEN, FIRST_YEAR):
            _seed(run, str(year), count)
            found[str(count)] = _looks(run, contestant, year)
    return found


def _seed(run: Run, year: str, count: int) -> None:
    """One whole edition: every number shown, so that every chart is drawn."""
    edition = {"Periode": year, "Editie": f"{year}-1"}
    totals = [
        edition | {"Onderwerp": topic.value, "Waarde": word, "Aantal": count}
        for topic, words in TABELLEN.items()
        for word in words
    ]
    kinds = [{"Groep": groep, "Vorm": plaats} for groep in Groep for plaats in Plaats]
    records = [edition | kinds[number % len(kinds)] for number in range(count)]
    for name, rows in (("Registratie", records), ("Cijfers", totals)):
        order = {"site": REGISTER_SITE, "list": name, "rows": rows}
        run.tenant.control("POST", "seed", json=order, timeout=120)


def _looks(run: Run, contestant: Contestant, year: int) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {run.tenant.token('regisseur')}"}
    address = f"http://127.0.0.1:{contestant.port}"
    with httpx.Client(base_url=address, headers=headers, timeout=60, trust_env=False) as client:
        first = _once(client, "GET", LOOKS["page"])
        read = {what: timed(client, path, run.size.looks) for what, path in LOOKS.items()}
        report = _once(client, "POST", "/api/register/jaarrapport", json={"jaar": year})
    return {"first": first, **read, "report": report}


def _once(client: httpx.Client, method: str, path: str, **sent: Any) -> float:
    begun = time.perf_counter()
    client.request(method, path, **sent).raise_for_status()
    return round((time.perf_counter() - begun) * 1000, 1)
