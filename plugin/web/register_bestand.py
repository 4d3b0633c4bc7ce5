"""The register as a file: CSV (RFC 4180) and Excel. No cell can become a formula (ASVS 5.0, 1.2.10)."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import xlsxwriter

from plugin.flows.behandeling import Bestand
from plugin.protocol.register import NIET_GETOOND

KOPPEN = ("Onderwerp", "Periode", "Waarde", "Aantal")
FORMULE = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")
CSV, XLSX = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BREEDTES = (32, 18, 44, 14)  # characters
Rij = tuple[str, str, str, str | int]


def als_csv(content: dict[str, Any]) -> Bestand:
    """One row a number; what a spreadsheet would take for a formula gets an apostrophe before it."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(KOPPEN)
    for row in _rows(content):
        writer.writerow([cell if isinstance(cell, int) else _harmless(cell) for cell in row])
    return Bestand("register.csv", CSV, written.getvalue().encode())


def als_xlsx(content: dict[str, Any]) -> Bestand:
    """The same rows; words are written as words, whatever they begin with."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Register")
        bold = book.add_format({"bold": True})
        for column, (word, wide) in enumerate(zip(KOPPEN, BREEDTES, strict=True)):
            sheet.set_column(column, column, wide)
            sheet.write_string(0, column, word, bold)
        sheet.freeze_panes(1, 0)
        last = 0
        for last, row in enumerate(_rows(content), 1):
            for column, cell in enumerate(row):
                write = sheet.write_number if isinstance(cell, int) else sheet.write_string
                write(last, column, cell)
        sheet.autofilter(0, 0, last, len(KOPPEN) - 1)
    return Bestand("register.xlsx", XLSX, written.getvalue())


def _rows(content: dict[str, Any]) -> Iterator[Rij]:
    for table in content["tabellen"]:
        for row in table["rijen"]:
            yield table["titel"], table["periode"], row["waarde"], _count(row["aantal"])
    for one in content["maatregelen"]:
        yield "Preventieve maatregel", str(one["jaar"]), one["naam"], ""


def _count(aantal: int | None) -> str | int:
    return NIET_GETOOND if aantal is None else aantal


def _harmless(word: str) -> str:
    return f"'{word}" if word.startswith(FORMULE) else word
