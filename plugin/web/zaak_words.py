"""One case in finished words, in the order a handler needs it: next step, what was told, evidence, measures, talks."""

import re
from datetime import date, datetime
from typing import Any

from plugin.protocol.maatregelen import PRAAT_EERST
from plugin.protocol.melding import Melding
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import GesprekSoort, Ordestap, Route, ZaakStatus
from plugin.web import beheer_words, brieven_words, nazorg_words
from plugin.web.bewijs_words import stukken
from plugin.web.maatregel_stand import dag_van
from plugin.web.maatregel_words import kaart, vragen
from plugin.web.meld_words import ORDE
from plugin.web.words import STANDEN, dag, dag_met_jaar, moment
from plugin.web.zaak_feiten import wie
from plugin.web.zaak_melding import feiten_van
from plugin.web.zaak_termijnen import termijnen
from plugin.web.zaak_terms import GESPREKKEN, ROUTES
from plugin.web.zaak_tijdlijn import tijdlijn
from plugin.web.zaak_volgende import moet_praten, volgende_stap

TEKSTEN = (
    ("gebeurtenis", "Toelichting van de melder", "Lees de toelichting"),
    ("reactie", "Hoe de melder reageerde", "Lees de reactie"),
    ("contactverloop", "Hoe het contact ging", "Lees het verloop"),
)


def zaak(inhoud: dict[str, Any], etag: str, functie: str, now: datetime, profiel: Profiel) -> dict[str, Any]:
    """The whole case for who holds `functie`."""
    zone = profiel.termijnen.tijdzone
    today, reference = dag_van(now.isoformat(), zone), inhoud["referentie"]
    return {
        "referentie": reference,
        "versie": etag,
        "gelezen": now.isoformat(),
        "adres": f"/deel/zaken/{reference}",
        "stand": STANDEN[ZaakStatus(inhoud["status"])],
        "regel": f"{_line(inhoud, profiel)} {beheer_words.behandelaar(inhoud, functie, profiel)}",
        "volgende": volgende_stap(inhoud, functie, today, profiel),
        "stil": inhoud["status"] == ZaakStatus.AFGESLOTEN or inhoud["beperkt"] is not None,
        "einde": beheer_words.einde(inhoud, profiel),
        "vandaag": today.isoformat(),
        **_told(inhoud, profiel),
        **_measures(inhoud, functie, today, profiel),
        **_beside(inhoud, functie, today, profiel),
    }


def _told(inhoud: dict[str, Any], profiel: Profiel) -> dict[str, Any]:
    """What the melder told and sent, and what was talked about."""
    zone = profiel.termijnen.tijdzone
    return {
        "melding": feiten_van(Melding.model_validate(inhoud["melding"]), inhoud, zone),
        "teksten": _texts(inhoud, zone),
        "bewijs": stukken(inhoud, profiel),
        "gesprekken": _talks(inhoud, profiel),
        "gespreksoorten": list(GESPREKKEN.items()),
    }


def _measures(inhoud: dict[str, Any], functie: str, today: date, profiel: Profiel) -> dict[str, Any]:
    measures = inhoud["maatregelen"]
    return {
        "maatregelen": [kaart(one, inhoud, functie, today, profiel) for one in measures],
        "gesproken": not moet_praten(inhoud),
        "praat_eerst": PRAAT_EERST,
        "vragen": vragen(measures, profiel.termijnen.tijdzone),
        "termijnen": termijnen(inhoud, today),
    }


def _beside(inhoud: dict[str, Any], functie: str, today: date, profiel: Profiel) -> dict[str, Any]:
    """What stands beside the case: support, tasks, threat, order, who handles it, what happened."""
    return {
        "nazorg": nazorg_words.nazorg(inhoud, today, profiel),
        "taken": nazorg_words.taken(inhoud, profiel),
        "dreiging": inhoud["dreiging"],
        "in_vergadering": beheer_words.in_vergadering(inhoud),
        "orde": beheer_words.orde(inhoud, profiel),
        "ordestappen": [(step.value, ORDE[step]) for step in Ordestap],
        "vergadering": inhoud["melding"]["vergadering"] or "",
        "overdragen": beheer_words.overdragen(inhoud, functie, profiel),
        "onbekend": beheer_words.onbekend(inhoud, profiel),
        "personen": beheer_words.personen(profiel),
        "brieven": brieven_words.brieven(inhoud, functie, profiel),
        "woordvoering": brieven_words.woordvoering(inhoud, profiel),
        "pak": f"/api/zaken/{inhoud['referentie']}/dossier.zip" if brieven_words.heeft_pak(inhoud) else "",
        "tijdlijn": tijdlijn(inhoud, today, profiel),
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


def _texts(inhoud: dict[str, Any], zone: str) -> list[dict[str, str]]:
    """What stands folded: its name and its length, never a word of it."""
    told = [
        {"wat": name, "kop": title, "omvang": _sentences(inhoud["melding"][name]), "knop": button}
        for name, title, button in TEKSTEN
        if inhoud["melding"][name]
    ]
    added = [
        {
            "wat": f"aanvulling-{number}",
            "kop": f"Later toegevoegd, {moment(one['op'], zone)}",
            "omvang": _sentences(one["tekst"]),
            "knop": "Lees de aanvulling",
        }
        for number, one in enumerate(inhoud["aanvullingen"], 1)
    ]
    return told + added


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
