"""What a destroyed case left in mailboxes and calendars goes for good, as far as those still open (protocol 49).

Whoever signed years ago may have left: a mailbox that is gone holds nothing any more, and one that we may not open
(outside the scope that Exchange gives us) is named, so that a person can look. Neither keeps the rest of the case.
"""

from collections.abc import Callable, Iterator
from functools import partial

from graph.errors import NotFound, Refused
from plugin.flows import afspraak
from plugin.flows.brief import marker
from plugin.flows.diensten import Diensten
from plugin.flows.zaakbrief import merk
from plugin.protocol.zaak import Zaak

VERSTUURD, VERDWENEN, DICHT = "verstuurd", "verdwenen", "dicht"
FORBIDDEN = 403


def wis(diensten: Diensten, zaak: Zaak) -> dict[str, list[str]]:
    """Drafts and slots for good. Gives the mailboxes in which something may be left, by why.

    In `verstuurd` a person sent a draft, and that mail is theirs; `verdwenen` is not there; `dicht` is closed to us.
    """
    left: dict[str, set[str]] = {VERSTUURD: set(), VERDWENEN: set(), DICHT: set()}
    for postvak, clear in _places(diensten, zaak):
        if why := _left(clear):
            left[why].add(postvak)
    return {why: sorted(found) for why, found in left.items()}


def wis_concepten(diensten: Diensten, postvak: str, mark: str) -> bool:
    """Take the drafts with this mark away for good. True when a person sent one of them."""
    found = diensten.mailbox.find(postvak, mark)
    for draft in found:
        if draft.is_draft:
            diensten.mailbox.delete_for_good(postvak, draft.id)
    return any(not draft.is_draft for draft in found)


def _places(diensten: Diensten, zaak: Zaak) -> Iterator[tuple[str, Callable[[], bool | None]]]:
    """Each mailbox with what clears one thing in it: mail and calendar may be closed to us each by itself."""
    for one in zaak.maatregelen:
        if one.concept:
            postvak = one.concept.postvak
            yield postvak, partial(wis_concepten, diensten, postvak, marker(zaak, one))
            yield postvak, partial(afspraak.geef_vrij, diensten, zaak, one, one.concept)
    for brief in zaak.brieven:
        yield brief.postvak, partial(wis_concepten, diensten, brief.postvak, merk(zaak.referentie, brief))


def _left(clear: Callable[[], bool | None]) -> str | None:
    try:
        return VERSTUURD if clear() else None
    except NotFound:
        return VERDWENEN
    except Refused as error:
        if error.status != FORBIDDEN:
            raise
        return DICHT
