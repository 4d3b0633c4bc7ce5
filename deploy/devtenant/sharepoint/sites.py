"""Sites: by composite id and by path."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

from deploy.devtenant.graph import Call, GraphFault, Reply, route
from deploy.devtenant.odata import selected
from deploy.devtenant.sharepoint.rights import check_site_right

_ID = re.compile(r"[\w.-]+,[0-9a-fA-F-]{36},[0-9a-fA-F-]{36}")
_BY_PATH = "path addressing, https://learn.microsoft.com/graph/api/site-getbypath"


def opened_site(call: Call, right: str) -> sqlite3.Row:
    """The site of the path, once the caller's right on it is checked."""
    key = call.params["site-id"]
    if not _ID.fullmatch(key):
        raise GraphFault(
            400, "invalidRequest", "Provided identifier is malformed - site collection id is not valid"
        )
    row: sqlite3.Row | None = call.tenant.db.execute("select * from site where id = ?", (key,)).fetchone()
    return _opened(call, row, right)


def _opened(call: Call, row: sqlite3.Row | None, right: str) -> sqlite3.Row:
    if row is None:
        raise GraphFault(404, "itemNotFound", "Requested site could not be found")
    check_site_right(call, row["id"], right)
    return row


def site_url(row: sqlite3.Row) -> str:
    """Where a person finds the site."""
    return f"https://{row['host']}{row['path']}"


def _shape(call: Call, row: sqlite3.Row) -> Reply:
    body: dict[str, Any] = {
        "@odata.context": f"{call.tenant.url}/v1.0/$metadata#sites/$entity",
        "createdDateTime": row["created"],
        "description": "",
        "id": row["id"],
        "lastModifiedDateTime": row["created"],
        "name": row["name"],
        "webUrl": site_url(row),
        "displayName": row["display_name"],
        "root": {},
        "siteCollection": {"hostname": row["host"]},
    }
    return Reply(200, selected(body, call.query.get("$select"), "site"))


@route("GET", "/sites/{site-id}", query=("$select",))
def _site(call: Call) -> Reply:
    return _shape(call, opened_site(call, "read"))


@route("GET", "/sites/{hostname}:/{site-path}", query=("$select",), extra=_BY_PATH)
@route("GET", "/sites/{hostname}:/{site-path}:", query=("$select",), extra=_BY_PATH)
def _site_by_path(call: Call) -> Reply:
    path = "/" + call.params["site-path"].strip("/")
    row = call.tenant.db.execute(
        "select * from site where host = ? and path = ? collate nocase", (call.params["hostname"], path)
    ).fetchone()
    return _shape(call, _opened(call, row, "read"))
