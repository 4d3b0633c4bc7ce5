"""What happened to a melding, as the melder may know it: newest first, what waits for an answer open on top."""

from datetime import date
from typing import Any

from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import Antwoord, MaatregelStatus
from plugin.web.words import dag, hoofdletter, lokaal, moment

GEZEGD = {
    Antwoord.AKKOORD: "U zei ja",
    Antwoord.GEWEIGERD: "U zei nee",
    Antwoord.INGETROKKEN: "U trok uw ja in",
}
# Of a talk only the day is known: on one day it comes after the melding and before the answers.
BINNEN, GESPROKEN, GEANTWOORD = range(3)


def tijdlijn(melding: dict[str, Any], profiel: Profiel) -> list[dict[str, str]]:
    zone = profiel.termijnen.tijdzone
    facts = [_fact(melding["ontvangen_op"], BINNEN, "Uw melding is binnen en veilig bewaard", zone)]
    facts += [_talk(talk, profiel) for talk in melding["gesprekken"]]
    facts += [
        _fact(given["op"], GEANTWOORD, f"{GEZEGD[Antwoord(given['antwoord'])]}: {_kind(one)}", zone)
        for one in melding["maatregelen"]
        if (given := one["antwoord"])
    ]
    done = [
        {"wanneer": hoofdletter(when), "wat": what, "soort": ""}
        for _, when, what in sorted(facts, key=lambda fact: fact[0], reverse=True)
    ]
    return [*_waiting(melding, zone), *done]


def wie_is(oid: str | None, profiel: Profiel) -> str:
    """Somebody of the organisation, by office."""
    person = profiel.persoon(oid)
    return profiel.functies[person.functie].met_lidwoord if person else "de provincie"


def _fact(written: str, rank: int, what: str, zone: str) -> tuple[tuple[date, int, str], str, str]:
    return (lokaal(written, zone).date(), rank, written), moment(written, zone), what


def _talk(talk: dict[str, Any], profiel: Profiel) -> tuple[tuple[date, int, str], str, str]:
    day = date.fromisoformat(talk["datum"])
    return (day, GESPROKEN, ""), dag(day), f"U sprak met {wie_is(talk['door'], profiel)}"


def _kind(measure: dict[str, Any]) -> str:
    return str(measure["soort"]).replace("_", " ")


def _waiting(melding: dict[str, Any], zone: str) -> list[dict[str, str]]:
    asked = [
        one["gevraagd_op"]
        for one in melding["maatregelen"]
        if one["status"] == MaatregelStatus.TOESTEMMING_GEVRAAGD
    ]
    if not asked:
        return []
    whose = "uw antwoord" if melding["u_beslist"] else "een antwoord"
    when = hoofdletter(moment(max(asked), zone))
    return [{"wanneer": when, "wat": f"Wij wachten op {whose}", "soort": "nu"}]
