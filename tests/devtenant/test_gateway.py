"""The gateway: tokens, unknown routes, methods, sizes, headers, faults, latency, the request log."""

from __future__ import annotations

import time
import uuid
from typing import Any

import httpx
import jwt
import pytest

from tests.devtenant.conftest import Listed
from tests.tenant_process import CASE_SITE, CLIENT_ID, TenantProcess

GRAPH = "https://graph.microsoft.com"
SITE = f"/v1.0/sites/{CASE_SITE}"


def error(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def forged(tenant: TenantProcess, algorithm: str) -> str:
    claims = jwt.decode(tenant.app_token(), options={"verify_signature": False})
    return jwt.encode(claims, None if algorithm == "none" else "k" * 32, algorithm)


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (lambda t: "", "Access token is empty."),
        (lambda t: "Basic abc", "Access token is empty."),
        (lambda t: "Bearer geen-token", "IDX14100: JWT is not well formed."),
        (lambda t: "Bearer " + t.token("cdk"), "Access token validation failure. Invalid audience."),
        (
            lambda t: "Bearer " + t.token("cdk", scope=f"{GRAPH}/Mail.Read", lifetime=-5),
            "Lifetime validation failed, the token is expired.",
        ),
        (
            lambda t: "Bearer " + t.app_token()[:-8] + "AAAAAAAA",
            "Access token validation failure. Invalid signature.",
        ),
        (lambda t: "Bearer " + forged(t, "none"), "Access token validation failure. Invalid algorithm."),
        (lambda t: "Bearer " + forged(t, "HS256"), "Access token validation failure. Invalid algorithm."),
    ],
)
def test_a_bad_token_is_refused_with_graphs_words(tenant: TenantProcess, header: Any, message: str) -> None:
    with tenant.http() as client:
        answer = client.get(SITE, headers={"Authorization": header(tenant)})
    assert error(answer) == (401, "InvalidAuthenticationToken")
    assert answer.json()["error"]["message"] == message
    assert answer.headers["WWW-Authenticate"].startswith("Bearer ")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/bestaatniet", 400, "BadRequest"),
        ("GET", "/sites/x/bestaatniet", 400, "BadRequest"),
        ("POST", "/users/cdk@provincie.example/sendMail", 403, "ErrorAccessDenied"),
        ("POST", "/users/cdk@provincie.example/messages/1/send", 403, "ErrorAccessDenied"),
        ("POST", "/users/cdk@provincie.example/messages/1/reply", 403, "ErrorAccessDenied"),
        ("POST", "/users/cdk@provincie.example/messages/1/replyAll", 403, "ErrorAccessDenied"),
        ("POST", "/users/cdk@provincie.example/messages/1/forward", 403, "ErrorAccessDenied"),
        ("POST", "/users/cdk@provincie.example/messages/1/createReply", 403, "ErrorAccessDenied"),
        ("GET", "/sites/a,b,c/termStore", 501, "notSupported"),
        ("PUT", "/$batch", 405, "BadRequest"),
        ("DELETE", f"/sites/{CASE_SITE}", 405, "BadRequest"),
    ],
)
def test_a_route_that_is_not_there_fails_loudly(
    service: httpx.Client, method: str, path: str, status: int, code: str
) -> None:
    assert error(service.request(method, f"/v1.0{path}", json={})) == (status, code)


def test_an_unknown_segment_is_named(service: httpx.Client) -> None:
    answer = service.get("/v1.0/sites/x/bestaatniet").json()
    assert answer["error"]["message"] == "Resource not found for the segment 'bestaatniet'."


def test_every_answer_carries_graphs_headers(service: httpx.Client, site: str) -> None:
    own = str(uuid.uuid4())
    for path in (f"/v1.0/sites/{site}", "/v1.0/bestaatniet"):
        answer = service.get(path, headers={"client-request-id": own})
        assert answer.headers["client-request-id"] == own
        assert uuid.UUID(answer.headers["request-id"])
        assert "ServerInfo" in answer.headers["x-ms-ags-diagnostic"]
        assert answer.headers["Date"].endswith("GMT")
    inner = answer.json()["error"]["innerError"]
    assert (inner["request-id"], inner["client-request-id"]) == (answer.headers["request-id"], own)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"geen json", "application/json"),
        (b"[1]", "application/json"),
        (b'{"fields":{"Aantal":NaN}}', "application/json"),
        (b'{"fields":{}}', "text/plain"),
        (b"", "application/json"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(zaken: Listed, body: bytes, content_type: str) -> None:
    answer = zaken.service.post(f"{zaken.url}/items", content=body, headers={"Content-Type": content_type})
    assert error(answer) == (400, "BadRequest")
    assert answer.json()["error"]["message"].startswith("Unable to read JSON request payload.")


@pytest.mark.parametrize(
    "body",
    [
        {"velden": {}},
        {"fields": {}, "onbekend": 1},
        {"fields": {}, "createdBy": {"onbekend": 1}},
        {"@odata.type": "#microsoft.graph.bestaatNiet"},
    ],
    ids=str,
)
def test_a_property_that_the_model_lacks_is_refused(zaken: Listed, body: dict[str, Any]) -> None:
    answer = zaken.service.post(f"{zaken.url}/items", json=body)
    assert error(answer) == (400, "BadRequest")
    assert (
        "microsoft.graph" in answer.json()["error"]["message"]
        or "resolved" in answer.json()["error"]["message"]
    )


def test_a_body_over_four_megabytes_is_too_large(zaken: Listed) -> None:
    answer = zaken.service.post(f"{zaken.url}/items", json={"fields": {"Uitleg": "x" * (4 * 1024 * 1024)}})
    assert answer.status_code == 413


def test_an_option_given_twice_is_refused(service: httpx.Client, site: str) -> None:
    assert error(service.get(f"/v1.0/sites/{site}?$select=id&$select=name")) == (400, "BadRequest")


@pytest.mark.parametrize(
    ("kind", "code", "retry_after"),
    [
        ("429", "activityLimitReached", "3"),
        ("503", "serviceNotAvailable", "3"),
        ("500", "generalException", None),
        ("504", "UnknownError", None),
    ],
)
def test_a_fault_answers_in_place_of_the_call(
    zaken: Listed, tenant: TenantProcess, kind: str, code: str, retry_after: str | None
) -> None:
    order = {"method": "POST", "path": "/items$", "kind": kind, "times": 2, "skip": 1}
    tenant.fault(**order, **({"retry_after": 3} if retry_after else {}))
    answers = [
        zaken.service.post(f"{zaken.url}/items", json={"fields": {"ZaakNr": str(n)}}) for n in range(4)
    ]
    assert [one.status_code for one in answers] == [201, int(kind), int(kind), 201]
    assert error(answers[1])[1] == code
    assert answers[1].headers.get("Retry-After") == retry_after
    assert len(zaken.ask().json()["value"]) == 2


def test_the_throttling_body_repeats_its_status_inside(service: httpx.Client, tenant: TenantProcess) -> None:
    tenant.fault(path="^/sites", kind="429")
    answer = service.get(SITE)
    assert answer.headers["Retry-After"] == "1"
    assert answer.json()["error"]["innerError"]["code"] == "429"


@pytest.mark.parametrize(("kind", "made"), [("drop", 0), ("drop_after_write", 1)])
def test_a_dropped_connection_before_and_after_the_write(
    zaken: Listed, tenant: TenantProcess, kind: str, made: int
) -> None:
    before = tenant.last_request()
    tenant.fault(method="POST", path="/items$", kind=kind)
    with pytest.raises(httpx.RemoteProtocolError):
        zaken.service.post(f"{zaken.url}/items", json={"fields": {"ZaakNr": "1"}})
    assert len(zaken.ask().json()["value"]) == made
    assert tenant.requests(before)[0]["status"] == 0


def test_a_time_out_after_the_write_leaves_the_write(zaken: Listed, tenant: TenantProcess) -> None:
    tenant.fault(method="POST", path="/items$", kind="timeout_after_write")
    with pytest.raises(httpx.ReadTimeout):
        zaken.service.post(f"{zaken.url}/items", json={"fields": {"ZaakNr": "1"}}, timeout=0.5)
    assert len(zaken.ask().json()["value"]) == 1


def test_an_answer_can_be_altered_on_its_way(zaken: Listed, tenant: TenantProcess) -> None:
    tenant.fault(
        method="POST", path="/items$", kind="alter", set={"fields.ZaakNr": None, "fields.Wijk": "anders"}
    )
    fields = zaken.add(ZaakNr="1", Wijk="Noord")["fields"]
    assert "ZaakNr" not in fields
    assert fields["Wijk"] == "anders"
    assert zaken.ask(expand="fields").json()["value"][0]["fields"]["Wijk"] == "Noord"


def test_an_allowance_of_units_is_told_from_four_fifths_and_then_refused(
    zaken: Listed, tenant: TenantProcess
) -> None:
    tenant.control("POST", "budget", json={"units_per_minute": 10})
    try:
        answers = [
            zaken.service.post(f"{zaken.url}/items", json={"fields": {"ZaakNr": str(n)}}) for n in range(6)
        ]
    finally:
        tenant.control("POST", "budget", json={"units_per_minute": None})
    assert [one.status_code for one in answers] == [201] * 5 + [429]
    assert [one.headers.get("RateLimit-Remaining") for one in answers] == [None, None, None, "2", "0", "0"]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    assert error(answers[-1])[1] == "activityLimitReached"


@pytest.mark.parametrize(
    "order",
    [{"kind": "onbekend"}, {"kind": "429", "pad": "x"}, {"kind": "418"}, {"kind": "500", "path": "("}],
    ids=str,
)
def test_a_misspelt_fault_is_refused(tenant: TenantProcess, order: dict[str, Any]) -> None:
    with tenant.http() as client:
        assert client.post("/__tenant/faults", json=order).status_code == 400


def test_latency_is_waited_for_each_call_and_not_in_a_row(
    tenant: TenantProcess, service: httpx.Client
) -> None:
    tenant.latency(150)
    started = time.perf_counter()
    service.get(SITE)
    assert time.perf_counter() - started >= 0.15


def test_the_log_tells_who_asked_what_and_what_it_cost(zaken: Listed, tenant: TenantProcess) -> None:
    before, own = tenant.last_request(), str(uuid.uuid4())
    headers = {"client-request-id": own, "User-Agent": "NONISV|Proef|1.0"}
    zaken.service.post(f"{zaken.url}/items", json={"fields": {"ZaakNr": "1"}}, headers=headers)
    zaken.service.get(f"{zaken.url}/items/1")
    zaken.service.get(f"{zaken.url}/items")
    zaken.admin.get(zaken.url.rpartition("/lists")[0] + "/permissions")
    log = tenant.requests(before)
    assert [one["units"] for one in log] == [2, 1, 2, 5]
    assert (log[0]["app"], log[0]["client_request_id"], log[0]["user_agent"]) == (
        CLIENT_ID,
        own,
        "NONISV|Proef|1.0",
    )
    assert log[0]["method"] == "POST"
    assert log[0]["path"].endswith("/items")


def test_faults_can_be_given_at_the_start_and_the_data_lives_on(tmp_path: Any) -> None:
    faults = tmp_path / "faults.json"
    faults.write_text('[{"path": "^/sites", "kind": "503", "times": 1}]', "utf-8")
    first = TenantProcess.start(tmp_path / "data", "--faults", str(faults), "--latency-ms", "5")
    try:
        token = first.admin_token()
        with first.http(token) as client:
            assert client.get(SITE).status_code == 503
            made = client.get(SITE).json()
            answer = client.post(f"/v1.0/sites/{made['id']}/lists", json={"displayName": "Blijvend"})
            assert answer.status_code == 201
    finally:
        first.stop()
    second = TenantProcess.start(tmp_path / "data")
    try:
        assert second.state()["lists"]["/sites/agressiemeldingen"] == {"Blijvend": []}
        assert first.ca == second.ca
    finally:
        second.stop()
