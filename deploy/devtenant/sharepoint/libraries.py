"""Document libraries: the drive of a list, the drives of a site."""

from __future__ import annotations

import sqlite3
from typing import Any
from urllib.parse import quote

from deploy.devtenant.graph import Call, GraphFault, Reply, route
from deploy.devtenant.odata import selected
from deploy.devtenant.sharepoint.lists import opened_list
from deploy.devtenant.sharepoint.sites import opened_site, site_url


def _shape(call: Call, row: sqlite3.Row, site: sqlite3.Row) -> dict[str, Any]:
    body = {
        "id": row["id"],
        "name": row["name"],
        "driveType": "documentLibrary",
        "webUrl": f"{site_url(site)}/{quote(row['name'])}",
        "owner": {"user": {"displayName": "System Account"}},
    }
    return selected(body, call.query.get("$select"), "drive")


@route("GET", "/sites/{site-id}/lists/{list-id}/drive", query=("$select",))
def _drive_of_list(call: Call) -> Reply:
    listed = opened_list(call, "read")
    row = call.tenant.db.execute("select * from drive where list_id = ?", (listed["id"],)).fetchone()
    if row is None:
        raise GraphFault(400, "notSupported", "This list is not a document library")
    return Reply(200, _shape(call, row, listed))


@route("GET", "/sites/{site-id}/drives", query=("$select",), units=2)
def _drives(call: Call) -> Reply:
    site = opened_site(call, "read")
    rows = call.tenant.db.execute("select * from drive where site = ? order by name", (site["id"],))
    return Reply(200, {"value": [_shape(call, row, site) for row in rows]})
