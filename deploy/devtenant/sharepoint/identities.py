"""Who made or changed something, as SharePoint remembers and shows it."""

from __future__ import annotations

from typing import Any

from deploy.devtenant.graph import Caller
from deploy.devtenant.people import ADMIN_CLIENT_ID, CLIENT_ID, find_person
from deploy.devtenant.store import Tenant

_APPLICATIONS = {CLIENT_ID: "Meld agressie", ADMIN_CLIENT_ID: "Inrichting"}


def principal(caller: Caller) -> str:
    """What is stored: "user:<oid>" or "app:<client id>"."""
    return f"user:{caller.oid}" if caller.kind == "person" else f"app:{caller.client_id}"


def identity(stored: str) -> dict[str, Any]:
    """An identitySet."""
    kind, _, key = stored.partition(":")
    if kind == "app":
        return {"application": {"id": key, "displayName": _APPLICATIONS.get(key, key)}}
    person = find_person(key)
    return {
        "user": {
            "id": key,
            "displayName": person.title if person else key,
            "email": person.upn if person else "",
        }
    }


def lookup_id(tenant: Tenant, stored: str) -> str:
    """The number in the site's list of users, as text: that is not the Entra id."""
    row = tenant.db.execute("select no from sp_principal where key = ?", (stored,)).fetchone()
    if row is None:
        return str(tenant.db.execute("insert into sp_principal (key) values (?)", (stored,)).lastrowid)
    return str(row["no"])
