"""The same melding twenty times at once is one melding, in one process and in several."""

from __future__ import annotations

import json
import uuid
from concurrent.futures import ThreadPoolExecutor

import httpx

from tests.faults.house import House
from tests.faults.standing import (
    each_melding_stands_once,
    nothing_else_stands,
    references,
    wait_until_nothing_is_left,
)
from tests.faults.story import MELDING, evidence, send, sent_of, wait_until_told
from tests.service_process import WEB, ServiceProcess

TIMES = 20


def test_twenty_identical_submissions_at_once_get_one_answer_and_one_case(house: House) -> None:
    before, key = references(house.tenant.state()), str(uuid.uuid4())
    doors = _doors(house)
    try:
        with ThreadPoolExecutor(TIMES) as pool:
            answers = list(pool.map(lambda turn: send(doors[turn % len(doors)], 0, key), range(TIMES)))
        assert {answer.status_code for answer in answers} == {202}
        assert len({_told(answer) for answer in answers}) == 1
        other = [send(door, 0, key, MELDING | {"gebeurtenis": "Iets anders."}).status_code for door in doors]
        assert set(other) == {409}, "other content under the same key"
        more = [send(door, 0, key, files=[*evidence(0), *evidence(1)]).status_code for door in doors]
        assert set(more) == {409}, "other files under the same key"
    finally:
        for door in doors[1:]:
            door.stop()
    sent = [sent_of(answers[0], 0)]
    wait_until_told(house.web, sent)
    wait_until_nothing_is_left(house.database)
    each_melding_stands_once(house.tenant.state(), sent)
    nothing_else_stands(house.tenant.state(), before, sent)


def test_the_same_key_of_somebody_else_is_another_melding(house: House) -> None:
    key = str(uuid.uuid4())
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda turn: send(house.web, turn % 2, key), range(8)))
    assert {answer.status_code for answer in answers} == {202}
    told = {turn % 2: _told(answer) for turn, answer in enumerate(answers)}
    assert {_told(answer) for answer in answers} == set(told.values())
    assert told[0] != told[1]
    wait_until_nothing_is_left(house.database)


def _told(answer: httpx.Response) -> str:
    return json.dumps([answer.json(), answer.headers["Location"]], sort_keys=True)


def _doors(house: House) -> list[ServiceProcess]:
    """On PostgreSQL a second web server stands beside the first, on the same database."""
    if house.database.dialect.name == "sqlite":
        return [house.web]
    url = {"MELD_DATABASE_URL": house.web.env["MELD_DATABASE_URL"]}
    return [house.web, ServiceProcess(house.tenant, house.folder, WEB, **url).start().wait_ready()]
