"""One case as the answer to what a handler did: the case as it became, or why not, or what somebody else changed."""

from datetime import UTC, datetime
from typing import Any, TypeVar

from flask import Response, request

from plugin.flows import meekijken
from plugin.flows.bewerking import GEWIJZIGD, Blad
from plugin.protocol.weigering import Weigering
from plugin.web import bewaren_words, zaak_feiten, zaak_words
from plugin.web.answer import found
from plugin.web.asked import diensten, wie
from plugin.web.problem import Problem
from plugin.web.rendering import fragment

NIET_GEVONDEN = "Wij vinden deze zaak niet, of u hoort er niet bij."
T = TypeVar("T")
# What is said of the words that were typed, and the button that sends them once more.
Getypt = tuple[str, str]
INGEVULD: Getypt = ("Wat u invulde staat hieronder.", "Sla toch op")
NIETS: Getypt = ("", "")


def here(outcome: T | Weigering | None) -> T:
    """What was asked for. Unknown and not yours read alike."""
    if outcome is None:
        raise Problem(404, NIET_GEVONDEN)
    return found(outcome)


def functie() -> str:
    return diensten().profiel.functie_van(wie().oid)


def gelezen() -> datetime:
    """When the page was read, as the page says; of no use to anybody but the one who asks."""
    try:
        return datetime.fromisoformat(request.args.get("gelezen", "")).astimezone(UTC)
    except (ValueError, OverflowError):
        return diensten().now()


def zaak(blad: Blad | None, gedaan: str = "") -> Response:
    """The whole case; `gedaan` says what was just done."""
    shown = here(blad)
    words = zaak_words.zaak(shown.inhoud, shown.etag, functie(), diensten().now(), diensten().profiel)
    words["bewaren"] = bewaren_words.bewaren(shown.inhoud, diensten().profiel)
    return fragment("zaak", gedaan=gedaan, **words)


def na(ref: str, outcome: Blad | Weigering | None, gedaan: str, getypt: Getypt = INGEVULD) -> Response:
    """The case as it became. Somebody else was first: what changed, and a way on that loses no word."""
    if outcome == GEWIJZIGD:
        return _changed(ref, *getypt)
    here(outcome)
    now = meekijken.opnieuw(diensten(), wie(), ref)
    return zaak(now, gedaan) if now else fragment("zaak_weg", gedaan=gedaan)


def _changed(ref: str, bewaard: str, nog_eens: str) -> Response:
    now = diensten().now()
    shown = here(meekijken.opnieuw(diensten(), wie(), ref))
    words: dict[str, Any] = zaak_feiten.gewijzigd(shown.inhoud, gelezen(), diensten().profiel)
    words |= {"bewaard": bewaard, "nog_eens": nog_eens, "versie": shown.etag, "gelezen": now.isoformat()}
    return fragment("zaak_gewijzigd", 409, **words)
