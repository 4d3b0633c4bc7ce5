"""What a melder added and may add later, and what was offered: finished words for Mijn meldingen (protocol 12, 29)."""

from datetime import date
from typing import Any

from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import NazorgAntwoord, NazorgVoor, WensZelf, ZaakStatus
from plugin.web.bewijs_words import ONBEKEND, SOORTEN
from plugin.web.eigen_woorden import eigen
from plugin.web.meld_words import WENSEN_AGRESSOR, WENSEN_ZELF
from plugin.web.words import dag, dag_kort, hoofdletter, lokaal, moment, omvang

WIE = {NazorgVoor.MELDER: "u", NazorgVoor.FAMILIE: "uw familie"}
ANTWOORDEN = {
    NazorgAntwoord.JA: "ja, graag",
    NazorgAntwoord.NEE: "nee, dank u",
    NazorgAntwoord.LATER: "later",
    NazorgAntwoord.NVT: "niet van toepassing",
}
NA_SLUITING = "Deze melding is afgesloten. Wat u toevoegt, komt er wel bij. Uw lezers krijgen bericht."


def toegevoegd(melding: dict[str, Any], zone: str) -> dict[str, Any]:
    """The evidence by neutral names, and own words, folded."""
    return {
        "stukken": [_piece(number, one, zone) for number, one in enumerate(melding["bewijs"], 1)],
        "teksten": [
            {"kop": f"Uw tekst van {moment(one['op'], zone)}", "tekst": one["tekst"]}
            for one in melding["aanvullingen"]
        ],
    }


def _piece(number: int, one: dict[str, Any], zone: str) -> dict[str, str]:
    """Its own name may hold a threat and stays out of sight."""
    name, icon, _ = SOORTEN.get(one["soort"], ONBEKEND)
    received = dag_kort(lokaal(one["ontvangen_op"], zone).date())
    return {
        "kop": f"{name}, stuk {number}",
        "icoon": icon,
        "feit": f"{omvang(one['bytes'])}, ontvangen op {received}",
    }


def erbij(melding: dict[str, Any]) -> dict[str, str]:
    """May something be added, and what is said of it."""
    closed = melding["status"] == ZaakStatus.AFGESLOTEN
    return {"zin": NA_SLUITING if closed else ""}


def wensen(melding: dict[str, Any], profiel: Profiel) -> dict[str, Any] | None:
    """The wishes as they are now, to change; None when nothing will come of a wish any more."""
    if melding["status"] == ZaakStatus.AFGESLOTEN or melding["verwerking"] == "verzegeld":
        return None
    now = melding["wensen"]
    towards = [
        (wish.value, eigen(name, profiel), eigen(hint, profiel)) for wish, name, hint in WENSEN_AGRESSOR
    ]
    return {
        "adres": f"/deel/mijn/{melding['referentie']}/wensen",
        "zelf": [_wish(wish.value, words, "", now["zelf"]) for wish, words in WENSEN_ZELF.items()],
        "agressor": [_wish(wish, name, hint, now["agressor"]) for wish, name, hint in towards],
        "nu": _wished(now, {wish: name.lower() for wish, name, _ in towards}),
    }


def _wish(value: str, words: str, hint: str, now: list[str]) -> dict[str, Any]:
    return {"waarde": value, "woord": words, "hint": hint, "gekozen": value in now}


def _wished(now: dict[str, list[str]], known: dict[str, str]) -> list[str]:
    """What is wished now, in words; nothing is a sentence too."""
    own = [WENSEN_ZELF[WensZelf(one)].lower() for one in now["zelf"]]
    other = [known[one] for one in now["agressor"]]
    said = [f"Voor uzelf: {', '.join(own)}."] if own else []
    said += [f"Naar de ander: {', '.join(other)}."] if other else []
    return said or ["U hebt geen wensen opgeschreven. Dat hoeft ook niet."]


def nazorg(melding: dict[str, Any]) -> list[str]:
    """What was offered and answered, as a handler noted it; the betrokkene alone reads it."""
    if not melding["u_beslist"]:
        return []
    return [
        f"{hoofdletter(dag(date.fromisoformat(one['datum'])))}: aangeboden aan {WIE[NazorgVoor(one['voor'])]}. "
        f"Antwoord: {ANTWOORDEN[NazorgAntwoord(one['antwoord'])]}."
        for one in melding["nazorg"]
    ]
