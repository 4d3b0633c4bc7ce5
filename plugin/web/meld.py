"""What /meld says to this person alone: who will read the melding, and whether the meeting's order is theirs."""

from flask import Response

from plugin.identity import Role
from plugin.protocol.melding import Melding
from plugin.protocol.routering import verdeel
from plugin.protocol.terms import Route
from plugin.web.asked import diensten, wie
from plugin.web.fragments import fragments
from plugin.web.rendering import fragment
from plugin.web.words import hoofdletter

meld_deel = fragments("meld_deel", "meld", Role.MELDER, Role.BEHANDELAAR)


@meld_deel.get("")
def voor_u() -> Response:
    """The readers by the rule as it stands before anything is known of the other (protocol 9)."""
    profiel, asking = diensten().profiel, wie()
    readers = verdeel(Melding(route=Route.HULP), asking.oid, (), profiel).lezers
    named = [profiel.functies[functie].met_lidwoord for functie in readers]
    # Who receives for an ordinary member leads the meeting, or keeps its record (protocol 5, 9).
    leads = profiel.routering.ontvangers[profiel.routering.gewone_functie]
    return fragment(
        "meld_lezers",
        lezers=hoofdletter(" en ".join(named)),
        leidt=profiel.functie_van(asking.oid) in leads,
    )
