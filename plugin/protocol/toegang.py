"""Need to know (protocol 9, 10): the role opens nothing, only this case's own list of readers does."""

from dataclasses import dataclass

from plugin.protocol.profiel import Persoon, Profiel
from plugin.protocol.routering import Partijen, partijen
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Zaak


@dataclass(frozen=True)
class Wie:
    """Who asks, as the token says it; `herkomst` is the network address, for the log alone (protocol 48).

    `adressen` are those of the account: they tell a person's own mails from those of others, and shut another account
    of the same person out (protocol 10); they open nothing.
    """

    oid: str
    naam: str
    herkomst: str
    adressen: tuple[str, ...] = ()


def partijen_van(zaak: Zaak) -> Partijen:
    """The parties as the case knows them now: who was linked or recognised later included.

    Each by account and by address, so that another account of theirs, new in the profile, is shut out as well.
    """
    known = partijen(zaak.melding, zaak.melder.oid or "", zaak.afzenders, zaak.eigen_adressen)
    later = {zaak.agressor, zaak.betrokkene.oid if zaak.melding.namens else None}
    return Partijen(
        known.oids | set(zaak.uitgesloten) | {oid for oid in later if oid},
        known.adressen | set(zaak.adressen_agressor) | set(zaak.adressen_betrokkene),
    )


def may_handle(zaak: Zaak, oid: str, profiel: Profiel) -> bool:
    """May this person read and act as handler? A party never, whatever the list says."""
    person = profiel.persoon(oid)
    return person is not None and person.functie in zaak.lezers and not partijen_van(zaak).shuts_out(person)


def may_sign(zaak: Zaak, functie: str, profiel: Profiel) -> bool | Weigering:
    """May this office still sign? Who became a party after the proposal may not (protocol 10)."""
    holder = profiel.met_functie(functie)
    if holder is None or partijen_van(zaak).shuts_out(holder):
        return Weigering("De ondertekenaar is nu zelf betrokken. Stel de maatregel opnieuw voor.")
    return True


def may_follow(zaak: Zaak, oid: str) -> bool:
    """The melder and the betrokkene both see the melding; once its destruction has begun nothing more comes in."""
    if zaak.vernietiging and zaak.vernietiging.begonnen_op:
        return False
    return oid in (zaak.melder.oid, zaak.betrokkene.oid)


def is_betrokkene(zaak: Zaak, oid: str) -> bool:
    return zaak.betrokkene.oid == oid


def lezers_van(zaak: Zaak, profiel: Profiel) -> tuple[Persoon, ...]:
    """The persons to tell: today's holders of the readers' functions, parties left out."""
    holders = (profiel.met_functie(functie) for functie in zaak.lezers)
    return tuple(person for person in holders if person and may_handle(zaak, person.oid, profiel))
