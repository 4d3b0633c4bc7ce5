"""The icons: drawn by our own code, in the sizes that each host asks."""

from __future__ import annotations

import struct
import zlib

import pytest

from manifest.drawing import Shape, drawn, png
from manifest.icons import FILLED, FOLDER, SIZES, filled, icon, outline, written


def pixels(content: bytes) -> tuple[int, bytes]:
    """Size and RGBA of a square picture, so that another zlib's packing makes no difference."""
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    width, height, depth, colours = struct.unpack(">IIBB", content[16:26])
    assert (width, depth, colours) == (height, 8, 6)
    start = content.index(b"IDAT")
    length = struct.unpack(">I", content[start - 4 : start])[0]
    rows = zlib.decompress(content[start + 4 : start + 4 + length])
    step = 1 + 4 * width
    return width, b"".join(rows[at + 1 : at + step] for at in range(0, len(rows), step))


def at(rgba: bytes, size: int, x: float, y: float) -> tuple[int, ...]:
    place = 4 * (int(y * size) * size + int(x * size))
    return tuple(rgba[place : place + 4])


def test_the_files_are_what_the_code_draws() -> None:
    """After a change: python -m manifest.icons."""
    drawn_now = written()
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(drawn_now)
    for name, content in drawn_now.items():
        assert pixels((FOLDER / name).read_bytes()) == pixels(content), name


@pytest.mark.parametrize("size", [size for size in SIZES if size <= 192])
def test_an_icon_is_as_large_as_its_name_says_and_leaves_its_corners_open(size: int) -> None:
    found, rgba = pixels((FOLDER / f"icoon-{size}.png").read_bytes())
    assert found == size
    for x, y in ((0, 0), (0.99, 0), (0, 0.99), (0.99, 0.99)):
        assert at(rgba, size, x, y)[3] == 0
    assert at(rgba, size, 0.5, 0.4) == (255, 255, 255, 255)
    assert at(rgba, size, 0.25, 0.4) == (0x0B, 0x55, 0x63, 255)


@pytest.mark.parametrize("size", [180, 192])
def test_an_icon_that_is_cut_to_a_form_is_filled_to_its_edges(size: int) -> None:
    """And the shield stays within the circle of 80 % that no host cuts."""
    rgba = filled(size)
    assert size in FILLED
    assert set(rgba[3::4]) == {255}
    ground = at(rgba, size, 0, 0)
    for y in range(size):
        for x in range(size):
            if (x - size / 2) ** 2 + (y - size / 2) ** 2 > (0.4 * size) ** 2:
                assert at(rgba, size, (x + 0.5) / size, (y + 0.5) / size) == ground


def test_the_outline_is_white_or_nothing() -> None:
    rgba = outline(32)
    for place in range(0, len(rgba), 4):
        if rgba[place + 3]:
            assert tuple(rgba[place : place + 3]) == (255, 255, 255)
    assert 0.1 < sum(rgba[3::4]) / 255 / 32 / 32 < 0.5


def test_a_shape_covers_as_much_as_it_is_large() -> None:
    square = Shape(((8.0, 8.0), (24.5, 8.0), (24.5, 24.0), (8.0, 24.0)), (1, 2, 3))
    rgba = drawn([square], 32)
    assert sum(rgba[3::4]) / 255 == pytest.approx(16.5 * 16, abs=0.1)
    assert pixels(png(rgba, 32)) == (32, rgba)


def test_drawing_again_gives_the_same() -> None:
    assert icon(48) == icon(48)
