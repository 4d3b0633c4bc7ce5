"""The time line of a case: what is still to come (dashed), today (open), what was done, newest first."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import ZaakStatus
from plugin.web import zaak_termijnen
from plugin.web.maatregel_stand import LOPEND
from plugin.web.nazorg_words import vragen_na
from plugin.web.words import dag, hoofdletter, moment
from plugin.web.zaak_feiten import feiten
from plugin.web.zaak_terms import woord

VRAAG = "Nazorg: vragen hoe het gaat"


def tijdlijn(zaak: dict[str, Any], today: date, profiel: Profiel) -> list[dict[str, str]]:
    """`soort` is the class of the line: straks, nu, or empty for what was done."""
    done = [_done(feit.op, feit.wat, feit.wie, profiel) for feit in feiten(zaak, profiel)]
    if zaak["status"] == ZaakStatus.AFGESLOTEN:
        return done
    planned = sorted(_planned(zaak, today, profiel), reverse=True)
    coming = [_line("straks", hoofdletter(dag(day)), what) for day, what in planned]
    return [*coming, _line("nu", hoofdletter(dag(today)), "Vandaag"), *done]


def _planned(zaak: dict[str, Any], today: date, profiel: Profiel) -> Iterator[tuple[date, str]]:
    for day, _ in vragen_na(zaak, profiel):
        if day > today:
            yield day, VRAAG
    for one in zaak["maatregelen"]:
        step, end = hoofdletter(woord(one["soort"])), one["einddatum"]
        if one["status"] in LOPEND and one["termijn"]:
            yield date.fromisoformat(one["termijn"]), f"{step}: uiterlijk deze dag"
        if end and one["status"] == "uitgevoerd":
            yield date.fromisoformat(end), f"{step}: laatste dag"
    yield from ((day, what) for day, what in zaak_termijnen.gepland(zaak) if day > today)


def _done(op: Any, wat: str, wie: str, profiel: Profiel) -> dict[str, str]:
    return _line("", hoofdletter(moment(op, profiel.termijnen.tijdzone)), wat, hoofdletter(wie))


def _line(soort: str, wanneer: str, wat: str, wie: str = "") -> dict[str, str]:
    return {"soort": soort, "wanneer": wanneer, "wat": wat, "wie": wie}
