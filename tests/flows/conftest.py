"""One running service on one provisioned tenant for the tests of what people do with a case."""

from collections.abc import Iterator

import pytest

from tests.flows.people import People
from tests.rig import provisioned  # noqa: F401 - a fixture is used by its name
from tests.service_process import ServiceProcess
from tests.tenant_process import TenantProcess


@pytest.fixture(scope="session")
def people(
    provisioned: TenantProcess,  # noqa: F811 - the fixture
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[People]:
    service = ServiceProcess(provisioned, tmp_path_factory.mktemp("dienst")).start().wait_ready()
    yield People(service)
    service.stop()
