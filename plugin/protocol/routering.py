"""Who receives a melding, and who is shut out of it (protocol 9, 10)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from plugin.protocol.melding import STANDAARD, Melding
from plugin.protocol.profiel import Persoon, Profiel
from plugin.protocol.tekst import normal_address
from plugin.protocol.terms import Hoedanigheid, Route


@dataclass(frozen=True)
class Partijen:
    """Everybody the conflict rule compares with the persons of the profile."""

    oids: frozenset[str]
    adressen: frozenset[str]

    def shuts_out(self, person: Persoon) -> bool:
        return person.oid in self.oids or bool(person.adressen & self.adressen)


@dataclass(frozen=True)
class Verdeling:
    """The receivers by function. Nobody left: `lezers` is empty and the beheerder gets a bare alarm."""

    lezers: tuple[str, ...]
    contact: str
    eerst_herkennen: bool = False

    @property
    def niemand(self) -> bool:
        return not self.lezers


def partijen(melding: Melding, melder_oid: str, afzenders: Collection[str]) -> Partijen:
    """Agressor, melder, betrokkene and every sender of an evidence mail.

    Who reports a disturbance of order acts by office and is no melder in this sense (protocol 10).
    """
    namens, agressor = melding.namens, melding.agressor
    oids = {agressor.oid, namens.oid if namens else None}
    if melding.route is not Route.ORDEVERSTORING:
        oids.add(melder_oid)
    addresses = {agressor.email, namens.email if namens else None, *afzenders}
    return Partijen(
        oids=frozenset(oid for oid in oids if oid),
        adressen=frozenset(normal_address(address) for address in addresses if address),
    )


def verdeel(melding: Melding, melder_oid: str, afzenders: Collection[str], profiel: Profiel) -> Verdeling:
    """The first distribution of a melding, made before anybody is told anything."""
    shut = partijen(melding, melder_oid, afzenders)
    row = _standard_row(melding, melder_oid, profiel)
    unrecognised = needs_recognition(melding, profiel)
    if unrecognised:
        readers = _first_reader(melding, row, shut, profiel)
    elif _is_free(melding.ontvanger, shut, profiel):
        readers = (melding.ontvanger,)
    else:
        readers = tuple(dict.fromkeys(f for f in (acting(f, shut, profiel) for f in row) if f))
    return Verdeling(readers, _contact(readers, profiel), unrecognised)


def needs_recognition(melding: Melding, profiel: Profiel) -> bool:
    """A named ambtsdrager whom neither object id nor address tells: somebody must first pick the person."""
    agressor = melding.agressor
    if agressor.hoedanigheid is not Hoedanigheid.AMBTSDRAGER or agressor.oid:
        return False
    if not (agressor.naam or agressor.email):
        return False
    return not any(_has_address(person, agressor.email) for person in profiel.personen)


def _has_address(person: Persoon, address: str | None) -> bool:
    return address is not None and normal_address(address) in person.adressen


def _standard_row(melding: Melding, melder_oid: str, profiel: Profiel) -> tuple[str, ...]:
    rows = profiel.routering.ontvangers
    return rows.get(_function_of_betrokkene(melding, melder_oid, profiel), rows["anders"])


def _function_of_betrokkene(melding: Melding, melder_oid: str, profiel: Profiel) -> str:
    if melding.namens is None:
        return profiel.functie_van(melder_oid)
    namens = melding.namens
    known = profiel.persoon(namens.oid) or next(
        (person for person in profiel.personen if _has_address(person, namens.email)), None
    )
    return known.functie if known else _function_by_title(namens.functie, profiel)


def _function_by_title(title: str | None, profiel: Profiel) -> str:
    wanted = (title or "").casefold().strip()
    for key, functie in profiel.functies.items():
        if wanted in (key, functie.titel.casefold()):
            return key
    return profiel.routering.gewone_functie


def _first_reader(
    melding: Melding, row: tuple[str, ...], shut: Partijen, profiel: Profiel
) -> tuple[str, ...]:
    firsts = profiel.routering.eerste_lezers
    chosen = [melding.ontvanger] if melding.ontvanger in firsts else []
    order = [*chosen, *(f for f in row if f in firsts), *firsts]
    return next(((f,) for f in order if _is_free(f, shut, profiel)), ())


def _is_free(functie: str, shut: Partijen, profiel: Profiel) -> bool:
    if functie == STANDAARD:
        return False
    holder = profiel.met_functie(functie)
    return holder is not None and not shut.shuts_out(holder)


def acting(functie: str, shut: Partijen, profiel: Profiel) -> str | None:
    """The function that acts: its holder, or the stand-in when the holder is a party; None when neither can."""
    return next((f for f in _line_of_standins(functie, profiel) if _is_free(f, shut, profiel)), None)


def _line_of_standins(functie: str, profiel: Profiel) -> Iterator[str]:
    seen: set[str] = set()
    current: str | None = functie
    while current and current not in seen:
        seen.add(current)
        yield current
        current = profiel.routering.plaatsvervangers.get(current)


def _contact(readers: tuple[str, ...], profiel: Profiel) -> str:
    rules = profiel.routering
    return next((f for f in (*rules.contact, *readers) if f in readers), rules.beheerder)
