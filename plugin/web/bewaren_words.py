"""Hold, restriction and the copy for the agressor on the page of a case, in finished words (protocol 49, AVG 15 and 18)."""

from typing import Any

from plugin.protocol.profiel import Profiel
from plugin.web.bewijs_words import stukken
from plugin.web.words import moment
from plugin.web.zaak_feiten import wie


def bewaren(inhoud: dict[str, Any], profiel: Profiel) -> dict[str, Any]:
    """What stops the case or keeps it, each with why, by whom and since when; and which pieces may go along."""
    reference = inhoud["referentie"]
    return {
        "vastgehouden": _said(inhoud["vasthouden"], inhoud, profiel),
        "beperkt": _said(inhoud["beperkt"], inhoud, profiel),
        "stukken": [{"id": one["id"], "kop": one["kop"]} for one in stukken(inhoud, profiel)],
        "inzage": f"/api/zaken/{reference}/inzage.zip",
        "inzage_naam": f"{reference}-inzage.zip",
    }


def _said(one: dict[str, Any] | None, inhoud: dict[str, Any], profiel: Profiel) -> dict[str, str] | None:
    if one is None:
        return None
    since = moment(one["op"], profiel.termijnen.tijdzone)
    return {"reden": one["reden"], "wie": f"Vastgelegd door {wie(one['door'], inhoud, profiel)}, {since}."}
