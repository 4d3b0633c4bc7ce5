"""Rows of a SharePoint list, against the dev tenant."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from graph.connection import Graph
from graph.errors import Conflict, Duplicate, GraphError, NotFound, Refused, Transient
from graph.lists import Create, Item, Lists, Page, Update, equals
from tests.tenant_process import CASE_SITE, REGISTER_SITE, TenantProcess


@pytest.fixture(scope="module")
def lists(service_graph: Graph) -> Lists:
    return Lists(service_graph, CASE_SITE)


def melding(**changes: Any) -> dict[str, Any]:
    key = uuid.uuid4().hex
    fields = {
        "Referentie": f"M-{key[:8]}",
        "Sleutel": key,
        "Status": "ontvangen",
        "Stapel": "open",
        "Ontvangen": "2026-11-24T08:00:00Z",
        "Melder": "00000000-0000-4000-8000-000000000007",
        "Melding": '{"gebeurtenis": "verzonnen"}',
    }
    return fields | changes


def test_a_row_that_was_made_is_read_back_with_its_version(lists: Lists) -> None:
    fields = melding()
    made = lists.create("Meldingen", fields)
    read = lists.get("Meldingen", made.id)
    assert {name: read.fields[name] for name in fields} == fields
    assert read.etag == made.etag
    assert read.etag.startswith('"')


def test_a_key_that_stands_already_is_a_duplicate_and_makes_no_row(lists: Lists) -> None:
    fields = melding()
    first = lists.create("Meldingen", fields)
    with pytest.raises(Duplicate):
        lists.create("Meldingen", melding(Sleutel=fields["Sleutel"]))
    found = lists.find("Meldingen", "Sleutel", fields["Sleutel"])
    assert found is not None
    assert found.id == first.id


@pytest.mark.parametrize("value", ["O'Neill", "a'' or 1 eq 1", "50% & meer #1", "é–ß", "a+b c"])
def test_a_value_is_found_as_it_is_whatever_signs_it_holds(lists: Lists, value: str) -> None:
    made = lists.create("Meldingen", melding(Melder=value))
    found = lists.find("Meldingen", "Melder", value)
    assert found is not None
    assert found.id == made.id


def test_a_value_that_is_nowhere_is_none(lists: Lists) -> None:
    assert lists.find("Meldingen", "Sleutel", "bestaat-niet") is None


def test_a_change_gives_the_new_version_and_leaves_the_rest(lists: Lists) -> None:
    made = lists.create("Meldingen", melding())
    changed = lists.update("Meldingen", made.id, {"Status": "in_behandeling"}, made.etag)
    assert changed.etag != made.etag
    read = lists.get("Meldingen", made.id)
    assert read.etag == changed.etag
    assert read.fields["Status"] == "in_behandeling"
    assert read.fields["Stapel"] == "open"


def test_a_change_of_an_older_version_changes_nothing(lists: Lists) -> None:
    made = lists.create("Meldingen", melding())
    lists.update("Meldingen", made.id, {"Stapel": "2026-11"}, made.etag)
    with pytest.raises(Conflict):
        lists.update("Meldingen", made.id, {"Stapel": "open"}, made.etag)
    assert lists.get("Meldingen", made.id).fields["Stapel"] == "2026-11"


def test_rows_come_in_pages_that_follow_each_other(lists: Lists) -> None:
    batch = uuid.uuid4().hex[:12]
    made = {lists.create("Meldingen", melding(Stapel=batch)).id for _ in range(5)}
    page = lists.query("Meldingen", equals("Stapel", batch), top=2)
    seen = [item.id for item in page.items]
    while page.next:
        page = lists.following(page.next)
        seen += [item.id for item in page.items]
    assert len(seen) == 5
    assert set(seen) == made


def test_several_questions_are_asked_in_one_call_and_each_is_answered_or_refused_by_itself(
    lists: Lists, provisioned: TenantProcess
) -> None:
    here, there = uuid.uuid4().hex[:12], uuid.uuid4().hex[:12]
    made = [lists.create("Meldingen", melding(Stapel=here, Melder="O'Neill & zn")).id for _ in range(3)]
    conditions = [
        equals("Stapel", here) + " and " + equals("Melder", "O'Neill & zn"),
        equals("Stapel", there),
    ]
    before = provisioned.last_request()
    full, empty, refused = lists.query_each("Meldingen", [*conditions, "fields/Melding eq 'x'"], top=2)
    calls = [one for one in provisioned.requests(before) if one["batch"] is None]

    assert len(calls) == 1
    assert isinstance(full, Page)
    assert full.next
    assert [*full.items, *lists.following(full.next).items] == [lists.get("Meldingen", one) for one in made]
    assert empty == Page((), None)
    assert isinstance(refused, Refused)


def test_a_next_page_on_another_host_is_not_followed(lists: Lists) -> None:
    with pytest.raises(Refused, match="foreignAddress"):
        lists.following("https://graph.example/v1.0/sites/x/lists/y/items?$skiptoken=z")


def test_a_row_that_is_taken_away_is_gone_and_may_be_taken_away_again(lists: Lists) -> None:
    made = lists.create("Meldingen", melding())
    lists.delete("Meldingen", made.id)
    lists.delete("Meldingen", made.id)
    with pytest.raises(NotFound):
        lists.get("Meldingen", made.id)


def test_rows_are_taken_away_together_in_one_call_and_may_be_taken_away_again(
    lists: Lists, provisioned: TenantProcess
) -> None:
    made = [lists.create("Meldingen", melding()).id for _ in range(3)]
    before = provisioned.last_request()
    for _ in range(2):
        lists.delete_all("Meldingen", made)
    batches = [one for one in provisioned.requests(before) if one["path"].endswith("$batch")]
    assert len(batches) <= 2
    for gone in made:
        with pytest.raises(NotFound):
            lists.get("Meldingen", gone)
    kept = lists.create("Meldingen", melding()).id
    provisioned.fault(method="DELETE", path=f"/items/{kept}$", kind="503", times=1)
    with pytest.raises(Transient):
        lists.delete_all("Meldingen", [kept])
    assert lists.get("Meldingen", kept).id == kept


def test_one_batch_makes_a_row_changes_another_and_writes_the_log(
    lists: Lists, provisioned: TenantProcess
) -> None:
    standing, fields, key = lists.create("Meldingen", melding()), melding(), uuid.uuid4().hex
    before = provisioned.last_request()
    made, changed, logged = lists.write(
        [
            Create("Meldingen", fields),
            Update("Meldingen", standing.id, {"Werk": "melden"}, standing.etag),
            Create("Logboek", {"Sleutel": key, "Referentie": fields["Referentie"], "Handeling": "ontvangen"}),
        ]
    )
    assert all(isinstance(answer, Item) for answer in (made, changed, logged))
    assert isinstance(changed, Item)
    assert changed.etag == lists.get("Meldingen", standing.id).etag != standing.etag
    calls = [call for call in provisioned.requests(before) if call["batch"] is None]
    assert [call["path"] for call in calls if call["path"].endswith("$batch")] == ["/$batch"]


def test_a_part_that_fails_says_why_and_leaves_the_others_alone(lists: Lists) -> None:
    standing = lists.create("Meldingen", melding())
    lists.update("Meldingen", standing.id, {"Werk": "a"}, standing.etag)
    answers = lists.write(
        [
            Create("Meldingen", melding(Sleutel=standing.fields["Sleutel"])),
            Update("Meldingen", standing.id, {"Werk": "b"}, standing.etag),
            Update("Meldingen", "999999", {"Werk": "b"}, standing.etag),
            Create("Meldingen", melding()),
        ]
    )
    assert [type(answer) for answer in answers] == [Duplicate, Conflict, NotFound, Item]


def test_in_order_nothing_is_done_after_a_part_that_failed(lists: Lists) -> None:
    standing, key = lists.create("Meldingen", melding()), uuid.uuid4().hex
    answers = lists.write(
        [
            Create("Meldingen", melding(Sleutel=standing.fields["Sleutel"])),
            Create("Logboek", {"Sleutel": key}),
        ],
        in_order=True,
    )
    assert [type(answer) for answer in answers] == [Duplicate, Conflict]
    assert isinstance(answers[1], GraphError)
    assert answers[1].code == "dependency"
    assert lists.find("Logboek", "Sleutel", key) is None


def test_a_throttled_part_says_so_alone(lists: Lists, provisioned: TenantProcess) -> None:
    provisioned.fault(method="POST", path="/lists/.*/items$", kind="429", retry_after=3)
    answers = lists.write([Create("Meldingen", melding()), Create("Meldingen", melding())])
    throttled = [answer for answer in answers if isinstance(answer, Transient)]
    assert [answer.retry_after for answer in throttled] == [3]
    assert sum(isinstance(answer, Item) for answer in answers) == 1


def test_a_write_without_an_answer_is_found_by_its_key(lists: Lists, provisioned: TenantProcess) -> None:
    fields = melding()
    lists.find("Meldingen", "Sleutel", "the names of site and list are known from here on")
    provisioned.fault(method="POST", path="/lists/.*/items$", kind="drop_after_write")
    with pytest.raises(Transient):
        lists.create("Meldingen", fields)
    with pytest.raises(Duplicate):
        lists.create("Meldingen", fields)
    assert lists.find("Meldingen", "Sleutel", fields["Sleutel"]) is not None


def test_more_than_twenty_parts_are_not_sent(lists: Lists) -> None:
    with pytest.raises(ValueError, match="at most 20"):
        lists.write([Create("Meldingen", melding()) for _ in range(21)])


def test_nothing_to_write_is_no_call(lists: Lists, provisioned: TenantProcess) -> None:
    before = provisioned.last_request()
    assert lists.write([]) == []
    assert provisioned.requests(before) == []


def test_a_list_that_is_not_there_is_not_found(lists: Lists) -> None:
    with pytest.raises(NotFound):
        lists.get("Bestaat niet", "1")


def test_ids_of_site_and_list_are_asked_once(service_graph: Graph, provisioned: TenantProcess) -> None:
    fresh, before = Lists(service_graph, REGISTER_SITE), provisioned.last_request()
    for _ in range(3):
        fresh.find("Registratie", "Periode", "2026")
    assert len(provisioned.requests(before)) == 2 + 3


def test_sixteen_threads_share_one_connection_without_a_mistake(lists: Lists) -> None:
    made = [lists.create("Meldingen", melding()) for _ in range(4)]
    wanted = [made[number % 4].id for number in range(160)]
    with ThreadPoolExecutor(16) as pool:
        read = list(pool.map(lambda item_id: lists.get("Meldingen", item_id).id, wanted))
    assert read == wanted
