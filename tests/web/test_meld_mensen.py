"""Whom one may report for in the pane, and who would read that (protocol 9)."""

from __future__ import annotations

import pytest

from plugin.protocol.melding import Namens
from plugin.protocol.profiel import Profiel
from plugin.web.meld_mensen import IEMAND_ANDERS, NIEMAND_VRIJ, lezers, mensen
from tests.tenant_process import ROOT

PERSON = "00000000-0000-4000-8000-0000000000{}".format
MELDER = PERSON("07")


@pytest.fixture(scope="module")
def profiel() -> Profiel:
    return Profiel.load(ROOT / "deploy" / "profiles" / "demo.toml")


def test_everybody_but_who_asks_can_be_picked_and_at_the_end_somebody_else(profiel: Profiel) -> None:
    people = mensen(profiel, MELDER)
    assert [one.waarde for one in people if one.waarde == MELDER] == []
    assert len(people) == len(profiel.personen)
    assert people[-1].woord == IEMAND_ANDERS
    assert "Statenlid Twee, Statenlid" in [one.woord for one in people]


def test_nothing_but_name_and_office_is_told_of_a_colleague(profiel: Profiel) -> None:
    told = repr(mensen(profiel, MELDER))
    for person in profiel.personen:
        assert person.adres not in told
        assert not person.telefoon or person.telefoon not in told


@pytest.mark.parametrize(
    ("oid", "begins"),
    [
        (None, "De commissaris van de Koning en de griffier."),
        (PERSON("08"), "De commissaris van de Koning en de griffier."),
        (PERSON("06"), "De commissaris van de Koning en de provinciesecretaris."),
        (PERSON("01"), "De loco-commissaris van de Koning en de provinciesecretaris."),
    ],
)
def test_the_readers_are_those_of_the_person_it_is_about(
    profiel: Profiel, oid: str | None, begins: str
) -> None:
    namens = Namens(naam="Iemand", oid=oid) if oid else None
    assert lezers(profiel, MELDER, namens).startswith(begins)


def test_who_asks_with_a_second_account_reads_that_nobody_reads_about_themselves(profiel: Profiel) -> None:
    own = ("griffier@provincie.example",)
    assert "griffier" not in lezers(profiel, PERSON("99"), adressen=own)
    assert "griffier" not in mensen(profiel, PERSON("99"), own)[-1].lezers


def test_where_everybody_is_a_party_somebody_else_is_sought(profiel: Profiel) -> None:
    row = {"anders": ("griffier",), "statenlid": ("griffier",)}
    rules = profiel.routering.model_copy(update={"ontvangers": row, "plaatsvervangers": {}})
    alone = profiel.model_copy(update={"routering": rules})
    assert lezers(alone, PERSON("03")) == NIEMAND_VRIJ
    assert (
        lezers(alone, MELDER)
        == "De griffier. Gaat de melding over die persoon zelf, dan leest iemand anders."
    )
