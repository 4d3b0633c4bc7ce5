"""The log as toezicht reads it, and whether it still stands as it was written (protocol 48)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog

from graph.errors import Conflict, Transient
from plugin.casebook.logboek import GEEN_ZAAK, Gelezen, Logregel, sleutel
from plugin.flows.diensten import Diensten
from plugin.flows.engine import step
from plugin.flows.notificatie import vertel_kaal
from plugin.intake.logketen import Genummerd, Schakel
from plugin.protocol.toegang import Wie

BEGIN = datetime.fromisoformat("2000-01-01T00:00:00Z")
UNDER_WAY = timedelta(minutes=2)  # longer than any write of ours can take
ALARM = "logboek"
WEGGEHAALD = "deze regel is weggehaald"
INGEVOEGD = "deze regel is niet door de dienst geschreven"
TWEEDE = "hier staat nog een regel; die is niet door de dienst geschreven"
EACH_NIGHT = 100  # chains that did not change, so that each is looked at every so often

log = structlog.get_logger("flows")


@dataclass(frozen=True)
class Afwijking:
    """An entry that is not what was written; `wat` is Dutch and names it."""

    keten: str
    nummer: int
    wat: str

    def __str__(self) -> str:
        return f"{self.keten}, regel {self.nummer}: {self.wat}"


def logboek(diensten: Diensten, wie: Wie, zaak: str | None) -> dict[str, Any]:
    """The entries about one case, or those of today about no single case; this look is logged too."""
    keten = zaak or f"{GEEN_ZAAK}{diensten.now():%Y-%m-%d}"
    look = Logregel(GEEN_ZAAK, "logboek ingezien", keten, wie.oid, wie.herkomst, diensten.now())
    diensten.casebook.log(look)
    entries = sorted(diensten.casebook.logboek.regels(keten), key=lambda one: one.nummer)
    return {"zaak": keten, "items": [_shown(one) for one in entries]}


def _shown(one: Gelezen) -> dict[str, Any]:
    words = one.woorden
    return {
        "nummer": one.nummer,
        "handeling": words["Handeling"],
        "object": words["Object"],
        "resultaat": words["Resultaat"],
        "herkomst": words["Herkomst"],
        "actor": words["Actor"],
        "tijd": words["Tijd"],
    }


def afwijkingen(diensten: Diensten, ketens: list[str]) -> Iterator[Afwijking]:
    """What was changed, taken out, moved or put in, chain by chain."""
    for keten in ketens:
        known = diensten.logketen.schakels(keten)
        yield from vergelijk(diensten, keten, known, list(diensten.casebook.logboek.regels(keten)))


def alle_ketens(diensten: Diensten) -> list[str]:
    return diensten.logketen.ketens(BEGIN)


def vergelijk(
    diensten: Diensten, keten: str, known: list[Schakel], standing: list[Gelezen]
) -> Iterator[Afwijking]:
    """The entries of one chain as they stand against its links as we know them."""
    rows = defaultdict[int, list[Gelezen]](list)
    for one in standing:
        rows[one.nummer].append(one)
    places = {one.merk: one.nummer for one in known}
    before = ""
    for link in known:
        here = rows.pop(link.nummer, [])
        wrong = [_wrong(diensten, row, link, before, places) for row in here]
        yield from (Afwijking(keten, link.nummer, said) for said in _of_one_place(link, wrong))
        before = link.merk
    # What was numbered after we asked is under way; what has no number of ours was put in by somebody else.
    last = {one.nummer for one in diensten.logketen.schakels(keten)}
    for number in sorted(rows):
        extra, said = (rows[number][1:], TWEEDE) if number in last else (rows[number], INGEVOEGD)
        yield from (Afwijking(keten, number, said) for _ in extra)


def _of_one_place(link: Schakel, wrong: list[str | None]) -> Iterator[str]:
    """`wrong` has what is wrong with each row that has this number: one may be there, and it is the right one."""
    if not wrong and not link.wacht:
        yield WEGGEHAALD
    if wrong and None not in wrong:
        yield wrong[0] or ""
    yield from (TWEEDE for _ in wrong[1:])


def _wrong(
    diensten: Diensten, row: Gelezen, link: Schakel, before: str, places: dict[str, int]
) -> str | None:
    fits = diensten.logketen.past(Genummerd(row.keten, row.nummer, row.merk, row.woorden), before)
    if row.merk == link.merk and fits:
        return None
    moved = places.get(row.merk)
    if moved is not None and moved != link.nummer:
        return f"hier staat nu wat regel {moved} was; de volgorde is veranderd"
    return "deze regel is gewijzigd"


@step("schrijf_logachterstand")
def schrijf_logachterstand(diensten: Diensten) -> None:
    """What has its number and did not reach SharePoint is written as yet."""
    written = diensten.casebook.logboek.schrijf_achterstand(diensten.now() - UNDER_WAY)
    if written:
        log.info("log caught up", count=written)


@step("kijk_logboek_na")
def kijk_logboek_na(diensten: Diensten) -> None:
    kijk_na(diensten)


def kijk_na(diensten: Diensten) -> None:
    """Every night: each chain that changed since yesterday, and some of the others in turn. Trouble is said aloud."""
    found = list(afwijkingen(diensten, _tonight(diensten)))
    for one in found:
        log.critical("log altered", key=sleutel(one.keten, one.nummer))
    if found:
        _alarm(diensten)


def _alarm(diensten: Diensten) -> None:
    """A bare notice to the beheerder; the words stand in the service's own log (protocol 40)."""
    holder = diensten.profiel.met_functie(diensten.profiel.routering.beheerder)
    night = f"{diensten.now():%Y-%m-%d}"
    for error in vertel_kaal(diensten, ALARM, [holder.oid], night) if holder else ():
        if isinstance(error, Transient | Conflict):
            raise error  # the step is tried again


def _tonight(diensten: Diensten) -> list[str]:
    now = diensten.now()
    changed, every = diensten.logketen.ketens(now - timedelta(days=2)), alle_ketens(diensten)
    first = now.toordinal() * EACH_NIGHT % max(1, len(every))
    turn = (every[first:] + every[:first])[:EACH_NIGHT]
    return sorted({*changed, *turn})
