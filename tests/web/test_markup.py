"""Every page as the service sends it, and every part in its page, is good HTML; style sheets are good CSS."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product as combinations
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from plugin.app import Service
from tests.browser import cases
from tests.browser.checkers import markup_faults, style_faults
from tests.tenant_process import ROOT
from tests.web.service_process import ServiceProcess

PEOPLE = ("statenlid1", "griffier", "regisseur")
NOBODY = "M-00000000"
# What the parts of an address may be; a part that is not named here is tried as a number.
PARTS = {"wat": ("gebeurtenis", "verslag-1"), "maatregel_id": ("m1",), "bewijs_id": ("b1",)}
PLACE = re.compile(r"(<div data-deel=[^>]*>).*?(</div>)", re.DOTALL)
SHEETS = sorted(
    [*(ROOT / "plugin" / "static").glob("*.css"), *(ROOT / "deploy" / "devtenant").glob("*/static/*.css")]
)


@pytest.fixture(scope="module")
def references(service: ServiceProcess) -> tuple[str, ...]:
    """Cases in the states that look different, and one that is not there."""
    return (cases.reported(service), cases.asked(service), cases.agreed(service), NOBODY)


def addresses(app: Service, start: str, references: tuple[str, ...]) -> Iterator[str]:
    """Every address that starts so and can be read, its parts filled in."""
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith(start) or "GET" not in (rule.methods or ()) or "<path:" in rule.rule:
            continue
        names: list[str] = re.findall(r"<(?:\w+:)?(\w+)>", rule.rule)
        choices = [references if name == "ref" else PARTS.get(name, ("1",)) for name in names]
        for values in combinations(*choices):
            yield re.sub(r"<[^>]+>", "%s", rule.rule) % values


def in_page(shell: str, part: str) -> str:
    """The page with this part in its place."""
    if PLACE.search(shell):
        return PLACE.sub(lambda place: place[1] + part + place[2], shell, count=1)
    return shell.replace("</main>", f"<div>{part}</div></main>")


def test_pages_and_parts_in_their_pages_are_good_html(
    app: Service, client: FlaskClient, service: ServiceProcess, references: tuple[str, ...], tmp_path: Path
) -> None:
    answers = {path: client.get(path) for path in addresses(app, "/", references)}
    shells = {path: answer.text for path, answer in answers.items() if answer.mimetype == "text/html"}
    assert {"/meld", "/mijn", "/zaken", "/register", "/hulp"} <= shells.keys()
    seen = {path: html for path, html in shells.items() if not path.startswith("/deel/")}
    read = 0
    for path in addresses(app, "/deel/", references):
        shell = shells.get("/" + path.split("/")[2], shells["/zaken"])
        for person in PEOPLE:
            answer = service.ask(person, "GET", path)
            read += answer.status_code == 200
            seen[f"{path} as {person}"] = in_page(shell, answer.text)
    assert read > len(references)
    assert markup_faults(seen, tmp_path) == []


def test_style_sheets_are_good_css() -> None:
    assert style_faults(*SHEETS) == []


def test_a_fault_is_found(tmp_path: Path) -> None:
    """The checkers are awake: a stray end tag, a second id, a property that does not exist."""
    page = "<!DOCTYPE html><html lang='nl'><head><title>x</title></head><body>%s</body></html>"
    wrong = {
        "stray": page % "<p>a</p></div>",
        "twice": page % "<p id='a'>a</p><p id='a'>b</p>",
        "good": page % "<p>a</p>",
    }
    assert [fault.split(",")[0] for fault in markup_faults(wrong, tmp_path)] == ["stray", "twice"]
    (tmp_path / "wrong.css").write_text("p { colour: red; }")
    assert "colour" in style_faults(tmp_path / "wrong.css")[0]
