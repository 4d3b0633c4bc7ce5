"""Hold, restriction and the copy for the agressor on the page of a case, in finished words (protocol 49, AVG 15 and 18)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from plugin.protocol.profiel import Profiel
from plugin.web.bewijs_words import stukken
from plugin.web.maatregel_feiten import aan_wie
from plugin.web.words import dag_met_jaar, hoofdletter, moment
from plugin.web.zaak_feiten import wie
from plugin.web.zaak_terms import woord


def bewaren(inhoud: dict[str, Any], profiel: Profiel) -> dict[str, Any]:
    """What stops the case or keeps it, each with why, by whom and since when; and which pieces may go along."""
    reference = inhoud["referentie"]
    return {
        "vastgehouden": _said(inhoud["vasthouden"], inhoud, profiel),
        "beperkt": _said(inhoud["beperkt"], inhoud, profiel),
        "stukken": [{"id": one["id"], "kop": one["kop"]} for one in stukken(inhoud, profiel)],
        "stappen": list(_steps_to_choose(inhoud)),
        "inzage": f"/api/zaken/{reference}/inzage.zip",
        "inzage_naam": f"{reference}-inzage.zip",
    }


def _steps_to_choose(inhoud: dict[str, Any]) -> Iterator[dict[str, str]]:
    """With whom it went to: that tells a handler whether it is about the agressor."""
    for one in inhoud["maatregelen"]:
        if one["id"] in inhoud["inzage_kiezen"]:
            day = (
                f", {dag_met_jaar(date.fromisoformat(one['uitgevoerd_op']))}" if one["uitgevoerd_op"] else ""
            )
            yield {
                "id": one["id"],
                "kop": f"{hoofdletter(woord(one['soort']))}{day}. Gericht aan: {aan_wie(one)}",
            }


def _said(one: dict[str, Any] | None, inhoud: dict[str, Any], profiel: Profiel) -> dict[str, str] | None:
    if one is None:
        return None
    since = moment(one["op"], profiel.termijnen.tijdzone)
    return {"reden": one["reden"], "wie": f"Vastgelegd door {wie(one['door'], inhoud, profiel)}, {since}."}
