"""What a melder or betrokkene sees of a melding; every look is logged before it is answered (protocol 12, 48)."""

from typing import Any

from plugin.casebook.book import Logregel
from plugin.flows import melderblad
from plugin.flows.diensten import Diensten
from plugin.flows.ontvangst import zaak_van
from plugin.flows.opening import for_melder
from plugin.intake.spool import Gone, Ontvangen
from plugin.protocol.toegang import Wie


def mijn_meldingen(diensten: Diensten, wie: Wie) -> list[dict[str, Any]]:
    """Own meldingen and those one is the betrokkene of, newest first; also what SharePoint has not got yet."""
    received = _received(diensten, wie)
    stored = diensten.casebook.of_person(wie.oid)
    here = {dossier.zaak.referentie for dossier in stored}
    waiting = [one for reference, one in received.items() if reference not in here]
    shown = [answer for one in waiting if (answer := _sealed(diensten, wie, one))]
    shown += [
        melderblad.voor_melder(one.zaak, _phase(received, one.zaak.referentie), wie.oid, diensten.profiel)
        for one in stored
    ]
    if shown:
        diensten.casebook.log(_look(diensten, wie, "-", "eigen meldingen"))
    return shown


def mijn_melding(diensten: Diensten, wie: Wie, referentie: str) -> dict[str, Any] | None:
    """One of them; None when it is unknown or somebody else's. What is still sealed here needs no Graph."""
    received = _received(diensten, wie)
    own = received.get(referentie)
    if own and own.fase == "verzegeld" and (answer := _sealed(diensten, wie, own)):
        return answer
    dossier = for_melder(diensten, wie, referentie)
    if dossier is None:
        return None
    diensten.casebook.log(_look(diensten, wie, referentie, "melding"))
    return melderblad.voor_melder(dossier.zaak, _phase(received, referentie), wie.oid, diensten.profiel)


def _received(diensten: Diensten, wie: Wie) -> dict[str, Ontvangen]:
    return {one.referentie: one for one in diensten.spool.of_owner(wie.oid) if one.soort == "melding"}


def _phase(received: dict[str, Ontvangen], referentie: str) -> str:
    known = received.get(referentie)
    return known.fase if known else "gemeld"


def _sealed(diensten: Diensten, wie: Wie, own: Ontvangen) -> dict[str, Any] | None:
    try:
        return melderblad.voor_melder(
            zaak_van(diensten.spool.open(own.id)), own.fase, wie.oid, diensten.profiel
        )
    except Gone:  # carried over while we looked
        return None


def _look(diensten: Diensten, wie: Wie, referentie: str, wat: str) -> Logregel:
    return Logregel(referentie, "ingezien door melder", wat, wie.oid, wie.herkomst, diensten.now())
