"""The service is killed again and again where it stands, between steps and within them; nothing is lost or doubled."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

import pytest

from tests.faults.house import House
from tests.faults.standing import (
    each_draft_stands_once,
    each_melding_stands_once,
    nothing_else_stands,
    references,
    wait_until_nothing_is_left,
    work_left,
)
from tests.faults.story import (
    Sent,
    agree,
    ask_draft,
    report,
    side_by_side,
    wait_until_drafted,
    wait_until_told,
)
from tests.service_process import WEB, ServiceProcess, Supervisor, eventually
from tests.tenant_process import TenantProcess

KILLS, MELDINGEN, DRAFTS = 50, 30, 6
LATENCY_MS = 50.0  # a call takes long enough to be killed in


@pytest.mark.timeout(300)
def test_fifty_kills_lose_nothing_and_double_nothing(house: House) -> None:
    dice = random.Random(50)
    before = references(house.tenant.state())
    drafted = side_by_side(lambda number: report(house.web, number), range(DRAFTS))
    wait_until_told(house.web, drafted)
    side_by_side(lambda sent: agree(house.web, sent), drafted)
    house.tenant.latency(LATENCY_MS)
    with ThreadPoolExecutor(8) as pool:
        under_way = _kill_while_people_work(house, dice, pool, drafted)
        meldingen = drafted + [sent for one in under_way if (sent := one.result())]
    house.tenant.latency(0)
    house.web.wait_ready()
    wait_until_nothing_is_left(house.database, 90)
    assert len(meldingen) == MELDINGEN
    state = house.tenant.state()
    each_melding_stands_once(state, meldingen)
    each_draft_stands_once(state, drafted)
    nothing_else_stands(state, before, meldingen)
    wait_until_told(house.web, meldingen)
    wait_until_drafted(house.web, drafted)


def _kill_while_people_work(
    house: House, dice: random.Random, pool: ThreadPoolExecutor, drafted: list[Sent]
) -> list[Future[Sent | None]]:
    """Each kill finds work in hand: something new begins, or what the last kill cut off goes on."""
    acts: list[Callable[[], Sent | None]] = [
        partial(report, house.web, number) for number in range(DRAFTS, MELDINGEN)
    ]
    acts += [partial(ask_draft, house.web, sent) for sent in drafted]
    dice.shuffle(acts)
    under_way: list[Future[Sent | None]] = []
    for turn in range(KILLS):
        if turn * len(acts) // KILLS >= len(under_way):
            under_way.append(pool.submit(acts[len(under_way)]))
        _wait_for_a_call(house.tenant)
        dice.choice(house.workers).kill9_after(dice.uniform(0, 0.5))
    under_way += [pool.submit(act) for act in acts[len(under_way) :]]
    return under_way


def _wait_for_a_call(tenant: TenantProcess) -> None:
    """Until Microsoft 365 is asked something: a process is up and at work. When nothing is left to do, nobody asks."""
    last = tenant.last_request()
    try:
        eventually(lambda: tenant.requests(last), "a call", 2.5)
    except TimeoutError:
        return


@pytest.mark.parametrize("house", ["PostgreSQL"], indirect=True)
def test_a_worker_that_dies_for_good_halfway_leaves_everything_to_the_other(house: House) -> None:
    house.tenant.latency(LATENCY_MS)
    meldingen = side_by_side(lambda number: report(house.web, number), range(12))
    first, second = house.workers
    eventually(lambda: _has_work(house, first) and _has_work(house, second), "both workers are at work", 20)
    first.kill_for_good()
    wait_until_nothing_is_left(house.database)
    assert not first.process.alive
    assert second.endings == [] or second.process.alive
    each_melding_stands_once(house.tenant.state(), meldingen)
