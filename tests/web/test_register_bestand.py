"""The register as a file: read back by a program, and never a formula (ASVS 5.0, 1.2.10)."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import Any

import pytest

from plugin.web.register_bestand import FORMULE, als_csv, als_xlsx

SHEET = "xl/worksheets/sheet1.xml"


def content(*names: str) -> dict[str, Any]:
    rows = [{"waarde": "e-mail", "aantal": 27}, {"waarde": "brief", "aantal": None}]
    measures = [{"id": "1", "naam": name, "jaar": 2024} for name in names]
    return {"tabellen": [{"titel": "Kanaal", "periode": "2026", "rijen": rows}], "maatregelen": measures}


def read(made: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(made.decode(), newline="")))


def test_each_number_is_a_row_and_a_hidden_one_says_so() -> None:
    assert read(als_csv(content()).inhoud) == [
        ["Onderwerp", "Periode", "Waarde", "Aantal"],
        ["Kanaal", "2026", "e-mail", "27"],
        ["Kanaal", "2026", "brief", "niet getoond"],
    ]


@pytest.mark.parametrize("sign", FORMULE)
def test_a_word_that_looks_like_a_formula_is_a_word(sign: str) -> None:
    word = f"{sign}HYPERLINK(1)"
    row = read(als_csv(content(word)).inhoud)[-1]
    assert row == ["Preventieve maatregel", "2024", f"'{word}", ""]


def test_excel_gets_numbers_as_numbers_and_words_as_words() -> None:
    with zipfile.ZipFile(io.BytesIO(als_xlsx(content('=cmd|" /c calc"!A1', "+1", "@x")).inhoud)) as book:
        sheet, words = book.read(SHEET).decode(), book.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet
    assert re.findall(r'<c r="D2"[^>]*><v>(\d+)</v>', sheet) == ["27"]
    assert re.search(r'<c r="D3"[^>]* t="s">', sheet)
    assert "niet getoond" in words
    assert "=cmd|" in words


def test_the_same_register_gives_the_same_rows_in_both_files() -> None:
    rows = read(als_csv(content("training")).inhoud)
    with zipfile.ZipFile(io.BytesIO(als_xlsx(content("training")).inhoud)) as book:
        sheet = book.read(SHEET).decode()
    assert sheet.count("<row ") == len(rows)
