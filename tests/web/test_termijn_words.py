"""A deadline counts working days, and says so in words as well as in colour."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from plugin.web.termijn_words import te_openen, termijn

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


NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)  # 13.00 in Amsterdam


@pytest.mark.parametrize(
    ("lezen_voor", "soort", "kop", "zin"),
    [
        ("2026-11-24T13:30:00Z", "wacht", "Nog te openen", "Openen, uiterlijk vandaag 14.30 uur"),
        ("2026-11-24T12:00:00Z", "wacht", "Nog te openen", "Openen, uiterlijk vandaag 13.00 uur"),
        ("2026-11-24T11:30:00Z", "let", "Minder dan 1 uur te laat", "Openen, uiterlijk vandaag 12.30 uur"),
        ("2026-11-24T10:59:00Z", "let", "1 uur te laat", "Openen, uiterlijk vandaag 11.59 uur"),
        ("2026-11-23T15:00:00Z", "let", "21 uur te laat", "Openen, uiterlijk maandag 23 november 16.00 uur"),
    ],
)
def test_a_case_that_nobody_opened_says_until_when(lezen_voor: str, soort: str, kop: str, zin: str) -> None:
    row = {"status": "ontvangen", "lezen_voor": lezen_voor, "geopend_op": None}
    found = te_openen(row, NOON, "Europe/Amsterdam")
    assert found is not None
    assert (found.soort, found.kop, found.zin) == (soort, kop, zin)


@pytest.mark.parametrize(
    "otherwise",
    [{"geopend_op": "2026-11-24T09:00:00Z"}, {"status": "in_behandeling"}, {"lezen_voor": None}],
)
def test_once_somebody_opened_it_there_is_no_such_term(otherwise: dict[str, str | None]) -> None:
    row = {"status": "ontvangen", "lezen_voor": "2026-11-24T10:00:00Z", "geopend_op": None} | otherwise
    assert te_openen(row, NOON, "Europe/Amsterdam") is None
