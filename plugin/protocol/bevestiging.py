"""Somebody reported on behalf of another: that person says whether it is about them (protocol, "The people")."""

from datetime import datetime

from plugin.protocol.profiel import Profiel
from plugin.protocol.routering import adressen_van
from plugin.protocol.vervolg import vertel_lezers
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Zaak

AL_BEVESTIGD = Weigering(
    "U hebt al gezegd dat deze melding over u gaat. Klopt dat niet? Bel uw contactpersoon."
)


def moet_bevestigen(zaak: Zaak, oid: str) -> bool:
    """Is this person named by somebody else, and has not said yet that it is so?"""
    named = zaak.melding.namens is not None and zaak.betrokkene.oid == oid != zaak.melder.oid
    return named and zaak.bevestigd_op is None


def bevestig(zaak: Zaak, oid: str, op: datetime) -> Zaak:
    """ "Yes, this is about me", also by answering a question for themselves; of a closed case as well.

    Said twice it stays as it was first said; of somebody who is not, or no longer, the one it says nothing.
    """
    return zaak.model_copy(update={"bevestigd_op": op}) if moet_bevestigen(zaak, oid) else zaak


def ontken(zaak: Zaak, oid: str, profiel: Profiel) -> Zaak | Weigering:
    """ "No, this is not about me." The account is let go, addresses and all, and not linked again.

    The readers are told, barely. Of a closed case too: nobody stays able to read what is not about them.
    """
    if not moet_bevestigen(zaak, oid):
        return AL_BEVESTIGD
    nobody = zaak.betrokkene.model_copy(update={"oid": None})
    gone = set(adressen_van([oid], (), profiel)) - set(adressen_van([zaak.melder.oid], (), profiel))
    own = tuple(one for one in zaak.eigen_adressen if one not in gone)
    changes = {
        "betrokkene": nobody,
        "ontkend": (*zaak.ontkend, oid),
        "eigen_adressen": own,
        "adressen_betrokkene": tuple(one for one in zaak.adressen_betrokkene if one not in gone),
    }
    let_go = zaak.model_copy(update=changes)
    return vertel_lezers(let_go, profiel)
