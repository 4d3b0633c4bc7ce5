"""Who sent a mail, and what it says about itself. Never raises: "onbekend" and nothing are answers."""

import email.errors
import email.header
import email.utils
import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from plugin.intake import mime, msg
from plugin.intake.files import EML, MSG, Kind

MAX_DEPTH = 20
# A mail inside a mail is two levels: a part of the multipart, and the mail that the part holds.
MAX_LEVELS = 2 * MAX_DEPTH
MAX_PARTS = 2000
MAX_FIELDS = 200_000
MAX_VALUE = 8192
# The standard parser of addresses needs half a microsecond a byte; beyond this they are only spotted.
MAX_PARSED = 1024 * 1024
UNKNOWN = "onbekend"

_SENDER_FIELDS = frozenset({"from", "sender", "reply-to", "return-path"})
_BETWEEN_ADDRESSES = re.compile(r"[\s<>,;:()\"\[\]]+")


@dataclass(frozen=True)
class MailFacts:
    """What a mail says about itself, as far as it is sure; `datum` is aware."""

    onderwerp: str = UNKNOWN
    van: str = UNKNOWN
    datum: datetime | None = None
    message_id: str | None = None


def senders(content: bytes, kind: Kind | None) -> tuple[str, ...]:
    """Every address in From, Sender, Reply-To and Return-Path, of the mail and of the mails attached in it.

    Lower case, in order of appearance, each once. To a depth of 20 and 2,000 parts.
    """
    found: dict[str, None] = {}
    seen: set[bytes] = set()
    length = 0
    for name, value in itertools.islice(_fields(content, kind), MAX_FIELDS):
        if name in _SENDER_FIELDS and value not in seen:
            seen.add(value)
            length += len(value)
            read = _addresses if length <= MAX_PARSED else _spotted
            found.update(dict.fromkeys(filter(None, map(_normal, read(_text(value))))))
    return tuple(found)


def facts(content: bytes, kind: Kind | None) -> MailFacts:
    """Of the outermost mail. A field that is there twice is not sure."""
    if kind == MSG:
        return _msg_facts(content)
    if kind != EML:
        return MailFacts()
    fields = mime.opened(mime.Part(content, 0, len(content), is_mail=True)).fields
    return MailFacts(
        onderwerp=_shown(_only(fields, "subject"), 255) or UNKNOWN,
        van=_shown(_only(fields, "from"), 320) or UNKNOWN,
        datum=_moment(_only(fields, "date")),
        message_id=_shown(_only(fields, "message-id"), 255),
    )


@dataclass(frozen=True)
class _Found:
    part: mime.Part
    depth: int


def _fields(content: bytes, kind: Kind | None) -> Iterator[tuple[str, bytes]]:
    """The header fields of every mail in here, nearest first, one level at a time off a list."""
    if kind not in {EML, MSG}:
        return
    todo = [_Found(mime.Part(content, 0, len(content), is_mail=kind == EML), 0)]
    for _ in range(MAX_PARTS):
        if not todo:
            return
        found = todo.pop()
        part = found.part.decoded()
        is_msg = part.content.startswith(msg.OLE_MAGIC, part.start, part.end)
        opened = _opened_msg(part) if is_msg else mime.opened(part)
        if part.is_mail or is_msg:
            yield from opened.fields
        if found.depth < MAX_LEVELS:
            todo += [_Found(child, found.depth + 1) for child in reversed(opened.inside)]


def _opened_msg(part: mime.Part) -> mime.Opened:
    """A .msg as if it were a mail: its senders as fields, its attached mails as parts."""
    opened = mime.Opened([], [])
    try:
        with msg.opened(part.content[part.start : part.end]) as container:
            for item in container.items(MAX_DEPTH, MAX_PARTS):
                opened.fields.extend(_msg_fields(item))
            for name, content in container.attached():
                is_mail = name.endswith(".eml")
                if is_mail or content.startswith(msg.OLE_MAGIC):
                    opened.inside.append(mime.Part(content, 0, len(content), is_mail))
    except msg.UNREADABLE:
        pass
    return opened


def _msg_fields(item: msg.Item) -> mime.Fields:
    # [MS-OXPROPS]: sent representing (From) and sender, as SMTP address or in the form of their own type;
    # 0050 and 004F are the reply recipients, names and entries.
    texts = [("from", item.text(tag)) for tag in ("5D02", "0065", "5D01", "0C1F")]
    entries = item.raw("__substg1.0_004F0102").decode("utf-16-le", "replace").replace("\0", " ")
    replies = [("reply-to", text) for text in (item.text("0050"), entries)]
    fields = [(name, text.encode("utf-8", "replace")) for name, text in texts + replies if text]
    return fields + mime.header_fields((item.text("007D") or "").encode("utf-8", "replace"))


def _msg_facts(content: bytes) -> MailFacts:
    try:
        with msg.opened(content) as container:
            item = msg.Item(container.streams, ())
            return MailFacts(
                onderwerp=_clean(item.text("0037") or "", 255) or UNKNOWN,
                van=_clean(_msg_sender(item), 320) or UNKNOWN,
                datum=item.moment(0x0039, 0x0E06),
                message_id=_clean(item.text("1035") or "", 255) or None,
            )
    except msg.UNREADABLE:
        return MailFacts()


def _msg_sender(item: msg.Item) -> str:
    """The one it was sent for; without, the one who sent it."""
    for name_tag, *address_tags in (("0042", "5D02", "0065"), ("0C1A", "5D01", "0C1F")):
        name = item.text(name_tag) or ""
        address = next((text for tag in address_tags if "@" in (text := item.text(tag) or "")), "")
        if name or address:
            return f"{name} <{address}>" if name and address and name != address else name or address
    return ""


def _text(value: bytes) -> str:
    return value.decode("utf-8", "replace").replace("\0", "")


def _addresses(text: str) -> list[str]:
    found = _parsed(text) if len(text) <= MAX_VALUE else []
    # Broken syntax, or an address that stands inside an encoded word.
    return found or _spotted(text) or _spotted(_decoded_words(text) or "")


def _spotted(text: str) -> list[str]:
    return [word for word in _BETWEEN_ADDRESSES.split(text) if "@" in word[1:-1]] if "@" in text else []


def _parsed(text: str) -> list[str]:
    try:
        return [address for _, address in email.utils.getaddresses([text]) if "@" in address]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return []


def _normal(address: str) -> str:
    normal = "".join(address.split()).strip("<>'\".").casefold()
    return normal if normal.isprintable() and 3 <= len(normal) <= 320 else ""


def _only(fields: mime.Fields, name: str) -> bytes | None:
    values = [value for field, value in fields if field == name]
    return values[0] if len(values) == 1 else None


def _shown(value: bytes | None, limit: int) -> str | None:
    """A decoded field on one line, or None when its letters are not certain."""
    if value is None:
        return None
    try:
        text = _decoded_words(value.decode("utf-8"))
    except UnicodeDecodeError:
        return None
    return (_clean(text, limit) if text else "") or None


def _decoded_words(text: str) -> str | None:
    if len(text) > MAX_VALUE or ("=?" in text and not text.isascii()):
        return None
    try:
        parts = email.header.decode_header(text)
        return "".join(p if isinstance(p, str) else p.decode(charset or "ascii") for p, charset in parts)
    except (email.errors.HeaderParseError, LookupError, ValueError):
        return None


def _clean(text: str, limit: int) -> str:
    """One line without control, bidi and other invisible characters."""
    kept = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    return " ".join(kept.split())[:limit]


def _moment(value: bytes | None) -> datetime | None:
    """Only with a zone: a time without one may be hours wrong."""
    try:
        moment = email.utils.parsedate_to_datetime((value or b"")[:200].decode("ascii"))
        return moment if moment.tzinfo and moment.utcoffset() is not None else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
