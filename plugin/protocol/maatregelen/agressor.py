"""Who the agressor is, as far as that switches rules: a politieke ambtsdrager, or a member (protocol 4, 22, 24)."""

from plugin.protocol.profiel import Persoon, Profiel
from plugin.protocol.tekst import normal_address
from plugin.protocol.terms import Hoedanigheid
from plugin.protocol.toestemming import Geadresseerde
from plugin.protocol.zaak import Zaak


def is_ambtsdrager(zaak: Zaak, agressor: Geadresseerde, profiel: Profiel) -> bool:
    """Told as one, or recognised in the profile by account or address."""
    if zaak.melding.agressor.hoedanigheid is Hoedanigheid.AMBTSDRAGER:
        return True
    known = _known(zaak, agressor, profiel)
    return known is not None and profiel.functies[known.functie].politiek


def is_lid(zaak: Zaak, agressor: Geadresseerde, profiel: Profiel) -> bool:
    """A member of the assembly: an ambtsdrager who is not known to hold another office."""
    known = _known(zaak, agressor, profiel)
    ordinary = known is None or known.functie == profiel.routering.gewone_functie
    return ordinary and is_ambtsdrager(zaak, agressor, profiel)


def _known(zaak: Zaak, agressor: Geadresseerde, profiel: Profiel) -> Persoon | None:
    """By the account that was told or recognised later, else by the address of the letter."""
    oids = {zaak.melding.agressor.oid, getattr(zaak, "agressor", None)} - {None}
    addresses = {normal_address(one) for one in (agressor.email, zaak.melding.agressor.email) if one}
    return next((one for one in profiel.personen if one.oid in oids or one.adressen & addresses), None)
