"""A picture to look at, drawn anew from the pixels of an original by a process that has nothing to lose."""

import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from io import BufferedRandom
from pathlib import Path
from types import MappingProxyType

import structlog

from plugin.intake.files import GIF, HEIC, JPEG, PNG, WEBP
from plugin.protocol.weigering import Weigering

SOORT, SUFFIX = JPEG.media, JPEG.suffix  # of what is drawn
# By media type of the original, as the intake recognised it: what Pillow calls the one format that is tried.
FORMATEN: Mapping[str, str] = MappingProxyType(
    {PNG.media: "PNG", JPEG.media: "JPEG", WEBP.media: "WEBP", GIF.media: "GIF", HEIC.media: "HEIF"}
)
BREEDSTE = 1600  # pixels, and as many high
MEESTE_PUNTEN = 40_000_000  # what has more is evidence all the same, and is seen by downloading it
TEKENAAR = Path(__file__).with_name("tekenaar.py")
TE_VEEL_PUNTEN = 3  # how that program says so
SECONDS = 60.0  # for one picture, on a machine that is busy with other things
TURN_SECONDS = 30.0

TE_GROOT = Weigering(
    "Deze afbeelding heeft te veel beeldpunten om hier te laten zien. Download het origineel."
)
NIET_TE_ZIEN = Weigering("Wij kunnen deze afbeelding hier niet laten zien. Download het origineel.")
DRUK = Weigering("Wij zijn nog bezig met andere afbeeldingen. Probeer het zo opnieuw.")

log = structlog.get_logger("plugin")
_turn = threading.Lock()  # one picture at a time: that bounds the memory of this process and its child


def voorbeeld(inhoud: bytes, soort: str, turn_seconds: float = TURN_SECONDS) -> bytes | Weigering:
    """A JPEG of at most BREEDSTE pixels, upright and without any metadata; of what moves the first picture.

    `soort` is the media type under which the original was stored. Takes a second or five, and waits for its turn.
    """
    form = FORMATEN.get(soort)
    if form is None:
        return NIET_TE_ZIEN
    if not _turn.acquire(timeout=turn_seconds):
        return DRUK
    try:
        return _drawn(inhoud, form)
    finally:
        _turn.release()


def _drawn(inhoud: bytes, form: str) -> bytes | Weigering:
    try:
        with _in_memory("origineel") as given, _in_memory("voorbeeld") as made:
            given.write(inhoud)
            given.seek(0)
            status = _run(form, given, made)
            made.seek(0)
            outcome = made.read() if status == 0 else b""
    except (OSError, AttributeError) as error:  # no room for one more process, or a system without memfd
        log.warning("no preview", format=form, error=type(error).__name__)
        return NIET_TE_ZIEN
    if outcome:
        return outcome
    log.info("no preview", format=form, status=status)
    return TE_GROOT if status == TE_VEEL_PUNTEN else NIET_TE_ZIEN


def _in_memory(name: str) -> BufferedRandom:
    """A file that stands on no disk. Unlike a pipe it needs nobody at the other end, and a limit to its size holds."""
    return os.fdopen(os.memfd_create(name), "w+b")


def _run(form: str, given: BufferedRandom, made: BufferedRandom) -> int:
    """The status with which the program ended; that of a kill when it took too long."""
    command = [sys.executable, "-I", "-B", str(TEKENAAR), form, str(BREEDSTE), str(MEESTE_PUNTEN)]
    try:
        done = subprocess.run(  # noqa: S603 # our own program; no word of a stranger is in its arguments
            command, stdin=given, stdout=made, stderr=subprocess.DEVNULL, env={}, cwd="/",
            timeout=SECONDS, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return -9
    return done.returncode
