"""The letters of a case beside its measures, who speaks about it, and the pack for the police (protocol 11, 26, 31, 37)."""

from datetime import date
from typing import Any

from plugin.protocol.politiepak import OPEN_VOOR, POLITIE
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import ConceptStatus
from plugin.protocol.zaakbrief import Zaakbriefsoort
from plugin.web.words import Chip, dag_met_jaar, hoofdletter, moment

NAMEN = {
    Zaakbriefsoort.INFORMATIE: "Informatie voor de melder",
    Zaakbriefsoort.NAZORG: "Brief over nazorg",
    Zaakbriefsoort.VERSLAG: "Verslag van het gesprek",
}
TE_MAKEN = (Zaakbriefsoort.INFORMATIE, Zaakbriefsoort.NAZORG)
STANDEN = {
    ConceptStatus.BEZIG: Chip("info", "klok", "Wordt klaargezet"),
    ConceptStatus.GEREED: Chip("goed", "vink", "Concept staat klaar"),
    ConceptStatus.INGETROKKEN: Chip("neutraal", "streep", "Weggehaald"),
}


def brieven(zaak: dict[str, Any], functie: str, profiel: Profiel) -> dict[str, Any]:
    """Each letter with where its draft stands, and which can be made."""
    return {
        "rijen": [_letter(one, functie, profiel) for one in zaak["brieven"]],
        "te_maken": [(one.value, NAMEN[one]) for one in TE_MAKEN],
    }


def woordvoering(zaak: dict[str, Any], profiel: Profiel) -> dict[str, Any]:
    """What was agreed on who speaks, and who can be chosen."""
    return {
        "afspraken": [_agreed(one, profiel) for one in zaak["woordvoering"]],
        "sprekers": [(one, hoofdletter(profiel.functies[one].titel)) for one in zaak["sprekers"]],
    }


def heeft_pak(zaak: dict[str, Any]) -> bool:
    """Did the betrokkene agree to a step to the police?"""
    steps = [one for one in zaak["maatregelen"] if one["soort"] in POLITIE]
    return any(one["status"] in OPEN_VOOR for one in steps)


def _letter(one: dict[str, Any], functie: str, profiel: Profiel) -> dict[str, Any]:
    signer, status = profiel.functies[one["ondertekenaar"]], ConceptStatus(one["status"])
    ready = status is ConceptStatus.GEREED
    where = f"Het concept staat in het postvak van {signer.met_lidwoord}." if ready else ""
    return {
        "id": one["id"],
        "naam": NAMEN[Zaakbriefsoort(one["soort"])],
        "stand": STANDEN[status],
        "bezig": status is ConceptStatus.BEZIG,
        "wanneer": hoofdletter(moment(one["gemaakt_op"], profiel.termijnen.tijdzone)),
        "waar": where,
        "open": one["webLink"] if ready and functie == one["ondertekenaar"] else None,
    }


def _agreed(one: dict[str, Any], profiel: Profiel) -> dict[str, str]:
    how = "In het openbaar" if one["openbaar"] else "Vertrouwelijk"
    return {
        "wie": hoofdletter(profiel.functies[one["spreker"]].titel),
        "hoe": f"{how}, {dag_met_jaar(date.fromisoformat(one['datum']))}",
        "afspraak": one["afspraak"],
    }
