"""The bytes decide what a file is; the name that came along decides nothing."""

import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.intake.files import (
    EML,
    GIF,
    HEIC,
    JPEG,
    M4A,
    MOV,
    MP3,
    MP4,
    MSG,
    PDF,
    PNG,
    WAV,
    WEBP,
    Kind,
    cleaned_name,
    kind_of,
    safe_name,
)
from tests.intake import mails


def found(content: bytes) -> Kind | None:
    return kind_of(content[: 64 * 1024], lambda: content)


def ftyp(major: bytes, *compatible: bytes) -> bytes:
    size = 16 + 4 * len(compatible)
    return struct.pack(">I", size) + b"ftyp" + major + bytes(4) + b"".join(compatible) + b"\0\0\0\x08free"


def zipped() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", "x")
    return target.getvalue()


# Made by encoders of phones' kinds out of a picture of our own and a tone.
REAL = Path(__file__).parent / "echt"
FRAME = b"\xff\xfb\x90\x00" + bytes(413)

TAKEN = {
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(20), PNG),
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(20), JPEG),
    "gif 87": (b"GIF87a" + bytes(20), GIF),
    "gif 89": (b"GIF89a" + bytes(20), GIF),
    "webp": (b"RIFF\0\0\0\0WEBPVP8 ", WEBP),
    "wav": (b"RIFF\0\0\0\0WAVEfmt ", WAV),
    "heic of a phone": (ftyp(b"heic", b"mif1", b"heic"), HEIC),
    "heif": (ftyp(b"mif1", b"mif1"), HEIC),
    "mp4": (ftyp(b"isom", b"isom", b"iso2", b"avc1", b"mp41"), MP4),
    "mp4 fragmented": (ftyp(b"iso5", b"dash"), MP4),
    "m4a": (ftyp(b"M4A ", b"mp42", b"isom"), M4A),
    "mov": (ftyp(b"qt  ", b"qt  "), MOV),
    "mov from before ftyp": (b"\0\0\x10\0moov" + bytes(20), MOV),
    "memo of a phone": (ftyp(b"3gp4", b"isom", b"3gp4"), MP4),
    "pdf": (b"%PDF-1.7\n", PDF),
    "pdf after a byte order mark": (b"\xef\xbb\xbf\r\n%PDF-1.4\n", PDF),
    "mp3 with a tag": (b"ID3\x03\0\0\0\0\x0f\x76" + bytes(20), MP3),
    "mp3 without a tag": (FRAME * 3, MP3),
    "mp3 of one frame": (FRAME, MP3),
    "msg": (mails.outlook(), MSG),
    "msg with a mail inside": (mails.outlook(embedded="a@b.example"), MSG),
    "msg damaged": (mails.outlook()[:-900], MSG),
}

REFUSED = {
    "nothing": b"",
    "zip": zipped(),
    "word": mails.word_document(),
    "OLE of nothing": mails.HOSTILE["OLE that is nothing"](),
    "exe": b"MZ\x90\0" + bytes(100),
    "elf": b"\x7fELF" + bytes(100),
    "html": b"<!DOCTYPE html><html><body>From: x</body></html>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "text": b"Beste mensen,\n\nIk weet waar u woont.\n",
    "text with a colon": b"Let op: dit is geen mail\n\nFrom: a@b.example\n",
    "note about a subject": b"Subject: vergadering\nen dan gewone tekst\n",
    "answer of a web server": b"HTTP/1.1 200 OK\r\nDate: Mon, 23 Nov 2026\r\n\r\n",
    "web page with its type": b"Content-Type: text/html\n\n<script>",
    "json": b'{"from": "a@b.example"}',
    "avif": ftyp(b"avif", b"mif1"),
    "jpeg xl": b"\xff\x0a" + bytes(20),
    "aac": b"\xff\xf1\x50\x80" + bytes(100),
    "riff of another kind": b"RIFF\0\0\0\0AVI LIST",
    "utf-16 text": "From: a@b.example".encode("utf-16"),
    "one byte": b"\xff",
    "zeros": bytes(100),
}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("foto.heic", HEIC),
        ("foto.jpg", JPEG),
        ("foto.webp", WEBP),
        ("film.mp4", MP4),
        ("film.mov", MOV),
        ("geluid.m4a", M4A),
        ("geluid.mp3", MP3),
        ("geluid.wav", WAV),
    ],
)
def test_what_encoders_really_write_is_known(name: str, kind: Kind) -> None:
    assert found((REAL / name).read_bytes()) == kind


@pytest.mark.parametrize("name", TAKEN)
def test_a_file_is_known_by_its_content(name: str) -> None:
    content, kind = TAKEN[name]
    assert found(content) == kind


@pytest.mark.parametrize("name", mails.FOUND)
def test_a_mail_is_a_mail_however_broken(name: str) -> None:
    assert found(mails.FOUND[name][0]) == EML


@pytest.mark.parametrize("name", REFUSED)
def test_anything_else_is_not_for_us(name: str) -> None:
    assert found(REFUSED[name]) is None


@pytest.mark.parametrize(
    "tail", [zipped(), b"%PDF-1.7", b"<script>", mails.PLAIN], ids=["zip", "pdf", "html", "mail"]
)
@pytest.mark.parametrize("name", ["png", "gif 89", "pdf", "mp3 with a tag", "jpeg"])
def test_a_file_that_is_two_things_is_what_it_begins_as(name: str, tail: bytes) -> None:
    content, kind = TAKEN[name]
    assert found(content + tail) == kind


@pytest.mark.parametrize("head", [b"MZ" + bytes(40), b"<html>", b"PK\x03\x04"], ids=["exe", "html", "zip"])
def test_a_good_file_inside_a_bad_one_stays_out(head: bytes) -> None:
    assert found(head + b"%PDF-1.7\n" + TAKEN["png"][0] + mails.PLAIN) is None


@given(st.binary(max_size=300))
def test_any_bytes_get_an_answer(content: bytes) -> None:
    assert found(content) is None or isinstance(found(content), Kind)


@given(prefix=st.sampled_from([head[:12] for head, _ in TAKEN.values()]), rest=st.binary(max_size=300))
def test_a_good_beginning_with_any_rest_gets_an_answer(prefix: bytes, rest: bytes) -> None:
    assert found(prefix + rest) is None or isinstance(found(prefix + rest), Kind)


@pytest.mark.parametrize(
    ("number", "kind", "name"),
    [
        (1, EML, "01-bericht.eml"),
        (2, JPEG, "02-foto.jpg"),
        (10, MOV, "10-video.mov"),
        (3, None, "03-bestand.bin"),
    ],
)
def test_the_archive_name_is_made_here(number: int, kind: Kind | None, name: str) -> None:
    assert safe_name(number, kind) == name


@pytest.mark.parametrize(
    ("original", "shown"),
    [
        ("foto.png", "foto.png"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\mail.eml", "mail.eml"),
        ("a\0b\r\nc.png", "a b c.png"),
        ("mail\u202egnp.exe", "mail gnp.exe"),
        ("\u2066\u200b\ufeff", "naamloos"),
        ("", "naamloos"),
        ("...", "naamloos"),
        ("e\u0301.pdf", "\u00e9.pdf"),
        ("\udcff.pdf", "?.pdf"),
        ("x" * 4000 + ".pdf", "x" * 196 + ".pdf"),
        ("x" * 4000, "x" * 200),
        ("x." + "y" * 4000, "x." + "y" * 198),
        ("CON", "CON"),
    ],
)
def test_the_name_of_the_sender_is_cleaned_for_showing(original: str, shown: str) -> None:
    assert cleaned_name(original) == shown


@given(st.text(max_size=400))
def test_a_cleaned_name_is_short_and_printable(original: str) -> None:
    name = cleaned_name(original)
    assert 0 < len(name) <= 200
    assert name.isprintable()
    assert not set(name) & {"/", "\\"}
    assert name == cleaned_name(name)
