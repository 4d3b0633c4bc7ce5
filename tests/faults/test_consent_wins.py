"""Whoever withdraws consent wins from the draft that is being made, also when the service is killed meanwhile."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest

from tests.faults.house import House
from tests.faults.standing import (
    State,
    drafts_of,
    nothing_drafted_stands,
    slots_of,
    wait_until_nothing_is_left,
)
from tests.faults.story import (
    Sent,
    agree,
    answer_question,
    ask_draft,
    measure,
    report,
    side_by_side,
    wait_until_told,
)
from tests.service_process import eventually

LATENCY_MS = 40.0
AT_ONCE = 5
LONGEST_DRAFT = 2.0  # seconds: some withdrawals come before the first call, some after the last


@pytest.fixture
def agreed(house: House, request: pytest.FixtureRequest) -> list[Sent]:
    """Cases in which a draft may be asked for."""
    meldingen = side_by_side(lambda number: report(house.web, number), range(request.param))
    wait_until_told(house.web, meldingen)
    side_by_side(lambda sent: agree(house.web, sent), meldingen)
    return meldingen


@pytest.mark.parametrize("agreed", [20], indirect=True)
def test_a_withdrawal_at_any_moment_leaves_nothing_that_can_be_sent(house: House, agreed: list[Sent]) -> None:
    house.tenant.latency(LATENCY_MS)
    _withdraw_while_drafting(house, agreed)
    _nothing_is_left(house, agreed)


@pytest.mark.parametrize("house", ["PostgreSQL"], indirect=True)
@pytest.mark.parametrize("agreed", [10], indirect=True)
def test_a_withdrawal_wins_also_when_the_worker_is_killed(house: House, agreed: list[Sent]) -> None:
    house.tenant.latency(LATENCY_MS)
    with _workers_killed_by_turns(house):
        _withdraw_while_drafting(house, agreed, 2 * LONGEST_DRAFT)
    _nothing_is_left(house, agreed)


@pytest.mark.parametrize(
    ("path", "made"), [("^/users/.*/messages$", drafts_of), ("/events$", slots_of)], ids=["draft", "slot"]
)
@pytest.mark.parametrize("agreed", [1], indirect=True)
def test_what_was_made_without_our_hearing_of_it_goes_when_consent_goes(
    house: House, agreed: list[Sent], path: str, made: Callable[[State, str], list[Any]]
) -> None:
    house.tenant.fault(method="POST", path=path, kind="drop_after_write", times=1000)
    ask_draft(house.web, agreed[0])
    eventually(lambda: made(house.tenant.state(), agreed[0].referentie), "it stands", 20)
    eventually(partial(_withdrawn, house, agreed[0]), "a withdrawal", 30)
    house.tenant.clear_faults()
    _nothing_is_left(house, agreed)


@pytest.mark.parametrize("agreed", [1], indirect=True)
def test_a_finished_draft_goes_when_consent_goes(house: House, agreed: list[Sent]) -> None:
    ask_draft(house.web, agreed[0])
    wait_until_nothing_is_left(house.database)
    assert measure(house.web, agreed[0])["concept"]["status"] == "gereed"
    assert answer_question(house.web, agreed[0], "ingetrokken").status_code == 200
    _nothing_is_left(house, agreed)


def _withdraw_while_drafting(house: House, meldingen: list[Sent], longest: float = LONGEST_DRAFT) -> None:
    moments = [longest * place / len(meldingen) for place in range(len(meldingen))]
    random.Random(14).shuffle(moments)  # noqa: S311 - the same moments in each run
    acts = [partial(_draft_and_withdraw, house, *one) for one in zip(meldingen, moments, strict=True)]
    side_by_side(lambda act: act(), acts, AT_ONCE)


def _draft_and_withdraw(house: House, sent: Sent, moment: float) -> None:
    ask_draft(house.web, sent)
    time.sleep(moment)  # this is the moment itself
    eventually(partial(_withdrawn, house, sent), "a withdrawal", 30)


def _withdrawn(house: House, sent: Sent) -> bool:
    """The service may ask for a little patience when the case is busy."""
    answer = answer_question(house.web, sent, "ingetrokken")
    assert answer.status_code in (200, 503), answer.text
    return answer.status_code == 200


def _nothing_is_left(house: House, meldingen: list[Sent]) -> None:
    wait_until_nothing_is_left(house.database)
    nothing_drafted_stands(house.tenant.state(), meldingen)
    house.tenant.latency(0)
    for sent in meldingen:
        shown = measure(house.web, sent)
        concept = shown["concept"]
        assert (shown["status"], concept["status"]) == ("ingetrokken", "ingetrokken")
        assert (concept["webLink"], concept["document"]) == (None, None)


@contextmanager
def _workers_killed_by_turns(house: House) -> Iterator[None]:
    over = threading.Event()

    def kill() -> None:
        turn = 0
        while not over.wait(1.5):
            house.workers[turn % len(house.workers)].kill9()
            turn += 1

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        yield
    finally:
        over.set()
        killer.join()
