"""Fills the letters and mails under templates/ with finished words."""

import io
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import FileSystemLoader, TemplateError, meta

from plugin.letters import fields, filling
from plugin.letters.errors import LetterError
from plugin.letters.text import OPENING_ERRORS, letter_text

_MAIL_PARTS = ("subject.txt", "body.html")


@dataclass(frozen=True)
class Letter:
    """A finished Word document and its words; consent is bound to the words (protocol 14)."""

    docx: bytes
    text: str


@dataclass(frozen=True)
class Mail:
    subject: str
    html: str


class Letters:
    """The templates of one organisation, read and checked once; safe to use from several threads.

    `folder` holds letters/<name>.docx and mail/<name>/; a file of the same name under `eigen` comes in its place, so
    that an organisation changes only the letters it words otherwise. LetterError at once when a template is absent, takes
    other fields than plugin.letters.fields says, or reaches for more than words.
    """

    def __init__(self, folder: Path, eigen: Path | None = None) -> None:
        places = (eigen, folder) if eigen else (folder,)
        self._letters = {name: _bytes_of(_first(places, f"letters/{name}.docx")) for name in fields.LETTERS}
        self._loader = FileSystemLoader([place / "mail" for place in places])
        self._mails = filling.mail_environment(self._loader)
        for name, declared in fields.LETTERS.items():
            self._check_letter(name, declared)
        for name, declared in fields.MAILS.items():
            self._check_mail(name, declared)

    def write(self, name: str, velden: Mapping[str, Any]) -> Letter:
        """The letter with these fields; fields of other templates may stand among them."""
        filling.need_all_fields(f"de brief {name}", velden, _declared(fields.LETTERS, name))
        docx = _filled(f"De brief {name}", self._letters[name], velden)
        return Letter(docx, letter_text(docx))

    def mail(self, name: str, velden: Mapping[str, Any]) -> Mail:
        """The mail that goes with it: a subject of one line, a body in HTML."""
        filling.need_all_fields(f"de mail {name}", velden, _declared(fields.MAILS, name))
        try:
            subject, html = (
                self._mails.get_template(f"{name}/{part}").render(velden) for part in _MAIL_PARTS
            )
        except TemplateError as error:
            raise LetterError(f"De mail {name} is niet te maken: {error}.") from error
        return Mail(" ".join(subject.split()), html)

    def _check_letter(self, name: str, declared: frozenset[str]) -> None:
        template = DocxTemplate(io.BytesIO(self._letters[name]))
        try:
            used = template.get_undeclared_template_variables(filling.letter_environment())
        except (TemplateError, *OPENING_ERRORS) as error:
            raise LetterError(f"De brief {name} is niet te lezen: {error}.") from error
        filling.need_same_fields(f"De brief {name}", used, declared)
        self.write(name, fields.sample(declared))

    def _check_mail(self, name: str, declared: Set[str]) -> None:
        used: set[str] = set()
        for part in _MAIL_PARTS:
            try:
                source, _, _ = self._loader.get_source(self._mails, f"{name}/{part}")
                used |= meta.find_undeclared_variables(self._mails.parse(source))
            except TemplateError as error:
                raise LetterError(f"De mail {name}/{part} is niet te lezen: {error}.") from error
        filling.need_same_fields(f"De mail {name}", used, declared)
        self.mail(name, {field: field for field in declared})


def _first(places: Sequence[Path], name: str) -> Path:
    """Where this file stands first; the last place when it stands nowhere."""
    return next((place / name for place in places if (place / name).exists()), places[-1] / name)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise LetterError(f"De brief {path.stem} is er niet: {path} ontbreekt.") from error


def _declared(table: Mapping[str, frozenset[str]], name: str) -> frozenset[str]:
    if name not in table:
        raise LetterError(f"Er is geen sjabloon met de naam {name}.")
    return table[name]


def _filled(template: str, docx: bytes, velden: Mapping[str, Any]) -> bytes:
    document, finished = DocxTemplate(io.BytesIO(docx)), io.BytesIO()
    try:
        document.render(dict(velden), filling.letter_environment(), autoescape=True)
    except TemplateError as error:
        raise LetterError(f"{template} is niet te maken: {error}.") from error
    document.save(finished)
    return finished.getvalue()
