"""A letter that comes back from Word: its words must all be in sight, and nothing in it may come from elsewhere."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from plugin.letters.errors import LetterError
from plugin.letters.text import letter_text

ELSEWHERE = "In het document staat iets van buiten: {wat}. Haal het weg en probeer het opnieuw."
_FILE, _LINK, _FIELD = (
    "een nieuwe afbeelding of een ander bestand",
    "een koppeling",
    "een veld dat Word zelf invult",
)
# Kinds of relations that bring programs, other documents or text along.
_FOREIGN = re.compile(
    r"/(vbaProject|oleObject|package|control|activeX\w*|aFChunk|attachedTemplate|subDocument|frame)$"
)
_ADDRESS = re.compile(r"(?:mailto|tel):", re.IGNORECASE)
_HARMLESS = re.compile(r"\s*(?:PAGE|NUMPAGES|HYPERLINK\s+\"?(?:mailto|tel):|$)", re.IGNORECASE)


def put_back(docx: bytes, before: bytes) -> str:
    """The words of the changed document; `before` is the one it comes in place of.

    LetterError, with a sentence for who put it back, when it is no Word document, holds tracked changes or comments,
    or anything whose words nobody can be asked about: programs, fields, other files, pictures that were not there.
    """
    text = letter_text(docx)
    if not text.strip():
        raise LetterError("Het document is leeg.")
    known = {content for _, content in _parts(before)} if before else set()
    for name, content in _parts(docx):
        if content not in known and (found := _foreign(name, content)):
            raise LetterError(ELSEWHERE.format(wat=found))
    return text


def _parts(docx: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        for entry in package.infolist():
            if not entry.is_dir():
                yield entry.filename, package.read(entry)


def _foreign(name: str, content: bytes) -> str:
    """What in this part comes from elsewhere; empty when nothing does."""
    if not name.endswith((".xml", ".rels")):
        return "" if name.startswith("docProps/thumbnail") else _FILE
    try:
        root = parse_xml(content)
    except SyntaxError:
        return _FILE
    return _relation(root) if name.endswith(".rels") else _field(root)


def _relation(root: Any) -> str:
    for one in root:
        kind, target = str(one.get("Type")), str(one.get("Target"))
        if _FOREIGN.search(kind) or (kind.endswith("/image") and target.endswith(".xml")):
            return _FILE
        if str(one.get("TargetMode")).casefold() == "external" and not _ADDRESS.match(target):
            return _LINK
    return ""


def _field(root: Any) -> str:
    """Word fills a field when somebody opens the letter, so its words are not those that were read here."""
    codes = [one.text or "" for one in root.iter(qn("w:instrText"))]
    codes += [one.get(qn("w:instr")) or "" for one in root.iter(qn("w:fldSimple"))]
    return "" if all(map(_HARMLESS.match, codes)) else _FIELD
