"""A handler records what became of a measure: carried out, rounded off, dropped (protocol 15, 18-27)."""

import hashlib
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

from plugin.casebook.book import Dossier
from plugin.flows import bewerking, opruimen
from plugin.flows.achtergrond import begin_werk
from plugin.flows.bewerking import Blad, Uitkomst
from plugin.flows.brief import bijlagenaam, marker
from plugin.flows.diensten import Diensten
from plugin.flows.opening import for_handler
from plugin.flows.weergave import voor_behandelaar
from plugin.protocol import uitvoering
from plugin.protocol.berichten import aangeduid
from plugin.protocol.invoer import AfgerondIn, DatumIn, RedenIn, UitgevoerdIn, day_of
from plugin.protocol.maatregelen.ontzegging import geldt_op
from plugin.protocol.nasleep import Politie
from plugin.protocol.tekst import Dag
from plugin.protocol.termijnen import lokale_dag
from plugin.protocol.terms import MaatregelSoort
from plugin.protocol.toegang import Wie
from plugin.protocol.verloop import ONBEKENDE_MAATREGEL
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Maatregel, Zaak

Regel = Callable[[Zaak], Zaak | Weigering]


def uitgevoerd(
    diensten: Diensten, wie: Wie, referentie: str, etag: str, maatregel_id: str, gegeven: UitgevoerdIn
) -> Uitkomst:
    """Somebody sent it, and this is what was sent."""
    dossier = for_handler(diensten, wie, referentie)
    measure = dossier and dossier.zaak.maatregel(maatregel_id)
    if dossier is None or not measure:
        return None
    today, day = vandaag(diensten), lokaal(diensten, gegeven.datum)
    done = partial(
        uitvoering.uitgevoerd, maatregel_id=maatregel_id, op=day, vandaag=today, politie=_politie(gegeven)
    )
    may = done(dossier.zaak, sha256=uitvoering.NIET_VASTGESTELD)
    if isinstance(may, Weigering):
        return may
    rule = partial(done, sha256=_sent(diensten, dossier.zaak, measure))
    if measure.concept:
        opruimen.begin(diensten, referentie, maatregel_id)
    return wijzig_maatregel(diensten, wie, referentie, etag, maatregel_id, rule, "maatregel uitgevoerd")


def afgerond(
    diensten: Diensten, wie: Wie, referentie: str, etag: str, maatregel_id: str, gegeven: AfgerondIn
) -> Uitkomst:
    """It has had its effect."""
    day, today = lokaal(diensten, gegeven.datum), vandaag(diensten)
    rule = partial(
        uitvoering.afgerond, maatregel_id=maatregel_id, op=day, vandaag=today, uitkomst=gegeven.uitkomst
    )
    return wijzig_maatregel(diensten, wie, referentie, etag, maatregel_id, rule, "maatregel afgerond")


def afgezegd(
    diensten: Diensten, wie: Wie, referentie: str, etag: str, maatregel_id: str, gegeven: DatumIn
) -> Uitkomst:
    """The other knows that the talk does not take place."""
    day, today = lokaal(diensten, gegeven.datum), vandaag(diensten)
    rule = partial(uitvoering.afgezegd, maatregel_id=maatregel_id, op=day, vandaag=today)
    return wijzig_maatregel(diensten, wie, referentie, etag, maatregel_id, rule, "gesprek afgezegd")


def vervallen(
    diensten: Diensten, wie: Wie, referentie: str, etag: str, maatregel_id: str, gegeven: RedenIn
) -> Uitkomst:
    """It will not be done; a draft that was not sent goes for good."""
    rule = partial(uitvoering.vervallen, maatregel_id=maatregel_id, reden=gegeven.reden)
    return wijzig_maatregel(diensten, wie, referentie, etag, maatregel_id, rule, "maatregel vervallen")


def toegangslijst(diensten: Diensten, wie: Wie) -> dict[str, Any]:
    """Who may not enter the building today, for the reception: name and dates, nothing else (protocol 27)."""
    today = vandaag(diensten)
    rows = [
        _ban(one)
        for zaak in diensten.casebook.ending_from(MaatregelSoort.ONTZEGGING_GEBOUW, today)
        for one in zaak.maatregelen
        if geldt_op(one, today)
    ]
    diensten.casebook.log(
        bewerking.regel(diensten, wie, "-", "toegangslijst ingezien", f"{len(rows)} personen")
    )
    return {"items": sorted(rows, key=lambda row: (row["tot"], row["naam"]))}


def _ban(one: Maatregel) -> dict[str, str]:
    return {"naam": aangeduid(one.geadresseerde), "van": one.van or "", "tot": one.tot or ""}


def wijzig_maatregel(
    diensten: Diensten, wie: Wie, referentie: str, etag: str, maatregel_id: str, rule: Regel, handeling: str
) -> Uitkomst:
    """The case as it became; None for an unknown measure, as for an unknown case."""
    saved = bewerking.wijzig(diensten, wie, referentie, etag, rule, handeling, maatregel_id)
    if saved == ONBEKENDE_MAATREGEL:
        return None
    if not isinstance(saved, Dossier):
        return saved
    begin_werk(diensten, saved.zaak)
    return Blad(voor_behandelaar(saved.zaak, saved.etag), saved.etag)


def _politie(gegeven: UitgevoerdIn) -> Politie | None:
    known = Politie(nummer=gegeven.politienummer, vpt=gegeven.vpt_code)
    return known if known != Politie() else None


def _sent(diensten: Diensten, zaak: Zaak, measure: Maatregel) -> str:
    """The SHA-256 of the letter in the mail that somebody sent; that nobody can tell where there is none."""
    if measure.concept is None:
        return uitvoering.NIET_VASTGESTELD
    box, postvak, name = diensten.mailbox, measure.concept.postvak, bijlagenaam(zaak, measure)
    for mail in box.find(postvak, marker(zaak, measure)):
        for attached in box.attachments(postvak, mail.id) if not mail.is_draft else ():
            if attached.name == name:
                return hashlib.sha256(box.attachment_content(postvak, mail.id, attached.id)).hexdigest()
    return uitvoering.NIET_VASTGESTELD


def vandaag(diensten: Diensten) -> date:
    return lokale_dag(diensten.now(), diensten.profiel.termijnen.tijdzone)


def lokaal(diensten: Diensten, day: Dag) -> date:
    if isinstance(day, datetime):
        return lokale_dag(day, diensten.profiel.termijnen.tijdzone)
    return day_of(day)
