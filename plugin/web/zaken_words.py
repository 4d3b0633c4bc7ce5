"""The list of cases in finished words: what waits for this handler first. No name, no content."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import MaatregelStatus, ZaakStatus
from plugin.web.maatregel_words import dag_van, is_bezig, is_klaar, is_te_maken, termijn_van
from plugin.web.termijn_words import Termijn
from plugin.web.words import STANDEN, dag_kort, hoofdletter
from plugin.web.zaak_terms import woord

FAR = date.max


def lijst(items: Sequence[dict[str, Any]], functie: str, today: date, profiel: Profiel) -> dict[str, Any]:
    """Two lists: what waits, the latest term first, and the rest, newest first. `functie` is who looks."""
    zone = profiel.termijnen.tijdzone
    rows = [_row(one, functie, today, profiel) for one in sorted(items, key=_received, reverse=True)]
    waiting = sorted((row for row in rows if row["actie"]), key=_urgency)
    others = [row for row in rows if not row["actie"]]
    return {
        "wacht": waiting,
        "wacht_aantal": aantal(len(waiting)),
        "andere": others,
        "andere_aantal": aantal(len(others)),
        "zone": zone,
    }


def standen() -> list[tuple[str, str]]:
    """The choices of the filter."""
    return [(status.value, chip.woord) for status, chip in STANDEN.items()]


def aantal(count: int) -> str:
    return "1 zaak" if count == 1 else f"{count} zaken"


def _received(one: dict[str, Any]) -> str:
    return str(one["ontvangen_op"])


def _urgency(row: dict[str, Any]) -> tuple[date, date]:
    return (row["termijn"].dag if row["termijn"] else FAR, row["dag"])


def _row(one: dict[str, Any], functie: str, today: date, profiel: Profiel) -> dict[str, Any]:
    received = dag_van(one["ontvangen_op"], profiel.termijnen.tijdzone)
    terms = [term for measure in one["maatregelen"] if (term := termijn_van(measure, today))]
    return {
        "referentie": one["referentie"],
        "dag": received,
        "ontvangen": dag_kort(received),
        "stand": STANDEN[ZaakStatus(one["status"])],
        "actie": _action(one, functie),
        "wacht_op": hoofdletter(_waits_for(one, profiel)),
        "termijn": min(terms, key=_day, default=None),
        "volgende": _next_date(one, profiel),
    }


def _day(term: Termijn) -> date:
    return term.dag


def _action(one: dict[str, Any], functie: str) -> str | None:
    """The one thing this handler can do now; None when the case waits for somebody else."""
    if one["status"] == ZaakStatus.AFGESLOTEN:
        return None
    if not one["gesproken"]:
        return "Open de melding"
    if any(is_te_maken(measure) for measure in one["maatregelen"]):
        return "Zet het concept klaar"
    ready = (measure for measure in one["maatregelen"] if is_klaar(measure))
    return "Open het concept" if any(measure["ondertekenaar"] == functie for measure in ready) else None


def _waits_for(one: dict[str, Any], profiel: Profiel) -> str:
    if one["status"] == ZaakStatus.AFGESLOTEN:
        return "niets"
    for measure in one["maatregelen"]:
        if measure["status"] == MaatregelStatus.TOESTEMMING_GEVRAAGD:
            return "antwoord van de melder"
        if is_bezig(measure):
            return "het concept wordt klaargezet"
        if is_klaar(measure):
            return profiel.functies[measure["ondertekenaar"]].met_lidwoord
    return "een volgende stap"


def _next_date(one: dict[str, Any], profiel: Profiel) -> str:
    zone = profiel.termijnen.tijdzone
    for measure in one["maatregelen"]:
        if measure["status"] == MaatregelStatus.TOESTEMMING_GEVRAAGD:
            return f"Toestemming gevraagd op {dag_kort(dag_van(measure['voorgesteld_op'], zone))}"
        if is_klaar(measure) and measure["termijn"]:
            step = hoofdletter(woord(measure["soort"]))
            return f"{step}: uiterlijk {dag_kort(date.fromisoformat(measure['termijn']))}"
    return "–"
