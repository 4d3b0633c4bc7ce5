"""The page of requests that prevent, in its part: the list, and one request that becomes a draft (protocol 43-46)."""

from flask import Response

from plugin.flows import verzoeken
from plugin.identity import Role
from plugin.protocol.verzoek import VerzoekIn
from plugin.web import preventie_words
from plugin.web.answer import found
from plugin.web.asked import diensten, idempotency_key, wie
from plugin.web.fragments import fragments
from plugin.web.rendering import fragment

preventie_deel = fragments("preventie_deel", "preventie", Role.BEHANDELAAR)


@preventie_deel.get("")
def lijst() -> Response:
    """Every request with the day on which it was last asked for."""
    return _page("")


@preventie_deel.post("")
@preventie_deel.input(VerzoekIn, arg_name="gegeven")
def vragen(gegeven: VerzoekIn) -> Response:
    """Make the draft; a person sends it. The same key again makes no second one."""
    found(verzoeken.vraag(diensten(), wie(), idempotency_key(), gegeven))
    return _page(preventie_words.gedaan(gegeven.soort))


def _page(gedaan: str) -> Response:
    asked = found(verzoeken.verzoeken(diensten(), wie()))
    words = preventie_words.preventie(asked["items"], diensten().profiel)
    return fragment("preventie", gedaan=gedaan, **words)
