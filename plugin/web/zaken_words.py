"""The list of cases in finished words: what waits for this handler first. No name, no content."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from plugin.protocol.lijst import Zoekvraag
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import MaatregelStatus, ZaakStatus
from plugin.web import maatregel_stand as nu
from plugin.web.nazorg_words import vragen_na
from plugin.web.termijn_words import Termijn, te_openen
from plugin.web.words import STANDEN, dag_kort, hoofdletter
from plugin.web.zaak_terms import woord
from plugin.web.zaken_actie import actie

FAR = date.max
NIET_ALLES = "Dit is nog niet alles. Wij keken in een deel van de zaken."
NIETS_IN_DIT_DEEL = "In dit deel staat niets voor u. Er is nog meer."
NIET_BEREIKT = "Er is iets nieuws in deze zaak. Teams kon u dat niet laten weten."


def lijst(items: Sequence[dict[str, Any]], functie: str, now: datetime, profiel: Profiel) -> dict[str, Any]:
    """Two lists: what waits, the latest term first, and the rest, newest first. `functie` is who looks."""
    rows = [_row(one, functie, now, profiel) for one in sorted(items, key=_received, reverse=True)]
    waiting = sorted((row for row in rows if row["actie"]), key=_urgency)
    others = [row for row in rows if not row["actie"]]
    return {
        "wacht": waiting,
        "wacht_aantal": aantal(len(waiting)),
        "andere": others,
        "andere_aantal": aantal(len(others)),
    }


def gevonden(
    items: Sequence[dict[str, Any]], functie: str, now: datetime, profiel: Profiel
) -> dict[str, Any]:
    """What was searched for, as one list."""
    rows = [_row(one, functie, now, profiel) for one in sorted(items, key=_received, reverse=True)]
    return {"wacht": [], "wacht_aantal": aantal(0), "andere": rows, "andere_aantal": aantal(len(rows))}


def taken(items: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """What Teams could not tell this person, one line a case and no word of content (protocol 40)."""
    return [{"referentie": one["referentie"], "zin": NIET_BEREIKT} for one in items]


def zoekvelden(vraag: Zoekvraag, profiel: Profiel) -> dict[str, Any]:
    """The fields of the search with what was typed and chosen."""
    handlers = [one.functie for one in profiel.personen if one.functie in profiel.routering.behandelaars]
    return {
        "zoek": vraag.zoek or "",
        "standen": [(status.value, chip.woord) for status, chip in STANDEN.items()],
        "gekozen": vraag.status or "",
        "behandelaars": [(one, hoofdletter(profiel.functies[one].titel)) for one in handlers],
        "behandelaar": vraag.behandelaar or "",
        "gezocht": bool(vraag.zoek or vraag.status or vraag.behandelaar),
    }


def verder(adres: str, items: Sequence[dict[str, Any]]) -> str:
    """That there is more than the part that was looked through; empty at the end."""
    if not adres:
        return ""
    return NIET_ALLES if items else NIETS_IN_DIT_DEEL


def aantal(count: int) -> str:
    return "1 zaak" if count == 1 else f"{count} zaken"


def _received(one: dict[str, Any]) -> str:
    return str(one["ontvangen_op"])


def _urgency(row: dict[str, Any]) -> tuple[bool, date, date]:
    """Late first, then by term, then the oldest."""
    late = row["termijn"] is not None and row["termijn"].soort == "let"
    return (not late, row["termijn"].dag if row["termijn"] else FAR, row["dag"])


def _row(one: dict[str, Any], functie: str, now: datetime, profiel: Profiel) -> dict[str, Any]:
    zone = profiel.termijnen.tijdzone
    received, today = nu.dag_van(one["ontvangen_op"], zone), nu.dag_van(now.isoformat(), zone)
    terms = [term for measure in one["maatregelen"] if (term := nu.termijn_van(measure, today))]
    opening = te_openen(one, now, zone)
    return {
        "referentie": one["referentie"],
        "dag": received,
        "ontvangen": dag_kort(received),
        "stand": STANDEN[ZaakStatus(one["status"])],
        "dreiging": one["dreiging"],
        "actie": actie(one, functie, today),
        "wacht_op": hoofdletter(_waits_for(one, profiel)),
        "termijn": opening or min(terms, key=_day, default=None),
        "volgende": _next_date(one, today, profiel),
        "behandelaar": _handler(one, functie, profiel),
    }


def _day(term: Termijn) -> date:
    return term.dag


def _handler(one: dict[str, Any], functie: str, profiel: Profiel) -> str:
    handler = one["behandelaar"]
    if not handler:
        return "Nog niemand"
    return f"{hoofdletter(profiel.functies[handler].titel)}{' (u)' if handler == functie else ''}"


def _waits_for(one: dict[str, Any], profiel: Profiel) -> str:
    if one["status"] == ZaakStatus.AFGESLOTEN:
        return "niets"
    for measure in one["maatregelen"]:
        if measure["status"] == MaatregelStatus.TOESTEMMING_GEVRAAGD:
            return "antwoord van de melder"
        if nu.is_bezig(measure):
            return "het concept wordt klaargezet"
        if nu.is_klaar(measure):
            return profiel.functies[measure["ondertekenaar"]].met_lidwoord
    return "een volgende stap"


def _next_date(one: dict[str, Any], today: date, profiel: Profiel) -> str:
    zone = profiel.termijnen.tijdzone
    for measure in one["maatregelen"]:
        step = hoofdletter(woord(measure["soort"]))
        if measure["status"] == MaatregelStatus.TOESTEMMING_GEVRAAGD:
            return f"Toestemming gevraagd op {dag_kort(nu.dag_van(measure['voorgesteld_op'], zone))}"
        if nu.is_klaar(measure) and measure["termijn"]:
            return f"{step}: uiterlijk {dag_kort(date.fromisoformat(measure['termijn']))}"
        if nu.is_af_te_ronden(measure) and measure["einddatum"]:
            return f"{step}: tot en met {dag_kort(date.fromisoformat(measure['einddatum']))}"
    later = [day for day, _ in vragen_na(one, profiel) if day >= today]
    if one["status"] == ZaakStatus.AFGESLOTEN or not later:
        return "–"
    return f"Nazorg: {dag_kort(later[0])}"
