"""Draws one picture anew: a file on stdin becomes a small JPEG on stdout. A program of its own, begun by beeld.py.

A decoder that reads the bytes of a stranger is the part most likely to be misled. So this process knows no setting,
takes its limits upon itself before it reads a byte, and can from then on open no file and no connection. Whatever goes
wrong ends it with a status that is not 0; only TOO_LARGE tells more to who began it.
"""

import importlib
import io
import os
import resource
import sys

from PIL import Image, ImageFile, ImageOps

TOO_LARGE = 3
LIMITS = (
    (resource.RLIMIT_AS, 1 << 30),  # bytes of addresses; WebP is the hungriest: 750 MiB for 40 megapixels
    (resource.RLIMIT_CPU, 20),  # seconds; the largest photo of a phone takes two or three
    (resource.RLIMIT_FSIZE, 8 << 20),  # bytes of stdout
    (resource.RLIMIT_CORE, 0),
    (resource.RLIMIT_NOFILE, 0),
)
QUALITY = 85
PAPER = (208, 208, 208)  # behind what is transparent: white words and black words can both be read on it
# Pillow looks for these when it first needs them, which is too late here.
PARTS = ("PIL.MpoImagePlugin", "PIL.TiffImagePlugin", "PIL.WebPImagePlugin", "copy")


def load(form: str) -> None:
    """All code that the work may need, while it can still be read."""
    Image.preinit()
    for part in PARTS:
        importlib.import_module(part)
    if form == "HEIF":
        importlib.import_module("pillow_heif").register_heif_opener(thumbnails=False, decode_threads=1)


def close_up() -> None:
    """Hard limits, so that nobody but root can raise them again (getrlimit(2)); and others go first."""
    os.nice(10)
    for what, most in LIMITS:
        resource.setrlimit(what, (most, most))


def drawn(image: Image.Image, edge: int) -> Image.Image:
    """The pixels alone, upright, at most `edge` wide and high, on paper: nothing else of the file comes along."""
    image.draft(None, (2 * edge, 2 * edge))
    clear = "RGBA" if image.has_transparency_data else "RGB"
    deep = image.mode.startswith("I")
    plain = image.point(lambda level: level / 256).convert("L") if deep else image
    whole = plain if plain.mode == clear else plain.convert(clear)
    whole.thumbnail((edge, edge))
    upright = ImageOps.exif_transpose(whole)
    paper = Image.new("RGB", upright.size, PAPER)
    paper.paste(upright, mask=upright if clear == "RGBA" else None)
    return paper


def main(form: str, edge: int, most_pixels: int) -> None:
    """`form` is Pillow's name of the only format that is tried.

    A file that ends early is shown as far as it goes; of HEIC nothing would be left but an even plane.
    """
    load(form)
    close_up()
    Image.MAX_IMAGE_PIXELS = None  # the count below is the stricter one
    ImageFile.LOAD_TRUNCATED_IMAGES = form != "HEIF"
    with Image.open(io.BytesIO(sys.stdin.buffer.read()), formats=[form]) as image:
        if image.width * image.height > most_pixels:
            raise SystemExit(TOO_LARGE)
        drawn(image, edge).save(sys.stdout.buffer, "JPEG", quality=QUALITY)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
