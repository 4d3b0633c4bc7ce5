"""The fields of an item: read, and changed under If-Match; every change makes a version.

Source: https://learn.microsoft.com/graph/api/listitem-update"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from deploy.devtenant.graph import Call, GraphFault, Reply, route
from deploy.devtenant.sharepoint.identities import principal
from deploy.devtenant.sharepoint.items import check_match, find_item, not_unique
from deploy.devtenant.sharepoint.itemshape import OpenList, View, fields_shape, opened, tag_of
from deploy.devtenant.sharepoint.values import checked_fields
from deploy.devtenant.store import stamp

_ITEM = "/sites/{site-id}/lists/{list-id}/items/{listItem-id}"


@route("GET", _ITEM + "/fields", query=("$select",))
def _get(call: Call) -> Reply:
    listed = opened(call, "read")
    item = find_item(call, listed)
    return Reply(200, fields_shape(call.tenant, item, call.query.get("$select")), {"ETag": tag_of(item)})


@route("PATCH", _ITEM + "/fields", body_model="fieldValueSet")
def _change(call: Call) -> Reply:
    listed, content = opened(call, "write"), call.json()
    item = find_item(call, listed)
    check_match(call, item)
    changed = write_fields(call, listed, item, checked_fields(content, listed.columns))
    return Reply(200, fields_shape(call.tenant, changed), {"ETag": tag_of(changed)})


@route("PATCH", _ITEM, body_model="listItem")
def _change_item(call: Call) -> Reply:
    """The item itself takes nothing but its fields."""
    listed, content = opened(call, "write"), call.json()
    if set(content) - {"fields"} or not isinstance(content.get("fields"), dict):
        raise GraphFault(400, "invalidRequest", "Only the fields of an item can be changed")
    item = find_item(call, listed)
    check_match(call, item)
    changed = write_fields(call, listed, item, checked_fields(content["fields"], listed.columns))
    view = View(None, fields=True, field_choice=None)
    return Reply(200, view.show(call, listed, changed), {"ETag": tag_of(changed)})


def write_fields(call: Call, listed: OpenList, item: sqlite3.Row, changes: dict[str, Any]) -> sqlite3.Row:
    """Keep the old version, store the new one."""
    db, place = call.tenant.db, (listed.no, item["id"])
    db.execute(
        "insert into sp_version values (?, ?, ?, ?, ?, ?)",
        (*place, item["version"], item["fields"], item["modified"], item["editor"]),
    )
    merged = json.loads(item["fields"]) | changes
    stored = json.dumps({name: value for name, value in merged.items() if value is not None})
    try:
        db.execute(
            "update sp_item set fields = ?, version = version + 1, modified = ?, editor = ?"
            " where list_no = ? and id = ?",
            (stored, stamp(call.tenant.now()), principal(call.caller), *place),
        )
    except sqlite3.IntegrityError as error:
        raise not_unique() from error
    return find_item(call, listed)
