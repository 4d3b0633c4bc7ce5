"""The slot in the calendar of who signs: private, tentative, and with the reference alone (protocol 18, 40)."""

from datetime import datetime, timedelta

from plugin.flows.diensten import Diensten
from plugin.protocol.maatregelen import GESPREKKEN
from plugin.protocol.zaak import Concept, Maatregel, Zaak


def reserveer(diensten: Diensten, zaak: Zaak, maatregel: Maatregel, concept: Concept) -> str | None:
    """One slot, however often it is asked for; None when the measure has no talk.

    The one that an earlier attempt left is used, wherever somebody moved it meanwhile; where somebody deleted it,
    this attempt makes its own. The old one goes first, wherever it may still be, so that never two of them stand.
    """
    if maatregel.gesprek_op is None:
        return concept.afspraak
    if concept.afspraak and diensten.calendar.stands(concept.postvak, concept.afspraak):
        return concept.afspraak
    if concept.afspraak:
        diensten.calendar.delete_for_good(concept.postvak, concept.afspraak)
    start, end = _period(maatregel, maatregel.gesprek_op)
    return diensten.calendar.reserve(
        concept.postvak,
        subject=f"Kenmerk {zaak.referentie}",
        start=start,
        end=end,
        transaction_id=_transaction(zaak, maatregel, concept.poging),
    )


def geef_vrij(diensten: Diensten, zaak: Zaak, maatregel: Maatregel, concept: Concept) -> None:
    """Take the slot away, also one of an attempt that was cut off before the case could name it, or of an earlier one."""
    slots = {concept.afspraak}
    if maatregel.gesprek_op is not None:
        start, end = _period(maatregel, maatregel.gesprek_op)
        for poging in range(1, concept.poging + 1):
            made = _transaction(zaak, maatregel, poging)
            slots.add(diensten.calendar.find(concept.postvak, start=start, end=end, transaction_id=made))
    for slot in slots:
        if slot:
            diensten.calendar.delete_for_good(concept.postvak, slot)


def _period(maatregel: Maatregel, start: datetime) -> tuple[datetime, datetime]:
    return start, start + timedelta(minutes=GESPREKKEN[maatregel.soort].duur_minuten)


def _transaction(zaak: Zaak, maatregel: Maatregel, poging: int) -> str:
    return f"{zaak.referentie}/{maatregel.id}/{poging}"
