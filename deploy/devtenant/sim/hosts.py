"""The two origins: the tenant, and the look-alike beside it under another name of the same machine."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from deploy.devtenant.people import Person
from deploy.devtenant.store import Tenant


def outlook_origin(tenant: Tenant) -> str:
    """Where the look-alike lives: another origin than sign-in, Graph and pane."""
    parts = urlsplit(tenant.url)
    return f"{parts.scheme}://outlook.{parts.netloc}"


def look_alike(tenant: Tenant, person: Person) -> str:
    """The look-alike as this person opens it."""
    return f"{outlook_origin(tenant)}/sim/?{urlencode({'persoon': person.name})}"


def origin(address: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def is_local(address: str) -> bool:
    """Whether an address is HTTPS on this machine: the look-alike hands out tokens and frames nothing else."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    return parts.scheme == "https" and (host in {"localhost", "127.0.0.1"} or host.endswith(".localhost"))
