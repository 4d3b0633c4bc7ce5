"""Upload sessions of a drive: the parts, and the file they become.

Source: https://learn.microsoft.com/graph/api/driveitem-createuploadsession
"""

from typing import Any

from deploy.devtenant import driveitems, driveshape
from deploy.devtenant.driveentry import Entry, invalid, taken
from deploy.devtenant.graph import GraphFault, Reply
from deploy.devtenant.store import Tenant
from deploy.devtenant.transfers import KINDS, Kind

UNIT = 320 * 1024
MAX_PART = 60 * 1024 * 1024
MAX_SIMPLE = 250 * 1024 * 1024


def store(
    tenant: Tenant, folder: Entry, name: str, content: bytes, *, mime: str | None, conflict: str
) -> tuple[Entry, int]:
    """Puts a file in a folder under a conflict behaviour; 201 for a new file, 200 for a replaced one."""
    existing = driveitems.child(tenant, folder, name)
    if existing is None:
        return driveitems.add_file(tenant, folder, name, content, mime), 201
    match conflict:
        case "replace":
            return driveitems.replace_content(tenant, existing, content, mime), 200
        case "rename":
            free = driveitems.free_name(tenant, folder, name)
            return driveitems.add_file(tenant, folder, free, content, mime), 201
        case "fail":
            raise taken()
        case _:
            raise invalid(f"The value '{conflict}' of @microsoft.graph.conflictBehavior is not supported.")


def _check_part(first: int, last: int, total: int) -> None:
    length = last - first + 1
    if length >= MAX_PART:
        raise GraphFault(413, "invalidRequest", "A fragment must be smaller than 60 MiB.")
    if last + 1 < total and length % UNIT:
        raise GraphFault(400, "invalidRequest", "A fragment's size must be a multiple of 320 KiB.")


def _finish(tenant: Tenant, target: dict[str, Any], content: bytes) -> Reply:
    folder = driveitems.folder_at(tenant, target["drive"], target["start"], target["folders"])
    entry, status = store(tenant, folder, target["name"], content, mime=None, conflict=target["conflict"])
    return Reply(status, driveshape.item(tenant, entry, target["host"]))


KINDS["drive"] = Kind(202, _check_part, _finish, lambda received: f"{received}-")
