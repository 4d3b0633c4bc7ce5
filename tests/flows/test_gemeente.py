"""Another organisation: a municipality goes through the whole chain with a profile of its own and the same code."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugin.letters import Letters
from plugin.letters.fields import LETTERS
from plugin.letters.text import letter_text
from plugin.protocol.profiel import Profiel
from plugin.web import hulp_words, meld_words
from plugin.web.eigen_woorden import eigen
from tests.service_process import free_port
from tests.tenant_process import ROOT

PROFILES = ROOT / "deploy" / "profiles"
OF_A_PROVINCE = re.compile(
    r"provincie|provinciaal|statenlid|\bstaten\b|commissaris|gedeputeerde|\bcdk\b", re.IGNORECASE
)


@pytest.fixture(scope="module")
def gemeente() -> Profiel:
    return Profiel.load(PROFILES / "voorbeeldgemeente.toml")


def test_the_demo_of_a_municipality_goes_round(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "deploy.demo", "--once", "--profiel", "voorbeeldgemeente"]
    places = ["--folder", str(tmp_path), "--port", str(free_port()), "--tenant-port", str(free_port())]
    done = subprocess.run(
        [*command, *places], cwd=ROOT, capture_output=True, text=True, timeout=150, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Mag de burgemeester boze.burger@voorbeeld.example uitnodigen voor een stopgesprek?" in done.stdout
    assert "Concept in het postvak van de burgemeester" in done.stdout
    assert not OF_A_PROVINCE.findall(done.stdout)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)


def test_what_people_read_first_names_no_province(gemeente: Profiel) -> None:
    said = [*_strings(meld_words.words(gemeente)), *_strings(hulp_words.words(gemeente))]
    assert "Niet meer in het gemeentehuis" in said
    assert "De burgemeester zegt: dit moet stoppen." in said
    values = {"provinciehuis"}  # what the API calls it, everywhere
    assert [one for one in said if OF_A_PROVINCE.search(one) and one not in values] == []


def test_no_word_of_a_province_stands_in_a_template(gemeente: Profiel) -> None:
    """What differs between organisations comes from the profile."""
    pages = [
        path for kind in ("pages", "fragments", "mail") for path in (ROOT / "templates" / kind).rglob("*.*")
    ]
    found = {path.name: OF_A_PROVINCE.findall(path.read_text(encoding="utf-8")) for path in pages}
    letters = [
        *(ROOT / "templates" / "letters").glob("*.docx"),
        *(ROOT / "templates" / "rapport").glob("*.docx"),
    ]
    found |= {path.name: OF_A_PROVINCE.findall(letter_text(path.read_bytes())) for path in letters}
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("{Organisatie} helpt u.", "De gemeente helpt u."),
        ("Een gesprek in {gebouw}.", "Een gesprek in het gemeentehuis."),
        ("{Ondertekenaar} besluit.", "De burgemeester besluit."),
    ],
)
def test_sentences_take_the_words_of_the_organisation(gemeente: Profiel, words: str, said: str) -> None:
    assert eigen(words, gemeente) == said


def test_a_letter_of_its_own_comes_in_place_of_ours() -> None:
    ours, own = Letters(ROOT / "templates"), Letters(ROOT / "templates", PROFILES / "voorbeeldgemeente")
    fields = {name: name for name in LETTERS["waarschuwing"] | LETTERS["ontzegging-gebouw"]}
    assert "onze gemeente" in own.write("waarschuwing", fields).text
    assert "onze gemeente" not in ours.write("waarschuwing", fields).text
    assert own.write("ontzegging-gebouw", fields).text == ours.write("ontzegging-gebouw", fields).text
