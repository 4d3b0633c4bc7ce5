"""The betrokkene answers a question, and nobody else can (protocol 14, 15)."""

import uuid
from datetime import datetime
from functools import partial
from typing import Any, Literal

from plugin.casebook.book import Logregel
from plugin.flows import casechange, concept, melderblad
from plugin.flows.achtergrond import begin_werk
from plugin.flows.diensten import Diensten
from plugin.flows.opening import for_melder
from plugin.protocol.beperking import mag_ja_zeggen
from plugin.protocol.bevestiging import bevestig, ontken
from plugin.protocol.terms import Antwoord
from plugin.protocol.toegang import Wie, is_betrokkene
from plugin.protocol.verloop import beantwoord as beantwoord_in_zaak
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Zaak

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
        sleutel=f"{referentie}/{maatregel_id}/{versie}/{antwoord}",
    )
    answer = partial(
        _answered,
        maatregel_id=maatregel_id,
        antwoord=antwoord,
        versie=versie,
        door=wie.oid,
        op=diensten.now(),
    )
    if antwoord is Antwoord.INGETROKKEN:
        # Begun before the case is changed: an answer that gets lost must not leave a draft that can be sent.
        diensten.engine.enqueue(
            concept.NAKIJKEN, f"nakijken/{referentie}/{maatregel_id}/{uuid.uuid4()}", referentie, maatregel_id
        )
    answered = casechange.change(diensten, referentie, answer, regel)
    if isinstance(answered, Weigering):
        return answered
    begin_werk(diensten, answered)
    return melderblad.voor_melder(answered, "gemeld", wie.oid, diensten.profiel)


def _answered(zaak: Zaak, antwoord: Antwoord, door: str, op: datetime, **given: Any) -> Zaak | Weigering:
    """Looked at anew in the very state that is written: who said meanwhile that it is not about them decides nothing."""
    if not is_betrokkene(zaak, door):
        return ALLEEN_BETROKKENE
    allowed = mag_ja_zeggen(zaak) if antwoord is Antwoord.AKKOORD else True
    if isinstance(allowed, Weigering):
        return allowed
    outcome = beantwoord_in_zaak(zaak, antwoord=antwoord, door=door, op=op, **given)
    return outcome if isinstance(outcome, Weigering) else bevestig(outcome, door, op)


def _confirmed(zaak: Zaak, oid: str, op: datetime) -> Zaak | Weigering:
    allowed = mag_ja_zeggen(zaak)
    return allowed if isinstance(allowed, Weigering) else bevestig(zaak, oid, op)


def bevestig_betrokkene(
    diensten: Diensten, wie: Wie, referentie: str, antwoord: Literal["ja", "nee"]
) -> dict[str, Any] | Weigering | None:
    """Somebody who was named says whether the melding is about them. None when it is not theirs to say."""
    dossier = for_melder(diensten, wie, referentie)
    if dossier is None:
        return None
    if not is_betrokkene(dossier.zaak, wie.oid):
        return ALLEEN_BETROKKENE
    yes = antwoord == "ja"
    rule = (
        partial(_confirmed, oid=wie.oid, op=diensten.now())
        if yes
        else partial(ontken, oid=wie.oid, profiel=diensten.profiel)
    )
    regel = Logregel(
        referentie, "betrokkene bevestigd" if yes else "betrokkene ontkend", "melding", wie.oid, wie.herkomst,
        diensten.now(), sleutel=f"{referentie}/{antwoord}/{wie.oid}",
    )  # fmt: skip
    changed = casechange.change(diensten, referentie, rule, regel)
    if isinstance(changed, Weigering):
        return changed
    begin_werk(diensten, changed)
    return {"referentie": referentie, "bevestigd": yes}
