"""The tenant's own switches and windows under /__tenant/: for tests, the demo and the look-inside pages."""

from __future__ import annotations

import json
from typing import Any

from deploy.devtenant.graph import Call, GraphFault, Reply, outside


@outside("POST", "/__tenant/faults")
def _add_fault(call: Call) -> Reply:
    call.tenant.faults.add(call.json())
    return Reply(204)


@outside("DELETE", "/__tenant/faults")
def _clear_faults(call: Call) -> Reply:
    call.tenant.faults.clear()
    return Reply(204)


@outside("GET", "/__tenant/requests")
def _requests(call: Call) -> Reply:
    after = call.query.get("after", "0")
    if not after.isdigit():
        raise GraphFault(400, "BadRequest", "after is a number")
    return _list(call.tenant.journal.after(int(after)))


@outside("POST", "/__tenant/reset-log")
def _reset_log(call: Call) -> Reply:
    call.tenant.journal.clear()
    return Reply(204)


@outside("POST", "/__tenant/latency")
def _latency(call: Call) -> Reply:
    call.tenant.latency = float(call.json()["ms"]) / 1000
    return Reply(204)


@outside("POST", "/__tenant/budget")
def _budget(call: Call) -> Reply:
    units = call.json()["units_per_minute"]
    call.tenant.budget.allow(None if units is None else int(units))
    return Reply(204)


@outside("GET", "/__tenant/state")
def _state(call: Call) -> Reply:
    return Reply(200, call.tenant.state())


def _list(rows: list[dict[str, Any]]) -> Reply:
    return Reply(200, json.dumps(rows).encode(), content_type="application/json")
