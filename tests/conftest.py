"""What all tests share: one dev tenant a session, without faults at the start of each test that uses it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.rig import tenant
from tests.tenant_process import TenantProcess

__all__ = ["tenant"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--pictures", default="", help="folder in which the pictures of the guides are left")


@pytest.fixture(autouse=True)
def _no_faults_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """A fault or latency ordered by one test never reaches the next."""
    yield
    if "tenant" in request.fixturenames:
        running: TenantProcess = request.getfixturevalue("tenant")
        running.clear_faults()
        running.latency(0)
