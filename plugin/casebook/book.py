"""The cases in SharePoint. The case item is the one lock: every change first changes that item (protocol 50)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import structlog

from graph.errors import Conflict, GraphError, Refused, Transient
from graph.files import Files
from graph.lists import Create, Item, Lists, Page, Update, equals
from plugin.casebook.columns import LOGBOEK, MAATREGELEN, MELDINGEN
from plugin.casebook.logboek import Logregel
from plugin.casebook.rows import (
    OPEN,
    case_fields,
    case_of,
    changing_fields,
    measure_fields,
    measure_key,
    midnight,
)
from plugin.protocol.terms import MaatregelSoort, ZaakStatus
from plugin.protocol.toegang import may_follow
from plugin.protocol.zaak import Maatregel, Zaak

__all__ = ["Bladzijde", "Casebook", "Dossier", "Logregel"]


log = structlog.get_logger("casebook")


@dataclass(frozen=True)
class Dossier:
    """A case as it was read: `etag` is the version on which a change must build."""

    zaak: Zaak
    item_id: str
    etag: str


@dataclass(frozen=True)
class Bladzijde:
    """Some cases and the address of the next ones, which stays inside the service."""

    dossiers: tuple[Dossier, ...]
    volgende: str | None


class Casebook:
    """Every method raises the errors of `graph.errors`."""

    def __init__(self, lists: Lists, files: Files, later: Callable[[str, dict[str, Any]], None]) -> None:
        """`later` takes a reference and a log entry, and sees to it that `catch_up` is called with them."""
        self._lists = lists
        self._files = files
        self._later = later

    def open(self, zaak: Zaak, regel: Logregel) -> None:
        """Make the case and its first log entry in one call. Repeating changes nothing."""
        self._write_once([Create(MELDINGEN.name, case_fields(zaak)), Create(LOGBOEK.name, regel.fields())])

    def find(self, referentie: str) -> Dossier | None:
        """The case with this reference; a row that holds another one is no answer."""
        item = self._lists.find(MELDINGEN.name, "Referentie", referentie)
        dossier = None if item is None else _dossier(item)
        return dossier if dossier and dossier.zaak.referentie == referentie else None

    def of_person(self, oid: str) -> list[Dossier]:
        """The cases somebody reported or is the betrokkene of, newest first."""
        found: dict[str, Dossier] = {}
        for column in ("Melder", "Betrokkene"):
            page: Page | None = self._lists.query(MELDINGEN.name, equals(column, oid))
            while page:
                found |= {one.item_id: one for one in _readable(page.items) if may_follow(one.zaak, oid)}
                page = self._lists.following(page.next) if page.next else None
        return sorted(found.values(), key=lambda one: one.zaak.ontvangen_op, reverse=True)

    def page(self, status: ZaakStatus | None, volgende: str | None) -> Bladzijde:
        """The open cases, or those with one status."""
        if volgende:
            return _bladzijde(self._lists.following(volgende))
        condition = equals("Status", status.value) if status else equals("Stapel", OPEN)
        return _bladzijde(self._lists.query(MELDINGEN.name, condition, top=100))

    def pile(self, stapel: str) -> list[Zaak]:
        """The open cases (`open`), or the closed ones of one month of receipt (`2026-03`), however many."""
        found: list[Zaak] = []
        page: Page | None = self._lists.query(MELDINGEN.name, equals("Stapel", stapel))
        while page:
            found += [one.zaak for one in _readable(page.items)]
            page = self._lists.following(page.next) if page.next else None
        return found

    def with_work(self) -> list[Zaak]:
        """The cases whose background work was not finished yet."""
        found: list[Zaak] = []
        page: Page | None = self._lists.query(MELDINGEN.name, "fields/Werk ge 'm'")
        while page:
            found += [one.zaak for one in _readable(page.items)]
            page = self._lists.following(page.next) if page.next else None
        return found

    def ending_from(self, soort: MaatregelSoort, day: date) -> list[Zaak]:
        """The cases with a measure of this kind whose last day is this one or later, each once."""
        condition = f"fields/Einddatum ge '{midnight(day)}'"
        found: dict[str, None] = {}
        page: Page | None = self._lists.query(MAATREGELEN.name, condition)
        while page:
            mine = (row.fields for row in page.items if row.fields.get("Soort") == soort.value)
            found |= {fields["Referentie"]: None for fields in mine}
            page = self._lists.following(page.next) if page.next else None
        dossiers = (self.find(referentie) for referentie in found)
        return [one.zaak for one in dossiers if one]

    def save(self, dossier: Dossier, zaak: Zaak, regel: Logregel) -> Dossier:
        """Put the case in its next state, log it, and show its measures.

        What could not be written beside the case is handed to `later`, so that no change goes without its entry.
        Errors: Conflict when somebody changed the case since it was read; nothing was written then.
        """
        entry = regel.fields()
        parts = [
            Update(MELDINGEN.name, dossier.item_id, changing_fields(zaak), dossier.etag),
            Create(LOGBOEK.name, entry),
            *self._measure_rows(dossier.zaak, zaak),
        ]
        try:
            saved, *beside = self._lists.write(parts, in_order=True)
        except (
            Transient
        ):  # perhaps it was done all the same; then the log may not be the part that is missing
            self._later(zaak.referentie, entry | {"Resultaat": "antwoord bleef uit"})
            raise
        if isinstance(saved, GraphError):
            raise saved
        if any(isinstance(one, GraphError) for one in beside):
            self._later(zaak.referentie, entry)
        return Dossier(zaak, saved.id, saved.etag)

    def catch_up(self, referentie: str, entry: dict[str, Any]) -> None:
        """Write what `save` could not write beside the case. Repeating changes nothing."""
        self._write_once([Create(LOGBOEK.name, entry), *self._rows_behind(referentie)])

    def log(self, regel: Logregel) -> None:
        self._lists.create(LOGBOEK.name, regel.fields())

    def store(self, files: Mapping[str, Callable[[], bytes]]) -> None:
        """Put files in the dossier, side by side, each confirmed by SharePoint."""
        self._files.put_all(files)

    def read(self, path: str) -> bytes:
        return self._files.get(path)

    def destroy(self, path: str) -> None:
        """Take a file away for good; absent is fine."""
        self._files.delete_for_good(path)

    def _write_once(self, parts: Sequence[Create | Update]) -> None:
        """Write what an earlier try has not written yet."""
        for part, answer in zip(parts, self._lists.write(parts), strict=True):
            if isinstance(answer, GraphError) and not self._stands(answer, part):
                raise answer

    def _stands(self, error: GraphError, part: Create | Update) -> bool:
        """Was this very row made by an earlier try? Not every tenant words a double key alike."""
        if not isinstance(error, Conflict | Refused) or isinstance(part, Update):
            return False
        return self._lists.find(part.list_name, "Sleutel", part.fields["Sleutel"]) is not None

    def _measure_rows(self, before: Zaak, after: Zaak) -> list[Create | Update]:
        """The rows of the measures that are new or changed."""
        changed = [measure for measure in after.maatregelen if _differs(before, after, measure)]
        return [
            _row(after, one, self._lists.find(MAATREGELEN.name, "Sleutel", measure_key(after, one)))
            for one in changed
        ]

    def _rows_behind(self, referentie: str) -> list[Create | Update]:
        """The rows of measures that do not show the case as it stands.

        They are read before the case: one that changes after that is refused by its version.
        """
        found = self._lists.query(MAATREGELEN.name, equals("Referentie", referentie)).items
        rows = {row.fields["Sleutel"]: row for row in found}
        dossier = self.find(referentie)
        if dossier is None:
            return []
        measures = [(one, rows.get(measure_key(dossier.zaak, one))) for one in dossier.zaak.maatregelen]
        return [_row(dossier.zaak, one, row) for one, row in measures if not _shows(dossier.zaak, one, row)]


def _differs(before: Zaak, after: Zaak, measure: Maatregel) -> bool:
    old = before.maatregel(measure.id)
    return old is None or measure_fields(before, old) != measure_fields(after, measure)


def _row(zaak: Zaak, measure: Maatregel, row: Item | None) -> Create | Update:
    fields = measure_fields(zaak, measure)
    if row is None:
        return Create(MAATREGELEN.name, fields)
    return Update(MAATREGELEN.name, row.id, fields, row.etag)


def _shows(zaak: Zaak, measure: Maatregel, row: Item | None) -> bool:
    wanted = measure_fields(zaak, measure)
    return row is not None and all(row.fields.get(name) == value for name, value in wanted.items())


def _dossier(item: Item) -> Dossier:
    return Dossier(case_of(item), item.id, item.etag)


def _readable(items: Iterable[Item]) -> Iterator[Dossier]:
    """One row that cannot be read must not hide all others; it is said aloud in the log, without a word of it."""
    for item in items:
        try:
            yield _dossier(item)
        except (KeyError, ValueError) as error:
            log.critical("unreadable case", item=item.id, kind=type(error).__name__)


def _bladzijde(page: Page) -> Bladzijde:
    return Bladzijde(tuple(_readable(page.items)), page.next)
