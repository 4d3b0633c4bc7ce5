"""Single-value extended properties: named values that an application keeps on a message or an event.

Source: https://learn.microsoft.com/graph/api/resources/extended-properties-overview
"""

import re
from typing import Any

from deploy.devtenant.graph import GraphFault
from deploy.devtenant.store import SCHEMA, Tenant

SCHEMA.append(
    "create table if not exists extended_property (item text not null, property text not null, value text not null,"
    " primary key (item, property))"
)
SCHEMA.append("create index if not exists extended_property_value on extended_property (property, value)")

_TYPES = "ApplicationTime|Binary|Boolean|CLSID|Currency|Double|Float|Integer|Long|Short|String|SystemTime"
_GUID = r"\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}"
_FORM = re.compile(rf"(?:{_TYPES}) (?:{_GUID} (?:Name \S.*|Id 0x[0-9A-Fa-f]+)|0x[0-9A-Fa-f]+)")


def normal_id(given: str) -> str:
    """The id with its guid in small letters, as Graph returns it."""
    return re.sub(_GUID, lambda guid: guid[0].lower(), given)


def write(tenant: Tenant, item: str, wanted: list[dict[str, Any]]) -> None:
    """Set the properties that are named; those that are not stay as they were."""
    for one in wanted:
        name, value = str(one.get("id", "")), one.get("value")
        if not _FORM.fullmatch(name) or not isinstance(value, str):
            raise GraphFault(
                400, "ErrorInvalidExtendedProperty", f"The extended property '{name}' is not valid."
            )
        tenant.db.execute(
            "insert or replace into extended_property (item, property, value) values (?, ?, ?)",
            (item, normal_id(name), value),
        )


def read(tenant: Tenant, item: str, wanted: set[str]) -> list[dict[str, str]]:
    """The named properties of an item, as far as they are set."""
    rows = tenant.db.execute("select property, value from extended_property where item = ?", (item,))
    return [{"id": row[0], "value": row[1]} for row in rows if row[0] in wanted]


def items_with(tenant: Tenant, name: str, value: str) -> set[str]:
    """The keys of the items that carry this value."""
    query = "select item from extended_property where property = ? and value = ?"
    return {str(row[0]) for row in tenant.db.execute(query, (name, value))}


def forget(tenant: Tenant, item: str) -> None:
    """Takes all properties off an item."""
    tenant.db.execute("delete from extended_property where item = ?", (item,))


def all_of(tenant: Tenant, item: str) -> dict[str, str]:
    """All properties of an item, for the tenant's state."""
    rows = tenant.db.execute("select property, value from extended_property where item = ?", (item,))
    return {str(row[0]): str(row[1]) for row in rows}
