"""A file or folder as Graph shows it: the driveItem resource."""

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from deploy.devtenant import driveitems
from deploy.devtenant.driveentry import Entry
from deploy.devtenant.people import CLIENT_ID, SITE_HOST
from deploy.devtenant.store import Tenant

DOWNLOAD = "/__download/"
_LIFETIME = timedelta(minutes=10)
_KEY = secrets.token_bytes(
    32
)  # download addresses end with the process, as they end after minutes in the cloud


def item(tenant: Tenant, entry: Entry, host: str) -> dict[str, Any]:
    """The resource; `host` is the base of its download address."""
    shown: dict[str, Any] = {
        "id": entry.id,
        "name": entry.name,
        "size": entry.size,
        "eTag": entry.etag,
        "cTag": entry.ctag,
        "webUrl": _web_url(tenant, entry),
        "createdDateTime": entry.created,
        "lastModifiedDateTime": entry.modified,
        "createdBy": {"application": {"id": CLIENT_ID}},
        "lastModifiedBy": {"application": {"id": CLIENT_ID}},
        "fileSystemInfo": {"createdDateTime": entry.created, "lastModifiedDateTime": entry.modified},
        "parentReference": _parent(tenant, entry),
    }
    return shown | (_folder_facet(tenant, entry) if entry.folder else _file_facet(tenant, entry, host))


def drive(tenant: Tenant, drive_id: str) -> dict[str, Any]:
    """The drive resource of a library."""
    row = tenant.db.execute("select site, name from drive where id = ?", (drive_id,)).fetchone()
    return {
        "id": drive_id,
        "name": row[1],
        "driveType": "documentLibrary",
        "webUrl": f"https://{SITE_HOST}{_site_path(tenant, row[0])}/{quote(row[1])}",
        "owner": {"user": {"displayName": "System Account"}},
    }


def signed(tenant: Tenant, entry: Entry) -> str:
    """The pre-authenticated part of a download address."""
    expires = int((tenant.now() + _LIFETIME).timestamp())
    return f"{entry.id}.{expires}.{_signature(entry.id, expires)}"


def opened(tenant: Tenant, token: str) -> str | None:
    """The item's id behind a download address, unless it was changed or has expired."""
    item_id, _, rest = token.partition(".")
    expires, _, signature = rest.partition(".")
    if not expires.isdigit() or int(expires) < tenant.now().timestamp():
        return None
    return item_id if hmac.compare_digest(signature, _signature(item_id, int(expires))) else None


def _signature(item_id: str, expires: int) -> str:
    return hmac.new(_KEY, f"{item_id}.{expires}".encode(), hashlib.sha256).hexdigest()


def _folder_facet(tenant: Tenant, entry: Entry) -> dict[str, Any]:
    facet: dict[str, Any] = {"folder": {"childCount": len(driveitems.children(tenant, entry))}}
    return facet if entry.parent else facet | {"root": {}}


def _file_facet(tenant: Tenant, entry: Entry, host: str) -> dict[str, Any]:
    return {
        "file": {"mimeType": entry.mime, "hashes": {"quickXorHash": entry.quick_xor}},
        "@microsoft.graph.downloadUrl": host + DOWNLOAD + signed(tenant, entry),
    }


def _parent(tenant: Tenant, entry: Entry) -> dict[str, Any]:
    reference: dict[str, Any] = {"driveType": "documentLibrary", "driveId": entry.drive}
    if not entry.parent:
        return reference
    path = driveitems.path_of(tenant, entry).rpartition("/")[0]
    name = path.rpartition("/")[2] or "root"
    full = f"/drives/{entry.drive}/root:" + (f"/{path}" if path else "")
    return reference | {"id": entry.parent, "name": name, "path": full}


def _web_url(tenant: Tenant, entry: Entry) -> str:
    base = str(drive(tenant, entry.drive)["webUrl"])
    path = driveitems.path_of(tenant, entry)
    return f"{base}/{quote(path)}" if path else base


def _site_path(tenant: Tenant, site: str) -> str:
    row = tenant.db.execute("select path from site where id = ?", (site,)).fetchone()
    return str(row[0]) if row else site
