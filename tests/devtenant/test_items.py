"""List items: what SharePoint takes, answers and refuses."""

from __future__ import annotations

from typing import Any

import pytest

from tests.devtenant.conftest import Listed

UNIQUE = "One or more fields with unique constraints already has the provided value."


def refusal(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def test_a_made_item_comes_back_with_its_own_and_the_internal_fields(zaken: Listed) -> None:
    made = zaken.add(
        Title="Eerste", ZaakNr="2026-0001", Stand="open", Gemeld="2026-11-24T09:00:00+01:00", Aantal=3
    )
    answer = zaken.service.get(f"{zaken.url}/items/{made['id']}", params={"$expand": "fields"}).json()
    fields = answer["fields"]
    assert answer["eTag"] == answer["@odata.etag"] == fields["@odata.etag"] == made["eTag"]
    assert fields["Gemeld"] == "2026-11-24T08:00:00Z"
    assert fields["Aantal"] == 3
    expected = {"id", "Title", "Created", "Modified", "AuthorLookupId", "EditorLookupId", "ContentType"}
    expected |= {"_UIVersionString", "Attachments", "Edit", "LinkTitle", "LinkTitleNoMenu"}
    assert expected <= set(fields)
    assert answer["createdBy"]["application"]["displayName"] == "Meld agressie"


def test_an_item_without_expand_shows_no_fields(zaken: Listed) -> None:
    made = zaken.add(ZaakNr="1")
    assert "fields" not in zaken.service.get(f"{zaken.url}/items/{made['id']}").json()


def test_chosen_fields_are_the_only_ones(zaken: Listed) -> None:
    zaken.add(ZaakNr="1", Stand="open", Wijk="Noord")
    item = zaken.ask(select="id", expand="fields($select=ZaakNr,Stand)").json()["value"][0]
    assert set(item["fields"]) == {"@odata.etag", "ZaakNr", "Stand"}
    assert {key for key in item if not key.startswith(("@", "fields"))} == {"id"}


@pytest.mark.parametrize(
    "fields",
    [
        {"Onbekend": "x"},
        {"Created": "2026-01-01T00:00:00Z"},
        {"Author": "iemand"},
        {"AuthorLookupId": "3"},
        {"ContentTypeId": "0x01"},
        {"id": "7"},
        {"ZaakNr": "x" * 33},
        {"ZaakNr": 7},
        {"Title": "x" * 256},
        {"Wijk": "x" * 256},
        {"Wijk": "twee\nregels"},
        {"Stand": "misschien"},
        {"Gemeld": "gisteren"},
        {"Gemeld": "2026-11-24T08:00:00"},
        {"Gemeld": 5},
        {"Aantal": "3"},
        {"Aantal": -1},
        {"Aantal": True},
        {"Spoed": "ja"},
        {"Soorten": ["a"]},
        {"Wie": "statenlid1"},
        {"WieLookupId": "geen nummer"},
        {"StandLookupId": 3},
        {"Uitleg": ["a"]},
    ],
    ids=str,
)
def test_a_field_that_does_not_fit_is_refused_at_creation_and_change(
    zaken: Listed, fields: dict[str, Any]
) -> None:
    made = zaken.service.post(f"{zaken.url}/items", json={"fields": fields})
    assert refusal(made) == (400, "invalidRequest")
    item = zaken.add(ZaakNr="staat er")
    changed = zaken.service.patch(f"{zaken.url}/items/{item['id']}/fields", json=fields)
    assert refusal(changed) == (400, "invalidRequest")


def test_an_unknown_field_is_named_in_the_refusal(zaken: Listed) -> None:
    answer = zaken.service.post(f"{zaken.url}/items", json={"fields": {"Onbekend": "x"}})
    assert answer.json()["error"]["message"] == "Field 'Onbekend' is not recognized"


def test_collections_lookups_and_null_have_their_own_forms(zaken: Listed) -> None:
    fields = {
        "Soorten@odata.type": "Collection(Edm.String)",
        "Soorten": ["a", "c"],
        "WieLookupId": 12,
        "Wijk": "Oost",
    }
    made = zaken.add(**fields)
    assert (made["fields"]["Soorten"], made["fields"]["WieLookupId"]) == (["a", "c"], "12")
    cleared = zaken.service.patch(f"{zaken.url}/items/{made['id']}/fields", json={"Wijk": None}).json()
    assert "Wijk" not in cleared


@pytest.mark.parametrize("value", ["2026-0001", "2026-0001".swapcase()])
def test_a_unique_value_is_taken_once(zaken: Listed, value: str) -> None:
    zaken.add(ZaakNr="2026-0001")
    again = zaken.service.post(f"{zaken.url}/items", json={"fields": {"ZaakNr": value}})
    assert refusal(again) == (400, "invalidRequest")
    assert again.json()["error"]["message"] == UNIQUE
    other = zaken.add(ZaakNr="2026-0002")
    moved = zaken.service.patch(f"{zaken.url}/items/{other['id']}/fields", json={"ZaakNr": value})
    assert moved.json()["error"]["message"] == UNIQUE


def test_empty_unique_values_do_not_clash(zaken: Listed) -> None:
    zaken.add(Wijk="Noord")
    zaken.add(Wijk="Zuid")


def test_a_change_under_the_right_etag_gives_a_new_one(zaken: Listed) -> None:
    made = zaken.add(ZaakNr="1", Stand="nieuw")
    path, headers = f"{zaken.url}/items/{made['id']}/fields", {"If-Match": made["eTag"]}
    changed = zaken.service.patch(path, json={"Stand": "open"}, headers=headers)
    assert changed.status_code == 200
    assert changed.json()["Stand"] == "open"
    assert changed.json()["@odata.etag"] == changed.headers["ETag"] != made["eTag"]
    stale = zaken.service.patch(path, json={"Stand": "dicht"}, headers=headers)
    assert refusal(stale) == (412, "resourceModified")
    assert zaken.service.get(path).json()["Stand"] == "open"


@pytest.mark.parametrize("given", ["*", None])
def test_without_a_version_the_last_writer_wins(zaken: Listed, given: str | None) -> None:
    made = zaken.add(ZaakNr="1")
    headers = {"If-Match": given} if given else {}
    path = f"{zaken.url}/items/{made['id']}/fields"
    for stand in ("open", "dicht"):
        assert zaken.service.patch(path, json={"Stand": stand}, headers=headers).status_code == 200


def test_every_change_leaves_a_version_with_the_old_words(zaken: Listed) -> None:
    made = zaken.add(ZaakNr="1", Uitleg="eerste woorden")
    path = f"{zaken.url}/items/{made['id']}"
    zaken.service.patch(f"{path}/fields", json={"Uitleg": "andere woorden"})
    versions = zaken.service.get(f"{path}/versions", params={"$expand": "fields"}).json()["value"]
    assert [(one["id"], one["fields"]["Uitleg"]) for one in versions] == [
        ("2.0", "andere woorden"),
        ("1.0", "eerste woorden"),
    ]
    assert zaken.service.get(f"{path}/versions/1.0").json()["id"] == "1.0"
    assert zaken.service.get(f"{path}/versions/9.0").status_code == 404


def test_a_deleted_item_is_gone_and_its_number_is_not_used_again(zaken: Listed) -> None:
    made = zaken.add(ZaakNr="1")
    path = f"{zaken.url}/items/{made['id']}"
    stale = zaken.service.delete(path, headers={"If-Match": '"iets,9"'})
    assert refusal(stale) == (412, "resourceModified")
    assert zaken.service.delete(path).status_code == 204
    assert refusal(zaken.service.get(path)) == (404, "itemNotFound")
    assert int(zaken.add(ZaakNr="1")["id"]) == int(made["id"]) + 1


@pytest.mark.parametrize("key", ["999", "0", "geen-nummer", "99999999999999999999"])
def test_an_item_that_is_not_there_answers_404(zaken: Listed, key: str) -> None:
    assert refusal(zaken.service.get(f"{zaken.url}/items/{key}")) == (404, "itemNotFound")


def test_the_page_ends_at_200_and_the_next_link_is_sharepoints(zaken: Listed, tenant: Any) -> None:
    rows = [{"ZaakNr": f"{number:04}"} for number in range(450)]
    tenant.control(
        "POST", "seed", json={"site": "/sites/agressiemeldingen", "list": zaken.name, "rows": rows}
    )
    page = zaken.ask(expand="fields($select=ZaakNr)").json()
    found = [page["value"]]
    assert "$skiptoken=UGFnZWQ9VFJVRSZwX0lEPT" in page["@odata.nextLink"]
    while "@odata.nextLink" in page:
        page = zaken.service.get(page["@odata.nextLink"]).json()
        found.append(page["value"])
    assert [len(one) for one in found] == [200, 200, 50]
    assert [item["fields"]["ZaakNr"] for one in found for item in one] == [row["ZaakNr"] for row in rows]
