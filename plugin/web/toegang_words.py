"""Who may not enter the building: name, from, until (protocol 27)."""

from typing import Any

from plugin.protocol.profiel import Profiel
from plugin.web.maatregel_feiten import dag_van_tekst
from plugin.web.words import dag_met_jaar, hoofdletter


def rijen(items: list[dict[str, Any]], profiel: Profiel) -> list[dict[str, str]]:
    zone = profiel.termijnen.tijdzone
    return [
        {"naam": one["naam"], "van": _day(one["van"], zone), "tot": _day(one["tot"], zone)} for one in items
    ]


def _day(written: str, zone: str) -> str:
    return hoofdletter(dag_met_jaar(dag_van_tekst(written, zone))) if written else "–"
