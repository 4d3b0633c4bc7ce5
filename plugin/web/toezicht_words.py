"""The log as a table: six fields in finished words, the newest on top (protocol 48)."""

from typing import Any

from plugin.protocol.profiel import Profiel
from plugin.web.words import dag_met_jaar, hoofdletter, lokaal

DIENST = "dienst"
ZELF = "De dienst zelf"
VANDAAG = "Vandaag, zonder zaak"


def leeg() -> dict[str, Any]:
    """The question, before it is asked."""
    return {"zaak": "", "kop": "", "regels": [], "aantal": ""}


def regels(found: dict[str, Any], zaak: str, profiel: Profiel) -> dict[str, Any]:
    """`zaak` is what was asked for; empty: today."""
    rows = [_row(one, profiel) for one in reversed(found["items"])]
    return {
        "zaak": zaak,
        "kop": f"Zaak {zaak}" if zaak else VANDAAG,
        "regels": rows,
        "aantal": "1 regel" if len(rows) == 1 else f"{len(rows)} regels",
    }


def _row(one: dict[str, Any], profiel: Profiel) -> dict[str, str]:
    return {
        "nummer": str(one["nummer"]),
        "tijd": _moment(one["tijd"], profiel.termijnen.tijdzone),
        "handeling": hoofdletter(one["handeling"]),
        "object": one["object"],
        "resultaat": one["resultaat"],
        "actor": _actor(one["actor"], profiel),
        "herkomst": ZELF if one["herkomst"] == DIENST else one["herkomst"],
    }


def _moment(written: str, tijdzone: str) -> str:
    """To the second, with the year: a log is read long after."""
    at = lokaal(written, tijdzone)
    return f"{dag_met_jaar(at.date())}, {at:%H.%M.%S} uur"


def _actor(oid: str, profiel: Profiel) -> str:
    """The title of who did it; somebody whom the profile does not name stands there by object id."""
    if oid == DIENST:
        return ZELF
    known = profiel.persoon(oid)
    title = profiel.functies.get(known.functie) if known else None
    return hoofdletter(title.titel) if title else oid
