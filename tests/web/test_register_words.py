"""The sentences of the register: the highest value, a difference in whole numbers, never a cause (protocol 34)."""

from __future__ import annotations

from typing import Any

import pytest

from plugin.web.register_words import register

Count = int | None


def table(title: str, year: str, **counts: Count) -> dict[str, Any]:
    rows = [{"waarde": word, "aantal": count} for word, count in counts.items()]
    return {"titel": title, "periode": year, "rijen": rows}


def words(*tables: dict[str, Any], jaar: str = "") -> dict[str, Any]:
    return register({"k": 5, "tabellen": list(tables)}, jaar)


def said(of: dict[str, Any]) -> str:
    return "".join(of["zin"])


@pytest.mark.parametrize(
    ("before", "now", "sentence"),
    [
        (None, 64, "In 2026 waren er 64 meldingen."),
        (63, 64, "In 2026 waren er 64 meldingen. Dat is 1 meer dan in 2025."),
        (70, 64, "In 2026 waren er 64 meldingen. Dat is 6 minder dan in 2025."),
        (64, 64, "In 2026 waren er 64 meldingen. Dat is evenveel als in 2025."),
        (63, None, "Het aantal van 2026 is niet getoond."),
    ],
)
def test_a_year_is_compared_with_the_year_before_in_whole_numbers(
    before: Count, now: Count, sentence: str
) -> None:
    shown = words(table("Meldingen", "2026", totaal=now), table("Meldingen", "2025", totaal=before))
    assert said(shown["hoofd"]) == sentence
    assert [row["waarde"] for row in shown["hoofd"]["rijen"]] == ["2025", "2026"]


@pytest.mark.parametrize(
    ("title", "counts", "sentence"),
    [
        ("Kanaal", {"e-mail": 27, "brief": 9}, "Het vaakst: e-mail. Dat is 27 van de 64."),
        ("Kanaal", {"e-mail": 9, "brief": 9}, "Het vaakst: e-mail en brief. Dat is 9 van de 64 elk."),
        ("Kanaal", {"e-mail": None, "brief": 9}, "Het vaakst: brief. Dat is 9 van de 64."),
        ("Nazorg", {"gegeven": 31}, "Het vaakst: gegeven. Dat is 31 keer."),
        ("Kanaal", {"e-mail": None, "brief": None}, "Van dit onderwerp is nog geen aantal te laten zien."),
    ],
)
def test_a_table_says_its_highest_value(title: str, counts: dict[str, Count], sentence: str) -> None:
    shown = words(table("Meldingen", "2026", totaal=64), table(title, "2026", **counts))
    assert said(shown["tabellen"][0]) == sentence


def test_rows_stand_by_size_and_hidden_ones_last_in_their_own_order() -> None:
    kanalen = table("Kanaal", "2026", brief=None, telefoon=9, persoonlijk=None, email=27)
    shown = words(table("Meldingen", "2026", totaal=64), kanalen)["tabellen"][0]
    assert [row["waarde"] for row in shown["rijen"]] == ["Email", "Telefoon", "Brief", "Persoonlijk"]
    assert [row["aantal"] for row in shown["rijen"]] == ["27", "9", "niet getoond", "niet getoond"]
    assert [row["breed"] for row in shown["rijen"]] == ["80.0%", "26.7%", "0%", "0%"]


def test_without_an_edition_there_is_no_year_and_no_table() -> None:
    assert (words()["hoofd"], words()["jaar"], words()["tabellen"]) == (None, "", [])


def test_an_earlier_year_is_shown_when_it_is_chosen_and_an_unknown_one_is_not() -> None:
    both = (table("Meldingen", "2026", totaal=6), table("Meldingen", "2025", totaal=9))
    assert [words(*both, jaar=year)["jaar"] for year in ("2025", "1999", "")] == ["2025", "2026", "2026"]


def test_records_that_are_all_hidden_say_so() -> None:
    records = table("Meldingen per aard en vorm", "2026", **{"niet getoond": 6})
    shown = words(table("Meldingen", "2026", totaal=6), records)["tabellen"][0]
    assert said(shown) == "Aard en vorm van deze meldingen zijn niet getoond."


def test_a_record_says_which_part_is_hidden() -> None:
    records = {
        "titel": "Meldingen per aard en vorm",
        "periode": "2026 1e helft",
        "rijen": [
            {"waarde": "niet getoond", "aantal": 6},
            {"waarde": "bedreiging, niet getoond", "aantal": 5},
        ],
    }
    shown = words(table("Meldingen", "2026", totaal=11), records)["tabellen"][0]
    assert shown["titel"] == "Meldingen per aard en vorm, 1e helft"
    assert [row["waarde"] for row in shown["rijen"]] == [
        "Aard en vorm niet getoond",
        "Bedreiging, vorm niet getoond",
    ]
