"""A person's own data as one ZIP (protocol 49; AVG article 15): written while it is sent, kept nowhere."""

import json
from collections.abc import Iterator
from typing import Any

from graph.errors import NotFound
from plugin.casebook.book import Logregel
from plugin.flows import melderblad
from plugin.flows.archief import Part, zipped
from plugin.flows.diensten import Diensten
from plugin.flows.manifest import bewijs_pad
from plugin.flows.ontvangst import zaak_van
from plugin.intake.spool import Gone, Zending
from plugin.protocol.bevestiging import moet_bevestigen
from plugin.protocol.toegang import Wie, may_follow
from plugin.protocol.zaak import Zaak

NIETS = ("leesmij.txt", "Wij bewaren geen meldingen van u.\n")
ONTBREEKT = "Dit bestand is er niet meer. Vraag de beheerder wat ermee is gebeurd.\n"

Sealed = tuple[Zending, int]  # a sealed object and the number of a file in it


def mijn_gegevens(diensten: Diensten, wie: Wie) -> Iterator[bytes]:
    """Everything the organisation holds of what this person reported, began, or is the betrokkene of.

    The look is logged before the first byte leaves; one file at a time is in memory. What is out of reach when bytes
    have left already is said in the archive itself.
    """
    # The spool first: what is carried over between the two questions is then seen twice, not missed.
    waiting = [one.id for one in diensten.spool.of_owner(wie.oid) if one.fase == "verzegeld"]
    found = [one.zaak for one in diensten.casebook.of_person(wie.oid)]
    # Somebody else named this person: whoever has not said that it is so may be the wrong colleague.
    stored = [zaak for zaak in found if may_follow(zaak, wie.oid) and not moet_bevestigen(zaak, wie.oid)]
    entry = Logregel("-", "eigen gegevens opgehaald", "zip", wie.oid, wie.herkomst, diensten.now())
    diensten.casebook.log(entry)
    return zipped(_parts(diensten, wie, stored, waiting), NIETS)


def _parts(diensten: Diensten, wie: Wie, stored: list[Zaak], waiting: list[str]) -> Iterator[Part]:
    """What was begun, what was told, and the evidence; of the evidence first what needs no Graph."""
    if begun := diensten.begonnen.find(wie.oid, diensten.now()):
        yield "begonnen.json", begun.inhoud
    sealed = list(_opened(diensten, waiting))
    here = {zaak.referentie for zaak in stored}
    for zending in sealed:
        if zending.soort == "melding" and zending.referentie not in here:
            told = melderblad.eigen_gegevens(zaak_van(zending), wie.oid, diensten.profiel) | {
                "verwerking": "verzegeld"
            }
            yield f"{zending.referentie}/melding.json", _json(told)
    for zaak in stored:
        yield (
            f"{zaak.referentie}/melding.json",
            _json(melderblad.eigen_gegevens(zaak, wie.oid, diensten.profiel)),
        )
    places = {path: source for zending in sealed for path, source in _files(zending)}
    for path, source in places.items():
        yield _evidence(diensten, path, source)
    for zaak in stored:
        for piece in zaak.bewijs:
            if (path := bewijs_pad(zaak.referentie, piece.bestand)) not in places:
                yield _evidence(diensten, path, None)


def _opened(diensten: Diensten, waiting: list[str]) -> Iterator[Zending]:
    for zending_id in waiting:
        try:
            yield diensten.spool.open(zending_id)
        except Gone:  # carried over while we looked
            continue


def _files(zending: Zending) -> Iterator[tuple[str, Sealed]]:
    """Each file of a sealed object, under the name that it gets in the case."""
    before = "" if zending.soort == "melding" else f"{zending.id[:8]}-"
    for file in zending.bestanden:
        yield bewijs_pad(zending.referentie, before + file["opslagnaam"]), (zending, file["nummer"])


def _evidence(diensten: Diensten, path: str, sealed: Sealed | None) -> Part:
    """From where it lies now. A file that is nowhere is named, so that nobody takes the copy for whole."""
    try:
        return path, diensten.spool.read(*sealed) if sealed else diensten.casebook.read(path)
    except Gone:  # carried over while we looked
        return _evidence(diensten, path, None)
    except NotFound:
        return f"{path}.ontbreekt.txt", ONTBREEKT


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1)
