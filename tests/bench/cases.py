"""The case list and one case, with a history of a thousand cases and of many more."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from plugin.casebook.rows import case_fields
from plugin.protocol.melding import Melding
from plugin.protocol.terms import ZaakStatus
from plugin.protocol.zaak import Partij, Zaak
from tests.bench.processes import Contestant, ours
from tests.bench.receipt import SEPARATE
from tests.bench.run import Run, percentile
from tests.tenant_process import CASE_SITE

OPEN, AT_ONCE = 60, 2000
MONTHS, DAYS = 12 * 8, 28
LATENCY, TIMES = 250, 3  # ms a call, and how often, to see how many calls wait for one another
ASKED = {
    "open": "/api/zaken",
    "of one handler": "/api/zaken?behandelaar=griffier",
    "closed": "/api/zaken?status=afgesloten",
    "closed of one handler": "/api/zaken?status=afgesloten&behandelaar=griffier",
    "closed of who has none": "/api/zaken?status=afgesloten&behandelaar=provinciesecretaris",
    "one case": "/api/zaken/M-00000003",
    "page of one case": "/deel/zaken/M-00000003",
}


def measure(run: Run) -> dict[str, Any]:
    """{cases: {what: {p50, p95}}} in ms, with its calls; as many cases are open each time, the others are history."""
    found: dict[str, Any] = {}
    with ours(run.tenant, run.room(), SEPARATE[:1]) as contestant:
        made = 0
        for wanted in run.size.cases:
            _seed(run, made, wanted)
            made, found[str(wanted)] = wanted, _looks(run, contestant)
    return found


def _seed(run: Run, begin: int, end: int) -> None:
    for start in range(begin, end, AT_ONCE):
        rows = [_row(number) for number in range(start, min(end, start + AT_ONCE))]
        order = {"site": CASE_SITE, "list": "Meldingen", "rows": rows}
        run.tenant.control("POST", "seed", json=order, timeout=120)


def _row(number: int) -> dict[str, Any]:
    melder = Partij(oid=f"00000000-0000-4000-a000-{number % 400:012d}", naam="Statenlid", functie="statenlid")
    received = datetime.now(UTC) - timedelta(days=31 * (number % MONTHS) + number % DAYS)
    zaak = Zaak(
        referentie=f"M-{number:08d}",
        sleutel=f"sleutel-{number}",
        ontvangen_op=received,
        melding=Melding.model_validate({"route": "hulp", "gebeurtenis": "Iemand riep iets. " * 20}),
        melder=melder,
        betrokkene=melder,
        lezers=("cdk", "griffier"),
        eerst_herkennen=False,
        behandelaar="griffier" if number % 2 else "cdk",
        status=ZaakStatus.ONTVANGEN if number < OPEN else ZaakStatus.AFGESLOTEN,
    )
    return case_fields(zaak)


def _looks(run: Run, contestant: Contestant) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {run.tenant.token('griffier')}"}
    address = f"http://127.0.0.1:{contestant.port}"
    with httpx.Client(base_url=address, headers=headers, timeout=60, trust_env=False) as client:
        return {
            what: timed(client, path, run.size.looks) | _calls(run, client, path)
            for what, path in ASKED.items()
        }


def _calls(run: Run, client: httpx.Client, path: str) -> dict[str, int]:
    """Its calls to Graph, and how many of them wait for one another: what a call's latency adds to the whole."""
    before = run.tenant.last_request()
    quick = _least(client, path, 1)
    calls = [one for one in run.tenant.requests(before) if one["batch"] is None]
    quick = min(quick, _least(client, path, TIMES))
    run.tenant.latency(LATENCY)
    slow = _least(client, path, TIMES)
    run.tenant.latency(0)
    return {"calls": len(calls), "in a row": round((slow - quick) / LATENCY)}


def _least(client: httpx.Client, path: str, times: int) -> float:
    return _sorted(client, path, times)[0]


def timed(client: httpx.Client, path: str, times: int) -> dict[str, float]:
    """How long it takes to read this, in ms, once it was read before."""
    client.get(path).raise_for_status()
    took = _sorted(client, path, times)
    return {"p50": round(percentile(took, 0.5), 1), "p95": round(percentile(took, 0.95), 1)}


def _sorted(client: httpx.Client, path: str, times: int) -> list[float]:
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        client.get(path).raise_for_status()
        took.append((time.perf_counter() - begun) * 1000)
    return sorted(took)
