"""How a handler's act gets into the case: under the version that was read, with its log entry (protocol 48, 50)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graph.errors import Conflict
from plugin.casebook.book import Dossier, Logregel
from plugin.flows.diensten import Diensten
from plugin.flows.opening import for_handler
from plugin.protocol.beperking import mag_verwerken
from plugin.protocol.toegang import Wie
from plugin.protocol.verloop import geopend
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Wijziging, Zaak

GEWIJZIGD = Weigering(
    "Iemand anders heeft deze zaak net gewijzigd. Er is niets overschreven. Lees de zaak opnieuw."
)


@dataclass(frozen=True)
class Blad:
    """What is answered, and the version of the case that it shows."""

    inhoud: dict[str, Any]
    etag: str


Uitkomst = Blad | Weigering | None


def wijzig(
    diensten: Diensten,
    wie: Wie,
    referentie: str,
    etag: str,
    rule: Callable[[Zaak], Zaak | Weigering],
    handeling: str,
    wat: str,
) -> Dossier | Weigering | None:
    """The case as the rule makes it. None for who may not see it."""
    dossier = for_handler(diensten, wie, referentie)
    if dossier is None:
        return None
    current = is_actueel(dossier, etag)
    changed = rule(dossier.zaak) if current else current
    if not isinstance(changed, Zaak):
        return changed if isinstance(changed, Weigering) else GEWIJZIGD
    return bewaar(diensten, dossier, changed, regel(diensten, wie, referentie, handeling, wat))


def is_actueel(dossier: Dossier, etag: str) -> bool | Weigering:
    """Does the change build on the case as it is?"""
    return dossier.etag.strip('"') == etag.strip('"') or GEWIJZIGD


def bewaar(diensten: Diensten, dossier: Dossier, changed: Zaak, entry: Logregel) -> Dossier | Weigering:
    """Write it; who was second is told so and changes nothing, and so is who works on a restricted case."""
    if isinstance(allowed := mag_verwerken(dossier.zaak, changed), Weigering):
        return allowed
    act = Wijziging(wat=entry.handeling, object=entry.object, door=entry.actor, op=entry.tijd)
    try:
        opened = geopend(changed, entry.actor, entry.tijd)
        return diensten.casebook.save(dossier, opened.met_wijziging(act), entry)
    except Conflict:
        return GEWIJZIGD


def regel(diensten: Diensten, wie: Wie, referentie: str, handeling: str, wat: str) -> Logregel:
    """The log entry of this act."""
    return Logregel(referentie, handeling, wat, wie.oid, wie.herkomst, diensten.now())
