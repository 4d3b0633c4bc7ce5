"""The register in words: its tables in the order in which they are read, each with one plain sentence (protocol 34).

A sentence names the highest value, or a difference in whole numbers; never a percentage, and never a cause. A hidden
number is "niet getoond", and nothing is computed from it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plugin.protocol.register import GEVOLGD, NIET_BEPAALD, NIET_GETOOND, TOTAAL, Onderwerp

Zin = tuple[str, str, str]  # before, what stands out, and after
Tabellen = Sequence[Mapping[str, Any]]

PER_JAAR = "Meldingen per jaar"
MEESTE_JAREN = 6  # columns that are still readable on a phone
KOLOM = {Onderwerp.MELDINGEN: "Jaar", Onderwerp.MAATREGELEN: "Maatregel"}
NIETS = "Van dit onderwerp is nog geen aantal te laten zien."
ONBEPAALD = "Of iemand dit vaker deed, is niet bepaald: herkennen over zaken heen staat uit."


@dataclass(frozen=True)
class Rij:
    """A word and its number; None is hidden."""

    waarde: str
    aantal: int | None


@dataclass(frozen=True)
class Onderdeel:
    """One table, ready to be read."""

    titel: str
    kolom: str
    zin: Zin
    rijen: tuple[Rij, ...]


@dataclass(frozen=True)
class Jaarbeeld:
    """One year of the register, after the numbers of all years. Without an edition there is no year."""

    jaar: str
    jaren: tuple[str, ...]
    hoofd: Onderdeel | None
    tabellen: tuple[Onderdeel, ...]


def jaarbeeld(tabellen: Tabellen, gekozen: str) -> Jaarbeeld:
    """The chosen year; the newest one when there is no such year."""
    totals = reeks(tabellen, Onderwerp.MELDINGEN, TOTAAL)
    years = [row.waarde for row in totals]
    if not years:
        return Jaarbeeld("", (), None, ())
    year = gekozen if gekozen in years else years[-1]
    head = Onderdeel(PER_JAAR, "Jaar", _sentence_of_years(totals, year), _around(totals, year))
    of_year = [table for table in sorted(tabellen, key=_is_of_records) if _belongs(table, year)]
    return Jaarbeeld(year, tuple(years), head, tuple(_part(tabellen, table, year) for table in of_year))


def reeks(tabellen: Tabellen, onderwerp: str, waarde: str) -> tuple[Rij, ...]:
    """One number over the years, the oldest first."""
    rows = [
        Rij(table["periode"], row["aantal"])
        for table in tabellen
        if table["titel"] == onderwerp
        for row in table["rijen"]
        if row["waarde"] == waarde
    ]
    return tuple(sorted(rows, key=lambda row: row.waarde))


def in_beeld(rijen: Sequence[Rij]) -> tuple[Rij, ...]:
    """As many years as a picture holds, the last ones."""
    return tuple(rijen[-MEESTE_JAREN:])


def hoeveel(aantal: int | None) -> str:
    return NIET_GETOOND if aantal is None else str(aantal)


def voluit(word: str) -> str:
    """A record of which a part is hidden says which part."""
    if word == NIET_GETOOND:
        return f"Aard en vorm {NIET_GETOOND}"
    said = word.replace(f", {NIET_GETOOND}", f", vorm {NIET_GETOOND}")
    return said[:1].upper() + said[1:]


def _around(totals: Sequence[Rij], year: str) -> tuple[Rij, ...]:
    last = in_beeld(totals)
    return last if year >= last[0].waarde else in_beeld([row for row in totals if row.waarde <= year])


def _belongs(table: Mapping[str, Any], year: str) -> bool:
    of_year: bool = table["periode"].startswith(year)
    return of_year and table["titel"] != Onderwerp.MELDINGEN


def _is_of_records(table: Mapping[str, Any]) -> bool:
    """The records, counted, come after the totals."""
    return table["titel"] not in list(Onderwerp)


def _part(tabellen: Tabellen, table: Mapping[str, Any], year: str) -> Onderdeel:
    total = {row.waarde: row.aantal for row in reeks(tabellen, Onderwerp.MELDINGEN, TOTAAL)}[year]
    rows = sorted(
        (Rij(row["waarde"], row["aantal"]) for row in table["rijen"]),
        key=lambda row: (row.aantal is None, -(row.aantal or 0)),
    )
    sentence = _sentence(table["titel"], rows, total)
    return Onderdeel(
        _title(table, year),
        _column(table["titel"]),
        (*sentence[:2], sentence[2] + _a_year_ago(tabellen, table["titel"], rows, year)),
        tuple(Rij(voluit(row.waarde), row.aantal) for row in rows),
    )


def _title(table: Mapping[str, Any], year: str) -> str:
    """With the half-year, where a table is about one."""
    part = table["periode"].removeprefix(year).strip()
    return f"{table['titel']}, {part}" if part else str(table["titel"])


def _column(title: str) -> str:
    return KOLOM.get(Onderwerp(title), title) if title in list(Onderwerp) else "Aard en vorm"


def _sentence_of_years(totals: Sequence[Rij], year: str) -> Zin:
    """The number of the year, and the difference with the year before and with the first one in the picture."""
    counts = {row.waarde: row.aantal for row in totals}
    count, before, first = counts[year], str(int(year) - 1), _around(totals, year)[0].waarde
    if count is None:
        return f"Het aantal van {year} is ", NIET_GETOOND, "."
    said = "1 melding" if count == 1 else f"{count} meldingen"
    compared = [
        f"{verschil(count, past)} in {other}"
        for other in dict.fromkeys((before, first))
        if other < year and (past := counts.get(other)) is not None
    ]
    return f"In {year} waren er ", said, f". Dat is {' en '.join(compared)}." if compared else "."


def verschil(aantal: int, eerder: int) -> str:
    """'3 meer dan'"""
    if aantal == eerder:
        return "evenveel als"
    return f"{abs(aantal - eerder)} {'meer' if aantal > eerder else 'minder'} dan"


def _named(rows: Sequence[Rij]) -> list[Rij]:
    return [row for row in rows if row.aantal is not None and row.waarde != NIET_GETOOND]


def _highest(rows: Sequence[Rij]) -> list[str]:
    named = _named(rows)
    return [row.waarde for row in named if row.aantal == max(one.aantal or 0 for one in named)]


def _sentence(title: str, rows: Sequence[Rij], total: int | None) -> Zin:
    """The highest value; of what follows a case, without the number of meldingen beside it."""
    shown, named = [row for row in rows if row.aantal is not None], _named(rows)
    if shown and not named:
        return "Aard en vorm van deze meldingen zijn ", NIET_GETOOND, "."
    if not named:
        return (ONBEPAALD if rows and rows[0].waarde == NIET_BEPAALD else NIETS), "", ""
    highest, most = _highest(rows), named[0].aantal
    each = " elk" if len(highest) > 1 else ""
    of = f" van de {total}" if total is not None and title not in list(GEVOLGD) else " keer"
    return "Het vaakst: ", " en ".join(highest), f". Dat is {most}{of}{each}."


def _a_year_ago(tabellen: Tabellen, title: str, rows: Sequence[Rij], year: str) -> str:
    """What the highest value was a year before, when that was shown; records have no such year."""
    highest = _highest(rows)
    if len(highest) != 1 or title not in list(Onderwerp):
        return ""
    before = str(int(year) - 1)
    past = {row.waarde: row.aantal for row in reeks(tabellen, title, highest[0])}.get(before)
    return "" if past is None else f" In {before} was dat {past}."
