"""The yearly report: made of what is published, kept in the library of the register site (protocol 34).

The night makes it once for each year that is closed; the regisseur may make that of a running year at any time.
"""

from collections.abc import Iterator, Sequence

from plugin.flows import registerblad
from plugin.flows.behandeling import Bestand
from plugin.flows.diensten import Diensten
from plugin.letters.grafiek import Grafiek
from plugin.letters.jaarrapport import Hoofdstuk
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
    tables, measures = registerblad.tabellen(diensten), diensten.registerbook.preventie()
    beeld = jaarbeeld(tables, jaar)
    if not beeld.hoofd or beeld.jaar != jaar:
        return None
    docx = _written(diensten, beeld, tables, measures)
    diensten.registerbook.bewaar_rapport(_name(jaar), docx)
    return Bestand(_name(jaar), WORD, docx)


def lees(diensten: Diensten, jaar: str) -> Bestand | None:
    """The report as it was kept."""
    docx = diensten.registerbook.rapport(_name(jaar))
    return None if docx is None else Bestand(_name(jaar), WORD, docx)


def maak_wat_ontbreekt(diensten: Diensten) -> list[str]:
    """The reports of closed years that were not made yet; which years they are."""
    profiel = diensten.profiel
    today = lokale_dag(diensten.now(), profiel.termijnen.tijdzone)
    years = jaarbeeld(registerblad.tabellen(diensten), "").jaren
    missing = [one for one in years if is_dicht(int(one), today, profiel) and lees(diensten, one) is None]
    return [one for one in missing if maak(diensten, one)]


def _name(jaar: str) -> str:
    return f"jaarrapport-{jaar}.docx"


def _written(diensten: Diensten, beeld: Jaarbeeld, tables: Tabellen, measures: Sequence[Preventie]) -> bytes:
    profiel = diensten.profiel
    fields = {
        "organisatie": profiel.organisatie.naam,
        "jaar": beeld.jaar,
        "datum": schrijf_dag(lokale_dag(diensten.now(), profiel.termijnen.tijdzone)),
        "k": str(profiel.registerregels.k),
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
