"""A sealed melding becomes a case: the row, the evidence, the notice; then the sealed copy goes (protocol 8-10, 33)."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import quote

from graph.errors import Conflict, Transient
from graph.teams import Notice
from plugin.casebook.book import Logregel
from plugin.flows.diensten import Diensten
from plugin.flows.engine import LONGEST_WAIT, patient, pause, step, story
from plugin.flows.manifest import bewijs_pad, manifest
from plugin.intake.spool import Gone, Zending
from plugin.protocol.melding import Melding
from plugin.protocol.zaak import Bewijsstuk, Partij, Zaak

NAAM = "ontvangst_v1"


@story(NAAM)
def ontvangst(zending_id: str) -> None:
    """Carry one sealed melding to where it belongs. Every step may be repeated."""
    te_melden = patient(open_zaak, zending_id)
    patient(breng_bewijs_over, zending_id)
    waarschuw_tot_allen_het_weten(
        te_melden["referentie"], te_melden["oids"], lambda: patient(is_gemeld, zending_id)
    )


def waarschuw_tot_allen_het_weten(
    referentie: str, oids: list[str], eerste_weet_het: Callable[[], object] = lambda: None
) -> None:
    """Part of a story: tell everybody, however long it takes; who is told first does not wait for the others."""
    left = oids
    while left:
        told = patient(waarschuw, referentie, left)
        if len(told["nog"]) < len(left) == len(oids):
            eerste_weet_het()
        left = told["nog"]
        if left:
            pause(told["wacht"])


@step("open_zaak")
def open_zaak(diensten: Diensten, zending_id: str) -> dict[str, Any]:
    """The case and its first log entry. Gives whom to tell, since the sealed copy will not be there later."""
    zending = diensten.spool.open(zending_id)
    zaak = zaak_van(zending)
    regel = Logregel(
        zaak.referentie, "melding opgeslagen", "zaak", zaak.melder.oid or "", "dienst", diensten.now(),
        sleutel=f"{zaak.referentie}/ontvangst",
    )  # fmt: skip
    diensten.casebook.open(zaak, regel)
    return {"referentie": zaak.referentie, "oids": zending.persoon["te_melden"]}


@step("breng_bewijs_over")
def breng_bewijs_over(diensten: Diensten, zending_id: str) -> None:
    """Every byte to SharePoint; only what SharePoint confirmed may be destroyed here."""
    try:
        zending = diensten.spool.open(zending_id)
    except Gone:  # an earlier try came to the end
        return
    diensten.casebook.store(_files(diensten, zending))
    diensten.spool.phase(zending_id, "opgeslagen")
    diensten.spool.destroy(zending_id)


@step("waarschuw")
def waarschuw(diensten: Diensten, referentie: str, oids: list[str]) -> dict[str, Any]:
    """Tell each reader, without a word of content (protocol 40). Gives who could not be told, and how long to wait."""
    answers = diensten.activity.notify([_notice(diensten, referentie, oid) for oid in oids])
    failed = {oid: error for oid, error in zip(oids, answers, strict=True) if error}
    asked = [getattr(error, "retry_after", None) or 0.0 for error in failed.values()]
    soon = any(isinstance(error, Transient | Conflict) for error in failed.values())
    return {"nog": list(failed), "wacht": max([*asked, 2.0 if soon else LONGEST_WAIT])}


@step("is_gemeld")
def is_gemeld(diensten: Diensten, zending_id: str) -> None:
    diensten.spool.phase(zending_id, "gemeld")


def zaak_van(zending: Zending) -> Zaak:
    """The case that a sealed melding becomes."""
    persoon, melding = zending.persoon, Melding.model_validate(zending.melding)
    melder = Partij(oid=persoon["oid"], naam=persoon["naam"], functie=persoon["functie"])
    namens = melding.namens
    betrokkene = (
        Partij(oid=namens.oid, naam=namens.naam, functie=namens.functie, email=namens.email)
        if namens
        else melder
    )
    return Zaak(
        referentie=zending.referentie,
        sleutel=zending.id,
        ontvangen_op=zending.ontvangen_op,
        melding=melding,
        melder=melder,
        betrokkene=betrokkene,
        afzenders=tuple(persoon["afzenders"]),
        lezers=tuple(persoon["lezers"]),
        eerst_herkennen=persoon["eerst_herkennen"],
        bewijs=tuple(_bewijsstuk(file, zending.ontvangen_op, persoon["oid"]) for file in zending.bestanden),
    )


def _bewijsstuk(file: dict[str, Any], ontvangen_op: datetime, van: str) -> Bewijsstuk:
    return Bewijsstuk(
        id=f"b{file['nummer']}",
        naam=file["naam"],
        bestand=file["opslagnaam"],
        soort=file["media"],
        genoemd_type=file["genoemd_type"],
        sha256=file["sha256"],
        bytes=file["bytes"],
        ontvangen_op=ontvangen_op,
        van=van,
    )


def _files(diensten: Diensten, zending: Zending) -> dict[str, Callable[[], bytes]]:
    """Where each file goes and how its bytes are had, one at a time; the manifest goes along with them."""
    files: dict[str, Callable[[], bytes]] = {
        bewijs_pad(zending.referentie, file["opslagnaam"]): partial(
            diensten.spool.read, zending.id, file["nummer"]
        )
        for file in zending.bestanden
    }
    listed = manifest(zaak_van(zending))
    files[f"{zending.referentie}/manifest.json"] = lambda: listed
    return files


def _notice(diensten: Diensten, referentie: str, oid: str) -> Notice:
    digest = hashlib.sha256(f"{referentie}/{oid}".encode()).digest()
    return Notice(
        oid=oid,
        referentie=referentie,
        web_url=deep_link(diensten.teams_app_id, diensten.public_url, referentie),
        chain_id=int.from_bytes(digest[:8], "big") >> 1,  # an Int64 above zero
    )


def deep_link(teams_app_id: str, public_url: str, referentie: str) -> str:
    """The Teams tab, opened at this case (Teams, "deep link to an application")."""
    page = quote(f"{public_url.rstrip('/')}/zaken/{referentie}", safe="")
    context = quote(json.dumps({"subEntityId": referentie}, separators=(",", ":")), safe="")
    return f"https://teams.microsoft.com/l/entity/{teams_app_id}/zaken?webUrl={page}&label={referentie}&context={context}"
