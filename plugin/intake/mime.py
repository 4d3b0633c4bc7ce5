"""The skeleton of a mail: header fields and the mails inside, without decoding what nobody asks for.

The standard parser holds every line as an object and walks each line through every open level; a hostile
mail of 25 MB then costs minutes and gigabytes. Here a part is a range of the bytes as they came in.
"""

import binascii
import email.message
import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_HEADER_BYTES = 1024 * 1024
MAX_PARAMETER_BYTES = 4096
MAX_CHILDREN = 2000
# Lines that begin like a boundary but are none; more than this is no mail but an attempt to keep us busy.
MAX_CANDIDATES = 20_000

Fields = list[tuple[str, bytes]]

_FIELD = re.compile(rb"([!-9;-~]{1,76})[ \t]*:[ \t]*")
_PREAMBLE = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n]*(?:>?From (?![ \t]*:)[^\r\n]*\r?\n)?")
_BLANK_LINE = re.compile(rb"\n\r?\n|\r\r")
_MESSAGE_TYPES = frozenset({"message/rfc822", "message/global", "message/news"})


@dataclass(frozen=True)
class Part:
    """A range of bytes that begins with header fields; `encoding` is how the range itself is encoded."""

    content: bytes
    start: int
    end: int
    is_mail: bool
    encoding: str = ""

    def decoded(self) -> "Part":
        if self.encoding not in {"base64", "quoted-printable"}:
            return self
        plain = decoded(self.content[self.start : self.end], self.encoding)
        return Part(plain, 0, len(plain), self.is_mail)


@dataclass(frozen=True)
class Opened:
    """The fields of a part and the parts right below it. An attached .msg is a part that is no mail."""

    fields: Fields
    inside: list[Part]


def opened(part: Part) -> Opened:
    fields, body = _split(part)
    return Opened(fields, list(_inside(part, body, _described(fields))))


def body_of(part: Part) -> tuple[email.message.Message, bytes]:
    """What the part says it is, and the bytes below its header fields."""
    fields, body = _split(part)
    return _described(fields), part.content[body : part.end]


def _split(part: Part) -> tuple[Fields, int]:
    """The header fields, and where the body begins."""
    found = _PREAMBLE.match(part.content, part.start, part.end) if part.is_mail else None
    start = found.end() if found else part.start
    blank = _BLANK_LINE.search(part.content, max(part.start, start - 1), part.end)
    stop, body = (blank.start() + 1, blank.end()) if blank else (part.end, part.end)
    return header_fields(part.content[start : min(stop, start + MAX_HEADER_BYTES)]), body


def header_fields(block: bytes) -> Fields:
    """Unfolded fields, names in lower case; lines that are no field are passed over."""
    fields: list[tuple[str, list[bytes]]] = []
    for line in block.splitlines():
        if line[:1] in b" \t":
            if fields and line:
                fields[-1][1].append(line.strip())
        elif field := _FIELD.match(line):
            fields.append((field[1].decode("ascii").lower(), [line[field.end() :]]))
    return [(name, b" ".join(lines)) for name, lines in fields]


def _described(fields: Fields) -> email.message.Message:
    """Content type and disposition alone, in the standard library's hands."""
    about = email.message.Message()
    for name, value in fields:
        if name in {"content-type", "content-disposition", "content-transfer-encoding"} and name not in about:
            about[name] = value[:MAX_PARAMETER_BYTES].replace(b"\0", b"").decode("latin-1")
    return about


def _inside(part: Part, body: int, about: email.message.Message) -> Iterator[Part]:
    if about.get_content_maintype() == "multipart":
        for start, end in _between(part, body, _boundary(about)):
            yield Part(part.content, start, end, is_mail=False)
        return
    encoding = str(about.get("content-transfer-encoding", "")).strip().lower()
    name = _filename(about)
    if about.get_content_type() in _MESSAGE_TYPES or name.endswith(".eml"):
        yield Part(part.content, body, part.end, is_mail=True, encoding=encoding)
    elif name.endswith(".msg") or about.get_content_type() == "application/vnd.ms-outlook":
        yield Part(part.content, body, part.end, is_mail=False, encoding=encoding or "binary")


def _boundary(about: email.message.Message) -> bytes:
    try:
        return (about.get_boundary() or "").encode("latin-1", "replace")
    except (LookupError, ValueError, TypeError):
        return b""


def _filename(about: email.message.Message) -> str:
    try:
        return (about.get_filename() or "").strip().lower()
    except (LookupError, ValueError, TypeError):
        return ""


def _between(part: Part, body: int, boundary: bytes) -> Iterator[tuple[int, int]]:
    """The ranges between boundary lines; a mail cut short ends its last part at its own end."""
    if not boundary:
        return
    begun: int | None = None
    children = 0
    for line_start, line_end, closes in _boundary_lines(part, body, b"--" + boundary):
        if begun is not None:
            yield begun, max(begun, line_start)
            children += 1
        if closes or children == MAX_CHILDREN:
            return
        begun = line_end
    if begun is not None:
        yield begun, part.end


def _boundary_lines(part: Part, body: int, marker: bytes) -> Iterator[tuple[int, int, bool]]:
    content, end = part.content, part.end
    at = body if content.startswith(marker, body, end) else content.find(b"\n" + marker, body, end) + 1
    for _ in range(MAX_CANDIDATES):
        if at <= 0 or at >= end:
            return
        after = at + len(marker)
        newline = content.find(b"\n", after, end)
        line_end = end if newline < 0 else newline + 1
        closes = content.startswith(b"--", after, end)
        if closes or not content[after : min(line_end, after + 80)].strip():
            yield at, line_end, closes
        at = content.find(b"\n" + marker, after, end) + 1


def decoded(content: bytes, encoding: str) -> bytes:
    """What cannot be decoded is empty: nothing is guessed."""
    try:
        return binascii.a2b_base64(content + b"==") if encoding == "base64" else binascii.a2b_qp(content)
    except binascii.Error:
        return b""
