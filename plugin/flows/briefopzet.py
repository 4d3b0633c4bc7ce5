"""A letter of the case that is no measure: which words, who signs, for whom; nothing is drafted here (protocol 11, 18, 31)."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from plugin.flows.diensten import Diensten
from plugin.protocol import berichten
from plugin.protocol.berichten import Briefstof, Velden
from plugin.protocol.bevestiging import moet_bevestigen
from plugin.protocol.geweest import moment_geweest
from plugin.protocol.invoer import VerslagIn
from plugin.protocol.maatregelen import GESPREKKEN
from plugin.protocol.ondertekening import contact_van, ondertekenaar, postvak_van
from plugin.protocol.termijnen import lokale_dag, schrijf_moment
from plugin.protocol.terms import ZaakStatus
from plugin.protocol.toestemming import Geadresseerde
from plugin.protocol.verloop import EERST_HERKENNEN, GESLOTEN, ONBEKENDE_MAATREGEL, gaat_niet_door
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Brief, Zaak
from plugin.protocol.zaakbrief import Zaakbrief, Zaakbriefsoort

GEEN_ONDERTEKENAAR = Weigering("Er is nu niemand die deze brief mag ondertekenen.")
GEEN_GESPREK = Weigering("Een verslag hoort bij een gesprek dat is gevoerd. Leg eerst vast dat het er was.")
LEEST_NIET_MEE = (
    "{Signer} ondertekent deze brief, maar leest deze zaak niet. Vindt de melder het goed dat {signer} meeleest? "
    "Draag de zaak dan over. Anders kunt u de melder zelf bellen."
)
WOORDEN = {
    Zaakbriefsoort.NAZORG: berichten.nazorgbrief,
    Zaakbriefsoort.INFORMATIE: berichten.informatie_melder,
}


def nazorgbrief(diensten: Diensten, zaak: Zaak, now: datetime) -> Zaakbrief | None:
    """A second offer of support by itself; None where who signs does not read the case, and so must not learn of it."""
    brief = _to_betrokkene(diensten, zaak, Zaakbriefsoort.NAZORG, now)
    return brief if brief and brief.ondertekenaar in zaak.lezers else None


def aan_betrokkene(diensten: Diensten, zaak: Zaak, soort: Zaakbriefsoort, now: datetime) -> Zaak | Weigering:
    """A letter that a handler asks for. It names the betrokkene: who signs must be a reader already (protocol 9, 14)."""
    brief = _to_betrokkene(diensten, zaak, soort, now)
    drafted = met_brief(zaak, brief)
    if brief is None or isinstance(drafted, Weigering) or brief.ondertekenaar in zaak.lezers:
        return drafted
    signer = diensten.profiel.functies[brief.ondertekenaar].met_lidwoord
    return Weigering(LEEST_NIET_MEE.format(Signer=signer[:1].upper() + signer[1:], signer=signer))


def _to_betrokkene(diensten: Diensten, zaak: Zaak, soort: Zaakbriefsoort, now: datetime) -> Zaakbrief | None:
    return nieuwe_brief(diensten, zaak, soort, now, WOORDEN[soort], betrokkene(diensten, zaak))


def verslag(
    diensten: Diensten, zaak: Zaak, maatregel_id: str, gegeven: VerslagIn, now: datetime
) -> Zaak | Weigering:
    """The minutes of a talk that was held; a draft without recipient, for nobody but the dossier."""
    measure = zaak.maatregel(maatregel_id)
    if measure is None:
        return ONBEKENDE_MAATREGEL
    if measure.soort not in GESPREKKEN or measure.uitgevoerd_op is None or gaat_niet_door(measure):
        return GEEN_GESPREK
    if isinstance(been := moment_geweest(gegeven.datum, now), Weigering):
        return been
    words = partial(
        berichten.gespreksverslag,
        gesprek=measure.soort.value,
        wanneer=schrijf_moment(gegeven.datum, diensten.profiel.termijnen.tijdzone),
        aanwezig=gegeven.aanwezig,
        oorzaak=gegeven.oorzaak,
        afspraken=gegeven.afspraken,
    )
    nobody = Geadresseerde(naam=measure.geadresseerde.naam or measure.geadresseerde.email)
    brief = nieuwe_brief(
        diensten, zaak, Zaakbriefsoort.VERSLAG, now, words, nobody, noemt=measure.noemt_betrokkene
    )
    return met_brief(zaak, brief)


def met_brief(zaak: Zaak, brief: Zaakbrief | None) -> Zaak | Weigering:
    """The letter enters the case; its draft is work."""
    if zaak.status is ZaakStatus.AFGESLOTEN:
        return GESLOTEN
    if zaak.eerst_herkennen:
        return EERST_HERKENNEN
    if brief is None:
        return GEEN_ONDERTEKENAAR
    return zaak.met_zaakbrief(brief).met_werk(brief.id)


def nieuwe_brief(
    diensten: Diensten,
    zaak: Zaak,
    soort: Zaakbriefsoort,
    now: datetime,
    woorden: Callable[[Briefstof], Velden],
    aan: Geadresseerde,
    *,
    noemt: bool = True,
) -> Zaakbrief | None:
    """The words of one letter, the next of this case; None when nobody may sign it.

    Until the agressor is recognised no other may know of the case, so nobody signs (protocol 10).
    """
    profiel = diensten.profiel
    signer = None if zaak.eerst_herkennen else ondertekenaar(zaak, profiel)
    if signer is None:
        return None
    stof = Briefstof(
        zaak=zaak,
        aan=aan,
        noemt=noemt,
        vandaag=lokale_dag(now, profiel.termijnen.tijdzone),
        ondertekenaar=signer,
        contact=contact_van(zaak, profiel, signer),
        profiel=profiel,
        grond="",
    )
    return Zaakbrief(
        id=f"z{len(zaak.brieven) + 1}",
        soort=soort,
        brief=Brief(sjabloon=soort.value, velden=woorden(stof)),
        ondertekenaar=signer.functie,
        postvak=postvak_van(profiel, signer.functie),
        geadresseerde=aan,
        gemaakt_op=now,
    )


def betrokkene(diensten: Diensten, zaak: Zaak) -> Geadresseerde:
    """Whom a letter of support is for. Only an address that the profile knows is filled in; else a person does it.

    Nobody is written to as betrokkene who has not said that they are.
    """
    person = zaak.betrokkene
    sure = person.oid is not None and not moet_bevestigen(zaak, person.oid)
    known = diensten.profiel.persoon(person.oid) if sure else None
    return Geadresseerde(naam=person.naam or (known and known.naam), email=known.adres if known else None)
