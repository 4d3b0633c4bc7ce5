"""The night's work on the dev tenant: one whole edition stands, whatever happened while it was written."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import signal
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from plugin.casebook.rows import case_fields
from plugin.flows.diensten import Diensten
from plugin.flows.nachtwerk import nachtwerk
from plugin.main import LOCKS, Checked, put_together
from plugin.protocol.register import NIET_GETOOND
from plugin.protocol.vernietiging import Beperking
from plugin.settings import load
from tests.faults.house import own_tenant
from tests.protocol.bouwstenen import GRIFFIER, een_melding, een_zaak
from tests.rig import run_module, settings_env
from tests.service_process import ServiceProcess, eventually
from tests.tenant_process import ROOT, TenantProcess

CASES, REGISTER = "/sites/agressiemeldingen", "/sites/agressieregister"
YESTERDAY = datetime.now(UTC) - timedelta(days=1)
THREATS: dict[str, Any] = {"aard": ["bedreiging"], "kanaal": "email", "locatie": "online"}
INSULTS: dict[str, Any] = {"aard": ["belediging"], "kanaal": "telefoon", "locatie": "elders"}
STORY = "Een heel herkenbaar verhaal."
NAMED: dict[str, Any] = {
    "gebeurtenis": STORY,
    "agressor": {"naam": "Herkenbaar Persoon", "email": "herkenbaar@boos.example"},
}
RESTRICTED = Beperking(reden="Betwist.", door=GRIFFIER, op=YESTERDAY)
ADDING = r"^/\$batch$"


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a tenant with its lists has on its disk; each test that needs one to itself begins with a copy."""
    folder = tmp_path_factory.mktemp("provincie")
    own_tenant(folder).stop()
    return folder / "tenant"


@pytest.fixture
def night(province: Path, tmp_path: Path) -> Iterator[Night]:
    """A province of its own, without a worker."""
    with _a_province(province, tmp_path) as tenant:
        yield Night(tenant, tmp_path)


@contextlib.contextmanager
def _a_province(province: Path, folder: Path) -> Iterator[TenantProcess]:
    tenant = TenantProcess.start(shutil.copytree(province, folder / "tenant"))
    try:
        yield tenant
    finally:
        tenant.stop()


class Night:
    """The cases that stand, the night's work, and the register as it stands afterwards."""

    def __init__(self, tenant: TenantProcess, folder: Path) -> None:
        self.tenant, self.folder, self._number = tenant, folder, 0
        self.env = settings_env(tenant, folder)

    def receive(self, count: int, beperkt: Beperking | None = None, **melding: Any) -> None:
        numbers = range(self._number, self._number + count)
        self._number += count
        rows = [
            case_fields(
                een_zaak(
                    referentie=f"M-{number:08}",
                    sleutel=f"sleutel-{number}",
                    ontvangen_op=YESTERDAY,
                    melding=een_melding(**melding),
                    beperkt=beperkt,
                )
            )
            for number in numbers
        ]
        self.tenant.control("POST", "seed", json={"site": CASES, "list": "Meldingen", "rows": rows})

    def work(self) -> None:
        done = run_module("plugin", "nachtwerk", env=self.env)
        assert done.returncode == 0, done.stdout + done.stderr

    def begin(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "plugin", "nachtwerk"]
        with (self.folder / "nacht.log").open("ab") as log:
            return subprocess.Popen(command, cwd=ROOT, env=self.env, stdout=log, stderr=log)

    @property
    def lists(self) -> dict[str, list[dict[str, Any]]]:
        found: dict[str, list[dict[str, Any]]] = self.tenant.state()["lists"][REGISTER]
        return found

    @property
    def records(self) -> Counter[tuple[str, str, str]]:
        rows = self.lists["Registratie"]
        return Counter((row["Groep"], row["Vorm"], row["Editie"]) for row in rows)

    @property
    def totals(self) -> dict[tuple[str, str], Any]:
        rows = self.lists["Cijfers"]
        found = {(row["Onderwerp"], row["Waarde"]): row.get("Aantal") for row in rows}
        assert len(found) == len(rows), "each total stands once"
        return found

    @property
    def counted(self) -> int:
        """How many cases the bookkeeping says were counted; it is made with the first edition."""
        path = f"register/{YESTERDAY.year}.json"
        if path not in self.tenant.state()["files"].get(CASES, {}):
            return 0
        kept = self.tenant.control("GET", "file", params={"site": CASES, "path": path})
        return len(kept["geteld"])

    def editie(self, nummer: int) -> str:
        return f"{YESTERDAY.year}-{nummer}"


@dataclass(frozen=True)
class Published:
    """What stood in the register after a night."""

    lists: dict[str, list[dict[str, Any]]]
    records: Counter[tuple[str, str, str]]
    totals: dict[tuple[str, str], Any]
    counted: int  # in the bookkeeping beside the cases


@dataclass(frozen=True)
class Nights:
    """Five nights of one year, one after another."""

    of_four: Published  # threats
    of_seven: Published
    of_seven_again: Published
    of_four_more: Published  # insults
    of_eight_more: Published
    files: dict[str, str]  # what the regisseur takes along after the last night, unpacked
    editie: Callable[[int], str]


@pytest.fixture(scope="module")
def nights(province: Path, tmp_path_factory: pytest.TempPathFactory) -> Nights:
    """A living worker does the work of each night, as in a province that is at it for a while."""
    folder = tmp_path_factory.mktemp("nachten")
    with _a_province(province, folder) as tenant:
        night, service = Night(tenant, folder), ServiceProcess(tenant, folder).start()
        with contextlib.closing(_Stopping(service)):
            service.wait_ready()
            begin = partial(_a_night, night, _services(night.env))
            night.receive(3, RESTRICTED, **NAMED, **THREATS)
            return Nights(
                of_four=begin(4, **NAMED, **THREATS),
                of_seven=begin(3, **NAMED, **THREATS),
                of_seven_again=begin(0),
                of_four_more=begin(4, **INSULTS),
                of_eight_more=begin(4, **INSULTS),
                files=_files(service),
                editie=night.editie,
            )


def _files(service: ServiceProcess) -> dict[str, str]:
    report = f"/api/register/jaarrapport/{YESTERDAY.year}"
    with service.client("regisseur") as http:
        http.post("/api/register/jaarrapport", json={"jaar": YESTERDAY.year}).raise_for_status()
        csv, xlsx, docx = (
            http.get(path).raise_for_status().content
            for path in ("/api/register?formaat=csv", "/api/register?formaat=xlsx", report)
        )
    return {"csv": csv.decode(), "xlsx": _unpacked(xlsx), "docx": _unpacked(docx)}


def _unpacked(package: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        return "".join(parts.read(name).decode(errors="replace") for name in parts.namelist())


def _services(env: dict[str, str]) -> tuple[Diensten, Path]:
    settings = load(env)
    return put_together(settings, Checked.of(settings)), settings.state_dir / LOCKS


def _a_night(night: Night, services: tuple[Diensten, Path], count: int, **melding: Any) -> Published:
    """So many meldingen come in, and the night's work is done."""
    if count:
        night.receive(count, **melding)
    assert nachtwerk(*services)
    return Published(night.lists, night.records, night.totals, night.counted)


def test_too_few_meldingen_are_not_published_and_a_restricted_case_is_not_counted(nights: Nights) -> None:
    """Three restricted cases stand beside the four: together they would be enough."""
    assert (nights.of_four.lists["Registratie"], nights.of_four.lists["Cijfers"]) == ([], [])


def test_an_edition_stands_whole(nights: Nights) -> None:
    once = nights.of_seven
    assert once.records == {(NIET_GETOOND, NIET_GETOOND, nights.editie(1)): 7}
    assert once.totals["Meldingen", "totaal"] == 7
    assert not [row for rows in once.lists.values() for row in rows if row.get("Regel")]


def test_the_same_night_again_changes_nothing(nights: Nights) -> None:
    assert nights.of_seven_again.lists == nights.of_seven.lists


def test_too_few_more_meldingen_change_nothing(nights: Nights) -> None:
    assert nights.of_four_more.lists == nights.of_seven.lists


def test_the_next_edition_takes_the_place_of_the_one_before(nights: Nights) -> None:
    after = nights.of_eight_more
    assert after.totals["Meldingen", "totaal"] == 15
    # Eight others came, of whom none would be told apart.
    assert after.totals["Aard", "bedreiging of intimidatie"] is None
    assert after.totals["Aard", "belediging of discriminatie"] == 8
    assert after.records == {
        ("belediging of discriminatie", NIET_GETOOND, nights.editie(2)): 8,
        (NIET_GETOOND, NIET_GETOOND, nights.editie(2)): 7,
    }


def test_nothing_published_comes_from_a_text_or_ties_a_row_to_a_case(nights: Nights) -> None:
    """Neither in the lists nor in a file that is made of them; the files do hold the numbers."""
    lists = [json.dumps(one.lists) for one in (nights.of_seven, nights.of_eight_more)]
    for shown in (*lists, *nights.files.values()):
        for word in ("herkenbaar", "m-0000", "sleutel-", "statenlid", "@provincie", "boos.example"):
            assert word not in shown.lower()
    for file in nights.files.values():
        assert NIET_GETOOND in file
        assert "belediging of discriminatie" in file.lower()
    assert (nights.of_seven.counted, nights.of_eight_more.counted) == (7, 15)


@pytest.mark.parametrize("kind", ["503", "drop_after_write"])
def test_calls_that_are_cut_leave_one_edition(night: Night, kind: str) -> None:
    night.receive(30, **THREATS)
    night.receive(20, **INSULTS)
    night.tenant.fault(method="POST", path=ADDING, kind=kind, retry_after=1, times=2, skip=2)
    night.work()
    _one_edition_of_fifty(night)


@pytest.mark.parametrize("rows", [1, 70])
def test_a_night_that_is_killed_leaves_one_edition(night: Night, rows: int) -> None:
    night.receive(30, **THREATS)
    night.receive(20, **INSULTS)
    night.tenant.latency(50)
    process = night.begin()
    eventually(lambda: sum(map(len, night.lists.values())) >= rows, "the edition is being written")
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    night.tenant.latency(0)
    night.work()
    _one_edition_of_fifty(night)


def _one_edition_of_fifty(night: Night) -> None:
    assert night.records == {
        ("bedreiging of intimidatie", NIET_GETOOND, night.editie(1)): 30,
        (NIET_GETOOND, NIET_GETOOND, night.editie(1)): 20,
    }
    assert night.totals["Meldingen", "totaal"] == 50
    assert not [row for rows in night.lists.values() for row in rows if row.get("Regel")]


def test_two_nights_at_once_make_one_edition(night: Night) -> None:
    night.receive(30, **THREATS)
    night.receive(20, **INSULTS)
    service = ServiceProcess(night.tenant, night.folder).start()
    with contextlib.closing(_Stopping(service)):
        service.wait_ready()
        both = [night.begin(), night.begin()]
        assert [process.wait(60) for process in both] == [0, 0]
        _one_edition_of_fifty(night)
        with service.client("regisseur") as http:
            shown = http.get("/api/register").json()
        assert shown["k"] == 5
        tables = {(one["titel"], one["periode"]): one["rijen"] for one in shown["tabellen"]}
        year = str(YESTERDAY.year)
        assert tables["Meldingen", year] == [{"waarde": "totaal", "aantal": 50}]
        assert tables["Aard", year][0] == {"waarde": "bedreiging of intimidatie", "aantal": 30}
        assert tables["Aard", year][1] == {"waarde": "belediging of discriminatie", "aantal": None}
        assert tables["Meldingen per aard en vorm", year] == [
            {"waarde": "bedreiging of intimidatie, niet getoond", "aantal": 30},
            {"waarde": "niet getoond", "aantal": 20},
        ]
        with service.client("griffier") as http:
            assert http.get("/api/register").status_code == 403


class _Stopping:
    def __init__(self, service: ServiceProcess) -> None:
        self.close = service.stop
