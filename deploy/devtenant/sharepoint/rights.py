"""Who may do what on a site: an application by its grant (Sites.Selected), a person by membership.

Source: https://learn.microsoft.com/graph/permissions-selected-overview: the permission must be consented in Entra, a
role must be granted on the site, and the permission must stand in the token."""

from __future__ import annotations

import json

from deploy.devtenant.graph import Call, GraphFault

_LADDER = {"read": 1, "write": 2, "manage": 3, "owner": 3, "fullcontrol": 4}
_EVERYWHERE = {
    "Sites.Read.All": "read",
    "Sites.ReadWrite.All": "write",
    "Sites.Manage.All": "manage",
    "Sites.FullControl.All": "fullcontrol",
}
_DENIED = GraphFault(403, "accessDenied", "Access denied")


def check_site_right(call: Call, site: str, right: str) -> None:
    """403 unless the caller has this right ("read", "write", "manage", "fullcontrol") on the site with this id."""
    level = _person_level(call, site) if call.caller.kind == "person" else _app_level(call, site)
    if level < _LADDER[right]:
        raise _DENIED


def _app_level(call: Call, site: str) -> int:
    roles = call.caller.roles
    level = max((_LADDER[_EVERYWHERE[role]] for role in roles if role in _EVERYWHERE), default=0)
    if "Sites.Selected" in roles:
        rows = call.tenant.db.execute(
            "select roles from site_grant where site = ? and app = ?", (site, call.caller.client_id)
        )
        level = max([level, *(_LADDER[role] for row in rows for role in json.loads(row["roles"]))])
    return level


def _person_level(call: Call, site: str) -> int:
    """The smaller of what the scope allows and what the person is in the site."""
    scope = max(
        (_LADDER[_EVERYWHERE[scope]] for scope in call.caller.scopes if scope in _EVERYWHERE), default=0
    )
    row = call.tenant.db.execute(
        "select role from site_member where site = ? and oid = ?", (site, call.caller.oid)
    ).fetchone()
    return min(scope, _LADDER[row["role"]]) if row else 0


def check_full_control(call: Call) -> None:
    """403 unless an application with Sites.FullControl.All asks: nobody else may grant a site to an application."""
    if call.caller.kind != "app" or "Sites.FullControl.All" not in call.caller.roles:
        raise _DENIED


def role_known(role: str) -> bool:
    """Whether a grant may name this role."""
    return role in {"read", "write", "owner", "fullcontrol", "manage"}
