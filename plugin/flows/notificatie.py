"""Bare notices in Teams: a reference and a link, one for each person and event, one for all in a wave (protocol 40)."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote

from graph.errors import GraphError
from graph.teams import Notice
from plugin.flows.diensten import Diensten
from plugin.flows.drukte import KWARTIER

MEERDERE = "meerdere meldingen"


def vertel_kaal(
    diensten: Diensten, referentie: str, oids: Sequence[str], gebeurtenis: str = ""
) -> list[GraphError | None]:
    """Tell each once, without a word of content; for each the error, or None. In a wave one notice tells of all."""
    now, drukte = diensten.now(), diensten.drukte
    notices = [_sparing(diensten, notice(diensten, referentie, oid, gebeurtenis), now) for oid in oids]
    fresh = [
        one for one in notices if one.referentie != MEERDERE or not drukte.weet_al(one.oid, one.chain_id, now)
    ]
    answers = dict(zip((one.oid for one in fresh), diensten.activity.notify(fresh), strict=True))
    for one in fresh:
        if answers[one.oid] is None:
            drukte.noteer(one.oid, one.chain_id, now)
    return [answers.get(oid) for oid in oids]


def notice(diensten: Diensten, referentie: str, oid: str, gebeurtenis: str = "") -> Notice:
    """The notice about one case; Teams keeps one for each person and event."""
    about = f"{referentie}/{oid}/{gebeurtenis}" if gebeurtenis else f"{referentie}/{oid}"
    return Notice(
        oid=oid,
        referentie=referentie,
        web_url=deep_link(diensten.teams_app_id, diensten.public_url, referentie),
        chain_id=_chain(about),
    )


def deep_link(teams_app_id: str, public_url: str, referentie: str) -> str:
    """The Teams tab, opened at this case (Teams, "deep link to an application")."""
    page = quote(f"{public_url.rstrip('/')}/zaken/{referentie}", safe="")
    context = quote(json.dumps({"subEntityId": referentie}, separators=(",", ":")), safe="")
    return f"https://teams.microsoft.com/l/entity/{teams_app_id}/zaken?webUrl={page}&label={referentie}&context={context}"


def _sparing(diensten: Diensten, one: Notice, now: datetime) -> Notice:
    """The notice itself; or, when there were too many, the one that tells of all."""
    most = diensten.profiel.termijnen.berichten_per_kwartier
    if not diensten.drukte.is_te_veel(one.oid, one.chain_id, now, most):
        return one
    page = quote(f"{diensten.public_url.rstrip('/')}/zaken", safe="")
    link = f"https://teams.microsoft.com/l/entity/{diensten.teams_app_id}/zaken?webUrl={page}"
    chain = _chain(f"{MEERDERE}/{one.oid}/{int(now.timestamp()) // KWARTIER}")
    return Notice(oid=one.oid, referentie=MEERDERE, web_url=link, chain_id=chain)


def _chain(about: str) -> int:
    """An Int64 above zero."""
    return int.from_bytes(hashlib.sha256(about.encode()).digest()[:8], "big") >> 1
