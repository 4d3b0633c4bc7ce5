"""The words of a mail as plain text: nothing of it is ever shown as HTML, fetched, or run.

Of a mail with both kinds the plain text is taken; of HTML alone the words without their tags. What is too large, too
deep or too broken to read gives no text; the original can be downloaded.
"""

import email.message
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from plugin.intake import mime, msg
from plugin.intake.files import EML, MSG, Kind
from plugin.intake.mail import facts

LONGEST = 100_000  # characters that are shown
MOST_BYTES = 2 * 1024 * 1024  # of one body
MOST_PARTS = 200
DEEPEST = 10
HIDDEN = frozenset({"script", "style", "head", "title", "template", "noscript", "svg", "math", "object"})
BREAKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "br",
        "div",
        "dd",
        "dt",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "p",
        "pre",
        "section",
        "table",
        "tr",
        "ul",
        "ol",
    ]
)
# A tag, a declaration or an instruction: whether it closes, and its name.
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*|[!?])")


@dataclass(frozen=True)
class Leesbaar:
    """What a mail says of itself, and its words; `afgebroken` when there were more than are shown."""

    onderwerp: str
    van: str
    tekst: str
    afgebroken: bool


def leesbaar(content: bytes, kind: Kind) -> Leesbaar | None:
    """None when no words can be read from it for sure."""
    found = _of_msg(content) if kind == MSG else _of_eml(content) if kind == EML else None
    if found is None or not found.strip():
        return None
    about, text = facts(content, kind), tidied(found)
    return Leesbaar(about.onderwerp, about.van, text[:LONGEST], len(text) > LONGEST)


def tidied(text: str) -> str:
    """One kind of line end, no marks that nobody sees, at most one empty line at a time."""
    plain = text.replace("\r\n", "\n")
    lines = ["".join(filter(_is_seen, line)) for line in plain.split("\n")]
    lines = [" ".join(line.split()) for line in lines]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).strip()


def _is_seen(sign: str) -> bool:
    return sign.isprintable() or sign.isspace()


def words_of(page: str) -> str:
    """The words of an HTML page: no tag, no script, no style, no address behind a link.

    Read from front to back, once: the standard parser needs minutes for a page that was made to keep it busy.
    """
    return html.unescape("".join(_seen(_without_comments(page))))


def _seen(page: str) -> Iterator[str]:
    """What a reader would see, piece by piece. Of an unclosed tag the sign is text, as browsers show it."""
    at, lower = 0, page.lower()
    while (begin := page.find("<", at)) >= 0:
        # A line end in HTML is a space; breaks come from tags alone.
        yield page[at:begin].replace("\n", " ")
        tag = _TAG.match(lower, begin)
        end = page.find(">", begin) if tag else -1
        if tag is None or end < 0:
            yield "<"
            at = begin + 1
            if tag:  # no tag closes after this
                break
            continue
        at = end + 1
        if tag[2] in BREAKS:
            yield "\n"
        if tag[2] in HIDDEN and not tag[1]:
            at = _after_hidden(lower, tag[2], at)
    yield page[at:].replace("\n", " ")


def _after_hidden(lower: str, name: str, at: int) -> int:
    """Where what this tag hides has ended; without its end all that follows is hidden."""
    closing = lower.find(f"</{name}", at)
    return closing if closing >= 0 else len(lower)


def _without_comments(page: str) -> str:
    """Without comments; an unclosed one hides all that follows."""
    kept, begin = [], 0
    while (comment := page.find("<!--", begin)) >= 0:
        kept.append(page[begin:comment])
        end = page.find("-->", comment + 4)
        if end < 0:
            return "".join(kept)
        begin = end + 3
    return "".join((*kept, page[begin:]))


def _of_eml(content: bytes) -> str | None:
    """The first plain text in the mail, else the first HTML."""
    page: str | None = None
    todo = [(mime.Part(content, 0, len(content), is_mail=True), 0)]
    for _ in range(MOST_PARTS):
        if not todo:
            break
        part, depth = todo.pop()
        about, body = mime.body_of(part)
        if about.get_content_maintype() == "multipart":
            if depth < DEEPEST:
                todo += [(child, depth + 1) for child in reversed(mime.opened(part).inside)]
            continue
        kind = about.get_content_type()
        if kind == "text/plain" and not _is_attached(about):
            return _decoded(body, about)
        if kind == "text/html" and page is None and not _is_attached(about):
            page = _decoded(body, about)
    return words_of(page) if page else None


def _is_attached(about: email.message.Message) -> bool:
    return about.get_content_disposition() == "attachment"


def _decoded(body: bytes, about: email.message.Message) -> str:
    encoding = str(about.get("content-transfer-encoding", "")).strip().lower()
    plain = body[:MOST_BYTES]
    if encoding in {"base64", "quoted-printable"}:
        plain = mime.decoded(plain, encoding)
    return _text(plain, str(about.get_param("charset", "utf-8")))


def _text(plain: bytes, charset: str) -> str:
    """What has no such letters shows the replacement mark: a handler sees that something is missing."""
    try:
        return plain.decode(charset, "replace")
    except LookupError:
        return plain.decode("utf-8", "replace")


def _of_msg(content: bytes) -> str | None:
    """Outlook keeps the plain text beside the HTML (PidTagBody 1000, PidTagHtml 1013)."""
    try:
        with msg.opened(content) as container:
            item = msg.Item(container.streams, ())
            plain = item.text("1000")
            if plain:
                return plain
            page = item.raw("__substg1.0_10130102")[:MOST_BYTES]
            return words_of(_text(page, "utf-8")) if page else None
    except msg.UNREADABLE:
        return None
