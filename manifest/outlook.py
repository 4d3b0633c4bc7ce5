"""The add-in-only manifest of Outlook: it alone loads on Mac, iOS and Android too.

See Microsoft's "Create an add-in command for Outlook", "Add support for add-in commands in Outlook on mobile devices"
and, for `SEVERAL`, "Activate your Outlook add-in on multiple messages".
"""

from dataclasses import dataclass
from pathlib import Path

import jinja2

from manifest.facts import Facts

MOBILE = tuple((size, scale) for size in (25, 32, 48) for scale in (1, 2, 3))
RIBBON = (16, 32, 80)


@dataclass(frozen=True)
class Reach:
    """What the button may be used on, and the mailbox permission that Microsoft asks for it."""

    permission: str
    actions: tuple[str, ...]


# The pane stays open beside the next mail.
ONE = Reach("ReadItem", ("SupportsPinning",))
# Office asks read and write on the whole mailbox before it tells which mails are selected, though we write nothing.
SEVERAL = Reach("ReadWriteMailbox", ("SupportsPinning", "SupportsNoItemContext", "SupportsMultiSelect"))

_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def outlook_xml(facts: Facts, reach: Reach) -> bytes:
    """The manifest. Both reaches have one id: an organisation takes the one or the other."""
    text = _TEMPLATES.get_template("outlook.xml").render(
        feiten=facts,
        id=facts.id("outlook"),
        bereik=reach,
        lint=RIBBON,
        mobiel=MOBILE,
        iconen=sorted({*RIBBON, *(size * scale for size, scale in MOBILE)}),
    )
    return text.encode()
