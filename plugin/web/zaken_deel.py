"""The handler's pages in parts: the list, one case, and what a handler does in it."""

from datetime import UTC, datetime
from typing import Any, TypeVar

from flask import Response, request

from plugin.flows import behandeling, meekijken
from plugin.flows.behandeling import GEWIJZIGD, Blad
from plugin.identity import Role
from plugin.protocol.invoer import GesprekIn, VoorstelIn
from plugin.protocol.termijnen import lokale_dag
from plugin.protocol.weigering import Weigering
from plugin.web import voorstel_words, zaak_feiten, zaak_words, zaken_words
from plugin.web.answer import found
from plugin.web.asked import diensten, if_match, wie
from plugin.web.fragments import fragments
from plugin.web.problem import Problem
from plugin.web.rendering import fragment
from plugin.web.zaken import Lijstvraag

zaken_deel = fragments("zaken_deel", "zaken", Role.BEHANDELAAR)
NIET_GEVONDEN = "Wij vinden deze zaak niet, of u hoort er niet bij."
T = TypeVar("T")
# What is said of the words that were typed, and the button that sends them once more.
GESPREK = ("Uw tekst staat hieronder.", "Sla mijn tekst op")
VOORSTEL = ("Uw voorstel is nog niet verstuurd.", "Vraag toch toestemming")
NIETS = ("", "")


@zaken_deel.get("")
@zaken_deel.input(Lijstvraag, location="query", arg_name="vraag")
def lijst(vraag: Lijstvraag) -> Response:
    """The cases you may handle; what waits for you on top."""
    page = found(behandeling.zaken(diensten(), wie(), vraag.status, vraag.volgende))
    profiel = diensten().profiel
    today = lokale_dag(diensten().now(), profiel.termijnen.tijdzone)
    words = zaken_words.lijst(page["items"], _functie(), today, profiel)
    more = {"volgende": page["volgende"], "gekozen": vraag.status or ""}
    name = "zaken_meer" if vraag.volgende else "zaken_lijst"
    return fragment(name, standen=zaken_words.standen(), **more, **words)


@zaken_deel.get("/<ref>")
def zaak(ref: str) -> Response:
    """One case in full; opening it is logged."""
    return _case(behandeling.zaak(diensten(), wie(), ref))


@zaken_deel.get("/<ref>/nu")
def zaak_nu(ref: str) -> Response:
    """The case again, for a page that waits for a draft; each look is logged."""
    return _case(meekijken.opnieuw(diensten(), wie(), ref))


@zaken_deel.get("/<ref>/tekst/<wat>")
def tekst(ref: str, wat: str) -> Response:
    """A text that stood folded."""
    return fragment("zaak_tekst", tekst=_here(meekijken.tekst(diensten(), wie(), ref, wat)))


@zaken_deel.post("/<ref>/gesprekken")
@zaken_deel.input(GesprekIn, arg_name="gesprek")
def gesprek_vastleggen(ref: str, gesprek: GesprekIn) -> Response:
    """Record a talk with the melder."""
    outcome = behandeling.leg_gesprek_vast(diensten(), wie(), ref, if_match(), gesprek)
    return _after(ref, outcome, "Het gesprek is vastgelegd.", GESPREK)


@zaken_deel.post("/<ref>/maatregelen/voorbeeld")
@zaken_deel.input(VoorstelIn, arg_name="voorstel")
def voorstel_bekijken(ref: str, voorstel: VoorstelIn) -> Response:
    """What the betrokkene would be asked, before it is asked."""
    question = _here(meekijken.voorbeeld(diensten(), wie(), ref, voorstel))
    words = voorstel_words.voorbeeld(ref, question, voorstel, if_match(), _gelezen().isoformat())
    return fragment("zaak_voorbeeld", **words)


@zaken_deel.post("/<ref>/maatregelen")
@zaken_deel.input(VoorstelIn, arg_name="voorstel")
def maatregel_voorstellen(ref: str, voorstel: VoorstelIn) -> Response:
    """Ask the betrokkene for consent."""
    outcome = behandeling.stel_maatregel_voor(diensten(), wie(), ref, if_match(), voorstel)
    return _after(ref, outcome, "De melder krijgt de vraag te zien.", VOORSTEL)


@zaken_deel.post("/<ref>/maatregelen/<maatregel_id>/concept")
def concept_maken(ref: str, maatregel_id: str) -> Response:
    """Start the draft; a person sends it."""
    return _after(ref, behandeling.maak_concept(diensten(), wie(), ref, if_match(), maatregel_id), "", NIETS)


def _here(outcome: T | Weigering | None) -> T:
    """What was asked for. Unknown and not yours read alike."""
    if outcome is None:
        raise Problem(404, NIET_GEVONDEN)
    return found(outcome)


def _functie() -> str:
    return diensten().profiel.functie_van(wie().oid)


def _gelezen() -> datetime:
    """When the page was read, as the page says; of no use to anybody but the one who asks."""
    try:
        return datetime.fromisoformat(request.args.get("gelezen", "")).astimezone(UTC)
    except (ValueError, OverflowError):
        return diensten().now()


def _case(blad: Blad | None, gedaan: str = "") -> Response:
    shown = _here(blad)
    words = zaak_words.zaak(shown.inhoud, shown.etag, _functie(), diensten().now(), diensten().profiel)
    return fragment("zaak", gedaan=gedaan, **words)


def _after(ref: str, outcome: Blad | Weigering | None, gedaan: str, getypt: tuple[str, str]) -> Response:
    """The case as it became. Somebody else was first: what changed, and a way on that loses no word."""
    if outcome == GEWIJZIGD:
        return _changed(ref, *getypt)
    _here(outcome)
    return _case(meekijken.opnieuw(diensten(), wie(), ref), gedaan)


def _changed(ref: str, bewaard: str, nog_eens: str) -> Response:
    now = diensten().now()
    shown = _here(meekijken.opnieuw(diensten(), wie(), ref))
    words: dict[str, Any] = zaak_feiten.gewijzigd(shown.inhoud, _gelezen(), diensten().profiel)
    words |= {"bewaard": bewaard, "nog_eens": nog_eens, "versie": shown.etag, "gelezen": now.isoformat()}
    return fragment("zaak_gewijzigd", 409, **words)
