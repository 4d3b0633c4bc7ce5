"""The words of a Word document as its reader meets them: what consent is bound to (protocol 14)."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from plugin.letters.errors import LetterError

# What the zip, package and XML readers raise on a file that is no Word document; XML errors are SyntaxErrors.
OPENING_ERRORS = (zipfile.BadZipFile, OpcError, KeyError, ValueError, SyntaxError)

_LARGEST = 50_000_000  # bytes unpacked: a letter is a hundred times smaller
_PARAGRAPH, _RUN = qn("w:p"), qn("w:r")
_OLD_COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
# Two readings in one file, or words from elsewhere: nobody could say what was agreed to.
_UNSETTLED = [qn(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo", "altChunk")]


def letter_text(docx: bytes) -> str:
    """The words in reading order: headers, body with tables and text boxes, notes, footers.

    One paragraph or line a line; an empty paragraph is layout and gives none. LetterError when this is no
    Word document, or when it still holds tracked changes or comments.
    """
    document = _opened(docx)
    roots = [
        document.element.body if part is document.part else parse_xml(part.blob) for part in _parts(document)
    ]
    if any(next(root.iter(*_UNSETTLED), None) is not None for root in roots) or _has_comments(document):
        raise LetterError("In het document staan nog wijzigingen of opmerkingen. Verwerk die eerst in Word.")
    return "\n".join(line for root in roots for line in _lines(root))


def _opened(docx: bytes) -> WordDocument:
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            unpacked = sum(entry.file_size for entry in package.infolist())
        if unpacked > _LARGEST:
            raise LetterError("Het document is uitgepakt te groot.")
        return Document(io.BytesIO(docx))
    except OPENING_ERRORS as error:
        raise LetterError("Dit is geen Word-document.") from error


def _parts(document: WordDocument) -> Iterator[Any]:
    yield from _referenced(document, "w:headerReference")
    yield document.part
    yield from _related(document, RELATIONSHIP_TYPE.FOOTNOTES)
    yield from _related(document, RELATIONSHIP_TYPE.ENDNOTES)
    yield from _referenced(document, "w:footerReference")


def _referenced(document: WordDocument, tag: str) -> list[Any]:
    """The parts the sections point at, each once; Word may keep others that no page shows."""
    ids = dict.fromkeys(reference.get(qn("r:id")) for reference in document.element.body.iter(qn(tag)))
    return [document.part.related_parts[part_id] for part_id in ids]


def _related(document: WordDocument, kind: str) -> list[Any]:
    return [relation.target_part for relation in document.part.rels.values() if relation.reltype == kind]


def _has_comments(document: WordDocument) -> bool:
    return any(
        next(parse_xml(part.blob).iter(qn("w:comment")), None) is not None
        for part in _related(document, RELATIONSHIP_TYPE.COMMENTS)
    )


def _lines(root: Any) -> Iterator[str]:
    for paragraph in root.iter(_PARAGRAPH):
        if next(paragraph.iterancestors(_OLD_COPY), None) is None:
            lines = map(str.strip, "".join(_pieces(paragraph)).split("\n"))
            yield from filter(None, lines)


def _pieces(node: Any) -> Iterator[str]:
    """Text and signs of one paragraph; a paragraph in a text box inside it has a line of its own."""
    for child in node:
        if child.tag in {_PARAGRAPH, _OLD_COPY}:
            continue
        if isinstance(child.tag, str) and child.tag.endswith("}t"):
            yield child.text or ""
        elif node.tag == _RUN:
            yield _SIGNS.get(child.tag, "")
        yield from _pieces(child)
