"""Hold and restriction on the page of a case; the same acts as in the API (protocol 49, AVG article 18)."""

from flask import Response

from plugin.flows import bewaren as flows
from plugin.identity import Role
from plugin.web.asked import diensten, if_match, wie
from plugin.web.bewaren import RedenOfNietIn
from plugin.web.fragments import fragments
from plugin.web.zaak_antwoord import na

zaak_bewaren = fragments("zaak_bewaren", "zaken", Role.BEHANDELAAR)


@zaak_bewaren.post("/<ref>/vasthouden")
@zaak_bewaren.input(RedenOfNietIn, arg_name="gegeven")
def vasthouden(ref: str, gegeven: RedenOfNietIn) -> Response:
    """Keep the case for a running criminal case or claim, or let go of it."""
    done = "De zaak wordt vastgehouden." if gegeven.reden else "De zaak wordt niet langer vastgehouden."
    return na(ref, flows.houd_vast(diensten(), wie(), ref, if_match(), gegeven.reden), done)


@zaak_bewaren.post("/<ref>/beperken")
@zaak_bewaren.input(RedenOfNietIn, arg_name="gegeven")
def beperken(ref: str, gegeven: RedenOfNietIn) -> Response:
    """Restrict the case, or end that."""
    done = "De verwerking is beperkt." if gegeven.reden else "De beperking is opgeheven."
    return na(ref, flows.beperk(diensten(), wie(), ref, if_match(), gegeven.reden), done)
