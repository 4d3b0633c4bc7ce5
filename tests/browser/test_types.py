"""Scripts are held against types: office.js and its stand-in by Microsoft's own, the sign-in library by its package."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.browser.checkers import HERE, PACKAGES, type_faults
from tests.tenant_process import ROOT

VENDORED = ROOT / "plugin" / "static" / "vendor" / "msal"
LIBRARY = PACKAGES / "@azure" / "msal-browser"
WRONG = """
/** @param {Office.MessageRead} item */
export const one = (item) => item.subjekt;
Office.context.mailbox.getSelectedItemAsync(() => {});
export const three = msal.createNestablePublicClientApplication({ auth: { clientId: "x", popupRelayUrl: "x" } });
msalPopupRelay.runPopupRelay({ protocolVersion: 2, allowedOrigins: [] });
"""


@pytest.mark.parametrize("project", ["tsconfig.json", "tsconfig.sw.json"], ids=["pages", "service worker"])
def test_every_script_of_ours_keeps_its_types(project: str) -> None:
    assert type_faults(HERE / project) == []


def test_a_misspelt_name_of_office_or_of_the_sign_in_library_is_found(tmp_path: Path) -> None:
    (tmp_path / "wrong.js").write_text(WRONG)
    project = {
        "extends": str(HERE / "tsconfig.json"),
        "compilerOptions": {"typeRoots": [str(PACKAGES / "@types")]},
        "files": [str(HERE / "vendored.d.ts"), "wrong.js"],
        "include": [],
    }
    (tmp_path / "tsconfig.json").write_text(json.dumps(project))
    lines = {
        int(found[1])
        for found in re.finditer(r"wrong\.js\((\d+),", "\n".join(type_faults(tmp_path / "tsconfig.json")))
    }
    assert lines == {3, 4, 5, 6}


@pytest.mark.parametrize("file", sorted(VENDORED.glob("*.js")), ids=lambda file: file.name)
def test_the_vendored_library_is_the_published_one(file: Path) -> None:
    (published,) = LIBRARY.glob(f"lib/**/{file.name}")
    assert _code(file) == _code(published)
    assert (
        json.loads((LIBRARY / "package.json").read_text())["version"]
        in (VENDORED.parent / "VENDORED.md").read_text()
    )


def _code(file: Path) -> str:
    return re.sub(r"\n//# sourceMappingURL=.*\n?$", "", file.read_text(encoding="utf-8")).strip()
