"""The requests that prevent, one row each, found by a unique key (protocol 43-46)."""

from collections.abc import Iterator
from datetime import datetime

from graph.errors import Conflict, Refused
from graph.lists import Item, Lists, Page, equals
from plugin.casebook.columns import VERZOEKEN
from plugin.casebook.leegmaken import is_leeg, leegte, wis_rijen
from plugin.casebook.rows import moment
from plugin.protocol.verzoek import Verzoek

EVER = "fields/Aangevraagd ge '2000-01-01T00:00:00Z'"
LEEG_VERZOEK = leegte(VERZOEKEN, blijft=("Sleutel", "Aangevraagd"))


class Verzoekboek:
    """Every method raises the errors of `graph.errors`."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists

    def begin(self, verzoek: Verzoek) -> Verzoek:
        """The row of this key; what an earlier try recorded stays as it is."""
        found = self._lists.find(VERZOEKEN.name, "Sleutel", verzoek.id)
        if found is None:
            try:
                found = self._lists.create(VERZOEKEN.name, _fields(verzoek))
            except (Conflict, Refused):  # not every tenant words a double key alike
                found = self._lists.find(VERZOEKEN.name, "Sleutel", verzoek.id)
                if found is None:
                    raise
        return _request(found)

    def drafted(self, verzoek: Verzoek, web_link: str) -> Verzoek:
        """The draft stands there."""
        found = self._lists.find(VERZOEKEN.name, "Sleutel", verzoek.id)
        if found is not None and found.fields.get("WebLink") != web_link:
            self._lists.update(VERZOEKEN.name, found.id, {"WebLink": web_link}, found.etag)
        return verzoek.model_copy(update={"web_link": web_link})

    def all(self) -> list[Verzoek]:
        """Every request, the newest first."""
        found = [_request(item) for item in self._items(EVER) if not is_leeg(item)]
        return sorted(found, key=lambda one: one.aangevraagd_op, reverse=True)

    def van_voor(self, day: datetime) -> Iterator[tuple[str, Verzoek | None]]:
        """The requests of before that moment by their keys; None for one that was emptied and has yet to go."""
        for item in list(self._items(f"fields/Aangevraagd lt '{moment(day)}'")):
            yield str(item.fields["Sleutel"]), None if is_leeg(item) else _request(item)

    def wis(self, verzoek_id: str) -> None:
        """Empty its row and take it away; the bin holds its key and its day. May be repeated."""
        wis_rijen(self._lists, VERZOEKEN, equals("Sleutel", verzoek_id), LEEG_VERZOEK)

    def _items(self, condition: str) -> Iterator[Item]:
        page: Page | None = self._lists.query(VERZOEKEN.name, condition)
        while page:
            yield from page.items
            page = self._lists.following(page.next) if page.next else None


def _fields(verzoek: Verzoek) -> dict[str, str | None]:
    return {
        "Title": verzoek.soort.value,
        "Sleutel": verzoek.id,
        "Soort": verzoek.soort.value,
        "Aangevraagd": moment(verzoek.aangevraagd_op),
        "Wanneer": verzoek.wanneer,
        "Door": verzoek.door,
        "Postvak": verzoek.postvak,
    }


def _request(item: Item) -> Verzoek:
    fields = item.fields
    return Verzoek(
        id=fields["Sleutel"],
        soort=fields["Soort"],
        aangevraagd_op=fields["Aangevraagd"],
        wanneer=fields.get("Wanneer"),
        door=fields["Door"],
        postvak=fields["Postvak"],
        web_link=fields.get("WebLink"),
    )
