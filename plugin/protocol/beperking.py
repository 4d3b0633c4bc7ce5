"""Somebody disputes or objects: the case is kept, and nothing more is done with it until that ends (AVG article 18).

What that article leaves open stays possible: keeping it, a hold for a claim, and the pack for the police, which is
about the rights of the betrokkene and needs that person's consent.
"""

from datetime import datetime

from plugin.protocol.bewaren import BEGONNEN
from plugin.protocol.terms import ConceptStatus
from plugin.protocol.verloop import BEPERKT, concept_loopt, zonder_concept
from plugin.protocol.vernietiging import Beperking
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Maatregel, Zaak

NIET_BEPERKT = Weigering("De verwerking van deze zaak is niet beperkt.")
STAAT_STIL = Weigering(
    "Deze zaak staat even stil. Ja zeggen kan daarom nu niet, nee zeggen wel. Uw contactpersoon kan u vertellen waarom."
)


def beperk(zaak: Zaak, reden: str, door: str, now: datetime) -> Zaak | Weigering:
    """All work on the case stops; a proposal that was not begun is taken back, and so is each draft that could be sent."""
    if zaak.vernietiging and zaak.vernietiging.begonnen_op:
        return BEGONNEN
    limit = Beperking(reden=reden, door=door, op=now)
    return _without_drafts(zaak.model_copy(update={"beperkt": limit, "vernietiging": None}))


def hef_beperking_op(zaak: Zaak) -> Zaak | Weigering:
    return zaak.model_copy(update={"beperkt": None}) if zaak.beperkt else NIET_BEPERKT


def mag_verwerken(before: Zaak, after: Zaak) -> bool | Weigering:
    """A restricted case changes in two ways alone: the restriction itself, and a hold."""
    if before.beperkt is None or before.beperkt != after.beperkt:
        return True
    return before.vasthouden != after.vasthouden or BEPERKT


def mag_ja_zeggen(zaak: Zaak) -> bool | Weigering:
    """A yes of the betrokkene would set work going; a no never waits."""
    return STAAT_STIL if zaak.beperkt else True


def mag_werken(zaak: Zaak) -> bool | Weigering:
    """May the service itself go on with this case? Not while it is restricted, nor once its destruction began."""
    if zaak.vernietiging and zaak.vernietiging.begonnen_op:
        return BEGONNEN
    return BEPERKT if zaak.beperkt else True


def _without_drafts(zaak: Zaak) -> Zaak:
    """What is still being made sees the restriction by itself; what was sent stays sent."""
    for measure in zaak.maatregelen:
        if _is_ready(measure):
            zaak = zonder_concept(zaak, measure)
    for brief in zaak.brieven:
        if brief.status is ConceptStatus.GEREED:
            gone = brief.model_copy(update={"status": ConceptStatus.INGETROKKEN})
            zaak = zaak.met_zaakbrief(gone).met_werk(brief.id)
    return zaak


def _is_ready(measure: Maatregel) -> bool:
    return concept_loopt(measure) and bool(
        measure.concept and measure.concept.status is ConceptStatus.GEREED and not measure.concept.verstuurd
    )
