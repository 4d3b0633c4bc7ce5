"""Drives of document libraries: read, put, list and delete files by id or by path.

Sources: driveitem-get, driveitem-put-content, driveitem-get-content, driveitem-list-children, driveitem-post-children,
driveitem-delete, driveitem-permanentdelete, driveitem-createuploadsession (learn.microsoft.com/graph/api).
"""

from typing import Any
from urllib.parse import quote, urlencode

from deploy.devtenant import driveitems, driveshape, transfers
from deploy.devtenant.drive_addresses import CONFLICT, Place, at_item, opened_drive, place_of
from deploy.devtenant.drive_uploads import MAX_SIMPLE, store
from deploy.devtenant.driveentry import Entry, absent, invalid, taken
from deploy.devtenant.graph import Call, GraphFault, Reply, outside, route
from deploy.devtenant.odata import selected, top_of

_SHOWN = ("$select", "$expand")
_PAGE, _MAX_PAGE = 200, 5000
_CHILD_KEYS = {"name", "folder", "file", CONFLICT}


@route("GET", "/drives/{drive-id}", query=("$select",))
def _get_drive(call: Call) -> Reply:
    opened_drive(call, "read")
    return Reply(200, _selected(call, driveshape.drive(call.tenant, call.params["drive-id"]), "drive"))


@at_item("GET", "/children", query=("$select", "$top", "$skiptoken"), units=2)
def _list_children(call: Call) -> Reply:
    found = driveitems.children(call.tenant, _existing(call, "read"))
    start, size = _start_of_page(call), top_of(call.query, _PAGE, _MAX_PAGE)
    page: dict[str, Any] = {
        "value": [_selected(call, _shown(call, one)) for one in found[start : start + size]]
    }
    if start + size < len(found):
        page["@odata.nextLink"] = _next_page(call, start + size)
    return Reply(200, page)


@at_item("POST", "/children", body_model="driveItem", query=(CONFLICT,))
def _make_folder(call: Call) -> Reply:
    parent, wanted = _existing(call, "write"), call.json()
    if set(wanted) - _CHILD_KEYS or "folder" not in wanted:
        raise invalid("Only a folder with a name can be made here.")
    name, conflict = str(wanted.get("name", "")), str(wanted.get(CONFLICT, "fail"))
    if driveitems.child(call.tenant, parent, name):
        if conflict != "rename":
            raise taken()
        name = driveitems.free_name(call.tenant, parent, name)
    return Reply(201, _shown(call, driveitems.add_folder(call.tenant, parent, name)))


@at_item("PUT", "/content", query=(CONFLICT,), limit=MAX_SIMPLE)
def _put_content(call: Call) -> Reply:
    opened_drive(call, "write")
    place = place_of(call)
    mime = call.headers.get("Content-Type")
    if not place.names:
        return _replace(call, place, mime)
    _check_match(call, _maybe(call, place))
    folder = driveitems.folder_at(call.tenant, place.drive, place.start, place.names[:-1])
    conflict = call.query.get(CONFLICT, "replace")
    entry, status = store(call.tenant, folder, place.names[-1], call.body, mime=mime, conflict=conflict)
    return Reply(status, _shown(call, entry), {"ETag": entry.etag})


@at_item("GET", "/content")
def _get_content(call: Call) -> Reply:
    entry = _existing(call, "read")
    if entry.folder:
        raise invalid("You cannot get content for a folder.")
    address = transfers.other_host(call) + driveshape.DOWNLOAD + driveshape.signed(call.tenant, entry)
    return Reply(302, None, {"Location": address})


@at_item("POST", "/permanentDelete")
def _delete_for_good(call: Call) -> Reply:
    driveitems.destroy(call.tenant, _existing(call, "write"))
    return Reply(204)


@at_item("POST", "/createUploadSession")
def _create_session(call: Call) -> Reply:
    opened_drive(call, "write")
    place, wanted = place_of(call), call.json() if call.body else {}
    item = wanted.get("item", {})
    if set(wanted) - {"item", "deferCommit"} or set(item) - {CONFLICT, "name", "fileSize", "description"}:
        raise invalid("The request holds a property that an upload session does not take.")
    _check_match(call, _maybe(call, place))
    target = _named(call, place).target(item.get(CONFLICT, "replace"), transfers.other_host(call))
    return Reply(200, transfers.open_session(call, "drive", target, item.get("fileSize")))


# Last of these: a path may end without a colon here, so these routes would also match those above.
@at_item("GET", "", query=_SHOWN)
def _get_item(call: Call) -> Reply:
    entry = _existing(call, "read")
    if "$expand" in call.query:
        raise invalid("Expanding relations of a driveItem is not supported here.")
    return Reply(200, _selected(call, _shown(call, entry)), {"ETag": entry.etag})


@at_item("DELETE", "")
def _delete_item(call: Call) -> Reply:
    entry = _existing(call, "write")
    _check_match(call, entry)
    driveitems.recycle(call.tenant, entry)
    return Reply(204)


@outside("GET", "/__download/{token}")
def _download(call: Call) -> Reply:
    transfers.refuse_authorization(call.headers)
    item_id = driveshape.opened(call.tenant, call.params["token"])
    entry = driveitems.stored(call.tenant, item_id) if item_id else None
    if entry is None:
        raise absent()
    return Reply(200, driveitems.content_of(call.tenant, entry), content_type=entry.mime)


def _named(call: Call, place: Place) -> Place:
    """The place as a name in a folder, also when only the id of an existing file was given."""
    if place.names:
        return place
    entry = driveitems.located(call.tenant, place.drive, place.start, [])
    if entry.parent is None or entry.folder:
        raise invalid("An upload session of a new file needs its path.")
    return Place(place.drive, entry.parent, [entry.name])


def _start_of_page(call: Call) -> int:
    token = call.query.get("$skiptoken", "0")
    if not token.isdigit():
        raise invalid("The $skiptoken is not one that was given here.")
    return int(token)


def _next_page(call: Call, start: int) -> str:
    query = urlencode(call.query | {"$skiptoken": str(start)}, safe="$")
    return f"{call.tenant.url}/v1.0{quote(call.path)}?{query}"


def _replace(call: Call, place: Place, mime: str | None) -> Reply:
    entry = driveitems.located(call.tenant, place.drive, place.start, [])
    _check_match(call, entry)
    entry = driveitems.replace_content(call.tenant, entry, call.body, mime)
    return Reply(200, _shown(call, entry), {"ETag": entry.etag})


def _existing(call: Call, right: str) -> Entry:
    opened_drive(call, right)
    place = place_of(call)
    return driveitems.located(call.tenant, place.drive, place.start, place.names)


def _maybe(call: Call, place: Place) -> Entry | None:
    try:
        return driveitems.located(call.tenant, place.drive, place.start, place.names)
    except GraphFault:
        return None


def _check_match(call: Call, entry: Entry | None) -> None:
    wanted = call.headers.get("If-Match", "*")
    if wanted != "*" and (entry is None or wanted not in (entry.etag, entry.ctag)):
        raise GraphFault(
            412,
            "resourceModified",
            "The resource has changed since the caller last read it; usually an eTag mismatch",
        )


def _shown(call: Call, entry: Entry) -> dict[str, Any]:
    return driveshape.item(call.tenant, entry, transfers.other_host(call))


def _selected(call: Call, shown: dict[str, Any], model: str = "driveItem") -> dict[str, Any]:
    return selected(shown, call.query.get("$select"), model)
