"""Finds the ids behind the names of a SharePoint site, once."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from graph.connection import Graph
from graph.errors import NotFound
from graph.request import Request


class Site:
    """One site: `host:/sites/name` or a site id. Ids never change, so what was found is kept."""

    def __init__(self, graph: Graph, address: str) -> None:
        self._graph = graph
        self._address = address
        self._id = ""
        self._lists: dict[str, str] = {}
        self._drives: dict[str, str] = {}

    @property
    def id(self) -> str:
        with self._graph.sdk.looking_up:
            if not self._id:
                self._id = self._found_id()
            return self._id

    @property
    def builder(self) -> Any:
        """The SDK's request builder of this site."""
        return self._graph.client.sites.by_site_id(self.id)

    def list_id(self, name: str) -> str:
        """The id of a list or library by its name. Errors: NotFound."""
        with self._graph.sdk.looking_up:
            if name not in self._lists:
                self._lists = self.lists()
        if name not in self._lists:
            raise NotFound("listNotFound", None, "", f"find the list {name}")
        return self._lists[name]

    def lists(self) -> dict[str, str]:
        """The ids of all lists, by name, as they are now."""
        read = rows(self._graph, Request("GET", self.builder.lists, {"select": "id,displayName"}))
        return {found["displayName"]: found["id"] for found in read}

    def list_builder(self, name: str) -> Any:
        """The SDK's request builder of a list."""
        return self.builder.lists.by_list_id(self.list_id(name))

    def drive_id(self, library: str) -> str:
        """The id of the drive that holds the files of a library."""
        with self._graph.sdk.looking_up:
            if library not in self._drives:
                asked = Request("GET", self.list_builder(library).drive, {"select": "id"})
                self._drives[library] = self._graph.call(asked).json["id"]
            return self._drives[library]

    def _found_id(self) -> str:
        host, separator, path = self._address.partition(":/")
        if not separator:
            return self._address
        # Graph, "Get a site resource": /sites/{hostname}:/{server-relative-path}
        address = f"{self._graph.config.base_url}/sites/{host}:/{quote(path)}"
        builder = self._graph.client.sites.by_site_id("by-path").with_url(address)
        found: str = self._graph.call(Request("GET", builder)).json["id"]
        return found


def rows(graph: Graph, request: Request) -> Iterator[dict[str, Any]]:
    """All that a question for a collection gives, however many pages Graph makes of it."""
    page = graph.call(request).json
    yield from page["value"]
    while following := page.get("@odata.nextLink"):
        page = graph.call(Request("GET", request.builder.with_url(following))).json
        yield from page["value"]
