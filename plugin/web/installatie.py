"""What a device or a host needs to install the pages: icons, the web app's manifest, the service worker, the share target."""

import hashlib
import json
from typing import Any

from apiflask import APIBlueprint
from flask import Response, redirect
from werkzeug.wrappers import Response as AnyResponse

from plugin.intake import files
from plugin.protocol.profiel import Profiel
from plugin.web.asked import diensten
from plugin.web.assets import the_assets
from plugin.web.guards import open_to_all
from plugin.web.pages import hulp
from plugin.web.problem import not_there

installatie = APIBlueprint("installatie", __name__, enable_openapi=False)
installatie.before_request(open_to_all)

PAPER = "#F5F4F0"  # --vlak of the style sheet: what shows while the page opens
HULP, MANIFEST = "/hulp", "/manifest.webmanifest"
# What the help card needs without a connection. A fixed list: never /api, never a part with data, never /meld.
KEPT = ("style.css", "icoon.svg", "js/installeren.js")
ICON_KEEP = "public, max-age=86400"
# Every kind that counts as evidence may come from another app: Android looks at the type, some apps at the ending.
SHARED = tuple(
    word
    for kind in (
        files.PNG, files.JPEG, files.WEBP, files.GIF, files.HEIC, files.PDF, files.MP3, files.M4A, files.WAV,
        files.MP4, files.MOV, files.EML, files.MSG,
    )
    for word in (kind.media, kind.suffix)
)  # fmt: skip


@installatie.get("/iconen/<name>")
def icon(name: str) -> Response:
    """An icon at an address that stays. Outlook shows it on its own pages, and refuses one that may not be kept."""
    asset = the_assets().files.get(f"icons/{name}")
    if asset is None:
        raise not_there()
    response = Response(asset.plain, content_type=asset.kind)
    response.headers["Cache-Control"] = ICON_KEEP
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@installatie.get(MANIFEST)
def web_manifest() -> Response:
    """The page as an app on a phone (W3C, Web Application Manifest; Web Share Target)."""
    text = json.dumps(manifest_of(diensten().profiel), ensure_ascii=False)
    return Response(text, content_type="application/manifest+json; charset=utf-8")


@installatie.get("/sw.js")
def service_worker() -> Response:
    """Our service worker, with what it keeps and the version of exactly that on top."""
    kept = [HULP, MANIFEST, *(the_assets().address(name) for name in KEPT)]
    content = hulp().get_data() + web_manifest().get_data() + "".join(kept).encode()
    version = hashlib.sha256(content).hexdigest()[:12]
    said = f"const VERSIE = {json.dumps(version)};\nconst BEWAARD = {json.dumps(kept)};\n"
    text = said.encode() + the_assets().files["sw.js"].plain
    response = Response(text, content_type="text/javascript; charset=utf-8")
    # It fetches from here alone, and runs nothing but itself.
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; connect-src 'self'; frame-ancestors 'none'"
    )
    return response


@installatie.post("/delen")
def share() -> AnyResponse:
    """A share that no service worker answered. Its body is never read: what was shared stays on the phone."""
    return redirect("/meld", 303)


def manifest_of(profiel: Profiel) -> dict[str, Any]:
    return {
        "id": "/meld",
        "name": "Meld agressie",
        "short_name": "Meld agressie",
        "description": f"Meld agressie bij {profiel.organisatie.naam}.",
        "lang": "nl",
        "dir": "ltr",
        "start_url": "/meld",
        "scope": "/",
        "display": "standalone",
        "theme_color": profiel.organisatie.huiskleur,
        "background_color": PAPER,
        "icons": [
            *(_icon("icoon", size, "any") for size in (192, 512)),
            *(_icon("vlak", size, "maskable") for size in (192, 512)),
        ],
        "shortcuts": [
            {"name": "Hulp en nummers", "url": HULP, "icons": [_icon("icoon", 96, "any")]},
            {"name": "Mijn meldingen", "url": "/mijn", "icons": [_icon("icoon", 96, "any")]},
        ],
        "share_target": {
            "action": "/delen",
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {
                "title": "titel",
                "text": "tekst",
                "url": "adres",
                "files": [{"name": "bestanden", "accept": list(SHARED)}],
            },
        },
    }


def _icon(kind: str, size: int, purpose: str) -> dict[str, str]:
    return {
        "src": f"/iconen/{kind}-{size}.png",
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": purpose,
    }
