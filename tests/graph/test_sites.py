"""What a site holds, read to the last page."""

import uuid

from graph.connection import Graph
from graph.files import Files
from graph.request import Request
from graph.sites import Site, rows
from plugin.casebook.columns import DOSSIER
from tests.tenant_process import CASE_SITE, TenantProcess


def test_a_collection_is_read_to_its_last_page(service_graph: Graph, provisioned: TenantProcess) -> None:
    folder = f"M-{uuid.uuid4().hex[:8]}"
    Files(service_graph, CASE_SITE, DOSSIER.name).put_all(
        {f"{folder}/{name}": lambda: b"x" for name in "abc"}
    )
    drive = Site(service_graph, CASE_SITE).drive_id(DOSSIER.name)
    items = service_graph.client.drives.by_drive_id(drive).items
    top = rows(service_graph, Request("GET", items.by_drive_item_id("root").children))
    found = next(one for one in top if one["name"] == folder)
    before = provisioned.last_request()
    asked = Request("GET", items.by_drive_item_id(found["id"]).children, {"top": "1"})
    assert {one["name"] for one in rows(service_graph, asked)} == {"a", "b", "c"}
    assert len(provisioned.requests(before)) == 3
