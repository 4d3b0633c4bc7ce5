"""Rows put straight into a list (POST /__tenant/seed), and the lists as the look-inside pages show them."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from deploy.devtenant.graph import Call, GraphFault, Reply, outside
from deploy.devtenant.people import CLIENT_ID
from deploy.devtenant.sharepoint.columns import Column, columns_of
from deploy.devtenant.sharepoint.items import not_unique
from deploy.devtenant.sharepoint.values import checked_fields
from deploy.devtenant.store import STATES, Tenant, etag, stamp

_WHO = f"app:{CLIENT_ID}"


def _find_list(tenant: Tenant, site: str, name: str) -> sqlite3.Row:
    path = site.partition(":")[2] or site
    row: sqlite3.Row | None = tenant.db.execute(
        "select sp_list.* from sp_list join site on site.id = sp_list.site"
        " where (site.id = ? or site.path = ?) and sp_list.display_name = ?",
        (site, path, name),
    ).fetchone()
    if row is None:
        raise GraphFault(404, "itemNotFound", f"no list {name} on {site}")
    return row


def _stored(row: dict[str, Any], columns: dict[str, Column]) -> str:
    return json.dumps(
        {name: value for name, value in checked_fields(row, columns).items() if value is not None}
    )


@outside("POST", "/__tenant/seed")
def _seed(call: Call) -> Reply:
    """{"site", "list", "rows": [fields]}: checked as Graph would, stored in one go."""
    order, tenant = call.json(), call.tenant
    listed = _find_list(tenant, order["site"], order["list"])
    columns, now, first = columns_of(tenant, listed["no"]), stamp(tenant.now()), listed["next_item"]
    rows = [
        (listed["no"], first + place, tenant.new_guid(), _stored(row, columns), now, now, _WHO, _WHO)
        for place, row in enumerate(order["rows"])
    ]
    try:
        tenant.db.executemany("insert into sp_item values (?, ?, ?, ?, 1, ?, ?, ?, ?)", rows)
    except sqlite3.IntegrityError as error:
        raise not_unique() from error
    tenant.db.execute("update sp_list set next_item = ? where no = ?", (first + len(rows), listed["no"]))
    return Reply(200, {"made": len(rows), "first": first})


_LISTS = (
    "select sp_list.no, sp_list.display_name, site.path from sp_list join site on site.id = sp_list.site"
    " where template = 'genericList' order by no"
)


@STATES.append
def lists_state(tenant: Tenant) -> dict[str, Any]:
    """{"lists": {site path: {list: [fields with id and @odata.etag]}}}, and what lies in the recycle bins."""
    found: dict[str, dict[str, list[dict[str, Any]]]] = {}
    binned: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for site in tenant.db.execute("select path from site"):
        found[site["path"]], binned[site["path"]] = {}, {}
    for listed in tenant.db.execute(_LISTS).fetchall():
        rows = tenant.db.execute("select * from sp_item where list_no = ? order by id", (listed["no"],))
        gone = tenant.db.execute("select * from sp_recycled where list_no = ? order by item", (listed["no"],))
        found[listed["path"]][listed["display_name"]] = [
            {"id": str(row["id"]), "@odata.etag": etag(row["guid"], row["version"])}
            | json.loads(row["fields"])
            for row in rows
        ]
        binned[listed["path"]][listed["display_name"]] = [
            {"id": str(row["item"])} | json.loads(row["fields"]) for row in gone
        ]
    return {"lists": found, "recycled_items": binned}
