"""Mijn meldingen as parts of a page: the list, one melding, and the answer to a question."""

from flask import Response

from plugin.flows.antwoord import beantwoord
from plugin.flows.inzage import mijn_melding, mijn_meldingen
from plugin.identity import Role
from plugin.protocol.invoer import AntwoordIn
from plugin.web import mijn_words
from plugin.web.answer import found
from plugin.web.asked import diensten, wie
from plugin.web.fragments import fragments
from plugin.web.rendering import fragment

mijn_deel = fragments("mijn_deel", "mijn", Role.MELDER, Role.BEHANDELAAR)


@mijn_deel.get("")
def lijst() -> Response:
    """The list, what waits for an answer on top."""
    return fragment("mijn_lijst", kaarten=mijn_words.lijst(mijn_meldingen(diensten(), wie()), diensten()))


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
