"""Which task pane the button opens: an option of the tenant, by default the service of the demo."""

from __future__ import annotations

from deploy.devtenant.graph import Call, GraphFault, Reply, outside
from deploy.devtenant.sim.hosts import is_local
from deploy.devtenant.store import Tenant

_DEFAULT = "https://localhost:8443/meld"


def pane_address(tenant: Tenant) -> str:
    """The address that the add-in's manifest would name."""
    row = tenant.db.execute("select value from tenant where name = 'pane'").fetchone()
    return str(row[0]) if row else _DEFAULT


@outside("POST", "/__tenant/pane")
def _set_pane(call: Call) -> Reply:
    """{"url"}: HTTPS on this machine."""
    url = call.json().get("url")
    if not isinstance(url, str) or not is_local(url):
        raise GraphFault(400, "BadRequest", "give url: an HTTPS address on this machine")
    call.tenant.db.execute("insert or replace into tenant values ('pane', ?)", (url,))
    return Reply(204)
