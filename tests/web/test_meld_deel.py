"""What the report page says to one person: whether something was begun, and nothing of another's."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

BEGUN = re.compile(r'data-begonnen="([^"]*)"')


def begun(client: FlaskClient, person: dict[str, str]) -> str:
    found = BEGUN.search(client.get("/deel/meld", headers=person).text)
    assert found
    return found[1]


def test_a_begun_melding_is_said_with_its_day_and_time_to_its_own_melder_alone(
    client: FlaskClient, as_melder: dict[str, str], as_handler: dict[str, str]
) -> None:
    assert begun(client, as_melder) == ""
    kept = client.put("/api/concept", json={"stap": "wat", "velden": {}}, headers=as_melder)
    assert kept.status_code == 200
    assert re.fullmatch(r"\w+dag \d{1,2} \w+, \d{1,2}\.\d\d uur", begun(client, as_melder))
    assert begun(client, as_handler) == ""
    client.delete("/api/concept", headers=as_melder)
    assert begun(client, as_melder) == ""


def test_the_order_of_a_meeting_is_offered_to_who_leads_it_or_keeps_its_record(
    client: FlaskClient, as_melder: dict[str, str], as_handler: dict[str, str]
) -> None:
    assert "data-leidt" not in client.get("/deel/meld", headers=as_melder).text
    assert "data-leidt" in client.get("/deel/meld", headers=as_handler).text
