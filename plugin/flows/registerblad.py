"""The register as the regisseur reads it: the newest whole edition of each year (protocol 34)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from plugin.flows.diensten import Diensten
from plugin.protocol.preventie import PreventieIn
from plugin.protocol.register import NIET_GETOOND, TABELLEN, TOTAAL, Onderwerp

RECORDS = "Meldingen per aard en vorm"
Velden = dict[str, Any]


def register(diensten: Diensten) -> dict[str, Any]:
    """All tables, and the preventive measures beside them."""
    measures = [asdict(one) for one in diensten.registerbook.preventie()]
    return {
        "k": diensten.profiel.registerregels.k,
        "tabellen": tabellen(diensten),
        "maatregelen": measures,
    }


def koppel(diensten: Diensten, gegeven: PreventieIn) -> Velden:
    """Put a preventive measure beside a number over the years (protocol 35)."""
    return asdict(diensten.registerbook.koppel(gegeven))


def ontkoppel(diensten: Diensten, preventie_id: str) -> None:
    diensten.registerbook.ontkoppel(preventie_id)


def tabellen(diensten: Diensten) -> list[Velden]:
    """The newest year first; a hidden number is None, whatever the reason."""
    return tabellen_van(diensten, diensten.registerbook.cijfers())


def tabellen_van(diensten: Diensten, cijfers: list[Velden]) -> list[Velden]:
    return [table for editie in edities(cijfers).values() for table in _tables(diensten, editie, cijfers)]


def edities(cijfers: list[Velden]) -> dict[str, str]:
    """The last edition of each year, the latest year first. The row that makes an edition whole is written last."""
    years: dict[int, int] = {}
    for editie in (row["Editie"] for row in cijfers if row["Waarde"] == TOTAAL):
        jaar, nummer = map(int, editie.split("-"))
        years[jaar] = max(nummer, years.get(jaar, 0))
    return {str(jaar): f"{jaar}-{years[jaar]}" for jaar in sorted(years, reverse=True)}


def _tables(diensten: Diensten, editie: str, cijfers: list[Velden]) -> Iterator[Velden]:
    shown = {
        (row["Onderwerp"], row["Waarde"]): row.get("Aantal") for row in cijfers if row["Editie"] == editie
    }
    jaar = editie.partition("-")[0]
    for topic, words in TABELLEN.items():
        rows = [{"waarde": word, "aantal": _whole(shown.get((topic, word)))} for word in words]
        yield {"titel": topic.value, "periode": jaar, "rijen": rows}
        if topic is Onderwerp.MELDINGEN:
            yield from _records(diensten.registerbook.regels(editie))


def _records(regels: Mapping[tuple[str, str, str], int]) -> Iterator[Velden]:
    """The records, counted: one table for each period they name."""
    counted = Counter[tuple[str, str]]()
    for (periode, groep, vorm), count in regels.items():
        counted[periode, _combined(groep, vorm)] += count
    for periode in sorted({periode for periode, _ in counted}):
        rows = [
            {"waarde": words, "aantal": count}
            for (of, words), count in sorted(counted.items())
            if of == periode
        ]
        yield {"titel": RECORDS, "periode": periode, "rijen": rows}


def _combined(groep: str, vorm: str) -> str:
    return NIET_GETOOND if groep == vorm == NIET_GETOOND else f"{groep}, {vorm}"


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)
