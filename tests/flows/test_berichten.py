"""Bare notices: one for each person and event, one for all in a wave, a task in the page where Teams refuses (protocol 40)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

from graph.errors import GraphError, Refused
from graph.teams import Notice
from plugin.flows.diensten import Diensten
from plugin.flows.drukte import Drukte
from plugin.flows.notificatie import MEERDERE, vertel_kaal
from plugin.protocol.profiel import Profiel
from tests.flows.people import People
from tests.protocol.bouwstenen import CDK, DEMO, GRIFFIER
from tests.service_process import eventually

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
MOST = 3
PROFIEL = Profiel.load(DEMO)
CALM = PROFIEL.model_copy(
    update={"termijnen": PROFIEL.termijnen.model_copy(update={"berichten_per_kwartier": MOST})}
)


@dataclass
class Feed:
    """Teams as a list of what it was asked to show; it refuses whom it does not know."""

    refuses: frozenset[str] = frozenset()
    shown: list[Notice] = field(default_factory=list)

    def notify(self, notices: list[Notice]) -> list[GraphError | None]:
        known = [one for one in notices if one.oid not in self.refuses]
        self.shown += known
        return [Refused("Forbidden") if one.oid in self.refuses else None for one in notices]

    def topics(self, oid: str) -> list[str]:
        return [one.referentie for one in self.shown if one.oid == oid]


@dataclass
class House:
    """The few services that a notice takes, at a time of its own."""

    feed: Feed = field(default_factory=Feed)
    at: datetime = NOON
    drukte: Drukte = field(default_factory=Drukte)

    def tell(self, referentie: str, oids: list[str], event: str = "") -> list[GraphError | None]:
        services = SimpleNamespace(
            profiel=CALM,
            activity=self.feed,
            drukte=self.drukte,
            now=lambda: self.at,
            public_url="https://meld.example",
            teams_app_id="app",
        )
        return vertel_kaal(cast("Diensten", services), referentie, oids, event)


def test_in_a_wave_one_notice_tells_of_all_the_rest() -> None:
    house = House()
    for number in range(10):
        assert house.tell(f"M-0000000{number}", [CDK]) == [None]

    assert house.feed.topics(CDK) == ["M-00000000", "M-00000001", "M-00000002", MEERDERE]


def test_the_next_quarter_begins_anew() -> None:
    house = House()
    for number in range(5):
        house.tell(f"M-0000000{number}", [CDK])
    house.at += timedelta(minutes=15)

    house.tell("M-00000009", [CDK])

    assert house.feed.topics(CDK)[-1] == "M-00000009"


def test_a_wave_for_one_is_no_wave_for_another() -> None:
    house = House()
    for number in range(5):
        house.tell(f"M-0000000{number}", [CDK])

    house.tell("M-00000009", [CDK, GRIFFIER])

    assert house.feed.topics(GRIFFIER) == ["M-00000009"]


def test_a_notice_that_is_tried_again_is_no_second_one() -> None:
    house = House()
    for _ in range(5):
        house.tell("M-00000001", [CDK])

    assert {one.chain_id for one in house.feed.shown} == {house.feed.shown[0].chain_id}
    assert MEERDERE not in house.feed.topics(CDK)


def test_each_event_of_a_case_has_a_notice_of_its_own() -> None:
    house = House()
    house.tell("M-00000001", [CDK])
    house.tell("M-00000001", [CDK], "nazorg/1")

    assert len({one.chain_id for one in house.feed.shown}) == 2


def test_the_notice_of_many_says_no_more_than_that_there_are_many() -> None:
    house = House()
    for number in range(4):
        house.tell(f"M-0000000{number}", [CDK])

    many = house.feed.shown[-1]
    assert many.referentie == "meerdere meldingen"
    assert many.web_url.endswith("webUrl=https%3A%2F%2Fmeld.example%2Fzaken")
    assert "M-0" not in many.web_url


def test_whom_teams_refuses_is_told_so_and_counts_for_nothing() -> None:
    house = House(Feed(refuses=frozenset({CDK})))
    answers = [house.tell(f"M-0000000{number}", [CDK, GRIFFIER]) for number in range(5)]

    assert all(isinstance(one[0], Refused) and one[1] is None for one in answers)
    assert MEERDERE in house.feed.topics(GRIFFIER)


def test_where_teams_refuses_a_bare_task_stands_in_the_page(people: People) -> None:
    """Both readers are refused once; each finds a task without content, and only for the own cases."""
    with people.fault(method="POST", path="/users/.*/sendActivityNotification", kind="403", times=20):
        ref = people.send("statenlid1", gebeurtenis="Een herkenbaar verhaal.")
        task = {"soort": "niet_bereikt", "referentie": ref}
        eventually(lambda: task in _tasks(people, "griffier"), "the task stands")

    assert task in _tasks(people, "cdk")
    said = " ".join(people.ask("cdk", "GET", "/deel/zaken").text.split())
    assert f'href="/zaken/{ref}">{ref}</a> Er is iets nieuws in deze zaak. Teams kon u dat' in said
    assert task not in _tasks(people, "provinciesecretaris")


def _tasks(people: People, role: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = people.ask(role, "GET", "/api/zaken").json()["taken"]
    return found
