"""The few marks of Markdown that the guides use, as HTML: headings, lists, bold words, pictures. All else is text."""

import re
import struct
from collections.abc import Iterable

from markupsafe import Markup

from plugin.web.assets import Assets

WIDEST = 640  # pixels that the column of text has
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_NUMBERED = re.compile(r"\d+\. ")


def opgemaakt(words: str, assets: Assets) -> Markup:
    """The whole text. A picture that is not among the `assets` is left out."""
    blocks = [block.strip() for block in words.split("\n\n")]
    return Markup("\n").join(_block(block, assets) for block in blocks if block)


def _block(block: str, assets: Assets) -> Markup:
    lines = block.splitlines()
    if block.startswith("# "):
        return Markup("<h1>{}</h1>").format(_line(block[2:]))
    if block.startswith("## "):
        return Markup("<h2>{}</h2>").format(_line(block[3:]))
    if all(line.startswith("- ") for line in lines):
        return Markup('<ul class="punten">{}</ul>').format(_items(line[2:] for line in lines))
    if all(_NUMBERED.match(line) for line in lines):
        return Markup('<ol class="nummers" role="list">{}</ol>').format(
            _items(_NUMBERED.sub("", line, count=1) for line in lines)
        )
    if _PICTURE.match(block):
        return _pictures(block, assets)
    return Markup("<p>{}</p>").format(_line(" ".join(lines)))


def _items(lines: Iterable[str]) -> Markup:
    return Markup().join(Markup("<li>{}</li>").format(_line(line)) for line in lines)


def _line(words: str) -> Markup:
    """Bold is what stands on a button or above a part of a page."""
    pieces = _BOLD.split(words)
    return Markup().join(
        Markup("<strong>{}</strong>").format(piece) if place % 2 else Markup("{}").format(piece)
        for place, piece in enumerate(pieces)
    )


def _pictures(block: str, assets: Assets) -> Markup:
    shown = [(said, name) for said, name in _PICTURE.findall(block) if name in assets.files]
    drawn = Markup().join(_picture(said, name, assets) for said, name in shown)
    return Markup('<p class="beelden">{}</p>').format(drawn) if shown else Markup()


def _picture(said: str, name: str, assets: Assets) -> Markup:
    """One that is too wide for the page leads to itself in full size."""
    address, (wide, high) = assets.address(name), _size(assets.files[name].plain)
    one = Markup('<img src="{}" alt="{}" width="{}" height="{}" loading="lazy">')
    drawn = one.format(address, said, wide, high)
    return Markup('<a href="{}">{}</a>').format(address, drawn) if wide > WIDEST else drawn


def _size(png: bytes) -> tuple[int, int]:
    """Width and height of a picture, so that the text does not jump when it comes in (PNG, 11.2.2 IHDR)."""
    wide, high = struct.unpack(">II", png[16:24])
    return int(wide), int(high)
