"""A measure in finished words: what was answered, who decides, what a handler can do now, what happens then."""

from dataclasses import replace
from datetime import date
from typing import Any

from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import Antwoord, MaatregelSoort, MaatregelStatus, Uitvoerder
from plugin.protocol.verloop import AL_VOORBIJ
from plugin.web import maatregel_stand as nu
from plugin.web.beslisser import is_namens, over_beslisser
from plugin.web.maatregel_feiten import feiten, redenen
from plugin.web.maatregel_formulieren import formulieren
from plugin.web.words import dag_met_jaar, hoofdletter, moment
from plugin.web.zaak_terms import KORT, woord

BEZIG = "Het concept wordt klaargezet…"
WEG = "De melder trok de toestemming in. Er is geen concept meer."
AL_VERSTUURD = "De melder trok de toestemming in. De brief was al verstuurd."
AFGEZEGD = (
    "De melder trok de toestemming in. De uitnodiging was al verstuurd. "
    "{Signer} laat de ander weten dat het gesprek niet doorgaat."
)
VERVALLEN_NA_UITNODIGING = (
    "De uitnodiging was al verstuurd. Weet de ander nog niet dat het gesprek niet doorgaat? "
    "Dan laat {signer} dat weten."
)
WEET_HET = "Het gesprek gaat niet door. De ander weet dat sinds {dag}."
LOOPT_NOG = "Deze ontzegging geldt nog tot en met {dag}. Eerder stoppen? Leg dan een besluit vast."
OPNIEUW = (
    "De tekst is veranderd. Wij vragen de melder opnieuw om toestemming. "
    "Tot die tijd heeft de mail geen geadresseerde."
)
GESPREK_VOORBIJ = (
    "De dag van het gesprek is voorbij. Laat deze maatregel vervallen en stel het gesprek opnieuw voor."
)
NU = {
    MaatregelStatus.TOESTEMMING_GEVRAAGD: "De melder heeft nog niet geantwoord. Zolang er geen ja is, kan dit niet verder.",
    MaatregelStatus.AKKOORD: "Het concept komt in het postvak van {signer}. {Signer} verstuurt zelf.",
    MaatregelStatus.GEWEIGERD: "U kunt dit niet voor de melder veranderen.",
    MaatregelStatus.INGETROKKEN: "De melder trok de toestemming in. Dit gebeurt niet.",
}
ZONDER_ONTVANGER = {
    MaatregelSoort.MELDING_POLITIE: "{Signer} geeft de gegevens zelf aan de politie.",
    MaatregelSoort.AANGIFTE: "{Signer} geeft de gegevens zelf aan de politie.",
    MaatregelSoort.INFORMEREN_AMBTSDRAGERS: "De notitie is voor een besloten vergadering. Zij gaat niet rond.",
}


def kaart(
    one: dict[str, Any], zaak: dict[str, Any], functie: str, today: date, profiel: Profiel
) -> dict[str, Any]:
    """One measure as this handler sees it; `functie` is the office of who looks."""
    signer, namens = profiel.functies[one["ondertekenaar"]], is_namens(zaak)
    stands = nu.stand(one)
    said = _after_sending(one, signer.met_lidwoord, today) or _what_now(one, signer.met_lidwoord)
    return {
        "id": one["id"],
        "naam": hoofdletter(woord(one["soort"])),
        "stand": replace(stands, woord=over_beslisser(stands.woord, namens=namens)),
        "feiten": feiten(one, profiel, namens=namens),
        "meer": redenen(one, profiel),
        "termijn": nu.termijn_van(one, today),
        "let_op": one["let_op"],
        "voorbij": _past(one, today, profiel.termijnen.tijdzone),
        "brief": one["tekst"],
        "versie": one["versie"],
        "bezig": nu.is_bezig(one),
        "bestandsnaam": f"{zaak['referentie']}-{one['soort']}.docx",
        "uitleg": over_beslisser(said, namens=namens),
        "formulieren": [] if zaak.get("beperkt") else formulieren(one, zaak["status"], today),
        **_acts(one, functie),
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
        if one["toestemming_nodig"]
        for asked in one["vragen"]
    ]


def _acts(one: dict[str, Any], functie: str) -> dict[str, Any]:
    """What this handler can do at once; what can be recorded stands in `formulieren`."""
    mine = nu.is_klaar(one) and functie == one["ondertekenaar"]
    return {
        "te_maken": nu.is_te_maken(one),
        "open": one["concept"]["webLink"] if mine else None,
        "document": nu.document_van(one),
        "te_vervangen": nu.is_te_vervangen(one),
    }


def _given(one: dict[str, Any], versie: int) -> list[dict[str, Any]]:
    return [given for given in one["antwoorden"] if given["versie"] == versie]


def _answers(one: dict[str, Any], versie: int, zone: str) -> str:
    said = [
        f"{KORT[Antwoord(given['antwoord'])]}, {moment(given['op'], zone)}" for given in _given(one, versie)
    ]
    return "; ".join(said) or "Nog geen antwoord"


def _past(one: dict[str, Any], today: date, zone: str) -> str:
    """The day that the letter speaks of is over, and the letter did not go."""
    if one["status"] not in nu.LOPEND:
        return ""
    if one["gesprek_op"] and nu.dag_van(one["gesprek_op"], zone) < today:
        return GESPREK_VOORBIJ
    ended = one["einddatum"] and date.fromisoformat(one["einddatum"]) < today
    return AL_VOORBIJ.reden if ended else ""


def _after_sending(one: dict[str, Any], signer: str, today: date) -> str:
    """What still holds of what was sent, or is still to be said to the other; empty where neither is so."""
    if nu.loopt_nog(one, today):
        return LOOPT_NOG.format(dag=dag_met_jaar(date.fromisoformat(one["einddatum"])))
    if not nu.is_afgezegd(one):
        return ""
    if told := one["afgezegd_op"]:
        return WEET_HET.format(dag=dag_met_jaar(date.fromisoformat(told)))
    if nu.is_voorbij(one, today):
        return ""
    said = AFGEZEGD if one["status"] == MaatregelStatus.INGETROKKEN else VERVALLEN_NA_UITNODIGING
    return said.format(signer=signer, Signer=hoofdletter(signer))


def _what_now(one: dict[str, Any], signer: str) -> str:
    """What stands and who acts next; empty where nothing has to be said."""
    status, draft = MaatregelStatus(one["status"]), one["concept"]
    if nu.is_bezig(one):
        return BEZIG
    if status is MaatregelStatus.INGETROKKEN and draft:
        return AL_VERSTUURD if draft.get("verstuurd") else WEG
    if status is MaatregelStatus.TOESTEMMING_GEVRAAGD and draft:
        return OPNIEUW
    if nu.is_klaar(one):
        then = ZONDER_ONTVANGER.get(MaatregelSoort(one["soort"]), "{Signer} verstuurt zelf.")
        said = f"Het concept staat in het postvak van {signer}. {then}"
        return said.format(Signer=hoofdletter(signer))
    if status is MaatregelStatus.AKKOORD and one["uitvoerder"] == Uitvoerder.MELDER:
        return "De melder doet dit zelf. Wij maken geen brief."
    return NU.get(status, "").format(signer=signer, Signer=hoofdletter(signer))
