"""A measure is proposed: rule, addressee, letter and question become one (protocol 14, 18-28)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from plugin.flows import briefwoorden
from plugin.flows.diensten import Diensten
from plugin.protocol import berichten
from plugin.protocol.details import Details, Gespreksdetails, details_van
from plugin.protocol.invoer import VoorstelIn
from plugin.protocol.maatregelen import Gespreksregel, Plan, Regel, regel_voor
from plugin.protocol.naamgeving import times_named
from plugin.protocol.ondertekening import contact_van, ondertekenaar
from plugin.protocol.profiel import Persoon, Profiel
from plugin.protocol.tekst import Dag
from plugin.protocol.termijnen import lokale_dag, op_dag
from plugin.protocol.terms import MaatregelStatus
from plugin.protocol.toestemming import Geadresseerde, Vraag
from plugin.protocol.verloop import stel_voor
from plugin.protocol.weigering import Onbruikbaar, Weigering
from plugin.protocol.zaak import Brief, Maatregel, Zaak

GEEN_ONDERTEKENAAR = Weigering("Er is nu niemand die deze brief mag ondertekenen.")
NAAM_NIET_GEVRAAGD = Onbruikbaar(
    "In de tekst van de brief staat de naam van de betrokkene. Haal de naam weg, of kies dat de brief de naam noemt. "
    "Dan vragen wij daar eerst toestemming voor."
)
NAAM_KAN_NIET = Onbruikbaar(
    "In de tekst van de brief staat de naam van de betrokkene. Deze brief noemt de betrokkene nooit. Haal de naam weg."
)


@dataclass(frozen=True)
class Opzet:
    """A proposal on its way to become a measure, by the rule of its kind."""

    diensten: Diensten
    zaak: Zaak
    voorstel: VoorstelIn
    signer: Persoon

    @property
    def profiel(self) -> Profiel:
        return self.diensten.profiel

    @cached_property
    def vandaag(self) -> date:
        return lokale_dag(self.diensten.now(), self.profiel.termijnen.tijdzone)

    @cached_property
    def plan(self) -> Plan:
        details = details_van(self.voorstel.soort, self.voorstel.details)
        return Plan(
            agressor=_agressor(self.zaak, details),
            uitvoerder=self.voorstel.uitvoerder,
            details=details,
            van=self._dag(self.voorstel.van) or self.vandaag,
            tot=self._dag(self.voorstel.tot),
        )

    @cached_property
    def regel(self) -> Regel:
        return regel_voor(self.voorstel.soort, self.zaak, self.plan.agressor, self.profiel)

    @cached_property
    def gesprek_op(self) -> datetime | None:
        """When the talk is; None where there is none."""
        rule, details, van = self.regel, self.plan.details, self.voorstel.van
        if not isinstance(rule, Gespreksregel):
            return None
        if isinstance(details, Gespreksdetails) and details.datum:
            return details.datum
        if isinstance(van, datetime):
            return van
        zone = self.profiel.termijnen.tijdzone
        return (
            op_dag(van, rule.tijdstip, zone)
            if van
            else rule.voorstel_moment(self.diensten.now(), self.profiel)
        )

    def _dag(self, day: Dag | None) -> date | None:
        if isinstance(day, datetime):
            return lokale_dag(day, self.profiel.termijnen.tijdzone)
        return day


def maak_voorstel(diensten: Diensten, zaak: Zaak, voorstel: VoorstelIn, door: str) -> Zaak | Weigering:
    """The case with the measure in it, waiting for the betrokkene or agreed by office; or the rule's no."""
    signer = ondertekenaar(zaak, diensten.profiel)
    if signer is None:
        return GEEN_ONDERTEKENAAR
    opzet = Opzet(diensten, zaak, voorstel, signer)
    allowed = opzet.regel.mag(zaak, opzet.plan, diensten.profiel, opzet.vandaag)
    if isinstance(allowed, Weigering):
        return allowed
    maatregel = _measure(opzet)
    written = "\n".join(opzet.plan.details.eigen_woorden)
    if not maatregel.noemt_betrokkene and times_named(
        diensten.profiel, zaak, maatregel.geadresseerde, written
    ):
        return _without_name(opzet)
    return stel_voor(zaak, maatregel, _question(opzet, maatregel, door))


def _without_name(opzet: Opzet) -> Onbruikbaar:
    """What is possible: ask for the name too, where the rule of this measure has a letter that may hold it."""
    plan = opzet.plan
    asking = replace(plan, details=plan.details.model_copy(update={"noemt_betrokkene": True}))
    return NAAM_NIET_GEVRAAGD if opzet.regel.noemt(opzet.zaak, asking) else NAAM_KAN_NIET


def _measure(opzet: Opzet) -> Maatregel:
    zaak, voorstel, rule, plan, profiel = opzet.zaak, opzet.voorstel, opzet.regel, opzet.plan, opzet.profiel
    asks, end = rule.vraagt_toestemming(zaak, plan), rule.einddatum(plan)
    first = plan.van.isoformat() if end and plan.van else _written(voorstel.van)
    return Maatregel(
        id=f"m{len(zaak.maatregelen) + 1}",
        soort=voorstel.soort,
        status=MaatregelStatus.TOESTEMMING_GEVRAAGD if asks else MaatregelStatus.AKKOORD,
        reden=voorstel.reden,
        uitvoerder=voorstel.uitvoerder,
        grond=profiel.gronden_van(rule.grond),
        besluit=rule.beslist(zaak, profiel),
        ondertekenaar=opzet.signer.functie,
        geadresseerde=rule.geadresseerde(plan, profiel),
        noemt_betrokkene=rule.noemt(zaak, plan),
        gesprek_op=opzet.gesprek_op,
        van=first,
        tot=end.isoformat() if end else _written(voorstel.tot),
        details={name: value for name, value in voorstel.details.items() if value is not None},
        brief=Brief(sjabloon=rule.brief(plan), velden=_words(opzet)),
        voorgesteld_op=opzet.diensten.now(),
        termijn=rule.termijn(zaak, profiel),
        toestemming_nodig=asks,
        einddatum=end,
    )


def _words(opzet: Opzet) -> berichten.Velden:
    zaak, rule, plan, profiel = opzet.zaak, opzet.regel, opzet.plan, opzet.profiel
    stof = berichten.Briefstof(
        zaak=zaak,
        aan=rule.geadresseerde(plan, profiel),
        noemt=rule.noemt(zaak, plan),
        vandaag=opzet.vandaag,
        ondertekenaar=opzet.signer,
        contact=contact_van(zaak, profiel, opzet.signer),
        profiel=profiel,
        grond=profiel.gronden_van("klacht" if rule.brief(plan) == "klacht" else rule.grond),
    )
    inhoud = briefwoorden.Inhoud(stof, plan, rule.soort, opzet.gesprek_op)
    return briefwoorden.velden(rule.brief(plan), inhoud)


def _question(opzet: Opzet, maatregel: Maatregel, door: str) -> Vraag:
    letter = opzet.diensten.letters.write(maatregel.brief.sjabloon, maatregel.brief.velden)
    signature = opzet.profiel.functies[opzet.signer.functie].met_lidwoord
    return Vraag(
        versie=maatregel.toestemming.versie + 1,
        soort=maatregel.soort,
        geadresseerde=maatregel.geadresseerde,
        uitvoerder=maatregel.uitvoerder,
        noemt_betrokkene=maatregel.noemt_betrokkene,
        vraag=briefwoorden.vraag(maatregel, signature, opzet.profiel),
        tekst=letter.text,
        gevraagd_op=opzet.diensten.now(),
        gevraagd_door=door,
    )


def _agressor(zaak: Zaak, details: Details) -> Geadresseerde:
    """As the case knows it, but for what the handler says; what is handed in empty is meant to be empty."""
    given = details.geadresseerde
    said = given.model_dump(exclude_unset=True) if given else {}
    return berichten.geadresseerde(zaak).model_copy(update=said)


def _written(day: Dag | None) -> str | None:
    return day.isoformat() if isinstance(day, date) else None
