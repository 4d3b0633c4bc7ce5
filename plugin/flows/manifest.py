"""The manifest of a dossier: which piece was received, when, from whom, with the hash of its bytes (protocol 8)."""

import json
from typing import Any

from plugin.protocol.zaak import Bewijsstuk, Zaak


def bewijs_pad(referentie: str, bestand: str) -> str:
    return f"{referentie}/bewijs/{bestand}"


def manifest(zaak: Zaak) -> bytes:
    """JSON, the same bytes for the same case."""
    content = {
        "referentie": zaak.referentie,
        "versie": 1,
        "herkomst": "kopie zoals de melder die meestuurde; een mail zoals Exchange die leverde",
        "bestanden": bewijslijst(zaak),
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True).encode()


def bewijslijst(zaak: Zaak) -> list[dict[str, Any]]:
    """Each piece of evidence as it was received."""
    return [_entry(piece) for piece in zaak.bewijs]


def _entry(piece: Bewijsstuk) -> dict[str, Any]:
    return piece.model_dump(mode="json", exclude={"zending"})
