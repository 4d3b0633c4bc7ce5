"""A draft is made in an order that cannot leave a sendable one without consent (protocol 14, 15).

The case says `concept_bezig`; the draft is made without recipient; the case says `concept`; only then comes the
recipient; then the case says that it is ready. Whoever withdraws changes the same case item first, so whichever
comes second sees it and takes the draft away for good.
"""

from collections.abc import Callable, Collection
from functools import partial
from typing import Any

from graph.errors import NotFound, Refused
from plugin.casebook.book import Logregel
from plugin.flows import afspraak, casechange
from plugin.flows.brief import (
    alle_paden,
    document_pad,
    draft_met_brief,
    letter_van,
    marker,
    ontvanger,
    sjabloon_pad,
)
from plugin.flows.diensten import Diensten
from plugin.flows.engine import patient, pause, step, story
from plugin.flows.postvakken import wis_concepten
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import ConceptStatus, MaatregelStatus
from plugin.protocol.toegang import may_sign
from plugin.protocol.verloop import (
    concept_gereed,
    concept_loopt,
    concept_staat,
    gaat_niet_door,
    mag_gezet,
    opgeruimd,
    was_verstuurd,
)
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Concept, Maatregel, Zaak

NAAM, INTREKKING, NAKIJKEN = "concept_v1", "intrekking_v1", "nakijken_v1"
LOOK_AGAIN = (15.0, 60.0, 180.0)  # seconds: longer than any write of ours can be under way


@story(NAAM)
def concept(referentie: str, maatregel_id: str) -> None:
    """Make the draft of one measure, or leave nothing behind."""
    made = patient(maak_zonder_geadresseerde, referentie, maatregel_id)
    stands = made and patient(leg_vast, referentie, maatregel_id, made)
    ready = (
        stands and patient(adresseer, referentie, maatregel_id) and patient(rond_af, referentie, maatregel_id)
    )
    if not ready:
        patient(ruim_op, referentie, maatregel_id, made)


@story(INTREKKING)
def intrekking(referentie: str, maatregel_id: str) -> None:
    """What was drafted may not stand any more: unless it was sent, it goes for good."""
    if patient(moet_weg, referentie, maatregel_id):
        patient(ruim_op, referentie, maatregel_id, None)


@story(NAKIJKEN)
def nakijken(referentie: str, maatregel_id: str) -> None:
    """An answer was lost on its way to us: look whether consent went with it, now and a little later."""
    for seconds in LOOK_AGAIN:
        if patient(moet_weg, referentie, maatregel_id):
            patient(ruim_op, referentie, maatregel_id, None)
            return
        pause(seconds)


@step("moet_weg")
def moet_weg(diensten: Diensten, referentie: str, maatregel_id: str) -> bool:
    """Does the case say that this draft is withdrawn, and is the work of it still to do?"""
    zaak, maatregel = _read(diensten, referentie, maatregel_id)
    gone = maatregel.concept is not None and maatregel.concept.status is ConceptStatus.INGETROKKEN
    return gone and maatregel_id in zaak.werk


@step("maak_zonder_geadresseerde")
def maak_zonder_geadresseerde(
    diensten: Diensten, referentie: str, maatregel_id: str
) -> dict[str, Any] | None:
    """Document, draft and calendar slot, each found before it is made again. None when consent is gone."""
    zaak, maatregel = _read(diensten, referentie, maatregel_id)
    if not concept_loopt(maatregel) or maatregel.concept is None or zaak.beperkt:
        return None
    letter = letter_van(diensten, maatregel)
    if not (mag_gezet(maatregel, letter.text) and may_sign(zaak, maatregel.ondertekenaar, diensten.profiel)):
        return None
    path = document_pad(zaak, maatregel)
    diensten.casebook.store({path: lambda: letter.docx})
    draft = draft_met_brief(diensten, zaak, maatregel, letter)
    made = maatregel.concept.model_copy(
        update={
            "bericht": draft.id,
            "web_link": draft.web_link,
            "document": path,
            "afspraak": afspraak.reserveer(diensten, zaak, maatregel, maatregel.concept),
        }
    )
    return made.model_dump(mode="json")


@step("leg_vast")
def leg_vast(diensten: Diensten, referentie: str, maatregel_id: str, made: dict[str, Any]) -> bool:
    """The case names the draft. False when consent went meanwhile."""
    concept = Concept.model_validate(made)
    return _change(
        diensten,
        referentie,
        f"{maatregel_id}/{concept.poging}",
        "concept gemaakt",
        lambda zaak: concept_staat(zaak, maatregel_id, concept),
    )


@step("adresseer")
def adresseer(diensten: Diensten, referentie: str, maatregel_id: str) -> bool:
    """The recipient, last of all and only while consent stands. False when it does not, or the draft is gone."""
    zaak, maatregel = _read(diensten, referentie, maatregel_id)
    concept, aan = maatregel.concept, maatregel.geadresseerde
    if maatregel.status is not MaatregelStatus.CONCEPT or concept is None or concept.bericht is None:
        return False
    if zaak.beperkt or not may_sign(zaak, maatregel.ondertekenaar, diensten.profiel):
        return False
    if not aan.email:
        return True
    try:
        diensten.mailbox.address(concept.postvak, concept.bericht, [ontvanger(aan.naam, aan.email)])
    except NotFound:
        return False
    return True


@step("rond_af")
def rond_af(diensten: Diensten, referentie: str, maatregel_id: str) -> bool:
    """The case says that the draft is ready; writing it under its version is the last look at consent."""
    _, maatregel = _read(diensten, referentie, maatregel_id)
    return _change(
        diensten,
        referentie,
        maatregel.poging,
        "concept gereed",
        partial(_ready_while_signable, maatregel=maatregel, profiel=diensten.profiel),
    )


def _ready_while_signable(zaak: Zaak, maatregel: Maatregel, profiel: Profiel) -> Zaak | Weigering:
    signs = may_sign(zaak, maatregel.ondertekenaar, profiel)
    return signs if isinstance(signs, Weigering) else concept_gereed(zaak, maatregel.id)


@step("ruim_op")
def ruim_op(diensten: Diensten, referentie: str, maatregel_id: str, made: dict[str, Any] | None) -> None:
    """Take draft, slot and document away for good. A mail that somebody sent stays what it is: sent, with its letter.

    The talk to which it invites does not take place where consent is gone, so its slot goes all the same.
    """
    zaak, maatregel = _read(diensten, referentie, maatregel_id)
    known = [maatregel.concept, Concept.model_validate(made) if made else None]
    concepts = [concept for concept in known if concept]
    sent = _without_drafts(diensten, zaak, maatregel, concepts)
    for concept in concepts if gaat_niet_door(maatregel) or not sent else ():
        afspraak.geef_vrij(diensten, zaak, maatregel, concept)
    if sent:
        _change(
            diensten, referentie, maatregel.poging, "brief was al verstuurd",
            lambda zaak: was_verstuurd(zaak, maatregel_id),
        )  # fmt: skip
        return
    gone = {sjabloon_pad(zaak, maatregel)} if concept_loopt(maatregel) else alle_paden(zaak, maatregel)
    for path in gone:
        diensten.casebook.destroy(path)
    _change(
        diensten,
        referentie,
        maatregel.poging,
        "concept verwijderd",
        lambda zaak: opgeruimd(zaak, maatregel_id),
    )


def _without_drafts(
    diensten: Diensten, zaak: Zaak, maatregel: Maatregel, concepts: Collection[Concept]
) -> bool:
    """Every draft of this measure goes; True when one of them was sent by a person, and so stays."""
    mark, boxes = marker(zaak, maatregel), {concept.postvak for concept in concepts}
    found_sent = [wis_concepten(diensten, postvak, mark) for postvak in boxes]
    return any(found_sent) or any(concept.verstuurd for concept in concepts)


def flow_id(referentie: str, maatregel: Maatregel) -> str:
    """One draft per attempt, however often it is asked for."""
    return f"concept/{referentie}/{maatregel.poging}"


def withdrawal_id(referentie: str, maatregel: Maatregel) -> str:
    return f"intrekking/{referentie}/{maatregel.poging}"


def _read(diensten: Diensten, referentie: str, maatregel_id: str) -> tuple[Zaak, Maatregel]:
    zaak = casechange.read(diensten, referentie).zaak
    maatregel = zaak.maatregel(maatregel_id)
    if maatregel is None:
        raise Refused("unknownMeasure")
    return zaak, maatregel


def _change(
    diensten: Diensten,
    referentie: str,
    poging: str,
    handeling: str,
    rule: Callable[[Zaak], Zaak | Weigering],
) -> bool:
    """True when the case is as the rule wants it; False when the rule says no."""
    maatregel_id, _, _ = poging.partition("/")
    regel = Logregel(
        referentie, handeling, f"maatregel {maatregel_id}", "dienst", "dienst", diensten.now(),
        sleutel=f"{referentie}/{poging}/{handeling}",
    )  # fmt: skip
    return isinstance(casechange.change(diensten, referentie, rule, regel), Zaak)
