"""Mijn meldingen as parts of a page: the list, one melding, the answer to a question, what is added later."""

from flask import Response

from plugin.flows.antwoord import beantwoord, bevestig_betrokkene
from plugin.flows.inzage import mijn_melding, mijn_meldingen
from plugin.flows.vervolg import wijzig_wensen
from plugin.identity import Role
from plugin.protocol.invoer import AntwoordIn, BevestigingIn, WensenIn
from plugin.web import mijn_words
from plugin.web.answer import found
from plugin.web.asked import diensten, idempotency_key, wie
from plugin.web.fragments import fragments
from plugin.web.rendering import fragment

mijn_deel = fragments("mijn_deel", "mijn", Role.MELDER, Role.BEHANDELAAR)
WENSEN_STAAN = "Uw wensen zijn veranderd. Een wens is nog geen stap: wij vragen het u opnieuw."
NIET_VAN_U = "Dank u. Wij laten het de behandelaar weten. U ziet deze melding niet meer."


@mijn_deel.get("")
def lijst() -> Response:
    """The list, what waits for an answer on top."""
    return _list("")


@mijn_deel.get("/<ref>")
def een(ref: str) -> Response:
    """One melding with its open questions."""
    return fragment("mijn_een", **mijn_words.een(found(mijn_melding(diensten(), wie(), ref)), diensten()))


@mijn_deel.post("/<ref>/maatregelen/<maatregel_id>/toestemming")
@mijn_deel.input(AntwoordIn, arg_name="gegeven")
def beantwoorden(ref: str, maatregel_id: str, gegeven: AntwoordIn) -> Response:
    """Agree, refuse or withdraw; the page then shows what that means."""
    outcome = beantwoord(diensten(), wie(), ref, maatregel_id, gegeven.antwoord, gegeven.versie)
    return fragment("mijn_een", **mijn_words.een(found(outcome), diensten()))


@mijn_deel.post("/<ref>/bevestiging")
@mijn_deel.input(BevestigingIn, arg_name="gegeven")
def bevestigen(ref: str, gegeven: BevestigingIn) -> Response:
    """Is it about me? After a no it is no longer mine to see."""
    confirmed = found(bevestig_betrokkene(diensten(), wie(), ref, gegeven.antwoord))["bevestigd"]
    return een(ref) if confirmed else _list(NIET_VAN_U)


@mijn_deel.post("/<ref>/wensen")
@mijn_deel.input(WensenIn, arg_name="gegeven")
def wensen_wijzigen(ref: str, gegeven: WensenIn) -> Response:
    """Other wishes, or none."""
    outcome = found(wijzig_wensen(diensten(), wie(), ref, idempotency_key(), gegeven))
    return fragment("mijn_een", **mijn_words.een(outcome, diensten(), WENSEN_STAAN))


def _list(said: str) -> Response:
    cards = mijn_words.lijst(mijn_meldingen(diensten(), wie()), diensten())
    return fragment("mijn_lijst", kaarten=cards, gezegd=said)
