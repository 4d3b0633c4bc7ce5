"""A case is opened for who may; for everybody else it is not there, and the try is logged (protocol 10, 48)."""

from collections.abc import Callable

from graph.errors import Conflict
from plugin.casebook.book import Dossier, Logregel
from plugin.flows.diensten import Diensten
from plugin.protocol.referentie import is_referentie
from plugin.protocol.toegang import Wie, may_follow, may_handle
from plugin.protocol.verloop import geopend
from plugin.protocol.zaak import Zaak


def for_handler(diensten: Diensten, wie: Wie, referentie: str) -> Dossier | None:
    return _opened(diensten, wie, referentie, lambda zaak: may_handle(zaak, wie.oid, diensten.profiel))


def for_melder(diensten: Diensten, wie: Wie, referentie: str) -> Dossier | None:
    return _opened(diensten, wie, referentie, lambda zaak: may_follow(zaak, wie.oid))


def ingezien(diensten: Diensten, wie: Wie, dossier: Dossier) -> Dossier:
    """A look at a whole case is logged; the first one by a handler stands in the case too (protocol 9, 48).

    Gives the case as it is then, with the version on which a change must build.
    """
    referentie, now = dossier.zaak.referentie, diensten.now()
    entry = Logregel(referentie, "zaak ingezien", "zaak", wie.oid, wie.herkomst, now)
    if dossier.zaak.geopend is None:
        try:
            return diensten.casebook.save(dossier, geopend(dossier.zaak, wie.oid, now), entry)
        except Conflict:  # somebody was first; that one is the opening
            dossier = diensten.casebook.find(referentie) or dossier
    diensten.casebook.log(entry)
    return dossier


def _opened(diensten: Diensten, wie: Wie, referentie: str, allowed: Callable[[Zaak], bool]) -> Dossier | None:
    """Unknown and not yours take the same way out, so that neither the answer nor its time tells them apart."""
    if not is_referentie(referentie):
        return None
    dossier = diensten.casebook.find(referentie)
    if dossier is not None and allowed(dossier.zaak):
        return dossier
    diensten.casebook.log(
        Logregel(referentie, "toegang", "zaak", wie.oid, wie.herkomst, diensten.now(), resultaat="geweigerd")
    )
    return None
