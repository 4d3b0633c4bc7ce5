"""What happened in a case, act by act: the time line, and what somebody else changed meanwhile (protocol 50)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import Antwoord, GesprekSoort, ZaakStatus
from plugin.web.maatregel_words import stand
from plugin.web.words import STANDEN, hoofdletter, lokaal, moment
from plugin.web.zaak_terms import GESPREKKEN, woord

ANTWOORDEN = {
    Antwoord.AKKOORD: "ja",
    Antwoord.GEWEIGERD: "nee",
    Antwoord.INGETROKKEN: "toestemming ingetrokken",
}


@dataclass(frozen=True)
class Feit:
    op: datetime
    wat: str
    wie: str


def feiten(zaak: dict[str, Any], profiel: Profiel) -> list[Feit]:
    """All acts, newest first."""
    return sorted(_acts(zaak, profiel), key=lambda feit: feit.op, reverse=True)


def tijdlijn(zaak: dict[str, Any], profiel: Profiel) -> list[dict[str, str]]:
    zone = profiel.termijnen.tijdzone
    return [
        {"wanneer": hoofdletter(moment(feit.op, zone)), "wat": feit.wat, "wie": hoofdletter(feit.wie)}
        for feit in feiten(zaak, profiel)
    ]


def gewijzigd(zaak: dict[str, Any], gelezen: datetime, profiel: Profiel) -> dict[str, Any]:
    """Who changed what since it was read, and how the case stands now."""
    zone = profiel.termijnen.tijdzone
    changes = [feit for feit in feiten(zaak, profiel) if feit.op > gelezen]
    said = "Deze zaak is net gewijzigd."
    if changes:
        last, at = changes[0], lokaal(changes[0].op, zone)
        what = last.wat[:1].lower() + last.wat[1:]
        said = f"{hoofdletter(last.wie)} heeft deze zaak om {at.hour}.{at.minute:02} uur gewijzigd: {what}."
    return {
        "zin": said,
        "wijzigingen": [f"{hoofdletter(moment(one.op, zone))}: {one.wat} ({one.wie})" for one in changes],
        "nu": [("Stand", STANDEN[ZaakStatus(zaak["status"])].woord), *_steps(zaak)],
    }


def wie(oid: str | None, zaak: dict[str, Any], profiel: Profiel) -> str:
    """A person as a role: 'de griffier', 'de melder'."""
    if oid and oid == zaak["betrokkene"]["oid"]:
        return beslisser(zaak)
    person = profiel.persoon(oid)
    return profiel.functies[person.functie].met_lidwoord if person else "de provincie"


def beslisser(zaak: dict[str, Any]) -> str:
    """Who is asked for consent: the melder, or the person the melder speaks for."""
    return "de melder" if zaak["melder"]["oid"] == zaak["betrokkene"]["oid"] else "de betrokkene"


def _steps(zaak: dict[str, Any]) -> list[tuple[str, str]]:
    return [(hoofdletter(woord(one["soort"])), stand(one).woord) for one in zaak["maatregelen"]]


def _acts(zaak: dict[str, Any], profiel: Profiel) -> Iterator[Feit]:
    count = len(zaak["bewijs"])
    evidence = f"Melding ontvangen, met {count} {'stuk' if count == 1 else 'stuks'} bewijs"
    yield Feit(_at(zaak["ontvangen_op"]), evidence if count else "Melding ontvangen", "de melder")
    for talk in zaak["gesprekken"]:
        noted = f"{GESPREKKEN[GesprekSoort(talk['soort'])]} vastgelegd"
        yield Feit(_at(talk["vastgelegd_op"]), noted, wie(talk["door"], zaak, profiel))
    for one in zaak["maatregelen"]:
        step = hoofdletter(woord(one["soort"]))
        for asked in one["vragen"]:
            said = f"{step}: toestemming gevraagd"
            yield Feit(_at(asked["gevraagd_op"]), said, wie(asked["gevraagd_door"], zaak, profiel))
        for given in one["antwoorden"]:
            said = f"{step}: {ANTWOORDEN[Antwoord(given['antwoord'])]}"
            yield Feit(_at(given["op"]), said, wie(given["door"], zaak, profiel))


def _at(written: str) -> datetime:
    return datetime.fromisoformat(written)
