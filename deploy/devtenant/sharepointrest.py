"""The one part of SharePoint's own REST that Graph v1.0 has no counterpart of: emptying the recycle bin of a site.

Source: learn.microsoft.com, "RecycleBinItemCollection.DeleteAll" and "DeleteAllSecondStageItems". An application needs a
token for the host of the site, got with a certificate: one got with a secret is refused there.
"""

from __future__ import annotations

from aiohttp import web

from deploy.devtenant.graph import GraphFault
from deploy.devtenant.people import SITE_HOST
from deploy.devtenant.store import Tenant
from deploy.devtenant.tokens import Tokens

RESOURCE = f"https://{SITE_HOST}"
BY_CERTIFICATE = "2"


def add_sharepoint_rest(app: web.Application, tenant: Tenant, tokens: Tokens) -> None:
    """Serve the two addresses beside Graph's."""

    async def empty(request: web.Request) -> web.StreamResponse:
        refused = _refusal(tokens, request.headers.get("Authorization", ""))
        if refused:
            return web.json_response(
                {"error": {"code": "-2147024891", "message": {"value": refused}}}, status=401
            )
        _empty(tenant, f"/sites/{request.match_info['site']}")
        return web.json_response({"odata.null": True})

    for act in ("DeleteAll", "DeleteAllSecondStageItems"):
        app.router.add_post(f"/sites/{{site}}/_api/web/RecycleBin/{act}()", empty)


def _refusal(tokens: Tokens, authorization: str) -> str:
    try:
        claims = tokens.claims(authorization, [RESOURCE])
    except GraphFault as fault:
        return fault.message
    if claims.get("azpacr") != BY_CERTIFICATE:
        return "Unsupported app only token."
    return "" if "Sites.FullControl.All" in claims.get("roles", ()) else "Access denied."


_ROWS = (
    "select l.no from sp_list l join site s on s.id = l.site where s.path = ?",
    "delete from sp_version where list_no = :it and item in (select item from sp_recycled where list_no = :it)",
    "delete from sp_recycled where list_no = :it",
)
_FILES = (
    "select d.id from drive d join site s on s.id = d.site where s.path = ?",
    "delete from drive_content where item in (select id from drive_item where drive = :it and recycled is not null)",
    "delete from drive_item where drive = :it and recycled is not null",
)


def _empty(tenant: Tenant, path: str) -> None:
    """Rows with their versions, and files."""
    for places, *statements in (_ROWS, _FILES):
        for (place,) in tenant.db.execute(places, (path,)).fetchall():
            for statement in statements:
                tenant.db.execute(statement, {"it": place})
