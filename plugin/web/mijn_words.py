"""Mijn meldingen in finished words: no name, sender or subject in a list, no promise the flow does not keep."""

from collections.abc import Sequence
from typing import Any

from plugin.flows.diensten import Diensten
from plugin.protocol.berichten import UITZONDERINGEN
from plugin.protocol.contact import contact_met
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import ZaakStatus
from plugin.web import mijn_erbij, mijn_stand
from plugin.web.mijn_tijdlijn import tijdlijn
from plugin.web.mijn_vraag import is_answered, step
from plugin.web.words import STANDEN, Chip, bel, dag_met_jaar, hoofdletter, lokaal

NIET_BEKEND = (
    "Wij weten nog niet welk account bij de betrokkene hoort. Een behandelaar zoekt dat uit. "
    "Tot die tijd zetten wij geen stap naar de ander."
)
VRAAGT_ZELF = "Wij vragen de betrokkene zelf om toestemming."


def lijst(meldingen: Sequence[dict[str, Any]], diensten: Diensten) -> list[dict[str, Any]]:
    """Cards, what waits for an answer first; else in the order given, newest first."""
    zone = diensten.profiel.termijnen.tijdzone
    cards = [
        {
            "referentie": one["referentie"],
            "verstuurd": hoofdletter(dag_met_jaar(lokaal(one["ontvangen_op"], zone).date())),
            "stand": STANDEN[ZaakStatus(one["status"])],
            "vragen": _questions(one),
        }
        for one in meldingen
    ]
    return sorted(cards, key=lambda card: card["vragen"] is None)


def een(melding: dict[str, Any], diensten: Diensten, gezegd: str = "") -> dict[str, Any]:
    """One melding: where it stands, what is asked and answered, what happened, what can be added.

    `gezegd` is what was just done, said on top.
    """
    profiel = diensten.profiel
    zone = profiel.termijnen.tijdzone
    contact, now = _contact(melding, profiel), diensten.now()
    ordered = sorted(melding["maatregelen"], key=is_answered)
    steps = [step(one, melding, contact, profiel, now) for one in ordered]
    return {
        "referentie": melding["referentie"],
        "verstuurd": dag_met_jaar(lokaal(melding["ontvangen_op"], zone).date()),
        "gezegd": gezegd,
        "stand": STANDEN[ZaakStatus(melding["status"])],
        "vragen": _questions(melding),
        "dreiging": melding["dreiging"],
        "uitleg": mijn_stand.uitleg(melding, contact["wie"], profiel, now),
        "bevestigen": _confirm(melding),
        "ja_wacht": melding["ja_wacht"],
        "voor_ander": _for_another(melding),
        "maatregelen": [] if melding["u_bevestigt"] else steps,
        "tijdlijn": tijdlijn(melding, profiel),
        "contact": contact,
        "lezers": _readers(melding, profiel),
        "nazorg": mijn_erbij.nazorg(melding),
        "toegevoegd": mijn_erbij.toegevoegd(melding, zone),
        "erbij": mijn_erbij.erbij(melding),
        "wensen": mijn_erbij.wensen(melding, profiel),
        "uitzonderingen": UITZONDERINGEN,
    }


def _questions(melding: dict[str, Any]) -> Chip | None:
    """How many answers this person is waited for; being the betrokkene is the first question.

    None while a yes has to wait: then nobody waits for an answer.
    """
    if melding["ja_wacht"]:
        return None
    if melding["u_bevestigt"]:
        return Chip("wacht", "vraag", "1 vraag voor u")
    count = sum(not is_answered(one) for one in melding["maatregelen"]) if melding["u_beslist"] else 0
    if not count:
        return None
    return Chip("wacht", "vraag", "1 vraag voor u" if count == 1 else f"{count} vragen voor u")


def _confirm(melding: dict[str, Any]) -> str:
    """Where somebody says whether the melding is about them; empty when that is not asked."""
    return f"/deel/mijn/{melding['referentie']}/bevestiging" if melding["u_bevestigt"] else ""


def _for_another(melding: dict[str, Any]) -> str:
    if not melding["voor_ander"]:
        return ""
    return VRAAGT_ZELF if melding["betrokkene_bekend"] else NIET_BEKEND


def _readers(melding: dict[str, Any], profiel: Profiel) -> str:
    named = [profiel.functies[functie].met_lidwoord for functie in melding["lezers"]]
    return f"Uw melding wordt gelezen door {' en '.join(named)}." if named else ""


def _contact(melding: dict[str, Any], profiel: Profiel) -> dict[str, str]:
    contact = contact_met(melding["contact"], profiel)
    return {"wie": contact.wie, "telefoon": contact.telefoon, "bel": bel(contact.telefoon)}
