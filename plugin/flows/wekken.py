"""Cases that ask for attention by themselves get it, each moment once (protocol 9, 18, 26, 31).

Every 15 minutes the index on one date gives the cases that are due. Each is changed under its version, so a moment
that went off stands in the case together with what follows from it; a run that was killed goes on where it was.
"""

from functools import partial

import structlog

from graph.errors import GraphError
from plugin.casebook.book import Logregel
from plugin.casebook.rows import OPEN
from plugin.flows import casechange
from plugin.flows.achtergrond import begin_werk
from plugin.flows.briefopzet import nazorgbrief
from plugin.flows.diensten import Diensten
from plugin.flows.engine import step
from plugin.protocol.beperking import mag_werken
from plugin.protocol.gewekt import wek
from plugin.protocol.lezerloos import is_lezerloos, met_lezers
from plugin.protocol.vervolg import alarm
from plugin.protocol.wekker import gaan_af
from plugin.protocol.zaak import Zaak

log = structlog.get_logger("flows")


@step("wek_zaken")
def wek_zaken(diensten: Diensten) -> None:
    """Deal with all that is due now. A case that cannot be changed now holds up no other; the next run finds it again."""
    for referentie in diensten.casebook.asking_attention(diensten.now()):
        try:
            wek_zaak(diensten, referentie)
        except GraphError as error:
            log.warning("case could not be woken", referentie=referentie, code=error.code)
        except ValueError as error:  # a row that nobody can read; without a word of it
            log.critical("unreadable case", referentie=referentie, kind=type(error).__name__)


def wek_zaak(diensten: Diensten, referentie: str) -> None:
    """What is due in this case is done and recorded; the work that follows is begun."""
    now, zaak = diensten.now(), casechange.read(diensten, referentie).zaak
    if not mag_werken(zaak):  # restricted: what is due waits; or it goes
        return
    due = gaan_af(zaak, diensten.profiel, now)
    why = ", ".join(one.sleutel for one in due)
    regel = Logregel(referentie, "termijn verstreken", why, "dienst", "dienst", now)
    draft = partial(nazorgbrief, diensten, now=now)
    woken = casechange.change(
        diensten, referentie, lambda zaak: wek(zaak, diensten.profiel, now, draft), regel
    )
    if isinstance(woken, Zaak):
        begin_werk(diensten, woken)


@step("zoek_lezers")
def zoek_lezers(diensten: Diensten) -> None:
    """Every night: what nobody may read gets readers, once the beheerder put somebody in the profile (protocol 10)."""
    for zaak in diensten.casebook.pile(OPEN):
        if is_lezerloos(zaak, diensten.profiel):
            try:
                geef_lezers(diensten, zaak.referentie)
            except GraphError as error:
                log.warning("case got no readers", referentie=zaak.referentie, code=error.code)


def geef_lezers(diensten: Diensten, referentie: str) -> None:
    now = diensten.now()
    regel = Logregel(referentie, "lezers toegewezen", "zaak", "dienst", "dienst", now)
    given = casechange.change(
        diensten, referentie, lambda zaak: met_lezers(zaak, diensten.profiel, now), regel
    )
    if isinstance(given, Zaak):
        if is_lezerloos(given, diensten.profiel) and not alarm(given, diensten.profiel):
            log.critical("nobody can be told of a case without readers", referentie=referentie)
        begin_werk(diensten, given)
