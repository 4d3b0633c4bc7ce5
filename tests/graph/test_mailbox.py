"""The life of a draft, from made to gone; nobody is ever written to."""

import logging
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from hashlib import shake_256

import certifi
import pytest

from graph.calendar import Calendar
from graph.connection import USER_AGENT, Graph
from graph.errors import GraphError, NotFound, Refused, Transient
from graph.mailbox import Draft, Mailbox
from tests.rig import graph_config
from tests.tenant_process import TenantProcess

CDK = "00000000-0000-4000-8000-000000000001"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(scope="module")
def mailbox(service_graph: Graph) -> Mailbox:
    return Mailbox(service_graph)


def draft_in(mailbox: Mailbox, mark: str | None = None) -> Draft:
    return mailbox.create_draft(
        CDK, subject="Brief over uw gedrag", html="<p>Geachte heer</p>", marker_value=mark or uuid.uuid4().hex
    )


def test_a_draft_has_no_recipient_and_is_found_by_its_mark(mailbox: Mailbox) -> None:
    mark = f"M-{uuid.uuid4().hex[:8]}/o'neill"
    made = draft_in(mailbox, mark)
    assert made.is_draft
    assert made.recipients == ()
    assert made.web_link.startswith("https://")
    assert mailbox.find(CDK, mark) == [made]
    assert mailbox.find(CDK, "iets anders") == []
    assert mailbox.get(CDK, made.id) == made


def test_a_mailbox_may_be_named_by_its_address(mailbox: Mailbox) -> None:
    made = mailbox.create_draft("cdk@provincie.example", subject="s", html="<p>h</p>", marker_value="adres")
    assert mailbox.get(CDK, made.id).id == made.id


def test_recipients_are_put_in_and_taken_out(mailbox: Mailbox) -> None:
    made = draft_in(mailbox)
    mailbox.address(CDK, made.id, [("Boze Burger", "boze.burger@voorbeeld.example")])
    assert mailbox.get(CDK, made.id).recipients == ("boze.burger@voorbeeld.example",)
    mailbox.address(CDK, made.id, [("Een ander", "ander@voorbeeld.example")])
    assert mailbox.get(CDK, made.id).recipients == ("ander@voorbeeld.example",)
    mailbox.address(CDK, made.id, [])
    assert mailbox.get(CDK, made.id).recipients == ()


@pytest.mark.parametrize("size", [1, 100_000, 3 * 1024 * 1024 + 1, 4 * 1024 * 1024])
def test_an_attachment_arrives_byte_for_byte_small_or_large(mailbox: Mailbox, size: int) -> None:
    made, content = draft_in(mailbox), shake_256(str(size).encode()).digest(size)
    mailbox.attach(CDK, made.id, "brief.docx", content, DOCX)
    (attached,) = mailbox.attachments(CDK, made.id)
    assert attached.name == "brief.docx"
    assert mailbox.attachment_content(CDK, made.id, attached.id) == content


def test_one_attachment_can_be_taken_out_and_may_be_gone_already(mailbox: Mailbox) -> None:
    made = draft_in(mailbox)
    for name in ("oud.docx", "nieuw.docx"):
        mailbox.attach(CDK, made.id, name, b"x", DOCX)
    old = next(one for one in mailbox.attachments(CDK, made.id) if one.name == "oud.docx")
    mailbox.detach(CDK, made.id, old.id)
    mailbox.detach(CDK, made.id, old.id)
    assert [one.name for one in mailbox.attachments(CDK, made.id)] == ["nieuw.docx"]


def test_a_draft_taken_away_is_gone_and_may_be_taken_away_again(mailbox: Mailbox) -> None:
    mark = uuid.uuid4().hex
    made = draft_in(mailbox, mark)
    mailbox.delete_for_good(CDK, made.id)
    mailbox.delete_for_good(CDK, made.id)
    assert mailbox.find(CDK, mark) == []
    with pytest.raises(NotFound):
        mailbox.get(CDK, made.id)


def test_the_mailbox_of_somebody_else_is_refused(mailbox: Mailbox) -> None:
    with pytest.raises(Refused):
        mailbox.find("00000000-0000-4000-8000-000000000007", "x")


@pytest.mark.parametrize(
    ("kind", "expected"), [("403", Refused), ("429", Transient), ("503", Transient), ("drop", Transient)]
)
def test_each_failure_of_outlook_is_one_of_ours_and_tried_once(
    mailbox: Mailbox, provisioned: TenantProcess, kind: str, expected: type[GraphError]
) -> None:
    before = provisioned.last_request()
    provisioned.fault(method="POST", path="/messages", kind=kind, retry_after=5, times=9)
    with pytest.raises(expected) as caught:
        draft_in(mailbox)
    assert "provincie.example" not in str(caught.value)
    assert getattr(caught.value, "retry_after", None) == (5 if kind in {"429", "503"} else None)
    assert len(provisioned.requests(before)) <= 1


def test_a_draft_whose_answer_was_lost_is_found_by_its_mark(
    mailbox: Mailbox, provisioned: TenantProcess
) -> None:
    mark = uuid.uuid4().hex
    provisioned.fault(method="POST", path="/messages", kind="drop_after_write")
    with pytest.raises(Transient):
        draft_in(mailbox, mark)
    assert len(mailbox.find(CDK, mark)) == 1


def test_mail_and_calendar_together_stay_within_what_exchange_allows(
    mailbox: Mailbox, service_graph: Graph, provisioned: TenantProcess
) -> None:
    calendar, start = Calendar(service_graph), datetime(2026, 12, 2, 9, 0, tzinfo=UTC)
    provisioned.latency(60)

    def work(number: int) -> None:
        if number % 2:
            mailbox.find(CDK, "niets")
        else:
            calendar.reserve(CDK, subject="s", start=start, end=start, transaction_id=f"samen-{number}")

    with ThreadPoolExecutor(12) as pool:
        assert list(pool.map(work, range(12))) == [None] * 12


def test_calls_to_outlook_carry_our_name_and_an_id(mailbox: Mailbox, provisioned: TenantProcess) -> None:
    before = provisioned.last_request()
    mailbox.find(CDK, "niets")
    (call,) = provisioned.requests(before)
    assert call["user_agent"] == USER_AGENT
    assert call["client_request_id"]


def test_a_draft_that_somebody_sent_keeps_its_id_and_is_a_draft_no_longer(
    mailbox: Mailbox, provisioned: TenantProcess
) -> None:
    mark = uuid.uuid4().hex
    made = draft_in(mailbox, mark)
    mailbox.address(CDK, made.id, [("Boze Burger", "boze.burger@voorbeeld.example")])
    provisioned.control("POST", "send", json={"user": CDK, "id": made.id})
    sent = mailbox.get(CDK, made.id)
    assert sent.id == made.id
    assert not sent.is_draft
    assert mailbox.find(CDK, mark) == [sent]


@pytest.mark.parametrize("variable", ["REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"])
def test_a_ca_named_on_the_machine_does_not_replace_ours(
    provisioned: TenantProcess, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, certifi.where())
    fresh = Mailbox(Graph(graph_config(provisioned)))
    assert fresh.find(CDK, "niets") == []


def test_the_log_names_no_mailbox_no_subject_and_no_token(
    mailbox: Mailbox, provisioned: TenantProcess, service_graph: Graph, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    provisioned.fault(method="GET", path="/messages", kind="403")
    mailbox.create_draft("cdk@provincie.example", subject="Geheimwoord", html="<p>h</p>", marker_value="log")
    with pytest.raises(Refused):
        mailbox.find("cdk@provincie.example", "log")
    text = "\n".join(f"{record.getMessage()} {record.args}" for record in caplog.records)
    for word in ("cdk@", "Geheimwoord", service_graph.token()):
        assert word not in text
