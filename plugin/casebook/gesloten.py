"""The closed cases, newest first, a pile at a time: a month of receipt, and at the end what is proposed to go.

All closed cases together are more rows than SharePoint looks through for one question (5,000), and then it refuses for
ever; a month is not (Microsoft, "Manage large lists and libraries"). Small months are asked together in one call.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from graph.errors import GraphError
from graph.lists import Item, Lists, Page, equals
from plugin.casebook.columns import MELDINGEN
from plugin.casebook.rows import TE_VERNIETIGEN, pile_of

EERSTE_JAAR = 2020  # of receipt; this service is younger
FULL, FEW = 100, 25  # rows of one pile on a page: asked by itself, and with others
TOGETHER = 20  # piles in one call, as many as a batch holds


@dataclass(frozen=True)
class Plek:
    """A place in the closed cases: a pile, how many piles to ask from there, and the address of a further page of it.

    Written as one text.
    """

    stapel: str
    adres: str = ""
    stapels: int = 1

    @classmethod
    def lees(cls, geschreven: str) -> "Plek":
        where, _, adres = geschreven.partition("|")
        stapel, _, stapels = where.partition("+")
        return cls(stapel, adres, int(stapels or 1))

    def __str__(self) -> str:
        return f"{self.stapel}+{self.stapels}|{self.adres}"

    def verder(self, volgende: str | None) -> "Plek | None":
        """What comes after a page of this pile; None at the end."""
        if volgende:
            return Plek(self.stapel, volgende)
        if self.stapel == TE_VERNIETIGEN:
            return None
        year, month = map(int, self.stapel.split("-"))
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        return Plek(f"{year}-{month:02}" if year >= EERSTE_JAAR else TE_VERNIETIGEN)

    def reeks(self) -> list["Plek"]:
        """This place and the piles after it that are asked with it."""
        found = [self]
        while len(found) < self.stapels and (following := found[-1].verder(None)):
            found.append(following)
        return found


Vraag = Callable[[Sequence[Plek]], Sequence[Page | GraphError]]


def bladzijde(begin: Plek, vraag: Vraag) -> tuple[Page, Plek | None]:
    """What one call finds, and where to go on after it. After piles with little in them the next ones go together.

    A pile that cannot be read is where the next page begins; raises its error when it is the first of this one.
    """
    places, rows, following = begin.reeks(), list[Item](), None
    for plek, page in zip(places, vraag(places), strict=True):
        if isinstance(page, GraphError):
            if plek is begin:
                raise page
            return Page(tuple(rows), None), plek
        rows += page.items
        following = plek.verder(page.next)
        if page.next or len(rows) >= FULL:
            break
    if following and len(rows) < FEW * len(places) and not (following.adres or begin.adres):
        following = replace(following, stapels=TOGETHER)
    return Page(tuple(rows), None), following


def in_pile(stapel: str, behandelaar: str | None) -> str:
    """The condition for a pile, or for the part of it that is one handler's."""
    return equals("StapelVan", pile_of(stapel, behandelaar)) if behandelaar else equals("Stapel", stapel)


def vraag_aan(lists: Lists, behandelaar: str | None) -> Vraag:
    """How the piles of one handler, or of all, are asked."""

    def ask(places: Sequence[Plek]) -> Sequence[Page | GraphError]:
        if places[0].adres:
            return [lists.following(places[0].adres)]
        conditions = [in_pile(one.stapel, behandelaar) for one in places]
        if len(conditions) == 1:
            return [lists.query(MELDINGEN.name, conditions[0], top=FULL)]
        return lists.query_each(MELDINGEN.name, conditions, top=FEW)

    return ask
