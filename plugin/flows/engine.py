"""The durable engine, and the only import of it: stories survive a kill, steps are recorded, waiting is durable.

A story is a function of ids. A step is one attempt at one idempotent thing; `patient` repeats it for as long as an
outage lasts. Inputs and results rest sealed in the database; ids, names and times do not, so nothing personal
may stand in those.
"""

import os
import pickle
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa
import structlog
from dbos import DBOS, DBOSClient, DBOSConfig, ScheduleInput, Serializer
from sqlalchemy.exc import SQLAlchemyError

from graph.errors import Conflict, GraphError, Transient
from plugin.flows.uitkomst import Klaar, Wacht, place
from plugin.intake.seal import SealedText, SealingKeys
from plugin.intake.spool import SpoolUnavailable

APP, VERSION, QUEUE = "meldagressie", "1", "verhalen"
AT_ONCE = 256  # sleeping stories hold a place each, so an outage must not fill the queue
GRAPH_AT_ONCE = 8
UNFINISHED = frozenset({"ENQUEUED", "DELAYED", "PENDING"})
FIRST_WAIT, LONGEST_WAIT, REFUSED_WAIT = 1.0, 300.0, 15.0
BRIEF_WAITS = (1.0, 4.0, 16.0)
LONGEST_ASKED = 3600.0  # whatever a Retry-After says

log = structlog.get_logger("flows")
T = TypeVar("T")

_services: dict[str, Any] = {}
_graph_places = threading.BoundedSemaphore(GRAPH_AT_ONCE)


class SealedSerializer(Serializer):
    """What the engine records rests under our own key: AES-GCM, so no stranger's bytes are ever unpickled."""

    def __init__(self, keys: SealingKeys) -> None:
        self._text = SealedText(keys, "engine")

    def serialize(self, data: Any) -> str:
        return self._text.seal(pickle.dumps(data))

    def deserialize(self, serialized_data: str) -> Any:
        return pickle.loads(self._text.open(serialized_data))  # noqa: S301 - opened by authenticated encryption first

    def name(self) -> str:
        return "sealed_aesgcm_v1"


def story(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a durable story. A breaking change of its steps gets a new name: what runs keeps its old one."""
    decorate: Callable[[Callable[..., None]], Callable[..., None]] = DBOS.workflow(
        name=name, max_recovery_attempts=None
    )
    return decorate


def step(name: str) -> Callable[[Callable[..., Any]], Callable[..., Klaar | Wacht]]:
    """Register one attempt at one thing. It gets the services first; trouble outside becomes Wacht."""

    def decorate(act: Callable[..., Any]) -> Callable[..., Klaar | Wacht]:
        def attempt(*ids: Any) -> Klaar | Wacht:
            try:
                with _graph_places:
                    return Klaar(act(_services["diensten"], *ids))
            except Transient as error:
                return Wacht(error.code, False, error.retry_after)
            except Conflict as error:  # somebody was first: the next attempt reads again
                return Wacht(error.code, False)
            except GraphError as error:
                return Wacht(error.code, True)
            except (SpoolUnavailable, SQLAlchemyError):
                return Wacht("database", False)
            except Exception as error:  # noqa: BLE001 - a story that ends in an error is never tried again
                log.critical("step failed", step=name, kind=type(error).__name__, at=place(error))
                return Wacht("unforeseen", True)

        recorded: Callable[..., Klaar | Wacht] = DBOS.step(name=name)(attempt)
        return recorded

    return decorate


def patient(attempt: Callable[..., Klaar | Wacht], *ids: Any) -> Any:
    """Repeat a step until it is done, however long that takes; the one retry loop of the service."""
    wait = FIRST_WAIT
    while True:
        outcome = attempt(*ids)
        if isinstance(outcome, Klaar):
            return outcome.waarde
        if outcome.geweigerd:
            log.error("step refused", code=outcome.code, flow=DBOS.workflow_id)
            wait = max(wait, REFUSED_WAIT)
        pause(min(outcome.seconden or wait, LONGEST_ASKED))
        wait = min(wait * 2, LONGEST_WAIT)


def briefly(attempt: Callable[..., Klaar | Wacht], *ids: Any) -> None:
    """A few tries, for what the next run does anyway: runs that wait through an outage would fill the queue."""
    for seconds in BRIEF_WAITS:
        outcome = attempt(*ids)
        if isinstance(outcome, Klaar):
            return
        pause(min(outcome.seconden or seconds, LONGEST_WAIT))
    log.warning("left to the next run", flow=DBOS.workflow_id)


def pause(seconds: float) -> None:
    """Sleep durably: a restart goes on with what is left of it."""
    DBOS.sleep(seconds)


@dataclass
class Engine:
    """The engine as this process uses it: any process enqueues, a worker also runs what stands in the queue."""

    url: str
    database: sa.Engine
    keys: SealingKeys
    _clients: dict[int, DBOSClient] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def client(self) -> DBOSClient:
        """One client per process, made on first use, so that a web server may fork."""
        process = os.getpid()
        with self._lock:
            if process not in self._clients:
                self._clients[process] = DBOSClient(
                    application_name=APP,
                    lazy=True,
                    retry_connection_errors=False,
                    system_database_engine=self.database,
                    serializer=SealedSerializer(self.keys),
                )
            return self._clients[process]

    def enqueue(self, name: str, flow_id: str, *ids: Any) -> None:
        """Put a story in the queue; an id that is known already changes nothing."""
        self.client.enqueue(_options(name, flow_id), *ids)

    def enqueue_within(self, connection: sa.Connection, name: str, flow_id: str, *ids: Any) -> None:
        """The same inside a transaction of ours: sealed and enqueued in one commit."""
        self.client.enqueue_in_transaction(connection, _options(name, flow_id), *ids)

    def known(self, flow_ids: list[str]) -> set[str]:
        """Which of these stories exist, in whatever state."""
        return set(self.states(flow_ids))

    def unfinished(self, flow_ids: list[str]) -> set[str]:
        """Which of these stories still wait or run."""
        return {name for name, state in self.states(flow_ids).items() if state in UNFINISHED}

    def failed(self, flow_ids: list[str]) -> set[str]:
        """Which of these stories ended otherwise than they should."""
        well = {*UNFINISHED, "SUCCESS"}
        return {name for name, state in self.states(flow_ids).items() if state not in well}

    def states(self, flow_ids: list[str]) -> dict[str, str]:
        """The state of each of these stories that exists, in the engine's words."""
        if not flow_ids:
            return {}
        found = self.client.list_workflows(workflow_ids=flow_ids, load_input=False, load_output=False)
        return {one.workflow_id: one.status for one in found}

    def pending_elsewhere(self, me: str) -> set[str]:
        """Executors other than this one that still have a story in hand."""
        pending = self.client.list_workflows(status="PENDING", load_input=False, load_output=False)
        return {str(one.executor_id) for one in pending if one.executor_id} - {me}

    def take_over(self, executor: str) -> int:
        """Put the stories of a dead executor back in the queue. Only for whoever holds its lock."""
        left = self.client.list_workflows(
            status="PENDING", executor_id=executor, load_input=False, load_output=False
        )
        for one in left:
            self.client.resume_workflow(one.workflow_id, queue_name=QUEUE)
        return len(left)

    def retry_failed(self) -> int:
        """Put stories that ended in an error back in the queue: what they carry is not lost, only late."""
        failed = self.client.list_workflows(status="ERROR", load_input=False, load_output=False)
        for one in failed:
            log.critical("story failed", flow=one.workflow_id)
            self.client.resume_workflow(one.workflow_id, queue_name=QUEUE)
        return len(failed)

    def forget_finished(self, before: datetime) -> int:
        """Delete the records of stories that ended before that moment."""
        ended = self.client.list_workflows(
            completed_before=before.isoformat(), status=["SUCCESS"], load_input=False, load_output=False
        )
        self.client.delete_workflows([one.workflow_id for one in ended], delete_children=True)
        return len(ended)

    def launch(self, executor: str, diensten: Any, schedules: list[ScheduleInput]) -> None:
        """Start running stories in this process, under a name no other live process has. After any fork."""
        _services["diensten"] = diensten
        DBOS(config=self._config(executor))
        DBOS.listen_queues([QUEUE])
        DBOS.launch()
        DBOS.register_queue(
            QUEUE, worker_concurrency=AT_ONCE, polling_interval_sec=0.2, on_conflict="always_update"
        )
        DBOS.apply_schedules(schedules)

    def stop(self) -> None:
        """Let running steps end, a few seconds at most; the rest goes on at the next start."""
        DBOS.destroy(workflow_completion_timeout_sec=5)

    def prepare(self) -> None:
        """Make or bring up to date the engine's own tables, for a process that only enqueues."""
        if not sa.inspect(self.database).has_table("workflow_status", schema=self.schema):
            DBOS(config=self._config("voorbereiding"))
            DBOS.launch()
            DBOS.destroy()

    @property
    def schema(self) -> str | None:
        """Where the engine's own tables stand."""
        return None if self.url.startswith("sqlite") else "dbos"

    def _config(self, executor: str) -> DBOSConfig:
        return DBOSConfig(
            name=APP,
            application_version=VERSION,
            executor_id=executor,
            system_database_url=self.url,
            system_database_engine=self.database,
            serializer=SealedSerializer(self.keys),
            log_level="WARNING",
            enable_otlp=False,
            max_executor_threads=AT_ONCE + 16,
        )


def _options(name: str, flow_id: str) -> Any:
    return {"queue_name": QUEUE, "workflow_name": name, "workflow_id": flow_id, "app_version": VERSION}
