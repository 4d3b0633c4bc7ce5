"""One running service for the tests of a module: what people do with a case, on a tenant of this folder alone."""

from collections.abc import Iterator

import pytest

from tests.flows.people import People
from tests.rig import provisioned, tenant
from tests.service_process import ServiceProcess
from tests.tenant_process import TenantProcess

__all__ = ["provisioned", "tenant"]


@pytest.fixture(scope="module")
def people(provisioned: TenantProcess, tmp_path_factory: pytest.TempPathFactory) -> Iterator[People]:
    """A service of its own for each module: one person sends in no more than sixty meldingen an hour."""
    service = ServiceProcess(provisioned, tmp_path_factory.mktemp("dienst")).start().wait_ready()
    yield People(service)
    service.stop()
