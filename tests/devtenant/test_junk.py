"""Junk in every place is refused with a sentence; it never makes the tenant stumble (a 500 of its own)."""

from __future__ import annotations

import random
from typing import Any

import httpx
import pytest

from tests.devtenant.conftest import Listed

JUNK: list[Any] = [None, 5, 1.5, True, "x", "", [], [5], ["x"], {}, {"x": 1}, [[1]], [{}], "a'b", "x" * 3000]
WORDS = [
    "fields/Stand",
    "eq",
    "'x'",
    "(",
    ")",
    "and",
    "or",
    "startswith(",
    "fields/Aantal",
    "3",
    "null",
    ",",
    "not",
    "true",
    "fields/id",
    "'",
    "ne",
    "gt",
]
FIELDS = [
    "ZaakNr",
    "Stand",
    "Soorten",
    "Gemeld",
    "Aantal",
    "Spoed",
    "WieLookupId",
    "Wie",
    "Title",
    "Soorten@odata.type",
]


def check(answer: httpx.Response) -> None:
    assert answer.status_code < 500, (
        f"{answer.request.method} {answer.request.url} {answer.request.content!r}"
    )


@pytest.mark.parametrize("junk", JUNK, ids=lambda value: repr(value)[:20])
def test_junk_in_a_body(zaken: Listed, junk: Any) -> None:
    zaken.add(ZaakNr="vast")
    for name in FIELDS:
        check(zaken.service.post(f"{zaken.url}/items", json={"fields": {name: junk}}))
        check(zaken.service.patch(f"{zaken.url}/items/1/fields", json={name: junk}))
    check(zaken.service.post(f"{zaken.url}/items", json={"fields": junk}))
    check(zaken.service.post(f"{zaken.url}/items", json=junk))
    for name in ("name", "text", "choice", "number", "indexed", "defaultValue", "displayName"):
        check(zaken.admin.post(f"{zaken.url}/columns", json={"name": "Nieuw", "text": {}, name: junk}))
    for kind, option in (
        ("text", "maxLength"),
        ("choice", "choices"),
        ("choice", "displayAs"),
        ("number", "minimum"),
    ):
        check(zaken.admin.post(f"{zaken.url}/columns", json={"name": "Nieuw", kind: {option: junk}}))


@pytest.mark.parametrize("junk", JUNK, ids=lambda value: repr(value)[:20])
def test_junk_in_a_list_a_grant_or_a_batch(admin: httpx.Client, site: str, junk: Any) -> None:
    for name in ("list", "columns", "description", "displayName"):
        answer = admin.post(f"/v1.0/sites/{site}/lists", json={"displayName": "Rommel", name: junk})
        check(answer)
        if answer.status_code == 201:
            admin.delete(f"/v1.0/sites/{site}/lists/{answer.json()['id']}")
    for name in ("roles", "grantedToIdentities", "grantedToV2"):
        check(admin.post(f"/v1.0/sites/{site}/permissions", json={"roles": ["write"], name: junk}))
    for name in ("id", "method", "url", "headers", "body", "dependsOn"):
        part = {
            "id": "1",
            "method": "GET",
            "url": "/sites/x",
            "headers": {"Content-Type": "application/json"},
        }
        check(admin.post("/v1.0/$batch", json={"requests": [part | {name: junk}]}))
    check(admin.post("/v1.0/$batch", json={"requests": junk}))


def test_half_a_character_is_no_text(zaken: Listed) -> None:
    body = rb'{"fields":{"ZaakNr":"\ud83d"}}'
    answer = zaken.service.post(
        f"{zaken.url}/items", content=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 400
    whole = rb'{"fields":{"ZaakNr":"\ud83d\ude00"}}'
    answer = zaken.service.post(
        f"{zaken.url}/items", content=whole, headers={"Content-Type": "application/json"}
    )
    assert answer.json()["fields"]["ZaakNr"] == "\U0001f600"


@pytest.mark.parametrize("option", ["$filter", "$orderby", "$top", "$expand", "$select", "$skiptoken"])
def test_junk_in_an_option(zaken: Listed, option: str) -> None:
    for junk in JUNK:
        check(zaken.service.get(f"{zaken.url}/items", params={option: str(junk)}))
    choose = random.Random(7)  # noqa: S311  # the same sentences each time
    for _ in range(100):
        sentence = " ".join(choose.choice(WORDS) for _ in range(choose.randint(1, 7)))
        check(zaken.service.get(f"{zaken.url}/items", params={option: sentence}))
