"""Payments, view, objection, decision, and who speaks: each rule with its border cases (protocol 21, 25, 37-39)."""

from datetime import date, timedelta
from typing import Any

import pytest

from plugin.protocol.na_uitvoering import betaald, gereageerd, nog_open
from plugin.protocol.nasleep import Besluituitkomst, Betaling, Reactie, Reactiesoort
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import MaatregelSoort, MaatregelStatus, ZaakStatus
from plugin.protocol.weigering import Weigering
from plugin.protocol.woordvoering import leg_woordvoering_vast, sprekers, vervanger
from plugin.protocol.zaak import Maatregel, Partij, Woordvoering, Zaak
from tests.protocol.bouwstenen import (
    CDK,
    GRIFFIER,
    LOCO,
    NU,
    SECRETARIS,
    STATENLID,
    een_maatregel,
    een_melding,
    een_zaak,
)

SENT = date(2026, 11, 24)
LATER = date(2027, 6, 1)
POSTEN = [
    {"omschrijving": "Ruit", "bedrag": 0.1, "eigenaar": "provincie"},
    {"omschrijving": "Deur", "bedrag": 0.2, "eigenaar": "provincie"},
]


def done(soort: MaatregelSoort, **fields: Any) -> Zaak:
    """A case with one measure that was carried out."""
    measure = een_maatregel(soort=soort, status=MaatregelStatus.UITGEVOERD, uitgevoerd_op=SENT, **fields)
    return een_zaak(maatregelen=(measure,))


def claim() -> Zaak:
    return done(MaatregelSoort.SCHADE, details={"posten": POSTEN})


def ban() -> Zaak:
    return done(MaatregelSoort.ONTZEGGING_GEBOUW, einddatum=date(2027, 2, 24))


def payment(bedrag: float, day: date = SENT) -> Betaling:
    return Betaling(datum=day, bedrag=bedrag, door=GRIFFIER, vastgelegd_op=NU)


def said(soort: Reactiesoort, day: date = SENT, **fields: Any) -> Reactie:
    return Reactie(soort=soort, datum=day, tekst="Zo zit het.", door=GRIFFIER, vastgelegd_op=NU, **fields)


def the_measure(changed: Zaak | Weigering) -> Maatregel:
    assert isinstance(changed, Zaak), changed
    return changed.maatregelen[0]


def test_a_claim_is_paid_to_the_cent() -> None:
    paid = betaald(claim(), "m1", payment(0.3), LATER)

    assert nog_open(the_measure(paid)) == 0.0


@pytest.mark.parametrize(
    ("zaak", "betaling"),
    [
        pytest.param(claim(), payment(0.31), id="more than was claimed"),
        pytest.param(claim(), payment(0.1, LATER + timedelta(days=1)), id="tomorrow"),
        pytest.param(claim(), payment(0.1, SENT - timedelta(days=1)), id="before the claim was sent"),
        pytest.param(ban(), payment(0.1), id="no claim"),
        pytest.param(
            claim().model_copy(update={"status": ZaakStatus.AFGESLOTEN}), payment(0.1), id="a closed case"
        ),
    ],
)
def test_a_payment_that_cannot_be_is_refused(zaak: Zaak, betaling: Betaling) -> None:
    assert isinstance(betaald(zaak, "m1", betaling, LATER), Weigering)


@pytest.mark.parametrize(
    ("soort", "day", "in_time"),
    [
        pytest.param(Reactiesoort.ZIENSWIJZE, date(2026, 12, 8), True, id="a view on the last day"),
        pytest.param(Reactiesoort.ZIENSWIJZE, date(2026, 12, 9), False, id="a view a day later"),
        pytest.param(Reactiesoort.BEZWAAR, date(2027, 1, 5), True, id="an objection on the last day"),
        pytest.param(Reactiesoort.BEZWAAR, date(2027, 1, 6), False, id="an objection a day later"),
    ],
)
def test_what_comes_too_late_is_recorded_as_too_late(
    profiel: Profiel, soort: Reactiesoort, day: date, in_time: bool
) -> None:
    recorded = gereageerd(ban(), "m1", said(soort, day), LATER, profiel)

    assert the_measure(recorded).reacties[0].op_tijd is in_time


def test_only_a_ban_can_be_objected_to_and_only_what_was_said_can_be_decided_on(profiel: Profiel) -> None:
    decision = said(Reactiesoort.BESLUIT, uitkomst=Besluituitkomst.BLIJFT)

    assert isinstance(gereageerd(claim(), "m1", said(Reactiesoort.BEZWAAR), LATER, profiel), Weigering)
    assert isinstance(gereageerd(ban(), "m1", decision, LATER, profiel), Weigering)


def test_a_ban_that_is_withdrawn_ends_and_one_that_is_shortened_ends_earlier(profiel: Profiel) -> None:
    objected = gereageerd(ban(), "m1", said(Reactiesoort.BEZWAAR), LATER, profiel)
    assert isinstance(objected, Zaak)
    withdrawn = said(Reactiesoort.BESLUIT, uitkomst=Besluituitkomst.INGETROKKEN)
    shorter = said(Reactiesoort.BESLUIT, uitkomst=Besluituitkomst.INGEKORT, tot=date(2027, 1, 24))
    longer = shorter.model_copy(update={"tot": date(2027, 2, 25)})

    assert (
        the_measure(gereageerd(objected, "m1", withdrawn, LATER, profiel)).status is MaatregelStatus.AFGEROND
    )
    assert the_measure(gereageerd(objected, "m1", shorter, LATER, profiel)).einddatum == date(2027, 1, 24)
    assert isinstance(gereageerd(objected, "m1", longer, LATER, profiel), Weigering)


@pytest.mark.parametrize("status", [MaatregelStatus.UITGEVOERD, MaatregelStatus.AFGEROND])
def test_a_running_ban_can_be_ended_earlier_of_ones_own_accord_also_in_a_closed_case(
    profiel: Profiel, status: MaatregelStatus
) -> None:
    running = ban().maatregelen[0].model_copy(update={"status": status})
    closed = ban().met_maatregel(running).model_copy(update={"status": ZaakStatus.AFGESLOTEN})
    today, last = date(2026, 12, 1), date(2027, 2, 24)
    shorter = said(Reactiesoort.BESLUIT, uitkomst=Besluituitkomst.INGEKORT, tot=date(2027, 1, 24))
    withdrawn = said(Reactiesoort.BESLUIT, uitkomst=Besluituitkomst.INGETROKKEN)

    assert running.loopt_op(last)
    assert the_measure(gereageerd(closed, "m1", shorter, today, profiel)).einddatum == date(2027, 1, 24)
    assert not the_measure(gereageerd(closed, "m1", withdrawn, today, profiel)).loopt_op(today)
    assert isinstance(gereageerd(closed, "m1", withdrawn, last + timedelta(days=1), profiel), Weigering)


CDK_MELDT = {"melder": Partij(oid=CDK, functie="cdk"), "lezers": ("loco_cdk", "provinciesecretaris")}


@pytest.mark.parametrize(
    ("case", "speak"),
    [
        pytest.param({}, ("cdk",), id="the CdK"),
        pytest.param(CDK_MELDT, ("cdk", "loco_cdk"), id="a CdK who is the victim: who the two agree on"),
        pytest.param(
            {"melding": een_melding(agressor={"hoedanigheid": "ambtsdrager", "oid": CDK})},
            ("loco_cdk",),
            id="a CdK who is the agressor never speaks",
        ),
        pytest.param(
            {"afzenders": ("cdk@provincie.example",)},
            ("loco_cdk",),
            id="nor a CdK who sent the mail, with the agressor left open",
        ),
        pytest.param({"agressor": CDK}, ("loco_cdk",), id="nor one who was recognised later"),
        pytest.param({"dreiging": True}, (), id="nobody while a threat goes on"),
        pytest.param({"eerst_herkennen": True}, (), id="nobody while the agressor is not recognised"),
    ],
)
def test_who_may_speak(profiel: Profiel, case: dict[str, Any], speak: tuple[str, ...]) -> None:
    assert sprekers(een_zaak(**case), profiel) == speak


@pytest.mark.parametrize(
    ("case", "spreker", "door", "recorded"),
    [
        pytest.param({}, "cdk", GRIFFIER, True, id="any handler records that the CdK speaks"),
        pytest.param({}, "griffier", GRIFFIER, False, id="nobody else speaks"),
        pytest.param(CDK_MELDT, "cdk", LOCO, True, id="the stand-in records what the two agreed"),
        pytest.param(CDK_MELDT, "cdk", SECRETARIS, False, id="and nobody else does"),
        pytest.param({"dreiging": True}, "cdk", GRIFFIER, False, id="not while a threat goes on"),
        pytest.param({"status": ZaakStatus.AFGESLOTEN}, "cdk", GRIFFIER, False, id="not in a closed case"),
    ],
)
def test_what_was_agreed_on_speaking(
    profiel: Profiel, case: dict[str, Any], spreker: str, door: str, recorded: bool
) -> None:
    agreed = Woordvoering(
        spreker=spreker, afspraak="In vertrouwen.", openbaar=False, datum=SENT, door=door, vastgelegd_op=NU
    )

    assert isinstance(leg_woordvoering_vast(een_zaak(**case), agreed, profiel), Zaak) is recorded


def test_there_is_a_stand_in_only_for_a_cdk_who_is_involved(profiel: Profiel) -> None:
    assert vervanger(een_zaak(), profiel) is None
    assert vervanger(een_zaak(melder=Partij(oid=CDK)), profiel) == "loco_cdk"
    assert vervanger(een_zaak(melder=Partij(oid=STATENLID)), profiel) is None
