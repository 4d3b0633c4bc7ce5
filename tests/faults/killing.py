"""When to kill, and whom: a process that is at work, in the middle of a call."""

from __future__ import annotations

import contextlib
import random
import time

from tests.faults.house import House
from tests.service_process import WITH_WORKER, eventually
from tests.tenant_process import TenantProcess

LATENCY_MS = 50.0  # a call takes long enough to be killed in


def kill_at_a_call(house: House, dice: random.Random, last: int, turn: int) -> int:
    """Kill who works, at a random moment after the next call; the last call that was seen."""
    seen = _wait_for_a_call(house.tenant, last)
    time.sleep(min(dice.expovariate(3), 1.5))  # the random moment itself
    _kill_who_works(house, turn)
    return seen


def _wait_for_a_call(tenant: TenantProcess, last: int) -> int:
    """Until Microsoft 365 is asked something by a process that lives. Nobody asks when nothing is left to do."""
    time.sleep(2 * LATENCY_MS / 1000)  # calls of the dead come in no more
    last = max([last, *(call["id"] for call in tenant.requests(last))])
    with contextlib.suppress(TimeoutError):
        eventually(lambda: tenant.requests(last), "a call", 2.5)
    return last


def _kill_who_works(house: House, turn: int) -> None:
    """Who is up longest is at work. In a web server with a worker: the child, every tenth time the whole."""
    longest = min(house.workers, key=lambda worker: worker.started)
    if longest.process.command == WITH_WORKER and turn % 10:
        longest.process.kill9_child()
    else:
        longest.kill9()
