"""A draft that nobody sent goes for good once the measure is recorded as carried out: nobody sends it by mistake (protocol 15)."""

import uuid

from plugin.casebook.book import Logregel
from plugin.flows import casechange
from plugin.flows.brief import marker
from plugin.flows.diensten import Diensten
from plugin.flows.engine import patient, pause, step, story
from plugin.protocol.terms import MaatregelStatus

NAAM = "opruimen_v1"
LOOK_AGAIN = (5.0, 60.0, 180.0)  # seconds: the record itself may still be under way
GEDAAN = (MaatregelStatus.UITGEVOERD, MaatregelStatus.AFGEROND)


@story(NAAM)
def opruimen(referentie: str, maatregel_id: str) -> None:
    """Begun before the case says so: what was begun is never forgotten, and what did not happen changes nothing."""
    for seconds in LOOK_AGAIN:
        if patient(ruim_concept_op, referentie, maatregel_id):
            return
        pause(seconds)


def begin(diensten: Diensten, referentie: str, maatregel_id: str) -> None:
    diensten.engine.enqueue(
        NAAM, f"opruimen/{referentie}/{maatregel_id}/{uuid.uuid4()}", referentie, maatregel_id
    )


@step("ruim_concept_op")
def ruim_concept_op(diensten: Diensten, referentie: str, maatregel_id: str) -> bool:
    """The letter stays in the dossier, and so does a mail that somebody sent. False while it is not carried out."""
    zaak = casechange.read(diensten, referentie).zaak
    measure = zaak.maatregel(maatregel_id)
    if measure is None or measure.concept is None or measure.status not in GEDAAN:
        return False
    drafts = [
        one for one in diensten.mailbox.find(measure.concept.postvak, marker(zaak, measure)) if one.is_draft
    ]
    for draft in drafts:
        diensten.mailbox.delete_for_good(measure.concept.postvak, draft.id)
    if drafts:
        regel = Logregel(
            referentie, "concept verwijderd", f"maatregel {maatregel_id}", "dienst", "dienst", diensten.now(),
            sleutel=f"{referentie}/{maatregel_id}/niet-verstuurd",
        )  # fmt: skip
        diensten.casebook.once_more(referentie, regel)
    return True
