"""The guides say what the pages say: their text is one, their words stand on the pages, their pictures are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from deploy.gidsen import document, path_of
from plugin.protocol.profiel import Profiel
from plugin.web.assets import Assets
from plugin.web.gids_words import GIDSEN, tekst
from plugin.web.opmaak import opgemaakt
from tests.browser.maten import SIZES
from tests.tenant_process import ROOT

PROFILES = sorted((ROOT / "deploy" / "profiles").glob("*.toml"))
ON_PAGES = [
    *(ROOT / "templates" / "pages").glob("*.html"),
    *(ROOT / "templates" / "fragments").glob("*.html"),
    *(ROOT / "plugin" / "web").glob("*_*.py"),
    *(ROOT / "manifest").glob("*.py"),
]
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")


@pytest.mark.parametrize("gids", GIDSEN)
def test_the_document_is_the_text_of_the_page(gids: str) -> None:
    assert path_of(gids).read_text(encoding="utf-8") == document(gids), "run python -m deploy.gidsen"


@pytest.mark.parametrize("gids", GIDSEN)
def test_each_button_and_heading_that_a_guide_quotes_stands_on_a_page(gids: str) -> None:
    said = "\n".join(path.read_text(encoding="utf-8") for path in ON_PAGES)
    quoted = set(re.findall(r"\*\*(.+?)\*\*", document(gids)))
    assert len(quoted) > 10
    assert {words for words in quoted if words not in said} == set()


@pytest.mark.parametrize("profile", PROFILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("gids", GIDSEN)
def test_every_organisation_gets_its_own_numbers_and_offices(gids: str, profile: Path) -> None:
    profiel = Profiel.load(profile)
    words = tekst(gids, profiel)
    assert not re.search(r"[{}]", words)
    assert profiel.organisatie.kort in words
    if gids == "melder":
        assert profiel.nummers.beveiliging in words
    if "gemeente" in profile.stem:
        assert not re.search(r"provinc|Staten|commissaris", words)


def test_each_picture_in_the_documents_is_kept_and_has_words_for_who_does_not_see_it() -> None:
    shown = PICTURE.findall((ROOT / "docs" / "schermen.md").read_text(encoding="utf-8"))
    assert {Path(name).stem for _, name in shown} == set(SIZES)
    for written in (ROOT / "docs").glob("*.md"):
        for said, name in PICTURE.findall(written.read_text(encoding="utf-8")):
            picture = written.parent / name
            assert picture.is_file(), f"{written.name}: {name}"
            assert picture.parent.name != "beelden" or picture.stem in SIZES
            assert len(said) > 10


@pytest.mark.parametrize(("path", "gids"), [("/gids", "melder"), ("/gids/behandelaar", "behandelaar")])
def test_the_page_shows_every_picture_of_its_guide(client: FlaskClient, path: str, gids: str) -> None:
    shown = client.get(path).text
    names = [Path(name).name for _, name in PICTURE.findall(document(gids))]
    assert len(names) >= 5
    assert re.findall(r'<img src="/static/[0-9a-f]{12}/beelden/([^"]+)"', shown) == names


@pytest.mark.parametrize(
    ("path", "guide"),
    [
        ("/meld", "/gids"),
        ("/mijn", "/gids"),
        ("/mijn/M-00000000", "/gids"),
        ("/hulp", "/gids"),
        ("/zaken", "/gids/behandelaar"),
    ],
)
def test_a_guide_is_one_tap_away(client: FlaskClient, path: str, guide: str) -> None:
    assert f'href="{guide}"' in client.get(path).text


def test_marks_become_html_and_all_else_stays_text() -> None:
    words = '# Kop & meer\n\n- een **knop**\n- <b>twee</b>\n\n1. eerst\n\n![weg](beelden/is-er-niet.png)\n\nTot "slot"'
    assert opgemaakt(words, Assets()) == (
        "<h1>Kop &amp; meer</h1>\n"
        '<ul class="punten"><li>een <strong>knop</strong></li><li>&lt;b&gt;twee&lt;/b&gt;</li></ul>\n'
        '<ol class="nummers" role="list"><li>eerst</li></ol>\n\n'
        "<p>Tot &#34;slot&#34;</p>"
    )
