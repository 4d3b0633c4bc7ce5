"""What must stand in the tenant and in our own database when everything has come to its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from tests.faults.story import Sent
from tests.service_process import eventually

State = dict[str, Any]  # as the tenant shows it at /__tenant/state
SITE, CDK = "/sites/agressiemeldingen", "cdk@provincie.example"
MARK = "String {9f0c2d7e-3b1a-4c55-9e57-0b8f3f6a1c10} Name meldReferentie"
READERS = {"cdk@provincie.example", "griffier@provincie.example"}


def each_melding_stands_once(state: State, meldingen: Iterable[Sent]) -> None:
    """Case, first log entry, evidence byte for byte, manifest, and one notice for each reader."""
    lists, files = state["lists"][SITE], state["files"].get(SITE, {})
    cases = Counter(row["Referentie"] for row in lists["Meldingen"])
    received = Counter(
        row["Referentie"] for row in lists["Logboek"] if row["Handeling"] == "melding opgeslagen"
    )
    notices = Counter((one["topic"], one["user"]) for one in state["notifications"])
    for sent in meldingen:
        ref = sent.referentie
        assert (cases[ref], received[ref]) == (1, 1), f"{ref}: cases and log entries"
        hashes = sorted(facts["sha256"] for path, facts in files.items() if path.startswith(f"{ref}/bewijs/"))
        assert hashes == sorted(sent.bewijs), f"{ref}: evidence"
        assert f"{ref}/manifest.json" in files, f"{ref}: manifest"
        told = {user: count for (topic, user), count in notices.items() if topic == ref}
        assert told == dict.fromkeys(READERS, 1), f"{ref}: notices {told}"
    chains = Counter((one["user"], one["chain_id"]) for one in state["notifications"])
    assert set(chains.values()) <= {1}, "one notice for each chain"
    assert max(cases.values(), default=1) == 1, "no case stands twice"


def nothing_else_stands(state: State, before: set[str], meldingen: Iterable[Sent]) -> None:
    """No case but those that were answered with 202 came to be."""
    assert references(state) - before == {sent.referentie for sent in meldingen}


def references(state: State) -> set[str]:
    """The cases that stand in the tenant."""
    return {row["Referentie"] for row in state["lists"][SITE]["Meldingen"]}


def each_draft_stands_once(state: State, meldingen: Iterable[Sent], mailbox: str = CDK) -> None:
    """One draft with one letter and its recipient, one slot without guests, one document, one row."""
    for sent in meldingen:
        ref = sent.referentie
        drafts = drafts_of(state, ref)
        assert [(box, one["isDraft"], one["recipients"]) for box, one in drafts] == [
            (mailbox, True, ["boze.burger@voorbeeld.example"])
        ], f"{ref}: drafts"
        assert len(drafts[0][1]["attachments"]) == 1, f"{ref}: attachments"
        slots = slots_of(state, ref)
        assert [(box, one["attendees"]) for box, one in slots] == [(mailbox, [])], f"{ref}: slots"
        assert len(letters_of(state, ref)) == 1, f"{ref}: documents"
        rows = [row["Status"] for row in state["lists"][SITE]["Maatregelen"] if row["Referentie"] == ref]
        assert rows == ["concept"], f"{ref}: rows of measures"
        case = case_row(state, ref)
        assert not case.get("Werk"), f"{ref}: work left"
        logged = Counter(
            row["Handeling"] for row in state["lists"][SITE]["Logboek"] if row["Referentie"] == ref
        )
        assert (logged["concept gemaakt"], logged["concept gereed"]) == (1, 1), f"{ref}: log of the draft"
    assert state["mail_sent"] == [], "nothing was sent"


def nothing_drafted_stands(state: State, meldingen: Iterable[Sent]) -> None:
    """Consent is gone: so are draft, slot and document, also from the bins; the case and its row say so."""
    for sent in meldingen:
        ref = sent.referentie
        assert drafts_of(state, ref) == [], f"{ref}: drafts"
        assert slots_of(state, ref) == [], f"{ref}: slots"
        assert letters_of(state, ref) == [], f"{ref}: documents"
        rows = [row["Status"] for row in state["lists"][SITE]["Maatregelen"] if row["Referentie"] == ref]
        assert rows == ["ingetrokken"], f"{ref}: rows of measures"
        assert not case_row(state, ref).get("Werk"), f"{ref}: work left"
    assert state["mail_sent"] == [], "nothing was sent"


def drafts_of(state: State, ref: str) -> list[tuple[str, dict[str, Any]]]:
    """The marked messages of a case, whatever the folder, with the mailbox they stand in."""
    return [
        (mailbox, message)
        for mailbox, messages in state["messages"].items()
        for message in messages
        if str(message["properties"].get(MARK, "")).startswith(f"{ref}/")
    ]


def slots_of(state: State, ref: str) -> list[tuple[str, dict[str, Any]]]:
    """The events of a case, with the mailbox they stand in."""
    return [
        (mailbox, event)
        for mailbox, events in state["events"].items()
        for event in events
        if ref in event["subject"] or str(event.get("transactionId", "")).startswith(f"{ref}/")
    ]


def letters_of(state: State, ref: str) -> list[str]:
    """The letters of a case, the recycle bin included."""
    paths = [*state["files"].get(SITE, {}), *state["recycled_files"].get(SITE, [])]
    return [path for path in paths if path.startswith(f"{ref}/brieven/")]


def case_row(state: State, ref: str) -> dict[str, Any]:
    """The row of a case."""
    row: dict[str, Any] = next(row for row in state["lists"][SITE]["Meldingen"] if row["Referentie"] == ref)
    return row


def work_left(database: sa.Engine) -> dict[str, int]:
    """What still rests sealed or runs in our own database, by kind; nothing means everything ended well."""
    schema = "" if database.dialect.name == "sqlite" else "dbos."
    counts = {
        "sealed": "select count(*) from zending where sleutel is not null or inhoud is not null",
        "chunks": "select count(*) from stuk",
        "untold": "select count(*) from zending where fase <> 'gemeld'",
        # One that only looks again minutes later, after an answer was lost, is no work that is left.
        "stories": f"select count(*) from {schema}workflow_status where status <> 'SUCCESS' and name <> 'nakijken_v1'",  # noqa: S608
    }
    with database.connect() as connection:
        found = {kind: connection.execute(sa.text(query)).scalar_one() for kind, query in counts.items()}
    return {kind: count for kind, count in found.items() if count}


def workers_with_work(database: sa.Engine) -> set[str]:
    """Who has a story in hand, by the name it took."""
    schema = "" if database.dialect.name == "sqlite" else "dbos."
    query = f"select distinct executor_id from {schema}workflow_status where status = 'PENDING'"  # noqa: S608
    with database.connect() as connection:
        return set(connection.execute(sa.text(query)).scalars())


def wait_until_nothing_is_left(database: sa.Engine, seconds: float = 60.0) -> None:
    """Wait until every story ended in success and every sealed copy is destroyed."""
    try:
        eventually(lambda: not work_left(database), "everything ended", seconds)
    except TimeoutError:
        raise AssertionError(f"left: {work_left(database)}") from None
