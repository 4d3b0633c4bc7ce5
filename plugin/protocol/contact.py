"""Whom a melder can call, and never a party to the case (protocol 10, 11)."""

from typing import NamedTuple

from plugin.protocol.profiel import Profiel
from plugin.protocol.routering import aanspreekbaar
from plugin.protocol.toegang import lezers_van, partijen_van
from plugin.protocol.zaak import Zaak


class Contact(NamedTuple):
    """Finished words: a name, the office, the office as it stands in a sentence, a number."""

    naam: str
    functie: str
    wie: str
    telefoon: str


def contact_van_melder(zaak: Zaak, profiel: Profiel) -> str | None:
    """The office to call about this case as it is now; None when each that could be is a party."""
    readers = [person.functie for person in lezers_van(zaak, profiel)]
    return aanspreekbaar(readers, partijen_van(zaak), profiel)


def contact_met(functie: str | None, profiel: Profiel) -> Contact:
    """Who holds this office; without one the beveiliging, whose number is never blank and which reads no case."""
    number = profiel.nummers.beveiliging
    if functie is None:
        return Contact("de beveiliging", "beveiliging", "de beveiliging", number)
    office, person = profiel.functies[functie], profiel.met_functie(functie)
    naam = person.naam if person else office.titel
    return Contact(naam, office.titel, office.met_lidwoord, (person.telefoon if person else None) or number)
