"""A letter that somebody changed can never be sent without a yes to its words, whatever breaks meanwhile."""

from __future__ import annotations

import random
import time
from typing import Any

import httpx
import pytest

from tests.faults.house import House
from tests.faults.standing import drafts_of, letters_of, nothing_drafted_stands, wait_until_nothing_is_left
from tests.faults.story import (
    Sent,
    agree,
    answer_question,
    ask_draft,
    measure,
    report,
    side_by_side,
    wait_until_drafted,
    wait_until_told,
)
from tests.web.zaakloop import WORD, changed

MESSAGES = r"users/[^/]+/messages"


@pytest.fixture
def drafted(house: House, request: pytest.FixtureRequest) -> list[Sent]:
    """Cases with a draft that is ready to send."""
    meldingen = side_by_side(lambda number: report(house.web, number), range(request.param))
    wait_until_told(house.web, meldingen)
    side_by_side(lambda sent: agree(house.web, sent), meldingen)
    side_by_side(lambda sent: ask_draft(house.web, sent), meldingen)
    wait_until_drafted(house.web, meldingen)
    return meldingen


@pytest.mark.parametrize("drafted", [8], indirect=True)
def test_of_a_changed_letter_and_a_withdrawal_at_once_neither_leaves_what_can_be_sent(
    house: House, drafted: list[Sent]
) -> None:
    house.tenant.latency(30)
    moments = random.Random(14)  # noqa: S311 - the same moments in each run

    def both(sent: Sent) -> None:
        early = moments.choice([0.0, 0.1, 0.2, 0.3])
        put, withdrawn = side_by_side(
            lambda act: act(), [lambda: _put(house, sent), lambda: _withdraw(house, sent, early)]
        )
        assert (put, withdrawn) in ((200, 409), (409, 200)), "one of the two was first"

    side_by_side(both, drafted, 4)
    wait_until_nothing_is_left(house.database)
    house.tenant.latency(0)
    state = house.tenant.state()
    for sent in drafted:
        status = measure(house.web, sent)["status"]
        if status == "ingetrokken":
            nothing_drafted_stands(state, [sent])
        else:
            assert status == "toestemming_gevraagd"
            _waits_for_a_yes(state, sent)


@pytest.mark.parametrize("house", ["SQLite"], indirect=True)
@pytest.mark.parametrize("drafted", [1], indirect=True)
@pytest.mark.parametrize(
    "fault",
    [
        {"method": "PATCH", "path": f"{MESSAGES}/[^/]+$", "kind": "timeout_after_write", "times": 1},
        {"method": "PATCH", "path": f"{MESSAGES}/[^/]+$", "kind": "503", "times": 3},
        {"method": "POST", "path": f"{MESSAGES}/.*attachments", "kind": "drop_after_write", "times": 1},
        {"method": "DELETE", "path": f"{MESSAGES}/.*attachments", "kind": "drop_after_write", "times": 1},
        {
            "method": "DELETE",
            "path": f"{MESSAGES}/.*attachments",
            "kind": "429",
            "retry_after": 1,
            "times": 2,
        },
    ],
    ids=lambda fault: f"{fault['method']} {fault['kind']}",
)
def test_a_step_that_is_cut_off_is_done_once(
    house: House, drafted: list[Sent], fault: dict[str, Any]
) -> None:
    house.tenant.fault(**fault)
    assert _put(house, drafted[0]) == 200
    wait_until_nothing_is_left(house.database)
    _waits_for_a_yes(house.tenant.state(), drafted[0])


@pytest.mark.parametrize("house", ["PostgreSQL"], indirect=True)
@pytest.mark.parametrize("drafted", [3], indirect=True)
def test_a_worker_that_is_killed_leaves_the_draft_to_the_next_one(house: House, drafted: list[Sent]) -> None:
    house.tenant.latency(60)
    for sent in drafted:
        assert _put(house, sent) == 200
        time.sleep(0.2)  # the story is somewhere in its steps
        for worker in house.workers:
            worker.kill9()
    wait_until_nothing_is_left(house.database)
    for sent in drafted:
        _waits_for_a_yes(house.tenant.state(), sent)


def _waits_for_a_yes(state: dict[str, Any], sent: Sent) -> None:
    """One draft without a recipient, with one letter; one letter in the dossier."""
    ((_, mail),) = drafts_of(state, sent.referentie)
    assert mail["recipients"] == []
    assert len(mail["attachments"]) == 1
    assert len(letters_of(state, sent.referentie)) == 1
    assert state["mail_sent"] == []


def _put(house: House, sent: Sent) -> int:
    """Change the letter and put it back, under the version that was read just before."""
    with house.web.client("griffier") as http:
        address = f"/api/zaken/{sent.referentie}/maatregelen/m1/document"
        letter, case = http.get(address), http.get(f"/api/zaken/{sent.referentie}")
        if letter.status_code == 404:
            return 409
        docx = changed(letter.content, "Dit gedrag moet stoppen.", "Stop hiermee.")
        headers = {"If-Match": case.headers["ETag"], "Content-Type": WORD}
        return _settled(http.put(address, content=docx, headers=headers))


def _withdraw(house: House, sent: Sent, after: float) -> int:
    time.sleep(after)
    return _settled(answer_question(house.web, sent, "ingetrokken"))


def _settled(answer: httpx.Response) -> int:
    assert answer.status_code in (200, 409), answer.text
    return answer.status_code
