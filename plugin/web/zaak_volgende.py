"""What this handler can do now in a case, or for whom it waits: one notice on top (protocol 10, 13, 18, 29)."""

from datetime import date
from typing import Any

from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import GesprekSoort, MaatregelSoort, MaatregelStatus, NazorgVoor, Route, ZaakStatus
from plugin.web import maatregel_stand as nu
from plugin.web.beslisser import beslisser
from plugin.web.words import dag, hoofdletter
from plugin.web.zaak_terms import AFGELOPEN, ROND_AF, STUKKEN, woord

POLITIE = (MaatregelSoort.MELDING_POLITIE, MaatregelSoort.AANGIFTE)
ENDED = (
    MaatregelStatus.GEWEIGERD,
    MaatregelStatus.INGETROKKEN,
    MaatregelStatus.AFGEROND,
    MaatregelStatus.VERVALLEN,
)


def volgende_stap(zaak: dict[str, Any], functie: str, today: date, profiel: Profiel) -> dict[str, str]:
    """The first thing that counts."""
    if zaak["status"] == ZaakStatus.AFGESLOTEN:
        return _notice("goed", "Deze zaak is gesloten.", "Er kan niets meer bij.")
    if zaak.get("beperkt"):
        return _notice(
            "wacht",
            "De verwerking is beperkt.",
            "Hef eerst de beperking op. Dat kan onder “Bewaren en inzage”.",
        )
    if zaak["eerst_herkennen"]:
        said = "De ander is een ambtsdrager die wij niet herkennen. Alleen u leest nu deze melding."
        return _notice("wacht", "Volgende stap: zeg wie de agressor is.", said)
    if moet_praten(zaak):
        said = "Leg het gesprek daarna hieronder vast."
        return _notice("info", "Volgende stap: praat met de melder.", said)
    measures = zaak["maatregelen"]
    found = (
        *(_next_of(one, zaak, functie, today, profiel) for one in measures),
        *(_call_off(one, functie, profiel) for one in measures if nu.is_af_te_zeggen(one, today)),
    )
    return next((one for one in found if one), None) or _without_measures(zaak)


def heeft_gesproken(zaak: dict[str, Any]) -> bool:
    return any(talk["soort"] == GesprekSoort.INTAKE for talk in zaak["gesprekken"])


def moet_praten(zaak: dict[str, Any]) -> bool:
    """Before everything else, but for what is done by office (protocol 13, 17)."""
    return not heeft_gesproken(zaak) and zaak["route"] != Route.ORDEVERSTORING


def nazorg_mist(zaak: dict[str, Any]) -> list[NazorgVoor]:
    """Whose answer to the offer of support is not recorded yet."""
    return [whom for whom in NazorgVoor if whom not in zaak["nazorg_vast"]]


def _without_measures(zaak: dict[str, Any]) -> dict[str, str]:
    if not zaak["maatregelen"]:
        said = f"Doe alleen wat {beslisser(zaak)} wil."
        return _notice("info", "Volgende stap: bespreek of er een maatregel komt.", said)
    if nazorg_mist(zaak):
        said = "Vraag het de melder en de familie. “Nee, dank u” is ook een antwoord."
        return _notice("info", "Volgende stap: leg het antwoord op nazorg vast.", said)
    if all(one["status"] in ENDED for one in zaak["maatregelen"]):
        return _notice(
            "info", "Volgende stap: sluit de zaak als alles klaar is.", "Er loopt geen maatregel meer."
        )
    return _notice("info", "Er hoeft nu niets.", "De maatregel loopt. U rondt hem af als hij voorbij is.")


def _next_of(
    one: dict[str, Any], zaak: dict[str, Any], functie: str, today: date, profiel: Profiel
) -> dict[str, str] | None:
    """What this measure asks: of who looks, of who sends, or of the melder."""
    asked = beslisser(zaak)
    if one["status"] == MaatregelStatus.TOESTEMMING_GEVRAAGD:
        said = "Zolang er geen ja is, kan dit niet verder."
        return _notice("wacht", f"Wij wachten op het antwoord van {asked}.", said)
    if nu.is_bezig(one):
        return _notice("info", "Het concept wordt klaargezet…", "U hoeft niets te doen.")
    if nu.is_over(one, today):
        ended = AFGELOPEN.get(MaatregelSoort(one["soort"]), ROND_AF)
        return _notice("info", f"Volgende stap: {ended[:1].lower()}{ended[1:]}.", "Dat kan hieronder.")
    return _draft(one, asked, functie, profiel)


def _call_off(one: dict[str, Any], functie: str, profiel: Profiel) -> dict[str, str]:
    """Nobody records that it was done, so it comes after all that can be."""
    said = "De uitnodiging was al verstuurd, en daarna is de toestemming ingetrokken."
    return _notice("wacht", f"Volgende stap: {_who(one, functie, profiel)} zegt het gesprek af.", said)


def _draft(one: dict[str, Any], asked: str, functie: str, profiel: Profiel) -> dict[str, str] | None:
    """The paper is to be made, or to be sent; or the melder does without one."""
    paper = STUKKEN[MaatregelSoort(one["soort"])]
    until = f" Uiterlijk {dag(date.fromisoformat(one['termijn']))}." if one["termijn"] else ""
    if nu.is_te_maken(one):
        agreed = f"{hoofdletter(asked)} heeft ja gezegd."
        why = agreed if one["toestemming_nodig"] else "Dit mag zonder toestemming."
        return _notice("info", f"Volgende stap: zet {paper} klaar.", f"{why}{until}")
    if nu.is_klaar(one):
        step = f"Volgende stap: {_sends(one, functie, profiel)}."
        return _notice("info", step, f"Het concept staat klaar.{until}")
    if nu.is_uit_te_voeren(one):
        said = f"{hoofdletter(asked)} doet dit zelf: {woord(one['soort'])}."
        return _notice("info", said, "Leg vast als het is gebeurd.")
    return None


def _sends(one: dict[str, Any], functie: str, profiel: Profiel) -> str:
    """'u verstuurt de waarschuwing', 'de commissaris van de Koning geeft de gegevens voor de aangifte aan de politie'"""
    soort = MaatregelSoort(one["soort"])
    who = _who(one, functie, profiel)
    if soort in POLITIE:
        return f"{who} geeft {STUKKEN[soort]} aan de politie"
    if soort is MaatregelSoort.INFORMEREN_AMBTSDRAGERS:
        return f"{who} neemt {STUKKEN[soort]} mee"
    return f"{who} verstuurt {STUKKEN[soort]}"


def _who(one: dict[str, Any], functie: str, profiel: Profiel) -> str:
    """Who signs, as this handler calls that person."""
    signer: str = one["ondertekenaar"]
    return "u" if functie == signer else profiel.functies[signer].met_lidwoord


def _notice(soort: str, kop: str, zin: str) -> dict[str, str]:
    icons = {"wacht": "klok", "goed": "vink"}
    return {"soort": soort, "icoon": icons.get(soort, "info"), "kop": kop, "zin": zin}
