"""Bans: of the building, and of the meeting for visitors and for members. Three rules that share no ground (protocol 21, 22)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from plugin.protocol.details import Vergaderdetails
from plugin.protocol.maatregel import Maatregel
from plugin.protocol.maatregelen.agressor import is_ambtsdrager, is_lid
from plugin.protocol.maatregelen.regel import Plan, Regel
from plugin.protocol.profiel import Profiel
from plugin.protocol.termijnen import plus_maanden, schrijf_dag
from plugin.protocol.terms import MaatregelSoort, Route
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Zaak


@dataclass(frozen=True)
class Ontzegging(Regel):
    """Access is refused for some time."""

    alleen_organisatie: bool = True

    def einddatum(self, plan: Plan) -> date | None:
        return plan.tot


@dataclass(frozen=True)
class OntzeggingGebouw(Ontzegging):
    """Never for a politieke ambtsdrager; the profile holds the maximum (protocol 21)."""

    soort: MaatregelSoort = MaatregelSoort.ONTZEGGING_GEBOUW
    grond: str = "ontzegging_gebouw"
    sjabloon: str = "ontzegging-gebouw"

    def past(self, zaak: Zaak, plan: Plan, profiel: Profiel, vandaag: date) -> bool | Weigering:
        if is_ambtsdrager(zaak, plan.agressor, profiel):
            return niet_bij_ambtsdrager(profiel)
        days = profiel.duur.ontzegging_gebouw_dagen
        last = (plan.van or vandaag) + timedelta(days=days)
        return _period(plan, last, vandaag, f"{days} dagen")


@dataclass(frozen=True)
class OntzeggingVergadering(Ontzegging):
    """By the voorzitter's power, after repeated disturbance, for at most three months.

    In a case of disturbed order it is done by office: neither talk nor consent (protocol 17, 22).
    """

    def past(self, _zaak: Zaak, plan: Plan, profiel: Profiel, vandaag: date) -> bool | Weigering:
        if isinstance(plan.details, Vergaderdetails) and not plan.details.herhaald:
            return self.eerst_herhaling(profiel)
        months = profiel.duur.ontzegging_vergadering_maanden
        last = plus_maanden(plan.van or vandaag, months)
        return _period(plan, last, vandaag, f"{months} maanden, zegt {profiel.gronden_van(self.grond)}")

    def eerst_herhaling(self, profiel: Profiel) -> Weigering:
        ground = profiel.gronden_van(self.grond)
        return Weigering(
            f"De vergadering ontzeggen kan pas als iemand de orde bij herhaling verstoort ({ground}). "
            "Wel mogelijk: de vergadering schorsen, of de verstoorder laten vertrekken."
        )

    def vraagt_toestemming(self, zaak: Zaak, _plan: Plan) -> bool:
        return zaak.melding.route is not Route.ORDEVERSTORING

    def noemt(self, zaak: Zaak, plan: Plan) -> bool:
        return self.vraagt_toestemming(zaak, plan) and plan.details.noemt_betrokkene


@dataclass(frozen=True)
class OntzeggingToehoorder(OntzeggingVergadering):
    """A visitor: the voorzitter decides (art. 26 lid 1 en 2 Provinciewet)."""

    soort: MaatregelSoort = MaatregelSoort.ONTZEGGING_VERGADERING
    grond: str = "ontzegging_toehoorder"
    sjabloon: str = "ontzegging-vergadering-toehoorder"

    def beslist(self, _zaak: Zaak, profiel: Profiel) -> str:
        return profiel.vergadering.voorzitter


@dataclass(frozen=True)
class OntzeggingLid(OntzeggingVergadering):
    """A member: the assembly decides on the proposal of the voorzitter (art. 26 lid 3 Provinciewet)."""

    soort: MaatregelSoort = MaatregelSoort.ONTZEGGING_VERGADERING
    grond: str = "ontzegging_lid"
    sjabloon: str = "ontzegging-vergadering-lid"

    def past(self, zaak: Zaak, plan: Plan, profiel: Profiel, vandaag: date) -> bool | Weigering:
        if not is_lid(zaak, plan.agressor, profiel):
            meeting = profiel.vergadering.volksvertegenwoordiging
            return Weigering(
                f"De vergadering ontzeggen kan alleen bij een lid van {meeting} of een toehoorder. "
                "Wel mogelijk: stopgesprek, ordegesprek of waarschuwing."
            )
        return super().past(zaak, plan, profiel, vandaag)

    def beslist(self, _zaak: Zaak, profiel: Profiel) -> str:
        meeting = profiel.vergadering
        return f"{meeting.volksvertegenwoordiging}, op voorstel van de {meeting.voorzitter}"


def niet_bij_ambtsdrager(profiel: Profiel) -> Weigering:
    """What falls away for a politieke ambtsdrager, and what takes its place (protocol 24)."""
    building = profiel.organisatie.gebouw
    return Weigering(
        f"{building[0].upper()}{building[1:]} weigeren kan niet bij een politieke ambtsdrager. "
        f"Wel mogelijk: stopgesprek, of de vergadering ({profiel.gronden.ontzegging_lid})."
    )


def geldt_op(one: Maatregel, day: date) -> bool:
    """Does this building ban hold on this day? Once it was carried out, from its first day until its last.

    Only then does it stand on the list of the reception (protocol 27), and only with somebody to recognise.
    """
    known = one.geadresseerde.naam or one.geadresseerde.email
    begun = one.van is not None and datetime.fromisoformat(one.van).date() <= day
    return one.soort is MaatregelSoort.ONTZEGGING_GEBOUW and bool(known) and begun and one.loopt_op(day)


def _period(plan: Plan, last: date, vandaag: date, longest: str) -> bool | Weigering:
    """From the first day on; the day with the same number in the last month still counts.

    That is how terms in months are reckoned (Europese Overeenkomst inzake de berekening van termijnen, art. 3 en 4).
    """
    if plan.tot is None or plan.tot < vandaag:
        return Weigering("Deze ontzegging is al voorbij. Kies een einddatum vanaf vandaag.")
    if plan.tot > last:
        return Weigering(
            f"Deze ontzegging duurt hoogstens {longest}. Kies een einddatum tot en met {schrijf_dag(last)}."
        )
    return True
