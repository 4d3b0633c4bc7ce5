"""One case in finished words, in the order a handler needs it: next step, what was told, evidence, measures, talks."""

import re
from datetime import date, datetime
from typing import Any

from plugin.protocol.maatregelen import PRAAT_EERST
from plugin.protocol.melding import Melding
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import GesprekSoort, MaatregelStatus, Route, ZaakStatus
from plugin.web.bewijs_words import stukken
from plugin.web.maatregel_words import (
    dag_van,
    is_bezig,
    is_klaar,
    is_te_maken,
    kaart,
    soorten,
    termijn_van,
    vragen,
)
from plugin.web.words import STANDEN, dag, dag_met_jaar, hoofdletter, moment
from plugin.web.zaak_feiten import beslisser, tijdlijn, wie
from plugin.web.zaak_melding import feiten_van
from plugin.web.zaak_terms import GESPREKKEN, ROUTES, UITVOERDERS, woord

NIET_HERKEND = "De ander is een ambtsdrager die wij niet herkennen. Daarom leest nu één persoon deze melding, en niemand anders."
TEKSTEN = (
    ("gebeurtenis", "Toelichting van de melder", "Lees de toelichting"),
    ("reactie", "Hoe de melder reageerde", "Lees de reactie"),
    ("contactverloop", "Hoe het contact ging", "Lees het verloop"),
)


def zaak(inhoud: dict[str, Any], etag: str, functie: str, now: datetime, profiel: Profiel) -> dict[str, Any]:
    """The whole case for who holds `functie`."""
    zone = profiel.termijnen.tijdzone
    today, reference = dag_van(now.isoformat(), zone), inhoud["referentie"]
    measures = inhoud["maatregelen"]
    cards = [kaart(one, reference, functie, today, profiel) for one in measures]
    return {
        "referentie": reference,
        "versie": etag,
        "gelezen": now.isoformat(),
        "adres": f"/deel/zaken/{reference}",
        "stand": STANDEN[ZaakStatus(inhoud["status"])],
        "regel": _line(inhoud, profiel),
        "volgende": _next_step(inhoud, functie, profiel),
        "melding": feiten_van(Melding.model_validate(inhoud["melding"]), inhoud, zone),
        "teksten": _texts(inhoud["melding"]),
        "bewijs": stukken(inhoud["bewijs"], reference),
        "maatregelen": cards,
        "voorstellen": _may_propose(inhoud),
        "gesloten": inhoud["status"] == ZaakStatus.AFGESLOTEN,
        "praat_eerst": PRAAT_EERST,
        "soorten": soorten(),
        "uitvoerders": list(UITVOERDERS.items()),
        "vragen": vragen(measures, zone),
        "gesprekken": _talks(inhoud, profiel),
        "gespreksoorten": list(GESPREKKEN.items()),
        "vandaag": today.isoformat(),
        "termijnen": [term for one in measures if (term := termijn_van(one, today))],
        "tijdlijn": tijdlijn(inhoud, profiel),
    }


def _line(inhoud: dict[str, Any], profiel: Profiel) -> str:
    received = dag_met_jaar(dag_van(inhoud["ontvangen_op"], profiel.termijnen.tijdzone))
    at = moment(inhoud["ontvangen_op"], profiel.termijnen.tijdzone).rpartition(", ")[2]
    reporter = _role(inhoud["melder"], profiel)
    if inhoud["melder"]["oid"] == inhoud["betrokkene"]["oid"]:
        people = f"Melder en betrokkene: {reporter}."
    else:
        people = f"Melder: {reporter}. Betrokkene: {_role(inhoud['betrokkene'], profiel)}."
    return f"Ontvangen op {received}, {at}. Route: {ROUTES[Route(inhoud['route'])]}. {people}"


def _role(person: dict[str, Any], profiel: Profiel) -> str:
    functie = person["functie"]
    known = profiel.functies.get(functie or "")
    return known.titel if known else functie or "functie niet bekend"


def _may_propose(inhoud: dict[str, Any]) -> bool:
    return any(talk["soort"] == GesprekSoort.INTAKE for talk in inhoud["gesprekken"])


def _next_step(inhoud: dict[str, Any], functie: str, profiel: Profiel) -> dict[str, str]:
    """What this handler can do now, or for whom the case waits."""
    if inhoud["status"] == ZaakStatus.AFGESLOTEN:
        return _notice("goed", "Deze zaak is gesloten.", "Er kan niets meer bij.")
    if not _may_propose(inhoud):
        return _notice(
            "info", "Volgende stap: praat met de melder.", "Leg het gesprek daarna hieronder vast."
        )
    for one in inhoud["maatregelen"]:
        if found := _next_of(one, inhoud, functie, profiel):
            return found
    said = f"Doe alleen wat {beslisser(inhoud)} wil."
    return _notice("info", "Volgende stap: bespreek of er een maatregel komt.", said)


def _next_of(
    one: dict[str, Any], inhoud: dict[str, Any], functie: str, profiel: Profiel
) -> dict[str, str] | None:
    name, signer = woord(one["soort"]), profiel.functies[one["ondertekenaar"]].met_lidwoord
    asked = beslisser(inhoud)
    until = f" Uiterlijk {dag(date.fromisoformat(one['termijn']))}." if one["termijn"] else ""
    if is_te_maken(one):
        return _notice(
            "info",
            f"Volgende stap: zet de brief voor het {name} klaar.",
            f"{hoofdletter(asked)} heeft ja gezegd.{until}",
        )
    if is_bezig(one):
        return _notice("info", "Het concept wordt klaargezet…", "U hoeft niets te doen.")
    if is_klaar(one):
        who = "U verstuurt" if functie == one["ondertekenaar"] else f"{hoofdletter(signer)} verstuurt"
        return _notice(
            "info",
            f"Volgende stap: {who[:1].lower()}{who[1:]} de brief voor het {name}.",
            f"Het concept staat klaar.{until}",
        )
    if one["status"] == MaatregelStatus.TOESTEMMING_GEVRAAGD:
        return _notice(
            "wacht", f"Wij wachten op het antwoord van {asked}.", "Zolang er geen ja is, kan dit niet verder."
        )
    return None


def _notice(soort: str, kop: str, zin: str) -> dict[str, str]:
    return {
        "soort": soort,
        "icoon": {"wacht": "klok", "goed": "vink"}.get(soort, "info"),
        "kop": kop,
        "zin": zin,
    }


def _texts(told: dict[str, Any]) -> list[dict[str, str]]:
    """What stands folded: its name and its length, never a word of it."""
    return [
        {"wat": name, "kop": title, "omvang": _sentences(told[name]), "knop": button}
        for name, title, button in TEKSTEN
        if told[name]
    ]


def _sentences(text: str) -> str:
    count = len([part for part in re.split(r"[.!?]+\s|\n+", text) if part.strip()])
    return "1 zin" if count == 1 else f"{count} zinnen"


def _talks(inhoud: dict[str, Any], profiel: Profiel) -> list[dict[str, str]]:
    return [
        {
            "wat": f"verslag-{number}",
            "kop": f"{GESPREKKEN[GesprekSoort(talk['soort'])]}, {dag(date.fromisoformat(talk['datum']))}",
            "wie": f"Vastgelegd door {wie(talk['door'], inhoud, profiel)}.",
        }
        for number, talk in enumerate(inhoud["gesprekken"], 1)
    ]
