"""The query options of Outlook collections: which items, in which order, how many, which properties.

Sources: https://learn.microsoft.com/graph/api/user-list-messages ($filter and $orderby together),
https://learn.microsoft.com/graph/api/singlevaluelegacyextendedproperty-get.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NoReturn
from urllib.parse import quote

from deploy.devtenant import sdk
from deploy.devtenant.extended import normal_id
from deploy.devtenant.graph import Call, GraphFault

Shown = dict[str, Any]
_DEFAULT_PAGE, _MAX_PAGE = 10, 1000
_TEXT = r"'((?:[^']|'')*)'"
_PROPERTY = re.compile(
    rf"singleValueExtendedProperties/any\((\w+):\s*\1/id eq {_TEXT} and \1/value eq {_TEXT}\)", re.IGNORECASE
)
_COMPARED = re.compile(rf"([A-Za-z/]+) (eq|ne|gt|ge|lt|le) (?:{_TEXT}|(\S+))")
_FUNCTION = re.compile(rf"(startswith|contains)\(([A-Za-z/]+),\s*{_TEXT}\)")
_PIECE = re.compile(r"'(?:[^']|'')*'|\(| and |\)", re.IGNORECASE)
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
}


@dataclass
class Filter:
    """What a $filter asks: extended properties by id and value, and tests on the shown item."""

    properties: list[tuple[str, str]] = field(default_factory=list)
    tests: list[Callable[[Shown], bool]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def takes(self, shown: Shown) -> bool:
        """Whether the item passes each test."""
        return all(test(shown) for test in self.tests)


def parsed_filter(call: Call, filterable: frozenset[str]) -> Filter:
    """The $filter of a call; 400 for a clause that Outlook would not understand."""
    found = Filter()
    for clause in _clauses(call.query.get("$filter", "")):
        _add_clause(found, clause, filterable)
    return found


def _clauses(text: str) -> list[str]:
    """The parts between those `and`s that stand outside brackets and quotes."""
    depth, start, found = 0, 0, []
    for piece in _PIECE.finditer(text):
        depth += {"(": 1, ")": -1}.get(piece[0], 0)
        if piece[0].strip().lower() == "and" and depth == 0:
            found.append(text[start : piece.start()])
            start = piece.end()
    return [part.strip() for part in (*found, text[start:]) if part.strip()]


def ordered(call: Call, items: list[Shown], used: Filter, default: str) -> list[Shown]:
    """The items by $orderby. A property that sorts must be the first that filters, else the request is too complex."""
    name, _, way = call.query.get("$orderby", default).partition(" ")
    if way not in ("", "asc", "desc") or name not in sdk.properties("message") | sdk.properties("event"):
        refuse(f"The $orderby expression '{name} {way}' is not valid.")
    asked = "$orderby" in call.query and "$filter" in call.query
    if asked and (not used.names or used.names[0] != name):
        raise GraphFault(
            400, "InefficientFilter", "The restriction or sort order is too complex for this operation."
        )
    return sorted(items, key=lambda shown: _sort_key(shown.get(name)), reverse=way == "desc")


def paged(call: Call, items: list[Shown]) -> Shown:
    """One page as a collection, with the address of the next one."""
    top, skip = _number(call, "$top", _DEFAULT_PAGE), _number(call, "$skip", 0)
    if not 1 <= top <= _MAX_PAGE:
        refuse("The value of $top must be between 1 and 1000.")
    page: Shown = {"value": items[skip : skip + top]}
    if call.query.get("$count") == "true":
        page = {"@odata.count": len(items), **page}
    if skip + top < len(items):
        page["@odata.nextLink"] = _next_link(call, skip + top)
    return page


def selected(call: Call, shown: Shown, model: str) -> Shown:
    """The properties that $select names, with the id, the ETag and what was expanded."""
    wanted = [name.strip() for name in call.query.get("$select", "").split(",") if name.strip()]
    for name in wanted:
        if name not in sdk.properties(model):
            type_name = model[0].upper() + model[1:]
            parse_fault(
                f"Could not find a property named '{name}' on type 'Microsoft.OutlookServices.{type_name}'."
            )
    if not wanted:
        return {name: value for name, value in shown.items() if name != "internetMessageHeaders"}
    kept = {*wanted, "id", "@odata.etag", *expanded(call)}
    return {name: value for name, value in shown.items() if name in kept}


def expanded(call: Call) -> dict[str, str]:
    """The relations that $expand names, each with the options in its brackets."""
    text = call.query.get("$expand", "")
    parts = re.split(r",(?![^(]*\))", text) if text else []
    split = [part.strip().rstrip(")").partition("(") for part in parts]
    return {name: options for name, _, options in split}


def expanded_ids(options: str) -> set[str]:
    """The ids in the $filter of an expanded extended property; Outlook gives none without such a filter."""
    ids = {normal_id(given) for given in re.findall(rf"id eq {_TEXT}", options)}
    if not ids or not options.startswith("$filter="):
        refuse("The expand of singleValueExtendedProperties needs a $filter on id.")
    return ids


def refuse(message: str) -> NoReturn:
    """400 for an option whose value cannot be used."""
    raise GraphFault(400, "ErrorInvalidUrlQuery", message)


def parse_fault(message: str) -> NoReturn:
    """400 for a name that the gateway cannot find in the model."""
    raise GraphFault(400, "RequestBroker--ParseUri", message)


def _add_clause(found: Filter, clause: str, filterable: frozenset[str]) -> None:
    if match := _PROPERTY.fullmatch(clause):
        found.properties.append((normal_id(_plain(match[2])), _plain(match[3])))
        found.names.append("singleValueExtendedProperties")
        return
    name, test = _test(clause)
    if name not in filterable:
        raise GraphFault(
            400, "ErrorInvalidUrlQueryFilter", "The query filter contains one or more invalid nodes."
        )
    found.tests.append(test)
    found.names.append(name)


def _test(clause: str) -> tuple[str, Callable[[Shown], bool]]:
    if match := _COMPARED.fullmatch(clause):
        name, compare = match[1], _COMPARE[match[2]]
        literal = _plain(match[3]) if match[3] is not None else _literal(match[4])
        return name, lambda shown: compare(_value(shown, name), literal)
    if match := _FUNCTION.fullmatch(clause):
        function, name, text = match[1], match[2], _plain(match[3]).lower()
        if function == "contains":
            return name, lambda shown: text in str(_value(shown, name)).lower()
        return name, lambda shown: str(_value(shown, name)).lower().startswith(text)
    raise GraphFault(400, "BadRequest", f"Invalid filter clause: '{clause}'.")


def _value(shown: Shown, path: str) -> Any:
    value: Any = shown
    for name in path.split("/"):
        value = value.get(name, "") if isinstance(value, dict) else ""
    return value


def _literal(text: str) -> Any:
    return {"true": True, "false": False, "null": None}.get(text, text)


def _plain(text: str) -> str:
    return text.replace("''", "'")


def _sort_key(value: Any) -> str:
    return str(value or "")


def _number(call: Call, name: str, default: int) -> int:
    given = call.query.get(name, str(default))
    if not given.isdigit():
        refuse(f"The value '{given}' of {name} is not a number.")
    return int(given)


def _next_link(call: Call, skip: int) -> str:
    query = call.query | {"$skip": str(skip)}
    pairs = "&".join(f"{name}={quote(value)}" for name, value in query.items())
    return f"{call.tenant.url}/v1.0{call.path}?{pairs}"


def only(items: Iterable[Shown], found: Filter) -> list[Shown]:
    """The items that pass the tests of a filter."""
    return [shown for shown in items if found.takes(shown)]
