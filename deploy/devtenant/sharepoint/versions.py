"""The versions of an item: old values live on here, also those that a later version cleared.

Source: https://learn.microsoft.com/graph/api/listitem-list-versions"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from deploy.devtenant.graph import Call, GraphFault, Reply, route
from deploy.devtenant.odata import parse_expand
from deploy.devtenant.sharepoint.identities import identity
from deploy.devtenant.sharepoint.items import find_item
from deploy.devtenant.sharepoint.itemshape import opened

_VERSIONS = "/sites/{site-id}/lists/{list-id}/items/{listItem-id}/versions"
_KEPT = (
    "select version, fields, modified, editor from sp_version where list_no = ? and item = ?"
    " union all select version, fields, modified, editor from sp_item where list_no = ? and id = ?"
    " order by version desc"
)


def _rows(call: Call) -> list[sqlite3.Row]:
    listed = opened(call, "read")
    item = find_item(call, listed)
    place = (listed.no, item["id"])
    return call.tenant.db.execute(_KEPT, (*place, *place)).fetchall()


def _shape(call: Call, row: sqlite3.Row) -> dict[str, Any]:
    wanted = parse_expand(call.query.get("$expand", ""))
    if set(wanted) - {"fields"}:
        raise GraphFault(400, "invalidRequest", "Only fields can be expanded here")
    body = {
        "id": f"{row['version']}.0",
        "lastModifiedDateTime": row["modified"],
        "lastModifiedBy": identity(row["editor"]),
        "published": {"level": "published", "versionId": f"{row['version']}.0"},
    }
    return body | ({"fields": json.loads(row["fields"])} if wanted else {})


@route("GET", _VERSIONS, query=("$expand",), units=2)
def _all(call: Call) -> Reply:
    return Reply(200, {"value": [_shape(call, row) for row in _rows(call)]})


@route("GET", _VERSIONS + "/{listItemVersion-id}", query=("$expand",))
def _one(call: Call) -> Reply:
    for row in _rows(call):
        if f"{row['version']}.0" == call.params["listItemVersion-id"]:
            return Reply(200, _shape(call, row))
    raise GraphFault(404, "itemNotFound", "The resource could not be found.")
