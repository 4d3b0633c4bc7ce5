"""The database goes away for a while: people are asked to wait, workers start again, and everything ends once."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator

import pytest

from tests.faults.house import Cluster, House, new_cluster, on_postgres
from tests.faults.standing import (
    each_draft_stands_once,
    each_melding_stands_once,
    references,
    wait_until_nothing_is_left,
)
from tests.faults.story import agree, ask_draft, report, send, side_by_side, wait_until_told
from tests.postgres import Postgres
from tests.service_process import eventually
from tests.tenant_process import TenantProcess

AWAY_SECONDS = 20.0
DATABASE_GONE = 75  # as the service ends when its database went away


@pytest.fixture
def own_cluster() -> Iterator[Cluster]:
    with new_cluster() as made:
        yield made


@pytest.fixture
def house(
    own_cluster: Cluster, provisioned: TenantProcess, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("weg")
    with on_postgres(provisioned, folder, Postgres(own_cluster.port)) as made:
        yield made


def test_twenty_seconds_without_a_database_lose_nothing(house: House, own_cluster: Cluster) -> None:
    before = references(house.tenant.state())
    drafted = side_by_side(lambda number: report(house.web, number), range(4))
    wait_until_told(house.web, drafted)
    side_by_side(lambda sent: agree(house.web, sent), drafted)
    house.tenant.latency(100)
    under_way = side_by_side(lambda number: report(house.web, number), range(4, 16))
    side_by_side(lambda sent: ask_draft(house.web, sent), drafted)
    key = str(uuid.uuid4())
    own_cluster.stop()
    _people_are_asked_to_wait(house, key)
    own_cluster.start()
    house.tenant.latency(0)
    eventually(lambda: house.web.status("/gereed") == 200, "the web server serves again", 30)
    repeated = send(house.web, 20, key)
    assert repeated.status_code == 202, repeated.text
    wait_until_nothing_is_left(house.database)
    assert all(DATABASE_GONE in worker.endings for worker in house.workers)
    meldingen = [*drafted, *under_way]
    state = house.tenant.state()
    each_melding_stands_once(state, meldingen)
    each_draft_stands_once(state, drafted)
    known = {sent.referentie for sent in meldingen} | {repeated.json()["referentie"]}
    assert references(state) - before == known


def _people_are_asked_to_wait(house: House, key: str) -> None:
    """For as long as it takes: 503 with a time, and alive all the same."""
    until = time.monotonic() + AWAY_SECONDS
    while time.monotonic() < until:
        answer = send(house.web, 20, key)
        assert (answer.status_code, answer.headers["Content-Type"]) == (503, "application/problem+json")
        assert int(answer.headers["Retry-After"]) > 0
        assert house.web.status("/gereed") == 503
        assert house.web.status("/gezond") == 200
        time.sleep(0.5)
