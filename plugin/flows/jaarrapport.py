"""The yearly report: made of what is published, kept in the library of the register site (protocol 34).

The regisseur may make it at any time. Of each year that is closed the night makes it, unless one of the last edition
of that year is kept.
"""

from collections.abc import Iterator, Sequence

from plugin.flows import registerblad
from plugin.flows.behandeling import Bestand
from plugin.flows.diensten import Diensten
from plugin.letters.grafiek import Grafiek
from plugin.letters.jaarrapport import Hoofdstuk, editie_van
from plugin.protocol.preventie import Preventie, gevolg
from plugin.protocol.register import NIET_GETOOND, is_dicht
from plugin.protocol.registerwoorden import (
    Jaarbeeld,
    Onderdeel,
    Rij,
    Tabellen,
    hoeveel,
    jaarbeeld,
    reeks,
)
from plugin.protocol.termijnen import lokale_dag, schrijf_dag

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def maak(diensten: Diensten, jaar: str) -> Bestand | None:
    """Make the report of a year and keep it in the place of an earlier one. None: the register has no such year."""
    cijfers, measures = diensten.registerbook.cijfers(), diensten.registerbook.preventie()
    tables = registerblad.tabellen_van(diensten, cijfers)
    beeld = jaarbeeld(tables, jaar)
    if not beeld.hoofd or beeld.jaar != jaar:
        return None
    docx = _written(diensten, beeld, tables, measures, registerblad.edities(cijfers)[jaar])
    diensten.registerbook.bewaar_rapport(_name(jaar), docx)
    return Bestand(_name(jaar), WORD, docx)


def lees(diensten: Diensten, jaar: str) -> Bestand | None:
    """The report as it was kept."""
    docx = diensten.registerbook.rapport(_name(jaar))
    return None if docx is None else Bestand(_name(jaar), WORD, docx)


def maak_wat_ontbreekt(diensten: Diensten) -> list[str]:
    """The reports of closed years that were not made of their last edition yet; which years they are."""
    profiel = diensten.profiel
    today = lokale_dag(diensten.now(), profiel.termijnen.tijdzone)
    last = registerblad.edities(diensten.registerbook.cijfers())
    closed = [jaar for jaar in last if is_dicht(int(jaar), today, profiel)]
    return [
        jaar for jaar in closed if _kept_of(diensten, jaar) != last[jaar] and maak(diensten, jaar) is not None
    ]


def _kept_of(diensten: Diensten, jaar: str) -> str | None:
    """The edition of which the kept report was made; None when there is no report."""
    kept = lees(diensten, jaar)
    return None if kept is None else editie_van(kept.inhoud)


def _name(jaar: str) -> str:
    return f"jaarrapport-{jaar}.docx"


def _written(
    diensten: Diensten, beeld: Jaarbeeld, tables: Tabellen, measures: Sequence[Preventie], editie: str
) -> bytes:
    profiel = diensten.profiel
    fields = {
        "organisatie": profiel.organisatie.naam,
        "jaar": beeld.jaar,
        "datum": schrijf_dag(lokale_dag(diensten.now(), profiel.termijnen.tijdzone)),
        "k": str(profiel.registerregels.k),
        "editie": editie,
    }
    colour = profiel.organisatie.huiskleur.removeprefix("#")
    said = [gevolg(one, reeks(tables, one.onderwerp, one.waarde)) for one in measures]
    return diensten.jaarrapport.write(fields, list(_chapters(beeld, colour)), said)


def _chapters(beeld: Jaarbeeld, colour: str) -> Iterator[Hoofdstuk]:
    if beeld.hoofd:
        yield _chapter(beeld.hoofd, colour, beeld.jaar)
    for part in beeld.tabellen:
        yield _chapter(part, colour, "")


def _chapter(part: Onderdeel, colour: str, chosen: str) -> Hoofdstuk:
    described = ", ".join(f"{row.waarde}: {hoeveel(row.aantal)}" for row in part.rijen)
    points = [(_word(row), row.aantal) for row in part.rijen]
    chart = Grafiek(part.titel, described, points, colour, chosen)
    return Hoofdstuk(
        part.titel,
        "".join(part.zin),
        part.kolom,
        [(row.waarde, hoeveel(row.aantal)) for row in part.rijen],
        chart if any(row.aantal for row in part.rijen) else None,
    )


def _word(row: Rij) -> str:
    return row.waarde if row.aantal is not None else f"{row.waarde}, {NIET_GETOOND}"
