"""The facts of a measure as label and words: consent, towards whom, who decides, its dates, what was sent."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from plugin.protocol.berichten import euro
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import Antwoord, Uitvoerder
from plugin.web.beslisser import over_beslisser
from plugin.web.eigen_woorden import eigen
from plugin.web.maatregel_stand import dag_van, is_vastgesteld
from plugin.web.words import dag_met_jaar, hoofdletter, moment
from plugin.web.zaak_terms import EIGENAREN, KORT, UITKOMSTEN, UITVOERDERS

GEEN_VRAAG = "Niet nodig. De melder leest wel dat dit gebeurt."


def feiten(one: dict[str, Any], profiel: Profiel, *, namens: bool) -> list[tuple[str, str]]:
    """What is not known or does not apply is left out. `namens`: somebody else reported for the betrokkene."""
    zone = profiel.termijnen.tijdzone
    found = (*_people(one, profiel, namens=namens), *_dates(one, profiel), *_end(one, zone), *_after(one))
    return [(label, words) for label, words in found if words]


def redenen(one: dict[str, Any], profiel: Profiel) -> list[tuple[str, str]]:
    """Why, on what ground, and who signs: what one asks for when one doubts."""
    return [
        ("Reden", one["reden"]),
        ("Grond", hoofdletter(one["grond"])),
        ("Wie tekent", hoofdletter(profiel.functies[one["ondertekenaar"]].titel)),
    ]


def _people(one: dict[str, Any], profiel: Profiel, *, namens: bool) -> Iterator[tuple[str, str]]:
    yield "Toestemming", over_beslisser(_consent(one, profiel), namens=namens)
    yield "Met wie", aan_wie(one)
    yield "Wie besluit", hoofdletter(one["besluit"])
    does = eigen(UITVOERDERS[Uitvoerder(one["uitvoerder"])], profiel)
    yield "Wie het doet", over_beslisser(does, namens=namens)


def _dates(one: dict[str, Any], profiel: Profiel) -> Iterator[tuple[str, str]]:
    zone = profiel.termijnen.tijdzone
    if one["gesprek_op"]:
        yield "Gesprek", hoofdletter(moment(one["gesprek_op"], zone))
        wished = one["details"].get("beveiliging")
        yield "Beveiliging", "Aanwezig bij het gesprek" if wished is True else wished or ""
    if one["einddatum"]:
        first, last = dag_van_tekst(one["van"], zone), date.fromisoformat(one["einddatum"])
        yield "Van en tot en met", f"{hoofdletter(dag_met_jaar(first))} tot en met {dag_met_jaar(last)}"
    for item in one["details"].get("posten", ()):
        owner = eigen(EIGENAREN[item["eigenaar"]], profiel)
        yield "Schade", f"{item['omschrijving']}, {euro(item['bedrag'])}, van {owner}"


def _after(one: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What was paid, what the other said, what was decided on that."""
    for paid in one["betalingen"]:
        yield "Betaald", f"{euro(paid['bedrag'])}, {dag_met_jaar(date.fromisoformat(paid['datum']))}"
    if one["betalingen"] and one.get("nog_open") is not None:
        yield "Nog te betalen", euro(one["nog_open"])
    for said in one["reacties"]:
        day = dag_met_jaar(date.fromisoformat(said["datum"]))
        late = "" if said["op_tijd"] else " Dit kwam na de termijn in de brief."
        outcome = f"{UITKOMSTEN[said['uitkomst']]}. " if said["uitkomst"] else ""
        yield hoofdletter(said["soort"]), f"{hoofdletter(day)}. {outcome}{said['tekst']}{late}"


def _end(one: dict[str, Any], zone: str) -> Iterator[tuple[str, str]]:
    if one["uitgevoerd_op"]:
        yield "Uitgevoerd", hoofdletter(dag_met_jaar(dag_van_tekst(one["uitgevoerd_op"], zone)))
        yield "Verstuurde brief", _sent(one)
    if one["afgerond_op"]:
        yield "Afgerond", hoofdletter(dag_met_jaar(dag_van_tekst(one["afgerond_op"], zone)))
    police = one.get("politie") or {}
    yield "Nummer van de politie", police.get("nummer") or ""
    yield "VPT-code", police.get("vpt") or ""
    yield "Uitkomst", one.get("uitkomst") or ""
    yield "Waarom vervallen", one["vervallen_reden"] or ""


def dag_van_tekst(written: str, zone: str) -> date:
    """The day of a date or a moment, as the API writes either."""
    return dag_van(written, zone) if "T" in written else date.fromisoformat(written)


def _sent(one: dict[str, Any]) -> str:
    if not is_vastgesteld(one):
        return "Niet vastgesteld welke tekst is verstuurd."
    return f"SHA-256 {one['verzonden_sha256']}"


def _consent(one: dict[str, Any], profiel: Profiel) -> str:
    if not one["toestemming_nodig"]:
        return GEEN_VRAAG
    zone, named = profiel.termijnen.tijdzone, "wel" if one["noemt_betrokkene"] else "niet"
    name = f"Naam van de melder: {named} noemen."
    given = [answer for answer in one["antwoorden"] if answer["versie"] == one["versie"]]
    if not given:
        day = moment(one["vragen"][-1]["gevraagd_op"], zone) if one["vragen"] else ""
        return f"Gevraagd op {day}, versie {one['versie']}. {name}" if day else name
    last = given[-1]
    return f"{KORT[Antwoord(last['antwoord'])]}, op {moment(last['op'], zone)}, voor versie {last['versie']}. {name}"


def aan_wie(one: dict[str, Any]) -> str:
    """Name and address of whom it is meant for."""
    aan = one["geadresseerde"]
    known = ", ".join(words for words in (aan["naam"], aan["email"]) if words)
    return (hoofdletter(known) if known.startswith("de ") else known) or "Nog niet bekend"
