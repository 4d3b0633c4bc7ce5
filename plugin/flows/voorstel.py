"""A measure is proposed: rule, addressee, letter and question become one (protocol 14, 18)."""

from datetime import date, datetime
from typing import Any

from plugin.flows.diensten import Diensten
from plugin.protocol import berichten
from plugin.protocol.invoer import Gespreksdetails, VoorstelIn
from plugin.protocol.maatregelen import Stopgesprek, regel_voor
from plugin.protocol.profiel import Persoon, Profiel
from plugin.protocol.routering import acting
from plugin.protocol.tekst import Dag
from plugin.protocol.termijnen import lokale_dag, op_dag
from plugin.protocol.terms import MaatregelStatus
from plugin.protocol.toegang import lezers_van, partijen_van
from plugin.protocol.toestemming import Geadresseerde, Vraag
from plugin.protocol.verloop import stel_voor
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Brief, Maatregel, Zaak

GEEN_ONDERTEKENAAR = Weigering("Er is nu niemand die deze brief mag ondertekenen.")


def maak_voorstel(diensten: Diensten, zaak: Zaak, voorstel: VoorstelIn, door: str) -> Zaak | Weigering:
    """The case with the measure in it, waiting for the betrokkene; or the rule's no."""
    rule = regel_voor(voorstel.soort)
    if isinstance(rule, Weigering):
        return rule
    allowed = rule.mag(zaak)
    if isinstance(allowed, Weigering):
        return allowed
    signer = ondertekenaar(zaak, diensten.profiel)
    if signer is None:
        return GEEN_ONDERTEKENAAR
    maatregel = _measure(diensten, zaak, voorstel, rule, signer)
    return stel_voor(zaak, maatregel, _question(diensten, maatregel, signer, door))


def ondertekenaar(zaak: Zaak, profiel: Profiel) -> Persoon | None:
    """Who signs: the CdK, or the stand-in when the CdK is a party (protocol 10, 20)."""
    functie = acting(profiel.routering.ondertekenaar, partijen_van(zaak), profiel)
    return profiel.met_functie(functie) if functie else None


def postvak_van(profiel: Profiel, functie: str) -> str:
    """The mailbox in which the drafts of this office stand."""
    holder = profiel.met_functie(functie)
    return profiel.postvakken.get(functie) or (holder.adres if holder else "")


def _measure(
    diensten: Diensten, zaak: Zaak, voorstel: VoorstelIn, rule: Stopgesprek, signer: Persoon
) -> Maatregel:
    details = Gespreksdetails.model_validate(voorstel.details)
    aan = _addressee(zaak, details)
    when = _moment(voorstel.van, details, rule, diensten)
    velden = berichten.uitnodiging(
        zaak, aan, when, lokale_dag(diensten.now(), diensten.profiel.termijnen.tijdzone), noemt=details.noemt_betrokkene, ondertekenaar=signer,
        contact=_contact(zaak, diensten.profiel, signer), profiel=diensten.profiel,
    )  # fmt: skip
    return Maatregel(
        id=f"m{len(zaak.maatregelen) + 1}",
        soort=voorstel.soort,
        status=MaatregelStatus.TOESTEMMING_GEVRAAGD,
        reden=voorstel.reden,
        uitvoerder=voorstel.uitvoerder,
        grond=rule.grond,
        ondertekenaar=signer.functie,
        geadresseerde=aan,
        noemt_betrokkene=details.noemt_betrokkene,
        gesprek_op=when,
        van=_written(voorstel.van),
        tot=_written(voorstel.tot),
        details=_plain(voorstel.details),
        brief=Brief(sjabloon=rule.sjabloon, velden=velden),
        voorgesteld_op=diensten.now(),
        termijn=rule.termijn(zaak, diensten.profiel),
    )


def _question(diensten: Diensten, maatregel: Maatregel, signer: Persoon, door: str) -> Vraag:
    signature = diensten.profiel.functies[signer.functie].met_lidwoord
    letter = diensten.letters.write(maatregel.brief.sjabloon, maatregel.brief.velden)
    return Vraag(
        versie=maatregel.toestemming.versie + 1,
        soort=maatregel.soort,
        geadresseerde=maatregel.geadresseerde,
        uitvoerder=maatregel.uitvoerder,
        noemt_betrokkene=maatregel.noemt_betrokkene,
        vraag=berichten.vraag(maatregel.soort, signature, maatregel.geadresseerde, maatregel.uitvoerder),
        tekst=letter.text,
        gevraagd_op=diensten.now(),
        gevraagd_door=door,
    )


def _addressee(zaak: Zaak, details: Gespreksdetails) -> Geadresseerde:
    known, given = berichten.geadresseerde(zaak), details.geadresseerde
    if given is None:
        return known
    return Geadresseerde(naam=given.naam or known.naam, email=given.email or known.email)


def _moment(van: Dag | None, details: Gespreksdetails, rule: Stopgesprek, diensten: Diensten) -> datetime:
    if details.datum:
        return details.datum
    if isinstance(van, datetime):
        return van
    zone = diensten.profiel.termijnen.tijdzone
    return op_dag(van, rule.tijdstip, zone) if van else rule.voorstel_moment(diensten.now(), diensten.profiel)


def _contact(zaak: Zaak, profiel: Profiel, signer: Persoon) -> Persoon:
    """Whom the other can call: a reader of the case who does not sign, if there is one."""
    readers = lezers_van(zaak, profiel)
    return next((person for person in readers if person.oid != signer.oid), signer)


def _written(day: Dag | None) -> str | None:
    return day.isoformat() if isinstance(day, date) else None


def _plain(details: dict[str, Any]) -> dict[str, Any]:
    return {str(name): value for name, value in details.items() if value is not None}
