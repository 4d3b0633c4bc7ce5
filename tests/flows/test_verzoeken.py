"""Requests that prevent are drafts with the date recorded; the same agressor is yes or no (protocol 26, 43-46)."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from plugin.casebook.book import Logregel
from plugin.flows.herhaling import agressor_van, eerder, vindbaar
from plugin.main import Checked, put_together
from plugin.protocol.melding import Agressor
from plugin.protocol.profiel import Profiel
from plugin.protocol.toegang import Wie
from plugin.protocol.verzoek import (
    POSTVAK,
    Verzoek,
    VerzoekIn,
    Verzoeksoort,
    aankomende_vergaderingen,
    is_blijven_staan,
    mag_vragen,
    ontvangers,
)
from plugin.settings import load
from plugin.web.preventie_words import preventie
from tests.flows.people import People, key
from tests.protocol.bouwstenen import CDK, DEMO, GRIFFIER, PROFILES, REGISSEUR, een_melding, een_zaak

MARK = "String {9f0c2d7e-3b1a-4c55-9e57-0b8f3f6a1c10} Name meldReferentie"
PROFIEL = Profiel.load(DEMO)
ANGRY = "boze.burger@voorbeeld.example"


def drafts(people: People, request: str) -> list[tuple[str, dict[str, Any]]]:
    boxes = people.service.tenant.state()["messages"]
    return [
        (box, one)
        for box, mails in boxes.items()
        for one in mails
        if one["properties"].get(MARK) == f"verzoek/{request}"
    ]


@pytest.mark.parametrize(
    ("soort", "recipients"),
    [
        ("risicogesprek", ["beveiliging@provincie.example"]),
        ("vergadering", ["beveiliging@provincie.example"]),
        ("training", ["griffie@provincie.example", "regisseur@provincie.example"]),
        ("bijeenkomst", ["griffie@provincie.example", "regisseur@provincie.example"]),
        ("agendapunt", ["griffie@provincie.example"]),
        ("collegeperiode", ["griffie@provincie.example", "regisseur@provincie.example"]),
    ],
)
def test_each_request_is_one_draft_in_the_mailbox_that_the_profile_names(
    people: People, soort: str, recipients: list[str]
) -> None:
    asked = {"soort": soort, "wanneer": "dinsdag om 20.00 uur", "toelichting": "Graag <b>twee</b> mensen."}
    headers = key()
    first, again = (
        people.ask("griffier", "POST", "/api/verzoeken", json=asked, headers=headers) for _ in range(2)
    )

    assert (first.status_code, again.status_code) == (201, 201), first.text
    assert first.json() == again.json()
    ((box, draft),) = drafts(people, first.json()["id"])
    assert (box, draft["isDraft"]) == ("cdk@provincie.example", True)
    assert sorted(draft["recipients"]) == recipients
    assert first.json()["webLink"]
    listed = people.ask("cdk", "GET", "/api/verzoeken").json()["items"]
    assert [one["soort"] for one in listed if one["id"] == first.json()["id"]] == [soort]


def test_a_welcome_carries_a_letter_for_the_new_ambtsdrager(people: People) -> None:
    new = {"naam": "Nieuw {{ 7*7 }} Lid", "email": "nieuw@provincie.example"}
    asked = people.ask(
        "griffier", "POST", "/api/verzoeken", json={"soort": "welkom", "aan": new}, headers=key()
    )

    assert asked.status_code == 201, asked.text
    assert "agressieprotocol" in asked.json()["let_op"]
    ((_, draft),) = drafts(people, asked.json()["id"])
    assert draft["recipients"] == ["nieuw@provincie.example"]
    assert [one["name"] for one in draft["attachments"]] == ["welkom.docx"]


@pytest.mark.parametrize(
    ("role", "body", "status"),
    [
        ("statenlid1", {"soort": "training"}, 403),
        ("regisseur", {"soort": "training"}, 403),
        ("griffier", {"soort": "feest"}, 422),
        ("griffier", {"soort": "welkom"}, 422),
        ("griffier", {"soort": "training", "aan": {"naam": "Iemand"}}, 422),
    ],
)
def test_a_request_that_cannot_be_is_refused(
    people: People, role: str, body: dict[str, Any], status: int
) -> None:
    assert people.ask(role, "POST", "/api/verzoeken", json=body, headers=key()).status_code == status


def test_only_who_handles_cases_asks() -> None:
    assert mag_vragen(GRIFFIER, PROFIEL) is not None
    assert mag_vragen(REGISSEUR, PROFIEL) is None


@pytest.mark.parametrize(
    ("today", "asked"),
    [
        pytest.param(date(2026, 12, 1), [], id="eight days before"),
        pytest.param(date(2026, 12, 2), [date(2026, 12, 9)], id="a week before"),
        pytest.param(date(2026, 12, 9), [date(2026, 12, 9)], id="the day itself"),
        pytest.param(date(2026, 12, 10), [], id="the day after"),
    ],
)
def test_security_is_asked_for_a_week_before_a_meeting(today: date, asked: list[date]) -> None:
    meeting = PROFIEL.vergadering.model_copy(update={"data": (date(2026, 12, 9),)})

    assert aankomende_vergaderingen(PROFIEL.model_copy(update={"vergadering": meeting}), today) == asked


@pytest.mark.parametrize(
    ("asked", "stays"),
    [
        pytest.param("2023-12-08T22:00:00Z", True, id="a night should have taken it"),
        pytest.param("2023-12-09T08:00:00Z", False, id="the coming night takes it"),
        pytest.param("2026-12-09T08:00:00Z", False, id="its term runs"),
    ],
)
def test_a_request_that_should_be_gone_is_said_to_stay_with_its_mailbox(asked: str, *, stays: bool) -> None:
    request = Verzoek(
        id="x", soort=Verzoeksoort.TRAINING, aangevraagd_op=datetime.fromisoformat(asked), door=GRIFFIER,
        postvak="oud@provincie.example",
    )  # fmt: skip
    item = {"soort": "training", "aangevraagd_op": asked, "wanneer": None, "webLink": None}

    found = is_blijven_staan(request, PROFIEL, date(2026, 12, 10))
    page = preventie([item | {"blijft_in": request.postvak if found else None}], PROFIEL)

    assert found is stays
    assert ("1 oud verzoek" in page["blijft"] and request.postvak in page["blijft"]) is stays


@pytest.mark.parametrize("profile", sorted(PROFILES.glob("*.toml")), ids=lambda path: path.stem)
def test_every_profile_names_where_requests_stand_and_keeps_herhaling_off(profile: Path) -> None:
    read = Profiel.load(profile)

    assert read.postvakken[POSTVAK]
    assert read.herhaling is False
    for soort in set(Verzoeksoort) - {Verzoeksoort.WELKOM}:
        assert ontvangers(VerzoekIn(soort=soort), read), soort


@pytest.mark.parametrize(
    ("case", "who"),
    [
        pytest.param({"agressor": CDK}, CDK, id="who was recognised"),
        pytest.param(
            {"afzenders": ("Boze.Burger+x@voorbeeld.example",)}, ANGRY, id="one sender, one spelling"
        ),
        pytest.param(
            {"afzenders": ("cdk@provincie.example",)}, CDK, id="an address of the profile is its person"
        ),
        pytest.param({"afzenders": ("a@b.example", "c@d.example")}, None, id="two senders tell nobody"),
        pytest.param({}, None, id="nobody is known"),
    ],
)
def test_who_the_agressor_is(case: dict[str, Any], who: str | None) -> None:
    assert agressor_van(een_zaak(**case), PROFIEL) == who


def test_a_name_alone_marks_nobody() -> None:
    named = een_melding(agressor=Agressor(naam="Boze Burger").model_dump())

    assert agressor_van(een_zaak(melding=named), PROFIEL) is None


def test_while_it_is_off_no_mark_is_kept_and_nobody_is_told(people: People) -> None:
    services = put_together(settings := load(people.service.env), Checked.of(settings))
    zaak = een_zaak(afzenders=(ANGRY,))

    assert vindbaar(zaak, PROFIEL, services.keys).agressor is None
    assert eerder(services, Wie(GRIFFIER, "Griffier", "hier"), zaak) is None
    ref = people.report()
    assert people.case("griffier", ref).json()["herhaling"] is None


def test_where_it_is_on_a_handler_hears_yes_or_no_within_the_own_cases(
    people: People, tmp_path: Path
) -> None:
    """Two meldingen about one sender: for the griffier the one is an earlier one of the other, for others not."""
    profile = tmp_path / "aan.toml"
    profile.write_text(DEMO.read_text().replace("herhaling = false", "herhaling = true"))
    settings = load(people.service.env | {"MELD_PROFILE": str(profile)})
    services = put_together(settings, Checked.of(settings))
    first, second = (
        people.report(agressor={"hoedanigheid": "burger", "email": "zelfde@voorbeeld.example"})
        for _ in range(2)
    )
    for ref in (first, second):
        dossier = services.casebook.find(ref)
        assert dossier is not None
        services.casebook.save(
            dossier, dossier.zaak, Logregel(ref, "proef", "zaak", "dienst", "dienst", services.now())
        )
    zaak = services.casebook.find(first)
    assert zaak is not None

    assert eerder(services, Wie(GRIFFIER, "Griffier", "hier"), zaak.zaak) is True
    assert eerder(services, Wie(REGISSEUR, "Regisseur", "hier"), zaak.zaak) is False
    other = zaak.zaak.model_copy(
        update={"afzenders": (), "melding": een_melding(agressor={"email": "x@y.example"})}
    )
    assert eerder(services, Wie(GRIFFIER, "Griffier", "hier"), other) is False
