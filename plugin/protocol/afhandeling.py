"""What a handler records of a case beside its measures: support, order, threat, who handles it, its end."""

from collections.abc import Collection

from plugin.protocol.profiel import Persoon, Profiel
from plugin.protocol.routering import adressen_van
from plugin.protocol.tekst import normal_address
from plugin.protocol.terms import MaatregelSoort, MaatregelStatus, NazorgVoor, ZaakStatus
from plugin.protocol.toegang import partijen_van
from plugin.protocol.verloop import EERST_HERKENNEN, GESLOTEN
from plugin.protocol.vervolg import MELD, herverdeel, met_bericht, zonder_concept
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Afsluiting, Maatregel, Nazorg, Ordemaatregel, Taak, Zaak

TEN_EINDE = frozenset(
    {
        MaatregelStatus.GEWEIGERD,
        MaatregelStatus.INGETROKKEN,
        MaatregelStatus.AFGEROND,
        MaatregelStatus.VERVALLEN,
    }
)

_NOG_VAST_TE_LEGGEN = {
    NazorgVoor.MELDER: "Leg eerst het antwoord van de melder op nazorg vast. Ook “nee, dank u” telt.",
    NazorgVoor.FAMILIE: "Leg eerst het antwoord van de familie vast. Ook “nee, dank u” telt.",
}
GEEN_BEHANDELAAR = Weigering("Deze persoon kan deze zaak niet behandelen. Kies iemand anders.")
NIET_NAMENS = Weigering("De melder meldt voor zichzelf. Er is niemand om te koppelen.")
AL_GEKOPPELD = Weigering("De betrokkene is al gekoppeld.")
NIET_DEZE_PERSOON = Weigering(
    "Deze persoon kan niet de betrokkene zijn. Kies het account van wie het aangaat."
)
ONBEKENDE_TAAK = Weigering("Deze taak staat niet in de lijst. Kies een taak uit de lijst.")


def leg_nazorg_vast(zaak: Zaak, nazorg: Nazorg) -> Zaak | Weigering:
    """An offer and its answer (protocol 29). When no measure is open, the case is in aftercare."""
    if zaak.status is ZaakStatus.AFGESLOTEN:
        return GESLOTEN
    status = zaak.status if any(map(is_open, zaak.maatregelen)) else ZaakStatus.NAZORG
    return zaak.model_copy(update={"nazorg": (*zaak.nazorg, nazorg), "status": status})


def sluit(zaak: Zaak, afsluiting: Afsluiting) -> Zaak | Weigering:
    """A case ends when support was offered to both and every measure has ended (protocol 29)."""
    if zaak.status is ZaakStatus.AFGESLOTEN:
        return GESLOTEN
    offered = {one.voor for one in zaak.nazorg}
    for whom, sentence in _NOG_VAST_TE_LEGGEN.items():
        if whom not in offered:
            return Weigering(sentence)
    if any(map(is_open, zaak.maatregelen)) or set(zaak.werk) - {MELD, *(one.id for one in zaak.brieven)}:
        return Weigering("Er loopt nog een maatregel. Rond die eerst af, of laat hem vervallen.")
    if not afsluiting.reden and not any(map(was_reaction, zaak.maatregelen)):
        return Weigering("Waarom was er geen reactie? Schrijf dat erbij.")
    return zaak.model_copy(update={"status": ZaakStatus.AFGESLOTEN, "afsluiting": afsluiting})


def is_open(maatregel: Maatregel) -> bool:
    return maatregel.status not in TEN_EINDE


def was_reaction(maatregel: Maatregel) -> bool:
    return maatregel.status is MaatregelStatus.AFGEROND


def leg_orde_vast(zaak: Zaak, orde: Ordemaatregel) -> Zaak | Weigering:
    """What the voorzitter did, in the order of the meeting (protocol 23)."""
    if zaak.status is ZaakStatus.AFGESLOTEN:
        return GESLOTEN
    steps = sorted((*zaak.orde, orde), key=lambda one: one.tijd)
    return zaak.model_copy(update={"orde": tuple(steps)})


def zet_dreiging(zaak: Zaak, *, actief: bool) -> Zaak | Weigering:
    """A running threat: nobody makes statements (protocol 39)."""
    if zaak.status is ZaakStatus.AFGESLOTEN:
        return GESLOTEN
    said = zaak.model_copy(update={"dreiging": actief})
    for measure in said.maatregelen if actief else ():
        if measure.soort is MaatregelSoort.INFORMEREN_AMBTSDRAGERS:
            said = zonder_concept(said, measure)
    return said


def zet_taak(zaak: Zaak, taak: Taak, profiel: Profiel) -> Zaak | Weigering:
    """A practical task is done, or not yet after all; the last word counts (protocol 32)."""
    if zaak.status is ZaakStatus.AFGESLOTEN:
        return GESLOTEN
    if taak.taak not in profiel.nazorg.taken:
        return ONBEKENDE_TAAK
    others = tuple(one for one in zaak.taken if one.taak != taak.taak)
    return zaak.model_copy(update={"taken": (*others, taak)})


def draag_over(zaak: Zaak, aan: Persoon | None, profiel: Profiel) -> Zaak | Weigering:
    """Another handler takes the case; who gives it keeps reading. A party never gets it (protocol 10).

    Who got a case in this way reads it on that ground, also when it proves that another is the agressor.
    """
    if zaak.status is ZaakStatus.AFGESLOTEN:
        return GESLOTEN
    if zaak.eerst_herkennen:
        return EERST_HERKENNEN
    if aan is None or aan.functie not in profiel.routering.behandelaars or partijen_van(zaak).shuts_out(aan):
        return GEEN_BEHANDELAAR
    changes = {
        "lezers": tuple(dict.fromkeys((*zaak.lezers, aan.functie))),
        "voor_herkenning": tuple(dict.fromkeys((*zaak.voor_herkenning, aan.functie))),
        "behandelaar": aan.functie,
    }
    return met_bericht(zaak, zaak.model_copy(update=changes), profiel)


def koppel_betrokkene(
    zaak: Zaak, oid: str, door: str, profiel: Profiel, adressen: Collection[str] = ()
) -> Zaak | Weigering:
    """The account of the person a melding is about; who then confirms it, or answers for themselves.

    Nobody links an account that would let a melder, a handler or the agressor answer in somebody's place. `adressen` are
    those of who links it.
    """
    if zaak.status is ZaakStatus.AFGESLOTEN:
        return GESLOTEN
    others = (door, zaak.melder.oid, zaak.agressor, zaak.melding.agressor.oid, *zaak.ontkend)
    if oid in others or _is_of_another(zaak, profiel.persoon(oid), adressen):
        return NIET_DEZE_PERSOON
    if zaak.melding.namens is None:
        return NIET_NAMENS
    if zaak.betrokkene.oid:
        return AL_GEKOPPELD
    person = zaak.betrokkene.model_copy(update={"oid": oid})
    own = adressen_van([oid], zaak.eigen_adressen, profiel)
    theirs = adressen_van([oid], zaak.adressen_betrokkene, profiel)
    changes = {"betrokkene": person, "eigen_adressen": own, "adressen_betrokkene": theirs}
    linked = zaak.model_copy(update=changes)
    shared = herverdeel(linked, profiel)
    if not shared.lezers:
        return Weigering("Deze persoon is de enige lezer van deze zaak. Draag de zaak eerst over.")
    return met_bericht(zaak, shared, profiel)


def _is_of_another(zaak: Zaak, person: Persoon | None, adressen: Collection[str]) -> bool:
    """Is this a second account of the agressor, the melder, or who links it?"""
    melder = set(zaak.eigen_adressen) - set(zaak.adressen_betrokkene)
    told = [zaak.melding.agressor.email] if zaak.melding.agressor.email else []
    others = {*map(normal_address, (*told, *adressen)), *zaak.adressen_agressor, *melder}
    return person is not None and bool(person.adressen & others)


def gemeld(zaak: Zaak, oids: tuple[str, ...]) -> Zaak:
    """These readers know."""
    left = tuple(one for one in zaak.te_melden if one not in oids)
    since = zaak.niet_bereikt_op if left else None
    told = zaak.model_copy(update={"te_melden": left, "niet_bereikt_op": since})
    return told if left else told.zonder_werk(MELD)
