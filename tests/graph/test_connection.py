"""The one door: signing in, trusting, failing, logging, forking."""

import logging
import os
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import certifi
import pytest

from graph.connection import USER_AGENT, Graph
from graph.errors import GraphError, NotFound, Refused, Transient
from graph.request import Request
from tests.rig import graph_config
from tests.tenant_process import ROOT, SECRET, TenantProcess

ELSEWHERE = "https://localhost.example.invalid/v1.0/sites/x/lists"


def read_lists(graph: Graph) -> list[str]:
    builder = graph.client.sites.by_site_id("root").with_url(site_address(graph))
    site = graph.call(Request("GET", builder)).json["id"]
    lists = graph.call(Request("GET", graph.client.sites.by_site_id(site).lists)).json
    return [found["displayName"] for found in lists["value"]]


def site_address(graph: Graph) -> str:
    return f"{graph.config.base_url}/sites/provincie.sharepoint.example:/sites/agressiemeldingen"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("way", ["secret", "certificate"])
def test_the_service_signs_in_with_a_secret_or_a_certificate(provisioned: TenantProcess, way: str) -> None:
    certificate = provisioned.data / "app.pem"
    changes: dict[str, Any] = {"client_secret": None, "client_certificate": certificate}
    graph = Graph(graph_config(provisioned, **(changes if way == "certificate" else {})))
    assert "Meldingen" in read_lists(graph)


def test_a_wrong_secret_is_for_the_administrator(tenant: TenantProcess) -> None:
    with pytest.raises(Refused) as caught:
        Graph(graph_config(tenant, client_secret="onjuist")).token()
    assert caught.value.code == "AADSTS7000215"


def test_a_sign_in_page_that_is_away_means_try_again(tenant: TenantProcess) -> None:
    away = f"https://localhost:{free_port()}"
    with pytest.raises(Transient):
        Graph(graph_config(tenant, authority_host=away)).token()


def test_many_calls_at_once_wait_together_for_a_sign_in_page_that_does_not_answer(
    tenant: TenantProcess,
) -> None:
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as silent, ThreadPoolExecutor(8) as pool:

        def answer() -> None:
            while True:
                try:
                    one, _ = silent.accept()
                except OSError:  # closed at the end
                    return
                asked.append(one)
                time.sleep(1)
                one.close()

        threading.Thread(target=answer, daemon=True).start()
        away = f"https://127.0.0.1:{silent.getsockname()[1]}"
        graph = Graph(graph_config(tenant, authority_host=away))
        tries = [pool.submit(graph.token) for _ in range(8)]
        assert {type(one.exception()) for one in tries} == {Transient}
    assert len(asked) <= 2  # the last to come may have missed the first failure


def test_graph_that_is_away_means_try_again(tenant: TenantProcess) -> None:
    graph = Graph(graph_config(tenant, graph_url=f"https://localhost:{free_port()}"))
    with pytest.raises(Transient, match="connection"):
        graph.call(Request("GET", graph.client.sites))


@pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"])
def test_a_ca_named_on_the_machine_does_not_replace_ours(
    provisioned: TenantProcess, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, certifi.where())
    assert "Meldingen" in read_lists(Graph(graph_config(provisioned)))


def test_a_certificate_of_another_ca_is_not_trusted(
    tenant: TenantProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", tenant.ca)
    monkeypatch.setenv("SSL_CERT_FILE", tenant.ca)
    with pytest.raises(Transient):
        Graph(graph_config(tenant, ca_bundle=None)).token()


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("400", Refused),
        ("401", Refused),
        ("403", Refused),
        ("404", NotFound),
        ("429", Transient),
        ("500", Transient),
        ("502", Transient),
        ("503", Transient),
        ("504", Transient),
        ("drop", Transient),
    ],
)
def test_each_failure_is_named_by_what_to_do_and_tried_once(
    provisioned: TenantProcess, service_graph: Graph, kind: str, expected: type[GraphError]
) -> None:
    before = provisioned.last_request()
    provisioned.fault(method="GET", path="^/sites/.*agressiemeldingen", kind=kind, times=9)
    with pytest.raises(expected) as caught:
        read_lists(service_graph)
    assert type(caught.value) is expected
    assert len(provisioned.requests(before)) <= 1


def test_a_throttled_call_carries_the_time_that_was_asked_for(
    provisioned: TenantProcess, service_graph: Graph
) -> None:
    provisioned.fault(method="GET", path="^/sites/", kind="429", retry_after=11)
    with pytest.raises(Transient) as caught:
        read_lists(service_graph)
    assert caught.value.retry_after == 11
    assert caught.value.request_id


def test_an_answer_that_stays_away_is_given_up_after_ten_seconds(
    provisioned: TenantProcess, service_graph: Graph
) -> None:
    provisioned.fault(method="GET", path="^/sites/", kind="timeout_after_write")
    with pytest.raises(Transient, match="timeout"):
        read_lists(service_graph)


def test_the_token_never_goes_to_another_host(provisioned: TenantProcess, service_graph: Graph) -> None:
    builder = service_graph.client.sites.by_site_id("x").lists.with_url(ELSEWHERE)
    with pytest.raises(Refused, match="foreignAddress"):
        service_graph.call(Request("GET", builder))


def test_every_call_says_who_calls_and_has_an_id_of_its_own(
    provisioned: TenantProcess, service_graph: Graph
) -> None:
    before = provisioned.last_request()
    read_lists(service_graph)
    calls = provisioned.requests(before)
    assert {call["user_agent"] for call in calls} == {USER_AGENT}
    assert len({call["client_request_id"] for call in calls}) == len(calls) == 2


def test_a_log_names_no_site_no_address_and_no_secret(
    provisioned: TenantProcess, service_graph: Graph, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    provisioned.fault(method="GET", path="^/sites/.*/lists", kind="403")
    with pytest.raises(Refused):
        read_lists(service_graph)
    text = "\n".join(
        f"{record.getMessage()} {record.__dict__}" for record in caplog.records if record.name == "graph"
    )
    assert "graph refused" in text
    assert "request_id" in text
    everything = "\n".join(record.getMessage() for record in caplog.records)
    for secret in ("agressiemeldingen", SECRET, service_graph.token()):
        assert secret not in text + everything


def test_a_forked_process_gets_a_loop_of_its_own(provisioned: TenantProcess, service_graph: Graph) -> None:
    assert read_lists(service_graph)
    child = os.fork()
    if child == 0:
        os._exit(0 if "Meldingen" in read_lists(service_graph) else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert read_lists(service_graph)


def test_a_process_that_never_calls_loads_no_sdk() -> None:
    check = (
        "import sys, graph.lists, graph.files, graph.mailbox, graph.calendar, graph.teams;"
        "sys.exit(any(name in sys.modules for name in ('msgraph', 'azure.identity', 'O365', 'httpx')))"
    )
    assert subprocess.run([sys.executable, "-c", check], cwd=ROOT, timeout=60, check=False).returncode == 0


def test_the_secret_is_not_shown_with_the_settings(tenant: TenantProcess) -> None:
    assert SECRET not in repr(graph_config(tenant, ca_bundle=Path("ca.pem")))
