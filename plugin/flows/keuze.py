"""What a handler can propose in this case: every kind of measure with who decides, who signs, and on what ground."""

from dataclasses import dataclass

from plugin.flows import bewerking
from plugin.flows.diensten import Diensten
from plugin.flows.opening import for_handler
from plugin.protocol.berichten import geadresseerde
from plugin.protocol.maatregelen.overzicht import Mogelijkheid, mogelijkheden
from plugin.protocol.ondertekening import ondertekenaar
from plugin.protocol.termijnen import lokale_dag
from plugin.protocol.toegang import Wie
from plugin.protocol.toestemming import Geadresseerde


@dataclass(frozen=True)
class Keuze:
    """The kinds, who would sign (a function; None when nobody may), whom it would be aimed at, on whose behalf."""

    mogelijk: tuple[Mogelijkheid, ...]
    ondertekenaar: str | None
    agressor: Geadresseerde
    namens_ander: bool


def keuze(diensten: Diensten, wie: Wie, referentie: str) -> Keuze | None:
    """None for who may not see the case; a look like any other (protocol 48)."""
    dossier = for_handler(diensten, wie, referentie)
    if dossier is None:
        return None
    zaak, profiel = dossier.zaak, diensten.profiel
    diensten.casebook.log(bewerking.regel(diensten, wie, referentie, "maatregelen bekeken", "zaak"))
    towards, signer = geadresseerde(zaak), ondertekenaar(zaak, profiel)
    today = lokale_dag(diensten.now(), profiel.termijnen.tijdzone)
    kinds = mogelijkheden(zaak, towards, profiel, today)
    return Keuze(kinds, signer.functie if signer else None, towards, zaak.namens_ander)
