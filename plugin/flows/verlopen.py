"""What goes at its own term without a proposal: old logs and old requests. The log says that each went (protocol 49)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time
from functools import partial

import structlog

from graph.errors import NotFound, Refused
from plugin.casebook.book import Logregel
from plugin.casebook.logboek import GEEN_ZAAK
from plugin.flows.diensten import Diensten
from plugin.flows.engine import step
from plugin.flows.postvakken import wis_concepten
from plugin.flows.verzoeken import merk
from plugin.protocol.bewaartermijn import Gegevens, weg_voor
from plugin.protocol.termijnen import lokale_dag
from plugin.protocol.verzoek import Verzoek

AT_ONCE = 4
TOGETHER = 50  # chains that our own database forgets at a time: each time it has to empty its journal

log = structlog.get_logger("flows")


@step("wis_oude_logboeken")
def wis_oude_logboeken(diensten: Diensten, now: datetime) -> None:
    """The log of a case that is gone goes at its own term, and so do the days about no single case."""
    since = _since(diensten, Gegevens.LOGBOEK, now)
    silent = diensten.logketen.stil_sinds(since) if since else []
    for start in range(0, len(silent), TOGETHER):
        some = silent[start : start + TOGETHER]
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="verlopen") as pool:
            gone = list(pool.map(partial(_is_logboek_gewist, diensten), some))
        diensten.logketen.vergeet(*(keten for keten, is_gone in zip(some, gone, strict=True) if is_gone))


def _is_logboek_gewist(diensten: Diensten, keten: str) -> bool:
    if diensten.casebook.find(keten):
        return False
    diensten.casebook.logboek.verwijder(keten)
    diensten.casebook.log(_gewist(diensten, "logboek gewist", keten))
    return True


@step("wis_oude_verzoeken")
def wis_oude_verzoeken(diensten: Diensten, now: datetime) -> None:
    """A request goes with its draft; what somebody sent is theirs.

    One whose mailbox is closed to us waits, and the page of the requests says so.
    """
    since = _since(diensten, Gegevens.VERZOEKEN, now)
    for key, verzoek in diensten.verzoekboek.van_voor(since) if since else ():
        if verzoek is None or _is_concept_weg(diensten, verzoek):
            diensten.casebook.log(_gewist(diensten, "verzoek gewist", key))
            diensten.verzoekboek.wis(key)


def _is_concept_weg(diensten: Diensten, verzoek: Verzoek) -> bool:
    """A mailbox that is not there any more holds no draft."""
    try:
        wis_concepten(diensten, verzoek.postvak, merk(verzoek.id))
    except NotFound:
        return True
    except Refused as error:
        log.warning("mailbox closed to destruction", request=verzoek.id, code=error.code)
        return False
    return True


def _since(diensten: Diensten, gegevens: Gegevens, now: datetime) -> datetime | None:
    today = lokale_dag(now, diensten.profiel.termijnen.tijdzone)
    day = weg_voor(diensten.profiel.bewaren, gegevens, today)
    return datetime.combine(day, time(0), UTC) if day else None


def _gewist(diensten: Diensten, handeling: str, wat: str) -> Logregel:
    key = f"{handeling}/{wat}"
    return Logregel(GEEN_ZAAK, handeling, wat, "dienst", "dienst", diensten.now(), sleutel=key)
