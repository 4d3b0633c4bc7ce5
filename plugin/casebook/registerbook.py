"""The register site: its lists, whole editions at a time, and the yearly reports. The service alone writes here."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import GraphError, NotFound
from graph.files import Files
from graph.lists import Create, Item, Lists, Update, equals
from plugin.casebook.columns import CIJFERS, PREVENTIE, REGISTRATIE
from plugin.protocol.preventie import Preventie, PreventieIn

AT_ONCE = 20  # parts of one batch
Regelwoorden = tuple[str, str, str]  # period, group, form
ALL, ALL_YEARS = "fields/Periode ge '0'", "fields/Jaar ge '0'"


@dataclass(frozen=True)
class Rij:
    """A row to be written. `sleutel` makes a repeated write findable; it is forgotten when the edition stands."""

    lijst: str
    velden: dict[str, Any]
    sleutel: str


class Registerbook:
    """Every method raises the errors of `graph.errors`, and may be repeated."""

    def __init__(self, lists: Lists, rapporten: Files) -> None:
        self._lists = lists
        self._rapporten = rapporten
        self._counted: dict[str, Counter[Regelwoorden]] = {}

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

    def regels(self, editie: str) -> Counter[Regelwoorden]:
        """How many records of a whole edition say the same. Such an edition never changes, so it is read once."""
        if editie not in self._counted:
            rows = (item.fields for item in self._of(REGISTRATIE.name, editie))
            counted = Counter((row["Periode"], row["Groep"], row["Vorm"]) for row in rows)
            jaar = editie.partition("-")[0]
            kept = {name: one for name, one in self._counted.items() if name.partition("-")[0] != jaar}
            self._counted = {**kept, editie: counted}
        return self._counted[editie]

    def preventie(self) -> list[Preventie]:
        """The preventive measures, the earliest first."""
        found = [_preventie(item) for item in self._all(PREVENTIE.name, ALL_YEARS)]
        return sorted(found, key=lambda one: (one.jaar, one.naam))

    def koppel(self, gegeven: PreventieIn) -> Preventie:
        """Keep a preventive measure. The same one again is the one that stands."""
        fields = {
            "Naam": gegeven.naam,
            "Jaar": str(gegeven.jaar),
            "Onderwerp": gegeven.onderwerp.value,
            "Waarde": gegeven.waarde,
        }
        key = hashlib.sha256("|".join(fields.values()).encode()).hexdigest()
        standing = self._lists.find(PREVENTIE.name, "Kenmerk", key)
        return _preventie(standing or self._lists.create(PREVENTIE.name, {"Kenmerk": key, **fields}))

    def ontkoppel(self, item_id: str) -> None:
        """Take a preventive measure away; absent is fine."""
        self._lists.delete(PREVENTIE.name, item_id)

    def bewaar_rapport(self, naam: str, docx: bytes) -> None:
        """Put the report of a year in the place of the one before."""
        self._rapporten.put(naam, docx)

    def rapport(self, naam: str) -> bytes | None:
        """A report; None when it was not made yet."""
        try:
            return self._rapporten.get(naam)
        except NotFound:
            return None

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


def _preventie(item: Item) -> Preventie:
    fields = item.fields
    return Preventie(item.id, fields["Naam"], int(fields["Jaar"]), fields["Onderwerp"], fields["Waarde"])


def _fields(row: Rij, editie: str) -> dict[str, Any]:
    return row.velden | {"Editie": editie, "Regel": row.sleutel}


def _names(rows: Sequence[Rij]) -> set[str]:
    return {row.lijst for row in rows}


def _in_batches(found: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (found[first : first + AT_ONCE] for first in range(0, len(found), AT_ONCE))
