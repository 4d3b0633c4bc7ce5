"""What the melder told, as facts in the terms of the field; the free texts stay folded."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from plugin.protocol.melding import Agressor, Melding
from plugin.protocol.terms import Functiegebonden, Ordestap
from plugin.web.meld_words import ORDE
from plugin.web.words import hoofdletter, lokaal, moment
from plugin.web.zaak_terms import FUNCTIEGEBONDEN, HOEDANIGHEDEN, reeks, woord

# Within the cases of who looks; nothing where the profile has it off, or where nobody knows who the agressor is.
HERHALING = {True: "Ja, in zaken die u mag lezen.", False: "Nee, niet in zaken die u mag lezen.", None: ""}


def feiten_van(told: Melding, zaak: dict[str, Any], zone: str) -> list[tuple[str, str]]:
    """Label and words; what was not told is left out."""
    return [(label, words) for label, words in _facts(told, zaak, zone) if words]


def _facts(told: Melding, zaak: dict[str, Any], zone: str) -> Iterator[tuple[str, str]]:
    yield "Melder", _person(zaak["melder"])
    if told.namens:
        yield "Namens", _person(zaak["betrokkene"])
        yield "Bevestigd", _confirmed(zaak, zone)
    yield "Wat", " ".join(f"{part}." for part in (reeks(told.aard), _how(told)) if part)
    yield "Wanneer", hoofdletter(moment(told.wanneer, zone)) if told.wanneer else ""
    yield "Vergadering", told.vergadering or ""
    yield "Stappen in de vergadering", "; ".join(_step(one.stap, lokaal(one.tijd, zone)) for one in told.orde)
    yield "Wil voor zichzelf", reeks(_wishes(zaak, "zelf", told.wensen_zelf))
    yield "Wil naar de ander", reeks(_wishes(zaak, "agressor", told.wensen_agressor))
    yield "Agressor", _agressor(told.agressor)
    yield "Andere meldingen over deze agressor", HERHALING[zaak["herhaling"]]
    if told.functiegebonden is not Functiegebonden.ONDUIDELIJK:
        yield "Hoort bij de functie", FUNCTIEGEBONDEN[told.functiegebonden]


def _person(person: dict[str, Any]) -> str:
    return ", ".join(words for words in (person["naam"], person["email"]) if words)


def _wishes(zaak: dict[str, Any], what: str, told: Sequence[str]) -> Sequence[str]:
    """What is wished now: the last change, else what the melding said (protocol 12)."""
    later: Sequence[str] = zaak["wensen"][-1][what] if zaak["wensen"] else told
    return later


def _confirmed(zaak: dict[str, Any], zone: str) -> str:
    """Did the person a melding is about say that it is so? Empty while there is no account to ask."""
    if zaak["bevestigd_op"]:
        return f"Ja, op {moment(zaak['bevestigd_op'], zone)}"
    return "Nog niet. De betrokkene zegt dat zelf, in Mijn meldingen." if zaak["betrokkene"]["oid"] else ""


def _how(told: Melding) -> str:
    """'Verbaal, direct, online, e-mail'"""
    known = (told.vorm, told.richting, told.locatie, told.kanaal)
    return hoofdletter(", ".join(woord(one) for one in known if one))


def _step(stap: Ordestap, at: datetime) -> str:
    return f"{ORDE[stap]}, {at.hour}.{at.minute:02} uur"


def _agressor(agressor: Agressor) -> str:
    named = ", ".join(words for words in (agressor.naam, agressor.email) if words)
    return f"{HOEDANIGHEDEN[agressor.hoedanigheid]}. {named or 'Naam niet bekend'}."
