"""A deadline counts working days, and says so in words as well as in colour."""

from __future__ import annotations

from datetime import date

import pytest

from plugin.web.termijn_words import termijn

TODAY = date(2026, 11, 24)  # a Tuesday


@pytest.mark.parametrize(
    ("day", "soort", "kop"),
    [
        (date(2026, 12, 1), "", "Nog 5 werkdagen"),
        (date(2026, 11, 26), "wacht", "Nog 2 werkdagen"),
        (date(2026, 11, 25), "wacht", "Nog 1 werkdag"),
        (TODAY, "wacht", "Vandaag"),
        (date(2026, 11, 23), "let", "1 werkdag te laat"),
        (date(2026, 11, 20), "let", "2 werkdagen te laat"),
    ],
)
def test_what_is_left_is_counted_in_working_days(day: date, soort: str, kop: str) -> None:
    found = termijn("stopgesprek", day, TODAY)
    assert (found.soort, found.kop) == (soort, kop)


def test_what_and_when_stand_beside_it() -> None:
    assert (
        termijn("stopgesprek", date(2026, 11, 30), TODAY).zin == "Stopgesprek, uiterlijk maandag 30 november"
    )
