"""The add-in as its manifest describes it: the button, the pane, and what the pane may ask (add-in only manifest, XML)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element, ParseError

from deploy.devtenant.graph import GraphFault
from deploy.devtenant.sim.hosts import is_local
from deploy.devtenant.sim.options import Options

_APP = "{http://schemas.microsoft.com/office/appforoffice/1.1}"
_NEW = "{http://schemas.microsoft.com/office/mailappversionoverrides/1.1}"
_BASIC = "{http://schemas.microsoft.com/office/officeappbasictypes/1.0}"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_DESK = ("DesktopFormFactor", "MessageReadCommandSurface", "Button", "16")
_PHONE = ("MobileFormFactor", "MobileMessageReadCommandSurface", "MobileButton", "32")


@dataclass(frozen=True)
class Button:
    """What stands in the ribbon, or on a phone in the menu of a mail."""

    label: str
    hint: str
    icon: str
    pane: str
    several: bool


@dataclass(frozen=True)
class AddIn:
    """`oldest`: the Mailbox requirement set that it needs. A missing button: it does not load on that kind of device."""

    permission: str
    oldest: str
    shared: bool
    desk: Button | None
    phone: Button | None

    def button(self, options: Options) -> Button | None:
        """The button in this Outlook; None where the add-in does not load, as in a shared mailbox on a phone."""
        phone = options.program.telefoon
        if options.gedeeld and (phone or not self.shared):
            return None
        if _number(options.mailbox) < _number(self.oldest):
            return None
        return self.phone if phone else self.desk


def plain_add_in(pane: str) -> AddIn:
    """One that may do everything, for when only the pane's address is known."""
    button = Button("Meld agressie", "", "", pane, several=True)
    return AddIn("ReadWriteMailbox", "1.5", shared=True, desk=button, phone=button)


def add_in(xml: str) -> AddIn:
    """Read a manifest as Outlook does: VersionOverrides 1.1 decides. GraphFault 400 says what is wrong with it."""
    try:
        root = ET.fromstring(xml)  # noqa: S314 - the administrator's own file, read on this machine
    except ParseError as error:
        raise _refused(f"no XML: {error}") from error
    host = root.find(f".//{_NEW}VersionOverrides//{_NEW}Host")
    if host is None:
        raise _refused("no VersionOverrides 1.1 with a Host")
    resources = {
        one.get("id", ""): one.get("DefaultValue", "") for one in root.iter() if one.tag.startswith(_BASIC)
    }
    return AddIn(
        permission=root.findtext(f"{_APP}Permissions", "Restricted"),
        oldest=_oldest(root),
        shared=host.findtext(f"{_NEW}DesktopFormFactor/{_NEW}SupportsSharedFolders") == "true",
        desk=_button(host, _DESK, resources),
        phone=_button(host, _PHONE, resources),
    )


def _oldest(root: Element) -> str:
    sets = root.find(f".//{_NEW}VersionOverrides/{_NEW}Requirements/{_BASIC}Sets")
    return "1.1" if sets is None else sets.get("DefaultMinVersion", "1.1")


def _button(host: Element, kind: tuple[str, str, str, str], resources: Mapping[str, str]) -> Button | None:
    factor, surface, control, size = kind
    points = host.findall(f"{_NEW}{factor}/{_NEW}ExtensionPoint")
    found = [one for point in points if point.get(_TYPE) == surface for one in point.iter(f"{_NEW}Control")]
    button = next((one for one in found if one.get(_TYPE) == control), None)
    if button is None:
        return None

    def resource(path: str) -> str:
        place = button.find(path)
        value = resources.get("" if place is None else place.get("resid", ""), "")
        if not value:
            raise _refused(f"{control} has no {path.rpartition('}')[2]} among its resources")
        return value

    pane, icon = (
        resource(f"{_NEW}Action/{_NEW}SourceLocation"),
        resource(f"{_NEW}Icon/{_BASIC}Image[@size='{size}']"),
    )
    if not (is_local(pane) and is_local(icon)):
        raise _refused("pane and icons are HTTPS addresses on this machine")
    hint = resource(f"{_NEW}Supertip/{_NEW}Description") if control == "Button" else ""
    several = button.findtext(f"{_NEW}Action/{_NEW}SupportsMultiSelect") == "true"
    return Button(resource(f"{_NEW}Label"), hint, icon, pane, several)


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _refused(why: str) -> GraphFault:
    return GraphFault(400, "BadRequest", f"the manifest cannot be used: {why}")
