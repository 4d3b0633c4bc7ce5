"""What a melder or betrokkene adds after the melding (protocol 8, 12), and what that means for who may read."""

from collections.abc import Sequence

from plugin.protocol.profiel import Profiel
from plugin.protocol.routering import acting, eerste_lezer
from plugin.protocol.terms import ZaakStatus
from plugin.protocol.toegang import partijen_van
from plugin.protocol.verloop import GESLOTEN
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Aanvulling, Bewijsstuk, Wensen, Zaak

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
    return herverdeel(grown, profiel)


def herverdeel(zaak: Zaak, profiel: Profiel) -> Zaak:
    """The readers as the conflict rule leaves them now: who became a party makes room for the stand-in."""
    shut = partijen_van(zaak)
    if zaak.eerst_herkennen:
        order = (*zaak.lezers, *profiel.routering.eerste_lezers)
        return zaak.model_copy(update={"lezers": eerste_lezer(zaak.melding, order, shut, profiel)})
    readers = (acting(functie, shut, profiel) for functie in zaak.lezers)
    return zaak.model_copy(update={"lezers": tuple(dict.fromkeys(one for one in readers if one))})
