"""Readers who came in later, or could not be told at first, get the same bare notice (protocol 10, 40)."""

from functools import partial
from typing import Any

from plugin.casebook.book import Logregel
from plugin.flows import casechange
from plugin.flows.diensten import Diensten
from plugin.flows.engine import patient, step, story
from plugin.flows.ontvangst import vertel
from plugin.protocol.afhandeling import gemeld
from plugin.protocol.vervolg import mag_weten, onbereikbaar
from plugin.protocol.zaak import Zaak

NAAM = "bericht_v1"


@story(NAAM)
def bericht(referentie: str) -> None:
    """Tell whom the case names, then say in the case that they know. Who is refused stays named there."""
    nog_niet = patient(wie_weet_het_nog_niet, referentie)
    niet_bereikt = vertel(referentie, nog_niet["sleutel"], nog_niet["oids"], nog_niet["gebeurtenis"])
    patient(zij_weten_het, referentie, nog_niet["oids"], niet_bereikt)


@step("wie_weet_het_nog_niet")
def wie_weet_het_nog_niet(diensten: Diensten, referentie: str) -> dict[str, Any]:
    zaak = casechange.read(diensten, referentie).zaak
    oids = list(mag_weten(zaak, diensten.profiel))
    return {"sleutel": zaak.sleutel, "oids": oids, "gebeurtenis": zaak.gewekt[-1] if zaak.gewekt else ""}


@step("zij_weten_het")
def zij_weten_het(diensten: Diensten, referentie: str, gevraagd: list[str], niet_bereikt: list[str]) -> None:
    """Who was told is no longer waited for, nor who may not know any more. Who came in meanwhile still is."""
    regel = Logregel(referentie, "lezer bericht gestuurd", "zaak", "dienst", "dienst", diensten.now())
    told = partial(_told, gevraagd=gevraagd, niet_bereikt=niet_bereikt, diensten=diensten)
    casechange.change(diensten, referentie, told, regel)


def _told(zaak: Zaak, gevraagd: list[str], niet_bereikt: list[str], diensten: Diensten) -> Zaak:
    may = mag_weten(zaak, diensten.profiel)
    done = tuple(
        oid for oid in zaak.te_melden if oid not in niet_bereikt and (oid in gevraagd or oid not in may)
    )
    refused = tuple(oid for oid in niet_bereikt if oid in zaak.te_melden)
    known = gemeld(zaak, done) if done else zaak
    return onbereikbaar(known, refused, diensten.now()) if refused else known
