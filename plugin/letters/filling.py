"""How a value gets into a template: as literal words, whatever stands in them."""

from collections.abc import Mapping, Set
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, Undefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from plugin.letters.errors import LetterError
from plugin.protocol.tekst import clean


def words(value: object) -> object:
    """The cleaned text of one printed value, also of a value deep inside a list.

    An undefined one passes, so that the strict environment names it; a number, a date or None is no
    finished word and is refused.
    """
    if isinstance(value, Undefined):
        return value
    if not isinstance(value, str):
        raise LetterError(f"Een veld is geen tekst maar {type(value).__name__}.")
    return clean(str(value))


def word_markup(value: object) -> object:
    """Words for a Word document. docxtpl reads {_{ and its kin as signs of its own, so the underscore is
    written as a character reference: the reader sees what the writer gave."""
    literal = words(value)
    if isinstance(literal, Undefined):
        return literal
    return Markup(str(escape(literal)).replace("_", "&#95;"))  # noqa: S704  (escaped in this line)


def letter_environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined, finalize=word_markup)


def mail_environment(loader: BaseLoader) -> SandboxedEnvironment:
    """A subject is plain text; the body is HTML and escapes."""
    return SandboxedEnvironment(
        autoescape=lambda name: name is None or not name.endswith(".txt"),
        undefined=StrictUndefined,
        finalize=words,
        loader=loader,
        auto_reload=False,
    )


def need_same_fields(template: str, used: Set[str], declared: Set[str]) -> None:
    """A template asks for exactly the fields it is known to take; LetterError names the first that differs."""
    for field in sorted(used - declared):
        raise LetterError(f"{template} vraagt het onbekende veld {field}.")
    for field in sorted(declared - used):
        raise LetterError(f"In {template} ontbreekt het veld {field}.")


def need_all_fields(template: str, velden: Mapping[str, Any], declared: Set[str]) -> None:
    for field in sorted(declared - velden.keys()):
        raise LetterError(f"Voor {template} is het veld {field} niet ingevuld.")
