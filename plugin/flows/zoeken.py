"""Search among the cases one may read: by reference, state, handler, name of the agressor (protocol 9, 10).

A reference is one look-up, and a handler is found by an index. A name is compared in the cases of a page; a search goes
on over some pages, and then says where it was, so that no question takes longer the more cases there are.
"""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from plugin.casebook.book import Bladzijde, Dossier
from plugin.flows import bewerking, weergave
from plugin.flows.diensten import Diensten
from plugin.intake.seal import SealBroken
from plugin.protocol.lijst import Lijstvraag, Zoekvraag, past
from plugin.protocol.referentie import is_referentie
from plugin.protocol.terms import ZaakStatus
from plugin.protocol.toegang import Wie, may_handle
from plugin.protocol.weigering import Onbruikbaar, Weigering

MOST_PAGES = 5
ENOUGH = 25
PURPOSE = "volgende"
ONLEESBAAR = Onbruikbaar(
    "Wij kunnen niet lezen waar u gebleven was. Begin opnieuw bij het begin van de lijst."
)


def zaken(diensten: Diensten, wie: Wie, gevraagd: Lijstvraag) -> dict[str, Any] | Weigering:
    """The cases this person may read, some at a time. `volgende` holds the whole question, sealed."""
    vraag = _opened(diensten, gevraagd)
    if isinstance(vraag, Weigering):
        return vraag
    page = _one(diensten, vraag) if is_referentie(vraag.kenmerk) else _searched(diensten, wie, vraag)
    mine = [one for one in page.dossiers if may_handle(one.zaak, wie.oid, diensten.profiel)]
    if mine:
        said = f"{len(mine)} zaken"
        diensten.casebook.log(bewerking.regel(diensten, wie, "-", "lijst ingezien", said))
    following = page.volgende and _sealed(diensten, vraag, page.volgende)
    return {
        "items": [weergave.regel(one.zaak, one.etag) for one in mine],
        "taken": [task for one in mine if (task := weergave.taak(one.zaak, wie.oid))],
        "volgende": following,
    }


def _one(diensten: Diensten, vraag: Zoekvraag) -> Bladzijde:
    """By its reference, whatever its state."""
    found = diensten.casebook.find(vraag.kenmerk)
    return Bladzijde((found,) if found else (), None)


def _searched(diensten: Diensten, wie: Wie, vraag: Zoekvraag) -> Bladzijde:
    """What fits on the next pages, until there is enough to show."""
    found: list[Dossier] = []
    volgende: str | None = None
    for page in _pages(diensten, vraag):
        found += [one for one in page.dossiers if past(one.zaak, vraag)]
        volgende = page.volgende
        readable = sum(may_handle(one.zaak, wie.oid, diensten.profiel) for one in found)
        if readable >= ENOUGH or not (vraag.kiest or vraag.status is ZaakStatus.AFGESLOTEN):
            break
    return Bladzijde(tuple(found), volgende)


def _pages(diensten: Diensten, vraag: Zoekvraag) -> Iterator[Bladzijde]:
    address = vraag.volgende
    for _ in range(MOST_PAGES):
        page = _page(diensten, vraag, address)
        yield page
        address = page.volgende
        if not address:
            return


def _page(diensten: Diensten, vraag: Zoekvraag, address: str | None) -> Bladzijde:
    if vraag.status is ZaakStatus.AFGESLOTEN:
        month = diensten.now().strftime("%Y-%m")
        return diensten.casebook.closed_page(month, vraag.behandelaar, address)
    return diensten.casebook.page(vraag.status, vraag.behandelaar, address)


def _sealed(diensten: Diensten, vraag: Zoekvraag, address: str) -> str:
    """Where to go on and with what question: nobody can point it elsewhere, and nobody on the way can read it."""
    further = vraag.model_copy(update={"volgende": address})
    return diensten.keys.seal(further.model_dump_json().encode(), PURPOSE).hex()


def _opened(diensten: Diensten, gevraagd: Lijstvraag) -> Zoekvraag | Weigering:
    if not gevraagd.volgende:
        return gevraagd if isinstance(gevraagd, Zoekvraag) else Zoekvraag(**gevraagd.model_dump())
    try:
        return Zoekvraag.model_validate_json(diensten.keys.open(bytes.fromhex(gevraagd.volgende), PURPOSE))
    except (ValueError, SealBroken, ValidationError):
        return ONLEESBAAR
