"""The form in which an item and its fields are answered."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from deploy.devtenant.graph import Call, GraphFault
from deploy.devtenant.odata import parse_expand, selected
from deploy.devtenant.sharepoint.builtin import BUILTIN_NAMES
from deploy.devtenant.sharepoint.columns import Column, columns_of
from deploy.devtenant.sharepoint.identities import identity, lookup_id
from deploy.devtenant.sharepoint.lists import list_url, opened_list
from deploy.devtenant.store import Tenant, etag


@dataclass(frozen=True)
class OpenList:
    """A list that the caller may use, with its columns."""

    row: sqlite3.Row
    columns: dict[str, Column]

    @property
    def no(self) -> int:
        """Its number in the tables."""
        return int(self.row["no"])


def opened(call: Call, right: str) -> OpenList:
    """The list of the path for work on items. The items of a library are its files: they are reached by the drive."""
    row = opened_list(call, right)
    if row["template"] == "documentLibrary":
        raise GraphFault(
            501, "notSupported", "This dev tenant reaches the files of a library by its drive alone"
        )
    return OpenList(row, columns_of(call.tenant, row["no"]))


def tag_of(item: sqlite3.Row) -> str:
    """The item's ETag, quotes included."""
    return etag(item["guid"], item["version"])


def fields_shape(tenant: Tenant, item: sqlite3.Row, choice: str | None = None) -> dict[str, Any]:
    """The fieldValueSet: own fields (empty ones are absent) and SharePoint's internal ones."""
    own = {name: value for name, value in json.loads(item["fields"]).items() if value is not None}
    if choice:
        return {"@odata.etag": tag_of(item)} | _chosen(tenant, item, own, choice)
    return {"@odata.etag": tag_of(item)} | own | _internal(tenant, item, own)


def _internal(tenant: Tenant, item: sqlite3.Row, own: dict[str, Any]) -> dict[str, Any]:
    title = {"LinkTitle": own["Title"], "LinkTitleNoMenu": own["Title"]} if "Title" in own else {}
    return title | {
        "id": str(item["id"]),
        "ContentType": "Item",
        "Modified": item["modified"],
        "Created": item["created"],
        "AuthorLookupId": lookup_id(tenant, item["author"]),
        "EditorLookupId": lookup_id(tenant, item["editor"]),
        "_UIVersionString": f"{item['version']}.0",
        "Attachments": False,
        "Edit": "",
        "ItemChildCount": "0",
        "FolderChildCount": "0",
    }


def _chosen(tenant: Tenant, item: sqlite3.Row, own: dict[str, Any], choice: str) -> dict[str, Any]:
    names = [name.strip() for name in choice.split(",")]
    found = {name: own[name] for name in names if name in own}
    if len(found) < len(names):
        internal = _internal(tenant, item, own)
        found |= {name: internal[name] for name in names if name in internal}
    return found


@dataclass(frozen=True)
class View:
    """What the caller wants to see of an item: its own properties, and which fields."""

    select: str | None
    fields: bool
    field_choice: str | None

    @classmethod
    def of(cls, call: Call, columns: dict[str, Column]) -> View:
        """Read $select and $expand; 400 for a column that the list does not have."""
        wanted = parse_expand(call.query.get("$expand", ""))
        options = wanted.get("fields", {})
        if set(wanted) - {"fields"} or set(options) - {"$select", "select"}:
            raise GraphFault(400, "invalidRequest", "Only fields, with $select, can be expanded here")
        choice = options.get("$select") or options.get("select")
        if choice:
            _check_choice(choice, columns)
        return cls(call.query.get("$select"), "fields" in wanted, choice)

    def show(self, call: Call, listed: OpenList, item: sqlite3.Row) -> dict[str, Any]:
        """The item as asked."""
        body = selected(item_shape(listed, item), self.select, "listItem")
        if self.fields:
            body["fields@odata.context"] = f"{call.tenant.url}/v1.0/$metadata#listItem/fields/$entity"
            body["fields"] = fields_shape(call.tenant, item, self.field_choice)
        return body


def _check_choice(choice: str, columns: dict[str, Column]) -> None:
    for name in (part.strip() for part in choice.split(",")):
        lookup = name.removesuffix("LookupId")
        if name not in columns and name not in BUILTIN_NAMES and lookup not in columns:
            raise GraphFault(400, "invalidRequest", f"Field '{name}' is not recognized")


def item_shape(listed: OpenList, item: sqlite3.Row) -> dict[str, Any]:
    """A listItem without its fields."""
    tag = tag_of(item)
    return {
        "@odata.etag": tag,
        "createdDateTime": item["created"],
        "eTag": tag,
        "id": str(item["id"]),
        "lastModifiedDateTime": item["modified"],
        "webUrl": f"{list_url(listed.row)}/{item['id']}_.000",
        "createdBy": identity(item["author"]),
        "lastModifiedBy": identity(item["editor"]),
        "parentReference": {"id": listed.row["id"], "siteId": listed.row["site"]},
        "contentType": {"id": "0x0100", "name": "Item"},
    }
