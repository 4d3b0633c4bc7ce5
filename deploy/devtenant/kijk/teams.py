"""One activity feed of Teams: the notices, newest first, with the page that each leads to."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

from deploy.devtenant.graph import Call, Reply
from deploy.devtenant.kijk import words
from deploy.devtenant.kijk.page import page, person_of, window
from deploy.devtenant.people import TEAMS_INSTALLED


@window("/personen/{persoon}/teams")
def _feed(call: Call) -> Reply:
    person = person_of(call)
    query = "select topic, preview, activity_type, params, web_url, at from notification where oid = ? order by id desc"
    return page(
        "teams",
        titel=f"Teams van {person.title}",
        persoon=person,
        deel="teams",
        heeft_app=person.name in TEAMS_INSTALLED,
        berichten=[_row(dict(row)) for row in call.tenant.db.execute(query, (person.oid,))],
    )


def _row(notice: dict[str, Any]) -> dict[str, Any]:
    link = notice["web_url"] or ""
    return {
        "onderwerp": notice["topic"],
        "tekst": notice["preview"],
        "soort": notice["activity_type"],
        "waarden": json.loads(notice["params"]),
        "koppeling": link,
        "pagina": page_behind(link),
        "moment": words.moment(notice["at"]),
    }


def page_behind(deep_link: str) -> str:
    """The page of our own that Teams opens for a deep link, and a browser as well; empty when it names none."""
    found = parse_qs(urlsplit(deep_link).query).get("webUrl", [""])[0]
    return found if found.startswith("https://") else ""
