"""The one thing that a case asks of a handler now; none where it waits for somebody else."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from plugin.protocol.terms import ZaakStatus
from plugin.web import maatregel_stand as nu
from plugin.web.zaak_volgende import ENDED, nazorg_mist


def actie(one: dict[str, Any], functie: str, today: date) -> str | None:
    """The button in the list; `functie` is who looks."""
    if one["status"] == ZaakStatus.AFGESLOTEN:
        return None
    return next(_possible(one, functie, today), None)


def _possible(one: dict[str, Any], functie: str, today: date) -> Iterator[str]:
    measures = one["maatregelen"]
    if one["eerst_herkennen"]:
        yield "Zeg wie de agressor is"
    if not one["gesproken"] and not measures and one["status"] == ZaakStatus.ONTVANGEN:
        yield "Open de melding"
    if any(nu.is_te_maken(measure) for measure in measures):
        yield "Zet het concept klaar"
    if any(nu.is_klaar(measure) and measure["ondertekenaar"] == functie for measure in measures):
        yield "Open het concept"
    if any(nu.is_over(measure, today) for measure in measures):
        yield "Rond de maatregel af"
    if any(nu.is_af_te_zeggen(measure, today) for measure in measures):
        yield "Zeg het gesprek af"
    if measures and all(measure["status"] in ENDED for measure in measures):
        yield "Leg nazorg vast" if nazorg_mist(one) else "Sluit de zaak"
