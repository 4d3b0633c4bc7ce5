"""The icons, drawn: a shield with an exclamation mark. `python -m manifest.icons` writes the files the service serves."""

from collections.abc import Iterator
from math import cos, pi, sin
from pathlib import Path

from manifest.drawing import Colour, Point, Shape, curve, drawn, png

FOLDER = Path(__file__).resolve().parent.parent / "plugin" / "static" / "icons"
ACCENT: Colour = (0x0B, 0x55, 0x63)
WHITE: Colour = (255, 255, 255)
# Outlook's ribbon and list of add-ins; Outlook on a phone at three scales; a home screen of iOS; an installed page.
SIZES = (16, 20, 24, 25, 32, 40, 48, 50, 64, 75, 80, 96, 128, 144, 180, 192, 512)
FILLED = (180, 192, 512)  # with a ground to the edge: an icon that the host cuts to its own form
SMALL = 32  # px; under it the mark is drawn heavier


def written() -> dict[str, bytes]:
    """Every file the service serves, by name."""
    plain = {f"icoon-{size}.png": png(icon(size), size) for size in SIZES}
    return plain | {f"vlak-{size}.png": png(filled(size), size) for size in FILLED}


def icon(size: int) -> bytes:
    """The shield alone, with a light edge, so that it stands out on a dark ribbon as well."""
    heavy = 1.3 if size < SMALL else 1.0
    return drawn((Shape(_shield(1.0), WHITE), Shape(_shield(0.93), ACCENT), *_mark(heavy, 0.93, WHITE)), size)


def filled(size: int) -> bytes:
    """On a ground to the edge; the shield keeps within the circle of 80 % that each host leaves (W3C, maskable icons)."""
    ground = Shape(((0.0, 0.0), (32.0, 0.0), (32.0, 32.0), (0.0, 32.0)), ACCENT)
    return drawn((ground, Shape(_shield(0.62), WHITE), *_mark(1.0, 0.62, ACCENT)), size)


def outline(size: int) -> bytes:
    """White on nothing: Teams colours it itself (Teams, "App icons")."""
    shapes = (Shape(_ring(), WHITE), *_mark(1.2, 0.86, WHITE))
    return drawn(shapes, size)


def _shield(scale: float) -> tuple[Point, ...]:
    right = [(16.0, 1.5), (28.0, 5.6), (28.0, 15.5), *curve((28.0, 15.5), (28, 23), (23, 27.8), (16.0, 30.5))]
    left = [(32 - x, y) for x, y in reversed(right[1:-1])]
    return tuple((16 + (x - 16) * scale, 16 + (y - 16) * scale) for x, y in (*right, *left))


def _ring() -> tuple[Point, ...]:
    """The edge of the shield as one outline: outside there, inside back."""
    outer, inner = _shield(0.96), _shield(0.80)
    return (*outer, outer[0], inner[0], *reversed(inner))


def _mark(weight: float, scale: float, colour: Colour) -> Iterator[Shape]:
    """An exclamation mark: a bar with round ends, and a dot."""
    half = 1.75 * weight
    bottom = 17.2 - 4 * (weight - 1)  # a heavier mark keeps its gap
    yield Shape(_placed((*_arc(9.6, half, pi), *_arc(bottom, half, 0.0)), scale), colour)
    yield Shape(_placed((*_arc(22.6, half * 1.1, pi), *_arc(22.6, half * 1.1, 0.0)), scale), colour)


def _arc(y: float, radius: float, begin: float) -> Iterator[Point]:
    """Half a circle round (16, y), clockwise as seen: from the left over the top, or from the right under it."""
    for step in range(33):
        angle = begin + pi * step / 32
        yield (16 + radius * cos(angle), y + radius * sin(angle))


def _placed(points: tuple[Point, ...], scale: float) -> tuple[Point, ...]:
    return tuple((16 + (x - 16) * scale, 16 + (y - 16) * scale) for x, y in points)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, content in written().items():
        (FOLDER / name).write_bytes(content)
        print(FOLDER / name)
