"""What stands in the libraries, for tests, the demo and the look-inside pages."""

from typing import Any

from deploy.devtenant import driveitems
from deploy.devtenant.driveentry import Entry, absent
from deploy.devtenant.graph import Call, GraphFault, Reply, outside
from deploy.devtenant.store import STATES, Tenant

_FILES = (
    "select i.id, i.recycled, s.path from drive_item i join drive d on d.id = i.drive join site s on s.id = d.site"
    " where not i.folder order by i.rowid"
)


@STATES.append
def files_state(tenant: Tenant) -> dict[str, Any]:
    """The files of each site by their path in the library; the recycle bin apart."""
    files: dict[str, dict[str, Any]] = {}
    recycled: dict[str, list[str]] = {}
    for item_id, gone, site in tenant.db.execute(_FILES).fetchall():
        entry = driveitems.stored(tenant, item_id)
        path = driveitems.path_of(tenant, entry)
        if gone:
            recycled.setdefault(site, []).append(path)
        else:
            files.setdefault(site, {})[path] = {"size": entry.size, "sha256": entry.sha256}
    return {"files": files, "recycled_files": recycled}


@outside("GET", "/__tenant/file")
def _file(call: Call) -> Reply:
    """?site=/sites/x&path=a/b.txt: the bytes of a file, whoever asks."""
    entry = _found(call.tenant, call.query.get("site", ""), call.query.get("path", ""))
    return Reply(200, driveitems.content_of(call.tenant, entry), content_type=entry.mime)


def _found(tenant: Tenant, site: str, path: str) -> Entry:
    query = "select d.id from drive d join site s on s.id = d.site where ? in (s.id, s.path, s.host || ':' || s.path)"
    for row in tenant.db.execute(query, (site,)).fetchall():
        try:
            return driveitems.located(tenant, row[0], "root", path.strip("/").split("/"))
        except GraphFault:
            continue
    raise absent()
