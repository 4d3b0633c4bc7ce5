"""Who speaks about a case, and what was agreed on that (protocol 37, 39)."""

from plugin.protocol.profiel import Persoon, Profiel
from plugin.protocol.routering import acting
from plugin.protocol.tekst import normal_address
from plugin.protocol.terms import ZaakStatus
from plugin.protocol.toegang import partijen_van
from plugin.protocol.verloop import DREIGING, EERST_HERKENNEN, GESLOTEN
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Woordvoering, Zaak

SPREEKT_NIET = Weigering(
    "Deze persoon voert in deze zaak niet het woord. Kies iemand uit de lijst van wie dat wel mag."
)
ALLEEN_VERVANGER = Weigering(
    "De woordvoerder is zelf betrokken. Alleen de plaatsvervanger legt vast wat zij samen afspraken."
)


def sprekers(zaak: Zaak, profiel: Profiel) -> tuple[str, ...]:
    """The offices that may speak: the CdK; where the CdK is involved, who of CdK and stand-in the two agree on.

    A CdK who is the agressor, or who may be it as sender of the evidence, never speaks.
    """
    if zaak.dreiging or zaak.eerst_herkennen:
        return ()
    usual, standin = profiel.routering.ondertekenaar, vervanger(zaak, profiel)
    offices = (usual, standin) if standin else (usual,)
    holders = ((office, profiel.met_functie(office)) for office in offices)
    return tuple(office for office, person in holders if person and _may_speak(zaak, person))


def vervanger(zaak: Zaak, profiel: Profiel) -> str | None:
    """Who stands in for a CdK who is involved; None when the CdK is not."""
    usual = profiel.routering.ondertekenaar
    holder = profiel.met_functie(usual)
    if holder and not partijen_van(zaak).shuts_out(holder):
        return None
    return acting(usual, partijen_van(zaak), profiel)


def leg_woordvoering_vast(zaak: Zaak, afspraak: Woordvoering, profiel: Profiel) -> Zaak | Weigering:
    """What was agreed on who speaks. While a threat goes on nobody makes statements (protocol 39)."""
    if zaak.status is ZaakStatus.AFGESLOTEN:
        return GESLOTEN
    if zaak.dreiging:
        return DREIGING
    if zaak.eerst_herkennen:
        return EERST_HERKENNEN
    standin = vervanger(zaak, profiel)
    if standin and profiel.functie_van(afspraak.door) != standin:
        return ALLEEN_VERVANGER
    if afspraak.spreker not in sprekers(zaak, profiel):
        return SPREEKT_NIET
    return zaak.model_copy(update={"woordvoering": (*zaak.woordvoering, afspraak)})


def _may_speak(zaak: Zaak, person: Persoon) -> bool:
    told = zaak.melding.agressor
    if person.oid in (zaak.agressor, told.oid):
        return False
    if told.email and normal_address(told.email) in person.adressen:
        return False
    involved = person.oid in (zaak.melder.oid, zaak.betrokkene.oid)
    return involved or not partijen_van(zaak).shuts_out(person)
