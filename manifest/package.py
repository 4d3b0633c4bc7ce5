"""The Teams app as the ZIP that Teams takes: the manifest and two icons, with the same bytes each time."""

import io
import zipfile

from manifest.drawing import png
from manifest.facts import Facts
from manifest.icons import filled, outline
from manifest.teams import teams_json

BEFORE_TIME = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP can name


def teams_zip(facts: Facts) -> bytes:
    parts = {
        "manifest.json": teams_json(facts),
        "color.png": png(filled(192), 192),
        "outline.png": png(outline(32), 32),
    }
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(_entry(name), content)
    return whole.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, BEFORE_TIME)
    entry.create_system = 3  # Unix on every machine, so that the bytes are the same
    entry.external_attr = 0o644 << 16
    return entry
