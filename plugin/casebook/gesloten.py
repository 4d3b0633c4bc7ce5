"""The closed cases, newest first, a pile at a time: a month of receipt, and at the end what is proposed to go.

All closed cases together are more rows than SharePoint looks through for one question (5,000), and then it refuses for
ever; a month is not (Microsoft, "Manage large lists and libraries").
"""

from collections.abc import Callable
from dataclasses import dataclass

from graph.lists import Page
from plugin.casebook.rows import TE_VERNIETIGEN

EERSTE_JAAR = 2020  # of receipt; this service is younger
MOST_PILES = 12  # that are looked into for one page


@dataclass(frozen=True)
class Plek:
    """A place in the closed cases: a pile, and the address of a further page of it. Written as one text."""

    stapel: str
    adres: str = ""

    @classmethod
    def lees(cls, geschreven: str) -> "Plek":
        stapel, _, adres = geschreven.partition("|")
        return cls(stapel, adres)

    def __str__(self) -> str:
        return f"{self.stapel}|{self.adres}"

    def verder(self, volgende: str | None) -> "Plek | None":
        """What comes after a page of this pile; None at the end."""
        if volgende:
            return Plek(self.stapel, volgende)
        if self.stapel == TE_VERNIETIGEN:
            return None
        year, month = map(int, self.stapel.split("-"))
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        return Plek(f"{year}-{month:02}" if year >= EERSTE_JAAR else TE_VERNIETIGEN)


def bladzijde(begin: Plek, vraag: Callable[[Plek], Page]) -> tuple[Page, Plek | None]:
    """The first page with something on it, of the next piles, and where to go on after it."""
    page, plek = vraag(begin), begin
    for _ in range(MOST_PILES):
        following = plek.verder(page.next)
        if page.items or following is None:
            return page, following
        page, plek = vraag(following), following
    return page, plek.verder(page.next)
