"""A case that two persons agreed to destroy goes everywhere, in an order that a restart goes on with (protocol 49).

Drafts and slots first, since only the case says where they are; then files, our own disk, the declaration; the row of
the case last. What cannot go is named in the declaration, with its date.
"""

import json
from typing import Any

import structlog

from graph.errors import NotFound, Transient
from plugin.casebook.bewaarplaats import VERKLARINGEN
from plugin.casebook.book import Logregel
from plugin.flows import alarm, casechange, postvakken, verklaring, zaakverhalen
from plugin.flows.diensten import Diensten
from plugin.flows.engine import patient, pause, step, story
from plugin.intake.opruimen import is_bewijs_onderweg, van_zaak, vergeet_zaak
from plugin.protocol import bewaren
from plugin.protocol.editie import Jaarstand
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Zaak

NAAM = "vernietiging_v1"
log = structlog.get_logger("flows")
LONGEST_LOOK = 30.0  # seconds
NAZOEKEN = 3  # years after its receipt in which a melding may have been counted


@story(NAAM)
def vernietiging(referentie: str) -> None:
    """Every step may be repeated."""
    plan = patient(begin_vernietiging, referentie)
    if plan is None:
        return
    wait = 0.5
    while patient(is_onderhanden, referentie, plan["zendingen"]):
        pause(wait)
        wait = min(wait * 2, LONGEST_LOOK)
    left = patient(wis_concepten, referentie)
    patient(wis_dossier, referentie)
    patient(wis_eigen_schijf, referentie, plan["zendingen"])
    patient(leg_verklaring_vast, referentie, plan, left)
    patient(maak_rij_leeg, referentie)


def flow_id(zaak: Zaak) -> str:
    """One for each approval: a case that was held after one may be approved anew."""
    agreed = zaak.vernietiging.akkoord[: bewaren.TWEE] if zaak.vernietiging else ()
    return "/".join((_stem(zaak.referentie), *(f"{one.op:%Y%m%dT%H%M%S}" for one in agreed)))


def _stem(referentie: str) -> str:
    return f"vernietiging/{referentie}"


@step("begin_vernietiging")
def begin_vernietiging(diensten: Diensten, referentie: str) -> dict[str, Any] | None:
    """From here on nothing holds it. Gives what must be known when the case is gone; None when it may not go.

    Evidence that was received already comes in first: it takes the proposal back, and then this one ends.
    """
    if is_bewijs_onderweg(diensten.engine.database, referentie):
        raise Transient("evidenceUnderWay")
    now = diensten.now()
    regel = Logregel(
        referentie, "vernietiging begonnen", "zaak", "dienst", "dienst", now,
        sleutel=f"{referentie}/vernietiging-begonnen",
    )  # fmt: skip
    begun = casechange.change(diensten, referentie, lambda zaak: bewaren.begin(zaak, now), regel)
    return None if isinstance(begun, Weigering) else _plan(diensten, begun)


@step("is_onderhanden")
def is_onderhanden(diensten: Diensten, referentie: str, zendingen: list[str]) -> bool:
    """What is being made for this case comes to its end first, so that nothing is put down after it was cleared away.

    What only waits to be made sees in the case that it goes, and makes nothing.
    """
    later = van_zaak(diensten.engine.database, referentie)
    known = sorted({*zendingen, *later})
    return zaakverhalen.is_running(diensten.engine, referentie, known, _stem(referentie))


def _plan(diensten: Diensten, zaak: Zaak) -> dict[str, Any]:
    later = {piece.zending for piece in zaak.bewijs if piece.zending}
    return {
        "jaar": zaak.ontvangen_op.year,
        "zendingen": sorted({zaak.sleutel, *later, *van_zaak(diensten.engine.database, zaak.referentie)}),
        "verklaring": verklaring.van(zaak, diensten.profiel),
    }


@step("wis_concepten")
def wis_concepten(diensten: Diensten, referentie: str) -> dict[str, list[str]]:
    """Drafts and slots for good; of a mailbox that is closed to us the beheerder gets a bare alarm."""
    left = postvakken.wis(diensten, casechange.read(diensten, referentie).zaak)
    if left[postvakken.DICHT]:
        log.error("mailbox closed to destruction", referentie=referentie)
        diensten.engine.enqueue(alarm.NAAM, f"{_stem(referentie)}/postvak-dicht", referentie)
    return left


@step("wis_dossier")
def wis_dossier(diensten: Diensten, referentie: str) -> None:
    diensten.bewaarplaats.wis_dossier(referentie)
    diensten.bewaarplaats.wis_maatregelen(referentie)


@step("wis_eigen_schijf")
def wis_eigen_schijf(diensten: Diensten, referentie: str, zendingen: list[str]) -> None:
    """What the spool and the engine still remember of it; this story itself is forgotten with the others, in 30 days."""
    vergeet_zaak(diensten.engine.database, referentie)
    zaakverhalen.forget(diensten.engine, referentie, zendingen, _stem(referentie))


@step("leg_verklaring_vast")
def leg_verklaring_vast(
    diensten: Diensten, referentie: str, plan: dict[str, Any], left: dict[str, list[str]]
) -> None:
    """What went, on whose word, and what lies where until when."""
    now = diensten.now()
    said = verklaring.af(plan["verklaring"], left, now.date())
    text = json.dumps(said, ensure_ascii=False, indent=1).encode()
    diensten.casebook.store({f"{VERKLARINGEN}/{plan['jaar']}/{referentie}.json": lambda: text})
    regel = Logregel(
        referentie, "zaak vernietigd", "zaak", "dienst", "dienst", now, sleutel=f"{referentie}/vernietigd"
    )
    diensten.casebook.log(regel)


@step("maak_rij_leeg")
def maak_rij_leeg(diensten: Diensten, referentie: str) -> None:
    """What is left is a reference, until the night has taken it out of the register's bookkeeping."""
    diensten.bewaarplaats.maak_leeg(referentie)


@step("wis_uit_register")
def wis_uit_register(diensten: Diensten) -> None:
    """The bookkeeping names no destroyed case any more; the totals stay as they were counted (protocol 33).

    Part of the register's own night, so that the bookkeeping has one writer; then the empty rows go.
    """
    gone = dict(diensten.bewaarplaats.leeggemaakt())
    years = {
        year for jaar in gone.values() for year in range(jaar, min(jaar + NAZOEKEN, diensten.now().year) + 1)
    }
    for year in sorted(years):
        _without(diensten, f"register/{year}.json", set(gone))
    for referentie in gone:
        diensten.bewaarplaats.wis_zaak(referentie)


def _without(diensten: Diensten, path: str, gone: set[str]) -> None:
    try:
        stand = Jaarstand.model_validate_json(diensten.casebook.read(path))
    except NotFound:
        return
    left = tuple(one for one in stand.geteld if one not in gone)
    if left != stand.geteld:
        kept = stand.model_copy(update={"geteld": left}).model_dump_json().encode()
        diensten.casebook.store({path: lambda: kept})
