"""What a flow or an act works with: put together once by main, the same in every process."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from graph.calendar import Calendar
from graph.mailbox import Mailbox
from graph.teams import Activity
from plugin.casebook.bewaarplaats import Bewaarplaats
from plugin.casebook.book import Casebook
from plugin.casebook.registerbook import Registerbook
from plugin.casebook.verzoekboek import Verzoekboek
from plugin.flows.drukte import Drukte
from plugin.flows.engine import Engine
from plugin.intake.begonnen import Begonnen
from plugin.intake.logketen import Logketen
from plugin.intake.seal import SealingKeys
from plugin.intake.spool import Spool
from plugin.letters import Letters
from plugin.letters.jaarrapport import Jaarrapport
from plugin.protocol.profiel import Profiel


@dataclass(frozen=True)
class Diensten:
    """The parts of the running service; `now` is aware UTC."""

    profiel: Profiel
    keys: SealingKeys
    spool: Spool
    begonnen: Begonnen
    casebook: Casebook
    bewaarplaats: Bewaarplaats
    logketen: Logketen
    verzoekboek: Verzoekboek
    registerbook: Registerbook
    letters: Letters
    jaarrapport: Jaarrapport
    mailbox: Mailbox
    calendar: Calendar
    activity: Activity
    engine: Engine
    public_url: str
    teams_app_id: str
    now: Callable[[], datetime]
    drukte: Drukte = field(default_factory=Drukte)
