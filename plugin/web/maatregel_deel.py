"""A measure on the page of a case: choose, see what is asked, propose, draft, change the letter, record what was done."""

from typing import Any
from urllib.parse import urlencode

from flask import Response, request

from plugin.flows import behandeling, meekijken, nasleep, uitvoering
from plugin.flows import document as documenten
from plugin.flows.bewerking import Blad
from plugin.flows.keuze import keuze
from plugin.identity import Role
from plugin.protocol.invoer import (
    AfgerondIn,
    BetalingIn,
    DatumIn,
    ReactieIn,
    RedenIn,
    UitgevoerdIn,
    VerslagIn,
    VoorstelIn,
)
from plugin.protocol.terms import MaatregelSoort, MaatregelStatus
from plugin.web import voorstel_words
from plugin.web.asked import diensten, if_match, wie
from plugin.web.fragments import fragments
from plugin.web.maatregel_words import OPNIEUW
from plugin.web.maatregelen import gestuurd_document
from plugin.web.problem import Problem
from plugin.web.rendering import fragment
from plugin.web.zaak_antwoord import NIET_GEVONDEN, NIETS, gelezen, here, na

maatregel_deel = fragments("maatregel_deel", "zaken", Role.BEHANDELAAR)
VOORSTEL = ("Uw voorstel is nog niet verstuurd.", "Leg mijn voorstel toch voor")
ZELFDE_TEKST = "De brief is vervangen. De tekst is gelijk, dus de toestemming blijft staan."


@maatregel_deel.get("/<ref>/voorstel")
def kiezen(ref: str) -> Response:
    """Every kind of measure; what this case does not allow stands there with the sentence of the rule."""
    choice = here(keuze(diensten(), wie(), ref))
    return fragment("voorstel_keuze", **voorstel_words.keuze(f"/deel/zaken/{ref}", choice, _builds_on()))


@maatregel_deel.get("/<ref>/voorstel/<soort>")
def invullen(ref: str, soort: str) -> Response:
    """What has to be filled in for one kind."""
    if soort not in set(MaatregelSoort):
        raise Problem(404, NIET_GEVONDEN)
    choice = here(keuze(diensten(), wie(), ref))
    words = voorstel_words.formulier(choice, MaatregelSoort(soort), diensten().profiel, diensten().now())
    return fragment("voorstel_formulier", **words, **_page(ref), anders=_builds_on())


@maatregel_deel.post("/<ref>/maatregelen/voorbeeld")
@maatregel_deel.input(VoorstelIn, arg_name="voorstel")
def bekijken(ref: str, voorstel: VoorstelIn) -> Response:
    """What the betrokkene would be asked, before it is asked."""
    proposed = here(meekijken.voorbeeld(diensten(), wie(), ref, voorstel))
    words = voorstel_words.voorbeeld(proposed, voorstel, diensten().profiel)
    return fragment("zaak_voorbeeld", **words, **_page(ref) | {"versie": if_match()})


@maatregel_deel.post("/<ref>/maatregelen")
@maatregel_deel.input(VoorstelIn, arg_name="voorstel")
def voorstellen(ref: str, voorstel: VoorstelIn) -> Response:
    """Ask the betrokkene for consent; what needs none is agreed by office."""
    outcome = behandeling.stel_maatregel_voor(diensten(), wie(), ref, if_match(), voorstel)
    return na(ref, outcome, voorstel_words.voorgesteld(outcome), VOORSTEL)


@maatregel_deel.post("/<ref>/maatregelen/<maatregel_id>/concept")
def concept(ref: str, maatregel_id: str) -> Response:
    """Start the draft; a person sends it."""
    return na(ref, behandeling.maak_concept(diensten(), wie(), ref, if_match(), maatregel_id), "", NIETS)


@maatregel_deel.put("/<ref>/maatregelen/<maatregel_id>/document")
def document(ref: str, maatregel_id: str) -> Response:
    """Put a letter back that was changed in Word; other words ask for consent again."""
    version, docx = if_match(), gestuurd_document()
    outcome = documenten.vervang(diensten(), wie(), ref, version, maatregel_id, docx)
    asks_again = (
        isinstance(outcome, Blad) and outcome.inhoud["status"] == MaatregelStatus.TOESTEMMING_GEVRAAGD
    )
    return na(ref, outcome, OPNIEUW if asks_again else ZELFDE_TEKST, ("", "Zet mijn brief toch terug"))


@maatregel_deel.post("/<ref>/maatregelen/<maatregel_id>/uitgevoerd")
@maatregel_deel.input(UitgevoerdIn, arg_name="gegeven")
def uitgevoerd(ref: str, maatregel_id: str, gegeven: UitgevoerdIn) -> Response:
    """Record that it was sent, or done."""
    outcome = uitvoering.uitgevoerd(diensten(), wie(), ref, if_match(), maatregel_id, gegeven)
    return na(ref, outcome, "Vastgelegd: de maatregel is uitgevoerd.")


@maatregel_deel.post("/<ref>/maatregelen/<maatregel_id>/afgerond")
@maatregel_deel.input(AfgerondIn, arg_name="gegeven")
def afgerond(ref: str, maatregel_id: str, gegeven: AfgerondIn) -> Response:
    """Record that it has had its effect."""
    outcome = uitvoering.afgerond(diensten(), wie(), ref, if_match(), maatregel_id, gegeven)
    return na(ref, outcome, "Vastgelegd: de maatregel is afgerond.")


@maatregel_deel.post("/<ref>/maatregelen/<maatregel_id>/betalingen")
@maatregel_deel.input(BetalingIn, arg_name="gegeven")
def betaling(ref: str, maatregel_id: str, gegeven: BetalingIn) -> Response:
    """Record a payment on a claim."""
    outcome = nasleep.betaling(diensten(), wie(), ref, if_match(), maatregel_id, gegeven)
    return na(ref, outcome, "De betaling is vastgelegd.")


@maatregel_deel.post("/<ref>/maatregelen/<maatregel_id>/reacties")
@maatregel_deel.input(ReactieIn, arg_name="gegeven")
def reactie(ref: str, maatregel_id: str, gegeven: ReactieIn) -> Response:
    """Record the agressor's view or objection, or the decision on it."""
    outcome = nasleep.reactie(diensten(), wie(), ref, if_match(), maatregel_id, gegeven)
    return na(ref, outcome, "Vastgelegd.")


@maatregel_deel.post("/<ref>/maatregelen/<maatregel_id>/verslag")
@maatregel_deel.input(VerslagIn, arg_name="gegeven")
def verslag(ref: str, maatregel_id: str, gegeven: VerslagIn) -> Response:
    """Have the minutes of a talk made."""
    outcome = nasleep.verslag(diensten(), wie(), ref, if_match(), maatregel_id, gegeven)
    return na(ref, outcome, "Het verslag wordt klaargezet. Het staat straks bij Brieven.")


@maatregel_deel.post("/<ref>/maatregelen/<maatregel_id>/afgezegd")
@maatregel_deel.input(DatumIn, arg_name="gegeven")
def afgezegd(ref: str, maatregel_id: str, gegeven: DatumIn) -> Response:
    """Record that the other knows that the talk does not take place."""
    outcome = uitvoering.afgezegd(diensten(), wie(), ref, if_match(), maatregel_id, gegeven)
    return na(ref, outcome, "Vastgelegd: de ander weet dat het gesprek niet doorgaat.")


@maatregel_deel.post("/<ref>/maatregelen/<maatregel_id>/vervallen")
@maatregel_deel.input(RedenIn, arg_name="gegeven")
def vervallen(ref: str, maatregel_id: str, gegeven: RedenIn) -> Response:
    """Drop the measure."""
    outcome = uitvoering.vervallen(diensten(), wie(), ref, if_match(), maatregel_id, gegeven)
    return na(ref, outcome, "De maatregel is vervallen. Een concept dat niet is verstuurd, gaat weg.")


def _page(ref: str) -> dict[str, Any]:
    """Where the forms of this page go, and on which version of the case they build."""
    version = request.args.get("versie", "")
    return {"adres": f"/deel/zaken/{ref}", "versie": version, "gelezen": gelezen().isoformat()}


def _builds_on() -> str:
    """The version that the page was read under, for the next address: choosing takes time, others go on."""
    return urlencode({"gelezen": gelezen().isoformat(), "versie": request.args.get("versie", "")})
