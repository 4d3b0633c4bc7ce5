"""The runs that give due cases attention: found by the index, each moment once, whatever was killed meanwhile."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from plugin.casebook.rows import Vindbaar, case_fields
from plugin.flows.alarm import begin_alarmen
from plugin.intake.spool import Inzending
from plugin.main import Checked, prepare, put_together
from plugin.protocol.profiel import Profiel
from plugin.protocol.wekker import aandacht_op
from plugin.protocol.zaak import Opening, Zaak
from plugin.settings import load
from tests.faults.house import own_tenant
from tests.faults.standing import drafts_of
from tests.protocol.bouwstenen import DEMO, GRIFFIER, een_zaak
from tests.rig import settings_env
from tests.service_process import WORKER, ServiceProcess, eventually
from tests.tenant_process import ROOT, TenantProcess

CASES = "/sites/agressiemeldingen"
NOW = datetime.now(UTC)
LONG_AGO = NOW - timedelta(days=60)
PROFIEL = Profiel.load(DEMO)
READERS = {"cdk@provincie.example", "griffier@provincie.example"}


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Province]:
    """A tenant of its own, with nothing in it."""
    tenant = own_tenant(tmp_path)
    try:
        yield Province(tenant, tmp_path)
    finally:
        tenant.stop()


class Province:
    """Cases as they were written long ago, and the night's work on them."""

    def __init__(self, tenant: TenantProcess, folder: Path) -> None:
        self.tenant, self.folder = tenant, folder
        self.env = settings_env(tenant, folder)
        (folder / "dienst").mkdir(exist_ok=True)
        self.worker = ServiceProcess(tenant, folder, WORKER)

    def holds(self, *cases: Zaak) -> None:
        rows = [case_fields(one, Vindbaar(aandacht_op(one, PROFIEL))) for one in cases]
        for start in range(0, len(rows), 1000):
            body = {"site": CASES, "list": "Meldingen", "rows": rows[start : start + 1000]}
            self.tenant.control("POST", "seed", json=body)

    def night(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "plugin", "nachtwerk"]
        with (self.folder / "nacht.log").open("ab") as log:
            return subprocess.Popen(command, cwd=ROOT, env=self.env, stdout=log, stderr=log)

    def a_night(self) -> None:
        assert self.night().wait(90) == 0, (self.folder / "nacht.log").read_text()

    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = self.tenant.state()
        return found

    def told(self) -> Counter[tuple[str, str]]:
        return Counter((one["topic"], one["user"]) for one in self.state()["notifications"])

    def work_left(self) -> list[str]:
        return [row["Referentie"] for row in self.state()["lists"][CASES]["Meldingen"] if row.get("Werk")]


def case(number: int, **fields: Any) -> Zaak:
    return een_zaak(
        referentie=f"M-{number:08}", sleutel=f"sleutel-{number}", **{"ontvangen_op": LONG_AGO} | fields
    )


def opened(number: int, **fields: Any) -> Zaak:
    return case(number, geopend=Opening(op=LONG_AGO, door=GRIFFIER), **fields)


def test_a_case_that_nobody_could_read_is_given_to_whom_the_profile_has_now(province: Province) -> None:
    everybody = tuple(f"{name}@provincie.example" for name in ("cdk", "loco-cdk", "griffier", "beheerder"))
    past: dict[str, Any] = {"lezers": (), "gewekt": ("nazorg/1", "nazorg/6")}
    province.holds(case(1, **past), case(2, **past, afzenders=everybody))
    province.a_night()
    said = [
        one for one in (province.folder / "nacht.log").read_text().splitlines() if "nobody can be told" in one
    ]
    assert len(said) == 1
    assert "M-00000002" in said[0]
    assert "critical" in said[0]
    province.worker.start()
    try:
        eventually(lambda: province.told() and not province.work_left(), "the readers are told")
    finally:
        province.worker.stop()
    assert province.told() == Counter({("M-00000001", reader): 1 for reader in READERS})


def test_killed_at_any_moment_the_second_offer_is_one_draft_and_one_notice(province: Province) -> None:
    """Three cases, one whose first weeks are over; the run is killed over and over, then a worker ends it."""
    week_old = opened(1, ontvangen_op=NOW - timedelta(days=12))
    province.holds(week_old, opened(2, ontvangen_op=NOW), opened(3, gewekt=("nazorg/1", "nazorg/6")))
    for seconds in (1.5, 2.5, 3.0, 3.5):
        run = province.night()
        try:
            run.wait(seconds)
        except subprocess.TimeoutExpired:
            run.send_signal(signal.SIGKILL)
            run.wait(10)
    province.a_night()

    province.worker.start()
    try:
        eventually(lambda: province.told() and not province.work_left(), "the work is done")
    finally:
        province.worker.stop()

    assert province.told() == Counter({("M-00000001", reader): 1 for reader in READERS})
    ((box, draft),) = drafts_of(province.state(), "M-00000001")
    assert (box, draft["isDraft"], draft["recipients"]) == (
        "cdk@provincie.example",
        True,
        ["statenlid1@provincie.example"],
    )
    assert [one["name"] for one in draft["attachments"]] == ["M-00000001-nazorgbrief.docx"]
    assert province.state()["mail_sent"] == []


def test_a_case_that_nobody_opened_is_passed_on_once_and_the_case_says_so(province: Province) -> None:
    """A row that nobody can read is due before it, and holds up nothing."""
    broken = case_fields(case(2), Vindbaar(LONG_AGO - timedelta(days=1))) | {"Stand": "{"}
    province.tenant.control("POST", "seed", json={"site": CASES, "list": "Meldingen", "rows": [broken]})
    province.holds(case(1, gewekt=("nazorg/1", "nazorg/6")))

    for _ in range(2):
        province.a_night()
    province.worker.start()
    try:
        eventually(lambda: province.told() and not province.work_left(), "the next receiver was told")
    finally:
        province.worker.stop()

    assert province.told() == Counter({("M-00000001", "provinciesecretaris@provincie.example"): 1})
    logged = Counter(row["Handeling"] for row in province.state()["lists"][CASES]["Logboek"])
    assert (logged["termijn verstreken"], logged["lezer bericht gestuurd"]) == (1, 1)


def test_a_melding_that_stays_unstored_for_hours_alarms_the_beheerder_once_and_barely(
    province: Province,
) -> None:
    settings = load(province.env)
    services = put_together(settings, Checked.of(settings))
    prepare(settings, services)
    for number, age in ((1, 5), (2, 3)):
        told = {
            "soort": "melding",
            "referentie": f"M-0000000{number}",
            "oid": GRIFFIER,
            "sleutel": str(number),
        }
        empty: dict[str, Any] = {"melding": {}, "persoon": {}, "antwoord": {}}
        since = NOW - timedelta(hours=age)
        services.spool.seal(services.spool.begin(), Inzending(**told, **empty, ontvangen_op=since))

    for _ in range(3):
        begin_alarmen(services)
    province.worker.start()
    try:
        eventually(province.told, "the beheerder was told")
    finally:
        province.worker.stop()

    assert province.told() == Counter({("M-00000001", "beheerder@provincie.example"): 1})


def test_among_ten_thousand_cases_the_run_reads_the_due_ones_alone(province: Province) -> None:
    province.holds(*(opened(number, ontvangen_op=NOW) for number in range(10_000)))
    due = [opened(20_000 + number, ontvangen_op=NOW - timedelta(days=12)) for number in range(3)]
    province.holds(*due)

    settings = load(province.env)
    before = province.tenant.last_request()
    found = put_together(settings, Checked.of(settings)).casebook.asking_attention(NOW)

    assert set(found) == {one.referentie for one in due}
    asked = [one for one in province.tenant.requests(before) if "items" in one["path"]]
    assert len(asked) == 1, "one page of the index, not a walk through the list"
