"""The add-in's XML: what stands where, as Microsoft documents it, and what Microsoft's own converter reads in it."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from manifest.icons import SIZES
from tests.manifest.conftest import BASE
from tests.tenant_process import ROOT

CONVERTER = ROOT / "tests" / "browser" / "node_modules" / "office-addin-manifest-converter" / "cli.js"
OFFICE = "http://schemas.microsoft.com/office/appforoffice/1.1"
OUTER = "http://schemas.microsoft.com/office/mailappversionoverrides"
INNER = f"{OUTER}/1.1"
BASIC = "http://schemas.microsoft.com/office/officeappbasictypes/1.0"
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
# Children in the order of Microsoft's schema; the parser of Exchange takes no other.
ORDER = {
    "OfficeApp": "Id Version ProviderName DefaultLocale DisplayName Description IconUrl HighResolutionIconUrl SupportUrl AppDomains Hosts"
    " Requirements FormSettings Permissions Rule DisableEntityHighlighting VersionOverrides",
    "DesktopFormFactor": "SupportsSharedFolders ExtensionPoint",
    "Control": "Label Supertip Icon Action",
    "Action": "SourceLocation SupportsPinning SupportsNoItemContext SupportsMultiSelect",
    "Resources": "Images Urls ShortStrings LongStrings",
    "Host": "DesktopFormFactor MobileFormFactor",
}
FILES = ["outlook.xml", "outlook-meer-mails.xml"]


@pytest.fixture(params=FILES)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def manifest(name: str, made: dict[str, bytes]) -> etree._Element:
    return etree.fromstring(made[name])


def _all(manifest: etree._Element, name: str) -> Iterator[etree._Element]:
    return manifest.iterfind(f".//{{*}}{name}")


def _local(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def test_each_element_stands_where_the_schema_has_it(manifest: etree._Element) -> None:
    for parent, written in ORDER.items():
        order = written.split()
        for found in [manifest, *_all(manifest, parent)]:
            if _local(found) == parent:
                places = [order.index(_local(child)) for child in found]
                assert places == sorted(places), parent


def test_the_buttons_stand_in_the_overrides_of_version_1_1(manifest: etree._Element) -> None:
    assert etree.QName(manifest).namespace == OFFICE
    outer = manifest[-1]
    (inner,) = outer
    assert (etree.QName(outer).namespace, outer.get(TYPE)) == (OUTER, "VersionOverridesV1_0")
    assert (etree.QName(inner).namespace, inner.get(TYPE)) == (INNER, "VersionOverridesV1_1")
    assert {etree.QName(one).namespace for one in inner.iter()} == {INNER, BASIC}


def test_the_button_shows_beside_a_mail_that_is_read_on_every_device(manifest: etree._Element) -> None:
    points = {point.get(TYPE): _local(point.getparent()) for point in _all(manifest, "ExtensionPoint")}
    assert points == {
        "MessageReadCommandSurface": "DesktopFormFactor",
        "MobileMessageReadCommandSurface": "MobileFormFactor",
    }
    assert [one.text for one in _all(manifest, "SupportsSharedFolders")] == ["true"]


def test_an_outlook_of_mailbox_1_5_takes_it(manifest: etree._Element) -> None:
    """Phones stop at 1.5; what is newer is asked for by the pane when it runs."""
    assert [one.get("MinVersion") for one in _all(manifest, "Set") if one.get("MinVersion")] == ["1.5"]
    assert [
        one.get("DefaultMinVersion") for one in _all(manifest, "Sets") if one.get("DefaultMinVersion")
    ] == ["1.5"]


def test_each_resource_is_named_once_is_short_and_is_used(manifest: etree._Element) -> None:
    (resources,) = _all(manifest, "Resources")
    ids = [one.get("id") for group in resources for one in group]
    used = [one.get("resid") for one in manifest.iter() if one.get("resid")]
    assert len(ids) == len(set(ids))
    assert set(used) == set(ids)
    assert all(len(one) <= 32 for one in ids)
    controls = [one.get("id") for kind in ("Group", "Control") for one in _all(manifest, kind)]
    assert len(controls) == len(set(controls))


def test_no_text_is_longer_than_outlook_shows(manifest: etree._Element) -> None:
    longest = {"DisplayName": 125, "Description": 250, "ShortStrings": 125, "LongStrings": 250}
    for kind, most in longest.items():
        for found in _all(manifest, kind):
            texts = [one.get("DefaultValue", "") for one in found.iter()]
            assert all(len(text) <= most for text in texts), kind


def test_a_phone_gets_its_nine_icons_and_the_ribbon_its_three(manifest: etree._Element) -> None:
    urls = {one.get("id"): one.get("DefaultValue") for one in _all(manifest, "Image") if one.get("id")}
    shown = [one for one in _all(manifest, "Image") if one.get("resid")]
    assert sorted((one.get("size"), one.get("scale")) for one in shown if one.get("scale")) == [
        (size, scale) for size in ("25", "32", "48") for scale in ("1", "2", "3")
    ]
    assert {one.get("size") for one in shown if not one.get("scale")} == {"16", "32", "80"}
    for one in shown:
        pixels = int(one.get("size", "0")) * int(one.get("scale", "1"))
        assert pixels in SIZES
        assert urls[one.get("resid")] == f"{BASE}/iconen/icoon-{pixels}.png"


def test_every_address_is_ours_and_has_tls(made: dict[str, bytes], name: str) -> None:
    addresses = re.findall(r'(?:DefaultValue="|AppDomain>)(https?:[^"<]+)', made[name].decode())
    assert len(addresses) > 10
    assert all(address == BASE or address.startswith(f"{BASE}/") for address in addresses)


@pytest.mark.parametrize(
    ("name", "permission", "actions"),
    [
        ("outlook.xml", "ReadItem", ["SupportsPinning"]),
        (
            "outlook-meer-mails.xml",
            "ReadWriteMailbox",
            ["SupportsPinning", "SupportsNoItemContext", "SupportsMultiSelect"],
        ),
    ],
)
def test_only_who_wants_several_mails_at_once_asks_more_than_reading_the_open_one(
    manifest: etree._Element, permission: str, actions: list[str]
) -> None:
    assert [one.text for one in _all(manifest, "Permissions")] == [permission]
    desktop = next(iter(_all(manifest, "Action")))
    assert [_local(one) for one in desktop][1:] == actions


def test_both_files_are_the_same_addin(made: dict[str, bytes]) -> None:
    ids = {etree.fromstring(made[file]).findtext(f"{{{OFFICE}}}Id") for file in FILES}
    assert len(ids) == 1


def test_microsofts_own_converter_reads_what_was_meant(folder: Path, name: str, tmp_path: Path) -> None:
    """It ends well also when it refuses, so only the file that it writes tells."""
    converted = _converted(folder / name, tmp_path)
    (extension,) = converted["extensions"]
    pages = {one["code"]["page"] for one in extension["runtimes"]}
    forms = [form for one in extension["runtimes"] for form in one["requirements"]["formFactors"]]
    ribbon = next(one for one in extension["ribbons"] if "mailRead" in one["contexts"])
    button = ribbon["tabs"][0]["groups"][0]["controls"][0]
    assert pages == {f"{BASE}/meld"}
    assert forms == ["desktop", "mobile"]
    assert button["label"] == "Meld agressie"
    assert {icon["size"] for icon in button["icons"]} == {16, 32, 80}


def test_the_converter_refuses_a_manifest_without_its_version(folder: Path, tmp_path: Path) -> None:
    """So that the test above can fail."""
    broken = tmp_path / "stuk.xml"
    text = (folder / "outlook.xml").read_text(encoding="utf-8")
    broken.write_text(re.sub("<Version>.*</Version>", "", text), encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        _converted(broken, tmp_path)


def _converted(xml: Path, into: Path) -> dict[str, Any]:
    command = ["node", str(CONVERTER), "convert", str(xml), "--output", str(into / "json")]
    subprocess.run(command, check=False, timeout=60, capture_output=True)
    return dict(json.loads((into / "json" / "manifest.json").read_text(encoding="utf-8")))
