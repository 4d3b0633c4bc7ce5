"""The spool on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from plugin.intake.database import engine_for
from plugin.intake.seal import SealingKeys
from plugin.intake.spool import Inzending, Spool, Upload
from tests.postgres import Postgres, postgres

__all__ = ["postgres"]

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def keys() -> SealingKeys:
    return SealingKeys([b"1" * 32])


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/spool.sqlite"
    server: Postgres = request.getfixturevalue("postgres")
    return server.database("spool")


@pytest.fixture
def engine(url: str) -> Iterator[sa.Engine]:
    engine = engine_for(url)
    yield engine
    engine.dispose()


@pytest.fixture
def spool(engine: sa.Engine, keys: SealingKeys) -> Spool:
    spool = Spool(engine, keys)
    spool.create_tables()
    return spool


def filled(spool: Spool, *contents: bytes) -> Upload:
    """An upload with these files, written the way a web framework does."""
    upload = spool.begin()
    for content in contents:
        stream = upload.file("foto.png", "image/png")
        for at in range(0, len(content), 65536):
            stream.write(content[at : at + 65536])
        stream.seek(0)
    return upload


def inzending(**changes: Any) -> Inzending:
    """A melding of statenlid1; `changes` replaces fields."""
    fields: dict[str, Any] = {
        "soort": "melding",
        "referentie": "M-7K3QX2VD",
        "oid": "statenlid1",
        "sleutel": "8d1f2c6e",
        "ontvangen_op": NOON,
        "melding": {"route": "hulp", "gebeurtenis": "Bedreigd per mail"},
        "persoon": {"oid": "statenlid1", "naam": "Statenlid 1"},
        "antwoord": {"referentie": "M-7K3QX2VD"},
    }
    return Inzending(**(fields | changes))
