"""Who the agressor is, as a reader says it: who thereby reads no more, and what follows when that was wrong (protocol 10, 24)."""

from datetime import date
from typing import Any

import pytest

from plugin.protocol.afhandeling import draag_over
from plugin.protocol.herkenning import (
    AL_HERKEND,
    DOOR_MELDER_GENOEMD,
    NIET_DE_AGRESSOR,
    herken_agressor,
)
from plugin.protocol.maatregelen.na_herkenning import ANDERE_REGEL, past_nog
from plugin.protocol.maatregelen.ontzegging import niet_bij_ambtsdrager
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import ConceptStatus, MaatregelSoort, MaatregelStatus, ZaakStatus
from plugin.protocol.toegang import may_handle
from plugin.protocol.verloop import GESLOTEN
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Brief, Concept, Maatregel, Zaak
from tests.protocol.bouwstenen import (
    ANDER_STATENLID,
    CDK,
    DEMO,
    GEDEPUTEERDE,
    GRIFFIER,
    LOCO,
    ONBEKEND,
    SECRETARIS,
    STATENLID,
    een_maatregel,
    een_melding,
    een_zaak,
)

PROFIEL = Profiel.load(DEMO)
VANDAAG = date(2026, 11, 24)
M = MaatregelSoort


def gelukt(uitkomst: Zaak | Weigering) -> Zaak:
    assert isinstance(uitkomst, Zaak), uitkomst
    return uitkomst


def herkend(zaak: Zaak, *oids: str) -> Zaak:
    """The case after these picks, one after another."""
    for oid in oids:
        zaak = gelukt(herken_agressor(zaak, oid, PROFIEL))
    return zaak


def onbekende_ambtsdrager(**velden: Any) -> Zaak:
    melding = een_melding(agressor={"hoedanigheid": "ambtsdrager", "naam": "Iemand"})
    return een_zaak(melding=melding, lezers=("griffier",), eerst_herkennen=True, **velden)


def test_when_the_agressor_is_recognised_the_pair_reads_and_a_party_does_not() -> None:
    zaak = gelukt(herken_agressor(onbekende_ambtsdrager(), CDK, PROFIEL))
    assert set(zaak.lezers) == {"loco_cdk", "griffier"}
    assert not may_handle(zaak, CDK, PROFIEL)
    assert zaak.te_melden == (LOCO,)
    assert herken_agressor(zaak, CDK, PROFIEL) == AL_HERKEND


def test_a_first_reader_who_is_the_agressor_loses_the_case() -> None:
    zaak = gelukt(herken_agressor(onbekende_ambtsdrager(), GRIFFIER, PROFIEL))
    assert not may_handle(zaak, GRIFFIER, PROFIEL)
    assert zaak.lezers == ("cdk",)


def test_an_agressor_who_becomes_known_later_loses_the_case_at_once_and_the_stand_in_is_told() -> None:
    zaak = gelukt(herken_agressor(een_zaak(), CDK, PROFIEL))
    assert not may_handle(zaak, CDK, PROFIEL)
    assert zaak.lezers == ("loco_cdk", "griffier")
    assert zaak.te_melden == (LOCO,)


def test_the_melder_is_never_the_agressor_and_a_closed_case_takes_nothing() -> None:
    assert herken_agressor(een_zaak(), STATENLID, PROFIEL) == NIET_DE_AGRESSOR
    assert herken_agressor(een_zaak(status=ZaakStatus.AFGESLOTEN), CDK, PROFIEL) == GESLOTEN


def test_another_account_of_the_melder_is_not_the_agressor_either() -> None:
    zaak = een_zaak(eigen_adressen=("statenlid2@provincie.example",))
    assert herken_agressor(zaak, ANDER_STATENLID, PROFIEL) == NIET_DE_AGRESSOR


def test_whom_the_melder_told_by_address_stays_a_party_beside_whom_a_reader_recognised() -> None:
    told = een_melding(agressor={"hoedanigheid": "ambtsdrager", "email": "griffier@provincie.example"})
    zaak = herkend(een_zaak(melding=told), CDK, ANDER_STATENLID)
    griffier = PROFIEL.met_functie("griffier")
    assert griffier is not None
    assert griffier.adressen <= set(zaak.adressen_agressor)


def test_whom_the_melder_named_stands_and_the_sentence_says_what_is_possible() -> None:
    named = een_zaak(melding=een_melding(agressor={"hoedanigheid": "ambtsdrager", "oid": GEDEPUTEERDE}))
    assert herken_agressor(named, CDK, PROFIEL) == DOOR_MELDER_GENOEMD
    assert "nieuwe melding" in DOOR_MELDER_GENOEMD.reden


# Picked wrongly -----------------------------------------------------------------------------------------------


def test_who_was_wrongly_taken_for_the_agressor_reads_again_and_the_stand_in_does_not() -> None:
    zaak = herkend(een_zaak(), CDK, ANDER_STATENLID)
    assert (zaak.agressor, zaak.lezers) == (ANDER_STATENLID, ("cdk", "griffier"))
    assert zaak.te_melden == (CDK,)
    assert may_handle(zaak, CDK, PROFIEL)


def test_the_real_agressor_loses_the_case_when_the_pick_is_mended() -> None:
    zaak = herkend(een_zaak(), CDK, GRIFFIER)
    assert zaak.lezers == ("cdk",)
    assert not may_handle(zaak, GRIFFIER, PROFIEL)


@pytest.mark.parametrize(
    ("picks", "lezers"),
    [
        pytest.param((CDK, GRIFFIER), {"cdk"}, id="of the pair the other"),
        pytest.param((GRIFFIER, CDK), {"loco_cdk", "griffier"}, id="the first reader gets it back"),
        pytest.param((CDK, GEDEPUTEERDE), {"cdk", "griffier"}, id="somebody who never reads"),
        pytest.param((CDK, GRIFFIER, GEDEPUTEERDE), {"cdk", "griffier"}, id="the third time right"),
    ],
)
def test_of_a_named_ambtsdrager_the_readers_are_as_though_the_last_pick_was_the_first(
    picks: tuple[str, ...], lezers: set[str]
) -> None:
    assert set(herkend(onbekende_ambtsdrager(), *picks).lezers) == lezers


def overgedragen(zaak: Zaak, *oids: str) -> Zaak:
    """The case after it went from hand to hand."""
    for oid in oids:
        zaak = gelukt(draag_over(zaak, PROFIEL.persoon(oid), PROFIEL))
    return zaak


@pytest.mark.parametrize(
    "hands",
    [
        pytest.param((SECRETARIS, LOCO), id="who handles it"),
        pytest.param((SECRETARIS, LOCO, GRIFFIER), id="who handled it and gave it back"),
    ],
)
def test_who_came_in_between_keeps_reading_and_so_does_a_stand_in_who_took_the_case_over(
    hands: tuple[str, ...],
) -> None:
    zaak = herkend(overgedragen(herkend(een_zaak(), CDK), *hands), ANDER_STATENLID)
    assert set(zaak.lezers) == {"cdk", "griffier", "provinciesecretaris", "loco_cdk"}
    assert may_handle(zaak, LOCO, PROFIEL)


def test_who_took_the_case_over_after_a_wrong_pick_reads_on_after_each_later_one() -> None:
    named = herkend(onbekende_ambtsdrager(), CDK)
    zaak = herkend(overgedragen(named, SECRETARIS, LOCO, GRIFFIER), GEDEPUTEERDE, ANDER_STATENLID)
    assert {"provinciesecretaris", "loco_cdk"} <= set(zaak.lezers)


# Measures that may not hit this person ------------------------------------------------------------------------


def ontzegging(soort: M, sjabloon: str, **velden: Any) -> Maatregel:
    given = {
        "soort": soort,
        "status": MaatregelStatus.AKKOORD,
        "brief": Brief(sjabloon=sjabloon, velden={}),
        "van": "2026-11-24",
        "einddatum": date(2026, 12, 24),
    }
    return een_maatregel(**given | velden)


GEBOUW = ontzegging(M.ONTZEGGING_GEBOUW, "ontzegging-gebouw")
VERGADERING = ontzegging(M.ONTZEGGING_VERGADERING, "ontzegging-vergadering-toehoorder")


def test_a_building_ban_and_its_draft_go_when_the_agressor_proves_to_be_an_ambtsdrager() -> None:
    ready = Concept(status=ConceptStatus.GEREED, postvak="cdk@x.example")
    drafted = GEBOUW.model_copy(update={"status": MaatregelStatus.CONCEPT, "concept": ready})
    zaak = herkend(een_zaak(maatregelen=(drafted,)), GEDEPUTEERDE)
    [gone] = zaak.maatregelen
    assert gone.status is MaatregelStatus.VERVALLEN
    assert gone.vervallen_reden == niet_bij_ambtsdrager(PROFIEL).reden
    assert gone.concept is not None
    assert gone.concept.status is ConceptStatus.INGETROKKEN
    assert "m1" in zaak.werk


@pytest.mark.parametrize(
    ("maatregel", "oid", "reden"),
    [
        pytest.param(VERGADERING, ANDER_STATENLID, ANDERE_REGEL.reden, id="a visitor proves to be a member"),
        pytest.param(
            VERGADERING, GEDEPUTEERDE, "De vergadering ontzeggen kan alleen", id="or another ambtsdrager"
        ),
        pytest.param(
            GEBOUW.model_copy(update={"einddatum": VANDAAG}),
            GEDEPUTEERDE,
            "politieke ambtsdrager",
            id="on its last day",
        ),
    ],
)
def test_what_may_not_hit_this_person_falls_away_with_the_sentence_of_the_rule(
    maatregel: Maatregel, oid: str, reden: str
) -> None:
    [gone] = herkend(een_zaak(maatregelen=(maatregel,)), oid).maatregelen
    assert gone.status is MaatregelStatus.VERVALLEN
    assert reden in str(gone.vervallen_reden)


@pytest.mark.parametrize(
    ("maatregel", "oid"),
    [
        pytest.param(GEBOUW, ONBEKEND, id="somebody who is no ambtsdrager"),
        pytest.param(GEBOUW, SECRETARIS, id="who works here without being one"),
        pytest.param(een_maatregel(), GEDEPUTEERDE, id="a talk"),
        pytest.param(
            GEBOUW.model_copy(update={"status": MaatregelStatus.UITGEVOERD}),
            GEDEPUTEERDE,
            id="once it was done",
        ),
        pytest.param(
            een_maatregel(
                soort=M.INFORMEREN_AMBTSDRAGERS, brief=Brief(sjabloon="besloten-notitie", velden={})
            ),
            GEDEPUTEERDE,
            id="what a running threat holds up",
        ),
    ],
)
def test_every_other_measure_stays_as_it_was(maatregel: Maatregel, oid: str) -> None:
    zaak = een_zaak(maatregelen=(maatregel,), dreiging=True)
    assert herkend(zaak, oid).maatregelen == (maatregel,)


def test_a_ban_that_no_longer_fits_is_not_drafted_either() -> None:
    zaak = een_zaak(agressor=GEDEPUTEERDE)
    assert past_nog(zaak, GEBOUW, PROFIEL, VANDAAG) == niet_bij_ambtsdrager(PROFIEL)
    assert past_nog(een_zaak(), GEBOUW, PROFIEL, VANDAAG) is True


def test_a_draft_of_somebody_who_becomes_a_party_is_taken_back() -> None:
    measure = een_maatregel(
        status=MaatregelStatus.CONCEPT, concept=Concept(status=ConceptStatus.GEREED, postvak="cdk@x.example")
    )
    melding = een_melding(agressor={"hoedanigheid": "ambtsdrager", "naam": "Iemand"})
    zaak = een_zaak(melding=melding, lezers=("griffier",), eerst_herkennen=True, maatregelen=(measure,))
    known = gelukt(herken_agressor(zaak, CDK, PROFIEL))
    assert known.maatregelen[0].status is MaatregelStatus.AKKOORD
    assert known.maatregelen[0].concept is not None
    assert known.maatregelen[0].concept.status is ConceptStatus.INGETROKKEN
    assert "m1" in known.werk
