"""SharePoint as each person may see it: every answer here is the one that Graph gives that person."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from deploy.devtenant.dispatch import Asked, peek
from deploy.devtenant.graph import Call, Caller, GraphFault, Reply
from deploy.devtenant.kijk.page import page, person_of, window
from deploy.devtenant.people import CASE_SITE, CLIENT_ID, REGISTER_SITE, SITE_HOST, Person

_SITES = {path.rpartition("/")[2]: path for path in (CASE_SITE, REGISTER_SITE)}
_INTERNAL = {"LinkTitle", "LinkTitleNoMenu", "ContentType", "Edit", "Attachments"}
_HIDDEN_ENDS = ("LookupId", "ChildCount")


@window("/personen/{persoon}/sharepoint")
def _sites(call: Call) -> Reply:
    person = person_of(call)
    found = [_site(call, person, name) for name in _SITES]
    return page(
        "sharepoint", titel=f"SharePoint van {person.title}", persoon=person, deel="sharepoint", sites=found
    )


@window("/personen/{persoon}/sharepoint/{site}/{lijst}")
def _list(call: Call) -> Reply:
    person, name = person_of(call), call.params["lijst"]
    site = _site(call, person, call.params["site"])
    if name not in {one["naam"] for one in site["lijsten"]}:
        raise GraphFault(404, "itemNotFound", "Deze lijst is er niet, of deze persoon mag hem niet zien.")
    listed = next(one for one in site["lijsten"] if one["naam"] == name)
    rows = listed["regels"]
    columns = [key for key in dict.fromkeys(key for row in rows for key in row) if _shown(key)]
    return page(
        "lijst",
        titel=f"{name}, gezien door {person.title}",
        persoon=person,
        deel="sharepoint",
        site=site,
        lijst=listed,
        kolommen=columns,
        regels=rows,
    )


def _shown(column: str) -> bool:
    hidden = column.startswith(("_", "@")) or column in _INTERNAL or column.endswith(_HIDDEN_ENDS)
    return not hidden


def _site(call: Call, person: Person, name: str) -> dict[str, Any]:
    """The site with its lists; without lists when Graph refuses this person."""
    if name not in _SITES:
        raise GraphFault(404, "itemNotFound", "Deze site is er niet.")
    asked = _ask(call, person, f"/sites/{SITE_HOST}:{_SITES[name]}")
    site = {"naam": name, "pad": _SITES[name], "open": asked is not None, "lijsten": []}
    if asked is not None:
        listed = _ask(call, person, f"/sites/{asked['id']}/lists") or {"value": []}
        site["lijsten"] = [_contents(call, person, asked["id"], one) for one in listed["value"]]
    return site


def _contents(call: Call, person: Person, site: str, listed: dict[str, Any]) -> dict[str, Any]:
    library = listed["list"]["template"] == "documentLibrary"
    base = f"/sites/{site}/lists/{listed['id']}"
    rows = _files(call, person, base) if library else _items(call, person, base)
    return {"naam": listed["displayName"], "bibliotheek": library, "regels": rows}


def _items(call: Call, person: Person, base: str) -> list[dict[str, Any]]:
    answer = _ask(call, person, f"{base}/items?$expand=fields&$top=1000") or {"value": []}
    return [one["fields"] for one in answer["value"]]


def _files(call: Call, person: Person, base: str) -> list[dict[str, Any]]:
    drive = _ask(call, person, f"{base}/drive")
    if drive is None:
        return []
    return list(_walk(call, person, f"/drives/{drive['id']}/items/", "root", ""))


def _walk(call: Call, person: Person, base: str, folder: str, path: str) -> Iterator[dict[str, Any]]:
    answer = _ask(call, person, f"{base}{folder}/children?$top=1000") or {"value": []}
    for one in answer["value"]:
        if "folder" in one:
            yield from _walk(call, person, base, one["id"], f"{path}{one['name']}/")
        else:
            yield {
                "Bestand": f"{path}{one['name']}",
                "Bytes": one["size"],
                "Gewijzigd": one["lastModifiedDateTime"],
            }


def _ask(call: Call, person: Person, target: str) -> dict[str, Any] | None:
    """Graph's answer for this person with the widest right to read that a scope can give; None when it refuses."""
    scopes = frozenset({"Sites.Read.All", "Files.Read.All"})
    caller = Caller("person", CLIENT_ID, person.oid, frozenset(), scopes)
    reply = peek(call.tenant, Asked("GET", target, {}, b"", caller, 0))
    if reply.status >= 400:
        return None
    answer: dict[str, Any] = reply.body if isinstance(reply.body, dict) else json.loads(reply.body or b"{}")
    return answer
