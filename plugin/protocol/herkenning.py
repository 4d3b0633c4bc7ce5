"""Who the agressor is, as a reader of the case says it; and again, when that was wrong (protocol 10)."""

from plugin.protocol.maatregelen.na_herkenning import zonder_wat_niet_past
from plugin.protocol.melding import Melding
from plugin.protocol.profiel import Profiel
from plugin.protocol.routering import adressen_agressor, needs_recognition, verdeel
from plugin.protocol.terms import ZaakStatus
from plugin.protocol.toegang import partijen_van
from plugin.protocol.verloop import GESLOTEN
from plugin.protocol.vervolg import herverdeel, met_bericht
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Zaak

NIET_DE_AGRESSOR = Weigering("Deze persoon is zelf melder of betrokkene. Kies iemand anders.")
AL_HERKEND = Weigering(
    "Deze persoon staat al als agressor in de zaak. Klopt dat niet? Kies dan iemand anders."
)
DOOR_MELDER_GENOEMD = Weigering(
    "De melder koos zelf wie de agressor is. Dat verandert u hier niet. Klopt het niet? Vraag de melder om een nieuwe "
    "melding."
)


def herken_agressor(zaak: Zaak, oid: str, profiel: Profiel) -> Zaak | Weigering:
    """A reader says which person the agressor is; who thereby is a party loses the case at once (protocol 10).

    Who was wrongly taken for the agressor gets back what the usual rule gives. Measures that may not hit this person
    fall away (protocol 21, 22, 24).
    """
    refused = _refusal(zaak, oid, profiel)
    if refused is not None:
        return refused
    nobody_yet = _without_recognition(zaak, profiel) if zaak.agressor else zaak
    known = _with_agressor(nobody_yet, oid, profiel)
    return met_bericht(zaak, zonder_wat_niet_past(zaak, known, profiel), profiel)


def _refusal(zaak: Zaak, oid: str, profiel: Profiel) -> Weigering | None:
    if zaak.status is ZaakStatus.AFGESLOTEN:
        return GESLOTEN
    if zaak.melding.agressor.oid:
        return DOOR_MELDER_GENOEMD
    person, own = profiel.persoon(oid), set(zaak.eigen_adressen)
    if oid in (zaak.melder.oid, zaak.betrokkene.oid) or (person and person.adressen & own):
        return NIET_DE_AGRESSOR
    return AL_HERKEND if oid == zaak.agressor else None


def _with_agressor(zaak: Zaak, oid: str, profiel: Profiel) -> Zaak:
    """Of a named ambtsdrager the other receivers may know only now."""
    changes = {
        "agressor": oid,
        "adressen_agressor": adressen_agressor(zaak.melding, oid, profiel),
        "eerst_herkennen": False,
        "voor_herkenning": zaak.lezers,
    }
    known = zaak.model_copy(update=changes)
    if not zaak.eerst_herkennen:
        return herverdeel(known, profiel)
    rule = verdeel(zoals_herkend(known), zaak.melder.oid or "", zaak.afzenders, profiel, zaak.eigen_adressen)
    shut = partijen_van(known)
    stay = [one for one in zaak.lezers if (who := profiel.met_functie(one)) and not shut.shuts_out(who)]
    readers = tuple(dict.fromkeys((*rule.lezers, *stay)))
    return herverdeel(known.model_copy(update={"lezers": readers}), profiel)


def zoals_herkend(zaak: Zaak) -> Melding:
    """The melding as though it had named whom a reader recognised: so the readers are chosen from then on."""
    if zaak.agressor is None:
        return zaak.melding
    agressor = zaak.melding.agressor.model_copy(update={"oid": zaak.agressor})
    return zaak.melding.model_copy(update={"agressor": agressor})


def _without_recognition(zaak: Zaak, profiel: Profiel) -> Zaak:
    """As though nobody was recognised yet. A stand-in who read for that reason alone goes; who came later stays."""
    changes = {
        "agressor": None,
        "adressen_agressor": adressen_agressor(zaak.melding, None, profiel),
        "eerst_herkennen": needs_recognition(zaak.melding, profiel),
        "lezers": zaak.voor_herkenning,
    }
    bare = zaak.model_copy(update=changes)
    through = set(_with_agressor(bare, zaak.agressor or "", profiel).lezers)
    later = [one for one in zaak.lezers if one not in through]
    return bare.model_copy(update={"lezers": tuple(dict.fromkeys((*bare.lezers, *later)))})
