"""The yearly report: literal words, a chart for each table with words beside it, no number that is hidden."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from plugin.letters import LetterError
from plugin.letters.grafiek import Grafiek
from plugin.letters.jaarrapport import Hoofdstuk, Jaarrapport, editie_van
from plugin.letters.text import letter_text

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
VELDEN = {
    "organisatie": "provincie Voorbeeld",
    "jaar": "2026",
    "datum": "dinsdag 24 november 2026",
    "k": "5",
    "editie": "2026-3",
}
RIJEN = [("E-mail", "27"), ("Brief", "niet getoond")]


def hoofdstuk(zin: str = "Het vaakst: e-mail.", gekozen: str = "") -> Hoofdstuk:
    chart = Grafiek(
        "Kanaal", "E-mail: 27, Brief: niet getoond", [("E-mail", 27), ("Brief", None)], "0B5563", gekozen
    )
    return Hoofdstuk("Kanaal", zin, "Kanaal", RIJEN, chart)


@pytest.fixture(scope="module")
def rapport() -> Jaarrapport:
    return Jaarrapport(TEMPLATES)


def test_the_report_reads_as_its_tables(rapport: Jaarrapport) -> None:
    made = rapport.write(VELDEN, [hoofdstuk()], ["Training begon in 2024."])
    text = letter_text(made)
    for words in (
        "Jaarrapport agressie 2026",
        "provincie Voorbeeld",
        "Het vaakst: e-mail.",
        "niet getoond",
        "Training begon",
    ):
        assert words in text
    assert "{" not in text
    assert editie_van(made) == "2026-3"


@pytest.mark.parametrize("zin", ["{{ 7*7 }}", "{% raw %}", "<w:br/>&amp;", "{_{ x }_}", "</w:t>"])
def test_hostile_words_come_out_as_they_are(rapport: Jaarrapport, zin: str) -> None:
    assert zin in letter_text(rapport.write(VELDEN, [hoofdstuk(zin)], []))


def test_a_chart_is_drawn_by_word_itself_and_has_words_and_no_hidden_number(rapport: Jaarrapport) -> None:
    made = rapport.write(VELDEN, [hoofdstuk(gekozen="Brief"), hoofdstuk()], [])
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        charts = sorted(name for name in package.namelist() if name.startswith("word/charts/"))
        parts = [etree.fromstring(package.read(name)) for name in charts]
        body = package.read("word/document.xml").decode()
    assert len(parts) == 2
    for part in parts:
        assert [value.text for value in part.iterfind(".//{*}val//{*}v")] == ["27"]
        assert [value.text for value in part.iterfind(".//{*}cat//{*}v")] == ["E-mail", "Brief"]
    assert body.count('descr="E-mail: 27, Brief: niet getoond"') == 2


def test_a_table_without_numbers_has_no_chart(rapport: Jaarrapport) -> None:
    made = rapport.write(
        VELDEN, [Hoofdstuk("Nazorg", "Niets.", "Nazorg", [("Gegeven", "niet getoond")], None)], []
    )
    assert len(Document(io.BytesIO(made)).inline_shapes) == 0
    assert [cell.text for cell in Document(io.BytesIO(made)).tables[0].rows[1].cells] == [
        "Gegeven",
        "niet getoond",
    ]


def test_a_missing_template_is_said_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(LetterError, match="ontbreekt"):
        Jaarrapport(tmp_path)
