"""Evidence that comes after the melding: sealed as it arrives, then carried into the case (protocol 8, 12)."""

from collections.abc import Callable
from functools import partial
from typing import Any

from graph.errors import Refused
from plugin.casebook.book import Logregel
from plugin.flows import casechange
from plugin.flows.diensten import Diensten
from plugin.flows.engine import patient, step, story
from plugin.flows.manifest import bewijs_pad, manifest
from plugin.flows.ontvangst import is_gemeld, waarschuw_tot_allen_het_weten
from plugin.intake.spool import Gone, Zending
from plugin.protocol.profiel import Persoon
from plugin.protocol.toegang import lezers_van
from plugin.protocol.vervolg import voeg_bewijs_toe
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Bewijsstuk

NAAM = "bewijs_v1"


@story(NAAM)
def bewijs(zending_id: str) -> None:
    """Carry later evidence over; readers who came in by the conflict rule are told."""
    told = patient(neem_bewijs_op, zending_id)
    patient(is_gemeld, zending_id)
    waarschuw_tot_allen_het_weten(told["referentie"], told["oids"])


@step("neem_bewijs_op")
def neem_bewijs_op(diensten: Diensten, zending_id: str) -> dict[str, Any]:
    """Files, case, manifest; then the sealed copy goes. Gives whom to tell: readers who were none before."""
    try:
        zending = diensten.spool.open(zending_id)
    except Gone:  # an earlier try came to the end
        return {"referentie": "", "oids": []}
    before = casechange.read(diensten, zending.referentie).zaak
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
            profiel=diensten.profiel,
        ),
        regel,
    )
    if isinstance(grown, Weigering):
        raise Refused("evidenceRefused")  # the rule never does
    diensten.casebook.store({f"{zending.referentie}/manifest.json": lambda: manifest(grown)})
    diensten.spool.phase(zending_id, "opgeslagen")
    diensten.spool.destroy(zending_id)
    old = {person.oid for person in lezers_van(before, diensten.profiel)}
    new = [person.oid for person in lezers_van(grown, diensten.profiel) if person.oid not in old]
    alarm = [] if grown.lezers else [beheerder.oid for beheerder in _beheerder(diensten)]
    return {"referentie": zending.referentie, "oids": new or alarm}


def _beheerder(diensten: Diensten) -> list[Persoon]:
    """Who gets the bare alarm when the conflict rule leaves no reader (protocol 10)."""
    holder = diensten.profiel.met_functie(diensten.profiel.routering.beheerder)
    return [holder] if holder else []


def _files(diensten: Diensten, zending: Zending) -> dict[str, Callable[[], bytes]]:
    return {
        bewijs_pad(zending.referentie, _stored_name(zending, file)): partial(
            diensten.spool.read, zending.id, file["nummer"]
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
