"""Column definitions: which kinds there are, what may be asked of each, and the indexes that follow.

Source: https://learn.microsoft.com/graph/api/resources/columndefinition"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from deploy.devtenant import sdk
from deploy.devtenant.graph import GraphFault
from deploy.devtenant.store import Tenant

KINDS = ("text", "choice", "dateTime", "number", "boolean", "personOrGroup", "lookup")
MOST_INDEXES = 20
_ENUMERATIONS = {
    ("choice", "displayAs"): {"checkBoxes", "dropDownMenu", "radioButtons"},
    ("dateTime", "format"): {"dateOnly", "dateTime"},
    ("dateTime", "displayAs"): {"default", "friendly", "standard"},
    ("number", "decimalPlaces"): {"automatic", "none", "one", "two", "three", "four", "five"},
    ("text", "textType"): {"plain", "richText"},
}
_READ_ONLY = {"id", "isDeletable", "isReorderable", "isSealed", "sourceColumn", "sourceContentType", "type"}
_LINES = 6


@dataclass(frozen=True)
class Column:
    """A column of a list as stored."""

    id: str
    name: str
    definition: dict[str, Any]

    @property
    def kind(self) -> str:
        """The one type facet."""
        return next(kind for kind in KINDS if kind in self.definition)

    @property
    def facet(self) -> dict[str, Any]:
        """What the facet says."""
        found: dict[str, Any] = self.definition[self.kind]
        return found

    @property
    def indexed(self) -> bool:
        """Whether it may stand in $filter and $orderby."""
        return bool(self.definition["indexed"])

    @property
    def expression(self) -> str:
        """The column in SQL, the same letters as in its index. SharePoint compares text without regard to case."""
        return f"json_extract(fields, '$.{self.name}') collate nocase"


def _refuse(text: str) -> GraphFault:
    return GraphFault(400, "invalidRequest", text)


def internal_name(name: str) -> str:
    """SharePoint's internal name: what is no letter, digit or underscore is written as _xNNNN_; 32 characters."""
    safe = "".join(c if c.isascii() and (c.isalnum() or c == "_") else f"_x{ord(c):04x}_" for c in name)
    return safe[:32]


def checked_definition(content: dict[str, Any]) -> dict[str, Any]:
    """The definition with its defaults filled in; 400 for what SharePoint does not take."""
    if not isinstance(content.get("name"), str) or not content["name"].strip():
        raise _refuse("Column 'name' is required")
    facets = [kind for kind in content if kind in KINDS]
    other = [name for name in content if _is_object(name) and name not in KINDS]
    if len(facets) != 1 or set(other) - {"defaultValue", "validation"}:
        raise _refuse(f"A column has exactly one type facet of {', '.join(KINDS)}")
    if set(content) & _READ_ONLY:
        raise _refuse(f"'{min(set(content) & _READ_ONLY)}' is read-only")
    facet = _checked_facet(facets[0], content[facets[0]])
    name = internal_name(content["name"].strip())
    flags = {flag: bool(content.get(flag, False)) for flag in ("required", "hidden", "readOnly", "indexed")}
    made = {
        "name": name,
        "displayName": content.get("displayName") or content["name"],
        "description": content.get("description", ""),
        "columnGroup": content.get("columnGroup", "Custom Columns"),
        **flags,
        "enforceUniqueValues": bool(content.get("enforceUniqueValues", False)),
        facets[0]: facet,
    }
    _check_index(made, facets[0])
    return made


def _is_object(name: str) -> bool:
    found = sdk.properties("columnDefinition").get(name)
    return found is not None and found.model is not None


def _checked_facet(kind: str, facet: Any) -> dict[str, Any]:
    if not isinstance(facet, dict):
        raise _refuse(f"The facet '{kind}' is an object")
    for (owner, option), allowed in _ENUMERATIONS.items():
        if owner == kind and option in facet and str(facet[option]) not in allowed:
            raise _refuse(f"'{facet[option]}' is not a value of {kind}.{option}")
    _check_limits(facet)
    if kind == "choice" and not facet.get("choices"):
        raise _refuse("A choice column needs choices")
    if kind == "lookup" and not facet.get("listId"):
        raise _refuse("A lookup column needs a listId")
    if kind == "text":
        return _checked_text(facet)
    return dict(facet)


def _check_limits(facet: dict[str, Any]) -> None:
    for limit in ("minimum", "maximum"):
        if not isinstance(facet.get(limit, 0), int | float):
            raise _refuse(f"number.{limit} is a number")
    if not all(isinstance(one, str) for one in facet.get("choices") or []):
        raise _refuse("choice.choices are texts")


def _checked_text(facet: dict[str, Any]) -> dict[str, Any]:
    if facet.get("allowMultipleLines"):
        usual = {"linesForEditing": _LINES, "textType": "plain", "appendChangesToExistingText": False}
        return usual | facet
    length = facet.get("maxLength", 255)
    if not isinstance(length, int) or not 0 < length <= 255:
        raise _refuse("text.maxLength is between 1 and 255")
    return {"allowMultipleLines": False, "appendChangesToExistingText": False, "maxLength": length} | facet


def _check_index(made: dict[str, Any], kind: str) -> None:
    facet = made[kind]
    several = facet.get("allowMultipleLines") or facet.get("displayAs") == "checkBoxes"
    if made["indexed"] and (several or facet.get("allowMultipleSelection")):
        raise _refuse(f"Column '{made['name']}' cannot be indexed")
    if made["enforceUniqueValues"] and not made["indexed"]:
        raise _refuse("A column that enforces unique values must be indexed")


def columns_of(tenant: Tenant, list_no: int) -> dict[str, Column]:
    """The columns that were added to a list, by name, in the order of their making."""
    rows = tenant.db.execute(
        "select id, name, definition from sp_column where list_no = ? order by position", (list_no,)
    )
    return {row["name"]: Column(row["id"], row["name"], json.loads(row["definition"])) for row in rows}


def add_column(tenant: Tenant, list_no: int, content: dict[str, Any], taken: set[str]) -> Column:
    """Make a column, and its index; `taken` are the names that every list has."""
    made = checked_definition(content)
    if made["name"].lower() in {name.lower() for name in taken}:
        raise GraphFault(409, "nameAlreadyExists", f"A column named '{made['name']}' already exists.")
    column = Column(tenant.new_guid(), made["name"], made)
    try:
        tenant.db.execute(
            "insert into sp_column select ?, ?, ?, ?, count(*) from sp_column where list_no = ?",
            (column.id, list_no, column.name, json.dumps(made), list_no),
        )
    except sqlite3.IntegrityError as error:
        raise GraphFault(
            409, "nameAlreadyExists", f"A column named '{made['name']}' already exists."
        ) from error
    _build_index(tenant, list_no, column)
    return column


def _build_index(tenant: Tenant, list_no: int, column: Column) -> None:
    tenant.db.execute(f'drop index if exists "sp_{list_no}_{column.name}"')
    if not column.indexed:
        return
    if sum(one.indexed for one in columns_of(tenant, list_no).values()) > MOST_INDEXES:
        raise _refuse(f"A list can have {MOST_INDEXES} indexed columns at most")
    unique = column.definition["enforceUniqueValues"]
    key = column.expression if unique else f"{column.expression}, id"
    kind = "unique index" if unique else "index"
    try:
        tenant.db.execute(
            f'create {kind} "sp_{list_no}_{column.name}" on sp_item ({key}) where list_no = {list_no}'
        )
    except sqlite3.IntegrityError as error:
        raise _refuse("The column holds values that are not unique") from error


def change_column(tenant: Tenant, list_no: int, column: Column, content: dict[str, Any]) -> Column:
    """PATCH: flags, texts and the options of the facet; never the name or the kind."""
    if "name" in content or any(kind in content and kind != column.kind for kind in KINDS):
        raise _refuse("The name and the type of a column cannot be changed")
    merged = column.definition | content
    merged[column.kind] = column.facet | content.get(column.kind, {})
    changed = Column(column.id, column.name, checked_definition(merged) | {"name": column.name})
    tenant.db.execute(
        "update sp_column set definition = ? where id = ?", (json.dumps(changed.definition), column.id)
    )
    _build_index(tenant, list_no, changed)
    return changed
