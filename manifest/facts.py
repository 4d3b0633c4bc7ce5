"""What both packages are made from: addresses, ids and names; nothing secret."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from plugin.identity import SCOPE
from plugin.protocol.profiel import Profiel
from plugin.settings import Settings

VERSION = re.compile(r"[1-9]\d{0,3}(\.\d{1,4}){2}")


class ManifestError(Exception):
    """The packages cannot be made from this; the message is a Dutch sentence."""


@dataclass(frozen=True)
class Facts:
    """`base` is where people reach the service, without a slash at its end; `version` has three numbers."""

    base: str
    client_id: str
    organisation: str
    colour: str
    version: str

    @classmethod
    def of(cls, settings: Settings, profiel: Profiel, version: str) -> "Facts":
        """Raises ManifestError for what Outlook or Teams would refuse."""
        if not settings.public_url.startswith("https://"):
            raise ManifestError("Outlook en Teams laden alleen pagina's van een adres met https://.")
        if not VERSION.fullmatch(version):
            raise ManifestError("Geef de versie als drie getallen, zoals 1.0.0.")
        organisation = profiel.organisatie
        return cls(
            settings.public_url, settings.client_id, organisation.naam, organisation.huiskleur, version
        )

    @property
    def host(self) -> str:
        """Name and port, without a scheme."""
        return urlsplit(self.base).netloc

    @property
    def origin(self) -> str:
        return f"https://{self.host}"

    @property
    def scope(self) -> str:
        """The one right that our pages ask, as the service checks it."""
        return f"api://{self.client_id}/{SCOPE}"

    def id(self, package: str) -> str:
        """The id of a package: always the same for one app registration, and no package has another's."""
        return str(uuid5(UUID(self.client_id), package))
