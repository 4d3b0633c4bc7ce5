"""Evidence as rows: a neutral name, size and hash. Its own name may hold a threat and stays out of sight."""

from typing import Any

from plugin.intake.beeld import FORMATEN
from plugin.protocol.profiel import Profiel
from plugin.web.words import moment, omvang
from plugin.web.zaak_feiten import wie

# By media type: what it is called, its icon, and how a saved copy ends.
SOORTEN = {
    "message/rfc822": ("Mail", "mail", ".eml"),
    "application/vnd.ms-outlook": ("Mail", "mail", ".msg"),
    "application/pdf": ("PDF-document", "bijlage", ".pdf"),
    "image/png": ("Afbeelding", "beeld", ".png"),
    "image/jpeg": ("Afbeelding", "beeld", ".jpg"),
    "image/webp": ("Afbeelding", "beeld", ".webp"),
    "image/gif": ("Afbeelding", "beeld", ".gif"),
    "image/heic": ("Afbeelding", "beeld", ".heic"),
    "audio/mpeg": ("Geluid", "bijlage", ".mp3"),
    "audio/mp4": ("Geluid", "bijlage", ".m4a"),
    "audio/wav": ("Geluid", "bijlage", ".wav"),
    "video/mp4": ("Video", "bijlage", ".mp4"),
    "video/quicktime": ("Video", "bijlage", ".mov"),
}
ONBEKEND = ("Bestand", "bijlage", ".bin")


MAILS = ("message/rfc822", "application/vnd.ms-outlook")


def stukken(zaak: dict[str, Any], profiel: Profiel) -> list[dict[str, Any]]:
    """The pieces in the order in which they came; of mails the text, of images the picture can be asked for."""
    return [_piece(number, piece, zaak, profiel) for number, piece in enumerate(zaak["bewijs"], 1)]


def _piece(number: int, piece: dict[str, Any], zaak: dict[str, Any], profiel: Profiel) -> dict[str, Any]:
    reference, kind = zaak["referentie"], piece["soort"]
    name, icon, suffix = SOORTEN.get(kind, ONBEKEND)
    at = moment(piece["ontvangen_op"], profiel.termijnen.tijdzone)
    return {
        "id": piece["id"],
        "kop": f"{name}, stuk {number}",
        "icoon": icon,
        "omvang": omvang(piece["bytes"]),
        "herkomst": f"Van {wie(piece['van'], zaak, profiel)}, {at}.",
        "hash": f"{piece['sha256'][:8]}…{piece['sha256'][-4:]}",
        "hash_heel": piece["sha256"],
        "adres": f"/api/zaken/{reference}/bewijs/{piece['id']}",
        "bestandsnaam": f"{reference}-bewijs-{number}{suffix}",
        "is_mail": kind in MAILS,
        "is_beeld": kind in FORMATEN,
    }
