"""Evidence that comes after the melding is accepted as the melding was: sealed, durable, answered (protocol 8, 12)."""

from collections.abc import Sequence
from typing import Any

from plugin.flows.aanname import Aangenomen, Onvolledig, afzenders_van
from plugin.flows.diensten import Diensten
from plugin.flows.opening import for_melder
from plugin.intake.spool import Clash, Inzending, Repeated, SealingStream, Upload
from plugin.protocol.routering import adressen_van, van_belang
from plugin.protocol.ruimte import Omvang, past_bewijs
from plugin.protocol.toegang import Wie
from plugin.protocol.vervolg import ANDERE_INHOUD
from plugin.protocol.weigering import Weigering


def neem_bewijs_aan(
    diensten: Diensten, upload: Upload, wie: Wie, referentie: str, sleutel: str
) -> Aangenomen | Onvolledig | Weigering | None:
    """Seal evidence that comes later. None when there is no such melding for this person."""
    there = _later(diensten, wie, referentie)
    if there is None:
        return None
    if not upload.streams:
        return Onvolledig("Kies een bestand.")
    inzending = Inzending(
        soort="bewijs",
        referentie=referentie,
        oid=wie.oid,
        sleutel=sleutel,
        ontvangen_op=diensten.now(),
        melding={},
        persoon={
            "oid": wie.oid,
            "afzenders": list(van_belang(afzenders_van(upload), diensten.profiel)),
            "adressen": list(adressen_van([wie.oid], wie.adressen, diensten.profiel)),
        },
        antwoord={"referentie": referentie, "bewijs": [_received(stream) for stream in upload.streams]},
    )
    room = past_bewijs(there, _size(inzending.antwoord["bewijs"]))
    if isinstance(room, Weigering) and not diensten.spool.earlier(upload, inzending):
        return room
    sealed = diensten.spool.seal(upload, inzending)
    if isinstance(sealed, Clash):
        return ANDERE_INHOUD
    return Aangenomen(sealed.antwoord if isinstance(sealed, Repeated) else inzending.antwoord)


def _later(diensten: Diensten, wie: Wie, referentie: str) -> Omvang | None:
    """What was added to a melding after it was sent; None when it is not this person's.

    Received here within 30 days, else asked of SharePoint: a melder can add also while SharePoint is away.
    """
    received = diensten.spool.of_owner(wie.oid)
    if not any(one.referentie == referentie and one.soort == "melding" for one in received):
        dossier = for_melder(diensten, wie, referentie)
        if dossier is None:
            return None
        pieces = [piece for piece in dossier.zaak.bewijs if piece.zending]
        return Omvang(len(pieces), sum(piece.bytes for piece in pieces))
    told = diensten.spool.later(wie.oid, referentie)
    return sum((_size(one["bewijs"]) for one in told), Omvang())


def _size(pieces: Sequence[dict[str, Any]]) -> Omvang:
    return Omvang(len(pieces), sum(piece["bytes"] for piece in pieces))


def _received(stream: SealingStream) -> dict[str, Any]:
    stream.finish()
    facts = stream.facts()
    return {"naam": facts["naam"], "sha256": facts["sha256"], "bytes": facts["bytes"]}
