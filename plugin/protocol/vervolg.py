"""What a melder or betrokkene adds after the melding (protocol 8, 12), and what that means for who may read."""

from collections.abc import Sequence
from datetime import datetime

from plugin.protocol.bewaren import is_begonnen, trek_voorstel_in
from plugin.protocol.profiel import Profiel
from plugin.protocol.routering import acting, bekenden, eerste_lezer
from plugin.protocol.ruimte import MEESTE_WENSEN, VOL_WENSEN, past_tekst
from plugin.protocol.terms import ConceptStatus, MaatregelStatus, ZaakStatus
from plugin.protocol.toegang import lezers_van, may_sign, partijen_van
from plugin.protocol.verloop import GESLOTEN, concept_loopt
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Aanvulling, Bewijsstuk, Maatregel, Wensen, Zaak

MELD = "meld"
ANDERE_INHOUD = Weigering("Dit is al verstuurd, maar met andere inhoud. Stuur het nieuwe apart.")


def vul_aan(zaak: Zaak, aanvulling: Aanvulling, profiel: Profiel) -> Zaak | Weigering:
    """Words are added, also after the case was closed; the same key again changes nothing."""
    known = next((one for one in zaak.aanvullingen if one.sleutel == aanvulling.sleutel), None)
    if known:
        return zaak if known.tekst == aanvulling.tekst else ANDERE_INHOUD
    if is_begonnen(zaak):
        return GESLOTEN
    room = past_tekst([one.tekst for one in zaak.aanvullingen], aanvulling.tekst)
    if isinstance(room, Weigering):
        return room
    grown = zaak.model_copy(update={"aanvullingen": (*zaak.aanvullingen, aanvulling)})
    return _na_sluiting(grown, profiel)


def wijzig_wensen(zaak: Zaak, wensen: Wensen) -> Zaak | Weigering:
    """The wishes as they are now; what was wished before stays readable."""
    if zaak.status is ZaakStatus.AFGESLOTEN:
        return GESLOTEN
    known = next((one for one in zaak.wensen if one.sleutel == wensen.sleutel), None)
    if known:
        same = (known.zelf, known.agressor) == (wensen.zelf, wensen.agressor)
        return zaak if same else ANDERE_INHOUD
    if len(zaak.wensen) >= MEESTE_WENSEN:
        return VOL_WENSEN
    return zaak.model_copy(update={"wensen": (*zaak.wensen, wensen)})


def voeg_bewijs_toe(
    zaak: Zaak,
    stukken: Sequence[Bewijsstuk],
    afzenders: Sequence[str],
    profiel: Profiel,
    eigen: Sequence[str] = (),
) -> Zaak:
    """Evidence that came later. A sender who turns out to be a reader loses the case at once (protocol 10).

    `eigen` are the addresses of who gives it, melder or betrokkene.
    """
    known = {piece.bestand for piece in zaak.bewijs}
    new = [piece for piece in stukken if piece.bestand not in known]
    if not new:
        return zaak
    numbered = [
        piece.model_copy(update={"id": f"b{len(zaak.bewijs) + nr}"}) for nr, piece in enumerate(new, 1)
    ]
    senders = tuple(dict.fromkeys((*zaak.afzenders, *afzenders)))
    grown = _met_adressen(zaak, new[0].van, eigen).model_copy(
        update={
            "bewijs": (*zaak.bewijs, *numbered),
            "afzenders": senders,
            "uitgesloten": tuple(dict.fromkeys((*zaak.uitgesloten, *bekenden(afzenders, profiel)))),
        }
    )
    return _na_sluiting(met_bericht(zaak, herverdeel(grown, profiel), profiel), profiel)


def _met_adressen(zaak: Zaak, van: str | None, eigen: Sequence[str]) -> Zaak:
    """The addresses of who gives something, melder or betrokkene."""
    own = {"eigen_adressen": tuple(dict.fromkeys((*zaak.eigen_adressen, *eigen)))}
    if zaak.melding.namens and van == zaak.betrokkene.oid:
        own["adressen_betrokkene"] = tuple(dict.fromkeys((*zaak.adressen_betrokkene, *eigen)))
    return zaak.model_copy(update=own)


def _na_sluiting(grown: Zaak, profiel: Profiel) -> Zaak:
    """Nobody looks at a closed case by itself: whoever reads it is told, and a proposal to destroy it goes."""
    if grown.status is not ZaakStatus.AFGESLOTEN:
        return grown
    return vertel_lezers(trek_voorstel_in(grown), profiel)


def vertel_lezers(zaak: Zaak, profiel: Profiel) -> Zaak:
    """All readers get the bare notice (protocol 40); with nobody left the beheerder gets the alarm."""
    readers = tuple(person.oid for person in lezers_van(zaak, profiel))
    return nog_te_melden(zaak, readers or alarm(zaak, profiel))


def herverdeel(zaak: Zaak, profiel: Profiel) -> Zaak:
    """The readers as the conflict rule leaves them now: who became a party makes room for the stand-in.

    What such a person was to sign goes as well: a draft must not wait in the mailbox of a party (protocol 10).
    """
    return _without_drafts_of_parties(_with_free_readers(zaak, profiel), profiel)


def met_bericht(before: Zaak, after: Zaak, profiel: Profiel) -> Zaak:
    """Who reads from now on and did not before is told; with nobody left the beheerder gets a bare alarm."""
    old = {person.oid for person in lezers_van(before, profiel)}
    readers = [person.oid for person in lezers_van(after, profiel)]
    new = [oid for oid in readers if oid not in old] if readers else list(alarm(after, profiel))
    may = {*readers, *alarm(after, profiel)}
    waiting = tuple(dict.fromkeys((*(oid for oid in after.te_melden if oid in may), *new)))
    told = after.model_copy(update={"te_melden": waiting})
    return told.met_werk(MELD) if waiting else told.zonder_werk(MELD)


def nog_te_melden(zaak: Zaak, oids: tuple[str, ...]) -> Zaak:
    """These are to be told."""
    waiting = tuple(dict.fromkeys((*zaak.te_melden, *oids)))
    return zaak.model_copy(update={"te_melden": waiting}).met_werk(MELD) if waiting else zaak


def onbereikbaar(zaak: Zaak, oids: tuple[str, ...], now: datetime) -> Zaak:
    """Teams refused a notice to these; the case remembers since when, for the alarm."""
    since = zaak.niet_bereikt_op or now
    return nog_te_melden(zaak.model_copy(update={"niet_bereikt_op": since}), oids) if oids else zaak


def mag_weten(zaak: Zaak, profiel: Profiel) -> tuple[str, ...]:
    """Of those who wait for a notice, who may have it as the case is now."""
    return mogen_weten(zaak, zaak.te_melden, profiel)


def mogen_weten(zaak: Zaak, oids: Sequence[str], profiel: Profiel) -> tuple[str, ...]:
    """Of these, who reads the case; and the beheerder, whose notice is a bare alarm."""
    allowed = {*(person.oid for person in lezers_van(zaak, profiel)), *alarm(zaak, profiel)}
    return tuple(oid for oid in oids if oid in allowed)


def alarm(zaak: Zaak, profiel: Profiel) -> tuple[str, ...]:
    """Who gets the bare alarm: the beheerder, unless that person is a party to this case (protocol 10)."""
    holder = profiel.met_functie(profiel.routering.beheerder)
    return (holder.oid,) if holder and not partijen_van(zaak).shuts_out(holder) else ()


def _without_drafts_of_parties(zaak: Zaak, profiel: Profiel) -> Zaak:
    for measure in zaak.maatregelen:
        if not may_sign(zaak, measure.ondertekenaar, profiel):
            zaak = zonder_concept(zaak, measure)
    for brief in zaak.brieven:
        if brief.status is not ConceptStatus.INGETROKKEN and not may_sign(zaak, brief.ondertekenaar, profiel):
            gone = brief.model_copy(update={"status": ConceptStatus.INGETROKKEN})
            zaak = zaak.met_zaakbrief(gone).met_werk(brief.id)
    return zaak


def zonder_concept(zaak: Zaak, measure: Maatregel) -> Zaak:
    """What was drafted may not wait in a mailbox now: it goes. Where consent stands, it can be asked for anew.

    That holds for a letter whose changed words are being asked about as well: its draft still stands there.
    """
    concept = measure.concept
    if concept is None or concept.status is ConceptStatus.INGETROKKEN or measure.uitgevoerd_op:
        return zaak
    gone = concept.model_copy(update={"status": ConceptStatus.INGETROKKEN, "bijwerken": False})
    if concept_loopt(measure):
        return zaak.met_maatregel(measure.naar(MaatregelStatus.AKKOORD, concept=gone)).met_werk(measure.id)
    return zaak.met_maatregel(measure.model_copy(update={"concept": gone})).met_werk(measure.id)


def _with_free_readers(zaak: Zaak, profiel: Profiel) -> Zaak:
    shut = partijen_van(zaak)
    if zaak.eerst_herkennen:
        order = (*zaak.lezers, *profiel.routering.eerste_lezers)
        return zaak.model_copy(update={"lezers": eerste_lezer(zaak.melding, order, shut, profiel)})
    readers = (acting(functie, shut, profiel) for functie in zaak.lezers)
    return zaak.model_copy(update={"lezers": tuple(dict.fromkeys(one for one in readers if one))})
