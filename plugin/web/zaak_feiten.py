"""What happened in a case, act by act: the base of the time line, and of what somebody else changed (protocol 50)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import Antwoord, GesprekSoort, NazorgAntwoord, NazorgVoor, Ordestap, ZaakStatus
from plugin.web.beslisser import beslisser
from plugin.web.maatregel_stand import stand
from plugin.web.meld_words import ORDE
from plugin.web.words import STANDEN, hoofdletter, lokaal, moment
from plugin.web.zaak_terms import GEDAAN_DOOR_BEHANDELAAR, GESPREKKEN, woord

ANTWOORDEN = {
    Antwoord.AKKOORD: "ja",
    Antwoord.GEWEIGERD: "nee",
    Antwoord.INGETROKKEN: "toestemming ingetrokken",
}
NAZORG = {
    NazorgAntwoord.JA: "ja, graag",
    NazorgAntwoord.LATER: "later",
    NazorgAntwoord.NEE: "nee, dank u",
    NazorgAntwoord.NVT: "niet van toepassing",
}


@dataclass(frozen=True)
class Feit:
    op: datetime
    wat: str
    wie: str


def feiten(zaak: dict[str, Any], profiel: Profiel) -> list[Feit]:
    """All acts, newest first."""
    found = (*_told(zaak, profiel), *_talked(zaak, profiel), *_asked(zaak, profiel), *_acted(zaak, profiel))
    return sorted(found, key=lambda feit: feit.op, reverse=True)


def gewijzigd(zaak: dict[str, Any], gelezen: datetime, profiel: Profiel) -> dict[str, Any]:
    """Who changed what since it was read, and how the case stands now.

    `vanzelf`: no person did, the service went on with what it was asked; then nothing needs to be asked again.
    """
    zone = profiel.termijnen.tijdzone
    changes = [feit for feit in feiten(zaak, profiel) if feit.op > gelezen]
    said = "Deze zaak is net gewijzigd."
    if changes:
        last, at = changes[0], lokaal(changes[0].op, zone)
        what = last.wat[:1].lower() + last.wat[1:]
        said = f"{hoofdletter(last.wie)} heeft deze zaak om {at.hour}.{at.minute:02} uur gewijzigd: {what}."
    return {
        "vanzelf": not changes and not any(_at(one["op"]) > gelezen for one in zaak["wijzigingen"]),
        "zin": said,
        "wijzigingen": [f"{hoofdletter(moment(one.op, zone))}: {one.wat} ({one.wie})" for one in changes],
        "nu": [("Stand", STANDEN[ZaakStatus(zaak["status"])].woord), *_steps(zaak)],
    }


def wie(oid: str | None, zaak: dict[str, Any], profiel: Profiel) -> str:
    """A person as a role: 'de griffier', 'de melder'."""
    if oid and oid == zaak["betrokkene"]["oid"]:
        return beslisser(zaak)
    if oid and oid == zaak["melder"]["oid"]:
        return "de melder"
    person = profiel.persoon(oid)
    return profiel.functies[person.functie].met_lidwoord if person else profiel.organisatie.kort


def _steps(zaak: dict[str, Any]) -> list[tuple[str, str]]:
    return [(hoofdletter(woord(one["soort"])), stand(one).woord) for one in zaak["maatregelen"]]


def _told(zaak: dict[str, Any], profiel: Profiel) -> Iterator[Feit]:
    received = _at(zaak["ontvangen_op"])
    first = [one for one in zaak["bewijs"] if _at(one["ontvangen_op"]) <= received]
    yield Feit(received, f"Melding ontvangen{_pieces(len(first), ', met')}", "de melder")
    later = {one["ontvangen_op"]: one["van"] for one in zaak["bewijs"] if _at(one["ontvangen_op"]) > received}
    for at, giver in later.items():
        yield Feit(_at(at), "Bewijs toegevoegd", wie(giver, zaak, profiel))
    if zaak["geopend"]:
        opened = zaak["geopend"]
        yield Feit(_at(opened["op"]), "Melding geopend", wie(opened["door"], zaak, profiel))
    for one in zaak["doorgegeven"]:
        office = profiel.functies[one["aan"]].met_lidwoord
        yield Feit(_at(one["op"]), f"Niet op tijd geopend, dus ook bericht aan {office}", "de dienst")
    for one in zaak["aanvullingen"]:
        yield Feit(_at(one["op"]), "Tekst toegevoegd", wie(one["door"], zaak, profiel))
    for one in zaak["wensen"]:
        yield Feit(_at(one["op"]), "Wensen veranderd", wie(one["door"], zaak, profiel))


def _pieces(count: int, before: str) -> str:
    return f"{before} {count} {'stuk' if count == 1 else 'stuks'} bewijs" if count else ""


def _talked(zaak: dict[str, Any], profiel: Profiel) -> Iterator[Feit]:
    for talk in zaak["gesprekken"]:
        noted = f"{GESPREKKEN[GesprekSoort(talk['soort'])]} vastgelegd"
        yield Feit(_at(talk["vastgelegd_op"]), noted, wie(talk["door"], zaak, profiel))
    for one in zaak["nazorg"]:
        whom = "de familie" if one["voor"] == NazorgVoor.FAMILIE else "de melder"
        said = f"Nazorg voor {whom}: {NAZORG[NazorgAntwoord(one['antwoord'])]}"
        yield Feit(_at(one["vastgelegd_op"]), said, wie(one["door"], zaak, profiel))
    for one in zaak["orde"]:
        step = f"In de vergadering: {ORDE[Ordestap(one['stap'])].lower()}"
        yield Feit(_at(one["tijd"]), step, wie(one["door"], zaak, profiel))


def _asked(zaak: dict[str, Any], profiel: Profiel) -> Iterator[Feit]:
    for one in zaak["maatregelen"]:
        step = hoofdletter(woord(one["soort"]))
        said = "toestemming gevraagd" if one["toestemming_nodig"] else "vastgelegd, zonder toestemming"
        for asked in one["vragen"]:
            yield Feit(
                _at(asked["gevraagd_op"]), f"{step}: {said}", wie(asked["gevraagd_door"], zaak, profiel)
            )
        for given in one["antwoorden"]:
            answer = f"{step}: {ANTWOORDEN[Antwoord(given['antwoord'])]}"
            yield Feit(_at(given["op"]), answer, wie(given["door"], zaak, profiel))


def _acted(zaak: dict[str, Any], profiel: Profiel) -> Iterator[Feit]:
    """What no other part of the case tells: a draft, a hand-over, a threat, an end."""
    kinds = {one["id"]: hoofdletter(woord(one["soort"])) for one in zaak["maatregelen"]}
    for one in zaak["wijzigingen"]:
        if said := GEDAAN_DOOR_BEHANDELAAR.get(one["wat"]):
            kind = kinds.get(one["object"])
            act = f"{kind}: {said}" if kind else hoofdletter(said)
            yield Feit(_at(one["op"]), act, wie(one["door"], zaak, profiel))


def _at(written: str) -> datetime:
    return datetime.fromisoformat(written)
