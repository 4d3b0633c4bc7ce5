"""What is proposed to be destroyed and what was, in finished words (protocol 49)."""

from datetime import date
from typing import Any

from plugin.protocol.bewaren import TWEE
from plugin.protocol.profiel import Profiel
from plugin.web.words import dag_met_jaar, lokaal


def vernietiging(
    voorstellen: list[dict[str, Any]], verklaringen: dict[str, Any], profiel: Profiel
) -> dict[str, Any]:
    """The proposals, those that still wait for this person first; then the newest of what went."""
    shown = sorted(voorstellen, key=lambda one: (one["u_gaf_akkoord"], one["voorgesteld_op"]))
    gone, more = verklaringen["items"], verklaringen["aantal"] - len(verklaringen["items"])
    return {
        "voorstellen": [_proposal(one, profiel) for one in shown],
        "vernietigd": [_gone(one, profiel) for one in gone],
        "meer": f"Van nog {more} zaken staat de verklaring op de zakensite." if more > 0 else "",
        "in_prullenbak": any(one["prullenbak_tot"] for one in gone),
    }


def gedaan(one: dict[str, Any]) -> str:
    """What was just done."""
    if one["akkoord"] < TWEE:
        return f"U gaf akkoord voor zaak {one['referentie']}. Een tweede persoon moet het ook goedvinden."
    return f"Twee personen gaven akkoord. Zaak {one['referentie']} wordt nu vernietigd."


def _proposal(one: dict[str, Any], profiel: Profiel) -> dict[str, Any]:
    return {
        "referentie": one["referentie"],
        "versie": one["etag"],
        "gesloten": _day(one["gesloten_op"], profiel) if one["gesloten_op"] else "niet bekend",
        "sinds": _day(one["voorgesteld_op"], profiel),
        **_term(one["orgaan"], one["jaren"], one["selectielijst"]),
        "akkoord": _agreed(one),
        "mag": not one["u_gaf_akkoord"] and one["akkoord"] < TWEE,
    }


def _agreed(one: dict[str, Any]) -> str:
    if one["akkoord"] >= TWEE:
        return "Twee personen gaven akkoord. De vernietiging loopt."
    if one["u_gaf_akkoord"]:
        return "U gaf akkoord. Nu wacht dit op een tweede persoon."
    return "Eén persoon gaf akkoord. U bent de tweede." if one["akkoord"] else "Nog niemand gaf akkoord."


def _gone(one: dict[str, Any], profiel: Profiel) -> dict[str, Any]:
    until = one["prullenbak_tot"]
    agreed = [f"{said['door']} ({_date(said['op'])})" for said in one["goedgekeurd"]]
    return {
        "referentie": one["referentie"],
        "op": _date(one["vernietigd_op"]),
        "door": [_titled(words, profiel) for words in agreed],
        **_term(one["orgaan"], one["bewaartermijn_jaren"], one["selectielijst"]),
        "prullenbak": f"Tot en met {_date(until)}" if until else "Niet meer",
        "blijft": one["blijft"],
    }


def _titled(words: str, profiel: Profiel) -> str:
    """The title of a function in place of its name in the profile."""
    functie, _, rest = words.partition(" (")
    known = profiel.functies.get(functie)
    return f"{known.titel if known else functie} ({rest}"


def _term(orgaan: str, jaren: int, selectielijst: str) -> dict[str, str]:
    return {"termijn": f"{jaren} jaar, {orgaan}", "selectielijst": selectielijst}


def _day(written: str, profiel: Profiel) -> str:
    return dag_met_jaar(lokaal(written, profiel.termijnen.tijdzone).date())


def _date(written: str) -> str:
    return dag_met_jaar(date.fromisoformat(written))
