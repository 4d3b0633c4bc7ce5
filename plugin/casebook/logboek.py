"""The log: who did what to which case, when, from where, with what result; never a word of it (protocol 48).

Each entry has a number in the chain of its case and a mark that ties it to the entry before. What has a number is
written, now or by the next run; what turns out not to have happened gives its number back or gets an entry that says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

import structlog

from graph.errors import Conflict, GraphError, Refused
from graph.lists import Create, Item, Lists, equals
from plugin.casebook.columns import LOGBOEK
from plugin.casebook.leegmaken import leegte, wis_rijen
from plugin.casebook.rows import moment

GEEN_ZAAK = "-"  # what concerns no single case has a chain a day
NIET_DOORGEGAAN = "niet doorgegaan"
ONZEKER = "antwoord bleef uit"
log = structlog.get_logger("casebook")

LONGEST_OBJECT = 128  # characters that the column holds; what is longer SharePoint would refuse for ever
LEGE_REGEL = leegte(LOGBOEK, blijft=("Sleutel", "Referentie"))
WOORDEN = ("Title", "Handeling", "Object", "Resultaat", "Herkomst", "Actor", "Tijd")


class Plaats(Protocol):
    """An entry with its place in its chain."""

    @property
    def keten(self) -> str: ...
    @property
    def nummer(self) -> int: ...
    @property
    def merk(self) -> str: ...
    @property
    def woorden(self) -> dict[str, str]: ...


class Nummering(Protocol):
    """Who gives entries their places, and remembers those that SharePoint does not have yet."""

    def nummer(self, keten: str, woorden: dict[str, str], feit: str | None, op: datetime) -> Plaats: ...
    def bevestig(self, keten: str, nummer: int) -> None: ...
    def laat_los(self, keten: str, nummer: int) -> bool: ...
    def wachtend(self, before: datetime) -> Sequence[Plaats]: ...
    def hernummer(self, one: Any, gevonden: Sequence[tuple[int, str]], op: datetime) -> Plaats: ...


@dataclass(frozen=True)
class Logregel:
    """One entry. With a `sleutel` it is written once, however often it is tried."""

    referentie: str
    handeling: str
    object: str
    actor: str
    herkomst: str
    tijd: datetime
    resultaat: str = "gelukt"
    sleutel: str | None = None

    @property
    def keten(self) -> str:
        return f"{GEEN_ZAAK}{self.tijd:%Y-%m-%d}" if self.referentie == GEEN_ZAAK else self.referentie

    def woorden(self) -> dict[str, str]:
        """All that the mark holds beside its place; SharePoint gives each back as it was written."""
        return {
            "Title": self.handeling,
            "Handeling": self.handeling,
            "Object": self.object[:LONGEST_OBJECT],
            "Resultaat": self.resultaat,
            "Herkomst": self.herkomst,
            "Actor": self.actor,
            "Tijd": moment(self.tijd),
        }


@dataclass(frozen=True)
class Gelezen:
    """An entry as it stands in SharePoint; number 0 when its key was not made here."""

    keten: str
    nummer: int
    merk: str
    woorden: dict[str, str]


class Logboek:
    """Every method raises the errors of `graph.errors`, and what the numbering raises."""

    def __init__(self, lists: Lists, nummering: Nummering) -> None:
        self._lists = lists
        self._nummering = nummering

    def deel(self, regel: Logregel) -> Create:
        """The entry, numbered, as a part of a larger write; `bezonken` must hear how that went."""
        return _part(self._nummering.nummer(regel.keten, regel.woorden(), regel.sleutel, regel.tijd))

    def schrijf(self, regel: Logregel) -> None:
        """Write one entry by itself."""
        self.zet(self.deel(regel))

    def zet(self, part: Create) -> None:
        """Write a numbered entry; one that stands already is fine."""
        try:
            self._lists.create(part.list_name, part.fields)
        except GraphError as error:
            self.bezonken(part, error)
        else:
            self.bezonken(part, None)

    def bezonken(self, part: Create, error: GraphError | None) -> None:
        """How a write of this entry ended. Raises the error unless the entry stands for all that."""
        if error is None or self._stands(part, error):
            self._nummering.bevestig(*plaats(part.fields["Sleutel"]))

    def ging_niet_door(self, regel: Logregel, part: Create) -> None:
        """What this entry says did not happen, for sure. When others follow it, the next one says so."""
        keten, nummer = plaats(part.fields["Sleutel"])
        if not self._nummering.laat_los(keten, nummer):
            self.deel(replace(regel, object=f"regel {nummer}", resultaat=NIET_DOORGEGAAN, sleutel=None))

    def bleef_onzeker(self, regel: Logregel, part: Create) -> None:
        """Nobody knows yet whether it happened; the entry stands, and one that says so."""
        _, nummer = plaats(part.fields["Sleutel"])
        self.deel(replace(regel, object=f"regel {nummer}", resultaat=ONZEKER, sleutel=None))

    def schrijf_achterstand(self, before: datetime) -> int:
        """Write the entries numbered before that moment that SharePoint has not confirmed. Gives their number.

        One that SharePoint will not take holds up no other, and is tried again the next time.
        """
        written = 0
        for one in self._nummering.wachtend(before):
            try:
                self.zet(_part(one))
            except Refused as error:
                log.critical("log entry refused", key=sleutel(one.keten, one.nummer), code=error.code)
            else:
                written += 1
        return written

    def regels(self, keten: str) -> Iterator[Gelezen]:
        """The entries of one chain as they stand, in no order."""
        page = self._lists.query(LOGBOEK.name, equals("Referentie", keten))
        yield from (_read(keten, item) for item in page.items)
        while page.next:
            page = self._lists.following(page.next)
            yield from (_read(keten, item) for item in page.items)

    def verwijder(self, keten: str) -> None:
        """Take the entries of one chain away; for a while the bin holds their keys, and no word of them."""
        wis_rijen(self._lists, LOGBOEK, equals("Referentie", keten), LEGE_REGEL)

    def _stands(self, part: Create, error: GraphError) -> bool:
        """Was this very entry made by an earlier try? Not every tenant words a double key alike."""
        if not isinstance(error, Conflict | Refused):
            raise error
        found = self._lists.find(LOGBOEK.name, "Sleutel", part.fields["Sleutel"])
        if found is None:
            raise error
        if found.fields.get("Merk") != part.fields["Merk"]:
            self._make_room(part)
            return False
        return True

    def _make_room(self, part: Create) -> None:
        """Another entry stands in this place, so our numbers run behind: this one comes after what stands."""
        keten, nummer = plaats(part.fields["Sleutel"])
        standing = [(one.nummer, one.merk) for one in self.regels(keten) if one.nummer >= nummer]
        words = {name: part.fields[name] for name in WOORDEN}
        ours = Gelezen(keten, nummer, part.fields["Merk"], words)
        written = datetime.fromisoformat(part.fields["Tijd"])
        self.zet(_part(self._nummering.hernummer(ours, standing, written)))


def sleutel(keten: str, nummer: int) -> str:
    """The key of an entry: its chain, and its number in it."""
    return f"{keten}/{nummer:06}"


def plaats(key: str) -> tuple[str, int]:
    """Chain and number; number 0 for a key that was not made here, as one with other zeros before its number."""
    keten, _, written = key.rpartition("/")
    nummer = int(written) if written.isascii() and written.isdigit() else 0
    return keten, nummer if sleutel(keten, nummer) == key else 0


def _part(one: Plaats) -> Create:
    placed = {"Sleutel": sleutel(one.keten, one.nummer), "Referentie": one.keten, "Merk": one.merk}
    return Create(LOGBOEK.name, one.woorden | placed)


def _read(keten: str, item: Item) -> Gelezen:
    named, nummer = plaats(item.fields.get("Sleutel") or "")
    words = {name: item.fields.get(name) or "" for name in WOORDEN}
    return Gelezen(keten, nummer if named == keten else 0, item.fields.get("Merk") or "", words)
