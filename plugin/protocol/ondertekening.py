"""Who signs, in whose mailbox a draft stands, whom the reader of a letter can call (protocol 10, 20, 30)."""

from plugin.protocol.profiel import Persoon, Profiel
from plugin.protocol.routering import acting
from plugin.protocol.toegang import lezers_van, partijen_van
from plugin.protocol.zaak import Zaak


def ondertekenaar(zaak: Zaak, profiel: Profiel) -> Persoon | None:
    """Who signs: the CdK, or the stand-in when the CdK is a party (protocol 10, 20)."""
    functie = acting(profiel.routering.ondertekenaar, partijen_van(zaak), profiel)
    return profiel.met_functie(functie) if functie else None


def postvak_van(profiel: Profiel, functie: str) -> str:
    """The mailbox in which the drafts of this office stand."""
    holder = profiel.met_functie(functie)
    return profiel.postvakken.get(functie) or (holder.adres if holder else "")


def contact_van(zaak: Zaak, profiel: Profiel, signer: Persoon) -> Persoon:
    """Whom the other can call: a reader of the case who does not sign, if there is one."""
    readers = lezers_van(zaak, profiel)
    return next((person for person in readers if person.oid != signer.oid), signer)
