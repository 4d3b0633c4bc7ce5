"""Which finished words fill which letter, and which question goes with a measure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from plugin.protocol import berichten
from plugin.protocol.berichten import Briefstof, Stapwoorden, Velden
from plugin.protocol.details import Gebouwdetails, Schadedetails
from plugin.protocol.maatregelen import Plan
from plugin.protocol.maatregelen.informeren import gremium
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import MaatregelSoort
from plugin.protocol.zaak import Maatregel


@dataclass(frozen=True)
class Inhoud:
    """All that a letter may need; which of it, its own row of `BRIEVEN` says."""

    stof: Briefstof
    plan: Plan
    soort: MaatregelSoort
    gesprek_op: datetime | None


def velden(sjabloon: str, inhoud: Inhoud) -> Velden:
    """The words of one letter. Errors: LookupError for a letter or a part of it that is not there."""
    return BRIEVEN[sjabloon](inhoud)


def _talk(inhoud: Inhoud) -> Velden:
    if inhoud.gesprek_op is None:
        raise LookupError("an invitation has a moment")
    return berichten.uitnodiging(inhoud.stof, inhoud.gesprek_op)


def _building(inhoud: Inhoud) -> Velden:
    details = inhoud.plan.details
    own = details if isinstance(details, Gebouwdetails) else Gebouwdetails()
    return berichten.ontzegging_gebouw(inhoud.stof, *_period(inhoud.plan), own)


def _damage(inhoud: Inhoud) -> Velden:
    details = inhoud.plan.details
    items = details.posten if isinstance(details, Schadedetails) else ()
    return berichten.schadeclaim(inhoud.stof, items)


def _period(plan: Plan) -> tuple[date, date]:
    if plan.van is None or plan.tot is None:
        raise LookupError("a ban has a first and a last day")
    return plan.van, plan.tot


BRIEVEN: Mapping[str, Callable[[Inhoud], Velden]] = {
    "uitnodiging-stopgesprek": _talk,
    "uitnodiging-ordegesprek": _talk,
    "waarschuwing": lambda one: berichten.waarschuwing(one.stof),
    "ontzegging-gebouw": _building,
    "ontzegging-vergadering-toehoorder": lambda one: berichten.ontzegging_vergadering(
        one.stof, *_period(one.plan)
    ),
    "ontzegging-vergadering-lid": lambda one: berichten.ontzegging_vergadering(one.stof, *_period(one.plan)),
    "schadeclaim": _damage,
    "aangifte-gegevens": lambda one: berichten.politiegegevens(one.stof, one.soort, one.plan.agressor),
    "klacht": lambda one: berichten.klacht(one.stof, one.plan.agressor),
    "besloten-notitie": lambda one: berichten.besloten_notitie(one.stof, gremium(one.plan, one.stof.profiel)),
}


def vraag(maatregel: Maatregel, ondertekenaar: str, profiel: Profiel) -> str:
    """What is asked of the betrokkene; or told, where the step waits for no consent (protocol 17)."""
    words = Stapwoorden(
        ondertekenaar=ondertekenaar,
        organisatie=profiel.organisatie.voluit,
        aan=maatregel.geadresseerde,
        plek=_place(maatregel, profiel),
        van=_day(maatregel.van),
        tot=maatregel.einddatum,
    )
    if not maatregel.toestemming_nodig:
        return berichten.mededeling(maatregel.soort, words)
    if maatregel.brief.sjabloon == "klacht":
        return berichten.KLACHT
    return berichten.vraag(maatregel.soort, maatregel.uitvoerder, words)


def _place(maatregel: Maatregel, profiel: Profiel) -> str:
    if maatregel.soort is MaatregelSoort.ONTZEGGING_GEBOUW:
        return profiel.organisatie.gebouw
    return f"de vergaderingen van {profiel.vergadering.volksvertegenwoordiging}"


def _day(written: str | None) -> date | None:
    return datetime.fromisoformat(written).date() if written else None
