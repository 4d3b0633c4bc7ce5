"""Mijn meldingen in finished words: no name, sender or subject in a list, no promise the flow does not keep."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from plugin.flows.diensten import Diensten
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import Antwoord, MaatregelSoort, MaatregelStatus, Uitvoerder, ZaakStatus
from plugin.web.mijn_tijdlijn import tijdlijn, wie_is
from plugin.web.wat_words import WAT, leesbaar
from plugin.web.words import STANDEN, Chip, bel, dag, dag_met_jaar, hoofdletter, lokaal, moment

ZONDER_TOESTEMMING = "Hiervoor is uw toestemming niet nodig. U hoeft niets te doen."
NIET_OPGESLAGEN = "Veilig bewaard. Uw lezers krijgen zo bericht."
UITLEG = {
    ZaakStatus.ONTVANGEN: "Uw melding is binnen. Uw lezers hebben bericht.",
    ZaakStatus.IN_BEHANDELING: "U hebt erover gesproken. Er is nog geen stap naar de ander gezet.",
    ZaakStatus.MAATREGELEN: "Hieronder ziet u welke stap wordt gevraagd, en wat u antwoordde.",
    ZaakStatus.NAZORG: "Wij vragen hoe het gaat.",
    ZaakStatus.AFGESLOTEN: "Wilt u er toch over praten? Bel {contact}.",
}


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


def een(melding: dict[str, Any], diensten: Diensten) -> dict[str, Any]:
    """One melding: where it stands, what is asked, what was answered, what happened."""
    profiel = diensten.profiel
    zone = profiel.termijnen.tijdzone
    contact = _contact(melding, profiel)
    return {
        "referentie": melding["referentie"],
        "verstuurd": dag_met_jaar(lokaal(melding["ontvangen_op"], zone).date()),
        "stand": STANDEN[ZaakStatus(melding["status"])],
        "vragen": _questions(melding),
        "uitleg": _explanation(melding, contact),
        "maatregelen": [
            _measure(one, melding, contact, profiel) for one in sorted(melding["maatregelen"], key=_answered)
        ],
        "tijdlijn": tijdlijn(melding, profiel),
        "contact": contact,
    }


def _answered(measure: dict[str, Any]) -> bool:
    return bool(measure["status"] != MaatregelStatus.TOESTEMMING_GEVRAAGD)


def _questions(melding: dict[str, Any]) -> Chip | None:
    count = sum(not _answered(one) for one in melding["maatregelen"]) if melding["u_beslist"] else 0
    if not count:
        return None
    return Chip("wacht", "vraag", "1 vraag voor u" if count == 1 else f"{count} vragen voor u")


def _explanation(melding: dict[str, Any], contact: dict[str, str]) -> str:
    if melding["verwerking"] != "gemeld":
        return NIET_OPGESLAGEN
    return UITLEG[ZaakStatus(melding["status"])].format(contact=contact["wie"])


def _contact(melding: dict[str, Any], profiel: Profiel) -> dict[str, str]:
    """Whom to call: the first of the readers in the profile's order, else the beheerder."""
    rules = profiel.routering
    functie = next((one for one in rules.contact if one in melding["lezers"]), rules.beheerder)
    person = profiel.met_functie(functie)
    number = (person.telefoon if person else None) or profiel.nummers.beveiliging
    return {"wie": profiel.functies[functie].met_lidwoord, "telefoon": number, "bel": bel(number)}


def _measure(
    one: dict[str, Any], melding: dict[str, Any], contact: dict[str, str], profiel: Profiel
) -> dict[str, Any]:
    signer = profiel.functies[profiel.routering.ondertekenaar].met_lidwoord
    by_province = one["uitvoerder"] == Uitvoerder.PROVINCIE
    what = WAT.get(MaatregelSoort(one["soort"]), "")
    return {
        "id": one["id"],
        "versie": one["versie"],
        "vraag": one["vraag"],
        "gevraagd": _asked_by(one, melding, profiel),
        "wat": what.format(Ondertekenaar=hoofdletter(signer)),
        "met_wie": hoofdletter(one["met_wie"]),
        "wie_doet_het": "De provincie. U hoeft er niet bij te zijn."
        if by_province
        else "U doet dit zelf. De provincie helpt u.",
        "uw_naam": "Staat wel in de brief" if one["noemt_betrokkene"] else "Staat niet in de brief",
        "brief": one["tekst"],
        "lees": leesbaar(MaatregelSoort(one["soort"])),
        "open": not _answered(one) and melding["u_beslist"],
        "antwoord": _answer(one, profiel),
        "intrekbaar": melding["u_beslist"] and one["status"] in INTREKBAAR and one["toestemming_nodig"],
        "adres": f"/deel/mijn/{melding['referentie']}/maatregelen/{one['id']}/toestemming",
        "contact": contact,
    }


INTREKBAAR = (MaatregelStatus.AKKOORD, MaatregelStatus.CONCEPT_BEZIG, MaatregelStatus.CONCEPT)


def _asked_by(one: dict[str, Any], melding: dict[str, Any], profiel: Profiel) -> str:
    asked = f"Gevraagd door {wie_is(one['gevraagd_door'], profiel)}"
    talks = [date.fromisoformat(talk["datum"]) for talk in melding["gesprekken"]]
    return f"{asked}, na uw gesprek van {dag(talks[-1])}" if talks else asked


def _answer(one: dict[str, Any], profiel: Profiel) -> tuple[Chip, str] | None:
    """What was answered and what that means now; None while the question is open."""
    given, zone = one["antwoord"], profiel.termijnen.tijdzone
    if not one["toestemming_nodig"]:
        return Chip("info", "info", "Geen vraag voor u"), ZONDER_TOESTEMMING
    if given is None:
        return (
            None
            if not _answered(one)
            else (Chip("neutraal", "streep", "Vervallen"), "Deze stap gaat niet door.")
        )
    when = moment(given["op"], zone)
    match Antwoord(given["antwoord"]):
        case Antwoord.AKKOORD:
            said = f"U zei ja op {when}. {_what_follows(one)}"
            return Chip("goed", "vink", "U zei ja"), said
        case Antwoord.GEWEIGERD:
            said = "U zei nee. Dit gebeurt niet. U hoeft niet uit te leggen waarom."
            return Chip("neutraal", "streep", "U zei nee"), said
        case _:
            said = "Uw ja is ingetrokken. De brief is verwijderd."
            return Chip("neutraal", "streep", "Ingetrokken"), said


def _what_follows(one: dict[str, Any]) -> str:
    if one["uitvoerder"] == Uitvoerder.MELDER:
        return "U doet dit zelf. De provincie helpt u."
    if one["status"] in (MaatregelStatus.UITGEVOERD, MaatregelStatus.AFGEROND):
        return "De brief is verstuurd."
    return "De provincie maakt de brief klaar; een mens verstuurt hem."
