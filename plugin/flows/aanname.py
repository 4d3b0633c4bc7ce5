"""A melding is accepted: sealed, durable, answered. No call to Microsoft 365 stands in the way (protocol 7-11)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from plugin.flows.diensten import Diensten
from plugin.flows.weergave import geschreven
from plugin.intake.files import EML, MSG
from plugin.intake.mail import senders
from plugin.intake.spool import Clash, Inzending, ReferenceTaken, Repeated, Upload
from plugin.protocol import berichten
from plugin.protocol.contact import contact_met
from plugin.protocol.melding import STANDAARD, Melding, is_complete, is_past
from plugin.protocol.profiel import Profiel
from plugin.protocol.referentie import nieuwe_referentie
from plugin.protocol.routering import (
    Partijen,
    Verdeling,
    adressen_agressor,
    adressen_van,
    partijen,
    van_belang,
    verdeel,
)
from plugin.protocol.toegang import Wie
from plugin.protocol.weigering import Weigering
from plugin.protocol.wekker import lezen_voor

MOST_AN_HOUR = 60
EEN_UUR = timedelta(hours=1)
AL_VERSTUURD = Weigering("Deze melding is al verstuurd. Voeg het nieuwe toe in Mijn meldingen.")


@dataclass(frozen=True)
class Aangenomen:
    """Sealed and durable: what the melder is told."""

    antwoord: dict[str, Any]


@dataclass(frozen=True)
class Onvolledig:
    """The melding cannot be taken as it is; `reden` is a Dutch sentence."""

    reden: str


@dataclass(frozen=True)
class TeVeel:
    """More than 60 accepted meldingen in an hour from one person; `retry_after` in seconds."""

    retry_after: int
    reden: str


def neem_aan(
    diensten: Diensten, upload: Upload, melding: Melding, wie: Wie, sleutel: str
) -> Aangenomen | Onvolledig | Weigering | TeVeel:
    """Seal a melding under the sender's own key. The same again gives the same answer; one case, whatever happens."""
    refused = _refusal(diensten, upload, melding)
    if refused:
        return refused
    while True:
        inzending = _inzending(diensten, upload, melding, wie, sleutel)
        if _too_many(diensten, wie) and not diensten.spool.earlier(upload, inzending):
            return TeVeel(3600, _te_veel(inzending))
        try:
            sealed = diensten.spool.seal(upload, inzending)
        except ReferenceTaken:
            continue
        if isinstance(sealed, Clash):
            return AL_VERSTUURD
        return Aangenomen(sealed.antwoord if isinstance(sealed, Repeated) else inzending.antwoord)


def _refusal(diensten: Diensten, upload: Upload, melding: Melding) -> Onvolledig | None:
    for rule in (is_complete(melding, len(upload.streams)), is_past(melding, diensten.now())):
        if isinstance(rule, Weigering):
            return Onvolledig(rule.reden)
    if melding.ontvanger not in (STANDAARD, *diensten.profiel.routering.keuze):
        return Onvolledig("Deze ontvanger kennen wij niet. Kies een van de lezers uit de lijst.")
    return None


def _inzending(diensten: Diensten, upload: Upload, melding: Melding, wie: Wie, sleutel: str) -> Inzending:
    afzenders = van_belang(afzenders_van(upload), diensten.profiel)
    verdeling = verdeel(melding, wie.oid, afzenders, diensten.profiel, wie.adressen)
    referentie, now = nieuwe_referentie(), diensten.now()
    persoon = {
        "oid": wie.oid,
        "naam": wie.naam,
        "functie": diensten.profiel.functie_van(wie.oid),
        "afzenders": list(afzenders),
        "adressen": list(_own_addresses(wie, verdeling, diensten.profiel)),
        "adressen_betrokkene": list(verdeling.adressen_betrokkene),
        "lezers": list(verdeling.lezers),
        "uitgesloten": list(verdeling.uitgesloten),
        "eerst_herkennen": verdeling.eerst_herkennen,
        "lezen_voor": geschreven(lezen_voor(now, diensten.profiel)) if verdeling.lezers else None,
        "adressen_agressor": list(adressen_agressor(melding, None, diensten.profiel)),
        "te_melden": _oids_to_tell(
            verdeling, partijen(melding, wie.oid, afzenders, wie.adressen), diensten.profiel
        ),
    }
    return Inzending(
        soort="melding",
        referentie=referentie,
        oid=wie.oid,
        sleutel=sleutel,
        ontvangen_op=now,
        melding=melding.model_dump(mode="json", exclude_none=True),
        persoon=persoon,
        antwoord={
            "referentie": referentie,
            "ontvangen_op": geschreven(now),
            **_receipt(melding, verdeling, diensten.profiel),
        },
    )


def afzenders_van(upload: Upload) -> tuple[str, ...]:
    """Everybody who sent one of the evidence mails; the conflict rule compares them (protocol 10)."""
    found = (
        address
        for stream in upload.streams
        if (kind := stream.kind) in (EML, MSG)
        for address in senders(stream.content(), kind)
    )
    return tuple(dict.fromkeys(found))


def _own_addresses(wie: Wie, verdeling: Verdeling, profiel: Profiel) -> tuple[str, ...]:
    """Of melder and betrokkene, the holder of an office that was named included: none of them is whom a letter is for."""
    return adressen_van([wie.oid], [*wie.adressen, *verdeling.adressen_betrokkene], profiel)


def _oids_to_tell(verdeling: Verdeling, shut: Partijen, profiel: Profiel) -> list[str]:
    """The readers; when nobody is left, the beheerder gets the same bare notice as an alarm, unless a party too."""
    functies = verdeling.lezers or (profiel.routering.beheerder,)
    people = [person for functie in functies if (person := profiel.met_functie(functie))]
    return [one.oid for one in people if one.oid not in verdeling.uitgesloten and not shut.shuts_out(one)]


def _receipt(melding: Melding, verdeling: Verdeling, profiel: Profiel) -> dict[str, Any]:
    """Whom to call, and what happens now (protocol 11)."""
    contact = contact_met(verdeling.contact, profiel)
    steps = (
        berichten.stappen_zonder_lezer(verdeling.contact, profiel)
        if verdeling.niemand
        else berichten.volgende_stappen(melding.route, contact.wie, profiel)
    )
    named = {"naam": contact.naam, "functie": contact.functie, "telefoon": contact.telefoon}
    return {"contact": named, "volgende_stappen": steps}


def _too_many(diensten: Diensten, wie: Wie) -> bool:
    return diensten.spool.accepted_since(wie.oid, diensten.now() - EEN_UUR) >= MOST_AN_HOUR


def _te_veel(inzending: Inzending) -> str:
    contact = inzending.antwoord["contact"]
    return (
        f"U hebt dit uur al {MOST_AN_HOUR} meldingen verstuurd. Over een uur kan het weer. "
        f"Haast? Bel {contact['naam']}, {contact['telefoon']}."
    )
