"""List items: made, listed, shown, deleted.

Sources: https://learn.microsoft.com/graph/api/listitem-create and listitem-list, listitem-get, listitem-delete"""

from __future__ import annotations

import json
import sqlite3
from typing import Any
from urllib.parse import quote, urlencode

from deploy.devtenant.graph import Call, GraphFault, Reply, route
from deploy.devtenant.odata import top_of
from deploy.devtenant.sharepoint.identities import principal
from deploy.devtenant.sharepoint.itemshape import OpenList, View, fields_shape, item_shape, opened, tag_of
from deploy.devtenant.sharepoint.query import THRESHOLD, QueryMaker
from deploy.devtenant.sharepoint.values import checked_fields
from deploy.devtenant.store import stamp

_PAGE = 200
_ITEMS = "/sites/{site-id}/lists/{list-id}/items"


def not_unique() -> GraphFault:
    """The refusal of a value that a unique column already holds."""
    return GraphFault(
        400, "invalidRequest", "One or more fields with unique constraints already has the provided value."
    )


def find_item(call: Call, listed: OpenList) -> sqlite3.Row:
    """The item of the path; 404 when it is not there (any more)."""
    key = call.params["listItem-id"]
    row: sqlite3.Row | None = None
    if key.isdigit() and len(key) < 10:
        row = call.tenant.db.execute(
            "select * from sp_item where list_no = ? and id = ?", (listed.no, int(key))
        ).fetchone()
    if row is None:
        raise GraphFault(404, "itemNotFound", "The resource could not be found.")
    return row


def check_match(call: Call, item: sqlite3.Row) -> None:
    """412 when If-Match names another version; without the header the last writer wins."""
    wanted = call.headers.get("If-Match", "*").strip()
    if wanted not in {"*", tag_of(item), f"W/{tag_of(item)}"}:
        raise GraphFault(
            412,
            "resourceModified",
            "The resource has changed since the caller last read it; usually an eTag mismatch",
        )


@route("POST", _ITEMS, body_model="listItem")
def _create(call: Call) -> Reply:
    listed, content = opened(call, "write"), call.json()
    given = content.get("fields", {})
    if set(content) - {"fields", "contentType", "@odata.type"} or not isinstance(given, dict):
        raise GraphFault(400, "invalidRequest", "An item is made of its fields")
    item = insert_item(call, listed, checked_fields(given, listed.columns))
    body = item_shape(listed, item) | {"fields": fields_shape(call.tenant, item)}
    return Reply(201, body, {"ETag": tag_of(item), "Location": _address(call, listed, item)})


def _address(call: Call, listed: OpenList, item: sqlite3.Row) -> str:
    return f"{call.tenant.url}/v1.0/sites/{listed.row['site']}/lists/{listed.row['id']}/items/{item['id']}"


def insert_item(call: Call, listed: OpenList, fields: dict[str, Any]) -> sqlite3.Row:
    """Store an item under the list's next number: numbers are never used again."""
    db, now, who = call.tenant.db, stamp(call.tenant.now()), principal(call.caller)
    number = db.execute(
        "update sp_list set next_item = next_item + 1 where no = ? returning next_item - 1", (listed.no,)
    ).fetchone()[0]
    stored = json.dumps({name: value for name, value in fields.items() if value is not None})
    try:
        db.execute(
            "insert into sp_item values (?, ?, ?, ?, 1, ?, ?, ?, ?)",
            (listed.no, number, call.tenant.new_guid(), stored, now, now, who, who),
        )
    except sqlite3.IntegrityError as error:
        raise not_unique() from error
    row: sqlite3.Row = db.execute(
        "select * from sp_item where list_no = ? and id = ?", (listed.no, number)
    ).fetchone()
    return row


@route("GET", _ITEMS, query=("$select", "$expand", "$filter", "$orderby", "$top", "$skiptoken"), units=2)
def _list(call: Call) -> Reply:
    listed = opened(call, "read")
    view = View.of(call, listed.columns)
    query = QueryMaker(call, listed.no, listed.columns).make()
    top = top_of(call.query, _PAGE, THRESHOLD)
    rows, token = query.page(call.tenant.db, top, call.query.get("$skiptoken"))
    body: dict[str, Any] = {
        "@odata.context": f"{call.tenant.url}/v1.0/$metadata#sites/lists/items",
        "value": [view.show(call, listed, row) for row in rows],
    }
    if token:
        options = {key: value for key, value in call.query.items() if key != "$skiptoken"}
        asked = urlencode(options | {"$skiptoken": token}, quote_via=quote, safe="$(),'")
        body["@odata.nextLink"] = f"{call.tenant.url}/v1.0{quote(call.path, safe='/,:')}?{asked}"
    return Reply(200, body)


@route("GET", _ITEMS + "/{listItem-id}", query=("$select", "$expand"))
def _get(call: Call) -> Reply:
    listed = opened(call, "read")
    view = View.of(call, listed.columns)
    item = find_item(call, listed)
    return Reply(200, view.show(call, listed, item), {"ETag": tag_of(item)})


@route("DELETE", _ITEMS + "/{listItem-id}")
def _delete(call: Call) -> Reply:
    """To the recycle bin, with all its versions."""
    listed = opened(call, "write")
    item = find_item(call, listed)
    check_match(call, item)
    db, place = call.tenant.db, (listed.no, item["id"])
    db.execute(
        "insert into sp_recycled values (?, ?, ?, ?, ?, ?)",
        (*place, item["guid"], item["fields"], stamp(call.tenant.now()), principal(call.caller)),
    )
    db.execute("delete from sp_item where list_no = ? and id = ?", place)
    return Reply(204)
