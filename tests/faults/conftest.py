"""The houses in which the fault tests take place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.house import Cluster, House, new_cluster, on_postgres, on_sqlite
from tests.postgres import Postgres
from tests.rig import provisioned, tenant
from tests.tenant_process import TenantProcess

__all__ = ["provisioned", "tenant"]


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """One server for all tests that do not stop it."""
    with new_cluster() as made:
        yield made


@pytest.fixture(scope="module", params=["SQLite", "PostgreSQL"])
def house(
    request: pytest.FixtureRequest, provisioned: TenantProcess, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """A service of its own for the tests of a module, on each of the two databases."""
    folder = tmp_path_factory.mktemp("huis")
    if request.param == "SQLite":
        with on_sqlite(provisioned, folder) as made:
            yield made
    else:
        server = Postgres(request.getfixturevalue("cluster").port)
        with on_postgres(provisioned, folder, server) as made:
            yield made
