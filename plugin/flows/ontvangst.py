"""A sealed melding becomes a case: the row, the evidence, the notice; then the sealed copy goes (protocol 8-10, 33)."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

import structlog

from graph.errors import Conflict, Transient
from plugin.casebook.book import Logregel
from plugin.flows import casechange
from plugin.flows.diensten import Diensten
from plugin.flows.engine import LONGEST_WAIT, patient, pause, step, story
from plugin.flows.manifest import bewijs_pad, manifest
from plugin.flows.notificatie import vertel_kaal
from plugin.intake.spool import Gone, Zending
from plugin.protocol.melding import Melding
from plugin.protocol.toegang import lezers_van
from plugin.protocol.vervolg import alarm, mogen_weten, onbereikbaar
from plugin.protocol.zaak import Bewijsstuk, Partij, Zaak

NAAM = "ontvangst_v1"

log = structlog.get_logger("flows")


@story(NAAM)
def ontvangst(zending_id: str) -> None:
    """Carry one sealed melding to where it belongs. Every step may be repeated."""
    te_melden = patient(neem_over, zending_id)
    niet_bereikt = vertel(te_melden["referentie"], zending_id, te_melden["oids"])
    if niet_bereikt:
        patient(onthoud_wie_niet, te_melden["referentie"], niet_bereikt)


def vertel(referentie: str, sleutel: str, oids: list[str], gebeurtenis: str = "") -> list[str]:
    """Part of a story: tell everybody who can be told, through any outage. Gives those whom Teams refuses.

    Teams keeps one notice for each person and `gebeurtenis` of a case.

    A refusal lasts until an administrator mends it, so the story does not wait for that: the case remembers.
    """
    left, refused = oids, list[str]()
    while left:
        reached = len(oids) > len(left) + len(refused)
        told = patient(waarschuw, referentie, sleutel, left, gebeurtenis, reached)
        refused += told["geweigerd"]
        if told["straks"]:
            pause(told["wacht"])
        left = patient(wie_mag_het_weten, referentie, told["straks"]) if told["straks"] else []
        if told["straks"] and not left:  # who was left to tell may not know any more
            patient(is_gemeld, sleutel)
    return refused


@step("neem_over")
def neem_over(diensten: Diensten, zending_id: str) -> dict[str, Any]:
    """The case, its first log entry and its evidence; only what SharePoint confirmed is destroyed here.

    Gives whom to tell, since the sealed copy is not there any more.
    """
    try:
        zending = diensten.spool.open(zending_id)
    except Gone:  # an earlier try did it all; only its answer was lost
        return _stands_already(diensten, zending_id)
    zaak = zaak_van(zending)
    regel = Logregel(
        zaak.referentie, "melding opgeslagen", "zaak", zaak.melder.oid or "", "dienst", diensten.now(),
        sleutel=f"{zaak.referentie}/ontvangst",
    )  # fmt: skip
    diensten.casebook.take_in(zaak, regel, _files(diensten, zending))
    to_tell = zending.persoon["te_melden"]
    diensten.spool.destroy(zending_id, "opgeslagen" if to_tell else "gemeld")
    return {"referentie": zaak.referentie, "oids": to_tell}


@step("waarschuw")
def waarschuw(
    diensten: Diensten, referentie: str, sleutel: str, oids: list[str], gebeurtenis: str, bereikt: bool
) -> dict[str, Any]:
    """Tell each reader once, without a word of content (protocol 40). Gives who was refused and whom to try again.

    A melding counts as reported once nobody is left to try again and somebody knows; `bereikt`: an earlier try told some.
    """
    answers = vertel_kaal(diensten, referentie, oids, gebeurtenis)
    failed = {oid: error for oid, error in zip(oids, answers, strict=True) if error}
    soon = {oid: error for oid, error in failed.items() if isinstance(error, Transient | Conflict)}
    if not soon and (bereikt or len(failed) < len(oids)):
        diensten.spool.phase(sleutel, "gemeld")
    asked = [getattr(error, "retry_after", None) or 2.0 for error in soon.values()]
    return {
        "geweigerd": [oid for oid in failed if oid not in soon],
        "straks": list(soon),
        "wacht": min(max(asked, default=0.0), LONGEST_WAIT),
    }


@step("is_gemeld")
def is_gemeld(diensten: Diensten, sleutel: str) -> None:
    diensten.spool.phase(sleutel, "gemeld")


@step("wie_mag_het_weten")
def wie_mag_het_weten(diensten: Diensten, referentie: str, oids: list[str]) -> list[str]:
    """Time has passed: whoever became a party meanwhile is told nothing any more (protocol 10)."""
    zaak = casechange.read(diensten, referentie).zaak
    return list(mogen_weten(zaak, oids, diensten.profiel))


@step("onthoud_wie_niet")
def onthoud_wie_niet(diensten: Diensten, referentie: str, oids: list[str]) -> None:
    """The case remembers whom Teams refused; the run of every 15 minutes tries them again."""
    log.error("reader could not be told", referentie=referentie, count=len(oids))
    regel = Logregel(
        referentie, "lezer niet bereikt", f"{len(oids)} lezers", "dienst", "dienst", diensten.now(),
        sleutel=f"{referentie}/niet-bereikt",
    )  # fmt: skip
    casechange.change(
        diensten, referentie, partial(onbereikbaar, oids=tuple(oids), now=diensten.now()), regel
    )


def _stands_already(diensten: Diensten, zending_id: str) -> dict[str, Any]:
    zaak = casechange.read(diensten, diensten.spool.referentie(zending_id)).zaak
    readers = [person.oid for person in lezers_van(zaak, diensten.profiel)]
    return {"referentie": zaak.referentie, "oids": readers or list(alarm(zaak, diensten.profiel))}


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
        eigen_adressen=tuple(persoon.get("adressen", ())),
        adressen_betrokkene=tuple(persoon.get("adressen_betrokkene", ())),
        adressen_agressor=tuple(persoon.get("adressen_agressor", ())),
        lezers=tuple(persoon["lezers"]),
        uitgesloten=tuple(persoon["uitgesloten"]),
        eerst_herkennen=persoon["eerst_herkennen"],
        lezen_voor=persoon.get("lezen_voor"),
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
            diensten.spool.read, zending, file["nummer"]
        )
        for file in zending.bestanden
    }
    listed = manifest(zaak_van(zending))
    files[f"{zending.referentie}/manifest.json"] = lambda: listed
    return files
