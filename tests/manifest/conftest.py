"""The packages as an administrator gets them, made once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from manifest.build import packages
from manifest.facts import Facts
from plugin.protocol.profiel import Profiel
from plugin.settings import Settings, load
from tests.tenant_process import CLIENT_ID, ROOT, TENANT_ID

BASE = "https://meld.provincie.example"
PROFILE = ROOT / "deploy" / "profiles" / "demo.toml"


@pytest.fixture(scope="session")
def environ(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The settings of a service in use, but for the Teams app, that is not uploaded yet."""
    folder = tmp_path_factory.mktemp("manifest")
    key = folder / "sleutel"
    key.touch()
    return {
        "MELD_TENANT_ID": TENANT_ID,
        "MELD_CLIENT_ID": CLIENT_ID,
        "MELD_MANAGED_IDENTITY": "1",
        "MELD_CASE_SITE": "provincie.sharepoint.example:/sites/agressiemeldingen",
        "MELD_REGISTER_SITE": "provincie.sharepoint.example:/sites/agressieregister",
        "MELD_PROFILE": str(PROFILE),
        "MELD_PUBLIC_URL": BASE,
        "MELD_STATE_DIR": str(folder),
        "MELD_SEALING_KEY": str(key),
    }


@pytest.fixture(scope="session")
def facts_for(environ: dict[str, str]) -> Callable[..., Facts]:
    def made(**changes: str) -> Facts:
        names = {f"MELD_{name.upper()}": value for name, value in changes.items()}
        settings: Settings = load(environ | {"MELD_TEAMS_APP_ID": "x"} | names)
        return Facts.of(settings, Profiel.load(settings.profile), "1.0.0")

    return made


@pytest.fixture(scope="session")
def facts(facts_for: Callable[..., Facts]) -> Facts:
    return facts_for()


@pytest.fixture(scope="session")
def made(facts: Facts) -> dict[str, bytes]:
    return packages(facts)


@pytest.fixture(scope="session")
def folder(made: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages as files."""
    place = tmp_path_factory.mktemp("pakketten")
    for name, content in made.items():
        (place / name).write_bytes(content)
    return place
