"""The command of the administrator."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from manifest.build import main, packages
from manifest.facts import Facts


def test_the_command_writes_three_files_and_says_where(
    environ: dict[str, str], made: dict[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "pakket")], environ) == 0
    said = capsys.readouterr().out.split()
    assert said == [str(tmp_path / "pakket" / name) for name in made]
    for name, content in made.items():
        assert (tmp_path / "pakket" / name).read_bytes() == content


def test_the_same_settings_give_the_same_bytes(facts: Facts, made: dict[str, bytes]) -> None:
    assert packages(facts) == made


def test_each_package_has_an_id_of_its_own_that_stays(facts: Facts) -> None:
    ids = [UUID(facts.id(package)) for package in ("outlook", "teams")]
    assert len({*ids, UUID(facts.client_id)}) == 3
    assert facts.id("teams") == "cfd5c011-bf92-59ae-a45e-9ac01d8d265c"


@pytest.mark.parametrize(
    ("changes", "arguments", "said"),
    [
        ({"MELD_PUBLIC_URL": "http://localhost:8443"}, [], "https://"),
        ({}, ["--versie", "1"], "drie getallen"),
        ({}, ["--versie", "0.1.0"], "drie getallen"),
        ({"MELD_CLIENT_ID": ""}, [], "MELD_CLIENT_ID ontbreekt"),
        ({"MELD_KLEUR": "rood"}, [], "MELD_KLEUR bestaat niet"),
    ],
    ids=["no TLS", "a short version", "a version below one", "no client", "an unknown setting"],
)
def test_what_cannot_be_used_is_said_before_anything_is_written(
    environ: dict[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    changes: dict[str, str],
    arguments: list[str],
    said: str,
) -> None:
    assert main([str(tmp_path / "pakket"), *arguments], environ | changes) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "pakket").exists()


def test_a_folder_that_cannot_be_made_is_said(
    environ: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bestand").touch()
    assert main([str(tmp_path / "bestand")], environ) == 1
    assert capsys.readouterr().err.startswith("Schrijven lukt niet")
