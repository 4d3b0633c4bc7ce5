"""The terms of a case: each reminder that goes off has its day on the page (protocol 25, 26)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from plugin.flows.weergave import lopende_termijnen, voor_behandelaar
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import MaatregelSoort, MaatregelStatus, ZaakStatus
from plugin.protocol.wekker import Aanleiding, wekkers
from plugin.protocol.zaak import Maatregel, Zaak
from plugin.web.zaak_termijnen import termijnen
from plugin.web.zaak_tijdlijn import tijdlijn
from tests.protocol.bouwstenen import DEMO, NU, een_maatregel, een_melding, een_zaak

PROFIEL = Profiel.load(DEMO)
TODAY = NU.date()
INSULT = een_melding(aard=["belediging"])
BEVESTIG = "Laat een jurist dit bevestigen."


def claim(sent: date, paid: float = 0.0) -> Maatregel:
    return een_maatregel(
        soort=MaatregelSoort.SCHADE,
        status=MaatregelStatus.UITGEVOERD,
        uitgevoerd_op=sent,
        details={"posten": [{"omschrijving": "Ruit", "bedrag": 100.0, "eigenaar": "provincie"}]},
        betalingen=({"datum": sent, "bedrag": paid, "door": "x", "vastgelegd_op": NU},) if paid else (),
    )


def police(soort: MaatregelSoort, status: MaatregelStatus) -> Maatregel:
    done = TODAY if status is MaatregelStatus.UITGEVOERD else None
    return een_maatregel(soort=soort, status=status, uitgevoerd_op=done)


def seen(zaak: Zaak) -> dict[str, Any]:
    return voor_behandelaar(zaak, '"1"') | lopende_termijnen(zaak, PROFIEL)


def terms(zaak: Zaak, today: date = TODAY) -> list[tuple[str, str, str]]:
    return [(one.soort, one.kop, one.zin) for one in termijnen(seen(zaak), today)]


LAST_DAY = [("", "Nog 64 werkdagen", f"Aangifte met klacht, uiterlijk woensdag 24 februari. {BEVESTIG}")]
OVER = [("let", "Klachttermijn voorbij", f"Een klacht kon tot en met woensdag 24 februari. {BEVESTIG}")]


@pytest.mark.parametrize(
    ("fields", "today", "shown"),
    [
        pytest.param({}, TODAY, LAST_DAY, id="from the start, without any step to the police"),
        pytest.param(
            {"maatregelen": (police(MaatregelSoort.MELDING_POLITIE, MaatregelStatus.UITGEVOERD),)},
            TODAY, LAST_DAY, id="a melding asks for no prosecution",
        ),
        pytest.param(
            {"maatregelen": (police(MaatregelSoort.AANGIFTE, MaatregelStatus.GEWEIGERD),)},
            TODAY, LAST_DAY, id="nor does an aangifte that was refused",
        ),
        pytest.param(
            {"maatregelen": (police(MaatregelSoort.AANGIFTE, MaatregelStatus.UITGEVOERD),)},
            TODAY, [], id="not once an aangifte was done",
        ),
        pytest.param({}, date(2027, 2, 25), OVER, id="and that it is over"),
        pytest.param({"status": ZaakStatus.AFGESLOTEN}, TODAY, [], id="not in a closed case"),
        pytest.param({"melding": een_melding(aard=["bedreiging"])}, TODAY, [], id="where none is needed"),
    ],
)  # fmt: skip
def test_the_term_for_a_complaint_stands_in_the_case_while_it_can_be_made(
    fields: dict[str, Any], today: date, shown: list[tuple[str, str, str]]
) -> None:
    assert terms(een_zaak(**{"melding": INSULT} | fields), today) == shown


@pytest.mark.parametrize(
    ("measure", "shown"),
    [
        (claim(TODAY), [("", "Nog 20 werkdagen", "Schade betalen, uiterlijk dinsdag 22 december")]),
        (claim(TODAY - timedelta(days=31)), [("let", "2 werkdagen te laat", "Schade betalen, uiterlijk zaterdag 21 november")]),
        (claim(TODAY, 40.0), [("", "Nog 20 werkdagen", "Schade betalen, uiterlijk dinsdag 22 december")]),
        (claim(TODAY, 100.0), []),
    ],
    ids=["running", "late", "paid in part", "paid"],
)  # fmt: skip
def test_a_claim_says_until_when_it_is_to_be_paid(
    measure: Maatregel, shown: list[tuple[str, str, str]]
) -> None:
    assert terms(een_zaak(maatregelen=(measure,))) == shown


def test_each_clock_that_will_remind_the_handler_stands_in_the_time_line() -> None:
    zaak = een_zaak(melding=INSULT, maatregelen=(claim(TODAY),))
    reminders = {one.aanleiding for one in wekkers(zaak, PROFIEL)}
    coming = {
        one["wat"]: one["wanneer"] for one in tijdlijn(seen(zaak), TODAY, PROFIEL) if one["soort"] == "straks"
    }

    assert {Aanleiding.KLACHT, Aanleiding.BETALING} <= reminders
    assert coming[f"Klacht: laatste dag. {BEVESTIG}"] == "Woensdag 24 februari"
    assert coming["Schade: uiterlijk deze dag betalen"] == "Dinsdag 22 december"
