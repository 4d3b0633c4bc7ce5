"""$filter and $orderby of list items turned into SQL, with SharePoint's rules about indexes and the 5,000 threshold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from deploy.devtenant.graph import Call, GraphFault
from deploy.devtenant.odata import (
    COMPARISONS,
    Condition,
    Filter,
    Group,
    Value,
    bad_filter,
    parse_filter,
    parse_orderby,
)
from deploy.devtenant.sharepoint.columns import Column
from deploy.devtenant.sharepoint.paging import Query

THRESHOLD = 5000
HONOR = "HonorNonIndexedQueriesWarningMayFailRandomly"
_ALWAYS = {
    "id": "id",
    "ID": "id",
    "Created": "created",
    "Modified": "modified",
    "Title": "json_extract(fields, '$.Title')",
}
_ALWAYS_INDEXED = {"id", "ID"}


class QueryMaker:
    """Makes a Query for one list."""

    def __init__(self, call: Call, list_no: int, columns: dict[str, Column]) -> None:
        self._call, self._no, self._columns = call, list_no, columns
        self._honor = call.prefers(HONOR)

    def make(self) -> Query:
        """Read $filter and $orderby; 400 for what SharePoint does not take, 429 above the threshold."""
        # The number stands in the text: SQLite uses a partial index only when it can see the condition.
        query = Query([f"list_no = {self._no}"])
        if "$filter" in self._call.query:
            tree = parse_filter(self._call.query["$filter"])
            query.where.append(self._sql(tree, query.values))
            self._check_threshold(tree)
        if "$orderby" in self._call.query:
            for name, way in parse_orderby(self._call.query["$orderby"]):
                query.order.append((self._expression(name, "orderby"), way))
            if "$filter" not in self._call.query and self._big():
                raise _throttled()
        return query

    def _expression(self, name: str, clause: str) -> str:
        plain = name.removeprefix("fields/")
        if plain == name and name != "id":
            raise (
                bad_filter()
                if clause == "filter"
                else GraphFault(400, "invalidRequest", "Invalid orderby clause")
            )
        if plain in self._columns:
            column = self._columns[plain]
            if column.indexed or self._honor:
                return column.expression
            raise _not_indexed(plain)
        if plain in _ALWAYS:
            if plain in _ALWAYS_INDEXED or self._honor:
                return _ALWAYS[plain]
            raise _not_indexed(plain)
        raise GraphFault(400, "invalidRequest", f"Field '{plain}' is not recognized")

    def _sql(self, tree: Filter, values: list[Any], sign: str = "") -> str:
        """SharePoint narrows by the index of the first condition of an `and` alone; `+` keeps SQLite from another one."""
        if isinstance(tree, Group):
            signs = [sign] + ["+" if tree.joint == "and" else sign] * (len(tree.parts) - 1)
            parts = (self._sql(part, values, one) for part, one in zip(tree.parts, signs, strict=True))
            return "(" + f" {tree.joint} ".join(parts) + ")"
        expression = sign + self._expression(tree.name, "filter")
        self._check_kind(tree)
        return _COMPARERS.get(tree.operator, _compare)(expression, tree, values)

    def _check_kind(self, condition: Condition) -> None:
        column = self._columns.get(condition.name.removeprefix("fields/"))
        if column is None or condition.value is None:
            return
        expected: tuple[type, ...] = {"number": (int, float), "boolean": (bool, int)}.get(column.kind, (str,))
        if not isinstance(condition.value, expected):
            raise bad_filter(f"the value does not fit column '{column.name}'")

    def _big(self) -> bool:
        return self._reaches_threshold("1", [])

    def _check_threshold(self, tree: Filter) -> None:
        """Above 5,000 items the first condition must itself select fewer rows, through an index."""
        if not self._big():
            return
        first = tree
        while isinstance(first, Group) and first.joint == "and":
            first = first.parts[0]
        values: list[Any] = []
        sql = self._sql(first, values)
        if self._honor and not self._uses_indexes(first):
            raise _throttled()
        if self._reaches_threshold(sql, values):
            raise _throttled()

    def _uses_indexes(self, tree: Filter) -> bool:
        if isinstance(tree, Group):
            return all(self._uses_indexes(part) for part in tree.parts)
        name = tree.name.removeprefix("fields/")
        return name in _ALWAYS_INDEXED or (name in self._columns and self._columns[name].indexed)

    def _reaches_threshold(self, sql: str, values: list[Any]) -> bool:
        # As in paging: checked names, bound values. One row is fetched: the five-thousandth, if there is one.
        some = f"select 1 from sp_item where list_no = {self._no} and {sql}"  # noqa: S608  # see above
        last = f"{some} limit 1 offset {THRESHOLD - 1}"
        return self._call.tenant.db.execute(last, values).fetchone() is not None


def _compare(expression: str, condition: Condition, values: list[Any]) -> str:
    if condition.value is None:
        if condition.operator not in {"eq", "ne"}:
            raise bad_filter("null is equal or not")
        return f"{expression} is {'' if condition.operator == 'eq' else 'not '}null"
    values.append(_plain(condition.value))
    compared = f"{expression} {COMPARISONS[condition.operator]} ?"
    return f"({compared} or {expression} is null)" if condition.operator == "ne" else compared


def _startswith(expression: str, condition: Condition, values: list[Any]) -> str:
    """As a range, so that the index serves it."""
    if not isinstance(condition.value, str) or not condition.value:
        raise bad_filter("startswith takes text")
    values += [condition.value, condition.value + "\U0010ffff"]
    return f"({expression} >= ? and {expression} < ?)"


_COMPARERS: dict[str, Callable[[str, Condition, list[Any]], str]] = {"startswith": _startswith}


def _plain(value: Value) -> Any:
    return int(value) if isinstance(value, bool) else value


def _throttled() -> GraphFault:
    """The threshold shows itself as throttling, though waiting never helps."""
    return GraphFault(429, "activityLimitReached", "The request has been throttled")


def _not_indexed(name: str) -> GraphFault:
    return GraphFault(
        400,
        "invalidRequest",
        f"Field '{name}' cannot be referenced in filter or orderby as it is not indexed. Provide the 'Prefer: {HONOR}' "
        "header to allow this, but be warned that such queries may fail on large lists.",
    )
