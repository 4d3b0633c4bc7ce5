"""Does a measure still fit when more is known of the agressor? What does not falls away (protocol 21, 22, 24)."""

from datetime import date, datetime

from plugin.protocol.details import details_van
from plugin.protocol.maatregelen import Plan, regel_voor
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import MaatregelStatus
from plugin.protocol.verloop import may_become, zonder_concept
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Maatregel, Zaak

ANDERE_REGEL = Weigering(
    "Voor deze persoon geldt een andere regel, met een andere grond en een andere brief. "
    "Stel de maatregel opnieuw voor."
)


def past_nog(zaak: Zaak, maatregel: Maatregel, profiel: Profiel, vandaag: date) -> bool | Weigering:
    """By the rule that holds now: whom it may hit, for how long, and whether this is still its letter."""
    plan = _plan(maatregel)
    rule = regel_voor(maatregel.soort, zaak, plan.agressor, profiel)
    same = rule.brief(plan) == maatregel.brief.sjabloon
    return rule.past(zaak, plan, profiel, vandaag) and (same or ANDERE_REGEL)


def zonder_wat_niet_past(before: Zaak, after: Zaak, profiel: Profiel) -> Zaak:
    """`after` with every measure dropped that fitted the agressor as known `before`, and no longer does.

    Nothing but the person counts: each is looked at as on the day it was proposed.
    """
    for one in after.maatregelen:
        day = one.voorgesteld_op.date()
        fits = past_nog(after, one, profiel, day)
        if isinstance(fits, Weigering) and past_nog(before, one, profiel, day):
            after = _dropped(after, one, fits)
    return after


def _dropped(zaak: Zaak, maatregel: Maatregel, why: Weigering) -> Zaak:
    """Unless it was carried out: that cannot be undone here."""
    if not may_become(maatregel, MaatregelStatus.VERVALLEN):
        return zaak
    return zonder_concept(zaak, maatregel.naar(MaatregelStatus.VERVALLEN, vervallen_reden=why.reden))


def _plan(maatregel: Maatregel) -> Plan:
    van = datetime.fromisoformat(maatregel.van).date() if maatregel.van else None
    details = details_van(maatregel.soort, maatregel.details)
    return Plan(maatregel.geadresseerde, maatregel.uitvoerder, details, van, maatregel.einddatum)
