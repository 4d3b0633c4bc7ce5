"""A case that nobody may read waits for somebody new in the profile, and then gets its readers (protocol 9, 10)."""

from datetime import datetime

from plugin.protocol.herkenning import zoals_herkend
from plugin.protocol.profiel import Profiel
from plugin.protocol.routering import verdeel
from plugin.protocol.terms import ZaakStatus
from plugin.protocol.toegang import lezers_van
from plugin.protocol.vervolg import herverdeel, met_bericht
from plugin.protocol.wekker import lezen_voor
from plugin.protocol.zaak import Zaak


def is_lezerloos(zaak: Zaak, profiel: Profiel) -> bool:
    """Is there nobody who reads it? Also since the profile tells that its readers are parties, or names none of them."""
    unread = not lezers_van(zaak, profiel)
    return unread and not zaak.beperkt and zaak.status is not ZaakStatus.AFGESLOTEN


def met_lezers(zaak: Zaak, profiel: Profiel, now: datetime) -> Zaak:
    """The case with the readers that the profile gives it now, who are told.

    When there is nobody, the beheerder gets the alarm once; after that it stays as it was.
    """
    if not is_lezerloos(zaak, profiel):
        return zaak
    rule = verdeel(zoals_herkend(zaak), zaak.melder.oid or "", zaak.afzenders, profiel, zaak.eigen_adressen)
    given = herverdeel(zaak.model_copy(update={"lezers": rule.lezers}), profiel)
    if not given.lezers:
        return met_bericht(zaak, given, profiel) if zaak.lezers else zaak
    return met_bericht(zaak, given.model_copy(update={"lezen_voor": lezen_voor(now, profiel)}), profiel)
