"""What happened to a melding, as the melder may know it: newest first, what waits for an answer open on top."""

from datetime import date
from typing import Any

from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import Antwoord, MaatregelStatus
from plugin.web.words import dag, hoofdletter, lokaal, moment

GEZEGD = {
    Antwoord.AKKOORD: "{wie} zei ja",
    Antwoord.GEWEIGERD: "{wie} zei nee",
    Antwoord.INGETROKKEN: "{wie} trok het ja in",
}
# Of a talk only the day is known: on one day it comes after the melding and before the answers.
BINNEN, GELEZEN, GESPROKEN, GEANTWOORD = range(4)
# Where it belongs, how its moment is written, and what happened.
Fact = tuple[tuple[date, int, str], str, str]


def tijdlijn(melding: dict[str, Any], profiel: Profiel) -> list[dict[str, str]]:
    zone = profiel.termijnen.tijdzone
    who = "U" if melding["u_beslist"] else "De betrokkene"
    facts = [_fact(melding["ontvangen_op"], BINNEN, "Uw melding is binnen en veilig bewaard", zone)]
    facts += _read(melding, profiel)
    facts += [_talk(talk, who, profiel) for talk in melding["gesprekken"]]
    facts += [
        _fact(
            given["op"],
            GEANTWOORD,
            f"{GEZEGD[Antwoord(given['antwoord'])].format(wie=who)}: {_kind(one)}",
            zone,
        )
        for one in melding["maatregelen"]
        if (given := one["antwoord"])
    ]
    done = [
        {"wanneer": hoofdletter(when), "wat": what, "soort": ""}
        for _, when, what in sorted(facts, key=lambda fact: fact[0], reverse=True)
    ]
    return [*_waiting(melding, zone), *done]


def _read(melding: dict[str, Any], profiel: Profiel) -> list[Fact]:
    """Who was told when nobody had opened it, and who did (protocol 9)."""
    zone = profiel.termijnen.tijdzone
    facts = [
        _fact(one["op"], GELEZEN, f"{office(one['aan'], profiel)} kreeg ook bericht", zone)
        for one in melding["doorgegeven"]
    ]
    if opened := melding["geopend_op"]:
        who = hoofdletter(wie_is(melding["geopend_door"], profiel))
        facts.append(_fact(opened, GELEZEN, f"{who} heeft uw melding geopend", zone))
    return facts


def office(functie: str, profiel: Profiel) -> str:
    return hoofdletter(profiel.functies[functie].met_lidwoord)


def wie_is(oid: str | None, profiel: Profiel) -> str:
    """Somebody of the organisation, by office."""
    person = profiel.persoon(oid)
    return profiel.functies[person.functie].met_lidwoord if person else profiel.organisatie.kort


def _fact(written: str, rank: int, what: str, zone: str) -> Fact:
    return (lokaal(written, zone).date(), rank, written), moment(written, zone), what


def _talk(talk: dict[str, Any], who: str, profiel: Profiel) -> Fact:
    day = date.fromisoformat(talk["datum"])
    return (day, GESPROKEN, ""), dag(day), f"{who} sprak met {wie_is(talk['door'], profiel)}"


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
