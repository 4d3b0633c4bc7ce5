"""Files in a SharePoint library: put there, confirmed, read, and taken away for good."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from graph.connection import Graph
from graph.errors import NotFound, Transient
from graph.quickxor import quick_xor_hash
from graph.request import Request
from graph.sites import Site

AT_ONCE = 4


@dataclass(frozen=True)
class StoredFile:
    """A file as SharePoint says it stands there."""

    id: str
    path: str
    size: int
    quick_xor_hash: str | None


class Files:
    """One library of one site. A path is relative to the library: `M-1234/bewijs/1.eml`."""

    def __init__(self, graph: Graph, site: str, library: str) -> None:
        self._graph = graph
        self._site = Site(graph, site)
        self._library = library

    def put(self, path: str, content: bytes) -> StoredFile:
        """Store a file in place of what stood there, and have SharePoint confirm each byte.

        Errors: Transient("notConfirmed") when what stands there is not what was sent.
        """
        address = f"{self._address(path)}:/content?@microsoft.graph.conflictBehavior=replace"
        builder = self._entry().content.with_url(address)
        answer = self._graph.transfer(Request("PUT", builder, body=content)).json
        stored = _stored(path, answer)
        if not self.confirms(stored, content):
            raise Transient("notConfirmed", None, "", "PUT /drives/root:/path:/content")
        return stored

    def put_all(self, files: Mapping[str, Callable[[], bytes]]) -> dict[str, StoredFile]:
        """Store files side by side, four at a time; each is opened when its turn comes.

        The first error is raised once all have been tried.
        """
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="upload") as pool:
            asked = {path: pool.submit(self._opened_and_put, path, opened) for path, opened in files.items()}
        return {path: stored.result() for path, stored in asked.items()}

    def get(self, path: str) -> bytes:
        """Read a file. Errors: NotFound."""
        builder = self._entry().content.with_url(f"{self._address(path)}:/content")
        return self._graph.transfer(Request("GET", builder)).content

    def names(self, path: str) -> list[tuple[str, str]]:
        """What stands in a folder: each name with the moment it was made (ISO 8601). No such folder: nothing."""
        builder = self._entry().children.with_url(f"{self._address(path)}:/children")
        found: list[tuple[str, str]] = []
        request = Request("GET", builder, {"select": "name,createdDateTime"})
        try:
            while True:
                answer = self._graph.call(request).json
                found += [(one["name"], one["createdDateTime"]) for one in answer["value"]]
                if "@odata.nextLink" not in answer:
                    return found
                request = Request("GET", builder.with_url(answer["@odata.nextLink"]))
        except NotFound:
            return found

    def confirms(self, stored: StoredFile, content: bytes) -> bool:
        """Whether what stands there is this, byte for byte."""
        if stored.size != len(content):
            return False
        if stored.quick_xor_hash is None:  # Graph, "hashes resource type": a service may leave it out
            return self.get(stored.path) == content
        return stored.quick_xor_hash == quick_xor_hash(content)

    def delete_for_good(self, path: str) -> None:
        """Take a file away past the recycle bin; one that is not there is fine."""
        builder = self._entry().with_url(self._address(path))
        try:
            found = self._graph.call(Request("GET", builder, {})).json["id"]
            self._graph.call(Request("POST", self._entry(found).permanent_delete))
        except NotFound:
            return

    def _opened_and_put(self, path: str, opened: Callable[[], bytes]) -> StoredFile:
        return self.put(path, opened())

    def _entry(self, item_id: str = "by-path") -> Any:
        drive = self._graph.client.drives.by_drive_id(self._site.drive_id(self._library))
        return drive.items.by_drive_item_id(item_id)

    def _address(self, path: str) -> str:
        """Graph, "Addressing resources in a drive": /drives/{id}/root:/{path}."""
        if {"", ".", ".."} & set(path.split("/")):  # would be another folder than it says
            raise ValueError("a path names each folder and the file")
        drive = self._site.drive_id(self._library)
        return f"{self._graph.config.base_url}/drives/{quote(drive)}/root:/{quote(path, safe='/')}"


def _stored(path: str, item: Mapping[str, Any]) -> StoredFile:
    hashes = (item.get("file") or {}).get("hashes") or {}
    return StoredFile(item["id"], path, int(item["size"]), hashes.get("quickXorHash"))
