"""A letter that comes back from Word: its words must all be in sight, and nothing in it may come from elsewhere."""

import io
import re
import zipfile
from collections.abc import Iterator

from plugin.letters.errors import LetterError
from plugin.letters.text import letter_text

ELSEWHERE = "In het document staat iets van buiten: {wat}. Haal het weg en probeer het opnieuw."
# Parts that carry programs, other documents or text from elsewhere.
_FOREIGN = re.compile(
    r"vbaProject|/embeddings/|/activeX/|oleObject|/afchunk|/attachedToolbars", re.IGNORECASE
)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']")
_HARMLESS = re.compile(rb"Target\s*=\s*[\"'](?:mailto|tel):", re.IGNORECASE)
_FIELD = re.compile(rb"<w:instrText\b[^>]*>([^<]*)<|<w:fldSimple\b[^>]*w:instr\s*=\s*[\"']([^\"']*)")
_NUMBERS = re.compile(rb"\s*(?:PAGE|NUMPAGES|HYPERLINK\s+&?\"?(?:mailto|tel):)", re.IGNORECASE)


def put_back(docx: bytes, before: bytes) -> str:
    """The words of the changed document; `before` is the one it comes in place of.

    LetterError, with a sentence for who put it back, when it is no Word document, holds tracked changes or comments,
    or anything whose words nobody can be asked about: programs, fields, other files, pictures that were not there.
    """
    text = letter_text(docx)
    if not text.strip():
        raise LetterError("Het document is leeg.")
    known = {content for name, content in _parts(before) if _is_picture(name)} if before else set()
    for name, content in _parts(docx):
        if found := _foreign(name, content, known):
            raise LetterError(ELSEWHERE.format(wat=found))
    return text


def _parts(docx: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        for name in package.namelist():
            yield name, package.read(name)


def _foreign(name: str, content: bytes, known: set[bytes]) -> str:
    """What in this part comes from elsewhere; empty when nothing does."""
    if _FOREIGN.search(name):
        return "een programma of een ander bestand"
    if _is_picture(name) and content not in known:
        return "een nieuwe afbeelding"
    if name.endswith(".rels"):
        outside = [one for one in _RELATION.findall(content) if _EXTERNAL.search(one)]
        return "een koppeling" if any(not _HARMLESS.search(one) for one in outside) else ""
    fields = [first or second for first, second in _FIELD.findall(content)] if name.endswith(".xml") else []
    return "een veld dat Word zelf invult" if any(not _NUMBERS.match(one) for one in fields) else ""


def _is_picture(name: str) -> bool:
    return "/media/" in name
