"""What the pages must know of their surroundings: where people sign in, who may show a page, what may load."""

from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit

from flask import current_app

from plugin.identity import SCOPE
from plugin.settings import Settings

SITE = "meldagressie-site"
MICROSOFT = "https://login.microsoftonline.com"
# Teams, "Prerequisites for tabs", and the hosts of Outlook on the web.
HOSTS = (
    "https://*.cloud.microsoft",
    "https://teams.microsoft.com",
    "https://*.teams.microsoft.com",
    "https://*.microsoft365.com",
    "https://*.office.com",
    "https://outlook.office.com",
    "https://outlook.office365.com",
)
OFFICE_CDN = "https://appsforoffice.microsoft.com"
# The one script that Microsoft's office.js itself loads from elsewhere, in Outlook on the web.
OFFICE_NEEDS = "https://ajax.aspnetcdn.com/ajax/3.5/MicrosoftAjax.js"


@dataclass(frozen=True)
class Site:
    """Addresses only; nothing of a person and nothing secret."""

    client_id: str
    authority: str
    authority_host: str
    graph_url: str
    office_js_url: str

    @classmethod
    def of(cls, settings: Settings) -> "Site":
        return cls(
            settings.client_id,
            settings.authority,
            settings.authority_host,
            settings.graph_url,
            settings.office_js_url,
        )

    @property
    def scope(self) -> str:
        return f"api://{self.client_id}/{SCOPE}"

    def policy(self, *scripts: str) -> str:
        """What a page may load, reach, and be framed by (ASVS 5.0 3.4.3 and 3.4.6); `scripts` beside our own."""
        sources = {
            "default-src": "'none'",
            "script-src": " ".join(("'self'", *scripts)),
            "style-src": "'self'",
            "img-src": "'self' blob:",
            "connect-src": f"'self' {origin(self.authority_host)} {origin(self.graph_url)}",
            "frame-src": f"'self' {origin(self.authority_host)}",
            "worker-src": "'self'",
            "manifest-src": "'self'",
            "form-action": "'none'",
            "base-uri": "'none'",
            "frame-ancestors": f"'self' {' '.join(self._framers())}",
        }
        return "; ".join(f"{name} {value}" for name, value in sources.items())

    def office_scripts(self) -> tuple[str, ...]:
        """Where office.js comes from."""
        office = origin(self.office_js_url)
        return (office, OFFICE_NEEDS) if office == OFFICE_CDN else (office,)

    def _framers(self) -> tuple[str, ...]:
        """The Microsoft hosts; beside a stand-in for Microsoft 365 its own two origins as well."""
        if self.authority_host == MICROSOFT:
            return HOSTS
        stand_in = urlsplit(self.authority_host)
        port = f":{stand_in.port}" if stand_in.port else ""
        return (*HOSTS, origin(self.authority_host), f"https://outlook.localhost{port}")


def origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def site() -> Site:
    return cast("Site", current_app.extensions[SITE])
