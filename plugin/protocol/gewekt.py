"""What happens when a case asks for attention: who is told, what is drafted (protocol 9, 31, 40)."""

from collections.abc import Callable, Iterator
from datetime import datetime

from plugin.protocol.profiel import Persoon, Profiel
from plugin.protocol.routering import acting, eerste_lezer
from plugin.protocol.toegang import lezers_van, may_handle, partijen_van
from plugin.protocol.vervolg import alarm, met_bericht, nog_te_melden
from plugin.protocol.wekker import Aanleiding, Wekker, gaan_af
from plugin.protocol.zaak import Doorgegeven, Zaak
from plugin.protocol.zaakbrief import Zaakbrief

# Makes the second offer to the betrokkene; None when nobody may sign it.
Nazorgbrief = Callable[[Zaak], Zaakbrief | None]


def wek(zaak: Zaak, profiel: Profiel, now: datetime, nazorgbrief: Nazorgbrief) -> Zaak:
    """The case with all dealt with that is due now; as it was when nothing is."""
    for one in gaan_af(zaak, profiel, now):
        zaak = _woken(zaak, one, profiel, now, nazorgbrief)
        zaak = zaak.model_copy(update={"gewekt": (*zaak.gewekt, one.sleutel)})
    return zaak


def volgende_lezer(zaak: Zaak, profiel: Profiel) -> str | None:
    """The office that reads next when nobody did: of the route, then of the choices, then a stand-in (protocol 9).

    An ambtsdrager whom nobody recognised yet is shown to the first readers alone, one at a time (protocol 10).
    """
    shut = partijen_van(zaak)
    had = {*zaak.lezers, *(one for passed in zaak.doorgegeven for one in (*passed.van, passed.aan))}
    if zaak.eerst_herkennen:
        order = [one for one in profiel.routering.eerste_lezers if one not in had]
        return next(iter(eerste_lezer(zaak.melding, order, shut, profiel)), None)
    offices = (acting(one, shut, profiel) for one in _order(zaak, profiel))
    return next((one for one in offices if one and one not in had), None)


def _order(zaak: Zaak, profiel: Profiel) -> Iterator[str]:
    rules = profiel.routering
    yield from rules.ontvangers.get(zaak.betrokkene.functie or "", ())
    yield from rules.keuze
    yield from rules.contact
    yield from (rules.plaatsvervangers[one] for one in zaak.lezers if one in rules.plaatsvervangers)


def _woken(zaak: Zaak, one: Wekker, profiel: Profiel, now: datetime, nazorgbrief: Nazorgbrief) -> Zaak:
    match one.aanleiding:
        case Aanleiding.ONGELEZEN:
            return _passed_on(zaak, profiel, now)
        case Aanleiding.NIET_BEREIKT:
            return nog_te_melden(zaak, alarm(zaak, profiel))
        case Aanleiding.NAZORG:
            zaak = _with_draft(zaak, nazorgbrief(zaak))
    return nog_te_melden(zaak, tuple(person.oid for person in _handlers(zaak, profiel)))


def _passed_on(zaak: Zaak, profiel: Profiel, now: datetime) -> Zaak:
    """The next receiver reads too and is told; with nobody left the beheerder gets the bare alarm."""
    following = volgende_lezer(zaak, profiel)
    if following is None:
        return nog_te_melden(zaak, alarm(zaak, profiel))
    readers = (following,) if zaak.eerst_herkennen else (*zaak.lezers, following)
    passed = (*zaak.doorgegeven, Doorgegeven(van=zaak.lezers, aan=following, op=now))
    return met_bericht(zaak, zaak.model_copy(update={"lezers": readers, "doorgegeven": passed}), profiel)


def _handlers(zaak: Zaak, profiel: Profiel) -> tuple[Persoon, ...]:
    """Who handles the case; all its readers where nobody in particular does."""
    holder = profiel.met_functie(zaak.behandelaar) if zaak.behandelaar else None
    if holder and may_handle(zaak, holder.oid, profiel):
        return (holder,)
    return lezers_van(zaak, profiel)


def _with_draft(zaak: Zaak, brief: Zaakbrief | None) -> Zaak:
    if brief is None:
        return zaak
    return zaak.met_zaakbrief(brief).met_werk(brief.id)
