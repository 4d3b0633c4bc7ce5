"""How a driveItem is addressed: by id, by path from the root, by path from an item; and who may reach the drive.

Source: https://learn.microsoft.com/graph/onedrive-addressing-driveitems. The SDK can spell a path only as an id,
`items/root%3A%2Fa%20b.txt%3A`, which decodes to the same address.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from deploy.devtenant.driveentry import absent
from deploy.devtenant.graph import Call, Handler, route
from deploy.devtenant.sharepoint.rights import check_site_right

CONFLICT = "@microsoft.graph.conflictBehavior"
_BY_PATH = "path addressing, https://learn.microsoft.com/graph/onedrive-addressing-driveitems"
_LISTED_UNDER_ROOT = {("GET", ""), ("GET", "/content"), ("PUT", "/content")}


@dataclass(frozen=True)
class Place:
    """A place in a drive: where the path starts ("root" or an item's id) and the names on the way."""

    drive: str
    start: str
    names: list[str]

    def target(self, conflict: str, host: str) -> dict[str, Any]:
        """What an upload session has to remember."""
        return {
            "drive": self.drive,
            "start": self.start,
            "folders": self.names[:-1],
            "name": self.names[-1],
            "conflict": conflict,
            "host": host,
        }


def place_of(call: Call) -> Place:
    """The place that the path of a call names."""
    path = call.params.get("item-path", "").removesuffix(":")
    names = [name for name in path.split("/") if name]
    return Place(call.params["drive-id"], call.params.get("driveItem-id", "root"), names)


def at_item(method: str, suffix: str, **options: Any) -> Callable[[Handler], Handler]:
    """Registers a handler under every spelling of an item's address."""

    def register(handler: Handler) -> Handler:
        root_reason = None if (method, suffix) in _LISTED_UNDER_ROOT else _BY_PATH
        route(method, "/drives/{drive-id}/items/{driveItem-id}" + suffix, **options)(handler)
        route(method, "/drives/{drive-id}/root" + suffix, extra=root_reason, **options)(handler)
        for start in ("root", "items/{driveItem-id}"):
            # The colon after a path may be left out when nothing follows it; place_of takes it off.
            path = f"/drives/{{drive-id}}/{start}:/{{item-path}}" + (f":{suffix}" if suffix else "")
            route(method, path, extra=_BY_PATH, **options)(handler)
        return handler

    return register


def opened_drive(call: Call, right: str) -> str:
    """The site of the drive in the path, once the caller's right on it is checked ("read" or "write")."""
    row = call.tenant.db.execute("select site from drive where id = ?", (call.params["drive-id"],)).fetchone()
    if not row:
        raise absent()
    site = str(row[0])
    check_site_right(call, site, right)
    return site
