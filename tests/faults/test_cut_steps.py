"""Each call to Microsoft 365 is cut in each way that happens; the end is the same as without.

A cut strikes the first calls that fit, so of the meldingen that are under way together another is hit each time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from tests.faults.house import House, on_sqlite, own_tenant
from tests.faults.standing import (
    each_draft_stands_once,
    each_melding_stands_once,
    wait_until_nothing_is_left,
)
from tests.faults.story import (
    Sent,
    agree,
    ask_draft,
    report,
    side_by_side,
)
from tests.tenant_process import CASE_SITE, TenantProcess

SOON: dict[str, int | None] = {"429": 1, "503": 1, "drop": None, "drop_after_write": None}
LATE: dict[str, int | None] = {"timeout_after_write": None}
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


@dataclass(frozen=True)
class Round:
    """What came of some meldingen with one kind of cut: the tenant at the end, and which steps were hit."""

    state: dict[str, Any]
    meldingen: list[Sent]
    struck: set[str]


class Rounds:
    """A tenant and a service of their own, and kinds of cuts, one after the other, in the background."""

    def __init__(self, folder: Path, kinds: dict[str, int | None], pool: ThreadPoolExecutor) -> None:
        self._folder, self._kinds = folder, kinds
        self._rounds: Future[dict[str, Round]] = pool.submit(self._all)

    def of(self, kind: str) -> Round:
        return self._rounds.result()[kind]

    def _all(self) -> dict[str, Round]:
        tenant = own_tenant(self._folder)
        try:
            with on_sqlite(tenant, self._folder) as house:
                return {kind: _round(house, kind, wait) for kind, wait in self._kinds.items()}
        finally:
            tenant.stop()


def _round(house: House, kind: str, wait: int | None) -> Round:
    """Meldingen that arrive while calls are cut, then their drafts while calls are cut."""
    cuts = Cuts(house, kind, wait)
    cuts.order(RECEIVING)
    meldingen = side_by_side(lambda number: report(house.web, number), range(MELDINGEN))
    wait_until_nothing_is_left(house.database, 150)
    cuts.look(RECEIVING)
    side_by_side(lambda sent: agree(house.web, sent), meldingen)
    with _held_back(house):
        side_by_side(lambda sent: ask_draft(house.web, sent), meldingen)
        cuts.order(DRAFTING)
    wait_until_nothing_is_left(house.database, 150)
    cuts.look(DRAFTING)
    return Round(house.tenant.state(), meldingen, cuts.struck)


@contextmanager
def _held_back(house: House) -> Iterator[None]:
    """The drafts wait at their first call, so that the cuts ordered meanwhile hit them and nobody else."""
    house.tenant.fault(method="PUT", path="/brieven/", kind="503", retry_after=1, times=MELDINGEN)
    yield


class Cuts:
    """Orders cuts, and sees in the tenant's journal which of them happened."""

    def __init__(self, house: House, kind: str, wait: int | None) -> None:
        self._tenant, self._kind, self._wait = house.tenant, kind, wait
        self._status = CUT_STATUS.get(kind, 0)
        self._lists = _ids_of_lists(house.tenant)
        self._first = 0
        self.struck: set[str] = set()

    def order(self, steps: tuple[Step, ...]) -> None:
        self._first = self._tenant.last_request()
        for step in steps:
            order = {"method": step.method, "path": self._path(step), "kind": self._kind, "times": step.times}
            self._tenant.fault(**order, **({"retry_after": self._wait} if self._wait else {}))

    def look(self, steps: tuple[Step, ...]) -> None:
        """Which steps were hit since the order."""
        for call in self._tenant.requests(self._first):
            path = unquote(call["path"].partition("?")[0])
            for step in steps:
                fits = call["method"] == step.method and re.search(self._path(step), path)
                if fits and call["status"] == self._status:
                    self.struck.add(step.name)
        self._tenant.clear_faults()

    def _path(self, step: Step) -> str:
        return re.sub(r"\{(\w+)\}", lambda found: self._lists[found[1]], step.path)


def _ids_of_lists(tenant: TenantProcess) -> dict[str, str]:
    with tenant.http(tenant.app_token()) as http:
        site = http.get(f"/v1.0/sites/{CASE_SITE}").json()["id"]
        found = http.get(f"/v1.0/sites/{site}/lists").json()["value"]
    return {one["displayName"]: one["id"] for one in found}


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Rounds]]:
    """The kinds that take long run beside the others."""
    with ThreadPoolExecutor(2) as pool:
        late = Rounds(tmp_path_factory.mktemp("laat"), LATE, pool)
        soon = Rounds(tmp_path_factory.mktemp("snel"), SOON, pool)
        yield dict.fromkeys(SOON, soon) | dict.fromkeys(LATE, late)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("step", [step.name for step in RECEIVING + DRAFTING])
@pytest.mark.parametrize("kind", [*SOON, *LATE])
def test_the_call_was_cut(rounds: dict[str, Rounds], kind: str, step: str) -> None:
    assert step in rounds[kind].of(kind).struck


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", [*SOON, *LATE])
def test_each_melding_stands_once_after_the_cuts(rounds: dict[str, Rounds], kind: str) -> None:
    done = rounds[kind].of(kind)
    each_melding_stands_once(done.state, done.meldingen)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", [*SOON, *LATE])
def test_each_draft_stands_once_after_the_cuts(rounds: dict[str, Rounds], kind: str) -> None:
    done = rounds[kind].of(kind)
    each_draft_stands_once(done.state, done.meldingen)
