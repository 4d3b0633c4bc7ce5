"""The old cases are found however many there are: no question meets more rows than SharePoint allows."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.connection import Graph
from graph.files import Files
from graph.lists import Lists
from plugin.casebook.bewaarplaats import Bewaarplaats
from plugin.casebook.columns import DOSSIER
from plugin.casebook.rows import case_fields
from plugin.protocol.terms import ZaakStatus
from plugin.protocol.zaak import Afsluiting
from tests.faults.house import own_tenant
from tests.protocol.bouwstenen import GRIFFIER, een_zaak
from tests.rig import graph_config
from tests.tenant_process import CASE_SITE, TenantProcess

CASES = "/sites/agressiemeldingen"
THRESHOLD = 5000
LAST = datetime(2022, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[TenantProcess]:
    made = own_tenant(tmp_path)
    try:
        yield made
    finally:
        made.stop()


def test_old_cases_are_found_above_the_threshold_too(own: TenantProcess) -> None:
    """Two months hold as many rows as one question may meet; the case is closed in the month after."""
    rows = [
        {"Referentie": f"M-{number:08}", "Sleutel": f"s-{number}", "Stapel": f"2022-0{1 + number % 2}"}
        for number in range(THRESHOLD)
    ]
    end = Afsluiting(op=LAST, door=GRIFFIER, reden="klaar")
    closed = een_zaak(ontvangen_op=LAST, status=ZaakStatus.AFGESLOTEN, afsluiting=end)
    for start in range(0, THRESHOLD, 1000):
        body = {"site": CASES, "list": "Meldingen", "rows": rows[start : start + 1000]}
        own.control("POST", "seed", json=body)
    own.control("POST", "seed", json={"site": CASES, "list": "Meldingen", "rows": [case_fields(closed)]})
    graph = Graph(graph_config(own))
    place = Bewaarplaats(Lists(graph, CASE_SITE), Files(graph, CASE_SITE, DOSSIER.name))

    assert [one.zaak.referentie for one in place.gesloten_tot("2022-03")] == [closed.referentie]
    assert list(place.gesloten_tot("2022-02")) == []
