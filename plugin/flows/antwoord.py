"""The betrokkene answers a question, and nobody else can (protocol 14, 15)."""

from functools import partial
from typing import Any

from plugin.casebook.book import Logregel
from plugin.flows import casechange, concept, weergave
from plugin.flows.diensten import Diensten
from plugin.flows.opening import for_melder
from plugin.protocol.terms import Antwoord
from plugin.protocol.toegang import Wie, is_betrokkene
from plugin.protocol.verloop import beantwoord as beantwoord_in_zaak
from plugin.protocol.weigering import Weigering

ALLEEN_BETROKKENE = Weigering("Alleen de betrokkene kan deze vraag beantwoorden.")


def beantwoord(
    diensten: Diensten, wie: Wie, referentie: str, maatregel_id: str, antwoord: Antwoord, versie: int
) -> dict[str, Any] | Weigering | None:
    """Record the answer in the case first; after a no what was drafted is taken away.

    None when there is no such measure for this person.
    """
    dossier = for_melder(diensten, wie, referentie)
    if dossier is None or dossier.zaak.maatregel(maatregel_id) is None:
        return None
    if not is_betrokkene(dossier.zaak, wie.oid):
        return ALLEEN_BETROKKENE
    regel = Logregel(
        referentie,
        f"toestemming {antwoord}",
        f"maatregel {maatregel_id}",
        wie.oid,
        wie.herkomst,
        diensten.now(),
    )
    answer = partial(
        beantwoord_in_zaak,
        maatregel_id=maatregel_id,
        antwoord=antwoord,
        versie=versie,
        door=wie.oid,
        op=diensten.now(),
    )
    answered = casechange.change(diensten, referentie, answer, regel)
    if isinstance(answered, Weigering):
        return answered
    measure = answered.maatregel(maatregel_id)
    if measure and maatregel_id in answered.werk and antwoord is not Antwoord.AKKOORD:
        diensten.engine.enqueue(
            concept.INTREKKING, concept.withdrawal_id(referentie, measure), referentie, maatregel_id
        )
    return weergave.voor_melder(answered, "gemeld", wie.oid)
