"""Microsoft 365 is away while people report: nothing is lost, and when it is back nothing is doubled."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest

from tests.faults.house import House, on_sqlite, own_tenant
from tests.faults.standing import each_melding_stands_once, wait_until_nothing_is_left
from tests.faults.story import Sent, report, side_by_side, wait_until_told
from tests.service_process import eventually
from tests.tenant_process import TenantProcess


@contextmanager
def _stopped(house: House) -> Iterator[None]:
    """The whole of it is off; later it is back, on the same data and port."""
    port = str(urlsplit(house.tenant.url).port)
    house.tenant.stop()
    yield
    house.tenant = house.web.tenant = TenantProcess.start(house.tenant.data, "--port", port)


@contextmanager
def _answering_503(house: House) -> Iterator[None]:
    house.tenant.fault(path=".*", kind="503", retry_after=1, times=10_000)
    yield
    house.tenant.clear_faults()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("weg")
    tenant = own_tenant(folder)
    with on_sqlite(tenant, folder) as made:
        try:
            yield made
        finally:
            made.tenant.stop()


@pytest.mark.parametrize("away", [_stopped, _answering_503])
def test_a_receipt_comes_while_microsoft_365_is_away_and_everything_else_once_it_is_back(
    house: House, away: type
) -> None:
    for person in ("statenlid1", "statenlid2"):
        house.web.client(person).close()  # signs in while that can be done
    with away(house):
        meldingen = side_by_side(lambda number: report(house.web, number, seconds=10), range(6))
        assert all(sent.antwoord["contact"]["naam"] for sent in meldingen)
        assert all(_state(house, sent) == "verzegeld" for sent in meldingen), "the melder can follow it"
    wait_until_told(house.web, meldingen)
    wait_until_nothing_is_left(house.database)
    each_melding_stands_once(house.tenant.state(), meldingen)


def test_a_melding_outlives_a_restart_of_the_service_while_microsoft_365_is_away(house: House) -> None:
    with _answering_503(house):
        meldingen = [report(house.web, number, seconds=10) for number in range(2)]
        house.workers[0].kill9()
        house.web.wait_ready()
        assert all(_state(house, sent) == "verzegeld" for sent in meldingen)
    wait_until_told(house.web, meldingen)
    wait_until_nothing_is_left(house.database)
    each_melding_stands_once(house.tenant.state(), meldingen)


def test_the_pages_of_a_case_say_that_microsoft_365_is_away(house: House) -> None:
    with _answering_503(house), house.web.client("griffier") as http:
        answer = eventually(lambda: http.get("/api/zaken"), "an answer", 5)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "1")


def _state(house: House, sent: Sent) -> str:
    with house.web.client(sent.door) as http:
        answer = http.get(f"/api/meldingen/{sent.referentie}")
    answer.raise_for_status()
    return str(answer.json()["verwerking"])
