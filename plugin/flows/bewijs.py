"""Evidence that comes after the melding: sealed as it arrives, then carried into the case (protocol 8, 12)."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from graph.errors import Refused
from plugin.casebook.book import Logregel
from plugin.casebook.logboek import NIET_DOORGEGAAN
from plugin.flows import casechange
from plugin.flows.achtergrond import begin_werk
from plugin.flows.diensten import Diensten
from plugin.flows.engine import patient, step, story
from plugin.flows.manifest import bewijs_pad, manifest
from plugin.intake.spool import Gone, Zending
from plugin.protocol.bewaren import is_begonnen
from plugin.protocol.vervolg import voeg_bewijs_toe
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Bewijsstuk, Zaak

NAAM = "bewijs_v1"


@story(NAAM)
def bewijs(zending_id: str) -> None:
    """Carry later evidence over. What follows from it for readers and drafts stands in the case, and is begun."""
    patient(neem_bewijs_op, zending_id)
    patient(vernietig, zending_id)


@step("neem_bewijs_op")
def neem_bewijs_op(diensten: Diensten, zending_id: str) -> None:
    """Files, case, manifest, and the work that the case now has.

    Nothing is put down any more for a case that goes; what went with it is not here to be opened (protocol 49).
    """
    try:
        zending = diensten.spool.open(zending_id)
    except Gone:
        return
    if is_begonnen(casechange.read(diensten, zending.referentie).zaak):
        diensten.casebook.log(_te_laat(zending, diensten.now()))
        return
    diensten.casebook.store(_files(diensten, zending))
    regel = Logregel(
        zending.referentie, "bewijs toegevoegd", f"{len(zending.bestanden)} stukken", zending.persoon["oid"],
        "dienst", diensten.now(), sleutel=f"{zending.referentie}/{zending_id[:32]}",
    )  # fmt: skip
    grown = casechange.change(
        diensten,
        zending.referentie,
        partial(
            voeg_bewijs_toe,
            stukken=_pieces(zending),
            afzenders=zending.persoon["afzenders"],
            eigen=zending.persoon.get("adressen", ()),
            profiel=diensten.profiel,
        ),
        regel,
    )
    if isinstance(grown, Weigering):
        raise Refused("evidenceRefused")  # the rule never does
    _list_pieces(diensten, grown)
    begin_werk(diensten, grown)


def _te_laat(zending: Zending, now: datetime) -> Logregel:
    return Logregel(
        zending.referentie, "bewijs niet opgeslagen", "zaak wordt vernietigd", "dienst", "dienst", now,
        resultaat=NIET_DOORGEGAAN, sleutel=f"{zending.referentie}/te-laat/{zending.id[:32]}",
    )  # fmt: skip


def _list_pieces(diensten: Diensten, zaak: Zaak) -> None:
    """The manifest of the case as it stands. Of two stories at once the last to write has read what both added."""
    while True:
        diensten.casebook.store({f"{zaak.referentie}/manifest.json": partial(manifest, zaak)})
        now = casechange.read(diensten, zaak.referentie).zaak
        if now.bewijs == zaak.bewijs:
            return
        zaak = now


@step("vernietig")
def vernietig(diensten: Diensten, zending_id: str) -> None:
    """SharePoint confirmed every byte: the sealed copy goes."""
    diensten.spool.destroy(zending_id, "gemeld")


def _files(diensten: Diensten, zending: Zending) -> dict[str, Callable[[], bytes]]:
    return {
        bewijs_pad(zending.referentie, _stored_name(zending, file)): partial(
            diensten.spool.read, zending, file["nummer"]
        )
        for file in zending.bestanden
    }


def _stored_name(zending: Zending, file: dict[str, Any]) -> str:
    """No two pieces of a case share a name: what came together carries the same first letters."""
    return f"{zending.id[:8]}-{file['opslagnaam']}"


def _pieces(zending: Zending) -> list[Bewijsstuk]:
    return [
        Bewijsstuk(
            id="",
            naam=file["naam"],
            bestand=_stored_name(zending, file),
            soort=file["media"],
            genoemd_type=file["genoemd_type"],
            sha256=file["sha256"],
            bytes=file["bytes"],
            ontvangen_op=zending.ontvangen_op,
            van=zending.persoon["oid"],
            zending=zending.id,
        )
        for file in zending.bestanden
    ]
