"""Mails as strangers send them: broken, hostile, old. All made here; no real person, no copied mail."""

import base64
import io
import re
import struct
from collections.abc import Callable
from datetime import UTC, datetime

from extract_msg import OleWriter

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
AGRESSOR = "boze.burger@voorbeeld.example"
POLITICUS = "statenlid1@provincie.example"

PLAIN = (
    f"From: Boze Burger <{AGRESSOR}>\r\n"
    f"To: {POLITICUS}\r\n"
    "Subject: U krijgt hier spijt van\r\n"
    "Date: Mon, 23 Nov 2026 21:14:03 +0100\r\n"
    "Message-ID: <een@voorbeeld.example>\r\n"
    "MIME-Version: 1.0\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n"
    "\r\n"
    "Ik weet waar u woont.\r\n"
).encode()


def wrapped(
    inner: bytes, sender: str = POLITICUS, part_header: str = "Content-Type: message/rfc822"
) -> bytes:
    """A mail forwarded as attachment."""
    edge = f"=_{len(inner)}"
    head = f"From: {sender}\r\nSubject: Fw\r\nMIME-Version: 1.0\r\n"
    head += f'Content-Type: multipart/mixed; boundary="{edge}"\r\n\r\n'
    text = f"--{edge}\r\nContent-Type: text/plain\r\n\r\nZie bijlage\r\n"
    part = f"--{edge}\r\n{part_header}\r\n\r\n".encode()
    return head.encode() + text.encode() + part + inner + f"\r\n--{edge}--\r\n".encode()


def wrapped_base64(inner: bytes, name: str = "oud.eml") -> bytes:
    header = f'Content-Type: application/octet-stream; name="{name}"\r\nContent-Transfer-Encoding: base64'
    return wrapped(base64.encodebytes(inner), part_header=header)


def deep(levels: int, inner: bytes = PLAIN) -> bytes:
    mail = inner
    for _ in range(levels):
        mail = wrapped(mail)
    return mail


def _headers(*lines: bytes) -> bytes:
    return b"\r\n".join([*lines, b"", b"tekst", b""])


# name: (mail, senders that must be found)
FOUND: dict[str, tuple[bytes, tuple[str, ...]]] = {
    "plain": (PLAIN, (AGRESSOR,)),
    "only a sender": (_headers(b"Sender: a@b.example"), ("a@b.example",)),
    "four fields": (
        _headers(
            b"Return-Path: <r@b.example>",
            b"From: f@b.example",
            b"Sender: s@b.example",
            b"Reply-To: x@b.example",
        ),
        ("r@b.example", "f@b.example", "s@b.example", "x@b.example"),
    ),
    "upper case and spaces": (_headers(b"FROM:   CdK@Provincie.EXAMPLE  "), ("cdk@provincie.example",)),
    "space before the colon": (_headers(b"From : a@b.example"), ("a@b.example",)),
    "folded": (_headers(b"From: Naam", b"\t<a@b.example>"), ("a@b.example",)),
    "twice From": (_headers(b"From: a@b.example", b"From: c@b.example"), ("a@b.example", "c@b.example")),
    "group": (_headers(b"From: Groep: a@b.example, c@b.example;"), ("a@b.example", "c@b.example")),
    "unclosed bracket": (_headers(b"From: Naam <a@b.example"), ("a@b.example",)),
    "unclosed comment": (_headers(b"From: a@b.example (oude"), ("a@b.example",)),
    "8-bit name": (_headers("From: Jöran <a@b.example>".encode("latin-1")), ("a@b.example",)),
    "unknown charset": (_headers(b"From: =?x-niet?q?n?= <a@b.example>"), ("a@b.example",)),
    "address in an encoded word": (
        _headers(b"From: =?utf-8?b?" + base64.b64encode(b"a@b.example") + b"?="),
        ("a@b.example",),
    ),
    "NUL": (_headers(b"From: a\0@b.example", b"Subject: \0"), ("a@b.example",)),
    "byte order mark": (b"\xef\xbb\xbf" + PLAIN, (AGRESSOR,)),
    "mbox line": (b"From boze Mon Nov 23 21:14:03 2026\n" + PLAIN, (AGRESSOR,)),
    "blank lines first": (b"\r\n\r\n" + PLAIN, (AGRESSOR,)),
    "garbled line between": (
        _headers(b"Subject: x", b"To: y@b.example", b"geen kop", b"From: a@b.example"),
        ("a@b.example",),
    ),
    "unix lines": (PLAIN.replace(b"\r\n", b"\n"), (AGRESSOR,)),
    "forwarded": (wrapped(PLAIN), (POLITICUS, AGRESSOR)),
    "forwarded in base64": (wrapped_base64(PLAIN), (POLITICUS, AGRESSOR)),
    "forwarded five deep": (deep(5), (POLITICUS, AGRESSOR)),
    "forwarded without an end": (wrapped(PLAIN)[:-12], (POLITICUS, AGRESSOR)),
    "forwarded, quoted-printable": (
        wrapped(
            PLAIN.replace(b"@", b"=40"),
            part_header="Content-Type: message/rfc822\r\nContent-Transfer-Encoding: quoted-printable",
        ),
        (POLITICUS, AGRESSOR),
    ),
    "forwarded in a .msg": (wrapped_base64(b"", "leeg.msg"), (POLITICUS,)),
}

# Nothing may be asked of these but an answer, in time.
HOSTILE: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "nested groups": lambda: _headers(b"From: " + b"a:" * 2000 + b"x@b.example;"),
    "open comments": lambda: _headers(b"From: " + b"(" * 8000),
    "open brackets": lambda: _headers(b"From: " + b"<" * 8000 + b"a@b.example"),
    "open quotes": lambda: _headers(b'From: "' + b'\\"' * 4000),
    "a megabyte of name": lambda: _headers(b"From: " + b"a" * 1_000_000 + b"@b.example"),
    "a megabyte of @": lambda: _headers(b"From: " + b"@" * 1_000_000),
    "10 MB header": lambda: _headers(b"From: a@b.example", b"X-Groot: " + b"x" * 10_000_000),
    "300,000 headers": lambda: _headers(*[b"From: a@b.example"] * 300_000),
    "a megabyte of folds": lambda: b"From: a@b.example\r\n" + b" a\n" * 330_000,
    "mails with a megabyte of commas": lambda: _mails(b"From: " + b"a," * 500_000),
    "mails with a megabyte of names": lambda: _mails(b"From: " + b"a" * 1_000_000 + b"@b"),
    "mails with a megabyte of addresses": lambda: _mails(b"From: " + b"a@b " * 250_000),
    "mails with thousands of senders": lambda: _mails(b"From: a@b\n" * 100_000),
    "encoded words without end": lambda: _headers(
        b"Subject: " + b"=?a?q?" * 1300, b"From: " + b"=?a?q?" * 1300
    ),
    "encoded word with a line break": lambda: _headers(b"Subject: =?utf-8?q?Hoi=0D=0ABcc:_x@b.example?="),
    "broken base64 word": lambda: _headers(b"Subject: =?utf-8?b?A?=", b"From: =?utf-8?b?A?="),
    "codec that is no charset": lambda: _headers(b"Subject: =?zlib?q?x?=", b"From: =?hex?q?4?="),
    "depth of 500": lambda: deep(500),
    "boundaries inside boundaries": lambda: _same_boundary(3000),
    "25 MB of line ends": lambda: _headers(b"From: a@b.example", b"Subject: x") + b"\n" * 25_000_000,
    "25 MB of boundary": lambda: _dashes(25_000_000),
    "25 MB of parts": lambda: _parts(25_000_000),
    "25 MB fifty deep": lambda: deep(50, PLAIN + b"-\n" * 12_000_000),
    "25 MB of base64 in itself": lambda: _matryoshka(24_000_000),
    "25 MB cut off": lambda: wrapped(PLAIN + b"x" * 25_000_000)[:-40],
    "multipart without boundary": lambda: _headers(b"From: a@b.example", b"Content-Type: multipart/mixed"),
    "boundary of spaces": lambda: _headers(
        b"From: a@b.example", b'Content-Type: multipart/mixed; boundary="  "'
    ),
    "parameters without end": lambda: _headers(
        b"From: a@b.example", b"Content-Type: multipart/x" + b";" * 500_000
    ),
    "boundary in a strange charset": lambda: _headers(
        b"From: a@b.example", b"Content-Type: multipart/mixed; boundary*=x-niet''%41%ff"
    ),
    "boundary in numbered pieces": lambda: _headers(
        b"From: a@b.example", b"Content-Type: multipart/mixed; boundary*0=a; boundary*99999999999=b"
    ),
    "date from another world": lambda: _headers(
        b"Date: Mon, 99 Xyz 99999999999999 99:99:99 +9999", b"From: a"
    ),
    "lone surrogates": lambda: _headers(b"From: \xed\xa0\x80@b.example", b"Subject: \xed\xa0\x80"),
    "OLE that is nothing": lambda: OLE_MAGIC + b"\xff" * 4096,
}


def _same_boundary(levels: int) -> bytes:
    head = b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
    return b"From: a@b.example\r\n" + head * levels


def _dashes(size: int) -> bytes:
    head = b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=-\r\n\r\n"
    return head + b"\n---x" * (size // 5)


def _parts(size: int) -> bytes:
    head = b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
    part = b"--x\nContent-Type: message/rfc822\n\nFrom: b@b.example\n\n"
    return head + part * (size // len(part))


def _matryoshka(size: int) -> bytes:
    mail = PLAIN
    while len(mail) < size // 2:
        mail = wrapped_base64(mail + b"x" * (len(mail) // 4))
    return mail


def _mails(head: bytes) -> bytes:
    """A multipart of mails, together 24 MB."""
    start = b"From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n"
    part = b"--x\nContent-Type: message/rfc822\n\n" + head + b"\n\n"
    return start + part * (24_000_000 // len(part))


def subject(raw: bytes) -> bytes:
    return _headers(b"From: a@b.example", b"Subject: " + raw)


def date(raw: bytes) -> bytes:
    return _headers(b"From: a@b.example", b"Date: " + raw)


# --- Outlook's own format ---

SENT_ON = datetime(2026, 11, 23, 20, 14, 3, tzinfo=UTC)


def _stream(tag: str, text: str) -> tuple[str, bytes]:
    return f"__substg1.0_{tag}001F", text.encode("utf-16-le")


def _properties(begin: int) -> bytes:
    ticks = int((SENT_ON - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
    return bytes(begin) + struct.pack("<HHIQ", 0x0040, 0x0039, 6, ticks)


def _add_mail(writer: OleWriter, path: list[str], sender: str, subject_text: str) -> None:
    writer.addEntry([*path, "__properties_version1.0"], _properties(24 if path else 32))
    texts = {
        "0037": subject_text,
        "0042": "Boze Burger",
        "5D02": sender,
        "001A": "IPM.Note",
        "1035": "<een@x>",
    }
    for name, data in (_stream(tag, text) for tag, text in texts.items()):
        writer.addEntry([*path, name], data)


def outlook(sender: str = AGRESSOR, embedded: str | None = None, attached: bytes | None = None) -> bytes:
    """A .msg, with a mail embedded in it or an .eml attached to it."""
    writer = OleWriter()
    _add_mail(writer, [], sender, "U krijgt hier spijt van")
    attachment = "__attach_version1.0_#00000000"
    if embedded:
        _storage(writer, [attachment])
        _storage(writer, [attachment, "__substg1.0_3701000D"])
        writer.addEntry([attachment, "__properties_version1.0"], bytes(8))
        _add_mail(writer, [attachment, "__substg1.0_3701000D"], embedded, "Ouder")
    if attached:
        _storage(writer, [attachment])
        writer.addEntry([attachment, "__properties_version1.0"], bytes(8))
        writer.addEntry([attachment, "__substg1.0_37010102"], attached)
        writer.addEntry([attachment, "__substg1.0_3707001F"], "oud.eml".encode("utf-16-le"))
    return _written(writer)


def outlook_with_shared_streams(names: int, size: int) -> bytes:
    """A forged .msg: each attachment's directory entry points at the bytes of the first one."""
    writer = OleWriter()
    _add_mail(writer, [], AGRESSOR, "x")
    for number in range(names):
        storage = f"__attach_version1.0_#{number:08X}"
        _storage(writer, [storage])
        writer.addEntry(
            [storage, "__substg1.0_37010102"], OLE_MAGIC + bytes(size - 8) if number == 0 else bytes(5000)
        )
    content = bytearray(_written(writer))
    name = "__substg1.0_37010102".encode("utf-16-le")
    entries = [match.start() for match in re.finditer(re.escape(name), bytes(content))]
    big = next(
        content[at + 116 : at + 128]
        for at in entries
        if content[at + 120 : at + 124] == struct.pack("<I", size)
    )
    for at in entries:
        content[at + 116 : at + 128] = big
    return bytes(content)


def word_document() -> bytes:
    writer = OleWriter()
    writer.addEntry(["WordDocument"], b"x" * 5000)
    return _written(writer)


def _storage(writer: OleWriter, path: list[str]) -> None:
    writer.addEntry(path, storage=True)


def _written(writer: OleWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()
