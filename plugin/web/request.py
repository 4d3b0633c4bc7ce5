"""A request as far as it may be trusted: limited JSON, never a readable temporary file, no word from a proxy."""

import json
import math
from typing import Any, NoReturn

from flask import Flask
from flask import Request as FlaskRequest
from flask.json.provider import DefaultJSONProvider
from werkzeug.exceptions import BadRequest

from plugin.web.problem import Problem

MOST_JSON_BYTES = 1024 * 1024
DEEPEST = 32


class Request(FlaskRequest):
    """Forms are read by the intake alone, straight from the stream; the framework's own reader would make files."""

    @property
    def want_form_data_parsed(self) -> bool:
        return False

    def get_json(self, force: bool = False, silent: bool = False, cache: bool = True) -> Any:
        """The JSON body. Raises Problem: 415 when it is said to be something else, 400 when it is none."""
        if not self.is_json:
            raise Problem(415, "Stuur dit als JSON, met Content-Type: application/json.")
        return super().get_json(force=force, silent=silent, cache=cache)

    def on_json_loading_failure(self, e: ValueError | None) -> NoReturn:  # noqa: ARG002 - Flask's signature
        raise BadRequest


class JSON(DefaultJSONProvider):
    """JSON without what cannot be kept (NaN, 1e999, half a character) or is too deep. Raises ValueError."""

    sort_keys = False
    ensure_ascii = False

    def __init__(self, app: Flask) -> None:
        super().__init__(app)

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:  # noqa: ARG002 - Flask's signature
        return parsed(s)


def parsed(text: str | bytes) -> Any:
    """One JSON value. Raises ValueError for everything that is not exactly that."""
    try:
        value = json.loads(text, parse_constant=_unknown_number)
    except RecursionError as error:
        raise ValueError("too deep") from error
    if not _fits(value, DEEPEST):
        raise ValueError("too deep, or it cannot be written again")
    return value


def _unknown_number(_name: str) -> NoReturn:
    raise ValueError("no such number in JSON")


def _fits(value: Any, levels: int) -> bool:
    match value:
        case dict():
            return levels > 0 and all(_encodes(key) and _fits(one, levels - 1) for key, one in value.items())
        case list():
            return levels > 0 and all(_fits(one, levels - 1) for one in value)
        case str():
            return _encodes(value)
        case float():
            return math.isfinite(value)  # 1e999 is read as infinite
        case _:
            return True


def _encodes(text: str) -> bool:
    """Half a surrogate pair can be escaped in JSON, but no file, list or database takes it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
