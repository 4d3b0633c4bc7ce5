"""Rows of SharePoint lists: found by an indexed column, written under the version that was read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.connection import Graph
from graph.errors import GraphError, NotFound
from graph.request import Answer, Request
from graph.sites import Site


@dataclass(frozen=True)
class Item:
    """A row. `etag` is its version, quotes and all, as `update` wants it back."""

    id: str
    etag: str
    fields: dict[str, Any]


@dataclass(frozen=True)
class Create:
    """A row to be made."""

    list_name: str
    fields: dict[str, Any]


@dataclass(frozen=True)
class Update:
    """Columns to be changed of a row that was read with this etag."""

    list_name: str
    item_id: str
    fields: dict[str, Any]
    etag: str


@dataclass(frozen=True)
class Page:
    """Rows, and the address of the next ones; None at the end."""

    items: tuple[Item, ...]
    next: str | None


class Lists:
    """The lists of one site, by name."""

    def __init__(self, graph: Graph, site: str) -> None:
        self._graph = graph
        self._site = Site(graph, site)

    def get(self, list_name: str, item_id: str) -> Item:
        """Read a row by its id. Errors: NotFound."""
        builder = self._items(list_name).by_list_item_id(item_id)
        return _item(self._graph.call(Request("GET", builder, {"expand": "fields"})).json)

    def find(self, list_name: str, column: str, value: str) -> Item | None:
        """Read the row whose indexed column holds this text; None when there is none."""
        return next(iter(self.query(list_name, equals(column, value), top=1).items), None)

    def query(self, list_name: str, condition: str, top: int = 200) -> Page:
        """Read the rows for which an OData condition on indexed columns holds (`fields/Status eq 'ontvangen'`)."""
        return _page(self._graph.call(self._question(list_name, condition, top)))

    def query_each(self, list_name: str, conditions: Sequence[str], top: int) -> list[Page | GraphError]:
        """Ask at most twenty such questions in one call; an answer for each, in their order."""
        asked = [self._question(list_name, condition, top) for condition in conditions]
        return [one if isinstance(one, GraphError) else _page(one) for one in self._graph.batch(asked)]

    def following(self, page_next: str) -> Page:
        """Read on. An address that is not Graph's is Refused before anything is sent."""
        builder = self._graph.client.sites.by_site_id("next").lists.with_url(page_next)
        return _page(self._graph.call(Request("GET", builder)))

    def create(self, list_name: str, fields: Mapping[str, Any]) -> Item:
        """Make a row. Errors: Duplicate when a unique column holds the value already."""
        return _item(self._graph.call(self._creation(Create(list_name, dict(fields)))).json)

    def update(self, list_name: str, item_id: str, fields: Mapping[str, Any], etag: str) -> Item:
        """Change columns of a row. Errors: Conflict when it changed since it was read with this etag."""
        part = Update(list_name, item_id, dict(fields), etag)
        return self._written(part, self._graph.call(self._change(part)))

    def write(self, parts: Sequence[Create | Update], *, in_order: bool = False) -> list[Item | GraphError]:
        """Do at most twenty creations and changes in one call; an answer for each part, in their order.

        In order: a part is only done when the one before it succeeded, else it is Conflict("dependency").
        """
        asked = [self._creation(part) if isinstance(part, Create) else self._change(part) for part in parts]
        answers = self._graph.batch(asked, in_order=in_order)
        return [
            answer if isinstance(answer, GraphError) else self._written(part, answer)
            for part, answer in zip(parts, answers, strict=True)
        ]

    def delete(self, list_name: str, item_id: str) -> None:
        """Put a row in the recycle bin; one that is gone already is fine."""
        try:
            self._graph.call(Request("DELETE", self._items(list_name).by_list_item_id(item_id)))
        except NotFound:
            return

    def delete_all(self, list_name: str, item_ids: Sequence[str]) -> None:
        """Put at most twenty rows in the recycle bin in one call; those that are gone already are fine.

        Errors: that of the first that could not go; the others were done all the same.
        """
        items = self._items(list_name)
        asked = [Request("DELETE", items.by_list_item_id(item_id)) for item_id in item_ids]
        for answer in self._graph.batch(asked):
            if isinstance(answer, GraphError) and not isinstance(answer, NotFound):
                raise answer

    def _items(self, list_name: str) -> Any:
        return self._site.list_builder(list_name).items

    def _question(self, list_name: str, condition: str, top: int) -> Request:
        query = {"expand": "fields", "filter": condition, "top": str(top)}
        return Request("GET", self._items(list_name), query)

    def _creation(self, part: Create) -> Request:
        return Request("POST", self._items(part.list_name), body={"fields": part.fields})

    def _change(self, part: Update) -> Request:
        builder = self._items(part.list_name).by_list_item_id(part.item_id).fields
        return Request("PATCH", builder, headers={"If-Match": part.etag}, body=part.fields)

    def _written(self, part: Create | Update, answer: Answer) -> Item:
        if isinstance(part, Create):
            return _item(answer.json)
        fields = answer.json
        etag = fields.get("@odata.etag") or answer.headers.get("etag")
        if not etag:
            return self.get(part.list_name, part.item_id)
        return Item(part.item_id, etag, _plain(fields))


def equals(column: str, value: str) -> str:
    """The OData condition that a column holds exactly this text."""
    return f"fields/{column} eq '{value.replace(chr(39), 2 * chr(39))}'"


def _page(answer: Answer) -> Page:
    read = answer.json
    return Page(tuple(_item(row) for row in read["value"]), read.get("@odata.nextLink"))


def _item(row: Mapping[str, Any]) -> Item:
    etag = row.get("eTag") or row.get("@odata.etag") or ""
    return Item(str(row["id"]), etag, _plain(row.get("fields") or {}))


def _plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if "@odata." not in name}
