"""Cases that ask for attention by themselves get it, each moment once (protocol 9, 18, 26, 31).

Every 15 minutes the index on one date gives the cases that are due. Each is changed under its version, so a moment
that went off stands in the case together with what follows from it; a run that was killed goes on where it was.
"""

from functools import partial

import structlog

from graph.errors import GraphError
from plugin.casebook.book import Logregel
from plugin.flows import casechange
from plugin.flows.achtergrond import begin_werk
from plugin.flows.briefopzet import nazorgbrief
from plugin.flows.diensten import Diensten
from plugin.flows.engine import step
from plugin.protocol.gewekt import wek
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


def wek_zaak(diensten: Diensten, referentie: str) -> None:
    """What is due in this case is done and recorded; the work that follows is begun."""
    now, zaak = diensten.now(), casechange.read(diensten, referentie).zaak
    if zaak.beperkt:  # kept, and nothing more; what is due waits
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
