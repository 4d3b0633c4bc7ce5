"""Which add-in the look-alike has: the manifest that was uploaded, or else the bare address of a pane."""

from __future__ import annotations

from deploy.devtenant.graph import Call, GraphFault, Reply, outside
from deploy.devtenant.sim.addin import AddIn, add_in, plain_add_in
from deploy.devtenant.sim.hosts import is_local
from deploy.devtenant.store import Tenant

_DEFAULT = "https://localhost:8443/meld"


def installed(tenant: Tenant) -> AddIn:
    """The add-in that stands in Outlook now."""
    rows = tenant.db.execute("select name, value from tenant where name in ('pane', 'manifest')")
    known = {row[0]: str(row[1]) for row in rows}
    return add_in(known["manifest"]) if "manifest" in known else plain_add_in(known.get("pane", _DEFAULT))


@outside("POST", "/__tenant/pane")
def _set_pane(call: Call) -> Reply:
    """{"url"}: HTTPS on this machine. It takes the place of a manifest."""
    url = call.json().get("url")
    if not isinstance(url, str) or not is_local(url):
        raise GraphFault(400, "BadRequest", "give url: an HTTPS address on this machine")
    call.tenant.db.execute("delete from tenant where name = 'manifest'")
    call.tenant.db.execute("insert or replace into tenant values ('pane', ?)", (url,))
    return Reply(204)


@outside("POST", "/__tenant/manifest")
def _set_manifest(call: Call) -> Reply:
    """The add-in's XML as it is: what an administrator uploads. 400 says why Outlook would not take it."""
    xml = call.body.decode("utf-8", "replace")
    add_in(xml)
    call.tenant.db.execute("insert or replace into tenant values ('manifest', ?)", (xml,))
    return Reply(204)
