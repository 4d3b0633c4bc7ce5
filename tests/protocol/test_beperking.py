"""A restricted case is kept and nothing more; what AVG article 18 leaves open stays possible."""

from typing import Any

import pytest

from plugin.protocol import bewaren, verloop
from plugin.protocol.beperking import beperk, hef_beperking_op, mag_verwerken
from plugin.protocol.terms import ConceptStatus, MaatregelStatus
from plugin.protocol.verloop import BEPERKT
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Concept, Zaak
from tests.protocol.bouwstenen import GRIFFIER, NU, een_maatregel, een_zaak


def met_concept(status: MaatregelStatus, hoe: ConceptStatus, **concept: Any) -> Zaak:
    draft = Concept(status=hoe, poging=1, postvak="cdk@provincie.example", bericht="b", **concept)
    return een_zaak(maatregelen=(een_maatregel(status=status, concept=draft),), werk=())


def beperkt(zaak: Zaak) -> Zaak:
    done = beperk(zaak, "Betwist.", GRIFFIER, NU)
    assert isinstance(done, Zaak)
    return done


@pytest.mark.parametrize("status", [MaatregelStatus.CONCEPT_BEZIG, MaatregelStatus.CONCEPT])
def test_a_draft_under_way_is_not_finished(status: MaatregelStatus) -> None:
    zaak = beperkt(met_concept(status, ConceptStatus.BEZIG))
    measure = zaak.maatregelen[0]
    assert measure.concept is not None
    assert verloop.concept_staat(zaak, "m1", measure.concept) == BEPERKT
    if status is MaatregelStatus.CONCEPT:
        assert verloop.concept_gereed(zaak, "m1") == BEPERKT
    assert zaak.werk == ()  # the story that makes it sees it by itself


def test_a_draft_that_could_be_sent_goes_and_can_be_asked_for_again() -> None:
    zaak = beperkt(met_concept(MaatregelStatus.CONCEPT, ConceptStatus.GEREED))
    concept = zaak.maatregelen[0].concept
    assert concept is not None
    assert (concept.status, zaak.werk) == (ConceptStatus.INGETROKKEN, ("m1",))
    gone = verloop.opgeruimd(zaak, "m1")
    assert (gone.maatregelen[0].status, gone.werk) == (MaatregelStatus.AKKOORD, ())


def test_what_was_sent_before_stays_sent_and_can_be_recorded_later() -> None:
    zaak = verloop.was_verstuurd(beperkt(met_concept(MaatregelStatus.CONCEPT, ConceptStatus.GEREED)), "m1")
    concept = zaak.maatregelen[0].concept
    assert concept is not None
    assert (concept.status, concept.verstuurd) == (ConceptStatus.GEREED, True)


def test_a_restricted_case_changes_by_a_hold_and_by_the_end_of_the_restriction_alone() -> None:
    zaak = beperkt(een_zaak())
    held, freed = bewaren.houd_vast(zaak, "Strafzaak.", GRIFFIER, NU), hef_beperking_op(zaak)
    assert isinstance(held, Zaak)
    assert isinstance(freed, Zaak)
    assert mag_verwerken(zaak, held) is True
    assert mag_verwerken(zaak, freed) is True
    assert mag_verwerken(zaak, zaak.model_copy(update={"dreiging": True})) == BEPERKT
    assert isinstance(hef_beperking_op(freed), Weigering)
