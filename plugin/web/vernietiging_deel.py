"""The page of destruction in its part: what is proposed, a person's agreement, what was destroyed (protocol 49)."""

from flask import Response

from plugin.flows import bewaren, vernietigd
from plugin.identity import Role
from plugin.web import vernietiging_words
from plugin.web.asked import diensten, if_match, wie
from plugin.web.fragments import fragments
from plugin.web.rendering import fragment
from plugin.web.zaak_antwoord import here

vernietiging_deel = fragments("vernietiging_deel", "vernietiging", Role.BEHANDELAAR)


@vernietiging_deel.get("")
def lijst() -> Response:
    """References, dates and terms; no word of a case."""
    return _page("")


@vernietiging_deel.post("/<ref>/akkoord")
def akkoord(ref: str) -> Response:
    """One of the two who must agree."""
    agreed = here(bewaren.keur_goed(diensten(), wie(), ref, if_match()))
    return _page(vernietiging_words.gedaan(agreed.inhoud))


def _page(gedaan: str) -> Response:
    proposed = bewaren.voorstellen(diensten(), wie())["items"]
    gone = vernietigd.verklaringen(diensten(), wie())
    words = vernietiging_words.vernietiging(proposed, gone, diensten().profiel)
    return fragment("vernietiging", gedaan=gedaan, **words)
