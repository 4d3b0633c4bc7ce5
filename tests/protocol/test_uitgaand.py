"""What leaves the case for somebody outside holds no more than that person may have (protocol 14, 26; AVG article 15)."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plugin.protocol import inzageverzoek, politiepak
from plugin.protocol.maatregel import Maatregel
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import MaatregelSoort, MaatregelStatus, Uitvoerder
from plugin.protocol.toestemming import Geadresseerde
from tests.protocol.bouwstenen import DEMO, NU, PROFILES, een_maatregel, een_melding, een_zaak

BOOS = {"email": "boos@elders.example"}


def done(**velden: Any) -> Maatregel:
    return een_maatregel(
        **{"status": MaatregelStatus.UITGEVOERD, "uitgevoerd_op": date(2026, 11, 24)} | velden
    )


@pytest.mark.parametrize(("uitvoerder", "letters"), [(Uitvoerder.PROVINCIE, 1), (Uitvoerder.MELDER, 0)])
def test_the_agressor_gets_a_copy_of_the_letters_that_went_out_and_of_no_other(
    uitvoerder: Uitvoerder, letters: int
) -> None:
    zaak = een_zaak(melding=een_melding(agressor=BOOS), maatregelen=(done(uitvoerder=uitvoerder),))

    assert len(inzageverzoek.stappen(zaak)) == 1
    assert len(inzageverzoek.brieven(zaak)) == letters


@pytest.mark.parametrize(
    ("agressor", "aan", "theirs"),
    [
        (BOOS, {"email": "Boos+lijst@Elders.example"}, True),
        ({"naam": "Boze  Burger"}, {"naam": "boze burger", "email": "boos@elders.example"}, True),
        ({"naam": "Boze Burger"} | BOOS, {"naam": "Boze Burger", "email": "ander@elders.example"}, False),
        ({"naam": "Boze Burger"} | BOOS, {"naam": "Een Ander", "email": "boos@elders.example"}, False),
        ({"naam": "Boze Burger"}, {"email": "boos@elders.example"}, False),
        ({}, {"email": "boos@elders.example"}, False),
        ({}, {}, False),
    ],
)
def test_a_step_that_may_be_towards_somebody_else_goes_along_only_when_a_handler_says_so(
    agressor: dict[str, str], aan: dict[str, str], *, theirs: bool
) -> None:
    step = done(id="m2", soort=MaatregelSoort.WAARSCHUWING, geadresseerde=Geadresseerde(**aan))
    zaak, profiel = een_zaak(melding=een_melding(agressor=agressor), maatregelen=(step,)), Profiel.load(DEMO)

    assert (step in inzageverzoek.brieven(zaak)) is theirs
    assert (step in inzageverzoek.te_kiezen(zaak)) is not theirs
    assert ("- waarschuwing" in inzageverzoek.overzicht(zaak, profiel)) is theirs
    assert inzageverzoek.brieven(zaak, ["m2"]) == (step,)
    assert "- waarschuwing" in inzageverzoek.overzicht(zaak, profiel, ["m2"])


def test_an_invitation_that_went_out_is_told_to_the_agressor_also_when_the_talk_was_called_off() -> None:
    called_off = done(status=MaatregelStatus.INGETROKKEN)

    zaak = een_zaak(melding=een_melding(agressor=BOOS), maatregelen=(called_off,))
    assert inzageverzoek.brieven(zaak) == (called_off,)


def test_the_police_hear_what_was_done_to_the_agressor_and_not_whom_the_organisation_informed() -> None:
    zaak = een_zaak(
        maatregelen=(
            done(id="m1", soort=MaatregelSoort.WAARSCHUWING),
            done(id="m2", soort=MaatregelSoort.INFORMEREN_AMBTSDRAGERS),
        )
    )

    told = politiepak.gebeurtenissen(zaak, (), NU)

    assert [one["waarop"] for one in told if one["wat"] == "stap uitgevoerd"] == ["waarschuwing"]


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        (DEMO, "Hoogstens 5 jaar nadat de zaak is gesloten"),
        (PROFILES / "provincie-utrecht.toml", "De bewaartermijn wordt nog vastgesteld."),
    ],
)
def test_the_agressor_reads_how_long_it_is_kept_where_it_comes_from_and_who_sees_it(
    profile: Path, said: str
) -> None:
    """AVG article 15, first paragraph, c, d, g and h; the term is the same whoever it was about."""
    read = inzageverzoek.overzicht(een_zaak(), Profiel.load(profile))

    assert said in read
    assert "Van wie de melding deed" in read
    assert "geen computer" in read
