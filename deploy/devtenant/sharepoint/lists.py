"""Lists and their columns.

Source: https://learn.microsoft.com/graph/api/list-create"""

from __future__ import annotations

import re
import sqlite3
from typing import Any
from urllib.parse import quote

from deploy.devtenant.graph import Call, GraphFault, Reply, route
from deploy.devtenant.odata import parse_expand, selected, top_of
from deploy.devtenant.sharepoint.builtin import BUILTIN_COLUMNS, BUILTIN_NAMES
from deploy.devtenant.sharepoint.columns import Column, add_column, change_column, columns_of
from deploy.devtenant.sharepoint.identities import identity, principal
from deploy.devtenant.sharepoint.sites import opened_site, site_url
from deploy.devtenant.store import etag, stamp

_TEMPLATES = {"genericList", "documentLibrary"}
_URL_NAME = re.compile(r"[^\w -]")


def opened_list(call: Call, right: str) -> sqlite3.Row:
    """The list of the path (id, name or title), once the caller's right on its site is checked."""
    site, key = opened_site(call, right), call.params["list-id"]
    row: sqlite3.Row | None = call.tenant.db.execute(
        "select sp_list.*, site.host, site.path from sp_list join site on site.id = sp_list.site"
        " where site = ? and (sp_list.id = ? or sp_list.name = ? collate nocase or sp_list.display_name = ?)",
        (site["id"], key, key, key),
    ).fetchone()
    if row is None:
        raise GraphFault(404, "itemNotFound", "The specified list was not found")
    return row


def list_url(row: sqlite3.Row) -> str:
    """Where a person finds the list."""
    folder = "" if row["template"] == "documentLibrary" else "Lists/"
    return f"{site_url(row)}/{folder}{quote(row['name'])}"


def _shape(call: Call, row: sqlite3.Row) -> dict[str, Any]:
    tag = etag(row["id"], 1)
    return {
        "@odata.etag": tag,
        "createdDateTime": row["created"],
        "description": row["description"],
        "eTag": tag,
        "id": row["id"],
        "lastModifiedDateTime": row["modified"],
        "name": row["name"],
        "webUrl": list_url(row),
        "displayName": row["display_name"],
        "createdBy": identity(row["author"]),
        "parentReference": {"siteId": row["site"]},
        "list": {"contentTypesEnabled": False, "hidden": False, "template": row["template"]},
    } | _expanded(call, row)


def _expanded(call: Call, row: sqlite3.Row) -> dict[str, Any]:
    wanted = parse_expand(call.query.get("$expand", ""))
    if set(wanted) - {"columns"}:
        raise GraphFault(400, "invalidRequest", f"Cannot expand {', '.join(sorted(wanted))} here")
    return {"columns": _all_columns(call, row)} if wanted else {}


def _chosen(call: Call, row: sqlite3.Row) -> dict[str, Any]:
    choice = call.query.get("$select")
    if choice and "$expand" in call.query:
        choice += ",columns"
    return selected(_shape(call, row), choice, "list")


@route("GET", "/sites/{site-id}/lists", query=("$select", "$expand", "$top"), units=2)
def _lists(call: Call) -> Reply:
    site = opened_site(call, "read")
    rows = call.tenant.db.execute(
        "select sp_list.*, site.host, site.path from sp_list join site on site.id = sp_list.site"
        " where site = ? order by no limit ?",
        (site["id"], top_of(call.query, 200, 5000)),
    ).fetchall()
    return Reply(200, {"value": [_chosen(call, row) for row in rows]})


@route("GET", "/sites/{site-id}/lists/{list-id}", query=("$select", "$expand"))
def _list(call: Call) -> Reply:
    return Reply(200, _chosen(call, opened_list(call, "read")))


@route("POST", "/sites/{site-id}/lists", body_model="list")
def _create(call: Call) -> Reply:
    site, content = opened_site(call, "manage"), call.json()
    template = _checked(content)
    row_id, now = call.tenant.new_guid(), stamp(call.tenant.now())
    title = content["displayName"].strip()
    try:
        cursor = call.tenant.db.execute(
            "insert into sp_list (id, site, name, display_name, description, template, created, modified, author)"
            " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                row_id, site["id"], _URL_NAME.sub("", title), title, content.get("description", ""), template,
                now, now, principal(call.caller),
            ),
        )  # fmt: skip
    except sqlite3.IntegrityError as error:
        raise GraphFault(
            409, "nameAlreadyExists", "The specified name already exists for a list in this site."
        ) from error
    for column in content.get("columns") or []:
        add_column(call.tenant, int(cursor.lastrowid or 0), column, BUILTIN_NAMES)
    if template == "documentLibrary":
        call.tenant.db.execute(
            "insert into drive values (?, ?, ?, ?)", (_drive_id(row_id), site["id"], row_id, title)
        )
    call.params["list-id"] = row_id
    return Reply(201, _shape(call, opened_list(call, "manage")))


@route("DELETE", "/sites/{site-id}/lists/{list-id}")
def _delete(call: Call) -> Reply:
    """A list goes with its columns, indexes and items. A library with files in it stays: it is evidence."""
    row, db = opened_list(call, "manage"), call.tenant.db
    if row["template"] == "documentLibrary":
        raise GraphFault(501, "notSupported", "This dev tenant does not delete libraries")
    for name in columns_of(call.tenant, row["no"]):
        db.execute(f'drop index if exists "sp_{row["no"]}_{name}"')
    for table in ("sp_item", "sp_version", "sp_recycled", "sp_column"):
        db.execute(f"delete from {table} where list_no = ?", (row["no"],))  # noqa: S608  # four names of our own
    db.execute("delete from sp_list where no = ?", (row["no"],))
    return Reply(204)


def _drive_id(list_id: str) -> str:
    return "b!" + list_id.replace("-", "").upper()


def _checked(content: dict[str, Any]) -> str:
    if "name" in content:
        raise GraphFault(
            400,
            "invalidRequest",
            "Cannot define a 'name' for a list as it is assigned by the server. Instead, provide 'displayName'",
        )
    if not isinstance(content.get("displayName"), str) or not content["displayName"].strip():
        raise GraphFault(400, "invalidRequest", "A list needs a displayName")
    template = str((content.get("list") or {}).get("template", "genericList"))
    if not isinstance(content.get("description", ""), str):
        raise GraphFault(400, "invalidRequest", "The description is text")
    if template not in _TEMPLATES:
        raise GraphFault(400, "invalidRequest", f"The list template '{template}' is not supported here")
    return template


def _column_shape(column: Column) -> dict[str, Any]:
    return {"id": column.id} | column.definition


def _all_columns(call: Call, row: sqlite3.Row) -> list[dict[str, Any]]:
    own = columns_of(call.tenant, row["no"]).values()
    return [*BUILTIN_COLUMNS, *(_column_shape(column) for column in own)]


@route("GET", "/sites/{site-id}/lists/{list-id}/columns", query=("$select", "$top"), units=2)
def _columns(call: Call) -> Reply:
    row, choice = opened_list(call, "read"), call.query.get("$select")
    found = [selected(one, choice, "columnDefinition") for one in _all_columns(call, row)]
    return Reply(200, {"value": found[: top_of(call.query, 500, 5000)]})


@route("POST", "/sites/{site-id}/lists/{list-id}/columns", body_model="columnDefinition")
def _add_column(call: Call) -> Reply:
    row = opened_list(call, "manage")
    return Reply(201, _column_shape(add_column(call.tenant, row["no"], call.json(), BUILTIN_NAMES)))


def _column(call: Call, row: sqlite3.Row) -> Column:
    key = call.params["columnDefinition-id"]
    for column in columns_of(call.tenant, row["no"]).values():
        if key in {column.id, column.name}:
            return column
    raise GraphFault(404, "itemNotFound", "The specified column was not found")


@route("GET", "/sites/{site-id}/lists/{list-id}/columns/{columnDefinition-id}", query=("$select",))
def _one_column(call: Call) -> Reply:
    column = _column(call, opened_list(call, "read"))
    return Reply(200, selected(_column_shape(column), call.query.get("$select"), "columnDefinition"))


@route(
    "PATCH", "/sites/{site-id}/lists/{list-id}/columns/{columnDefinition-id}", body_model="columnDefinition"
)
def _change_column(call: Call) -> Reply:
    row = opened_list(call, "manage")
    return Reply(200, _column_shape(change_column(call.tenant, row["no"], _column(call, row), call.json())))
