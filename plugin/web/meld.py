"""What /meld says to this person alone: who reads it, what was begun, whom one may report for."""

from flask import Response

from plugin.identity import Role
from plugin.web.asked import diensten, wie
from plugin.web.fragments import fragments
from plugin.web.meld_mensen import lezers, mensen
from plugin.web.rendering import fragment
from plugin.web.words import moment

meld_deel = fragments("meld_deel", "meld", Role.MELDER, Role.BEHANDELAAR)


@meld_deel.get("")
def voor_u() -> Response:
    """The readers, the people, and whether the order of a meeting is theirs."""
    profiel, asking = diensten().profiel, wie()
    # Who receives for an ordinary member leads the meeting, or keeps its record (protocol 5, 9).
    leads = profiel.routering.ontvangers[profiel.routering.gewone_functie]
    return fragment(
        "meld_lezers",
        lezers=lezers(profiel, asking.oid, adressen=asking.adressen),
        leidt=profiel.functie_van(asking.oid) in leads,
        begonnen=_begun(),
        mensen=mensen(profiel, asking.oid, asking.adressen),
    )


def _begun() -> str:
    """When this person left a half-filled melding; "" when there is none."""
    kept = diensten().begonnen.find(wie().oid, diensten().now())
    return moment(kept.bewaard_op, diensten().profiel.termijnen.tijdzone) if kept else ""
