"""Who was named by somebody else says whether a melding is about them."""

import pytest

from plugin.protocol.afhandeling import NIET_DEZE_PERSOON, koppel_betrokkene
from plugin.protocol.bevestiging import AL_BEVESTIGD, bevestig, moet_bevestigen, ontken
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import ZaakStatus
from plugin.protocol.toegang import may_follow
from plugin.protocol.zaak import Partij, Zaak
from tests.protocol.bouwstenen import (
    ANDER_STATENLID,
    CDK,
    GRIFFIER,
    NU,
    STATENLID,
    een_melding,
    een_zaak,
)

ANDER = Partij(oid=ANDER_STATENLID, naam="Statenlid Twee", functie="statenlid")


def namens(**velden: object) -> Zaak:
    told = een_melding(namens={"naam": "Statenlid Twee"})
    return een_zaak(melding=told, betrokkene=ANDER, **velden)


def is_zaak(outcome: object) -> Zaak:
    assert isinstance(outcome, Zaak)
    return outcome


@pytest.mark.parametrize(
    ("zaak", "oid", "asked"),
    [
        pytest.param(namens(), ANDER_STATENLID, True, id="who was named"),
        pytest.param(namens(), STATENLID, False, id="who reported it"),
        pytest.param(een_zaak(), STATENLID, False, id="who reported for themselves"),
        pytest.param(namens(bevestigd_op=NU), ANDER_STATENLID, False, id="who confirmed already"),
    ],
)
def test_only_who_was_named_by_somebody_else_is_asked(zaak: Zaak, oid: str, asked: bool) -> None:
    assert moet_bevestigen(zaak, oid) is asked


def test_a_yes_stands_as_it_was_first_said() -> None:
    once = bevestig(namens(), ANDER_STATENLID, NU)
    assert once.bevestigd_op == NU
    assert bevestig(once, ANDER_STATENLID, NU.replace(hour=12)) == once


def test_an_answer_by_oneself_is_a_yes_and_one_by_the_melder_is_none() -> None:
    assert bevestig(namens(), ANDER_STATENLID, NU).bevestigd_op == NU
    assert bevestig(namens(), STATENLID, NU).bevestigd_op is None
    assert bevestig(een_zaak(), STATENLID, NU).bevestigd_op is None


def test_a_no_lets_the_account_go_for_good_and_tells_the_readers(profiel: Profiel) -> None:
    let_go = is_zaak(ontken(namens(), ANDER_STATENLID, profiel))
    assert not may_follow(let_go, ANDER_STATENLID)
    assert let_go.betrokkene.naam == "Statenlid Twee"
    assert (let_go.te_melden, let_go.werk) == ((CDK, GRIFFIER), ("meld",))
    assert koppel_betrokkene(let_go, ANDER_STATENLID, GRIFFIER, profiel) == NIET_DEZE_PERSOON


def test_with_the_account_go_its_addresses_and_those_of_the_melder_stay(profiel: Profiel) -> None:
    own = ("statenlid1@provincie.example", "statenlid2@provincie.example")
    let_go = is_zaak(ontken(namens(eigen_adressen=own), ANDER_STATENLID, profiel))
    assert let_go.eigen_adressen == own[:1]


def test_the_question_can_be_answered_when_the_case_is_closed(profiel: Profiel) -> None:
    closed = namens(status=ZaakStatus.AFGESLOTEN)
    assert bevestig(closed, ANDER_STATENLID, NU).bevestigd_op == NU
    assert not may_follow(is_zaak(ontken(closed, ANDER_STATENLID, profiel)), ANDER_STATENLID)


def test_who_confirmed_calls_to_take_it_back(profiel: Profiel) -> None:
    assert ontken(namens(bevestigd_op=NU), ANDER_STATENLID, profiel) == AL_BEVESTIGD
