"""How people and behaviour are written: never a word of what was said, and a name only with consent (protocol 14, 40)."""

from plugin.protocol.profiel import Profiel
from plugin.protocol.tekst import normal_address
from plugin.protocol.terms import GEDRAG, KANAAL_WOORDEN
from plugin.protocol.toestemming import Geadresseerde
from plugin.protocol.zaak import Zaak

DE_ANDER = "de afzender"


def geadresseerde(zaak: Zaak) -> Geadresseerde:
    """Whom a letter is meant for: what the melder said, else the one sender of the evidence mail.

    A mail that melder or betrokkene sent, an own reply, says nothing about whom the letter is for.
    """
    agressor = zaak.melding.agressor
    told = (zaak.melder.email, zaak.betrokkene.email, *zaak.eigen_adressen)
    own = {normal_address(one) for one in told if one}
    others = [sender for sender in zaak.afzenders if normal_address(sender) not in own]
    email = agressor.email or (others[0] if len(others) == 1 else None)
    return Geadresseerde(naam=agressor.naam, email=email)


def aangeduid(aan: Geadresseerde) -> str:
    return aan.naam or aan.email or DE_ANDER


def voluit(aan: Geadresseerde) -> str:
    """Name and address both: who is asked for consent must see where the letter goes (protocol 14)."""
    return f"{aan.naam} ({aan.email})" if aan.naam and aan.email else aangeduid(aan)


def gedrag(zaak: Zaak) -> str:
    """'bedreiging en belediging in een e-mail': what it was, never what was said."""
    kinds = [GEDRAG[kind] for kind in zaak.melding.aard] or ["grensoverschrijdend gedrag"]
    listed = kinds[0] if len(kinds) == 1 else f"{', '.join(kinds[:-1])} en {kinds[-1]}"
    where = KANAAL_WOORDEN[zaak.melding.kanaal] if zaak.melding.kanaal else ""
    return f"{listed} {where}".strip()


def ambtsdrager(zaak: Zaak, *, noemt: bool, profiel: Profiel) -> str:
    """The betrokkene in a letter: by name only when that consent says so."""
    if noemt and zaak.betrokkene.naam:
        return zaak.betrokkene.naam
    return f"een politieke ambtsdrager van {profiel.organisatie.voluit}"
