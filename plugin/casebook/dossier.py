"""A case as it was read from its row, and some of them as a page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import structlog

from graph.lists import Item, Page
from plugin.casebook.rows import case_of
from plugin.protocol.zaak import Zaak

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


def dossier_of(item: Item) -> Dossier:
    return Dossier(case_of(item), item.id, item.etag)


def readable(items: Iterable[Item]) -> Iterator[Dossier]:
    """One row that cannot be read must not hide all others; it is said aloud in the log, without a word of it."""
    for item in items:
        try:
            yield dossier_of(item)
        except (KeyError, ValueError) as error:
            log.critical("unreadable case", item=item.id, kind=type(error).__name__)


def bladzijde_of(page: Page) -> Bladzijde:
    return Bladzijde(tuple(readable(page.items)), page.next)
