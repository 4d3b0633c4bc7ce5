"""The end of a case in SharePoint: found by its pile, emptied, taken away; what a bin keeps is told (protocol 49).

A row of a list goes to the recycle bin whatever one does: Graph has a permanent deletion for files, messages and events
alone. So a row is emptied before it is taken away; what the bin then holds is a reference.
"""

from collections.abc import Iterator

from graph.files import Files
from graph.lists import Item, Lists, equals
from plugin.casebook.book import Dossier, readable
from plugin.casebook.columns import MAATREGELEN, MELDINGEN
from plugin.casebook.gesloten import EERSTE_JAAR
from plugin.casebook.leegmaken import leegte, wis_rijen
from plugin.casebook.rows import TE_VERNIETIGEN, VERNIETIGD, is_emptied
from plugin.protocol.referentie import is_referentie

VERKLARINGEN = "vernietigd"
STAYS = ("Referentie", "Sleutel", "Ontvangen", "Stapel")
LEGE_MAATREGEL = leegte(MAATREGELEN, blijft=("Sleutel", "Referentie"))
EMPTY: dict[str, str | None] = {one.name: None for one in MELDINGEN.columns if one.name not in STAYS}


class Bewaarplaats:
    """Every method raises the errors of `graph.errors`, and may be repeated."""

    def __init__(self, lists: Lists, files: Files) -> None:
        self._lists = lists
        self._files = files

    def gesloten_tot(self, maand: str) -> Iterator[Dossier]:
        """The closed cases that were received in this month (`2026-03`) or before, a month at a time.

        A question that meets more than 5,000 rows is refused for ever, however often it is asked again.
        """
        months = (
            f"{year}-{month:02}" for year in range(EERSTE_JAAR, int(maand[:4]) + 1) for month in range(1, 13)
        )
        for one in months:
            if one <= maand:
                yield from readable(self._items(equals("Stapel", one)))

    def voorgesteld(self) -> Iterator[Dossier]:
        """The cases that are proposed to go."""
        return readable(self._items(equals("Stapel", TE_VERNIETIGEN)))

    def wis_dossier(self, referentie: str) -> None:
        """All files of a case with all their versions, for good."""
        if is_referentie(referentie):  # never another folder, whatever stands in a row
            self._files.delete_for_good(referentie)

    def wis_maatregelen(self, referentie: str) -> None:
        """The rows of its measures; the bin holds their keys."""
        wis_rijen(self._lists, MAATREGELEN, equals("Referentie", referentie), LEGE_MAATREGEL)

    def maak_leeg(self, referentie: str) -> None:
        """Of the row of the case a reference and a month are left."""
        item = self._lists.find(MELDINGEN.name, "Referentie", referentie)
        if item and not is_emptied(item):
            self._lists.update(MELDINGEN.name, item.id, EMPTY | {"Stapel": VERNIETIGD}, item.etag)

    def leeggemaakt(self) -> Iterator[tuple[str, int]]:
        """The references of the emptied rows, with the year of their receipt."""
        for item in self._items(equals("Stapel", VERNIETIGD)):
            yield str(item.fields["Referentie"]), int(str(item.fields["Ontvangen"])[:4])

    def wis_zaak(self, referentie: str) -> None:
        """The emptied row goes to the recycle bin."""
        item = self._lists.find(MELDINGEN.name, "Referentie", referentie)
        if item and is_emptied(item):
            self._lists.delete(MELDINGEN.name, item.id)

    def verklaringen(self) -> list[str]:
        """The paths of the declarations of destruction, the newest first."""
        years = self._files.names(VERKLARINGEN)
        found = [
            (made, f"{VERKLARINGEN}/{year}/{name}")
            for year, _ in years
            for name, made in self._files.names(f"{VERKLARINGEN}/{year}")
        ]
        return [path for _, path in sorted(found, reverse=True)]

    def _items(self, condition: str) -> Iterator[Item]:
        page = self._lists.query(MELDINGEN.name, condition)
        yield from page.items
        while page.next:
            page = self._lists.following(page.next)
            yield from page.items
