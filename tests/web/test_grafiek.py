"""Charts as numbers: as long as their share, nothing for a hidden number, a line where a measure began."""

from __future__ import annotations

import pytest

from plugin.protocol.preventie import Preventie
from plugin.protocol.registerwoorden import Rij
from plugin.web.grafiek import VLOER, kolommen, staven

JAREN = (Rij("2023", 66), Rij("2024", None), Rij("2025", 33))


def maatregel(jaar: int, naam: str = "training") -> Preventie:
    return Preventie("1", naam, jaar, "Meldingen", "totaal")


def test_a_bar_is_as_long_as_its_share_and_a_hidden_number_has_none() -> None:
    bars = staven([Rij("E-mail", 20), Rij("Brief", 5), Rij("Telefoon", None), Rij("Vergadering", 0)])
    assert [bar["breed"] for bar in bars] == ["80.0%", "20.0%", "0%", "0%"]
    assert [bar["getoond"] for bar in bars] == [True, True, False, True]


def test_a_column_is_as_high_as_its_share_of_the_axis() -> None:
    drawn = kolommen(JAREN, "2025")
    assert [line["getal"] for line in drawn["lijnen"]] == [0, 20, 40, 60, 80]
    assert [column["hoog"] for column in drawn["kolommen"]] == [
        round(VLOER * 66 / 80),
        0,
        round(VLOER * 33 / 80),
    ]
    assert [column["soort"] for column in drawn["kolommen"]] == ["staaf eerder", "staaf eerder", "staaf nu"]
    assert [column["getoond"] for column in drawn["kolommen"]] == [True, False, True]


@pytest.mark.parametrize(
    ("most", "ticks"),
    [(0, [0, 1]), (1, [0, 1]), (5, [0, 2, 4, 6]), (9, [0, 5, 10]), (66, [0, 20, 40, 60, 80]), (3000, [0, 1000, 2000, 3000])],
)  # fmt: skip
def test_the_axis_counts_in_round_steps_from_nothing(most: int, ticks: list[int]) -> None:
    assert [line["getal"] for line in kolommen([Rij("2026", most)], "2026")["lijnen"]] == ticks


@pytest.mark.parametrize(("jaar", "stands"), [(2022, False), (2023, True), (2025, True), (2026, False)])
def test_a_measure_has_its_line_only_in_the_years_of_the_picture(jaar: int, stands: bool) -> None:
    assert bool(kolommen(JAREN, "2025", [maatregel(jaar)])["merken"]) is stands


def test_lines_of_several_measures_have_names_below_each_other() -> None:
    marks = kolommen(JAREN, "2025", [maatregel(2023, "poort"), maatregel(2025, "training")])["merken"]
    assert [(mark["letter"], mark["naam"], mark["kant"]) for mark in marks] == [
        ("A", "poort", "start"),
        ("B", "training", "end"),
    ]
    assert marks[0]["y"] < marks[1]["y"]
