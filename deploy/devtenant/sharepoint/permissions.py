"""Site permissions for applications: granted, shown and revoked by the administrator's client alone.

Source: https://learn.microsoft.com/graph/api/site-post-permissions"""

from __future__ import annotations

import base64
import json
import sqlite3
from typing import Any

from deploy.devtenant.graph import Call, GraphFault, Reply, route
from deploy.devtenant.sharepoint.rights import check_full_control, role_known
from deploy.devtenant.sharepoint.sites import opened_site

_UNITS = 5


def _identity(row: sqlite3.Row) -> dict[str, Any]:
    return {"application": {"id": row["app"], "displayName": row["app_name"]}}


def _shape(row: sqlite3.Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "roles": json.loads(row["roles"]),
        "grantedToIdentities": [_identity(row)],
        "grantedToIdentitiesV2": [_identity(row)],
    }


def _application(content: dict[str, Any]) -> tuple[str, str]:
    """The documentation spells the receiver in three ways."""
    several = content.get("grantedToIdentitiesV2") or content.get("grantedToIdentities") or []
    one = (several[0] if isinstance(several, list) and several else None) or content.get("grantedToV2") or {}
    application = one.get("application") if isinstance(one, dict) else None
    if not isinstance(application, dict) or not application.get("id"):
        raise GraphFault(400, "invalidRequest", "Provided grant is invalid: an application id is required")
    return str(application["id"]), str(application.get("displayName", ""))


def _roles(content: dict[str, Any]) -> str:
    roles = content.get("roles")
    if (
        not isinstance(roles, list)
        or not roles
        or not all(isinstance(role, str) and role_known(role) for role in roles)
    ):
        raise GraphFault(400, "invalidRequest", "One of the provided roles is invalid")
    return json.dumps(roles)


@route("GET", "/sites/{site-id}/permissions", units=_UNITS)
def _all(call: Call) -> Reply:
    site = opened_site(call, "read")
    check_full_control(call)
    rows = call.tenant.db.execute("select * from site_grant where site = ? order by id", (site["id"],))
    return Reply(200, {"value": [_shape(row) for row in rows]})


@route("POST", "/sites/{site-id}/permissions", body_model="permission", units=_UNITS)
def _grant(call: Call) -> Reply:
    check_full_control(call)
    site, content = opened_site(call, "fullcontrol"), call.json()
    app, name = _application(content)
    key = base64.urlsafe_b64encode(f"i:0i.t|ms.sp.ext|{app}".encode()).rstrip(b"=").decode()
    key += site["id"][-4:]
    call.tenant.db.execute(
        "insert or replace into site_grant values (?, ?, ?, ?, ?)",
        (key, site["id"], app, name, _roles(content)),
    )
    return Reply(201, _shape(_found(call, site["id"], key)))


def _found(call: Call, site: str, key: str) -> sqlite3.Row:
    row: sqlite3.Row | None = call.tenant.db.execute(
        "select * from site_grant where site = ? and id = ?", (site, key)
    ).fetchone()
    if row is None:
        raise GraphFault(404, "itemNotFound", "Item not found")
    return row


@route("GET", "/sites/{site-id}/permissions/{permission-id}", units=_UNITS)
def _one(call: Call) -> Reply:
    site = opened_site(call, "read")
    check_full_control(call)
    return Reply(200, _shape(_found(call, site["id"], call.params["permission-id"])))


@route("PATCH", "/sites/{site-id}/permissions/{permission-id}", body_model="permission", units=_UNITS)
def _change(call: Call) -> Reply:
    check_full_control(call)
    site = opened_site(call, "fullcontrol")
    row = _found(call, site["id"], call.params["permission-id"])
    call.tenant.db.execute("update site_grant set roles = ? where id = ?", (_roles(call.json()), row["id"]))
    return Reply(200, _shape(_found(call, site["id"], row["id"])))


@route("DELETE", "/sites/{site-id}/permissions/{permission-id}", units=_UNITS)
def _revoke(call: Call) -> Reply:
    check_full_control(call)
    site = opened_site(call, "fullcontrol")
    row = _found(call, site["id"], call.params["permission-id"])
    call.tenant.db.execute("delete from site_grant where id = ?", (row["id"],))
    return Reply(204)
