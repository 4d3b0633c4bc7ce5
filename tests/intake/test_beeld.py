"""A preview shows what the original shows and carries nothing else; whatever the file is, the service goes on."""

import os
import random
import struct
import subprocess
import sys
import zlib
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import Any

import pillow_heif
import pytest
from PIL import Image, ImageCms, PngImagePlugin

from plugin.intake.beeld import FORMATEN, NIET_TE_ZIEN, TE_GROOT, TEKENAAR, voorbeeld
from plugin.protocol.weigering import Weigering

pillow_heif.register_heif_opener()

REAL = Path(__file__).parent / "echt"
RED, BLUE, GREY = (200, 30, 30), (30, 30, 200), (208, 208, 208)
MEDIA = {form: media for media, form in FORMATEN.items()}
PLACE = b"Thuisstraat 9"
Colour = tuple[int, ...]


def encoded(image: Image.Image, form: str, **options: Any) -> bytes:
    target = BytesIO()
    image.save(target, form, **options)
    return target.getvalue()


def two_halves(size: tuple[int, int] = (80, 60)) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    return image


def shown(content: bytes, form: str) -> Image.Image:
    made = voorbeeld(content, MEDIA[form])
    assert isinstance(made, bytes), made
    with Image.open(BytesIO(made), formats=["JPEG"]) as image:
        image.load()
        return image


def is_near(found: Any, expected: Colour) -> bool:
    return all(abs(one - other) < 24 for one, other in zip(found, expected, strict=True))


@pytest.mark.parametrize(
    ("name", "form"), [("foto.jpg", "JPEG"), ("foto.webp", "WEBP"), ("foto.heic", "HEIF")]
)
def test_what_phones_make_is_shown_as_it_is(name: str, form: str) -> None:
    content = (REAL / name).read_bytes()
    with Image.open(BytesIO(content)) as image:
        original = image.convert("RGB")
    made = shown(content, form)
    assert made.size == original.size
    for at in ((5, 5), (made.width // 2, made.height // 2), (made.width - 5, made.height - 5)):
        assert is_near(made.getpixel(at), original.getpixel(at)), at  # type: ignore[arg-type]


def moving(form: str) -> bytes:
    frames = [Image.new("RGB", (40, 30), colour) for colour in (RED, BLUE, BLUE)]
    return encoded(frames[0], form, save_all=True, append_images=frames[1:], duration=40)


def on_nothing(mode: str) -> Image.Image:
    """Red in the middle, the rest transparent."""
    image = Image.new("RGBA", (60, 60), (255, 255, 255, 0))
    image.paste((*RED, 255), (20, 20, 40, 40))
    return image if mode == "RGBA" else image.convert(mode)


KINDS: dict[str, tuple[bytes, str, tuple[int, int], Colour]] = {
    "moving gif": (moving("GIF"), "GIF", (40, 30), RED),
    "moving webp": (moving("WEBP"), "WEBP", (40, 30), RED),
    "moving png": (moving("PNG"), "PNG", (40, 30), RED),
    "two pictures in one jpeg": (moving("MPO"), "JPEG", (40, 30), RED),
    "progressive": (
        encoded(Image.new("RGB", (90, 70), BLUE), "JPEG", progressive=True),
        "JPEG",
        (90, 70),
        BLUE,
    ),
    "for print": (
        encoded(Image.new("CMYK", (90, 70), (0, 255, 255, 0)), "JPEG"),
        "JPEG",
        (90, 70),
        (255, 0, 0),
    ),
    "grey": (encoded(Image.new("L", (90, 70), 100), "JPEG"), "JPEG", (90, 70), (100, 100, 100)),
    "sixteen bits": (encoded(Image.new("I;16", (30, 30), 0x6400), "PNG"), "PNG", (30, 30), (100, 100, 100)),
    "one bit": (encoded(Image.new("1", (30, 30), 1), "PNG"), "PNG", (30, 30), (255, 255, 255)),
    "transparent": (encoded(on_nothing("RGBA"), "PNG"), "PNG", (60, 60), RED),
    "transparent palette": (encoded(on_nothing("P"), "PNG"), "PNG", (60, 60), RED),
    "transparent webp": (encoded(on_nothing("RGBA"), "WEBP", lossless=True), "WEBP", (60, 60), RED),
    "transparent heic": (encoded(on_nothing("RGBA"), "HEIF", quality=90), "HEIF", (60, 60), RED),
    "a point": (encoded(Image.new("RGB", (1, 1), BLUE), "PNG"), "PNG", (1, 1), BLUE),
    "a line": (encoded(Image.new("RGB", (20_000, 1), BLUE), "PNG"), "PNG", (1600, 1), BLUE),
    "a high line": (encoded(Image.new("RGB", (1, 20_000), RED), "PNG"), "PNG", (1, 1600), RED),
    "wide": (encoded(Image.new("RGB", (4000, 1000), RED), "GIF"), "GIF", (1600, 400), RED),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_picture_is_shown(kind: str) -> None:
    content, form, size, middle = KINDS[kind]
    made = shown(content, form)
    assert (made.mode, made.size) == ("RGB", size)
    assert is_near(made.getpixel((size[0] // 2, size[1] // 2)), middle)
    if kind.startswith("transparent"):
        assert is_near(made.getpixel((2, 2)), GREY)


def test_a_system_that_starts_no_further_process_gives_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_name: str) -> int:
        raise OSError(11, "no room")

    monkeypatch.setattr(os, "memfd_create", refuse)
    assert voorbeeld(WHOLE["PNG"], MEDIA["PNG"]) == NIET_TE_ZIEN


def test_a_photo_of_40_megapixels_is_shown_and_one_of_48_is_for_downloading() -> None:
    made = shown(encoded(two_halves((8000, 5000)), "JPEG", quality=60), "JPEG")
    assert made.size == (1600, 1000)
    assert is_near(made.getpixel((10, 10)), RED) and is_near(made.getpixel((1590, 990)), BLUE)
    assert voorbeeld(encoded(two_halves((8064, 6048)), "JPEG", quality=60), MEDIA["JPEG"]) == TE_GROOT


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_picture_stands_upright_and_says_nothing_of_where_it_was_taken(form: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held a quarter to the right
    exif[0x010E] = PLACE.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 22.0, 11.0), 3: "E", 4: (4.0, 53.0, 2.0)})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    further: dict[str, Any] = {"JPEG": {"comment": PLACE, "xmp": PLACE}, "WEBP": {"xmp": PLACE}}.get(form, {})
    if form == "PNG":
        further["pnginfo"] = PngImagePlugin.PngInfo()
        further["pnginfo"].add_text("Location", PLACE.decode())
    content = encoded(
        two_halves((80, 60)), form, exif=exif.tobytes(), icc_profile=profile, dpi=(300, 300), **further
    )
    assert PLACE in content

    made = voorbeeld(content, MEDIA[form])
    assert isinstance(made, bytes)
    assert PLACE not in made and b"Exif" not in made and b"ICC_PROFILE" not in made
    with Image.open(BytesIO(made)) as image:
        assert set(image.info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert dict(image.getexif()) == {}
        assert image.size == (60, 80)
        assert is_near(image.getpixel((30, 5)), RED) and is_near(image.getpixel((30, 75)), BLUE)


def png_that_says(width: int, height: int) -> bytes:
    content = bytearray(encoded(Image.new("1", (8, 8)), "PNG"))
    content[16:24] = struct.pack(">II", width, height)
    content[29:33] = struct.pack(">I", zlib.crc32(content[12:29]))
    return bytes(content)


def jpeg_that_says(width: int, height: int) -> bytes:
    content = encoded(Image.new("RGB", (8, 8)), "JPEG")
    at = content.index(b"\xff\xc0") + 5
    return content[:at] + struct.pack(">HH", height, width) + content[at + 4 :]


def gif_that_says(width: int, height: int) -> bytes:
    content = encoded(Image.new("P", (8, 8)), "GIF")
    return content[:6] + struct.pack("<HH", width, height) + content[10:]


WHOLE = {form: encoded(Image.effect_noise((200, 150), 60).convert("RGB"), form) for form in MEDIA}
REFUSED: dict[str, tuple[bytes, str, Weigering]] = {
    "a png that unfolds": (png_that_says(60_000, 60_000), "PNG", TE_GROOT),
    "a jpeg that unfolds": (jpeg_that_says(65_000, 65_000), "JPEG", TE_GROOT),
    "a gif that unfolds": (gif_that_says(65_535, 65_535), "GIF", TE_GROOT),
    "a webp that unfolds": (encoded(Image.new("L", (8000, 7000)), "WEBP", lossless=True), "WEBP", TE_GROOT),
    "another kind than was said": (WHOLE["PNG"], "JPEG", NIET_TE_ZIEN),
    "a kind that nobody takes": (b"II*\0" + bytes(200), "PNG", NIET_TE_ZIEN),
    "half a heic": (WHOLE["HEIF"][: len(WHOLE["HEIF"]) // 2], "HEIF", NIET_TE_ZIEN),
    "a program for a printer": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "GIF", NIET_TE_ZIEN),
    "nothing": (b"", "PNG", NIET_TE_ZIEN),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_shown_is_refused_with_a_sentence(kind: str) -> None:
    content, form, sentence = REFUSED[kind]
    assert voorbeeld(content, MEDIA[form]) == sentence


def test_of_what_is_no_picture_there_is_none() -> None:
    assert voorbeeld(b"From: a@b.example\r\n\r\nDag.", "message/rfc822") == NIET_TE_ZIEN


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_file_that_ends_early_is_shown_as_far_as_it_goes(form: str) -> None:
    content = WHOLE[form]
    part, whole = shown(content[: len(content) * 2 // 3], form), shown(content, form)
    assert part.size == whole.size == (200, 150)
    assert part.crop((0, 0, 200, 60)).tobytes() == whole.crop((0, 0, 200, 60)).tobytes()


@pytest.mark.parametrize("form", MEDIA)
def test_a_file_that_was_damaged_ends_as_a_picture_or_a_sentence(form: str) -> None:
    dice = random.Random(form)  # noqa: S311 # the same damage each time
    for _ in range(4):
        content = bytearray(WHOLE[form])
        for _ in range(12):
            content[dice.randrange(len(content))] = dice.randrange(256)
        made = voorbeeld(bytes(content), MEDIA[form])
        assert made in (NIET_TE_ZIEN, TE_GROOT) or (isinstance(made, bytes) and made.startswith(b"\xff\xd8"))


def test_many_who_look_at_once_each_get_theirs() -> None:
    colours = [RED, BLUE, GREY, RED, BLUE, GREY]
    contents = [encoded(Image.new("RGB", (50, 50), colour), "PNG") for colour in colours]
    with ThreadPoolExecutor(6) as many:
        made = list(many.map(lambda content: shown(content, "PNG"), contents))
    assert all(is_near(one.getpixel((25, 25)), colour) for one, colour in zip(made, colours, strict=True))


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("open('/etc/hostname')", "Too many open files"),
        ("__import__('socket').socket()", "Too many open files"),
        ("bytearray(2 << 30)", "MemoryError"),
        ("sys.stdout.buffer.write(bytes(9 << 20)); sys.stdout.flush()", "File too large"),
    ],
)
def test_a_decoder_that_was_misled_can_open_nothing_and_take_little(
    act: str, said: str, tmp_path: Path
) -> None:
    code = (
        f"import runpy, socket, sys; our = runpy.run_path({str(TEKENAAR)!r});"
        f"our['load']('HEIF'); our['close_up'](); {act}"
    )
    with (tmp_path / "out").open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-I", "-c", code],
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode != 0
    assert said in done.stderr
