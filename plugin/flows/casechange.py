"""Read a case, let a rule change it, write it under the version that was read; again when somebody was first."""

from collections.abc import Callable

from graph.errors import Conflict, Transient
from plugin.casebook.book import Dossier, Logregel
from plugin.flows.diensten import Diensten
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Zaak

TRIES = 5


def read(diensten: Diensten, referentie: str) -> Dossier:
    """A case that a flow works on exists; SharePoint may need a moment to show it."""
    dossier = diensten.casebook.find(referentie)
    if dossier is None:
        raise Transient("caseNotFoundYet")
    return dossier


def change(
    diensten: Diensten,
    referentie: str,
    rule: Callable[[Zaak], Zaak | Weigering],
    regel: Logregel,
) -> Zaak | Weigering:
    """What the rule makes of the case as it is when it is written.

    A case that is so already was changed by an earlier try, whose answer may have been lost: with a `sleutel` of its
    own the entry is then written if it is not there, and so are the rows of the measures.
    """
    for _ in range(TRIES):
        dossier = read(diensten, referentie)
        changed = rule(dossier.zaak)
        if isinstance(changed, Weigering):
            return changed
        if changed == dossier.zaak:
            if regel.sleutel:
                diensten.casebook.once_more(referentie, regel)
            return changed
        try:
            return diensten.casebook.save(dossier, changed, regel).zaak
        except Conflict:
            continue
    raise Transient("caseBusy")
