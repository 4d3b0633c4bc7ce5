"""Readers who came in later, or could not be told at first, get the same bare notice (protocol 10, 40)."""

from functools import partial

from plugin.casebook.book import Logregel
from plugin.flows import casechange
from plugin.flows.diensten import Diensten
from plugin.flows.engine import patient, step, story
from plugin.flows.ontvangst import vertel
from plugin.protocol.afhandeling import gemeld
from plugin.protocol.vervolg import mag_weten

NAAM = "bericht_v1"


@story(NAAM)
def bericht(referentie: str) -> None:
    """Tell whom the case names, then say in the case that they know. Who is refused stays named there."""
    oids = patient(wie_weet_het_nog_niet, referentie)
    niet_bereikt = vertel(referentie, oids)
    patient(zij_weten_het, referentie, niet_bereikt)


@step("wie_weet_het_nog_niet")
def wie_weet_het_nog_niet(diensten: Diensten, referentie: str) -> list[str]:
    return list(mag_weten(casechange.read(diensten, referentie).zaak, diensten.profiel))


@step("zij_weten_het")
def zij_weten_het(diensten: Diensten, referentie: str, niet_bereikt: list[str]) -> None:
    """Also who may not know any more is no longer waited for."""
    zaak = casechange.read(diensten, referentie).zaak
    done = tuple(oid for oid in zaak.te_melden if oid not in niet_bereikt)
    if not done:
        return
    regel = Logregel(referentie, "lezer bericht gestuurd", "zaak", "dienst", "dienst", diensten.now())
    casechange.change(diensten, referentie, partial(gemeld, oids=done), regel)
    diensten.spool.phase(zaak.sleutel, "gemeld")
