"""The request log: what programs asked of the tenant, newest first, with SharePoint's units."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote_plus

from deploy.devtenant.graph import Call, Reply
from deploy.devtenant.kijk.page import page, window
from deploy.devtenant.people import ADMIN_CLIENT_ID, CLIENT_ID

_SHOWN = 100
_PROGRAMS = {CLIENT_ID: "Meld agressie", ADMIN_CLIENT_ID: "Inrichting"}


@window("/log")
def _log(call: Call) -> Reply:
    entries = call.tenant.journal.after(0)
    return page(
        "log",
        titel="Verzoeken aan Microsoft 365",
        verzoeken=[_row(entry) for entry in entries[: -_SHOWN - 1 : -1]],
        getoond=min(_SHOWN, len(entries)),
        aantal=len(entries),
        eenheden=sum(entry["units"] for entry in entries),
    )


def _row(entry: dict[str, Any]) -> dict[str, Any]:
    """Readable: the address decoded, the program by its name."""
    app = entry["app"]
    return entry | {"path": unquote_plus(entry["path"]), "app": _PROGRAMS.get(app, app)}
