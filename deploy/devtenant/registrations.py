"""The application registrations of the demo tenant: secrets, certificates, permissions, redirect addresses."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from deploy.devtenant import store
from deploy.devtenant.graph import Call, GraphFault, Reply, outside
from deploy.devtenant.people import ADMIN_CLIENT_ID, CLIENT_ID
from deploy.devtenant.pki import Registered, registered_certificate
from deploy.devtenant.store import Tenant

_SPA_AT_FIRST = (
    "brk-multihub://localhost",
    "https://localhost:8443/aanmelden",
    "https://localhost:8443/aangemeld",
    "https://localhost:8443/msal_redirect.html",
)
store.SCHEMA.append(
    "create table if not exists redirect (client_id text, uri text, kind text, primary key (client_id, uri))"
)


@dataclass(frozen=True)
class Registration:
    """A confidential client that is also an SPA; `app_roles` are the Graph permissions consented in Entra."""

    client_id: str
    secret: str
    certificate: Registered
    app_roles: tuple[str, ...]

    def secret_fits(self, given: str) -> bool:
        """Whether this is the client's secret."""
        return hmac.compare_digest(self.secret.encode(), given.encode())


def registrations(tenant: Tenant) -> dict[str, Registration]:
    """The service and the administrator's client. The mailbox rights stand in Exchange (RBAC), not in the token."""
    return {
        CLIENT_ID: Registration(
            CLIENT_ID, "demo-geheim", registered_certificate(tenant.data, "app"), ("Sites.Selected",)
        ),
        ADMIN_CLIENT_ID: Registration(
            ADMIN_CLIENT_ID,
            "demo-beheer-geheim",
            registered_certificate(tenant.data, "admin"),
            ("Sites.FullControl.All",),
        ),
    }


def redirect_kind(tenant: Tenant, client_id: str, uri: str) -> str | None:
    """ "spa" or "web" for a registered redirect address, else None: the address must be equal, letter by letter."""
    found = tenant.db.execute(
        "select kind from redirect where client_id = ? and uri = ?", (client_id, uri)
    ).fetchone()
    return str(found["kind"]) if found else None


@store.SEEDS.append
def _seed(tenant: Tenant) -> None:
    tenant.db.executemany(
        "insert into redirect values (?, ?, 'spa')", [(CLIENT_ID, uri) for uri in _SPA_AT_FIRST]
    )


@outside("POST", "/__tenant/redirects")
def _register_redirect(call: Call) -> Reply:
    """What an administrator does on the page Authentication of the registration."""
    order = call.json()
    kind = order.get("kind", "spa")
    if kind not in {"spa", "web"} or not isinstance(order.get("uri"), str):
        raise GraphFault(400, "BadRequest", "give uri, and kind spa or web")
    row = (order.get("client_id", CLIENT_ID), order["uri"], kind)
    call.tenant.db.execute("insert or replace into redirect values (?, ?, ?)", row)
    return Reply(204)
