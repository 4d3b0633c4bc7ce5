"""The files and folders of a library: where they lie, what they hold, how they are found.

A deleted item goes to the recycle bin (still stored, found by no route) until it is deleted for good.
"""

import base64
import hashlib
import mimetypes
import secrets

from deploy.devtenant.driveentry import Entry, absent, invalid, taken
from deploy.devtenant.filenames import MAX_PATH, name_is_accepted, numbered
from deploy.devtenant.graph import GraphFault
from deploy.devtenant.quickxor import quick_xor_hash
from deploy.devtenant.store import SCHEMA, Tenant, stamp

SCHEMA.append(
    "create table if not exists drive_item (id text primary key, drive text not null, parent text, name text not null,"
    " folder integer not null, size integer not null, version integer not null, content_version integer not null,"
    " sha256 text, quick_xor text, mime text, created text not null, modified text not null, recycled text)"
)
SCHEMA.append(
    "create unique index if not exists drive_item_name on drive_item (drive, parent, lower(name)) where recycled is null"
)
SCHEMA.append("create table if not exists drive_content (item text primary key, content blob not null)")

_SELECT = (
    "select id, drive, parent, name, folder, size, version, content_version, sha256,"
    " quick_xor, mime, created, modified from drive_item"
)


def root_of(tenant: Tenant, drive: str) -> Entry:
    """The root folder of a drive; it is made at the first look."""
    found = _one(tenant, "drive = ? and parent is null", drive)
    return found or _insert(tenant, drive, None, "root", folder=1)


def located(tenant: Tenant, drive: str, start: str, names: list[str]) -> Entry:
    """The item at a path from "root" or from an item's id."""
    entry = _start(tenant, drive, start)
    for name in names:
        entry = _found(child(tenant, entry, name))
    return entry


def stored(tenant: Tenant, item_id: str) -> Entry:
    """The item with this id, wherever it lies, the recycle bin included."""
    return _found(_one(tenant, "id = ?", item_id))


def _start(tenant: Tenant, drive: str, start: str) -> Entry:
    if start == "root":
        return root_of(tenant, drive)
    return _found(_one(tenant, "drive = ? and id = ? and recycled is null", drive, start))


def child(tenant: Tenant, folder: Entry, name: str) -> Entry | None:
    """The item of this name in a folder; SharePoint does not tell capitals from small letters."""
    return _one(
        tenant,
        "drive = ? and parent = ? and lower(name) = lower(?) and recycled is null",
        folder.drive,
        folder.id,
        name,
    )


def children(tenant: Tenant, folder: Entry) -> list[Entry]:
    """What lies in a folder, by name."""
    query = f"{_SELECT} where drive = ? and parent = ? and recycled is null order by lower(name)"
    return [Entry(*row) for row in tenant.db.execute(query, (folder.drive, folder.id))]


def path_of(tenant: Tenant, entry: Entry) -> str:
    """The path below the root of the drive, without a slash in front; the root's own path is empty."""
    names: list[str] = []
    step: Entry | None = entry
    while step and step.parent:
        names.insert(0, step.name)
        step = _one(tenant, "id = ?", step.parent)
    return "/".join(names)


def folder_at(tenant: Tenant, drive: str, start: str, names: list[str]) -> Entry:
    """The folder at a path; SharePoint makes what is missing when a file is put below it."""
    entry = _start(tenant, drive, start)
    for name in names:
        entry = child(tenant, entry, name) or add_folder(tenant, entry, name)
        if not entry.folder:
            raise taken()
    return entry


def add_folder(tenant: Tenant, parent: Entry, name: str) -> Entry:
    """A new folder; 400 for a name that SharePoint does not take."""
    _check_name(tenant, parent, name)
    return _insert(tenant, parent.drive, parent.id, name, folder=1)


def add_file(tenant: Tenant, folder: Entry, name: str, content: bytes, mime: str | None) -> Entry:
    """A new file; `mime` is what the client said, and counts only when the extension says nothing."""
    _check_name(tenant, folder, name)
    entry = _insert(tenant, folder.drive, folder.id, name, folder=0)
    return replace_content(tenant, entry, content, mime)


def replace_content(tenant: Tenant, entry: Entry, content: bytes, mime: str | None) -> Entry:
    """New content under the same id; 409 when a folder stands there."""
    if entry.folder:
        raise taken()
    tenant.db.execute(
        "insert or replace into drive_content (item, content) values (?, ?)", (entry.id, content)
    )
    tenant.db.execute(
        "update drive_item set size = ?, sha256 = ?, quick_xor = ?, mime = ?, modified = ?, version = version + 1,"
        " content_version = content_version + 1 where id = ?",
        (
            len(content),
            hashlib.sha256(content).hexdigest(),
            quick_xor_hash(content),
            mimetypes.guess_type(entry.name)[0] or mime or "application/octet-stream",
            stamp(tenant.now()),
            entry.id,
        ),
    )
    return stored(tenant, entry.id)


def content_of(tenant: Tenant, entry: Entry) -> bytes:
    """The bytes of a file."""
    row = tenant.db.execute("select content from drive_content where item = ?", (entry.id,)).fetchone()
    return bytes(row[0]) if row else b""


def free_name(tenant: Tenant, folder: Entry, name: str) -> str:
    """The first name that is free: conflict behaviour "rename"."""
    number, candidate = 0, name
    while child(tenant, folder, candidate):
        number += 1
        candidate = numbered(name, number)
    return candidate


def recycle(tenant: Tenant, entry: Entry) -> None:
    """An ordinary delete: out of sight with all that lies below, still stored."""
    for below in _with_all_below(tenant, entry):
        tenant.db.execute("update drive_item set recycled = ? where id = ?", (stamp(tenant.now()), below.id))


def destroy(tenant: Tenant, entry: Entry) -> None:
    """A delete for good: the bytes go too."""
    for below in _with_all_below(tenant, entry):
        tenant.db.execute("delete from drive_content where item = ?", (below.id,))
        tenant.db.execute("delete from drive_item where id = ?", (below.id,))


def _with_all_below(tenant: Tenant, entry: Entry) -> list[Entry]:
    if entry.parent is None:
        raise GraphFault(403, "accessDenied", "The root of a drive cannot be deleted.")
    found = [entry]
    for item in found:
        found.extend(children(tenant, item))
    return found


def _check_name(tenant: Tenant, folder: Entry, name: str) -> None:
    if not name_is_accepted(name):
        raise invalid("The provided name cannot contain characters or words that are not allowed.")
    if len(path_of(tenant, folder)) + len(name) + 1 > MAX_PATH:
        raise invalid("The path of the item is too long.")


def _insert(tenant: Tenant, drive: str, parent: str | None, name: str, folder: int) -> Entry:
    item_id = "01" + base64.b32encode(secrets.token_bytes(20)).decode()
    now = stamp(tenant.now())
    tenant.db.execute(
        "insert into drive_item (id, drive, parent, name, folder, size, version, content_version, created, modified)"
        " values (?, ?, ?, ?, ?, 0, ?, ?, ?, ?)",
        (item_id, drive, parent, name, folder, folder, folder, now, now),
    )
    return stored(tenant, item_id)


def _found(entry: Entry | None) -> Entry:
    if entry is None:
        raise absent()
    return entry


def _one(tenant: Tenant, condition: str, *values: str) -> Entry | None:
    row = tenant.db.execute(f"{_SELECT} where {condition}", values).fetchone()
    return Entry(*row) if row else None
