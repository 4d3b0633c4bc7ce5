"""The log on a running service: numbered, chained, complete; and whatever is done to it in SharePoint is named."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from graph.connection import Graph
from graph.lists import Lists
from plugin.casebook.columns import LOGBOEK
from plugin.flows.diensten import Diensten
from plugin.flows.logboek import ALARM, TWEEDE, afwijkingen, alle_ketens, kijk_na, vergelijk
from plugin.main import Checked, put_together
from plugin.settings import load
from tests.flows.people import People
from tests.rig import graph_config, run_module
from tests.service_process import eventually
from tests.tenant_process import CASE_SITE

FIELDS = {"nummer", "handeling", "object", "resultaat", "herkomst", "actor", "tijd"}


@pytest.fixture(scope="module")
def diensten(people: People) -> Diensten:
    """The services as the running one has them: same tenant, key and database."""
    settings = load(people.service.env)
    return put_together(settings, Checked.of(settings))


@pytest.fixture(scope="module")
def lists(people: People) -> Lists:
    return Lists(Graph(graph_config(people.service.tenant)), CASE_SITE)


@pytest.fixture
def ref(people: People) -> str:
    """A case that was looked at three times."""
    reference = people.report()
    for _ in range(3):
        assert people.case("griffier", reference).status_code == 200
    return reference


@pytest.fixture(scope="module")
def opened(people: People) -> str:
    """A case that a handler has opened."""
    reference = people.report()
    assert people.case("griffier", reference).status_code == 200
    return reference


def entries(people: People, ref: str) -> dict[str, dict[str, Any]]:
    return {row["Sleutel"]: row for row in people.logged(ref)}


def found(diensten: Diensten, ref: str) -> list[str]:
    return [f"{one.nummer} {one.wat}" for one in afwijkingen(diensten, [ref])]


def confirmed(diensten: Diensten, ref: str) -> None:
    eventually(lambda: not any(one.wacht for one in diensten.logketen.schakels(ref)), "all is confirmed")


def test_each_read_and_change_has_a_number_and_six_fields_without_content(people: People) -> None:
    ref = people.report(gebeurtenis="Een heel herkenbaar verhaal.")
    people.case("griffier", ref)
    people.change(
        "griffier", ref, "gesprekken", {"soort": "intake", "datum": "2026-11-24", "verslag": "Geheim."}
    )
    told = people.ask("fg", "GET", f"/api/logboek?zaak={ref}").json()
    assert [one["nummer"] for one in told["items"]] == list(range(1, len(told["items"]) + 1))
    assert all(set(one) == FIELDS and all(one[name] for name in FIELDS) for one in told["items"])
    acts = [one["handeling"] for one in told["items"]]
    assert acts[0] == "melding opgeslagen"
    assert {"zaak ingezien", "gesprek vastgelegd"} <= set(acts)
    assert "herkenbaar" not in str(told) and "Geheim" not in str(told)


@pytest.mark.parametrize("role", ["statenlid1", "cdk", "regisseur", "beheerder"])
def test_the_log_is_for_toezicht_alone(people: People, role: str) -> None:
    assert people.ask(role, "GET", "/api/logboek?zaak=M-7K2M9XQ4").status_code == 403


def test_a_look_at_the_log_is_logged_too(people: People, ref: str) -> None:
    people.ask("fg", "GET", f"/api/logboek?zaak={ref}")
    today = people.ask("fg", "GET", "/api/logboek").json()["items"]
    assert (ref, people.oid("fg")) in {(one["object"], one["actor"]) for one in today}


def test_a_log_that_nobody_touched_is_good(people: People, diensten: Diensten, ref: str) -> None:
    assert found(diensten, ref) == []


def test_two_at_once_never_get_the_same_number(people: People, diensten: Diensten) -> None:
    ref = people.report()
    with ThreadPoolExecutor(6) as many:
        answers = list(many.map(lambda _: people.case("griffier", ref).status_code, range(12)))
    assert answers == [200] * 12
    looks = [row for row in people.logged(ref) if row["Handeling"] == "zaak ingezien"]
    assert len(looks) == 12
    assert found(diensten, ref) == []


def _change(lists: Lists, rows: dict[str, dict[str, Any]], ref: str) -> None:
    row = rows[f"{ref}/000002"]
    lists.update(LOGBOEK.name, row["id"], {"Actor": "iemand-anders"}, row["@odata.etag"])


def _remove(lists: Lists, rows: dict[str, dict[str, Any]], ref: str) -> None:
    lists.delete(LOGBOEK.name, rows[f"{ref}/000002"]["id"])


def _remove_the_last(lists: Lists, rows: dict[str, dict[str, Any]], ref: str) -> None:
    lists.delete(LOGBOEK.name, rows[max(rows)]["id"])


def _swap(lists: Lists, rows: dict[str, dict[str, Any]], ref: str) -> None:
    second, third = rows[f"{ref}/000002"], rows[f"{ref}/000003"]
    aside = lists.update(LOGBOEK.name, second["id"], {"Sleutel": "opzij"}, second["@odata.etag"])
    lists.update(LOGBOEK.name, third["id"], {"Sleutel": f"{ref}/000002"}, third["@odata.etag"])
    lists.update(LOGBOEK.name, second["id"], {"Sleutel": f"{ref}/000003"}, aside.etag)


def _add(lists: Lists, rows: dict[str, dict[str, Any]], ref: str) -> None:
    copied = {name: rows[f"{ref}/000002"][name] for name in ("Handeling", "Object", "Tijd", "Merk")}
    lists.create(LOGBOEK.name, copied | {"Sleutel": f"{ref}/000099", "Referentie": ref})


def _add_with_fewer_zeros(lists: Lists, rows: dict[str, dict[str, Any]], ref: str) -> None:
    forged = {name: rows[f"{ref}/000002"][name] for name in ("Handeling", "Object", "Tijd", "Merk")}
    for key in (f"{ref}/2", f"{ref}/02"):
        lists.create(LOGBOEK.name, forged | {"Sleutel": key, "Referentie": ref})


GONE, CHANGED = "deze regel is weggehaald", "deze regel is gewijzigd"
MOVED = "hier staat nu wat regel {} was; de volgorde is veranderd"


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (_change, [f"2 {CHANGED}"]),
        (_remove, [f"2 {GONE}"]),
        (_remove_the_last, [f"{{last}} {GONE}"]),
        (_swap, [f"2 {MOVED.format(3)}", f"3 {MOVED.format(2)}"]),
        (_add, ["99 deze regel is niet door de dienst geschreven"]),
        (_add_with_fewer_zeros, ["0 deze regel is niet door de dienst geschreven"] * 2),
    ],
)
def test_what_is_done_to_the_log_is_found_and_named(
    people: People,
    diensten: Diensten,
    lists: Lists,
    ref: str,
    tamper: Callable[[Lists, dict[str, dict[str, Any]], str], None],
    said: list[str],
) -> None:
    rows = entries(people, ref)
    last = int(max(rows).rpartition("/")[2])
    said = [one.format(last=last) for one in said]
    confirmed(diensten, ref)
    tamper(lists, rows, ref)
    assert found(diensten, ref) == said


@pytest.mark.parametrize("first", [True, False])
def test_a_second_row_with_the_number_of_another_is_named_wherever_it_stands(
    diensten: Diensten, ref: str, *, first: bool
) -> None:
    """Whoever administers the list can take the rule away that a key is unique."""
    confirmed(diensten, ref)
    known, standing = diensten.logketen.schakels(ref), list(diensten.casebook.logboek.regels(ref))
    own = next(one for one in standing if one.nummer == 2)
    forged = replace(own, woorden=own.woorden | {"Actor": "iemand-anders"})
    rows = [forged, *standing] if first else [*standing, forged]
    named = [(one.nummer, one.wat) for one in vergelijk(diensten, ref, known, rows)]
    assert named == [(2, TWEEDE)]


def test_the_command_names_what_differs(people: People, lists: Lists, ref: str) -> None:
    _change(lists, entries(people, ref), ref)
    done = run_module("plugin", "verify", env=people.service.env)
    assert done.returncode == 1
    assert f"{ref}, regel 2: {CHANGED}" in done.stdout


def test_the_night_alarms_the_beheerder_without_a_word_of_it(
    people: People, diensten: Diensten, lists: Lists, ref: str
) -> None:
    _change(lists, entries(people, ref), ref)
    kijk_na(diensten)
    assert people.told(ALARM) == {"beheerder"}


def test_an_entry_that_sharepoint_did_not_take_is_written_as_yet(
    people: People, diensten: Diensten, ref: str
) -> None:
    before = len(people.logged(ref))
    with people.fault(method="POST", path="/lists/[^/]+/items$", kind="503", times=10_000):
        assert people.case("griffier", ref).status_code == 503
    assert len(people.logged(ref)) == before
    assert found(diensten, ref) == []
    diensten.casebook.logboek.schrijf_achterstand(diensten.now())
    assert len(people.logged(ref)) == before + 1
    assert found(diensten, ref) == []


def test_an_entry_that_sharepoint_refuses_holds_up_no_other(
    people: People, diensten: Diensten, ref: str
) -> None:
    before = len(people.logged(ref))
    with people.fault(method="POST", path="/lists/[^/]+/items$", kind="503", times=10_000):
        assert [people.case("griffier", ref).status_code for _ in range(2)] == [503, 503]
    with people.fault(method="POST", path="/lists/[^/]+/items$", kind="400", times=1):
        assert diensten.casebook.logboek.schrijf_achterstand(diensten.now()) == 1
    assert len(people.logged(ref)) == before + 1
    assert diensten.casebook.logboek.schrijf_achterstand(diensten.now()) == 1
    assert found(diensten, ref) == []


@pytest.mark.parametrize("kind", ["503", "409", "drop", "drop_after_write"])
@pytest.mark.parametrize("path", [r"^/\$batch$", "/lists/[^/]+/items$", "/fields$"])
def test_a_change_that_is_cut_halfway_leaves_a_whole_log(
    people: People, diensten: Diensten, opened: str, path: str, kind: str
) -> None:
    before = len(people.own("statenlid1", opened)["gesprekken"])
    with people.fault(path=path, kind=kind, times=1):
        body = {"soort": "intake", "datum": "2026-11-24", "verslag": "Wij spraken."}
        people.change("griffier", opened, "gesprekken", body)
    people.case("griffier", opened)
    diensten.casebook.logboek.schrijf_achterstand(diensten.now())
    eventually(lambda: not found(diensten, opened), "the log is whole")
    made = len(people.own("statenlid1", opened)["gesprekken"]) - before
    talks = [row for row in people.logged(opened) if row["Handeling"] == "gesprek vastgelegd"]
    assert len(talks) >= made


def test_who_comes_second_leaves_no_hole(people: People, diensten: Diensten) -> None:
    ref = people.report()
    stale = people.case("griffier", ref).headers["ETag"]

    def answer(_number: int) -> int:
        body = {"soort": "intake", "datum": "2026-11-24", "verslag": "Wij spraken."}
        path, version = f"/api/zaken/{ref}/gesprekken", {"If-Match": stale}
        return people.ask("griffier", "POST", path, json=body, headers=version).status_code

    with ThreadPoolExecutor(4) as many:
        assert sorted(many.map(answer, range(4))) == [201, 409, 409, 409]
    diensten.casebook.logboek.schrijf_achterstand(diensten.now())
    eventually(lambda: not found(diensten, ref), "the log is whole")
    said = [row["Resultaat"] for row in people.logged(ref) if row["Handeling"] == "gesprek vastgelegd"]
    assert said.count("gelukt") - said.count("niet doorgegaan") == 1


def test_a_database_that_was_lost_goes_on_after_what_stands(
    people: People, diensten: Diensten, ref: str
) -> None:
    before = len(people.logged(ref))
    diensten.logketen.vergeet(ref)
    assert people.case("griffier", ref).status_code == 200
    assert len(people.logged(ref)) == before + 1
    assert people.case("griffier", ref).status_code == 200
    assert found(diensten, ref) == []


def test_every_chain_of_this_service_is_looked_over(people: People, diensten: Diensten, ref: str) -> None:
    assert ref in alle_ketens(diensten)
