"""The cases in SharePoint. The case item is the one lock: every change first changes that item (protocol 50)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from typing import Any

from graph.errors import Conflict, GraphError, Refused, Transient
from graph.files import Files
from graph.lists import Create, Item, Lists, Page, Update, equals
from plugin.casebook.columns import LOGBOEK, MAATREGELEN, MELDINGEN
from plugin.casebook.dossier import Bladzijde, Dossier, bladzijde_of, dossier_of, readable
from plugin.casebook.gesloten import FULL, Plek, bladzijde, in_pile, vraag_aan
from plugin.casebook.logboek import Logboek, Logregel
from plugin.casebook.measurerows import differs, measure_row, shows
from plugin.casebook.rows import (
    OPEN,
    Vindbaar,
    case_fields,
    changing_fields,
    is_emptied,
    measure_key,
    midnight,
    moment,
)
from plugin.protocol.terms import MaatregelSoort, ZaakStatus
from plugin.protocol.toegang import may_follow
from plugin.protocol.zaak import Zaak

__all__ = ["Bladzijde", "Casebook", "Dossier", "Logregel", "readable"]


class Casebook:
    """Every method raises the errors of `graph.errors`."""

    def __init__(
        self,
        lists: Lists,
        files: Files,
        logboek: Logboek,
        later: Callable[[str, dict[str, Any]], None],
        vindbaar: Callable[[Zaak], Vindbaar],
    ) -> None:
        """`later` takes a reference and a log entry, and sees to it that `catch_up` is called with them.

        `vindbaar` says by what a case is found beside its reference.
        """
        self._lists = lists
        self._files = files
        self.logboek = logboek
        self._later = later
        self._vindbaar = vindbaar

    def open(self, zaak: Zaak, regel: Logregel) -> None:
        """Make the case and its first log entry in one call. Repeating changes nothing."""
        row = Create(MELDINGEN.name, case_fields(zaak, self._vindbaar(zaak)))
        self._write_once([row, self.logboek.deel(regel)])

    def take_in(self, zaak: Zaak, regel: Logregel, files: Mapping[str, Callable[[], bytes]]) -> None:
        """Make the case and put its files in the dossier, side by side. Repeating changes nothing."""
        with ThreadPoolExecutor(1, thread_name_prefix="case") as beside:
            rows = beside.submit(self.open, zaak, regel)
            self.store(files)
        rows.result()

    def find(self, referentie: str) -> Dossier | None:
        """The case with this reference; a row that holds another one is no answer."""
        item = self._lists.find(MELDINGEN.name, "Referentie", referentie)
        dossier = None if item is None or is_emptied(item) else dossier_of(item)
        return dossier if dossier and dossier.zaak.referentie == referentie else None

    def of_person(self, oid: str) -> list[Dossier]:
        """The cases somebody reported or is the betrokkene of, newest first."""
        mine = (
            one
            for column in ("Melder", "Betrokkene")
            for one in readable(self._items(MELDINGEN.name, equals(column, oid)))
            if may_follow(one.zaak, oid)
        )
        found = {one.item_id: one for one in mine}
        return sorted(found.values(), key=lambda one: one.zaak.ontvangen_op, reverse=True)

    def page(self, status: ZaakStatus | None, behandelaar: str | None, volgende: str | None) -> Bladzijde:
        """The open cases, or those of them with one status; of one handler (an office), or of all.

        The narrow condition comes first: SharePoint looks through what that one finds.
        """
        if volgende:
            return bladzijde_of(self._lists.following(volgende))
        of_status = f" and {equals('Status', status.value)}" if status else ""
        return bladzijde_of(
            self._lists.query(MELDINGEN.name, in_pile(OPEN, behandelaar) + of_status, top=FULL)
        )

    def closed_page(self, maand: str, behandelaar: str | None, volgende: str | None) -> Bladzijde:
        """The closed cases, from those received in this month (`2026-03`) back."""
        page, following = bladzijde(Plek.lees(volgende or maand), vraag_aan(self._lists, behandelaar))
        return Bladzijde(tuple(readable(page.items)), str(following) if following else None)

    def pile(self, stapel: str) -> list[Zaak]:
        """The open cases (`open`), or the closed ones of one month of receipt (`2026-03`), however many."""
        return self._cases(equals("Stapel", stapel))

    def with_work(self) -> list[Zaak]:
        """The cases whose background work was not finished yet."""
        return self._cases("fields/Werk ge 'm'")

    def about(self, kenmerk: str) -> list[Zaak]:
        """The cases with this mark of an agressor; there are marks only where the profile allows it."""
        return self._cases(equals("Agressor", kenmerk))

    def asking_attention(self, now: datetime) -> list[str]:
        """The references of the cases that ask for attention by now, found by the index on that date."""
        due = self._items(MELDINGEN.name, f"fields/Aandacht le '{moment(now)}'")
        return [str(item.fields["Referentie"]) for item in due]

    def ending_from(self, soort: MaatregelSoort, day: date) -> list[Zaak]:
        """The cases with a measure of this kind whose last day is this one or later, each once."""
        rows = self._items(MAATREGELEN.name, f"fields/Einddatum ge '{midnight(day)}'")
        found = {row.fields["Referentie"]: None for row in rows if row.fields.get("Soort") == soort.value}
        dossiers = (self.find(referentie) for referentie in found)
        return [one.zaak for one in dossiers if one]

    def save(self, dossier: Dossier, zaak: Zaak, regel: Logregel) -> Dossier:
        """Put the case in its next state, log it, and show its measures.

        What could not be written beside the case is handed to `later`, so that no change goes without its entry.
        Errors: Conflict when somebody changed the case since it was read; nothing was written then.
        """
        entry = self.logboek.deel(regel)
        fields = changing_fields(zaak, self._vindbaar(zaak))
        parts = [
            Update(MELDINGEN.name, dossier.item_id, fields, dossier.etag),
            entry,
            *self._measure_rows(dossier.zaak, zaak),
        ]
        try:
            saved, logged, *beside = self._lists.write(parts, in_order=True)
        except Transient:  # perhaps it was done all the same; then its entry may not be what is missing
            self.logboek.bleef_onzeker(regel, entry)
            self._later(zaak.referentie, entry.fields)
            raise
        if isinstance(saved, GraphError):
            self.logboek.ging_niet_door(regel, entry)
            raise saved
        if any(isinstance(one, GraphError) for one in (logged, *beside)):
            self._later(zaak.referentie, entry.fields)
        else:
            self.logboek.bezonken(entry, None)
        return Dossier(zaak, saved.id, saved.etag)

    def catch_up(self, referentie: str, entry: dict[str, Any]) -> None:
        """Write what `save` could not write beside the case. Repeating changes nothing."""
        self._write_once([Create(LOGBOEK.name, entry), *self._rows_behind(referentie)])

    def once_more(self, referentie: str, regel: Logregel) -> None:
        """The same for an entry with a key of its own, when an earlier try may have been cut off."""
        self.catch_up(referentie, self.logboek.deel(regel).fields)

    def log(self, regel: Logregel) -> None:
        self.logboek.schrijf(regel)

    def store(self, files: Mapping[str, Callable[[], bytes]]) -> None:
        """Put files in the dossier, side by side, each confirmed by SharePoint."""
        self._files.put_all(files)

    def read(self, path: str) -> bytes:
        return self._files.get(path)

    def destroy(self, path: str) -> None:
        """Take a file away for good; absent is fine."""
        self._files.delete_for_good(path)

    def _cases(self, condition: str) -> list[Zaak]:
        return [one.zaak for one in readable(self._items(MELDINGEN.name, condition))]

    def _items(self, list_name: str, condition: str) -> Iterator[Item]:
        """Every row, however many pages."""
        page: Page | None = self._lists.query(list_name, condition)
        while page:
            yield from page.items
            page = self._lists.following(page.next) if page.next else None

    def _write_once(self, parts: Sequence[Create | Update]) -> None:
        """Write what an earlier try has not written yet."""
        for part, answer in zip(parts, self._lists.write(parts), strict=True):
            error = answer if isinstance(answer, GraphError) else None
            if isinstance(part, Create) and part.list_name == LOGBOEK.name:
                self.logboek.bezonken(part, error)
            elif error and not self._stands(error, part):
                raise error

    def _stands(self, error: GraphError, part: Create | Update) -> bool:
        """Was this very row made by an earlier try? Not every tenant words a double key alike."""
        if not isinstance(error, Conflict | Refused) or isinstance(part, Update):
            return False
        return self._lists.find(part.list_name, "Sleutel", part.fields["Sleutel"]) is not None

    def _measure_rows(self, before: Zaak, after: Zaak) -> list[Create | Update]:
        """The rows of the measures that are new or changed."""
        changed = [measure for measure in after.maatregelen if differs(before, after, measure)]
        return [
            measure_row(after, one, self._lists.find(MAATREGELEN.name, "Sleutel", measure_key(after, one)))
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
        return [
            measure_row(dossier.zaak, one, row) for one, row in measures if not shows(dossier.zaak, one, row)
        ]
