"""The worker: runs what stands in the queue, takes over from the dead, picks up what was left lying."""

import os
import threading
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import structlog

from plugin.flows import bewijs, ontvangst, register
from plugin.flows.achtergrond import begin_werk
from plugin.flows.alarm import sla_alarm
from plugin.flows.alive import Alive
from plugin.flows.bewaren import stel_vernietiging_voor
from plugin.flows.diensten import Diensten
from plugin.flows.engine import briefly, patient, step, story
from plugin.flows.logboek import kijk_logboek_na, schrijf_logachterstand
from plugin.flows.memory import give_back
from plugin.flows.verlopen import wis_oude_logboeken, wis_oude_verzoeken
from plugin.flows.verzoeken import vraag_beveiliging
from plugin.flows.wekken import wek_zaken, zoek_lezers

ADOPT_EVERY, PICK_UP_EVERY = 2.0, 30.0
LEFT_ALONE_FOR = timedelta(seconds=20)
KEEP_FOR = timedelta(days=30)
DATABASE_GONE = 75  # the supervisor starts us again; see the outage note in the decision on the engine

# Which story carries over what lies sealed.
VERHAAL = {"melding": ontvangst.NAAM, "bewijs": bewijs.NAAM}

log = structlog.get_logger("flows")


class Werker:
    """One process that runs stories. Make and start it after any fork."""

    def __init__(self, diensten: Diensten, lock_folder: Path) -> None:
        self._diensten = diensten
        self._engine = diensten.engine
        self._alive = Alive(diensten.engine.url, diensten.engine.database, lock_folder)
        self._name = ""
        self._stop = threading.Event()

    def start(self) -> None:
        """Launch under the first free name and keep house in a thread of its own."""
        self._name = self._alive.take_a_name()
        self._engine.launch(self._name, self._diensten, SCHEDULES)
        threading.Thread(target=self._keep_house, name="werker", daemon=True).start()

    def run(self) -> None:
        """Start, and stay until stopped."""
        self.start()
        self._stop.wait()

    def stop(self) -> None:
        self._stop.set()
        self._engine.stop()

    def _keep_house(self) -> None:
        """A database that went away leaves stories without a thread, so then the whole process starts again."""
        rounds = 0
        while not self._stop.is_set():
            try:
                self._alive.check()
                self._adopt()
                if rounds % int(PICK_UP_EVERY / ADOPT_EVERY) == 0:
                    self._pick_up()
                give_back()
            except Exception as error:  # noqa: BLE001 - without housekeeping nothing is taken over or picked up
                log.critical(
                    "housekeeping failed, starting again", executor=self._name, kind=type(error).__name__
                )
                os._exit(DATABASE_GONE)
            rounds += 1
            self._stop.wait(ADOPT_EVERY)

    def _adopt(self) -> None:
        for executor in self._engine.pending_elsewhere(self._name):
            if self._alive.take(executor):
                try:
                    log.info("took over", executor=executor, stories=self._engine.take_over(executor))
                finally:
                    self._alive.drop(executor)

    def _pick_up(self) -> None:
        """A sealed melding without a flow gets one."""
        left = self._diensten.spool.unfinished(self._diensten.now() - LEFT_ALONE_FOR)
        begun = self._engine.known([one.id for one in left])
        for one in left:
            if one.id not in begun:
                self._engine.enqueue(VERHAAL[one.soort], one.id, one.id)


@story("werk_v1")
def werk(_scheduled_at: datetime, _context: Any) -> None:
    """Every 15 minutes: what is due gets attention; work of a case that nobody is doing gets a flow again."""
    briefly(sla_alarm)
    briefly(hervat_werk)
    briefly(schrijf_logachterstand)
    briefly(wek_zaken)


NACHT = "nacht_v1"


@story(NACHT)
def nacht(scheduled_at: datetime, _context: Any) -> None:
    """Every night: what is due gets attention, what is no longer needed goes, and the log is looked over."""
    patient(zoek_lezers)
    patient(wek_zaken)
    patient(vraag_beveiliging)
    patient(vergeet)
    patient(stel_vernietiging_voor, scheduled_at)
    patient(wis_oude_verzoeken, scheduled_at)
    patient(wis_oude_logboeken, scheduled_at)
    patient(kijk_logboek_na)


@step("hervat_werk")
def hervat_werk(diensten: Diensten) -> None:
    diensten.engine.retry_failed()
    for zaak in diensten.casebook.with_work():
        begin_werk(diensten, zaak)


@step("vergeet")
def vergeet(diensten: Diensten) -> None:
    now = diensten.now()
    diensten.spool.sweep(now)
    diensten.begonnen.sweep(now)
    diensten.spool.forget(now - KEEP_FOR)
    diensten.engine.forget_finished(now - KEEP_FOR)


SCHEDULES: list[Any] = [
    {"schedule_name": "werk", "workflow_fn": werk, "schedule": "*/15 * * * *", "context": None},
    {
        "schedule_name": "nacht",
        "workflow_fn": nacht,
        "schedule": "30 2 * * *",
        "context": None,
        "cron_timezone": "Europe/Amsterdam",
    },
    {
        "schedule_name": "register",
        "workflow_fn": register.register,
        "schedule": "40 2 * * *",
        "context": None,
        "cron_timezone": "Europe/Amsterdam",
    },
]
