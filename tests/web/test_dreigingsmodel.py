"""The threat model names the test behind each claim about our own software, and none of the stand-in's."""

import re

from tests.tenant_process import ROOT

TESTS = {
    name: path.relative_to(ROOT)
    for path in sorted((ROOT / "tests").rglob("test_*.py"), key=lambda path: "devtenant" not in path.parts)
    for name in re.findall(r"^def (test_\w+)\(", path.read_text(encoding="utf-8"), re.MULTILINE)
}
ROWS = [
    cells
    for line in (ROOT / "docs" / "dreigingsmodel.md").read_text(encoding="utf-8").splitlines()
    if len(cells := line.strip("|").split("|")) == 3 and not set(line) <= set("|- ")
]


def test_each_claim_names_a_test_that_is_there_or_who_looks_it_over() -> None:
    claims = [cells for cells in ROWS if cells[2].strip() != "bewaakt door"]
    assert len(claims) > 25
    for _, claim, guard in claims:
        named = re.findall(r"`(test_\w+)`", guard)
        files = re.findall(r"`(tests/[\w/]+\.py)`", guard)
        assert named or files or "na te zien in de eigen tenant" in guard, claim
        assert [one for one in named if one not in TESTS] == [], claim
        assert [one for one in files if not (ROOT / one).is_file()] == [], claim
        assert [one for one in named if "devtenant" in TESTS[one].parts] == [], claim
