"""Outlook's .msg: an OLE container of property streams ([MS-OXMSG], [MS-OXPROPS])."""

import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROPERTIES = "__properties_version1.0"
EMBEDDED = "__substg1.0_3701000D"
ATTACHED = "__substg1.0_37010102"
OFFICE_STREAMS = ("WordDocument", "Workbook", "Book", "PowerPoint Document")

# What a broken container makes olefile raise: wrong sectors, lengths, names, loops.
UNREADABLE = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    struct.error,
)
EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
CODE_PAGES = {65001: "utf-8", 20127: "ascii", 28591: "latin-1", 28605: "iso-8859-15"}


def is_message(content: bytes) -> bool:
    """Whether this OLE container is a mail item: not Word's, not Excel's, not an installer."""
    try:
        with _container(content) as ole:
            return bool(ole.exists(PROPERTIES))
    except UNREADABLE:
        # A damaged item stays evidence: its directory still names the property stream and no Office one.
        return _names(content, PROPERTIES) and not any(_names(content, name) for name in OFFICE_STREAMS)


def _names(content: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in content


@contextmanager
def _container(content: bytes) -> Iterator[Any]:
    import olefile  # noqa: PLC0415 - most meldingen hold no .msg

    with olefile.OleFileIO(content) as ole:
        yield ole


class Streams:
    """The streams of a container. Together they give at most twice its size: in a forged one a thousand
    names may stand for the same bytes."""

    def __init__(self, ole: Any, size: int) -> None:
        self._ole = ole
        self._left = 2 * size

    def paths(self) -> list[tuple[str, ...]]:
        return [tuple(path) for path in self._ole.listdir(streams=True, storages=False)]

    def read(self, *path: str) -> bytes:
        """Absent and unreadable are empty."""
        try:
            size = self._ole.get_size(path) if self._ole.exists(path) else 0
            self._left -= size
            return bytes(self._ole.openstream(path).read()) if size and self._left >= 0 else b""
        except UNREADABLE:
            return b""


@dataclass(frozen=True)
class Item:
    """One item in the container: the mail itself, or a mail attached to it."""

    streams: Streams
    path: tuple[str, ...]

    def text(self, *tags: str) -> str | None:
        """The first of these properties that is there and readable; four hex digits each."""
        return next((text for tag in tags if (text := self._text(tag))), None)

    def _text(self, tag: str) -> str | None:
        wide = self.raw(f"__substg1.0_{tag}001F")
        if wide:
            return wide.decode("utf-16-le", "replace").strip("\0")
        narrow = self.raw(f"__substg1.0_{tag}001E")
        return self._decoded(narrow.strip(b"\0")) if narrow else None

    def _decoded(self, narrow: bytes) -> str | None:
        if narrow.isascii():
            return narrow.decode("ascii")
        # PidTagMessageCodepage, PidTagInternetCodepage; without one the letters would be a guess.
        page = self._integer(0x3FFD) or self._integer(0x3FDE)
        try:
            return narrow.decode(CODE_PAGES.get(page, f"cp{page}"))
        except (LookupError, UnicodeDecodeError):
            return None

    def raw(self, stream: str) -> bytes:
        return self.streams.read(*self.path, stream)

    def _fixed(self, tag: int) -> bytes:
        """The 8 bytes of a property of fixed length."""
        data = self.raw(PROPERTIES)
        begin = 24 if self.path else 32
        for at in range(begin, len(data) - 15, 16):
            if int.from_bytes(data[at + 2 : at + 4], "little") == tag:
                return data[at + 8 : at + 16]
        return b""

    def _integer(self, tag: int) -> int:
        return int.from_bytes(self._fixed(tag)[:4], "little")

    def moment(self, *tags: int) -> datetime | None:
        """The first of these times that is set; [MS-DTYP] FILETIME, 100 ns since 1601."""
        for tag in tags:
            ticks = int.from_bytes(self._fixed(tag), "little")
            if 0 < ticks < 2**63:
                try:
                    return EPOCH + timedelta(microseconds=ticks // 10)
                except OverflowError:
                    return None
        return None


@contextmanager
def opened(content: bytes) -> Iterator["Container"]:
    """Raises one of UNREADABLE."""
    with _container(content) as ole:
        streams = Streams(ole, len(content))
        yield Container(streams, streams.paths())


@dataclass(frozen=True)
class Container:
    streams: Streams
    paths: Sequence[tuple[str, ...]]

    def items(self, max_depth: int, max_items: int) -> list[Item]:
        """The mail and what is embedded in it, outermost first."""
        holders = [path[:-1] for path in self.paths if path[-1] == PROPERTIES]
        mails = [path for path in holders if not path or path[-1].upper() == EMBEDDED.upper()]
        near = sorted((path for path in mails if len(path) <= 2 * max_depth), key=len)
        return [Item(self.streams, path) for path in near[:max_items]]

    def attached(self) -> Iterator[tuple[str, bytes]]:
        """Names and bytes of the files attached anywhere."""
        for path in self.paths:
            if path[-1] == ATTACHED:
                attachment = Item(self.streams, path[:-1])
                yield (attachment.text("3707", "3704") or "").lower(), attachment.raw(ATTACHED)
