"""POST /$batch: limits, order, rights and faults of each part."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.devtenant.conftest import Listed
from tests.tenant_process import TenantProcess

JSON = {"Content-Type": "application/json"}


def part(key: str, listed: Listed, number: str, **more: Any) -> dict[str, Any]:
    url = listed.url.removeprefix("/v1.0") + "/items"
    return {
        "id": key,
        "method": "POST",
        "url": url,
        "headers": JSON,
        "body": {"fields": {"ZaakNr": number}},
    } | more


def send(client: httpx.Client, *parts: dict[str, Any]) -> httpx.Response:
    return client.post("/v1.0/$batch", json={"requests": list(parts)})


def statuses(answer: httpx.Response) -> dict[str, int]:
    assert answer.status_code == 200, answer.text
    return {one["id"]: one["status"] for one in answer.json()["responses"]}


def test_each_part_has_its_own_answer_and_they_may_come_in_any_order(zaken: Listed) -> None:
    zaken.add(ZaakNr="bezet")
    lone = {"id": "lees", "method": "GET", "url": f"{zaken.url.removeprefix('/v1.0')}/items/1?$expand=fields"}
    answer = send(zaken.service, part("a", zaken, "1"), part("b", zaken, "bezet"), lone)
    assert statuses(answer) == {"a": 201, "b": 400, "lees": 200}
    by_id = {one["id"]: one for one in answer.json()["responses"]}
    assert by_id["lees"]["body"]["fields"]["ZaakNr"] == "bezet"
    assert by_id["a"]["headers"]["ETag"] == by_id["a"]["body"]["eTag"]
    assert [one["id"] for one in answer.json()["responses"]] != ["a", "b", "lees"]


def test_a_dependant_of_a_failed_part_is_not_carried_out(zaken: Listed) -> None:
    zaken.add(ZaakNr="bezet")
    last = part("c", zaken, "3", dependsOn=["b"])
    answer = send(zaken.service, last, part("b", zaken, "2", dependsOn=["a"]), part("a", zaken, "bezet"))
    assert statuses(answer) == {"a": 400, "b": 424, "c": 424}
    assert len(zaken.ask().json()["value"]) == 1


def test_dependants_run_after_what_they_depend_on(zaken: Listed) -> None:
    parts = [part(str(n), zaken, f"nr {n}", **({"dependsOn": [str(n - 1)]} if n else {})) for n in range(5)]
    assert set(statuses(send(zaken.service, *reversed(parts))).values()) == {201}
    found = zaken.ask(expand="fields($select=ZaakNr)").json()["value"]
    assert [item["fields"]["ZaakNr"] for item in found] == [f"nr {n}" for n in range(5)]


def test_the_version_is_checked_in_a_part_too(zaken: Listed) -> None:
    made = zaken.add(ZaakNr="1")
    url = f"{zaken.url.removeprefix('/v1.0')}/items/{made['id']}/fields"
    change = {"id": "1", "method": "PATCH", "url": url, "body": {"Stand": "open"}}
    good, stale = ({"headers": JSON | {"If-Match": tag}} for tag in (made["eTag"], '"ander,9"'))
    assert statuses(send(zaken.service, change | stale)) == {"1": 412}
    assert statuses(send(zaken.service, change | good)) == {"1": 200}


@pytest.mark.parametrize(
    "requests",
    [
        [],
        "geen lijst",
        [{"id": "1", "method": "GET", "url": "/sites/x"}] * 2,
        [{"id": str(n), "method": "GET", "url": "/sites/x"} for n in range(21)],
        [{"id": "1", "method": "GET", "url": "/sites/x", "dependsOn": ["2"]}],
        [
            {"id": "1", "method": "GET", "url": "/sites/x", "dependsOn": ["2"]},
            {"id": "2", "method": "GET", "url": "/sites/x", "dependsOn": ["1"]},
        ],
        [{"id": "1", "method": "GET", "url": "/sites/x", "depends_on": ["2"]}],
        [{"id": "1", "method": "POST", "url": "/sites/x", "body": {}}],
        [{"id": "1", "method": "GET", "url": "https://localhost/v1.0/sites/x"}],
        [{"id": "1", "method": "POST", "url": "/$batch", "headers": JSON, "body": {}}],
        [{"id": 1, "method": "GET", "url": "/sites/x"}],
        [{"method": "GET", "url": "/sites/x"}],
        [{"id": "1", "method": "HEEN", "url": "/sites/x"}],
        ["geen object"],
    ],
    ids=lambda value: str(value)[:60],
)
def test_a_malformed_batch_is_refused_whole(service: httpx.Client, requests: Any) -> None:
    answer = service.post("/v1.0/$batch", json={"requests": requests})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "BadRequest")


def test_twenty_parts_are_carried_out(zaken: Listed) -> None:
    assert len(statuses(send(zaken.service, *(part(str(n), zaken, str(n)) for n in range(20))))) == 20


def test_a_part_can_be_throttled_alone(zaken: Listed, tenant: TenantProcess) -> None:
    tenant.fault(method="POST", path="/items$", kind="429", retry_after=7, skip=1)
    answer = send(zaken.service, part("a", zaken, "1"), part("b", zaken, "2"), part("c", zaken, "3"))
    assert sorted(statuses(answer).values()) == [201, 201, 429]
    hit = next(one for one in answer.json()["responses"] if one["status"] == 429)
    assert hit["headers"]["Retry-After"] == "7"


def test_a_connection_dropped_after_a_part_has_done_the_whole_batch(
    zaken: Listed, tenant: TenantProcess
) -> None:
    tenant.fault(method="POST", path="/items$", kind="drop_after_write")
    with pytest.raises(httpx.RemoteProtocolError):
        send(zaken.service, part("a", zaken, "1"), part("b", zaken, "2"))
    assert len(zaken.ask().json()["value"]) == 2


def test_the_log_has_a_line_for_the_batch_and_one_for_each_part(zaken: Listed, tenant: TenantProcess) -> None:
    before = tenant.last_request()
    send(zaken.service, part("a", zaken, "1"), part("b", zaken, "2"))
    whole, *parts = tenant.requests(before)
    assert (whole["path"], whole["units"], whole["batch"]) == ("/$batch", 0, None)
    assert [(one["units"], one["batch"], one["status"]) for one in parts] == [(2, whole["id"], 201)] * 2
