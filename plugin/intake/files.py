"""What a file is, by its bytes alone: the name and type that came along prove nothing."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from plugin.intake import msg

MAX_NAME = 200


@dataclass(frozen=True)
class Kind:
    """A kind of file we take: the media type to store it under, its suffix, and a Dutch word."""

    media: str
    suffix: str
    woord: str


EML = Kind("message/rfc822", ".eml", "bericht")
MSG = Kind("application/vnd.ms-outlook", ".msg", "bericht")
PNG = Kind("image/png", ".png", "foto")
JPEG = Kind("image/jpeg", ".jpg", "foto")
WEBP = Kind("image/webp", ".webp", "foto")
GIF = Kind("image/gif", ".gif", "foto")
HEIC = Kind("image/heic", ".heic", "foto")
PDF = Kind("application/pdf", ".pdf", "document")
MP3 = Kind("audio/mpeg", ".mp3", "geluid")
M4A = Kind("audio/mp4", ".m4a", "geluid")
WAV = Kind("audio/wav", ".wav", "geluid")
MP4 = Kind("video/mp4", ".mp4", "video")
MOV = Kind("video/quicktime", ".mov", "video")

_LEADING = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
)
_RIFF = {b"WEBP": WEBP, b"WAVE": WAV}

# Brands of ISO base media files: https://mp4ra.org/registered-types/brands
_BRANDS = (
    (M4A, frozenset({b"M4A ", b"M4B ", b"M4P "})),
    (MOV, frozenset({b"qt  "})),
    (HEIC, frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})),
    (MP4, frozenset({b"isom", b"mp41", b"mp42", b"avc1", b"dash", b"M4V ", b"MSNV", b"mmp4"})),
)
_ISO_VERSION = re.compile(rb"iso[2-9a-c]")
_AVIF = frozenset({b"avif", b"avis"})
# QuickTime files older than 'ftyp' begin with one of these boxes.
_OLD_QUICKTIME = frozenset({b"moov", b"mdat", b"wide", b"pnot"})

# One of these makes a header block a mail; any of the others alone also opens a web page or a note.
_MAIL_FIELDS = frozenset(
    b"from to cc bcc subject date received message-id mime-version return-path sender reply-to"
    b" delivered-to resent-from x-mailer".split()
)
_FIELD = re.compile(rb"([!-9;-~]{1,76})[ \t]*:")
_ENCLOSING = re.compile(rb"content-type[ \t]*:[ \t]*(multipart|message)/", re.IGNORECASE)


def kind_of(head: bytes, whole: Callable[[], bytes]) -> Kind | None:
    """The kind of a file that begins with `head` (64 KiB is plenty), or None: not for us.

    The leading bytes decide, so a file that is two things at once is the thing it begins as. `whole` is
    asked for an OLE container alone, whose table of contents may stand anywhere.
    """
    if head.startswith(msg.OLE_MAGIC):
        return MSG if msg.is_message(whole()) else None
    by_magic = next((kind for magic, kind in _LEADING if head.startswith(magic)), None)
    return by_magic or _boxed_kind(head) or _spoken_kind(head)


def _boxed_kind(head: bytes) -> Kind | None:
    """Containers that name what is in them: RIFF, ISO base media, QuickTime."""
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _iso_kind(head)
    return MOV if head[4:8] in _OLD_QUICKTIME and head[0] < 0x20 else None


def _spoken_kind(head: bytes) -> Kind | None:
    """Kinds without a fixed first byte."""
    if _bare(head).startswith(b"%PDF-"):
        return PDF
    if _is_mp3(head):
        return MP3
    return EML if _is_mail(head) else None


def _bare(head: bytes) -> bytes:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")


def _iso_kind(head: bytes) -> Kind | None:
    size = int.from_bytes(head[:4], "big")
    major, minor_brands = head[8:12], head[16 : min(size, 256)]
    brands = [major, *(minor_brands[i : i + 4] for i in range(0, len(minor_brands), 4))]
    if _AVIF.intersection(brands):
        return None
    # Phones write brands of their own first (3gp4 for a voice memo): then the first compatible one counts.
    return next((kind for brand in brands if (kind := _kind_of_brand(brand))), None)


def _kind_of_brand(brand: bytes) -> Kind | None:
    if _ISO_VERSION.fullmatch(brand):
        return MP4
    return next((kind for kind, brands in _BRANDS if brand in brands), None)


def _is_mp3(head: bytes) -> bool:
    if head.startswith(b"ID3") and len(head) >= 10:
        # https://id3.org/id3v2.3.0: a version below 0xFF, four size bytes of seven bits
        return head[3] < 0x10 and head[4] < 0x10 and all(byte < 0x80 for byte in head[6:10])
    first = _frame_bytes(head)
    return bool(first) and (len(head) <= first or bool(_frame_bytes(head[first:])))


# Bit rates in kbit/s of layer III for MPEG 1, and for MPEG 2 and 2.5; index 0 and 15 are not allowed here.
_RATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0)
_RATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0)
_SAMPLES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def _frame_bytes(data: bytes) -> int:
    """The length of the MPEG layer III frame that begins here; 0 when none does."""
    if len(data) < 4 or data[0] != 0xFF or data[1] & 0xE6 != 0xE2:
        return 0
    version, rate, frequency = (data[1] >> 3) & 3, data[2] >> 4, (data[2] >> 2) & 3
    if version not in _SAMPLES or frequency == 3:
        return 0
    kbits, factor = (_RATES_1[rate], 144_000) if version == 3 else (_RATES_2[rate], 72_000)
    return factor * kbits // _SAMPLES[version][frequency] + ((data[2] >> 1) & 1)


def _is_mail(head: bytes) -> bool:
    """Header fields first (RFC 5322), after the blank lines and mbox line that real programs put there.

    Broken mails count: no From, no Date, a garbled line after two fields that only a mail has.
    """
    lines = iter(_bare(head).splitlines())
    found: set[bytes] = set()
    for number, line in enumerate(lines):
        field = _FIELD.match(line)
        if field:
            found.add(b"mime-version" if _ENCLOSING.match(line) else field[1].lower())
        elif not line.strip():
            return bool(found & _MAIL_FIELDS)
        elif not (line[:1] in b" \t" or (number == 0 and line.startswith((b"From ", b">From ")))):
            return len(found & _MAIL_FIELDS) > 1
    return bool(found & _MAIL_FIELDS)


def safe_name(nummer: int, kind: Kind | None) -> str:
    """The name in the archive, made here: nothing of the sender's name ever becomes part of a path."""
    woord, suffix = (kind.woord, kind.suffix) if kind else ("bestand", ".bin")
    return f"{nummer:02d}-{woord}{suffix}"


def cleaned_name(original: str) -> str:
    """The sender's name for showing: no path, no control, bidi or invisible characters, at most 200."""
    last = re.split(r"[/\\]", original)[-1]
    text = unicodedata.normalize("NFC", last.encode("utf-8", "replace").decode())
    visible = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    name = " ".join(visible.split()).strip(". ") or "naamloos"
    stem, dot, suffix = name.rpartition(".")
    if len(name) <= MAX_NAME:
        return name
    return name[:MAX_NAME] if len(suffix) > 10 else stem[: MAX_NAME - len(suffix) - 1] + dot + suffix
