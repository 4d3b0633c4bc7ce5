"""What a case still has to have done in the background, and the story that does it."""

import uuid

from plugin.flows import bericht, concept, document, zaakbrief
from plugin.flows.diensten import Diensten
from plugin.protocol.terms import ConceptStatus
from plugin.protocol.verloop import gaat_niet_door
from plugin.protocol.vervolg import MELD
from plugin.protocol.zaak import Maatregel, Zaak


def begin_werk(diensten: Diensten, zaak: Zaak) -> None:
    """Put the stories of this case's work in the queue. Those of a draft have ids of their own, so they run once."""
    for name in zaak.werk:
        measure = zaak.maatregel(name)
        if name == MELD:
            diensten.engine.enqueue(
                bericht.NAAM, f"bericht/{zaak.referentie}/{uuid.uuid4()}", zaak.referentie
            )
        elif measure:
            story, flow_id = _flow_of(zaak.referentie, measure)
            diensten.engine.enqueue(story, flow_id, zaak.referentie, name)
        elif brief := zaak.zaakbrief(name):
            flow_id = zaakbrief.flow_id(zaak.referentie, brief)
            diensten.engine.enqueue(zaakbrief.NAAM, flow_id, zaak.referentie, name)


def _flow_of(referentie: str, measure: Maatregel) -> tuple[str, str]:
    gone = measure.concept is not None and measure.concept.status is ConceptStatus.INGETROKKEN
    if gaat_niet_door(measure) or gone:
        return concept.INTREKKING, concept.withdrawal_id(referentie, measure)
    if measure.concept and measure.concept.bijwerken:
        return document.NAAM, document.flow_id(referentie, measure)
    return concept.NAAM, concept.flow_id(referentie, measure)
