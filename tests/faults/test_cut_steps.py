"""Each call to Microsoft 365 is cut in each way that happens; the end is the same as without.

A cut strikes the first calls that fit, so of the meldingen that are under way together another is hit each time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.faults.house import House, on_sqlite, own_tenant
from tests.faults.standing import (
    each_draft_stands_once,
    each_melding_stands_once,
    nothing_else_stands,
    wait_until_nothing_is_left,
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
from tests.tenant_process import CASE_SITE

SOON = [("429", 1), ("503", 1), ("drop", None), ("drop_after_write", None)]
LATE = [("timeout_after_write", None)]
KINDS = [kind for kind, _ in SOON + LATE]
CUT_STATUS = {"429": 429, "503": 503}  # a connection that ended without an answer stands in the journal as 0
MELDINGEN = 6


@dataclass(frozen=True)
class Step:
    """One call of a flow: what it is for, and by what it is known. {Meldingen} is the id of that list."""

    name: str
    method: str
    path: str
    times: int = 1


RECEIVING = (
    Step("case and log entry together", "POST", r"^/\$batch$"),
    Step("case item", "POST", "/lists/{Meldingen}/items$"),
    Step("log entry", "POST", "/lists/{Logboek}/items$"),
    Step("first evidence", "PUT", "/bewijs/01-"),
    Step("second evidence", "PUT", "/bewijs/02-"),
    Step("manifest", "PUT", "/manifest.json"),
    Step("notice", "POST", "/teamwork/sendActivityNotification$", 2),
)
DRAFTING = (
    Step("document", "PUT", "/brieven/"),
    Step("looking for the draft", "GET", "^/users/[^/]+/messages$"),
    Step("draft", "POST", "^/users/.*/messages$"),
    Step("looking at attachments", "GET", "/attachments$"),
    Step("attachment", "POST", "/attachments$"),
    Step("calendar slot", "POST", "/events$"),
    Step("case change", "PATCH", "/lists/{Meldingen}/items/[0-9]+/fields$", 2),
    Step("log entry of the draft", "POST", "/lists/{Logboek}/items$", 2),
    Step("row of the measure", "PATCH", "/lists/{Maatregelen}/items/[0-9]+/fields$"),
    Step("recipient", "PATCH", "^/users/[^/]+/messages/[^/]+$"),
)


@dataclass
class Round:
    """What came of a number of meldingen with one kind of cut."""

    house: House
    meldingen: list[Sent]
    struck: set[str]


class Rounds:
    """A tenant and a service, and the kinds of cuts one after the other."""

    def __init__(self, folder: Path, kinds: list[tuple[str, int | None]], pool: ThreadPoolExecutor) -> None:
        self._folder, self._kinds = folder, kinds
        self._rounds: Future[dict[str, Round]] = pool.submit(self._all)

    def of(self, kind: str) -> Round:
        return self._rounds.result()[kind]

    def _all(self) -> dict[str, Round]:
        tenant = own_tenant(self._folder)
        try:
            with on_sqlite(tenant, self._folder) as house:
                return {kind: self._one(house, kind, wait) for kind, wait in self._kinds}
        finally:
            tenant.stop()

    def _one(self, house: House, kind: str, wait: int | None) -> Round:
        lists = _lists(house)
        struck = set[str]()
        first = house.tenant.last_request()
        _order(house, RECEIVING, kind, wait, lists)
        meldingen = side_by_side(lambda number: report(house.web, number), range(MELDINGEN))
        wait_until_told(house.web, meldingen, 120)
        struck |= _struck(house, first, RECEIVING, kind, lists)
        house.tenant.clear_faults()
        side_by_side(lambda sent: agree(house.web, sent), meldingen)
        first = house.tenant.last_request()
        side_by_side(lambda sent: ask_draft(house.web, sent), meldingen)
        _order(house, DRAFTING, kind, wait, lists)
        return Round(house, meldingen, struck)
