"""A preventive measure beside a trend: told in whole numbers, never as an effect (protocol 35)."""

from typing import Any

import pytest
from pydantic import ValidationError

from plugin.protocol.preventie import GEEN_BEWIJS, Preventie, PreventieIn, gevolg
from plugin.protocol.registerwoorden import Rij

MAATREGEL = Preventie("1", "Training", 2024, "Meldingen", "totaal")


@pytest.mark.parametrize(
    ("reeks", "zin"),
    [
        (
            {"2023": 66, "2024": 63, "2025": 64},
            f"Training begon in 2024. In 2025 was het aantal 64. Dat is 2 minder dan in 2023. {GEEN_BEWIJS}",
        ),
        ({"2023": 66, "2025": None}, "Training begon in 2024. In 2023: 66. In 2025: niet getoond."),
        ({"2024": 66, "2025": 64}, "Training begon in 2024. Er zijn nog geen cijfers van ervoor én erna."),
        ({"2023": 66}, "Training begon in 2024. Er zijn nog geen cijfers van ervoor én erna."),
        ({}, "Training begon in 2024. Er zijn nog geen cijfers van ervoor én erna."),
    ],
)
def test_what_came_after_is_told_and_no_cause_is_claimed(reeks: dict[str, int | None], zin: str) -> None:
    assert gevolg(MAATREGEL, [Rij(jaar, aantal) for jaar, aantal in reeks.items()]) == zin


@pytest.mark.parametrize(
    "velden",
    [
        {"naam": ""},
        {"naam": "x" * 81},
        {"jaar": 1999},
        {"onderwerp": "Kanaal"},
        {"onderwerp": "Kanaal", "waarde": "duif"},
        {"onderwerp": "Slachtoffer", "waarde": "x"},
    ],
)
def test_only_a_number_of_the_register_can_be_linked(velden: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        PreventieIn.model_validate({"naam": "Training", "jaar": 2024} | velden)


def test_a_name_is_one_line() -> None:
    given = PreventieIn(naam="Training\n grenzen", jaar=2024, onderwerp="Kanaal", waarde="e-mail")
    assert given.naam == "Training grenzen"
