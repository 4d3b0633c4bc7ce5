"""A melder or betrokkene adds words or changes wishes after the melding (protocol 12)."""

from collections.abc import Callable
from functools import partial
from typing import Any

from graph.errors import Transient
from plugin.casebook.book import Logregel
from plugin.flows import casechange, melderblad
from plugin.flows.achtergrond import begin_werk
from plugin.flows.diensten import Diensten
from plugin.flows.opening import for_melder
from plugin.protocol import vervolg
from plugin.protocol.invoer import AanvullingIn, WensenIn
from plugin.protocol.toegang import Wie
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Aanvulling, Wensen, Zaak


def vul_aan(
    diensten: Diensten, wie: Wie, referentie: str, sleutel: str, gegeven: AanvullingIn
) -> dict[str, Any] | Weigering | None:
    """None when there is no such melding for this person. Raises Transient while it still lies sealed here."""
    added = Aanvulling(
        sleutel=_key(diensten, wie, sleutel), tekst=gegeven.tekst, door=wie.oid, op=diensten.now()
    )
    return _changed(
        diensten,
        wie,
        referentie,
        "aanvulling",
        partial(vervolg.vul_aan, aanvulling=added, profiel=diensten.profiel),
    )


def wijzig_wensen(
    diensten: Diensten, wie: Wie, referentie: str, sleutel: str, gegeven: WensenIn
) -> dict[str, Any] | Weigering | None:
    """None when there is no such melding for this person. Raises Transient while it still lies sealed here."""
    wished = Wensen(
        sleutel=_key(diensten, wie, sleutel), zelf=gegeven.wensen_zelf, agressor=gegeven.wensen_agressor,
        door=wie.oid, op=diensten.now(),
    )  # fmt: skip
    return _changed(
        diensten, wie, referentie, "wensen gewijzigd", partial(vervolg.wijzig_wensen, wensen=wished)
    )


def _key(diensten: Diensten, wie: Wie, sleutel: str) -> str:
    return diensten.keys.pseudonym("vervolg", wie.oid, sleutel)


def _changed(
    diensten: Diensten, wie: Wie, referentie: str, handeling: str, rule: Callable[[Zaak], Zaak | Weigering]
) -> dict[str, Any] | Weigering | None:
    if _waits(diensten, wie, referentie):
        raise Transient("notStoredYet")
    if for_melder(diensten, wie, referentie) is None:
        return None
    regel = Logregel(referentie, handeling, "melding", wie.oid, wie.herkomst, diensten.now())
    changed = casechange.change(diensten, referentie, rule, regel)
    if isinstance(changed, Weigering):
        return changed
    begin_werk(diensten, changed)
    return melderblad.voor_melder(changed, "gemeld", wie.oid, diensten.profiel)


def _waits(diensten: Diensten, wie: Wie, referentie: str) -> bool:
    """Is it this person's own, and not yet in SharePoint? Asked first: waiting is no refusal, and not logged as one."""
    sealed = any(
        one.referentie == referentie and one.soort == "melding" and one.fase == "verzegeld"
        for one in diensten.spool.of_owner(wie.oid)
    )
    return sealed and diensten.casebook.find(referentie) is None
