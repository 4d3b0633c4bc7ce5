"""The register in finished words and bars. A hidden number has no bar, and nothing is computed from it (protocol 34)."""

from collections.abc import Sequence
from typing import Any

from plugin.protocol.register import GEVOLGD, NIET_GETOOND, TOTAAL, Onderwerp
from plugin.web.words import hoofdletter

LANGSTE = 80  # per cent of the width; the number stands behind it
HOOGTE = 44  # px for one row: its word, and its bar below
PER_JAAR = "Meldingen per jaar"
KOLOM = {Onderwerp.MELDINGEN: "Jaar", Onderwerp.MAATREGELEN: "Maatregel"}
Rij = dict[str, Any]


def register(content: dict[str, Any], gekozen: str) -> dict[str, Any]:
    """The tables of one year, after the numbers of all years."""
    tables = content["tabellen"]
    totals = _totals(tables)
    years = [row["waarde"] for row in totals]
    year = gekozen if gekozen in years else (years[-1] if years else "")
    total = next((row["aantal"] for row in totals if row["waarde"] == year), None)
    return {
        "k": content["k"],
        "jaar": year,
        "jaren": years[::-1],
        "hoofd": _table(PER_JAAR, "Jaar", totals, _sentence_of_years(totals, year)) if years else None,
        "tabellen": [
            _table(
                _title(table, year),
                _column(table["titel"]),
                _by_size(table["rijen"]),
                _sentence(table, total),
            )
            for table in sorted(tables, key=_is_of_records)
            if table["periode"].startswith(year) and table["titel"] != Onderwerp.MELDINGEN
        ],
    }


def _is_of_records(table: dict[str, Any]) -> bool:
    """The records, counted, come after the totals."""
    return table["titel"] not in list(Onderwerp)


def _title(table: dict[str, Any], year: str) -> str:
    """With the half-year, where a table is about one."""
    part = table["periode"].removeprefix(year).strip()
    return f"{table['titel']}, {part}" if part else str(table["titel"])


def _column(title: str) -> str:
    return KOLOM.get(Onderwerp(title), title) if title in list(Onderwerp) else "Aard en vorm"


def _totals(tables: Sequence[dict[str, Any]]) -> list[Rij]:
    """One row a year, the oldest first."""
    rows = [
        {"waarde": table["periode"], "aantal": row["aantal"]}
        for table in tables
        if table["titel"] == Onderwerp.MELDINGEN
        for row in table["rijen"]
        if row["waarde"] == TOTAAL
    ]
    return sorted(rows, key=lambda row: str(row["waarde"]))


def _by_size(rows: Sequence[Rij]) -> list[Rij]:
    """The largest first; hidden ones last, in the order of their word list."""
    return sorted(rows, key=lambda row: (row["aantal"] is None, -(row["aantal"] or 0)))


def _table(title: str, column: str, rows: Sequence[Rij], sentence: tuple[str, str, str]) -> dict[str, Any]:
    most = max((row["aantal"] or 0 for row in rows), default=0)
    return {
        "titel": title,
        "kolom": column,
        "zin": sentence,
        "beeld": most > 0,
        "hoogte": HOOGTE * len(rows),
        "rijen": [_row(row, number, most) for number, row in enumerate(rows)],
    }


def _row(row: Rij, number: int, most: int) -> Rij:
    count = row["aantal"]
    return {
        "waarde": hoofdletter(_word(row["waarde"])),
        "getoond": count is not None,
        "aantal": NIET_GETOOND if count is None else str(count),
        "breed": f"{LANGSTE * count / most:.1f}%" if count else "0%",
        "y": HOOGTE * number,
    }


def _word(word: str) -> str:
    """A record of which a part is hidden says which part."""
    if word == NIET_GETOOND:
        return f"aard en vorm {NIET_GETOOND}"
    return word.replace(f", {NIET_GETOOND}", f", vorm {NIET_GETOOND}")


def _sentence_of_years(totals: Sequence[Rij], year: str) -> tuple[str, str, str]:
    """Before, in bold, and after: the number of the year, and the difference in whole numbers."""
    counts = {row["waarde"]: row["aantal"] for row in totals}
    count, before = counts[year], counts.get(str(int(year) - 1))
    if count is None:
        return f"Het aantal van {year} is ", NIET_GETOOND, "."
    said = "1 melding" if count == 1 else f"{count} meldingen"
    return f"In {year} waren er ", said, f".{_difference(count, before, int(year) - 1)}"


def _difference(count: int, before: int | None, year: int) -> str:
    if before is None:
        return ""
    if count == before:
        return f" Dat is evenveel als in {year}."
    return f" Dat is {abs(count - before)} {'meer' if count > before else 'minder'} dan in {year}."


def _sentence(table: dict[str, Any], total: int | None) -> tuple[str, str, str]:
    """The highest value; of what follows a case, without the number of meldingen beside it."""
    shown = [row for row in table["rijen"] if row["aantal"] is not None]
    named = [row for row in shown if row["waarde"] != NIET_GETOOND]
    if shown and not named:
        return "Aard en vorm van deze meldingen zijn ", NIET_GETOOND, "."
    if not named:
        return "Van dit onderwerp is nog geen aantal te laten zien.", "", ""
    most = max(row["aantal"] for row in named)
    highest = " en ".join(row["waarde"] for row in named if row["aantal"] == most)
    each = " elk" if sum(row["aantal"] == most for row in named) > 1 else ""
    of = f" van de {total}" if total is not None and table["titel"] not in list(GEVOLGD) else " keer"
    return "Het vaakst: ", highest, f". Dat is {most}{of}{each}."
