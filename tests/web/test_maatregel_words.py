"""One measure as its handler reads it: who is asked, whose day is past (protocol 14, 18, 21)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from plugin.protocol.profiel import Profiel
from plugin.web.maatregel_words import GESPREK_VOORBIJ, kaart
from plugin.web.zaak_volgende import volgende_stap
from plugin.web.zaken_actie import actie
from tests.tenant_process import ROOT

TODAY = date(2026, 11, 24)
PROFIEL = Profiel.load(ROOT / "deploy" / "profiles" / "demo.toml")
FOR_ONESELF = {
    "referentie": "M-1",
    "status": "maatregelen",
    "melder": {"oid": "a"},
    "betrokkene": {"oid": "a"},
}
ON_BEHALF = FOR_ONESELF | {"betrokkene": {"oid": "b"}}
MEASURE: dict[str, Any] = {
    "id": "m1",
    "soort": "stopgesprek",
    "status": "akkoord",
    "reden": "Er is gedreigd.",
    "grond": "agressieprotocol",
    "besluit": "de commissaris van de Koning",
    "ondertekenaar": "cdk",
    "uitvoerder": "melder",
    "geadresseerde": {"naam": "Boze Burger", "email": None},
    "noemt_betrokkene": False,
    "toestemming_nodig": True,
    "antwoorden": [],
    "vragen": [],
    "versie": 1,
    "tekst": "Geachte heer",
    "details": {},
    "concept": None,
    "van": None,
    "einddatum": None,
    "gesprek_op": None,
    "afgezegd_op": None,
    "termijn": None,
    "let_op": None,
    "betalingen": [],
    "nog_open": None,
    "reacties": [],
    "uitgevoerd_op": None,
    "afgerond_op": None,
    "verzonden_sha256": None,
    "vervallen_reden": None,
}


def card(zaak: dict[str, Any], **facts: Any) -> dict[str, Any]:
    return kaart(MEASURE | facts, zaak, "cdk", TODAY, PROFIEL)


def words(made: dict[str, Any]) -> str:
    return " ".join([made["stand"].woord, made["uitleg"], *(word for _, word in made["feiten"])])


@pytest.mark.parametrize("status", ["toestemming_gevraagd", "akkoord", "geweigerd", "ingetrokken"])
def test_who_decides_is_the_person_it_happened_to(status: str) -> None:
    own, others = words(card(FOR_ONESELF, status=status)), words(card(ON_BEHALF, status=status))
    assert "elder" in own
    assert "elder" not in others
    assert others == own.replace("melder", "betrokkene").replace("Melder", "Betrokkene")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"gesprek_op": "2026-11-23T09:00:00Z"}, GESPREK_VOORBIJ),
        ({"gesprek_op": "2026-11-24T09:00:00Z"}, ""),
        ({"gesprek_op": "2026-11-23T09:00:00Z", "status": "uitgevoerd", "uitgevoerd_op": "2026-11-20"}, ""),
        ({"van": "2026-08-01", "einddatum": "2026-11-23"}, "al voorbij"),
        ({"van": "2026-08-01", "einddatum": "2026-11-24"}, ""),
    ],
)
def test_a_letter_about_a_day_that_is_past_is_warned_of(facts: dict[str, Any], said: str) -> None:
    shown = card(FOR_ONESELF, **facts)["voorbij"]
    assert (said in shown) if said else shown == ""


SENT = {"status": "ingetrokken", "verstuurd": True, "webLink": None, "document": None}
RUNS = {"soort": "ontzegging_gebouw", "van": "2026-11-01", "einddatum": "2026-11-24"}


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"status": "ingetrokken", "concept": SENT}, "laat de ander weten dat het gesprek niet doorgaat"),
        ({"status": "vervallen", "concept": SENT}, "Weet de ander nog niet"),
        ({"status": "ingetrokken", "concept": SENT, "soort": "waarschuwing"}, "De brief was al verstuurd."),
        (
            {"status": "ingetrokken", "concept": SENT, "soort": "stopgesprek", "afgezegd_op": "2026-11-24"},
            "De ander weet dat sinds dinsdag 24 november 2026.",
        ),
        (RUNS | {"status": "uitgevoerd"}, "geldt nog tot en met dinsdag 24 november 2026. Eerder stoppen?"),
        (RUNS | {"status": "afgerond"}, "geldt nog tot en met dinsdag 24 november 2026. Eerder stoppen?"),
        (RUNS | {"status": "afgerond", "einddatum": "2026-11-23"}, ""),
    ],
)
def test_what_still_holds_after_sending_is_said(facts: dict[str, Any], said: str) -> None:
    explained = card(FOR_ONESELF, **facts)["uitleg"]
    assert (said in explained) if said else explained == ""


@pytest.mark.parametrize(
    ("talk", "told", "asks"),
    [
        ("2026-11-24T09:00:00Z", None, True),
        ("2026-11-23T09:00:00Z", None, False),
        ("2026-11-24T09:00:00Z", "2026-11-24", False),
    ],
)
def test_until_it_was_said_or_the_day_of_the_talk_is_over_the_next_step_is_to_call_it_off(
    talk: str, told: str | None, *, asks: bool
) -> None:
    facts = {"status": "ingetrokken", "concept": SENT, "gesprek_op": talk, "afgezegd_op": told}
    withdrawn = MEASURE | facts
    zaak = FOR_ONESELF | {
        "maatregelen": [withdrawn],
        "gesprekken": [{"soort": "intake"}],
        "eerst_herkennen": False,
        "route": "hulp",
        "nazorg_vast": [],
    }
    heads = {who: volgende_stap(zaak, who, TODAY, PROFIEL)["kop"] for who in ("cdk", "griffier")}
    assert ("u zegt het gesprek af" in heads["cdk"]) is asks
    assert ("de commissaris van de Koning zegt het gesprek af" in heads["griffier"]) is asks
    assert (actie(zaak | {"gesproken": True}, "griffier", TODAY) == "Zeg het gesprek af") is asks


def test_security_at_the_talk_is_said_when_it_is_wished() -> None:
    talk = {"gesprek_op": "2026-12-01T09:00:00Z"}
    with_it = dict(card(FOR_ONESELF, **talk, details={"beveiliging": True})["feiten"])
    assert with_it["Beveiliging"] == "Aanwezig bij het gesprek"
    assert "Beveiliging" not in dict(card(FOR_ONESELF, **talk)["feiten"])
