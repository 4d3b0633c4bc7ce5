"""The API as it is described: complete, readable without a token, and true for whatever is sent."""

from typing import Any

import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from plugin.app import Service
from plugin.web.outcomes import WORD
from tests.tenant_process import TenantProcess

# A letter is bytes to whoever makes up a request.
schemathesis.serializer.alias(WORD, "application/octet-stream")
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)
# The first chain: these addresses stay.
ROUTES = {
    ("post", "/api/meldingen"),
    ("get", "/api/meldingen"),
    ("get", "/api/meldingen/{ref}"),
    ("post", "/api/meldingen/{ref}/maatregelen/{maatregel_id}/toestemming"),
    ("get", "/api/zaken"),
    ("get", "/api/zaken/{ref}"),
    ("post", "/api/zaken/{ref}/gesprekken"),
    ("post", "/api/zaken/{ref}/maatregelen"),
    ("post", "/api/zaken/{ref}/maatregelen/{maatregel_id}/concept"),
    ("get", "/api/zaken/{ref}/maatregelen/{maatregel_id}/document"),
    ("put", "/api/zaken/{ref}/maatregelen/{maatregel_id}/document"),
    ("post", "/api/zaken/{ref}/maatregelen/{maatregel_id}/uitgevoerd"),
    ("post", "/api/zaken/{ref}/maatregelen/{maatregel_id}/afgerond"),
    ("post", "/api/zaken/{ref}/maatregelen/{maatregel_id}/vervallen"),
    ("get", "/api/toegangslijst"),
    ("get", "/api/zaken/{ref}/bewijs/{bewijs_id}"),
}


@pytest.fixture
def described(client: FlaskClient) -> dict[str, Any]:
    return dict(client.get("/api/openapi.json").get_json())


def test_every_route_of_the_api_is_described(app: Service, described: dict[str, Any]) -> None:
    found = {(method, path) for path, operations in described["paths"].items() for method in operations}
    served = {
        (method.lower(), rule.rule.replace("<", "{").replace(">", "}"))
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
        if rule.rule.startswith("/api/") and method not in ("HEAD", "OPTIONS")
    }
    assert found == served - {("get", "/api/openapi.json")}
    assert found >= ROUTES


def test_what_comes_of_it_is_described_with_its_fields(described: dict[str, Any]) -> None:
    for method, path in ROUTES:
        good = [
            one for status, one in described["paths"][path][method]["responses"].items() if status < "400"
        ]
        schemas = [content["schema"] for one in good for content in one["content"].values()]
        assert schemas, path
        assert all(schemas), path


def test_every_error_is_described_as_a_problem(described: dict[str, Any]) -> None:
    for operations in described["paths"].values():
        for operation in operations.values():
            refusals = {status: one for status, one in operation["responses"].items() if int(status) >= 400}
            assert {"401", "403", "503"} <= set(refusals)
            assert all(set(one["content"]) == {"application/problem+json"} for one in refusals.values())


def test_there_is_no_page_that_would_load_from_elsewhere(client: FlaskClient) -> None:
    assert client.get("/docs").status_code == 404
    assert client.get("/api/openapi.json").content_type == "application/json"


@pytest.fixture(scope="session")
def api(app: Service, provisioned: TenantProcess) -> Any:
    return schemathesis.openapi.from_wsgi("/api/openapi.json", app)


@pytest.mark.parametrize(("method", "path"), sorted(ROUTES))
def test_whatever_is_sent_is_answered_as_described(
    api: Any, as_handler: dict[str, str], method: str, path: str
) -> None:
    @settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=api[path][method].as_strategy())
    def holds(case: schemathesis.Case) -> None:
        answer = case.call(headers=as_handler)
        case.validate_response(answer, checks=CHECKS)

    holds()
