"""Was there an earlier melding about the same agressor? Only where the profile allows it (README, "herhaling").

A handler hears yes or no, of the cases that this handler may read, and nothing of what stands in them.
"""

from plugin.casebook.rows import Vindbaar
from plugin.flows.diensten import Diensten
from plugin.intake.seal import SealingKeys
from plugin.protocol.berichten import geadresseerde
from plugin.protocol.profiel import Profiel
from plugin.protocol.tekst import normal_address
from plugin.protocol.toegang import Wie, may_handle
from plugin.protocol.wekker import aandacht_op
from plugin.protocol.zaak import Zaak

ABOUT = "agressor"


def vindbaar(zaak: Zaak, profiel: Profiel, keys: SealingKeys) -> Vindbaar:
    """By what a case is found; without `herhaling` no mark of an agressor is kept anywhere."""
    who = agressor_van(zaak, profiel) if profiel.herhaling else None
    return Vindbaar(aandacht_op(zaak, profiel), keys.pseudonym(ABOUT, who) if who else None)


def agressor_van(zaak: Zaak, profiel: Profiel) -> str | None:
    """The account, else the address: a name alone tells nobody for sure. One person of the profile is one."""
    account = zaak.agressor or zaak.melding.agressor.oid
    address = geadresseerde(zaak).email
    plain = normal_address(address) if address else None
    known = next((one for one in profiel.personen if plain in one.adressen), None)
    return account or (known.oid if known else plain)


def eerder(diensten: Diensten, wie: Wie, zaak: Zaak) -> bool | None:
    """Yes or no; None where it is off, or nobody knows who the agressor is. A restricted case is in no comparison."""
    who = agressor_van(zaak, diensten.profiel) if diensten.profiel.herhaling else None
    if who is None or zaak.beperkt:
        return None
    found = (one for key in diensten.keys.pseudonyms(ABOUT, who) for one in diensten.casebook.about(key))
    return any(
        one.referentie != zaak.referentie and not one.beperkt and may_handle(one, wie.oid, diensten.profiel)
        for one in found
    )
