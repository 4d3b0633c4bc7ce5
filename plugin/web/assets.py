"""The files of the pages, read once. Their version stands in the address, so that a browser may keep them long."""

import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from apiflask import APIBlueprint
from flask import Response, current_app, request

from plugin.web.guards import open_to_all
from plugin.web.problem import not_there

FOLDER = Path(__file__).resolve().parent.parent / "static"
# The pictures of the guides, which the documents show, too.
BEELDEN = Path(__file__).resolve().parents[2] / "docs" / "beelden"
ASSETS = "meldagressie-assets"
KEEP = "public, max-age=31536000, immutable"
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".txt": "text/plain; charset=utf-8",
}
PACKED = (".css", ".js", ".svg")
VENDOR = "vendor"
# What explains the source to a reader is a quarter of it, and of no use to a phone on a slow line.
_EXPLAINED = re.compile(rb"/\*.*?\*/|^[ \t]*//[^\n]*\n|^[ \t]+", re.DOTALL | re.MULTILINE)

assets = APIBlueprint("assets", __name__, url_prefix="/static", enable_openapi=False)
assets.before_request(open_to_all)


@dataclass(frozen=True)
class Asset:
    kind: str
    plain: bytes
    packed: bytes | None


class Assets:
    """Every file under the folder that a browser may ask for; `version` changes when one of them does."""

    def __init__(self, folder: Path = FOLDER, beelden: Path = BEELDEN) -> None:
        paths = sorted(path for path in folder.rglob("*") if path.suffix in KINDS)
        self.files = {path.relative_to(folder).as_posix(): _read(path) for path in paths}
        self.files |= {f"beelden/{path.name}": _read(path) for path in sorted(beelden.glob("*.png"))}
        digest = hashlib.sha256()
        for name, asset in self.files.items():
            digest.update(name.encode() + b"\0" + hashlib.sha256(asset.plain).digest())
        self.version = digest.hexdigest()[:12]

    def address(self, name: str) -> str:
        """Where a page finds this file. Raises KeyError for a file that is not there."""
        if name not in self.files:
            raise KeyError(name)
        return f"/static/{self.version}/{name}"


def _read(path: Path) -> Asset:
    content = _without_comments(path)
    packed = gzip.compress(content, 9, mtime=0) if path.suffix in PACKED else None
    return Asset(KINDS[path.suffix], content, packed)


def _without_comments(path: Path) -> bytes:
    """Our own scripts and styles without comments and indents; somebody else's file exactly as it came."""
    content = path.read_bytes()
    if path.suffix not in (".css", ".js") or VENDOR in path.parts:
        return content
    # A comment over several lines ends a statement where a line end would.
    return _EXPLAINED.sub(lambda found: b"\n" if b"\n" in found[0] else b"", content)


def the_assets() -> Assets:
    return cast("Assets", current_app.extensions[ASSETS])


@assets.get("/<version>/<path:name>")
def file(version: str, name: str) -> Response:
    """One file. A page of an earlier version gets today's file, and is not told to keep it."""
    asset = the_assets().files.get(name)
    if asset is None:
        raise not_there()
    packed = asset.packed if request.accept_encodings["gzip"] else None
    response = Response(packed or asset.plain, content_type=asset.kind)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = KEEP if version == the_assets().version else "no-store"
    return response
