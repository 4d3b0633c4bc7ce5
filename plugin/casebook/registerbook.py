"""The two lists of the register site. The service alone writes here, whole editions at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import GraphError
from graph.lists import Create, Item, Lists, Update, equals
from plugin.casebook.columns import CIJFERS, REGISTRATIE

AT_ONCE = 20  # parts of one batch
ALL = "fields/Periode ge '0'"


@dataclass(frozen=True)
class Rij:
    """A row to be written. `sleutel` makes a repeated write findable; it is forgotten when the edition stands."""

    lijst: str
    velden: dict[str, Any]
    sleutel: str


class Registerbook:
    """Every method raises the errors of `graph.errors`, and may be repeated."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists

    def add(self, editie: str, rows: Sequence[Rij]) -> None:
        """Write the rows of an edition that do not stand yet, in this order."""
        standing = {item.fields.get("Regel") for name in _names(rows) for item in self._of(name, editie)}
        missing = [row for row in rows if row.sleutel not in standing]
        for some in _in_batches(missing):
            self._write([Create(row.lijst, _fields(row, editie)) for row in some])

    def forget_keys(self, editie: str) -> None:
        """Take the keys off the rows: from here on nothing tells one row from another."""
        for name in (REGISTRATIE.name, CIJFERS.name):
            keyed = [item for item in self._of(name, editie) if item.fields.get("Regel")]
            for some in _in_batches(keyed):
                self._write([Update(name, item.id, {"Regel": None}, item.etag) for item in some])

    def drop(self, editie: str) -> None:
        """Take an edition away."""
        for name in (REGISTRATIE.name, CIJFERS.name):
            for item in list(self._of(name, editie)):
                self._lists.delete(name, item.id)

    def cijfers(self) -> list[dict[str, Any]]:
        """All totals, of every edition that stands."""
        return [item.fields for item in self._all(CIJFERS.name, ALL)]

    def regels(self, editie: str) -> list[dict[str, Any]]:
        """The records of one edition."""
        return [item.fields for item in self._of(REGISTRATIE.name, editie)]

    def _of(self, name: str, editie: str) -> Iterator[Item]:
        return self._all(name, equals("Editie", editie))

    def _all(self, name: str, condition: str) -> Iterator[Item]:
        page = self._lists.query(name, condition)
        yield from page.items
        while page.next:
            page = self._lists.following(page.next)
            yield from page.items

    def _write(self, parts: Sequence[Create | Update]) -> None:
        for answer in self._lists.write(parts):
            if isinstance(answer, GraphError):
                raise answer


def _fields(row: Rij, editie: str) -> dict[str, Any]:
    return row.velden | {"Editie": editie, "Regel": row.sleutel}


def _names(rows: Sequence[Rij]) -> set[str]:
    return {row.lijst for row in rows}


def _in_batches(found: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (found[first : first + AT_ONCE] for first in range(0, len(found), AT_ONCE))
