"""A multipart body, as browsers and programs send it, becomes sealed files and one melding in memory."""

import io
import json
import os
from pathlib import Path

import pytest
from werkzeug.test import EnvironBuilder

from plugin.intake import receive
from plugin.intake.database import engine_for
from plugin.intake.receive import BadBody, Received, Receiver, TooMuch
from plugin.intake.seal import SealingKeys
from plugin.intake.spool import Sealed, Spool, Upload
from plugin.intake.stream import SealingStream
from tests.intake import mails
from tests.intake.conftest import PNG, inzending

MB = 1024 * 1024
EDGE = "----rand"
MELDING = json.dumps({"route": "hulp", "gebeurtenis": "Bedreigd · per mail"}).encode()

Part = tuple[str, str | None, bytes]


@pytest.fixture
def spool(tmp_path: Path, keys: SealingKeys) -> Spool:
    spool = Spool(engine_for(f"sqlite:///{tmp_path}/spool.sqlite"), keys)
    spool.create_tables()
    return spool


@pytest.fixture
def upload(spool: Spool) -> Upload:
    return spool.begin()


def body(*parts: Part) -> bytes:
    """Name, file name or None, content."""
    written = b""
    for name, filename, content in parts:
        file = "" if filename is None else f'; filename="{filename}"'
        head = f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n'
        head += "Content-Type: application/json\r\n\r\n" if filename is not None else "\r\n"
        written += head.encode() + content + b"\r\n"
    return written + f"--{EDGE}--\r\n".encode()


def received(upload: Upload, data: bytes) -> Received:
    return Receiver(upload).read(io.BytesIO(data), EDGE, len(data))


@pytest.mark.parametrize("filename", [None, "melding.json", "blob", ""])
def test_the_melding_arrives_as_field_or_as_file_and_is_no_evidence(
    upload: Upload, filename: str | None
) -> None:
    result = received(upload, body(("melding", filename, MELDING), ("bewijs", "a.png", PNG)))
    assert result.melding == MELDING
    assert [file.naam for file in result.files] == ["a.png"]


def test_evidence_that_calls_itself_json_is_still_evidence(upload: Upload) -> None:
    result = received(upload, body(("bewijs", "foto.json", PNG)))
    assert result.melding is None
    assert [(file.naam, file.genoemd_type) for file in result.files] == [("foto.json", "application/json")]
    assert result.refusals() == []


def test_files_arrive_in_order_with_hash_size_and_kind(upload: Upload) -> None:
    contents = [mails.PLAIN, PNG + os.urandom(3 * MB), b"%PDF-1.7\n"]
    result = received(upload, body(*[("bewijs", f"{n}.x", content) for n, content in enumerate(contents)]))
    assert [file.naam for file in result.files] == ["0.x", "1.x", "2.x"]
    assert [file.content() for file in result.files] == contents
    assert [file.kind and file.kind.suffix for file in result.files] == [".eml", ".png", ".pdf"]
    assert [file.size for file in result.files] == [len(content) for content in contents]


def test_what_was_received_can_be_sealed_and_read(spool: Spool, upload: Upload) -> None:
    received(upload, body(("melding", None, MELDING), ("bewijs", "../mail.eml", mails.PLAIN)))
    result = spool.seal(upload, inzending())
    assert isinstance(result, Sealed)
    facts = spool.open(result.id).bestanden[0]
    assert (facts["naam"], facts["opslagnaam"], facts["media"]) == (
        "mail.eml",
        "01-bericht.eml",
        "message/rfc822",
    )
    assert spool.read(spool.open(result.id), 1) == mails.PLAIN


def test_the_frameworks_own_form_encoding_is_understood(upload: Upload) -> None:
    builder = EnvironBuilder(
        method="POST",
        data={"melding": MELDING.decode(), "bewijs": (io.BytesIO(PNG), "schermafdruk één.png", "image/png")},
    )
    request = builder.get_request()
    result = Receiver(upload).read(
        request.stream, request.mimetype_params["boundary"], request.content_length
    )
    assert result.melding == MELDING
    assert [(file.naam, file.genoemd_type) for file in result.files] == [
        ("schermafdruk één.png", "image/png")
    ]


def test_an_input_left_empty_is_no_file(spool: Spool, upload: Upload) -> None:
    result = received(upload, body(("melding", None, MELDING), ("bewijs", "", b"")))
    assert result.files == []
    assert result.refusals() == []
    assert isinstance(spool.seal(upload, inzending()), Sealed)


def test_a_melding_without_files_is_received(upload: Upload) -> None:
    assert received(upload, body(("melding", None, MELDING))) == Received(MELDING, [])


@pytest.mark.parametrize(
    ("contents", "refusals"),
    [
        ([PNG, b"", PNG], [(1, receive.EMPTY)]),
        ([b"PK\x03\x04", PNG, b"MZ"], [(0, receive.UNREADABLE), (2, receive.UNREADABLE)]),
        ([PNG, mails.PLAIN, mails.outlook()], []),
    ],
)
def test_files_we_cannot_take_are_named_by_index(
    upload: Upload, contents: list[bytes], refusals: list[tuple[int, str]]
) -> None:
    result = received(upload, body(*[("bewijs", "x.png", content) for content in contents]))
    assert [(refusal.index, refusal.reden) for refusal in result.refusals()] == refusals


TOO_MUCH: dict[str, tuple[list[Part], str]] = {
    "file": ([("bewijs", "a", bytes(25 * MB + 1))], receive.FILE_TOO_LARGE),
    "together": ([("bewijs", "a", bytes(21 * MB))] * 3, receive.TOGETHER_TOO_LARGE),
    "eleven files": ([("bewijs", "a", PNG)] * 11, receive.TOO_MANY),
    "long field": ([("melding", None, bytes(MB + 1))], receive.MELDING_TOO_LARGE),
    "long melding file": ([("melding", "m.json", bytes(MB + 1))], receive.MELDING_TOO_LARGE),
    "a thousand parts": ([("melding", None, b"x")] * 1000, receive.MELDING_TOO_LARGE),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_too_much_is_refused_with_a_sentence_and_nothing_is_kept(
    spool: Spool, upload: Upload, name: str
) -> None:
    parts, sentence = TOO_MUCH[name]
    with pytest.raises(TooMuch, match=sentence[:20]) as refused:
        received(upload, body(*parts))
    assert str(refused.value) == sentence
    assert (upload.pending, upload.flushed) == ({}, 0)


@pytest.mark.parametrize(
    "parts",
    [
        [("melding", None, MELDING), ("melding", None, MELDING)],
        [("melding", None, MELDING), ("melding", "m.json", MELDING)],
        [("melding", None, MELDING), ("rol", None, b"Behandelaar")],
        [("melding", None, MELDING), ("bijlage", "a.png", PNG)],
        [("bewijs", None, b"geen bestand")],
    ],
)
def test_parts_that_were_not_agreed_on_are_refused(upload: Upload, parts: list[Part]) -> None:
    with pytest.raises(BadBody):
        received(upload, body(*parts))


GOOD = body(("melding", None, MELDING), ("bewijs", "a.png", PNG + bytes(1000)))


@pytest.mark.parametrize("length", [0, 1, 40, 200, 500, len(GOOD) - 12])
def test_a_body_cut_short_is_refused(upload: Upload, length: int) -> None:
    with pytest.raises(BadBody):
        received(upload, GOOD[:length])


@pytest.mark.parametrize("boundary", [None, "", "é", "andere rand"])
def test_a_body_without_its_boundary_is_refused(upload: Upload, boundary: str | None) -> None:
    with pytest.raises(BadBody):
        Receiver(upload).read(io.BytesIO(GOOD), boundary, len(GOOD))


def test_nothing_readable_is_written_while_2_mb_arrives(
    tmp_path: Path, upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_temp = tmp_path / "tijdelijk"
    own_temp.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(own_temp))
    word = b"kwartelkoning"
    seen: list[bool] = []

    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            files = [path for path in tmp_path.rglob("*") if path.is_file()]
            seen.append(any(word in path.read_bytes() for path in files))
            return super().read(min(size or 0, 64 * 1024))  # as much as a slow line gives

    parts = [("melding", "m.json", word * 60_000), *[("bewijs", "a.png", PNG + word * 165_000)] * 3]
    data = body(*parts)
    result = Receiver(upload).read(Slow(data), EDGE, len(data))
    assert all(isinstance(file, SealingStream) for file in result.files)
    assert len(seen) > 20
    assert not any(seen)
    assert list(own_temp.iterdir()) == []
