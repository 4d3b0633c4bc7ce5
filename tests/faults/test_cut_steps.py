"""Each call to Microsoft 365 is cut in each way that happens; the end is the same as without.

A cut strikes the first calls that fit, so of the meldingen that are under way together another is hit each time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
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

KINDS = ("429", "503", "409", "412", "drop", "drop_after_write", "timeout_after_write")
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


# What takes long is done side by side: each line is one service with a tenant of its own.
PLAN: tuple[tuple[tuple[str, ...], tuple[Step, ...], tuple[Step, ...]], ...] = (
    (("429", "409", "drop"), RECEIVING, DRAFTING),
    (("503", "412", "drop_after_write"), RECEIVING, DRAFTING),
    (("timeout_after_write",), RECEIVING, DRAFTING[6:9]),
    (("timeout_after_write",), (), DRAFTING[:4]),
    (("timeout_after_write",), (), DRAFTING[4:6] + DRAFTING[9:]),
)


@dataclass(frozen=True)
class Round:
    """What came of some meldingen with one kind of cut: the tenant at the end, and which steps were hit."""

    kind: str
    state: dict[str, Any]
    meldingen: list[Sent]
    struck: set[str]


def _rounds(
    folder: Path, kinds: tuple[str, ...], receiving: tuple[Step, ...], drafting: tuple[Step, ...]
) -> list[Round]:
    tenant = own_tenant(folder)
    try:
        with on_sqlite(tenant, folder) as house:
            return [_round(house, kind, receiving, drafting) for kind in kinds]
    finally:
        tenant.stop()


def _round(house: House, kind: str, receiving: tuple[Step, ...], drafting: tuple[Step, ...]) -> Round:
    """Meldingen that arrive while calls are cut, then their drafts while calls are cut."""
    cuts = Cuts(house, kind)
    cuts.order(receiving)
    meldingen = side_by_side(lambda number: report(house.web, number), range(MELDINGEN))
    wait_until_nothing_is_left(house.database, 150)
    cuts.look(receiving)
    side_by_side(lambda sent: agree(house.web, sent), meldingen)
    with _held_back(house):
        side_by_side(lambda sent: ask_draft(house.web, sent), meldingen)
        cuts.order(drafting)
    wait_until_nothing_is_left(house.database, 150)
    cuts.look(drafting)
    return Round(kind, house.tenant.state(), meldingen, cuts.struck)


@contextmanager
def _held_back(house: House) -> Iterator[None]:
    """The drafts wait at their first call, so that the cuts ordered meanwhile hit them and nobody else."""
    house.tenant.fault(method="PUT", path="/brieven/", kind="503", retry_after=1, times=MELDINGEN)
    yield


class Cuts:
    """Orders cuts, and sees in the tenant's journal which of them happened."""

    def __init__(self, house: House, kind: str) -> None:
        self._tenant, self._kind = house.tenant, kind
        # A connection that ended without an answer stands in the journal as 0.
        self._status = int(kind) if kind.isdigit() else 0
        self._lists = _ids_of_lists(house.tenant)
        self._first = 0
        self.struck: set[str] = set()

    def order(self, steps: tuple[Step, ...]) -> None:
        """A throttled call asks for one second's patience; that is what the tenant says by itself."""
        self._first = self._tenant.last_request()
        for step in steps:
            path = self._path(step)
            self._tenant.fault(method=step.method, path=path, kind=self._kind, times=step.times)

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
def rounds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Round]]:
    """By kind of cut, what came of it."""
    with ThreadPoolExecutor(len(PLAN)) as pool:
        asked = [pool.submit(_rounds, tmp_path_factory.mktemp("snede"), *line) for line in PLAN]
    found = [one for rounds in asked for one in rounds.result()]
    return {kind: [one for one in found if one.kind == kind] for kind in KINDS}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("step", [step.name for step in RECEIVING + DRAFTING])
@pytest.mark.parametrize("kind", KINDS)
def test_the_call_was_cut(rounds: dict[str, list[Round]], kind: str, step: str) -> None:
    assert any(step in one.struck for one in rounds[kind])


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", KINDS)
def test_each_melding_stands_once_after_the_cuts(rounds: dict[str, list[Round]], kind: str) -> None:
    for one in rounds[kind]:
        each_melding_stands_once(one.state, one.meldingen)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", KINDS)
def test_each_draft_stands_once_after_the_cuts(rounds: dict[str, list[Round]], kind: str) -> None:
    for one in rounds[kind]:
        each_draft_stands_once(one.state, one.meldingen)
