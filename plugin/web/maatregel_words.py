"""A measure in finished words: what was answered, who decides, what a handler can do now, what happens then."""

from datetime import date
from typing import Any

from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import Antwoord, ConceptStatus, MaatregelSoort, MaatregelStatus, Uitvoerder
from plugin.web.termijn_words import Termijn, termijn
from plugin.web.words import Chip, hoofdletter, lokaal, moment
from plugin.web.zaak_terms import MAATREGEL_STANDEN, UITVOERDERS, woord

LOPEND = (
    MaatregelStatus.TOESTEMMING_GEVRAAGD,
    MaatregelStatus.AKKOORD,
    MaatregelStatus.CONCEPT_BEZIG,
    MaatregelStatus.CONCEPT,
)
BEZIG = "Het concept wordt klaargezet…"
WEG = "De melder trok de toestemming in. Er is geen concept meer."
HOE = "Op scherm"
KORT = {
    Antwoord.AKKOORD: "Ja",
    Antwoord.GEWEIGERD: "Nee",
    Antwoord.INGETROKKEN: "Ingetrokken",
}


def stand(one: dict[str, Any]) -> Chip:
    """Ready is what a person may send; until then the draft is being made."""
    status = MaatregelStatus(one["status"])
    if is_bezig(one):
        status = MaatregelStatus.CONCEPT_BEZIG
    return MAATREGEL_STANDEN[status]


def is_bezig(one: dict[str, Any]) -> bool:
    concept = one["concept"]
    under_way = one["status"] in (MaatregelStatus.CONCEPT_BEZIG, MaatregelStatus.CONCEPT)
    return bool(under_way and concept and concept["status"] == ConceptStatus.BEZIG)


def is_klaar(one: dict[str, Any]) -> bool:
    """The draft stands in the mailbox, with its recipient."""
    return bool(one["status"] == MaatregelStatus.CONCEPT and not is_bezig(one))


def is_te_maken(one: dict[str, Any]) -> bool:
    """A handler can have the draft made now."""
    return bool(one["status"] == MaatregelStatus.AKKOORD and one["uitvoerder"] == Uitvoerder.PROVINCIE)


def termijn_van(one: dict[str, Any], today: date) -> Termijn | None:
    """The deadline, as long as it still means something."""
    if one["status"] not in LOPEND or not one["termijn"]:
        return None
    return termijn(woord(one["soort"]), date.fromisoformat(one["termijn"]), today)


def kaart(
    one: dict[str, Any], referentie: str, functie: str, today: date, profiel: Profiel
) -> dict[str, Any]:
    """One measure as this handler sees it; `functie` is the office of who looks."""
    signer = profiel.functies[one["ondertekenaar"]]
    ready = is_klaar(one)
    return {
        "id": one["id"],
        "naam": hoofdletter(woord(one["soort"])),
        "stand": stand(one),
        "toestemming": _consent(one, profiel),
        "wie_besluit": hoofdletter(signer.titel),
        "wie_het_doet": UITVOERDERS[Uitvoerder(one["uitvoerder"])],
        "met_wie": _whom(one),
        "reden": one["reden"],
        "termijn": termijn_van(one, today),
        "brief": one["tekst"],
        "versie": one["versie"],
        "te_maken": is_te_maken(one),
        "bezig": is_bezig(one),
        "open": one["concept"]["webLink"] if ready and functie == one["ondertekenaar"] else None,
        "document": one["concept"]["document"] if ready else None,
        "bestandsnaam": f"{referentie}-{one['soort']}.docx",
        "uitleg": _what_now(one, signer.met_lidwoord),
    }


def vragen(maatregelen: list[dict[str, Any]], zone: str) -> list[dict[str, str]]:
    """Every question with its answer, as they were put and given."""
    return [
        {
            "stap": hoofdletter(woord(one["soort"])),
            "versie": str(asked["versie"]),
            "gevraagd": hoofdletter(moment(asked["gevraagd_op"], zone)),
            "antwoord": _answers(one, asked["versie"], zone),
            "hoe": ", ".join(hoofdletter(given["hoe"]) for given in _given(one, asked["versie"])) or "–",
        }
        for one in maatregelen
        for asked in one["vragen"]
    ]


def soorten() -> list[tuple[str, str]]:
    """What can be proposed today."""
    return [(MaatregelSoort.STOPGESPREK.value, hoofdletter(woord(MaatregelSoort.STOPGESPREK)))]


def _given(one: dict[str, Any], versie: int) -> list[dict[str, Any]]:
    return [given for given in one["antwoorden"] if given["versie"] == versie]


def _answers(one: dict[str, Any], versie: int, zone: str) -> str:
    said = [
        f"{KORT[Antwoord(given['antwoord'])]}, {moment(given['op'], zone)}" for given in _given(one, versie)
    ]
    return "; ".join(said) or "Nog geen antwoord"


def _consent(one: dict[str, Any], profiel: Profiel) -> str:
    zone, named = profiel.termijnen.tijdzone, "wel" if one["noemt_betrokkene"] else "niet"
    name = f"Naam van de melder: {named} noemen."
    given = _given(one, one["versie"])
    if not given:
        day = moment(one["vragen"][-1]["gevraagd_op"], zone) if one["vragen"] else ""
        return f"Gevraagd op {day}, versie {one['versie']}. {name}" if day else name
    last = given[-1]
    return f"{KORT[Antwoord(last['antwoord'])]}, op {moment(last['op'], zone)}, voor versie {last['versie']}. {name}"


def _whom(one: dict[str, Any]) -> str:
    aan = one["geadresseerde"]
    known = [words for words in (aan["naam"], aan["email"]) if words]
    return ", ".join(known) or "Nog niet bekend"


def _what_now(one: dict[str, Any], signer: str) -> str:
    if is_bezig(one):
        return BEZIG
    if is_klaar(one):
        return f"Het concept staat in het postvak van {signer}. {hoofdletter(signer)} verstuurt zelf."
    match MaatregelStatus(one["status"]):
        case MaatregelStatus.TOESTEMMING_GEVRAAGD:
            return "De melder heeft nog niet geantwoord. Zolang er geen ja is, kan dit niet verder."
        case MaatregelStatus.AKKOORD if one["uitvoerder"] == Uitvoerder.MELDER:
            return "De melder doet dit zelf. Wij maken geen brief."
        case MaatregelStatus.AKKOORD:
            return f"Het concept komt in het postvak van {signer}. {hoofdletter(signer)} verstuurt zelf."
        case MaatregelStatus.GEWEIGERD:
            return "U kunt dit niet voor de melder veranderen."
        case MaatregelStatus.INGETROKKEN:
            return WEG if one["concept"] else "De melder trok de toestemming in. Dit gebeurt niet."
        case _:
            return ""


def dag_van(written: str, zone: str) -> date:
    return lokaal(written, zone).date()
