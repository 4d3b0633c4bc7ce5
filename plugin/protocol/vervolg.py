"""What a melder or betrokkene adds after the melding (protocol 8, 12), and what that means for who may read."""

from collections.abc import Sequence

from plugin.protocol.profiel import Profiel
from plugin.protocol.routering import acting, eerste_lezer
from plugin.protocol.terms import ConceptStatus, MaatregelStatus, ZaakStatus
from plugin.protocol.toegang import lezers_van, may_sign, partijen_van
from plugin.protocol.verloop import GESLOTEN, concept_loopt
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Aanvulling, Bewijsstuk, Maatregel, Wensen, Zaak

MELD = "meld"
ANDERE_INHOUD = Weigering("Dit is al verstuurd, maar met andere inhoud. Stuur het nieuwe apart.")


def vul_aan(zaak: Zaak, aanvulling: Aanvulling) -> Zaak | Weigering:
    """Words are added; the same key again changes nothing."""
    if zaak.status is ZaakStatus.AFGESLOTEN:
        return GESLOTEN
    known = next((one for one in zaak.aanvullingen if one.sleutel == aanvulling.sleutel), None)
    if known:
        return zaak if known.tekst == aanvulling.tekst else ANDERE_INHOUD
    return zaak.model_copy(update={"aanvullingen": (*zaak.aanvullingen, aanvulling)})


def wijzig_wensen(zaak: Zaak, wensen: Wensen) -> Zaak | Weigering:
    """The wishes as they are now; what was wished before stays readable."""
    if zaak.status is ZaakStatus.AFGESLOTEN:
        return GESLOTEN
    known = next((one for one in zaak.wensen if one.sleutel == wensen.sleutel), None)
    if known:
        same = (known.zelf, known.agressor) == (wensen.zelf, wensen.agressor)
        return zaak if same else ANDERE_INHOUD
    return zaak.model_copy(update={"wensen": (*zaak.wensen, wensen)})


def voeg_bewijs_toe(
    zaak: Zaak, stukken: Sequence[Bewijsstuk], afzenders: Sequence[str], profiel: Profiel
) -> Zaak:
    """Evidence that came later. A sender who turns out to be a reader loses the case at once (protocol 10)."""
    known = {piece.bestand for piece in zaak.bewijs}
    new = [piece for piece in stukken if piece.bestand not in known]
    if not new:
        return zaak
    numbered = [
        piece.model_copy(update={"id": f"b{len(zaak.bewijs) + nr}"}) for nr, piece in enumerate(new, 1)
    ]
    senders = tuple(dict.fromkeys((*zaak.afzenders, *afzenders)))
    grown = zaak.model_copy(update={"bewijs": (*zaak.bewijs, *numbered), "afzenders": senders})
    return met_bericht(zaak, herverdeel(grown, profiel), profiel)


def herverdeel(zaak: Zaak, profiel: Profiel) -> Zaak:
    """The readers as the conflict rule leaves them now: who became a party makes room for the stand-in.

    What such a person was to sign goes as well: a draft must not wait in the mailbox of a party (protocol 10).
    """
    return _without_drafts_of_parties(_with_free_readers(zaak, profiel), profiel)


def met_bericht(before: Zaak, after: Zaak, profiel: Profiel) -> Zaak:
    """Who reads from now on and did not before is told; with nobody left the beheerder gets a bare alarm."""
    old = {person.oid for person in lezers_van(before, profiel)}
    readers = [person.oid for person in lezers_van(after, profiel)]
    new = [oid for oid in readers if oid not in old] if readers else _alarm(profiel)
    waiting = tuple(dict.fromkeys((*(oid for oid in after.te_melden if oid in readers), *new)))
    told = after.model_copy(update={"te_melden": waiting})
    return told.met_werk(MELD) if waiting else told.zonder_werk(MELD)


def nog_te_melden(zaak: Zaak, oids: tuple[str, ...]) -> Zaak:
    """These readers could not be told yet."""
    waiting = tuple(dict.fromkeys((*zaak.te_melden, *oids)))
    return zaak.model_copy(update={"te_melden": waiting}).met_werk(MELD)


def mag_weten(zaak: Zaak, profiel: Profiel) -> tuple[str, ...]:
    """Of those who wait for a notice, who may have it as the case is now."""
    allowed = {person.oid for person in lezers_van(zaak, profiel)} or set(_alarm(profiel))
    return tuple(oid for oid in zaak.te_melden if oid in allowed)


def _alarm(profiel: Profiel) -> list[str]:
    holder = profiel.met_functie(profiel.routering.beheerder)
    return [holder.oid] if holder else []


def _without_drafts_of_parties(zaak: Zaak, profiel: Profiel) -> Zaak:
    for measure in zaak.maatregelen:
        if not may_sign(zaak, measure.ondertekenaar, profiel):
            zaak = zonder_concept(zaak, measure)
    return zaak


def zonder_concept(zaak: Zaak, measure: Maatregel) -> Zaak:
    """Consent stands, but what was drafted may not wait in a mailbox now: it goes, and can be asked for anew."""
    if measure.concept is None or not concept_loopt(measure):
        return zaak
    gone = measure.concept.model_copy(update={"status": ConceptStatus.INGETROKKEN})
    return zaak.met_maatregel(measure.naar(MaatregelStatus.AKKOORD, concept=gone)).met_werk(measure.id)


def _with_free_readers(zaak: Zaak, profiel: Profiel) -> Zaak:
    shut = partijen_van(zaak)
    if zaak.eerst_herkennen:
        order = (*zaak.lezers, *profiel.routering.eerste_lezers)
        return zaak.model_copy(update={"lezers": eerste_lezer(zaak.melding, order, shut, profiel)})
    readers = (acting(functie, shut, profiel) for functie in zaak.lezers)
    return zaak.model_copy(update={"lezers": tuple(dict.fromkeys(one for one in readers if one))})
