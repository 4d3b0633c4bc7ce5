"""Filled shapes on a small canvas, and the canvas as PNG. The same shapes give the same picture on every machine."""

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import floor

Point = tuple[float, float]
Colour = tuple[int, int, int]
LINES = 8  # a pixel is looked at along so many lines; along each the cover is exact


@dataclass(frozen=True)
class Shape:
    """A closed outline in a square of 32 by 32, and its colour."""

    outline: tuple[Point, ...]
    colour: Colour


def curve(start: Point, first: Point, second: Point, end: Point, steps: int = 48) -> Iterator[Point]:
    """A cubic Bézier as points, without its start."""
    for step in range(1, steps + 1):
        t = step / steps
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        points = (start, first, second, end)
        yield (
            sum(weight * point[0] for weight, point in zip(weights, points, strict=True)),
            sum(weight * point[1] for weight, point in zip(weights, points, strict=True)),
        )


def drawn(shapes: Iterable[Shape], size: int) -> bytes:
    """The shapes, each over the one before, as RGBA rows of `size` pixels; what is not covered stays transparent."""
    canvas = [(0.0, 0.0, 0.0, 0.0)] * (size * size)
    for shape in shapes:
        for at, cover in enumerate(_covers(shape.outline, size)):
            if cover:
                canvas[at] = _over(canvas[at], shape.colour, cover)
    return bytes(round(part) for pixel in canvas for part in (*pixel[:3], 255 * pixel[3]))


def png(rgba: bytes, size: int) -> bytes:
    """RGBA rows as a PNG file."""
    rows = b"".join(b"\0" + rgba[at : at + 4 * size] for at in range(0, 4 * size * size, 4 * size))
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in parts)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _over(
    under: tuple[float, float, float, float], colour: Colour, cover: float
) -> tuple[float, float, float, float]:
    """One colour over a pixel (Porter and Duff's "over", with colours that are not premultiplied)."""
    alpha = cover + under[3] * (1 - cover)
    red, green, blue = (
        (new * cover + old * under[3] * (1 - cover)) / alpha
        for new, old in zip(colour, under[:3], strict=True)
    )
    return (red, green, blue, alpha)


def _covers(outline: Sequence[Point], size: int) -> list[float]:
    """How much of each pixel lies inside the outline, from 0 to 1."""
    scale = size / 32
    points = [(x * scale, y * scale) for x, y in outline]
    found = [0.0] * (size * size)
    for line in range(size * LINES):
        for begin, end in _inside(points, (line + 0.5) / LINES):
            _add(found, (line // LINES) * size, max(begin, 0.0), min(end, float(size)))
    return found


def _inside(points: Sequence[Point], y: float) -> Iterator[tuple[float, float]]:
    """Where a horizontal line runs inside the outline."""
    crossings = sorted(
        x1 + (y - y1) * (x2 - x1) / (y2 - y1)
        for (x1, y1), (x2, y2) in zip(points, (*points[1:], points[0]), strict=True)
        if (y1 <= y) != (y2 <= y)
    )
    return zip(crossings[::2], crossings[1::2], strict=True)


def _add(found: list[float], row: int, begin: float, end: float) -> None:
    for column in range(floor(begin), min(floor(end), len(found) - row - 1) + 1):
        part = min(end, column + 1) - max(begin, column)
        if part > 0:
            found[row + column] = min(1.0, found[row + column] + part / LINES)
