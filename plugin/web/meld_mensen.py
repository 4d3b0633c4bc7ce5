"""Whom one may report for, and who would then read it: the rule as it stands before anything else is known."""

from collections.abc import Collection
from dataclasses import dataclass

from plugin.protocol.melding import Melding, Namens
from plugin.protocol.profiel import Profiel
from plugin.protocol.routering import verdeel
from plugin.protocol.terms import Route
from plugin.web.words import hoofdletter

ANDERS = "anders"
IEMAND_ANDERS = "Iemand die er niet bij staat"
NIEMAND_VRIJ = "Wij zoeken iemand die er niet bij betrokken is."


@dataclass(frozen=True)
class Mens:
    """Somebody of the organisation to pick from a list: what every colleague finds in the address book."""

    waarde: str
    naam: str
    functie: str
    woord: str
    politiek: bool
    lezers: str


def mensen(profiel: Profiel, melder: str, adressen: Collection[str] = ()) -> list[Mens]:
    """Everybody the profile knows but who asks, without addresses or numbers; at the end somebody else."""
    known = sorted(profiel.personen, key=lambda person: person.naam.casefold())
    picked = [
        Mens(
            person.oid,
            person.naam,
            office.titel,
            f"{person.naam}, {office.titel}",
            office.politiek,
            lezers(profiel, melder, Namens(naam=person.naam, oid=person.oid), adressen),
        )
        for person in known
        if person.oid != melder and (office := profiel.functies[person.functie])
    ]
    other = lezers(profiel, melder, Namens(naam=ANDERS), adressen)
    return [*picked, Mens(ANDERS, "", "", IEMAND_ANDERS, politiek=False, lezers=other)]


def lezers(
    profiel: Profiel, melder: str, namens: Namens | None = None, adressen: Collection[str] = ()
) -> str:
    """Who reads it, in a sentence (protocol 9); `adressen` are those of the melder's account."""
    readers = verdeel(Melding(route=Route.HULP, namens=namens), melder, (), profiel, adressen).lezers
    if not readers:
        return NIEMAND_VRIJ
    named = [profiel.functies[functie].met_lidwoord for functie in readers]
    one = "een van hen" if len(named) > 1 else "die persoon zelf"
    then = "dan leest die persoon niet mee" if len(named) > 1 else "dan leest iemand anders"
    return f"{hoofdletter(' en '.join(named))}. Gaat de melding over {one}, {then}."
