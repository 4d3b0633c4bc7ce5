"""Where a melding stands, in plain words: what happens now, and whether anybody opened it (protocol 9, 12)."""

from datetime import datetime
from typing import Any

from plugin.protocol.berichten import niemand_vrij
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import ZaakStatus
from plugin.web.words import moment

VERZEGELD = "Uw melding is veilig bewaard. Uw lezers krijgen zo bericht."
TE_LAAT = "Nog niet geopend. Dat had uiterlijk {moment} gemoeten. Wilt u niet wachten? Bel {contact}."
ONBEREIKT = "Uw melding is veilig bewaard. Uw lezers hebben nog geen bericht; wij proberen het opnieuw."
UITLEG = {
    ZaakStatus.ONTVANGEN: "Uw melding is binnen. Uw lezers hebben bericht.",
    ZaakStatus.IN_BEHANDELING: "U hebt erover gesproken. Er is nog geen stap naar de ander gezet.",
    ZaakStatus.MAATREGELEN: "Hieronder ziet u welke stap wordt gevraagd, en wat u antwoordde.",
    ZaakStatus.NAZORG: "Wij vragen hoe het gaat.",
    ZaakStatus.AFGESLOTEN: "Uw melding is afgesloten. Wilt u er toch over praten? Bel {contact}.",
}


def uitleg(melding: dict[str, Any], contact: str, profiel: Profiel, now: datetime) -> list[str]:
    """What happens now; of a melding that waits to be read also until when, and who was told when nobody did.

    Where nobody is left to read it, that comes first, however far it was: nothing happens until there is.
    """
    if not melding["lezers"] and melding["status"] != ZaakStatus.AFGESLOTEN:
        return [niemand_vrij(melding["contact"], profiel)]
    if melding["verwerking"] == "verzegeld":
        return [VERZEGELD]
    if melding["status"] != ZaakStatus.ONTVANGEN or melding["gesprekken"]:
        return [UITLEG[ZaakStatus(melding["status"])].format(contact=contact)]
    told = melding["verwerking"] == "gemeld"
    if opened := melding["geopend_op"]:
        read = f"Geopend op {moment(opened, profiel.termijnen.tijdzone)}."
        return [UITLEG[ZaakStatus.ONTVANGEN], read] if told else [read]
    return [UITLEG[ZaakStatus.ONTVANGEN], *_unread(melding, contact, profiel, now)] if told else [ONBEREIKT]


def _unread(melding: dict[str, Any], contact: str, profiel: Profiel, now: datetime) -> list[str]:
    zone = profiel.termijnen.tijdzone
    if passed := melding["doorgegeven"]:
        return [
            f"Op {moment(one['op'], zone)} was uw melding nog niet geopend. "
            f"Daarom heeft {profiel.functies[one['aan']].met_lidwoord} nu ook bericht."
            for one in passed
        ]
    until = melding["lezen_voor"]
    if until is None:
        return ["Nog niet geopend."]
    if datetime.fromisoformat(until) < now:
        return [TE_LAAT.format(moment=moment(until, zone), contact=contact)]
    return [f"Nog niet geopend; uiterlijk {moment(until, zone)}."]
