"""How the look-alike behaves: which Outlook it plays, and what must go wrong. All of it stands in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from deploy.devtenant.graph import GraphFault
from deploy.devtenant.people import FIRST_MEMBER, Person, find_person
from deploy.devtenant.sim.hosts import is_local

_MAILBOXES = ("1.16", "1.15", "1.14", "1.13", "1.9", "1.8", "1.5")
_NESTED = {"1": "ja", "0": "nee", "klik": "klik"}


@dataclass(frozen=True)
class Host:
    """One Outlook: its newest requirement set, whether it signs the pane in, and what it says of itself.

    Sources: "Outlook API requirement sets", "Nested app auth requirement sets", and Office.Diagnostics.hostName."""

    woord: str
    mailbox: str
    naa: str
    platform: str
    host_name: str
    info: str
    telefoon: bool = False


HOSTS = {
    "web": Host("Outlook op het web", "1.16", "1", "OfficeOnline", "OutlookWebApp", "Web"),
    "windows": Host("Windows, klassiek", "1.16", "1", "PC", "Outlook", "Win32"),
    "oud": Host("Windows, versie 2021", "1.9", "0", "PC", "Outlook", "Win32"),
    "mac": Host("Mac", "1.14", "1", "Mac", "Outlook", "Mac"),
    "ios": Host("iPhone", "1.5", "1", "iOS", "OutlookIOS", "iOS", telefoon=True),
    "android": Host("Android", "1.5", "1", "Android", "OutlookAndroid", "Android", telefoon=True),
}
FAILING = {
    "getAsFileAsync": "De mail ophalen",
    "body.getAsync": "De tekst van de mail ophalen",
    "getAllInternetHeadersAsync": "De koppen van de mail ophalen",
    "getSelectedItemsAsync": "Zeggen welke mails gekozen zijn",
    "loadItemByIdAsync": "Een gekozen mail openen",
    "getSharedPropertiesAsync": "Zeggen van wie het postvak is",
    "hello": "Het onderdeel laadt niet",
    "nestedAppAuth": "Het aanmelden",
}


@dataclass(frozen=True)
class Options:
    """`host`: which of HOSTS. `mailbox`: highest requirement set. `naa`: ja, nee, or klik (only a window gives a
    token). `fail`: what fails. `traag`: milliseconds that each answer takes. `gedeeld`: whose mailbox this is, when it
    is not one's own."""

    host: str
    mailbox: str
    naa: str
    fail: tuple[str, ...]
    thema: str
    traag: int
    gedeeld: str

    @property
    def program(self) -> Host:
        """The Outlook that is played."""
        return HOSTS[self.host]

    def for_script(self) -> dict[str, Any]:
        """As the page's script reads them."""
        program = self.program
        played = {"telefoon": program.telefoon, "platform": program.platform, "hostName": program.host_name}
        return asdict(self) | played | {"info": program.info}


def options_of(query: Mapping[str, str]) -> Options:
    """Read them from the address; 400 for a value that means nothing."""
    host, slow = query.get("host") or "web", query.get("traag") or "0"
    if host not in HOSTS or not slow.isdigit():
        raise GraphFault(400, "BadRequest", f"host is one of {', '.join(HOSTS)}; traag a number")
    mailbox, nested = query.get("mailbox") or HOSTS[host].mailbox, query.get("naa") or HOSTS[host].naa
    if mailbox not in _MAILBOXES or nested not in _NESTED:
        raise GraphFault(400, "BadRequest", f"mailbox is one of {', '.join(_MAILBOXES)}; naa 1, 0 or klik")
    failing = tuple(name for name in query.get("fail", "").split(",") if name)
    theme = "donker" if query.get("thema") == "donker" else "licht"
    return Options(
        host, mailbox, _NESTED[nested], failing, theme, min(int(slow), 60_000), query.get("gedeeld", "")
    )


def person_of(query: Mapping[str, str]) -> Person:
    """Who sits behind this Outlook; 404 for somebody who does not sign in."""
    person = mailbox_of(query.get("persoon") or FIRST_MEMBER)
    if not person.signs_in:
        raise GraphFault(404, "itemNotFound", "nobody with this name signs in here")
    return person


def mailbox_of(name: str) -> Person:
    """Whose mailbox is looked at, also one that is only shared; 404 for a name that nobody has."""
    found = find_person(name)
    if found is None:
        raise GraphFault(404, "itemNotFound", "nobody here has this name")
    return found


def pane_of(query: Mapping[str, str], default: str) -> str:
    """The task pane's address; 400 for one that is not on this machine."""
    address = query.get("paneel") or default
    if not is_local(address):
        raise GraphFault(400, "BadRequest", "paneel is an HTTPS address on this machine")
    return address
