"""Puts the parts together; the only place that reads the environment."""

import fcntl
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import sqlalchemy as sa

from graph.calendar import Calendar
from graph.connection import Graph
from graph.files import Files
from graph.lists import Lists
from graph.mailbox import Mailbox
from graph.teams import Activity
from plugin import logs
from plugin.app import Service, create_app
from plugin.casebook.bewaarplaats import Bewaarplaats
from plugin.casebook.book import Casebook
from plugin.casebook.columns import DOSSIER, JAARRAPPORTEN
from plugin.casebook.logboek import Logboek
from plugin.casebook.registerbook import Registerbook
from plugin.casebook.verzoekboek import Verzoekboek
from plugin.flows import naschrift
from plugin.flows.diensten import Diensten
from plugin.flows.engine import Engine
from plugin.flows.herhaling import vindbaar
from plugin.flows.logboek import Afwijking, afwijkingen, alle_ketens
from plugin.flows.memory import keep_private, share_heaps
from plugin.flows.nachtwerk import nachtwerk
from plugin.flows.paknazien import verschillen
from plugin.flows.werker import VERHAAL, Werker
from plugin.identity import TokenVerifier
from plugin.intake.begonnen import Begonnen
from plugin.intake.database import Durable, engine_for, reachable
from plugin.intake.logketen import Logketen
from plugin.intake.seal import KeyFileError, SealingKeys
from plugin.intake.spool import Spool
from plugin.letters import LetterError, Letters
from plugin.letters.jaarrapport import Jaarrapport
from plugin.protocol.profiel import Profiel, ProfielError
from plugin.server import Server
from plugin.settings import Settings, SettingsError, load, make_state_dir
from plugin.signing_keys import SigningKeys

LETTERS = Path(__file__).resolve().parent.parent / "templates"
LOCKS = "sloten"
WEB_PROCESSES = 2
WORKER_NICENESS = 10  # on a busy machine a melder's receipt goes before the work that follows it


def read_settings() -> Settings:
    """The settings of this process. Raises SettingsError."""
    settings = load(os.environ)
    make_state_dir(settings)
    return settings


@dataclass(frozen=True)
class Checked:
    """What is read from files, once, before anything starts."""

    profiel: Profiel
    keys: SealingKeys
    letters: Letters
    jaarrapport: Jaarrapport

    @classmethod
    def of(cls, settings: Settings) -> "Checked":
        """Raises SettingsError with what is wrong in which file."""
        try:
            keys = SealingKeys.from_file(settings.sealing_key)
            letters = Letters(LETTERS, settings.profile.with_suffix(""))
            return cls(Profiel.load(settings.profile), keys, letters, Jaarrapport(LETTERS))
        except (ProfielError, KeyFileError, LetterError) as error:
            raise SettingsError(str(error)) from error


def put_together(settings: Settings, checked: Checked, records: Durable = Durable.AT_ONCE) -> Diensten:
    """The services of one process: make them after any fork. Nothing is called yet.

    `records` says how durable the engine's own records are; what is sealed is always durable at once.
    """
    url, turn = settings.database_url, threading.Lock()
    database = engine_for(url, turn=turn)
    graph = Graph(settings.graph_config())
    engine = Engine(url, engine_for(url, records, turn), checked.keys)
    spool = Spool(database, checked.keys, together=partial(_begin_the_flow, engine))
    case_lists, logketen = Lists(graph, settings.case_site), Logketen(database, checked.keys)
    dossiers = Files(graph, settings.case_site, DOSSIER.name)
    return Diensten(
        profiel=checked.profiel,
        keys=checked.keys,
        spool=spool,
        begonnen=Begonnen(database, checked.keys),
        casebook=Casebook(
            case_lists,
            dossiers,
            Logboek(case_lists, logketen),
            later=partial(naschrift.enqueue, engine),
            vindbaar=partial(vindbaar, profiel=checked.profiel, keys=checked.keys),
        ),
        bewaarplaats=Bewaarplaats(case_lists, dossiers),
        logketen=logketen,
        verzoekboek=Verzoekboek(case_lists),
        registerbook=Registerbook(
            Lists(graph, settings.register_site), Files(graph, settings.register_site, JAARRAPPORTEN.name)
        ),
        letters=checked.letters,
        jaarrapport=checked.jaarrapport,
        mailbox=Mailbox(graph),
        calendar=Calendar(graph),
        activity=Activity(graph, settings.teams_app_id),
        engine=engine,
        public_url=settings.public_url,
        teams_app_id=settings.teams_app_id,
        now=lambda: datetime.now(UTC),
    )


def _begin_the_flow(engine: Engine, connection: sa.Connection, zending_id: str, soort: str) -> None:
    """In the very transaction that seals a melding, its flow enters the queue."""
    engine.enqueue_within(connection, VERHAAL[soort], zending_id, zending_id)


class WebProcess:
    """One process of the web server; with a worker in it when there is no other."""

    def __init__(self, settings: Settings, checked: Checked, *, with_worker: bool) -> None:
        self._settings = settings
        self._checked = checked
        self._with_worker = with_worker
        self._werker: Werker | None = None
        self._diensten: Diensten | None = None

    def load(self) -> Service:
        """The application, once its tables stand."""
        settings = self._settings
        diensten = self._diensten = put_together(settings, self._checked)
        prepare(settings, diensten)
        keys = SigningKeys(f"{settings.authority}/discovery/v2.0/keys", settings.ca_bundle)
        verifier = TokenVerifier(settings, keys)
        database = diensten.engine.database
        return create_app(diensten, verifier, [lambda: answers(database), keys.check], settings)

    def started(self) -> None:
        if self._with_worker and self._diensten:
            self._werker = Werker(self._diensten, self._settings.state_dir / LOCKS)
            self._werker.start()

    def stopped(self) -> None:
        if self._werker:
            self._werker.stop()


def serve(settings: Settings, *, with_worker: bool) -> None:
    """Serve until stopped. One process with SQLite or with a worker in it, else two."""
    share_heaps()
    keep_private()
    logs.configure()
    several = not with_worker and not settings.database_url.startswith("sqlite")
    web = WebProcess(settings, Checked.of(settings), with_worker=with_worker)
    Server(settings, WEB_PROCESSES if several else 1, web.load, web.started, web.stopped).run()


def work(settings: Settings) -> None:
    """Run stories until stopped, behind whoever waits for an answer."""
    share_heaps()
    keep_private()
    os.nice(WORKER_NICENESS)
    logs.configure()
    diensten = put_together(settings, Checked.of(settings), records=Durable.IN_ORDER)
    prepare(settings, diensten)
    werker = Werker(diensten, settings.state_dir / LOCKS)
    for stop in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stop, lambda *_: werker.stop())
    werker.run()


def night(settings: Settings) -> bool:
    """Do what the night does, now; whether it all ended well."""
    logs.configure()
    diensten = put_together(settings, Checked.of(settings))
    prepare(settings, diensten)
    return nachtwerk(diensten, settings.state_dir / LOCKS)


def altered_log(settings: Settings) -> Iterator[Afwijking]:
    """Every entry of the log that is not what was written."""
    logs.configure()
    diensten = put_together(settings, Checked.of(settings))
    prepare(settings, diensten)
    yield from afwijkingen(diensten, alle_ketens(diensten))


def altered_pack(pak: Path) -> Iterator[str]:
    """What differs in a dossier; whether it is ours is looked at where MELD_SEALING_KEY names the key."""
    named = os.environ.get("MELD_SEALING_KEY")
    try:
        keys = SealingKeys.from_file(Path(named)) if named else None
    except KeyFileError as error:
        raise SettingsError(str(error)) from error
    yield from verschillen(pak, keys)


def prepare(settings: Settings, diensten: Diensten) -> None:
    """Make the tables that are not there yet, one process at a time."""
    with _alone(settings.state_dir / "voorbereiding.lock"):
        diensten.spool.create_tables()
        diensten.engine.prepare()


def answers(database: sa.Engine) -> None:
    """Raises SpoolUnavailable when the database is away."""
    with reachable(), database.connect() as connection:
        connection.execute(sa.text("select 1"))


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
