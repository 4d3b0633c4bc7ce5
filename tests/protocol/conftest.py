"""The profile of the demo, as every test of the rules reads it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from plugin.protocol.profiel import Profiel
from tests.protocol.bouwstenen import DEMO


@pytest.fixture(scope="session")
def profiel() -> Profiel:
    return Profiel.load(DEMO)


@pytest.fixture
def inhoud() -> dict[str, Any]:
    """What stands in the file, to be changed before it is read."""
    return tomllib.loads(Path(DEMO).read_text(encoding="utf-8"))
