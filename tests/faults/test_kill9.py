"""The service is killed again and again where it stands, between steps and within them; nothing is lost or doubled."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

import pytest
import sqlalchemy as sa

from tests.faults.house import House
from tests.faults.killing import LATENCY_MS, kill_at_a_call
from tests.faults.standing import (
    each_draft_stands_once,
    each_melding_stands_once,
    nothing_else_stands,
    references,
    wait_until_nothing_is_left,
    workers_with_work,
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
from tests.service_process import eventually

KILLS, MELDINGEN, DRAFTS = 50, 30, 6


@pytest.mark.timeout(300)
def test_fifty_kills_lose_nothing_and_double_nothing(house: House) -> None:
    dice = random.Random(50)  # noqa: S311 - the same moments in each run
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
        partial(report, house.web, number, seconds=200) for number in range(DRAFTS, MELDINGEN)
    ]
    acts += [partial(ask_draft, house.web, sent, 200) for sent in drafted]
    dice.shuffle(acts)
    under_way: list[Future[Sent | None]] = []
    last = house.tenant.last_request()
    for turn in range(KILLS):
        if turn * len(acts) // KILLS >= len(under_way):
            under_way.append(pool.submit(acts[len(under_way)]))
        last = kill_at_a_call(house, dice, last, turn)
    return under_way + [pool.submit(act) for act in acts[len(under_way) :]]


@pytest.mark.parametrize("house", ["PostgreSQL"], indirect=True)
def test_a_web_server_killed_while_people_send_keeps_every_melding_it_answered(house: House) -> None:
    before = references(house.tenant.state())
    dice = random.Random(8)  # noqa: S311 - the same moments in each run
    with ThreadPoolExecutor(8) as pool:
        sending = [pool.submit(report, house.web, number, seconds=90) for number in range(24)]
        for turn in range(6):
            house.web.wait_ready()
            time.sleep(dice.uniform(0, 0.2))  # the random moment itself
            _kill_web(house, turn)
        meldingen = [one.result() for one in sending]
    house.web.wait_ready()
    wait_until_nothing_is_left(house.database)
    state = house.tenant.state()
    each_melding_stands_once(state, meldingen)
    nothing_else_stands(state, before, meldingen)


def _kill_web(house: House, turn: int) -> None:
    """One of its two processes, or the whole."""
    if turn % 2:
        house.web.kill9_child()
    else:
        house.keepers[0].kill9()


@pytest.mark.parametrize("house", ["PostgreSQL"], indirect=True)
def test_a_worker_that_dies_for_good_halfway_leaves_everything_to_the_other(house: House) -> None:
    house.tenant.latency(LATENCY_MS)
    meldingen: list[Sent] = []

    def both_are_at_work() -> bool:
        more = range(len(meldingen), len(meldingen) + 6)
        meldingen.extend(side_by_side(lambda number: report(house.web, number), more))
        return len(workers_with_work(house.database)) == 2

    eventually(both_are_at_work, "both workers are at work")
    house.workers[0].kill_for_good()
    wait_until_nothing_is_left(house.database)
    assert not house.workers[0].process.alive
    each_melding_stands_once(house.tenant.state(), meldingen)


def test_a_kill_between_the_last_deed_and_its_record_does_nothing_twice(house: House) -> None:
    """The case stands and the sealed copy is gone, but the engine never heard of it and begins again."""
    sent = report(house.web, 0)
    wait_until_told(house.web, [sent])
    wait_until_nothing_is_left(house.database)
    with house.database.begin() as connection:
        find = sa.text("select id from zending where referentie = :ref")
        story = {"id": connection.execute(find, {"ref": sent.referentie}).scalar_one()}
        _find_the_engines_tables(connection)
        connection.execute(sa.text("delete from operation_outputs where workflow_uuid = :id"), story)
        connection.execute(sa.text("delete from workflow_output where workflow_uuid = :id"), story)
        again = "update workflow_status set status = 'ENQUEUED' where workflow_uuid = :id"
        connection.execute(sa.text(again), story)
    eventually(lambda: _ended(house.database, story), "the story to end once more", 30)
    each_melding_stands_once(house.tenant.state(), [sent])


def _find_the_engines_tables(connection: sa.Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("set local search_path to dbos"))


def _ended(database: sa.Engine, story: dict[str, str]) -> bool:
    with database.connect() as connection:
        _find_the_engines_tables(connection)
        question = sa.text("select status from workflow_status where workflow_uuid = :id")
        return bool(connection.execute(question, story).scalar_one() == "SUCCESS")
