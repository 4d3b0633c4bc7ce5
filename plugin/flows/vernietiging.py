"""A case that two persons agreed to destroy goes everywhere, in an order that a restart goes on with (protocol 49).

Drafts and slots first, since only the case says where they are; then files, our own disk, the declaration; the row of
the case last. What cannot go is named in the declaration, with its date.
"""

import json
from datetime import date, timedelta
from typing import Any

from graph.errors import NotFound
from plugin.casebook.bewaarplaats import VERKLARINGEN
from plugin.casebook.book import Logregel
from plugin.flows import afspraak, casechange, zaakverhalen
from plugin.flows.brief import marker
from plugin.flows.diensten import Diensten
from plugin.flows.engine import patient, pause, step, story
from plugin.flows.zaakbrief import merk
from plugin.intake.opruimen import vergeet_zaak
from plugin.protocol import bewaren
from plugin.protocol.bewaartermijn import Gegevens
from plugin.protocol.editie import Jaarstand
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Zaak

NAAM = "vernietiging_v1"
# SharePoint keeps what was deleted for 93 days, both stages of the bin together.
PRULLENBAK = timedelta(days=93)
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
    verstuurd = patient(wis_concepten, referentie)
    patient(wis_dossier, referentie)
    patient(wis_eigen_schijf, referentie, plan["zendingen"])
    patient(leg_verklaring_vast, referentie, plan, verstuurd)
    patient(maak_rij_leeg, referentie)


def flow_id(zaak: Zaak) -> str:
    """One for each approval: a case that was held after one may be approved anew."""
    agreed = zaak.vernietiging.akkoord[-1].op if zaak.vernietiging and zaak.vernietiging.akkoord else None
    return f"{_stem(zaak.referentie)}/{agreed:%Y%m%dT%H%M%S}" if agreed else _stem(zaak.referentie)


def _stem(referentie: str) -> str:
    return f"vernietiging/{referentie}"


@step("begin_vernietiging")
def begin_vernietiging(diensten: Diensten, referentie: str) -> dict[str, Any] | None:
    """From here on nothing holds it. Gives what must be known when the case is gone; None when it may not go."""
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
    return zaakverhalen.is_running(diensten.engine, referentie, zendingen, _stem(referentie))


def _plan(diensten: Diensten, zaak: Zaak) -> dict[str, Any]:
    proposal, profiel = zaak.vernietiging, diensten.profiel
    if proposal is None or zaak.afsluiting is None:
        raise LookupError("a case that goes was closed and proposed")
    log_term = bewaren.termijn_van(zaak, profiel, Gegevens.LOGBOEK)
    return {
        "jaar": zaak.ontvangen_op.year,
        "zendingen": [zaak.sleutel, *(piece.zending for piece in zaak.bewijs if piece.zending)],
        "verklaring": {
            "referentie": zaak.referentie,
            "gesloten_op": zaak.afsluiting.op.date().isoformat(),
            "orgaan": proposal.orgaan,
            "bewaartermijn_jaren": proposal.jaren,
            "selectielijst": proposal.selectielijst,
            "voorgesteld_op": proposal.voorgesteld_op.date().isoformat(),
            "goedgekeurd": [
                {"door": profiel.functie_van(one.door), "op": one.op.date().isoformat()}
                for one in proposal.akkoord
            ],
            "aantal_bewijsstukken": len(zaak.bewijs),
            "aantal_maatregelen": len(zaak.maatregelen),
            "logboek_jaren": log_term.jaren if log_term else None,
        },
    }


@step("wis_concepten")
def wis_concepten(diensten: Diensten, referentie: str) -> list[str]:
    """Drafts and slots for good. Gives the mailboxes in which a person sent one: that mail is theirs."""
    zaak = casechange.read(diensten, referentie).zaak
    places = [(one.concept.postvak, marker(zaak, one)) for one in zaak.maatregelen if one.concept]
    places += [(one.postvak, merk(referentie, one)) for one in zaak.brieven]
    sent = {postvak for postvak, mark in places if _without_drafts(diensten, postvak, mark)}
    for measure in zaak.maatregelen:
        if measure.concept:
            afspraak.geef_vrij(diensten, zaak, measure, measure.concept)
    return sorted(sent)


def _without_drafts(diensten: Diensten, postvak: str, mark: str) -> bool:
    found = diensten.mailbox.find(postvak, mark)
    for draft in found:
        if draft.is_draft:
            diensten.mailbox.delete_for_good(postvak, draft.id)
    return any(not draft.is_draft for draft in found)


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
    diensten: Diensten, referentie: str, plan: dict[str, Any], verstuurd: list[str]
) -> None:
    """The declaration of destruction: what went, on whose word, and what lies where until when."""
    now = diensten.now()
    said = plan["verklaring"] | {
        "vernietigd_op": now.date().isoformat(),
        "vernietigd": "zaak, bewijs, brieven, concepten, afspraken, versies van bestanden, eigen opslag",
        "blijft": _remains(now.date() + PRULLENBAK, verstuurd, plan["verklaring"]["logboek_jaren"]),
    }
    text = json.dumps(said, ensure_ascii=False, indent=1).encode()
    diensten.casebook.store({f"{VERKLARINGEN}/{plan['jaar']}/{referentie}.json": lambda: text})
    regel = Logregel(
        referentie, "zaak vernietigd", "zaak", "dienst", "dienst", now, sleutel=f"{referentie}/vernietigd"
    )
    diensten.casebook.log(regel)


BIN = (
    "De leeggemaakte regels liggen in de prullenbak van de zakensite, met de oude versies als de lijst die bewaart, "
    "uiterlijk tot {until}. Een beheerder leegt die eerder met python -m deploy.provision --leeg-prullenbak."
)


def _remains(bin_until: date, verstuurd: list[str], log_years: int | None) -> list[str]:
    until = f"{log_years} jaar" if log_years else "zolang daarvoor geen termijn is vastgesteld"
    kept = [
        BIN.format(until=bin_until.isoformat()),
        "Meldingen in Teams zijn zonder inhoud, en blijven tot Teams ze opruimt.",
        "Reservekopieën van Microsoft vallen buiten ons bereik.",
        f"Het logboek van deze zaak, zonder inhoud, blijft {until}.",
    ]
    if verstuurd:
        kept.append(f"Verstuurde brieven staan in het postvak van wie ze stuurde: {', '.join(verstuurd)}.")
    return kept


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
