"""Who handles the case, whom it can go to, whom it is about; order in a meeting; threat; its end."""

from typing import Any

from plugin.protocol.profiel import Persoon, Profiel
from plugin.protocol.terms import Hoedanigheid, Ordestap, ZaakStatus
from plugin.web.meld_words import ORDE
from plugin.web.words import hoofdletter, moment

OP_NAAM = "Kies een persoon"


def behandelaar(zaak: dict[str, Any], functie: str, profiel: Profiel) -> str:
    """'Behandelaar: griffier (u).'"""
    handler = zaak["behandelaar"]
    if not handler:
        return "Behandelaar: nog niemand."
    return f"Behandelaar: {profiel.functies[handler].titel}{' (u)' if handler == functie else ''}."


def overdragen(zaak: dict[str, Any], functie: str, profiel: Profiel) -> list[tuple[str, str]]:
    """To whom the case can go, who looks first; a party is refused by the rule, with its sentence."""
    handlers = [one for one in profiel.personen if one.functie in profiel.routering.behandelaars]
    free = [one for one in handlers if one.functie != zaak["behandelaar"]]
    ordered = sorted(free, key=lambda one: one.functie != functie)
    return [(one.oid, _office(one, functie, profiel)) for one in ordered]


def personen(profiel: Profiel) -> list[tuple[str, str]]:
    """Everybody the profile knows as politieke ambtsdrager, by office and name."""
    known = [one for one in profiel.personen if profiel.functies[one.functie].politiek]
    return [(one.oid, f"{hoofdletter(profiel.functies[one.functie].titel)}: {one.naam}") for one in known]


def onbekend(zaak: dict[str, Any], profiel: Profiel) -> dict[str, Any]:
    """Who is still to be recognised: the ambtsdrager that was named, the person a melding is about.

    `agressor` is the heading of the choice, and empty where there is nothing to choose.
    """
    return {
        "herkennen": zaak["eerst_herkennen"],
        "agressor": _which_agressor(zaak, profiel),
        "betrokkene": bool(zaak["melding"]["namens"]) and zaak["betrokkene"]["oid"] is None,
    }


def _which_agressor(zaak: dict[str, Any], profiel: Profiel) -> str:
    """What a handler picked can be picked again; what the melder said stands."""
    told, picked = zaak["melding"]["agressor"], zaak["agressor"]
    if told["oid"]:
        return ""
    if picked:
        known = profiel.persoon(picked)
        return f"Is het iemand anders dan {known.naam if known else 'wie nu in de zaak staat'}?"
    return "" if told["hoedanigheid"] == Hoedanigheid.COLLECTIEF else "Zeg wie de ander is"


def orde(zaak: dict[str, Any], profiel: Profiel) -> list[dict[str, str]]:
    """What the voorzitter did, in the order of the meeting (protocol 23)."""
    zone = profiel.termijnen.tijdzone
    return [
        {
            "tijd": hoofdletter(moment(one["tijd"], zone)),
            "stap": ORDE[Ordestap(one["stap"])],
            "vergadering": one["vergadering"],
            "wie": one["wie"] or "–",
        }
        for one in zaak["orde"]
    ]


def in_vergadering(zaak: dict[str, Any]) -> bool:
    """Does this case play in a meeting, so that its order log is of use?"""
    told = zaak["melding"]
    return bool(zaak["orde"]) or told["route"] == "ordeverstoring" or told["kanaal"] == "vergadering"


def einde(zaak: dict[str, Any], profiel: Profiel) -> str:
    """When the case was closed, and why there was no reaction; empty while it is open."""
    end = zaak["afsluiting"]
    if zaak["status"] != ZaakStatus.AFGESLOTEN or not end:
        return ""
    closed = f"Gesloten op {moment(end['op'], profiel.termijnen.tijdzone)}."
    return f"{closed} Waarom er geen reactie was: {end['reden']}" if end["reden"] else closed


def _office(one: Persoon, functie: str, profiel: Profiel) -> str:
    title = hoofdletter(profiel.functies[one.functie].titel)
    return f"{title} (u)" if one.functie == functie else title
