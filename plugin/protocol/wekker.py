"""When a case asks for attention by itself: one date a case, so that a run finds what is due by an index (protocol 9, 18, 31).

Each moment has a key; what went off stands in the case under it, and so goes off once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from plugin.protocol.maatregelen.politie import klachttermijn
from plugin.protocol.na_uitvoering import nog_open
from plugin.protocol.profiel import Profiel
from plugin.protocol.termijnen import lokale_dag, op_dag, plus_werkuren, werkdag_tot, werkdag_vanaf
from plugin.protocol.terms import MaatregelSoort, MaatregelStatus, NazorgVoor, Route, ZaakStatus
from plugin.protocol.zaak import Maatregel, Zaak

KLACHT_VOORAF = timedelta(days=14)
_NOG_TE_DOEN = frozenset(
    {
        MaatregelStatus.TOESTEMMING_GEVRAAGD,
        MaatregelStatus.AKKOORD,
        MaatregelStatus.CONCEPT_BEZIG,
        MaatregelStatus.CONCEPT,
    }
)


class Aanleiding(StrEnum):
    """Why a case asks for attention; also the first part of the key."""

    ONGELEZEN = "ongelezen"
    TERMIJN = "termijn"
    KLACHT = "klacht"
    EINDE = "einde"
    BETALING = "betaling"
    NAZORG = "nazorg"
    NIET_BEREIKT = "niet-bereikt"
    AFZEGGEN = "afzeggen"


@dataclass(frozen=True)
class Wekker:
    """One moment. `onderdeel` tells it from others of its kind: a measure, a week, a turn."""

    aanleiding: Aanleiding
    onderdeel: str
    op: datetime

    @property
    def sleutel(self) -> str:
        return f"{self.aanleiding}/{self.onderdeel}"


def lezen_voor(gemeld_op: datetime, profiel: Profiel) -> datetime:
    """Until when somebody who was told is to open a case; after that another is told (protocol 9)."""
    terms = profiel.termijnen
    return plus_werkuren(
        gemeld_op, terms.lezen_werkuren, terms.kantoor_open, terms.kantoor_dicht, terms.tijdzone
    )


def wekkers(zaak: Zaak, profiel: Profiel) -> list[Wekker]:
    """What is still to come or to be dealt with, the first one first."""
    closed = zaak.status is ZaakStatus.AFGESLOTEN
    running = [] if closed else [*_unread(zaak, profiel), *_measures(zaak, profiel)]
    always = [*_aftercare(zaak, profiel), *_unreached(zaak, profiel)]
    waiting = [one for one in (*running, *always) if one.sleutel not in zaak.gewekt]
    return sorted(waiting, key=lambda one: one.op)


def aandacht_op(zaak: Zaak, profiel: Profiel) -> datetime | None:
    """The first moment at which the case asks for attention; None when it never does."""
    return next((one.op for one in wekkers(zaak, profiel)), None)


def gaan_af(zaak: Zaak, profiel: Profiel, now: datetime) -> list[Wekker]:
    return [one for one in wekkers(zaak, profiel) if one.op <= now]


def _unread(zaak: Zaak, profiel: Profiel) -> Iterator[Wekker]:
    """Nobody opened it in time: the next receiver, and as long after that the one after."""
    if zaak.geopend or zaak.status is not ZaakStatus.ONTVANGEN or not zaak.lezers:
        return
    passed = zaak.doorgegeven
    until = lezen_voor(passed[-1].op if passed else zaak.ontvangen_op, profiel)
    until = until if passed else zaak.lezen_voor or until
    yield Wekker(Aanleiding.ONGELEZEN, str(len(passed) + 1), until)


def _measures(zaak: Zaak, profiel: Profiel) -> Iterator[Wekker]:
    for one in zaak.maatregelen:
        if one.status in _NOG_TE_DOEN and one.termijn and one.termijn >= _proposed(one, profiel):
            yield _morning(Aanleiding.TERMIJN, one.id, werkdag_tot(one.termijn), profiel)
        elif one.status is MaatregelStatus.UITGEVOERD:
            yield from _carried_out(one, profiel)
        elif one.is_af_te_zeggen:
            yield from _called_off(one)
    yield from _complaint(zaak, profiel)


def _proposed(one: Maatregel, profiel: Profiel) -> date:
    """Its day: a term that was over by then is told on the page, and wakes nobody."""
    return lokale_dag(one.voorgesteld_op, profiel.termijnen.tijdzone)


def _carried_out(one: Maatregel, profiel: Profiel) -> Iterator[Wekker]:
    """A ban that has ended, or a claim that should have been paid."""
    if one.einddatum:
        after = werkdag_vanaf(one.einddatum + timedelta(days=1))
        yield _morning(Aanleiding.EINDE, one.id, after, profiel)
    if last := betalen_tot(one, profiel):
        yield _morning(Aanleiding.BETALING, one.id, werkdag_vanaf(last + timedelta(days=1)), profiel)


def _called_off(one: Maatregel) -> Iterator[Wekker]:
    """The betrokkene withdrew before the talk to which the other was invited: the handler hears it now (protocol 15)."""
    said = one.toestemming.laatste_antwoord
    if one.status is MaatregelStatus.INGETROKKEN and said and one.gesprek_op and said.op < one.gesprek_op:
        yield Wekker(Aanleiding.AFZEGGEN, one.id, said.op)


def betalen_tot(one: Maatregel, profiel: Profiel) -> date | None:
    """The last day to pay a claim that was sent, as its letter says; None once all is paid (protocol 25)."""
    sent = one.uitgevoerd_op if one.status is MaatregelStatus.UITGEVOERD else None
    if one.soort is not MaatregelSoort.SCHADE or sent is None or nog_open(one) <= 0:
        return None
    return sent + timedelta(days=profiel.duur.betalen_dagen)


def klacht_tot(zaak: Zaak, profiel: Profiel) -> date | None:
    """The last day for a complaint in an open case, while no aangifte was done (protocol 26).

    A melding asks for no prosecution, and an aangifte that was dropped or refused is none: neither stops the clock.
    """
    taken = any(
        one.soort is MaatregelSoort.AANGIFTE and one.uitgevoerd_op is not None for one in zaak.maatregelen
    )
    return None if taken or zaak.status is ZaakStatus.AFGESLOTEN else klachttermijn(zaak, profiel)


def _complaint(zaak: Zaak, profiel: Profiel) -> Iterator[Wekker]:
    """Two weeks before a complaint is no longer possible; the next working day when there was less time at receipt."""
    last = klacht_tot(zaak, profiel)
    if last is None:
        return
    received = lokale_dag(zaak.ontvangen_op, profiel.termijnen.tijdzone)
    day = max(werkdag_tot(last - KLACHT_VOORAF), werkdag_vanaf(received + timedelta(days=1)))
    if day <= last:
        yield _morning(Aanleiding.KLACHT, "zaak", day, profiel)
    elif received <= last:  # a weekend, or the very day: no morning is left to wait for
        yield Wekker(Aanleiding.KLACHT, "zaak", zaak.ontvangen_op)


def _aftercare(zaak: Zaak, profiel: Profiel) -> Iterator[Wekker]:
    """The second offers, also when the case is closed (protocol 31)."""
    if not biedt_opnieuw(zaak):
        return
    begun = lokale_dag(zaak.ontvangen_op, profiel.termijnen.tijdzone)
    for day, week in nazorgdagen(begun, eerste_aanbod(zaak), profiel):
        yield _morning(Aanleiding.NAZORG, str(week), day, profiel)


def biedt_opnieuw(zaak: Zaak) -> bool:
    """Who reports a disturbance by office is offered nothing: nobody is the betrokkene of it (protocol 10)."""
    return zaak.melding.route is not Route.ORDEVERSTORING or zaak.melding.namens is not None


def eerste_aanbod(zaak: Zaak) -> date | None:
    """The day of the first offer to the melder."""
    return min((one.datum for one in zaak.nazorg if one.voor is NazorgVoor.MELDER), default=None)


def nazorgdagen(ontvangen: date, aangeboden: date | None, profiel: Profiel) -> list[tuple[date, int]]:
    """The working days on which support is offered again, counted from the first offer, each with its weeks."""
    first = max(ontvangen, aangeboden or ontvangen)
    weeks = profiel.termijnen.nazorg_weken
    return [(werkdag_vanaf(first + timedelta(weeks=one)), one) for one in weeks]


def _unreached(zaak: Zaak, profiel: Profiel) -> Iterator[Wekker]:
    """Teams refuses a notice for so long that the beheerder must know."""
    if zaak.niet_bereikt_op and zaak.te_melden:
        after = zaak.niet_bereikt_op + timedelta(hours=profiel.termijnen.alarm_uren)
        yield Wekker(Aanleiding.NIET_BEREIKT, f"{zaak.niet_bereikt_op:%Y%m%dT%H%M%S}", after)


def _morning(aanleiding: Aanleiding, onderdeel: str, day: date, profiel: Profiel) -> Wekker:
    """When the office opens, there and then: winter and summer time are the calendar's."""
    terms = profiel.termijnen
    return Wekker(aanleiding, onderdeel, op_dag(day, terms.kantoor_open, terms.tijdzone))
