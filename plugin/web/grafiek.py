"""Charts as numbers for an SVG: bars beside words, and columns over years. A hidden number has none.

Widths are per cent and heights px, so that text keeps its size on a phone and in print.
"""

import math
from collections.abc import Sequence
from typing import Any

from plugin.protocol.preventie import Preventie
from plugin.protocol.registerwoorden import Rij, hoeveel

LANGSTE = 80  # per cent of the width; the number stands behind it
HOOGTE = 44  # px for one row: its word, and its bar below
VLOER, BODEM = 160, 28  # px of the columns at their highest, and of the years below them
KOP = 24  # px above the columns for their numbers
LABEL = 20  # px for the name of a measure
AS = 11.0  # per cent at the left, for the numbers of the axis
DIK = 0.55  # of the place of a column


def staven(rijen: Sequence[Rij]) -> list[dict[str, Any]]:
    """One bar a row, as long as its share of the largest."""
    most = max((row.aantal or 0 for row in rijen), default=0)
    return [
        {
            "waarde": row.waarde,
            "getoond": row.aantal is not None,
            "aantal": hoeveel(row.aantal),
            "breed": f"{LANGSTE * row.aantal / most:.1f}%" if row.aantal else "0%",
            "y": HOOGTE * number,
        }
        for number, row in enumerate(rijen)
    ]


def kolommen(rijen: Sequence[Rij], gekozen: str, maatregelen: Sequence[Preventie] = ()) -> dict[str, Any]:
    """One column a year, with a dashed line where a measure began."""
    marks = [_at(rijen, one) for one in maatregelen]
    top = KOP + LABEL * len([mark for mark in marks if mark is not None])
    ticks = _ticks(max((row.aantal or 0 for row in rijen), default=0))
    step = (100 - AS) / max(1, len(rijen))
    return {
        "hoogte": top + VLOER + BODEM,
        "vloer": top + VLOER,
        "as": f"{AS}%",
        "as_tekst": f"{AS - 2}%",
        "lijnen": [{"getal": tick, "y": _y(tick, ticks[-1], top)} for tick in ticks],
        "kolommen": [
            _column(row, AS + step * place, step, ticks[-1], top, is_chosen=row.waarde == gekozen)
            for place, row in enumerate(rijen)
        ],
        "merken": _marks(maatregelen, marks, step),
    }


def _ticks(most: int) -> list[int]:
    """From nothing to at least the largest, in at most five round steps."""
    rough = max(1, most) / 4
    power = 10 ** math.floor(math.log10(rough))
    size = next(round(power * times) for times in (1, 2, 5, 10) if power * times >= max(1, rough))
    return [size * number for number in range(math.ceil(max(1, most) / size) + 1)]


def _y(number: int, most: int, top: int) -> int:
    return top + round(VLOER * (1 - number / most))


def _column(row: Rij, left: float, step: float, most: int, top: int, *, is_chosen: bool) -> dict[str, Any]:
    y = _y(row.aantal or 0, most, top)
    return {
        "jaar": row.waarde,
        "getoond": row.aantal is not None,
        "aantal": hoeveel(row.aantal),
        "x": f"{left + step * (1 - DIK) / 2:.2f}%",
        "midden": f"{left + step / 2:.2f}%",
        "breed": f"{step * DIK:.2f}%",
        "y": y,
        "hoog": top + VLOER - y,
        "soort": "staaf nu" if is_chosen else "staaf eerder",
    }


def _at(rijen: Sequence[Rij], maatregel: Preventie) -> int | None:
    """Before which column the line stands; None when the measure began outside the picture."""
    years = [int(row.waarde) for row in rijen]
    inside = years and years[0] <= maatregel.jaar <= years[-1]
    return next(place for place, year in enumerate(years) if year >= maatregel.jaar) if inside else None


def _marks(
    maatregelen: Sequence[Preventie], marks: Sequence[int | None], step: float
) -> list[dict[str, Any]]:
    found = [(one, place) for one, place in zip(maatregelen, marks, strict=True) if place is not None]
    return [
        {
            "naam": one.naam,
            "letter": chr(ord("A") + number % 26),
            "x": f"{AS + step * place:.2f}%",
            "kant": "end" if place * step > 50 else "start",
            "dx": -6 if place * step > 50 else 6,
            "y": LABEL * number + LABEL - 6,
        }
        for number, (one, place) in enumerate(found)
    ]
