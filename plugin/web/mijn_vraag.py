"""One step on Mijn meldingen: what is asked, exactly what would happen, and what came of the answer (protocol 14, 15)."""

from datetime import date, datetime
from typing import Any

from plugin.protocol.maatregel import GESPREKSOORTEN, wacht_op_gesprek
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import Antwoord, ConceptStatus, MaatregelSoort, MaatregelStatus, Uitvoerder
from plugin.web.eigen_woorden import eigen
from plugin.web.mijn_tijdlijn import wie_is
from plugin.web.wat_words import WAT, leesbaar
from plugin.web.words import Chip, dag, dag_met_jaar, hoofdletter, moment

ZONDER_TOESTEMMING = "Hiervoor is uw toestemming niet nodig. U hoeft niets te doen."
INTREKBAAR = (MaatregelStatus.AKKOORD, MaatregelStatus.CONCEPT_BEZIG, MaatregelStatus.CONCEPT)
GEDAAN = (MaatregelStatus.UITGEVOERD, MaatregelStatus.AFGEROND)
# What is done without a letter to the other.
ZONDER_BRIEF = (
    MaatregelSoort.MELDING_POLITIE,
    MaatregelSoort.AANGIFTE,
    MaatregelSoort.INFORMEREN_AMBTSDRAGERS,
)
WEET_HET = "De ander weet dat."
HOORT_HET = "Wij laten dat de ander weten."
GAAT_NIET_DOOR = Chip("neutraal", "streep", "Vervallen"), "Deze stap gaat niet door."
# Who reads it decides (True), or reported for somebody who does (False).
ZELF = {
    True: "U doet dit zelf. {Organisatie} helpt u.",
    False: "De betrokkene doet dit zelf. {Organisatie} helpt.",
}
WIJ = {
    True: "{Organisatie}. U hoeft er niet bij te zijn.",
    False: "{Organisatie}. De betrokkene hoeft er niet bij te zijn.",
}


def is_answered(measure: dict[str, Any]) -> bool:
    return bool(measure["status"] != MaatregelStatus.TOESTEMMING_GEVRAAGD)


def step(
    one: dict[str, Any], melding: dict[str, Any], contact: dict[str, str], profiel: Profiel, now: datetime
) -> dict[str, Any]:
    """A card: the question with all that an answer binds, and the answer as it stands."""
    one = one | {"gesprek_komt": _waits_for_talk(one, now)}
    may_answer = melding["u_beslist"] and not melding["u_bevestigt"]
    return {
        "id": one["id"],
        "versie": one["versie"],
        "vraag": one["vraag"],
        "gevraagd": _asked_by(one, melding, profiel),
        "feiten": _facts(one, melding, profiel),
        "brief": one["tekst"],
        "lees": leesbaar(MaatregelSoort(one["soort"])),
        "open": not is_answered(one) and may_answer,
        "ja_wacht": melding["ja_wacht"],
        "wacht_op_ander": not is_answered(one) and not may_answer,
        "antwoord": _answer(one, melding, profiel),
        "intrekbaar": may_answer and _stands(one) and one["toestemming_nodig"],
        "adres": f"/deel/mijn/{melding['referentie']}/maatregelen/{one['id']}/toestemming",
        "contact": contact,
    }


def _stands(one: dict[str, Any]) -> bool:
    """Is there still something that a withdrawal stops? Of a talk also once its invitation was sent."""
    return one["status"] in INTREKBAAR or one["gesprek_komt"]


def _waits_for_talk(one: dict[str, Any], now: datetime) -> bool:
    invited = wacht_op_gesprek(one["soort"], one["status"], one["uitvoerder"])
    return invited and (one["gesprek_op"] is None or datetime.fromisoformat(one["gesprek_op"]) > now)


def _facts(one: dict[str, Any], melding: dict[str, Any], profiel: Profiel) -> list[tuple[str, str]]:
    """What would happen, with whom, when, by whom, and whether the betrokkene is named."""
    whose = "Uw naam" if melding["u_beslist"] else "Naam van de betrokkene"
    soort = MaatregelSoort(one["soort"])
    who = WIJ if one["uitvoerder"] == Uitvoerder.PROVINCIE else ZELF
    signer = profiel.functies[one["ondertekenaar"]].met_lidwoord
    facts = [
        ("Wat", eigen(WAT.get(soort, ""), profiel, ondertekenaar=signer)),
        ("Met wie", hoofdletter(one["met_wie"])),
        ("Wanneer", _period(one)),
        ("Wie doet het", eigen(who[melding["u_beslist"]], profiel)),
        (whose, _named(one)),
        ("Nummer van de politie", (one["politie"] or {}).get("nummer") or ""),
        ("Wat eruit kwam", one["uitkomst"] or ""),
    ]
    return [(name, words) for name, words in facts if words]


def _named(one: dict[str, Any]) -> str:
    named = "wel" if one["noemt_betrokkene"] else "niet"
    return f"Wordt {named} genoemd" if one["soort"] in ZONDER_BRIEF else f"Staat {named} in de brief"


def _period(one: dict[str, Any]) -> str:
    if not (one["van"] and one["tot"]):
        return ""
    first, last = (dag_met_jaar(date.fromisoformat(one[edge][:10])) for edge in ("van", "tot"))
    return f"Van {first} tot en met {last}"


def _asked_by(one: dict[str, Any], melding: dict[str, Any], profiel: Profiel) -> str:
    asked = f"Gevraagd door {wie_is(one['gevraagd_door'], profiel)}"
    talks = [date.fromisoformat(talk["datum"]) for talk in melding["gesprekken"]]
    whose = "uw" if melding["u_beslist"] else "het"
    return f"{asked}, na {whose} gesprek van {dag(talks[-1])}" if talks else asked


def _answer(one: dict[str, Any], melding: dict[str, Any], profiel: Profiel) -> tuple[Chip, str] | None:
    """What was answered and what that means now; None while the question is open."""
    given, zone = one["antwoord"], profiel.termijnen.tijdzone
    if not one["toestemming_nodig"]:
        return Chip("info", "info", "Geen vraag voor u"), ZONDER_TOESTEMMING
    if one["status"] == MaatregelStatus.VERVALLEN:
        return GAAT_NIET_DOOR
    if given is None:
        return GAAT_NIET_DOOR if is_answered(one) else None
    mine = melding["u_beslist"]
    who = "U" if mine else "De betrokkene"
    match Antwoord(given["antwoord"]):
        case Antwoord.AKKOORD:
            follows = eigen(_what_follows(one, melding), profiel)
            return Chip(
                "goed", "vink", f"{who} zei ja"
            ), f"{who} zei ja op {moment(given['op'], zone)}. {follows}"
        case Antwoord.GEWEIGERD:
            free = " U hoeft niet uit te leggen waarom." if mine else ""
            return Chip("neutraal", "streep", f"{who} zei nee"), f"{who} zei nee. Dit gebeurt niet.{free}"
        case _:
            return Chip("neutraal", "streep", "Ingetrokken"), _after_withdrawal(
                one, "Uw ja" if mine else "Het ja"
            )


def _what_follows(one: dict[str, Any], melding: dict[str, Any]) -> str:
    by_themselves = one["uitvoerder"] == Uitvoerder.MELDER
    if one["status"] in GEDAAN:
        letter = not by_themselves and one["soort"] not in ZONDER_BRIEF
        still = " Tot het gesprek kan het ja nog worden ingetrokken." if one["gesprek_komt"] else ""
        return f"{'De brief is verstuurd' if letter else 'Dit is gedaan'}{_on(one)}.{still}"
    if by_themselves:
        return ZELF[melding["u_beslist"]]
    person = "een mens gaat ermee verder" if one["soort"] in ZONDER_BRIEF else "een mens verstuurt hem"
    if one["status"] == MaatregelStatus.CONCEPT:
        return f"{hoofdletter(_paper(one))} staat klaar; {person}."
    return f"{{Organisatie}} maakt {_paper(one)} klaar; {person}."


def _after_withdrawal(one: dict[str, Any], yes: str) -> str:
    """Never more than is so: a letter that went out stays sent, and one that is being taken away is not gone yet."""
    paper = hoofdletter(_paper(one))
    if one["verstuurd"] and one["soort"] in GESPREKSOORTEN:
        told = f"Het gesprek gaat niet door. {WEET_HET if one['afgezegd_op'] else HOORT_HET}"
        return f"De uitnodiging was al verstuurd{_on(one)}. {told}"
    if one["verstuurd"]:
        return f"{paper} was al verstuurd{_on(one)}. Er komt geen nieuwe stap."
    if one["bezig"]:
        return f"{yes} is ingetrokken. {paper} wordt nu verwijderd."
    gone = one["concept"] == ConceptStatus.INGETROKKEN
    return f"{yes} is ingetrokken. {f'{paper} is verwijderd.' if gone else 'Dit gebeurt niet.'}"


def _paper(one: dict[str, Any]) -> str:
    return "het stuk" if one["soort"] in ZONDER_BRIEF else "de brief"


def _on(one: dict[str, Any]) -> str:
    return f" op {dag(date.fromisoformat(one['uitgevoerd_op']))}" if one["uitgevoerd_op"] else ""
