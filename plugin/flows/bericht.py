"""Readers who came in later are told, as bare as the first ones were (protocol 10, 40)."""

from functools import partial

from plugin.casebook.book import Logregel
from plugin.flows import casechange
from plugin.flows.diensten import Diensten
from plugin.flows.engine import patient, step, story
from plugin.flows.ontvangst import waarschuw_tot_allen_het_weten
from plugin.protocol.afhandeling import gemeld

NAAM = "bericht_v1"


@story(NAAM)
def bericht(referentie: str) -> None:
    """Tell whom the case names, then say in the case that they know."""
    oids = patient(wie_weet_het_nog_niet, referentie)
    waarschuw_tot_allen_het_weten(referentie, oids)
    patient(zij_weten_het, referentie, oids)


@step("wie_weet_het_nog_niet")
def wie_weet_het_nog_niet(diensten: Diensten, referentie: str) -> list[str]:
    return list(casechange.read(diensten, referentie).zaak.te_melden)


@step("zij_weten_het")
def zij_weten_het(diensten: Diensten, referentie: str, oids: list[str]) -> None:
    regel = Logregel(referentie, "lezer bericht gestuurd", "zaak", "dienst", "dienst", diensten.now())
    casechange.change(diensten, referentie, partial(gemeld, oids=tuple(oids)), regel)
