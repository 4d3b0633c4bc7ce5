"""What a column takes: each value is held against the kind of its column and put in the form in which it is kept."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from typing import Any

from deploy.devtenant.graph import GraphFault
from deploy.devtenant.sharepoint.builtin import READ_ONLY_FIELDS
from deploy.devtenant.sharepoint.columns import Column
from deploy.devtenant.store import stamp

_TITLE = Column("", "Title", {"text": {"maxLength": 255}, "indexed": False})
_MULTI_LIMIT = 1_073_741_822  # characters: what a plain multi-line column holds


def _refuse(text: str) -> GraphFault:
    return GraphFault(400, "invalidRequest", text)


def checked_fields(content: dict[str, Any], columns: dict[str, Column]) -> dict[str, Any]:
    """The fields to store; None clears a field. 400 for an unknown or read-only field, or a value that does not fit."""
    known = columns | {"Title": _TITLE}
    stored: dict[str, Any] = {}
    for name, value in content.items():
        if name.startswith("@odata."):
            continue
        plain, _, annotation = name.partition("@")
        column = known.get(plain) or _by_lookup(known, plain)
        if column is None:
            raise _unknown_or_read_only(plain)
        if not annotation:
            stored[plain] = None if value is None else _checked(column, plain, value, content)
    return stored


def _by_lookup(known: dict[str, Column], name: str) -> Column | None:
    column = known.get(name.removesuffix("LookupId"))
    fits = column is not None and name.endswith("LookupId") and column.kind in {"personOrGroup", "lookup"}
    return column if fits else None


def _unknown_or_read_only(name: str) -> GraphFault:
    if name in READ_ONLY_FIELDS:
        return _refuse(f"Field '{name}' is read-only")
    return _refuse(f"Field '{name}' is not recognized")


def _checked(column: Column, name: str, value: Any, content: dict[str, Any]) -> Any:
    if column.definition.get("readOnly"):
        raise _refuse(f"Field '{name}' is read-only")
    return _CHECKS[column.kind](column, name, value, content)


def _text(column: Column, name: str, value: Any, _: dict[str, Any]) -> str:
    if not isinstance(value, str):
        raise _refuse(f"Field '{name}' takes text")
    facet = column.facet
    limit = _MULTI_LIMIT if facet.get("allowMultipleLines") else int(facet.get("maxLength", 255))
    if len(value) > limit:
        raise _refuse(f"The value of field '{name}' is longer than {limit} characters")
    if not facet.get("allowMultipleLines") and ("\n" in value or "\r" in value):
        raise _refuse(f"Field '{name}' takes a single line of text")
    return value


def _choice(column: Column, name: str, value: Any, content: dict[str, Any]) -> Any:
    several = column.facet.get("displayAs") == "checkBoxes"
    if several and content.get(f"{name}@odata.type") != "Collection(Edm.String)":
        raise _refuse(f"Field '{name}' takes a collection: give {name}@odata.type Collection(Edm.String)")
    chosen = value if several else [value]
    if not isinstance(chosen, list) or not all(isinstance(one, str) for one in chosen):
        raise _refuse(f"Field '{name}' takes a choice")
    strange = [one for one in chosen if one not in column.facet["choices"]]
    if strange and not column.facet.get("allowTextEntry"):
        raise _refuse(f"'{strange[0]}' is not a choice of field '{name}'")
    return value


def _moment(column: Column, name: str, value: Any, _: dict[str, Any]) -> str:
    try:
        moment = dt.datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise _refuse(f"Field '{name}' takes a date and time in ISO 8601") from error
    if moment.tzinfo is None:
        raise _refuse(f"Field '{name}' takes a date and time with Z or an offset")
    if column.facet.get("format") == "dateOnly":
        moment = moment.replace(hour=0, minute=0, second=0)
    return stamp(moment)


def _number(column: Column, name: str, value: Any, _: dict[str, Any]) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _refuse(f"Field '{name}' takes a number")
    low, high = column.facet.get("minimum", -math.inf), column.facet.get("maximum", math.inf)
    if not low <= value <= high:
        raise _refuse(f"The value of field '{name}' is outside its limits")
    return value


def _boolean(_: Column, name: str, value: Any, __: dict[str, Any]) -> bool:
    if not isinstance(value, bool):
        raise _refuse(f"Field '{name}' takes true or false")
    return value


def _lookup(column: Column, name: str, value: Any, content: dict[str, Any]) -> Any:
    if not name.endswith("LookupId"):
        raise _refuse(f"Field '{name}' is written as {name}LookupId")
    many = column.facet.get("allowMultipleSelection") or column.facet.get("allowMultipleValues")
    if many and content.get(f"{name}@odata.type") != "Collection(Edm.Int32)":
        raise _refuse(f"Field '{name}' takes a collection: give {name}@odata.type Collection(Edm.Int32)")
    numbers = value if many else [value]
    try:
        return [int(one) for one in numbers] if many else str(int(numbers[0]))
    except (TypeError, ValueError) as error:
        raise _refuse(f"Field '{name}' takes the number of an item") from error


_CHECKS: dict[str, Callable[[Column, str, Any, dict[str, Any]], Any]] = {
    "text": _text,
    "choice": _choice,
    "dateTime": _moment,
    "number": _number,
    "boolean": _boolean,
    "personOrGroup": _lookup,
    "lookup": _lookup,
}
