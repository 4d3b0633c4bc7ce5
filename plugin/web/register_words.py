"""The register page: the words of the register beside their charts (protocol 34, 35)."""

from collections.abc import Sequence
from typing import Any

from plugin.protocol.preventie import Preventie, gevolg
from plugin.protocol.register import NIET_BEPAALD, TABELLEN, TOTAAL, Onderwerp
from plugin.protocol.registerwoorden import Onderdeel, hoeveel, in_beeld, jaarbeeld, reeks, voluit
from plugin.web.grafiek import HOOGTE, kolommen, staven

Inhoud = dict[str, Any]


def register(content: Inhoud, gekozen: str) -> dict[str, Any]:
    """The tables of one year, after the numbers of all years."""
    beeld = jaarbeeld(content["tabellen"], gekozen)
    measures = [Preventie(**one) for one in content.get("maatregelen", ())]
    general = [one for one in measures if one.is_over_alles]
    said = {one.id: gevolg(one, reeks(content["tabellen"], one.onderwerp, one.waarde)) for one in measures}
    return {
        "k": content["k"],
        "jaar": beeld.jaar,
        "jaren": beeld.jaren[::-1],
        "hoofd": _head(beeld.hoofd, beeld.jaar, general, [said[one.id] for one in general])
        if beeld.hoofd
        else None,
        "tabellen": [_table(one) for one in beeld.tabellen],
        "maatregelen": [{"id": one.id, "naam": one.naam, "zin": said[one.id]} for one in measures],
        "trends": _trends(content, beeld.jaar, [one for one in measures if not one.is_over_alles]),
        "keuzes": _choices(),
    }


def _head(
    part: Onderdeel, year: str, measures: Sequence[Preventie], gevolgen: Sequence[str] = ()
) -> dict[str, Any]:
    return _table(part) | {"kolommen": kolommen(part.rijen, year, measures), "gevolgen": gevolgen}


def _table(part: Onderdeel) -> dict[str, Any]:
    rows = staven(part.rijen)
    return {
        "titel": part.titel,
        "kolom": part.kolom,
        "zin": part.zin,
        "beeld": any(row.aantal for row in part.rijen),
        "hoogte": HOOGTE * len(rows),
        "rijen": rows,
        "omschrijving": ", ".join(f"{row.waarde}: {hoeveel(row.aantal)}" for row in part.rijen),
    }


def _trends(content: Inhoud, year: str, measures: Sequence[Preventie]) -> list[dict[str, Any]]:
    """Each number that a measure was linked to, over the years, with the lines of all its measures."""
    linked = dict.fromkeys((one.onderwerp, one.waarde) for one in measures)
    return [
        _trend(content, year, of, [one for one in measures if (one.onderwerp, one.waarde) == of])
        for of in linked
    ]


def _trend(content: Inhoud, year: str, of: tuple[str, str], measures: Sequence[Preventie]) -> dict[str, Any]:
    rows = in_beeld(reeks(content["tabellen"], *of))
    said = " ".join(gevolg(one, rows) for one in measures)
    part = Onderdeel(f"{voluit(of[1])}, per jaar", "Jaar", (said, "", ""), rows)
    return _head(part, year, measures)


def _choices() -> list[dict[str, Any]]:
    """What a measure may be linked to; what is never counted is no choice."""
    return [{"waarde": f"{Onderwerp.MELDINGEN}/{TOTAAL}", "woord": "alle meldingen"}] + [
        {"waarde": f"{topic}/{word}", "woord": f"{topic}: {word}"}
        for topic, words in TABELLEN.items()
        if topic is not Onderwerp.MELDINGEN
        for word in words
        if word != NIET_BEPAALD
    ]
