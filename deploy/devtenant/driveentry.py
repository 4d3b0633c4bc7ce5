"""One file or folder of a library, and the three ways in which a drive says no."""

import hashlib
from dataclasses import dataclass

from deploy.devtenant.graph import GraphFault


@dataclass(frozen=True)
class Entry:
    """A row of the table; `size` in bytes, `folder` is 0 or 1."""

    id: str
    drive: str
    parent: str | None
    name: str
    folder: int
    size: int
    version: int
    content_version: int
    sha256: str | None
    quick_xor: str | None
    mime: str | None
    created: str
    modified: str

    @property
    def etag(self) -> str:
        """Changes with each write, of content or facts."""
        return f'"{{{self.guid}}},{self.version}"'

    @property
    def ctag(self) -> str:
        """Changes with the content alone."""
        return f'"c:{{{self.guid}}},{self.content_version}"'

    @property
    def guid(self) -> str:
        """SharePoint's own identifier inside the tags, made of the id."""
        raw = hashlib.sha256(self.id.encode()).hexdigest().upper()
        return f"{raw[:8]}-{raw[8:12]}-{raw[12:16]}-{raw[16:20]}-{raw[20:32]}"


def absent() -> GraphFault:
    """The refusal for what is not there."""
    return GraphFault(404, "itemNotFound", "The resource could not be found.")


def taken() -> GraphFault:
    """The refusal for a name that is in use."""
    return GraphFault(409, "nameAlreadyExists", "The specified item name already exists.")


def invalid(message: str) -> GraphFault:
    """The refusal for what SharePoint does not take."""
    return GraphFault(400, "invalidRequest", message)
