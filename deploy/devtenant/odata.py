"""The query options: $filter as a tree, $select and $expand as names, $orderby as pairs. Knows no column and no table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from deploy.devtenant import sdk
from deploy.devtenant.graph import GraphFault

Value = str | int | float | bool | None
COMPARISONS = {"eq": "=", "ne": "<>", "gt": ">", "ge": ">=", "lt": "<", "le": "<="}
_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<number>-?\d+(?:\.\d+)?)(?![\w:-])|(?P<mark>[(),])|(?P<word>[A-Za-z_@][\w./@]*))"
)
_CONSTANTS: dict[str, Value] = {"null": None, "true": True, "false": False}
_DEPTH = 20


@dataclass(frozen=True)
class Condition:
    """One comparison; `operator` is one of COMPARISONS or "startswith"."""

    name: str
    operator: str
    value: Value


@dataclass(frozen=True)
class Group:
    """Conditions joined by "and" or "or"."""

    joint: str
    parts: tuple[Condition | Group, ...]


Filter = Condition | Group


def bad_filter(detail: str = "") -> GraphFault:
    """The refusal of a filter that cannot be read."""
    return GraphFault(400, "invalidRequest", f"Invalid filter clause{': ' + detail if detail else ''}")


def parse_filter(text: str) -> Filter:
    """Read a $filter; `not`, arithmetic and functions other than startswith are refused."""
    reader = _Reader(_tokens(text))
    tree = reader.either(0)
    if reader.peek() is not None:
        raise bad_filter(f"unexpected '{reader.peek()}'")
    return tree


def _tokens(text: str) -> list[tuple[str, str]]:
    found, place = [], 0
    while text[place:].strip():
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            raise bad_filter(f"at position {place}")
        found.append((match.lastgroup, match[match.lastgroup]))
        place = match.end()
    return found


class _Reader:
    """Recursive descent over the tokens: either > both > single."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens, self._place = tokens, 0

    def peek(self) -> str | None:
        return self._tokens[self._place][1] if self._place < len(self._tokens) else None

    def _next(self, *kinds: str) -> str:
        if self._place >= len(self._tokens) or self._tokens[self._place][0] not in kinds:
            raise bad_filter("it ends too early or holds something out of place")
        self._place += 1
        return self._tokens[self._place - 1][1]

    def _mark(self, mark: str) -> None:
        if self._next("mark") != mark:
            raise bad_filter(f"'{mark}' expected")

    def either(self, depth: int) -> Filter:
        return self._joined("or", lambda: self._joined("and", lambda: self._single(depth)))

    def _joined(self, joint: str, part: Any) -> Filter:
        parts = [part()]
        while self.peek() == joint:
            self._next("word")
            parts.append(part())
        return parts[0] if len(parts) == 1 else Group(joint, tuple(parts))

    def _single(self, depth: int) -> Filter:
        if depth > _DEPTH:
            raise bad_filter("too deep")
        if self.peek() == "(":
            self._mark("(")
            inside = self.either(depth + 1)
            self._mark(")")
            return inside
        word = self._next("word")
        if word == "startswith":
            return self._startswith()
        operator = self._next("word")
        if operator not in COMPARISONS:
            raise bad_filter(f"'{operator}' is no comparison")
        return Condition(word, operator, self._value())

    def _startswith(self) -> Condition:
        self._mark("(")
        name = self._next("word")
        self._mark(",")
        value = self._value()
        self._mark(")")
        return Condition(name, "startswith", value)

    def _value(self) -> Value:
        kind = self._tokens[self._place][0] if self._place < len(self._tokens) else ""
        text = self._next("text", "number", "word")
        if kind == "text":
            return text[1:-1].replace("''", "'")
        if kind == "number":
            return float(text) if "." in text else int(text)
        if text not in _CONSTANTS:
            raise bad_filter(f"'{text}' is no value")
        return _CONSTANTS[text]


def conditions(tree: Filter) -> list[Condition]:
    """All conditions, from left to right."""
    if isinstance(tree, Condition):
        return [tree]
    return [leaf for part in tree.parts for leaf in conditions(part)]


def parse_orderby(text: str) -> list[tuple[str, str]]:
    """[("fields/Gemeld", "desc")]"""
    found = []
    for part in text.split(","):
        words = part.split()
        if len(words) not in {1, 2} or (len(words) == 2 and words[1] not in {"asc", "desc"}):
            raise GraphFault(400, "invalidRequest", "Invalid orderby clause")
        found.append((words[0], words[1] if len(words) == 2 else "asc"))
    return found


def parse_expand(text: str) -> dict[str, dict[str, str]]:
    """{"fields": {"$select": "A,B"}}; the options in parentheses are separated by semicolons."""
    found: dict[str, dict[str, str]] = {}
    for name, inside in _expansions(text):
        options = [part.partition("=") for part in inside.split(";")] if inside else []
        found[name] = {key.strip(): value.strip() for key, _, value in options}
    return found


def _expansions(text: str) -> list[tuple[str, str]]:
    found, place = [], 0
    shape = re.compile(r"\s*(\w+)\s*(\((?:[^()]|\([^()]*\))*\))?\s*(?:,|$)")
    while place < len(text):
        match = shape.match(text, place)
        if match is None:
            raise GraphFault(
                400, "BadRequest", f"Parsing OData Select and Expand failed: syntax error in '{text}'."
            )
        found.append((match[1], (match[2] or "()")[1:-1]))
        place = match.end()
    return found


def selected(body: dict[str, Any], choice: str | None, model: str) -> dict[str, Any]:
    """The properties that $select names, and the annotations; 400 for a name that the model does not have."""
    if not choice:
        return body
    names = {name.strip() for name in choice.split(",")}
    unknown = names - set(sdk.properties(model)) - {"*"}
    if unknown:
        raise GraphFault(
            400,
            "BadRequest",
            "Parsing OData Select and Expand failed: Could not find a property named "
            f"'{min(unknown)}' on type 'microsoft.graph.{model}'.",
        )
    if "*" in names:
        return body
    return {key: value for key, value in body.items() if key in names or key.startswith("@odata")}


def top_of(query: dict[str, str], default: int, most: int) -> int:
    """$top as a number: 400 when it is none, never more than the service gives in one page."""
    text = query.get("$top", str(default))
    if not text.isdigit() or int(text) == 0:
        raise GraphFault(400, "BadRequest", f"Invalid value '{text}' for $top query option found.")
    return min(int(text), most)
