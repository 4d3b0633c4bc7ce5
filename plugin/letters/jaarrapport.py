"""The yearly report in Word: every table of the register with its sentence and its chart (protocol 34).

The template holds the words around the numbers and the looks; what stands in it is printed as it is.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docx import Document
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from plugin.letters.errors import LetterError
from plugin.letters.filling import word_markup
from plugin.letters.grafiek import Grafiek, geplaatst

SJABLOON = Path("rapport") / "jaarrapport.docx"


@dataclass(frozen=True)
class Hoofdstuk:
    """One table, its sentence, and the chart above it; none where nothing is shown."""

    titel: str
    zin: str
    kolom: str
    rijen: Sequence[tuple[str, str]]
    grafiek: Grafiek | None


@dataclass(frozen=True)
class _Beeld:
    """Markup of our own: the only thing in a template that is not words."""

    markup: str


class Jaarrapport:
    """Read once; safe to use from several threads. LetterError at once when the template is absent or unfit."""

    def __init__(self, folder: Path) -> None:
        path = folder / SJABLOON
        try:
            self._template = path.read_bytes()
        except OSError as error:
            raise LetterError(f"Het sjabloon {path} ontbreekt.") from error
        self.write({name: name for name in VELDEN}, [], [])

    def write(
        self, velden: Mapping[str, str], hoofdstukken: Sequence[Hoofdstuk], preventie: Sequence[str]
    ) -> bytes:
        """The report; `velden` are the finished words of `VELDEN`."""
        document, finished = DocxTemplate(io.BytesIO(self._template)), io.BytesIO()
        document.init_docx()
        chapters = [_chapter(document, one, number) for number, one in enumerate(hoofdstukken, 1)]
        content = {**velden, "hoofdstukken": chapters, "preventie": list(preventie)}
        environment = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=_printed)
        try:
            document.render(content, environment, autoescape=True)
        except TemplateError as error:
            raise LetterError(f"Het jaarrapport is niet te maken: {error}.") from error
        document.docx.core_properties.version = velden["editie"]
        document.save(finished)
        return finished.getvalue()


VELDEN = ("organisatie", "jaar", "datum", "k", "editie")


def editie_van(docx: bytes) -> str:
    """Of which edition of the register a report was made: it stands in the properties of the file."""
    version: str = Document(io.BytesIO(docx)).core_properties.version
    return version


def _chapter(document: DocxTemplate, chapter: Hoofdstuk, number: int) -> dict[str, Any]:
    drawn = geplaatst(document.docx, chapter.grafiek, number) if chapter.grafiek else ""
    return {
        "titel": chapter.titel,
        "zin": chapter.zin,
        "kolom": chapter.kolom,
        "rijen": [{"waarde": word, "aantal": count} for word, count in chapter.rijen],
        "beeld": _Beeld(drawn) if drawn else None,
    }


def _printed(value: object) -> object:
    return Markup(value.markup) if isinstance(value, _Beeld) else word_markup(value)  # noqa: S704 - our own
