"""How the look-alike behaves: which Outlook it plays, and what must go wrong. All of it stands in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from deploy.devtenant.graph import GraphFault
from deploy.devtenant.people import Person, find_person
from deploy.devtenant.sim.hosts import is_local

_NEWEST, _PHONE = "1.16", "1.5"
_MAILBOXES = ("1.16", "1.14", "1.13", "1.9", "1.8", "1.5")
_NESTED = {"1": "ja", "0": "nee", "klik": "klik"}


@dataclass(frozen=True)
class Options:
    """`mailbox`: highest requirement set. `naa`: ja, nee, or klik (only a window gives a token). `fail`: what fails.
    `traag`: milliseconds that each answer takes. `telefoon`: full-screen pane, as on a phone."""

    mailbox: str
    naa: str
    fail: tuple[str, ...]
    thema: str
    telefoon: bool
    traag: int

    def for_script(self) -> dict[str, Any]:
        """As the page's script reads them."""
        return asdict(self)


def options_of(query: Mapping[str, str]) -> Options:
    """Read them from the address; 400 for a value that means nothing."""
    phone = query.get("telefoon", "0") == "1"
    mailbox = query.get("mailbox") or (_PHONE if phone else _NEWEST)
    nested, slow = query.get("naa") or "1", query.get("traag") or "0"
    if mailbox not in _MAILBOXES or nested not in _NESTED or not slow.isdigit():
        raise GraphFault(
            400, "BadRequest", f"mailbox is one of {', '.join(_MAILBOXES)}; naa 1, 0 or klik; traag a number"
        )
    failing = tuple(name for name in query.get("fail", "").split(",") if name)
    theme = "donker" if query.get("thema") == "donker" else "licht"
    return Options(mailbox, _NESTED[nested], failing, theme, phone, min(int(slow), 60_000))


def person_of(query: Mapping[str, str]) -> Person:
    """Who sits behind this Outlook; 404 for somebody who does not sign in."""
    person = find_person(query.get("persoon") or "statenlid1")
    if person is None or not person.signs_in:
        raise GraphFault(404, "itemNotFound", "nobody with this name signs in here")
    return person


def pane_of(query: Mapping[str, str], default: str) -> str:
    """The task pane's address; 400 for one that is not on this machine."""
    address = query.get("paneel") or default
    if not is_local(address):
        raise GraphFault(400, "BadRequest", "paneel is an HTTPS address on this machine")
    return address
