"""Evidence as rows: a neutral name, size and hash. Its own name may hold a threat and stays out of sight."""

from collections.abc import Sequence
from typing import Any

from plugin.web.words import omvang

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


def stukken(bewijs: Sequence[dict[str, Any]], referentie: str) -> list[dict[str, str]]:
    rows = []
    for number, piece in enumerate(bewijs, 1):
        name, icon, suffix = SOORTEN.get(piece["soort"], ONBEKEND)
        rows.append(
            {
                "kop": f"{name}, stuk {number}",
                "icoon": icon,
                "omvang": omvang(piece["bytes"]),
                "hash": f"{piece['sha256'][:8]}…{piece['sha256'][-4:]}",
                "hash_heel": piece["sha256"],
                "adres": f"/api/zaken/{referentie}/bewijs/{piece['id']}",
                "bestandsnaam": f"{referentie}-bewijs-{number}{suffix}",
            }
        )
    return rows
