"""Which measures a case allows, and what it says of each that it does not (protocol 13, 17, 22, 24, 39)."""

from __future__ import annotations

from datetime import date

import pytest

from plugin.protocol.afhandeling import zet_dreiging
from plugin.protocol.berichten import geadresseerde
from plugin.protocol.maatregelen import PRAAT_EERST
from plugin.protocol.maatregelen.overzicht import Mogelijkheid, mogelijkheden
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import GesprekSoort
from plugin.protocol.terms import MaatregelSoort as M
from plugin.protocol.verloop import DREIGING, EERST_HERKENNEN, GESLOTEN
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Gesprek, Zaak
from tests.protocol.bouwstenen import DEMO, GRIFFIER, NU, een_melding, een_zaak

TODAY = date(2026, 11, 24)
PROFIEL = Profiel.load(DEMO)
INTAKE = Gesprek(
    soort=GesprekSoort.INTAKE, datum=TODAY, verslag="Gesproken.", door=GRIFFIER, vastgelegd_op=NU
)


def found(zaak: Zaak) -> dict[M, Mogelijkheid]:
    return {one.soort: one for one in mogelijkheden(zaak, geadresseerde(zaak), PROFIEL, TODAY)}


def shut(zaak: Zaak) -> dict[M, Weigering]:
    return {soort: one.weigering for soort, one in found(zaak).items() if one.weigering is not None}


def test_after_a_talk_every_kind_is_open_in_the_order_of_the_protocol() -> None:
    zaak = een_zaak(gesprekken=(INTAKE,))
    assert list(found(zaak)) == list(M)
    assert shut(zaak) == {}


def test_before_a_talk_only_damage_can_be_looked_at() -> None:
    closed = shut(een_zaak())
    assert set(M) - set(closed) == {M.SCHADE}
    assert set(closed.values()) == {Weigering(PRAAT_EERST)}


def test_what_the_voorzitter_does_by_office_is_open_without_talk_and_without_question() -> None:
    zaak = een_zaak(melding=een_melding(route="ordeverstoring"))
    ban = found(zaak)[M.ONTZEGGING_VERGADERING]
    assert (ban.weigering, ban.vraagt_toestemming) == (None, False)


def test_an_ambtsdrager_is_never_kept_from_the_building_and_the_ground_is_that_of_a_member() -> None:
    melding = een_melding(agressor={"hoedanigheid": "ambtsdrager"})
    kinds = found(een_zaak(melding=melding, gesprekken=(INTAKE,)))
    assert [soort for soort, one in kinds.items() if one.weigering is not None] == [M.ONTZEGGING_GEBOUW]
    assert kinds[M.ONTZEGGING_VERGADERING].grond == PROFIEL.gronden.ontzegging_lid


def test_a_running_threat_closes_the_informing_of_others_alone() -> None:
    zaak = zet_dreiging(een_zaak(gesprekken=(INTAKE,)), actief=True)
    assert isinstance(zaak, Zaak)
    assert shut(zaak) == {M.INFORMEREN_AMBTSDRAGERS: DREIGING}


@pytest.mark.parametrize(
    ("velden", "why"), [({"status": "afgesloten"}, GESLOTEN), ({"eerst_herkennen": True}, EERST_HERKENNEN)]
)
def test_a_closed_or_unrecognised_case_allows_nothing(velden: dict[str, object], why: Weigering) -> None:
    assert shut(een_zaak(gesprekken=(INTAKE,), **velden)) == dict.fromkeys(M, why)


def test_what_is_an_act_of_office_the_melder_cannot_do() -> None:
    kinds = found(een_zaak(gesprekken=(INTAKE,)))
    assert {soort for soort, one in kinds.items() if one.door_melder} == {
        M.STOPGESPREK,
        M.ORDEGESPREK,
        M.SCHADE,
        M.MELDING_POLITIE,
        M.AANGIFTE,
    }
