"""Who receives a melding, and who is shut out of it (protocol 9, 10)."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from plugin.protocol.melding import Melding, Namens
from plugin.protocol.profiel import Persoon, Profiel
from plugin.protocol.routeringsregels import ANDERS
from plugin.protocol.tekst import normal_address
from plugin.protocol.terms import Hoedanigheid, Route

OTHER_SENDERS = 20


@dataclass(frozen=True)
class Partijen:
    """Everybody the conflict rule compares with the persons of the profile."""

    oids: frozenset[str]
    adressen: frozenset[str]

    def shuts_out(self, person: Persoon) -> bool:
        return person.oid in self.oids or bool(person.adressen & self.adressen)


@dataclass(frozen=True)
class Verdeling:
    """The receivers by function. Nobody left: `lezers` is empty and the beheerder gets a bare alarm.

    `contact` is whom the melder can call; None when the beheerder is a party too.
    `uitgesloten` are accounts that no word of the melding names: who holds the office that `namens` tells of, and whom
    the profile knows by an address. An account stays, whatever address the profile gives it later.
    `adressen_betrokkene` are those of the person that `namens` tells of.
    """

    lezers: tuple[str, ...]
    contact: str | None
    eerst_herkennen: bool = False
    uitgesloten: tuple[str, ...] = ()
    adressen_betrokkene: tuple[str, ...] = ()

    @property
    def niemand(self) -> bool:
        return not self.lezers


def partijen(
    melding: Melding, melder_oid: str, afzenders: Collection[str], eigen: Collection[str] = ()
) -> Partijen:
    """Agressor, melder, betrokkene and every sender of an evidence mail.

    `eigen` are addresses of melder and betrokkene: a second account of theirs is told by these. Who reports a
    disturbance of order acts by office and is no melder in this sense (protocol 10); the betrokkene counts always, and
    is added by who knows the profile or the case.
    """
    namens, agressor = melding.namens, melding.agressor
    oids = {agressor.oid, namens.oid if namens else None}
    addresses = {agressor.email, namens.email if namens else None, *afzenders}
    if melding.route is not Route.ORDEVERSTORING:
        oids.add(melder_oid)
        addresses.update(eigen)
    return Partijen(
        oids=frozenset(oid for oid in oids if oid),
        adressen=frozenset(normal_address(address) for address in addresses if address),
    )


def verdeel(
    melding: Melding,
    melder_oid: str,
    afzenders: Collection[str],
    profiel: Profiel,
    eigen: Collection[str] = (),
) -> Verdeling:
    """The first distribution of a melding, made before anybody is told anything."""
    functie = _function_of_betrokkene(melding, melder_oid, profiel)
    told = partijen(melding, melder_oid, afzenders, eigen)
    own = _adressen_betrokkene(melding.namens, functie, profiel)
    shut = _with_known(told, own, profiel)
    rows = profiel.routering.ontvangers
    row = rows.get(functie, rows[ANDERS])
    unrecognised = needs_recognition(melding, profiel)
    if unrecognised:
        readers = _first_reader(melding, row, shut, profiel)
    elif _may_be_chosen(melding.ontvanger, shut, profiel):
        readers = (melding.ontvanger,)
    else:
        readers = tuple(dict.fromkeys(f for f in (acting(f, shut, profiel) for f in row) if f))
    contact = aanspreekbaar(readers, shut, profiel)
    return Verdeling(readers, contact, unrecognised, tuple(sorted(shut.oids - told.oids)), own)


def van_belang(afzenders: Collection[str], profiel: Profiel) -> tuple[str, ...]:
    """Of the senders of evidence: everybody the profile knows, and twenty others. A mail may name thousands."""
    known = [one for one in afzenders if any(_has_address(person, one) for person in profiel.personen)]
    return tuple(dict.fromkeys((*known, *list(afzenders)[:OTHER_SENDERS])))


def adressen_van(oids: Iterable[str | None], bekend: Iterable[str], profiel: Profiel) -> tuple[str, ...]:
    """All addresses of these people: what is known already, and what the profile has of them."""
    accounts, known = set(oids), set(map(normal_address, bekend))
    people = [one for one in profiel.personen if one.oid in accounts or one.adressen & known]
    return tuple(sorted(known.union(*(one.adressen for one in people))))


def adressen_agressor(melding: Melding, oid: str | None, profiel: Profiel) -> tuple[str, ...]:
    """All addresses of whom the melding tells as the agressor, and of this account."""
    told = [melding.agressor.email] if melding.agressor.email else []
    return adressen_van([melding.agressor.oid, oid], told, profiel)


def bekenden(adressen: Collection[str], profiel: Profiel) -> tuple[str, ...]:
    """The accounts of whom the profile knows by one of these addresses."""
    known = set(map(normal_address, adressen))
    return tuple(person.oid for person in profiel.personen if person.adressen & known)


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


def _function_of_betrokkene(melding: Melding, melder_oid: str, profiel: Profiel) -> str:
    """Whose row it is. What is reported by office is about nobody's own office (protocol 10)."""
    if melding.namens:
        return _function_of(melding.namens, profiel)
    return ANDERS if melding.route is Route.ORDEVERSTORING else profiel.functie_van(melder_oid)


def _function_of(namens: Namens, profiel: Profiel) -> str:
    known = profiel.persoon(namens.oid) or next(
        (person for person in profiel.personen if _has_address(person, namens.email)), None
    )
    return known.functie if known else _function_by_title(namens.functie, profiel)


def _function_by_title(title: str | None, profiel: Profiel) -> str:
    wanted = _words(title)
    for key, functie in profiel.functies.items():
        if wanted in map(_words, (key, functie.titel, functie.met_lidwoord)):
            return key
    return profiel.routering.gewone_functie


def _words(text: str | None) -> str:
    """The bare words with a space around each, so that one phrase can be looked for in another."""
    words = re.findall(r"[^\W_]+", (text or "").casefold())
    return f" {' '.join(words)} "


def _adressen_betrokkene(namens: Namens | None, functie: str, profiel: Profiel) -> tuple[str, ...]:
    """A betrokkene who is told by office alone is the holder of that office; of the ordinary one that says nothing."""
    if namens is None:
        return ()
    rules = profiel.routering
    told_by_office = not namens.oid and (functie != rules.gewone_functie or functie in rules.behandelaars)
    holder = profiel.met_functie(functie) if told_by_office else None
    told = [namens.email] if namens.email else []
    return adressen_van([namens.oid, holder.oid if holder else None], told, profiel)


def _with_known(told: Partijen, own: Collection[str], profiel: Profiel) -> Partijen:
    addresses = told.adressen | set(own)
    return Partijen(told.oids | set(bekenden(addresses, profiel)), addresses)


def _first_reader(
    melding: Melding, row: tuple[str, ...], shut: Partijen, profiel: Profiel
) -> tuple[str, ...]:
    firsts = profiel.routering.eerste_lezers
    chosen = [melding.ontvanger] if melding.ontvanger in firsts else []
    return eerste_lezer(melding, [*chosen, *(f for f in row if f in firsts), *firsts], shut, profiel)


def eerste_lezer(melding: Melding, order: Iterable[str], shut: Partijen, profiel: Profiel) -> tuple[str, ...]:
    """The one office that reads until the agressor is recognised: the first in this order that may."""
    naam = melding.agressor.naam
    free = (f for f in order if _is_free(f, shut, profiel) and not _is_meant(f, naam, profiel))
    return next(((f,) for f in free), ())


def _is_meant(functie: str, naam: str | None, profiel: Profiel) -> bool:
    """Could the name of the agressor be that of this office or its holder? Then another is the first to read."""
    holder, told = profiel.met_functie(functie), _words(naam)
    names = (profiel.functies[functie].titel, holder.naam if holder else functie)
    return any(_words(name) in told for name in names)


def _may_be_chosen(functie: str, shut: Partijen, profiel: Profiel) -> bool:
    return functie in profiel.routering.keuze and _is_free(functie, shut, profiel)


def _is_free(functie: str, shut: Partijen, profiel: Profiel) -> bool:
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


def aanspreekbaar(readers: Collection[str], shut: Partijen, profiel: Profiel) -> str | None:
    """Whom the melder can call: the first reader in the profile's order, else the beheerder. Never a party."""
    rules = profiel.routering
    first = next((f for f in (*rules.contact, *readers) if f in readers), rules.beheerder)
    return first if _is_free(first, shut, profiel) else None
