"""The request log: what programs asked of the tenant, newest first, with SharePoint's units."""

from __future__ import annotations

from deploy.devtenant.graph import Call, Reply
from deploy.devtenant.kijk.page import page, window

_SHOWN = 200


@window("/log")
def _log(call: Call) -> Reply:
    entries = call.tenant.journal.after(0)
    return page(
        "log",
        titel="Verzoeken aan Microsoft 365",
        verzoeken=entries[: -_SHOWN - 1 : -1],
        getoond=min(_SHOWN, len(entries)),
        aantal=len(entries),
        eenheden=sum(entry["units"] for entry in entries),
    )
