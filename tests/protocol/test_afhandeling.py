"""Support, order, threat, hand-over, recognising and closing, by the rules alone."""

from datetime import date
from typing import Any

import pytest

from plugin.protocol.afhandeling import (
    AL_GEKOPPELD,
    GEEN_BEHANDELAAR,
    MELD,
    NIET_DEZE_PERSOON,
    NIET_NAMENS,
    ONBEKENDE_TAAK,
    draag_over,
    gemeld,
    koppel_betrokkene,
    leg_nazorg_vast,
    leg_orde_vast,
    sluit,
    zet_dreiging,
    zet_taak,
)
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import (
    MaatregelStatus,
    NazorgAntwoord,
    NazorgVoor,
    Ordestap,
    ZaakStatus,
)
from plugin.protocol.toegang import may_handle
from plugin.protocol.verloop import EERST_HERKENNEN, GESLOTEN, stel_voor
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Afsluiting, Nazorg, Ordemaatregel, Taak, Zaak
from tests.protocol.bouwstenen import (
    ANDER_STATENLID,
    BEHEERDER,
    CDK,
    DEMO,
    GRIFFIER,
    LOCO,
    NU,
    SECRETARIS,
    STATENLID,
    een_maatregel,
    een_melding,
    een_vraag,
    een_zaak,
)

PROFIEL = Profiel.load(DEMO)
LID = "statenlid2@provincie.example"


def nazorg(voor: str, antwoord: str = "nee") -> Nazorg:
    return Nazorg(
        voor=NazorgVoor(voor), antwoord=NazorgAntwoord(antwoord), datum=date(2026, 11, 24), door=GRIFFIER,
        vastgelegd_op=NU,
    )  # fmt: skip


def einde(reden: str | None = None) -> Afsluiting:
    return Afsluiting(op=NU, door=GRIFFIER, reden=reden)


def gelukt(uitkomst: Zaak | Weigering) -> Zaak:
    assert isinstance(uitkomst, Zaak), uitkomst
    return uitkomst


def met_nazorg(zaak: Zaak) -> Zaak:
    return gelukt(leg_nazorg_vast(gelukt(leg_nazorg_vast(zaak, nazorg("melder"))), nazorg("familie", "nvt")))


@pytest.mark.parametrize(
    ("eerst", "woord"),
    [((), "melder"), (("melder",), "familie"), (("familie",), "melder")],
    ids=["nothing offered yet", "the family not yet", "the melder not yet"],
)
def test_a_case_does_not_close_before_support_was_offered_to_both(eerst: tuple[str, ...], woord: str) -> None:
    zaak = een_zaak()
    for voor in eerst:
        zaak = gelukt(leg_nazorg_vast(zaak, nazorg(voor)))
    refused = sluit(zaak, einde("niet nodig"))
    assert isinstance(refused, Weigering)
    assert woord in refused.reden


@pytest.mark.parametrize("antwoord", ["ja", "nee", "later"])
def test_every_answer_to_an_offer_counts(antwoord: str) -> None:
    zaak = gelukt(leg_nazorg_vast(een_zaak(), nazorg("melder", antwoord)))
    zaak = gelukt(leg_nazorg_vast(zaak, nazorg("familie", antwoord)))
    assert gelukt(sluit(zaak, einde("afgesproken"))).status is ZaakStatus.AFGESLOTEN


@pytest.mark.parametrize("status", list(MaatregelStatus))
def test_a_case_closes_only_when_each_measure_has_ended(status: MaatregelStatus) -> None:
    zaak = met_nazorg(een_zaak(maatregelen=(een_maatregel(status=status),)))
    ended = {"geweigerd", "ingetrokken", "afgerond", "vervallen"}
    assert isinstance(sluit(zaak, einde("klaar")), Zaak) == (status in ended)


def test_without_a_reaction_the_reason_is_asked_and_with_one_it_is_not() -> None:
    without = met_nazorg(een_zaak())
    assert isinstance(sluit(without, einde()), Weigering)
    reacted = met_nazorg(een_zaak(maatregelen=(een_maatregel(status=MaatregelStatus.AFGEROND),)))
    assert gelukt(sluit(reacted, einde())).afsluiting == einde()


def test_work_that_is_not_done_keeps_a_case_open_but_a_notice_does_not() -> None:
    assert isinstance(sluit(met_nazorg(een_zaak(werk=("m1",))), einde("x")), Weigering)
    assert isinstance(sluit(met_nazorg(een_zaak(werk=(MELD,))), einde("x")), Zaak)


def test_a_closed_case_takes_nothing_more() -> None:
    closed = een_zaak(status=ZaakStatus.AFGESLOTEN)
    step = Ordemaatregel(stap=Ordestap.SCHORSEN, tijd=NU, vergadering="PS", door=GRIFFIER)
    aan = PROFIEL.persoon(SECRETARIS)
    outcomes: list[Any] = [
        leg_nazorg_vast(closed, nazorg("melder")),
        sluit(closed, einde("x")),
        leg_orde_vast(closed, step),
        zet_dreiging(closed, actief=True),
        draag_over(closed, aan, PROFIEL),
    ]
    assert outcomes == [GESLOTEN] * 5


def test_steps_of_order_stand_by_their_time() -> None:
    late = Ordemaatregel(stap=Ordestap.VERWIJDERD, tijd=NU.replace(hour=11), vergadering="PS", door=CDK)
    early = Ordemaatregel(stap=Ordestap.SCHORSEN, tijd=NU.replace(hour=10), vergadering="PS", door=CDK)
    zaak = gelukt(leg_orde_vast(gelukt(leg_orde_vast(een_zaak(), late)), early))
    assert [step.stap for step in zaak.orde] == [Ordestap.SCHORSEN, Ordestap.VERWIJDERD]


def test_who_takes_over_reads_from_then_on_and_is_told_once() -> None:
    zaak = gelukt(draag_over(een_zaak(), PROFIEL.persoon(SECRETARIS), PROFIEL))
    assert zaak.lezers == ("cdk", "griffier", "provinciesecretaris")
    assert (zaak.behandelaar, zaak.te_melden, zaak.werk) == ("provinciesecretaris", (SECRETARIS,), (MELD,))
    known = gemeld(zaak, (SECRETARIS,))
    assert (known.te_melden, known.werk) == ((), ())


@pytest.mark.parametrize("oid", [BEHEERDER, ANDER_STATENLID, "00000000-0000-4000-8000-000000000999"])
def test_nobody_outside_the_handlers_takes_over(oid: str) -> None:
    assert draag_over(een_zaak(), PROFIEL.persoon(oid), PROFIEL) == GEEN_BEHANDELAAR


def test_a_party_never_takes_over() -> None:
    zaak = een_zaak(afzenders=("provinciesecretaris@provincie.example",))
    assert draag_over(zaak, PROFIEL.persoon(SECRETARIS), PROFIEL) == GEEN_BEHANDELAAR


def onbekende_ambtsdrager() -> Zaak:
    melding = een_melding(agressor={"hoedanigheid": "ambtsdrager", "naam": "Iemand"})
    return een_zaak(melding=melding, lezers=("griffier",), eerst_herkennen=True)


def test_a_task_of_the_profile_is_done_and_opened_again_and_no_other_task_is_known() -> None:
    name = PROFIEL.nazorg.taken[0]
    done = Taak(taak=name, gedaan=True, door=GRIFFIER, op=NU)
    zaak = gelukt(zet_taak(een_zaak(), done, PROFIEL))
    opened = gelukt(zet_taak(zaak, done.model_copy(update={"gedaan": False}), PROFIEL))
    assert [one.gedaan for one in zaak.taken] == [True]
    assert [one.gedaan for one in opened.taken] == [False]
    assert zet_taak(zaak, done.model_copy(update={"taak": "Iets anders"}), PROFIEL) == ONBEKENDE_TAAK
    closed = een_zaak(status=ZaakStatus.AFGESLOTEN)
    assert zet_taak(closed, done, PROFIEL) == GESLOTEN


def namens(**velden: Any) -> Zaak:
    told = {
        "melding": een_melding(namens={"naam": "Statenlid Twee"}),
        "betrokkene": {"naam": "Statenlid Twee"},
    }
    return een_zaak(**told | velden)


def test_a_linked_betrokkene_is_a_party_from_then_on() -> None:
    zaak = gelukt(koppel_betrokkene(namens(), CDK, GRIFFIER, PROFIEL))
    assert zaak.betrokkene.oid == CDK
    assert not may_handle(zaak, CDK, PROFIEL)
    assert may_handle(zaak, LOCO, PROFIEL)
    assert koppel_betrokkene(zaak, ANDER_STATENLID, GRIFFIER, PROFIEL) == AL_GEKOPPELD


def test_nobody_is_linked_when_the_melder_reports_for_themselves() -> None:
    assert koppel_betrokkene(een_zaak(), ANDER_STATENLID, GRIFFIER, PROFIEL) == NIET_NAMENS


def test_the_only_reader_cannot_be_linked_away() -> None:
    assert isinstance(koppel_betrokkene(namens(lezers=("griffier",)), GRIFFIER, CDK, PROFIEL), Weigering)


@pytest.mark.parametrize("oid", [GRIFFIER, STATENLID], ids=["the handler", "the melder"])
def test_nobody_is_linked_who_would_then_answer_for_somebody_else(oid: str) -> None:
    assert koppel_betrokkene(namens(), oid, GRIFFIER, PROFIEL) == NIET_DEZE_PERSOON


@pytest.mark.parametrize(
    "velden",
    [
        pytest.param(
            {"agressor": {"hoedanigheid": "ambtsdrager", "email": LID}}, id="the agressor, by address"
        ),
        pytest.param({"zaak": {"adressen_agressor": (LID,)}}, id="the agressor, by another account"),
        pytest.param({"zaak": {"eigen_adressen": (LID,)}}, id="the melder, by another account"),
        pytest.param({"adressen": (LID.upper(),)}, id="the handler, by another account"),
    ],
)
def test_a_second_account_of_somebody_else_is_not_linked(velden: dict[str, Any]) -> None:
    told = {"namens": {"naam": "Statenlid Twee"}, "agressor": velden.get("agressor", {})}
    zaak = namens(**{"melding": een_melding(**told)} | velden.get("zaak", {}))
    linked = koppel_betrokkene(zaak, ANDER_STATENLID, GRIFFIER, PROFIEL, velden.get("adressen", ()))
    assert linked == NIET_DEZE_PERSOON


def test_whom_the_melder_told_by_address_can_be_linked() -> None:
    zaak = namens(eigen_adressen=(LID,), adressen_betrokkene=(LID,))
    linked = gelukt(koppel_betrokkene(zaak, ANDER_STATENLID, GRIFFIER, PROFIEL))
    assert linked.betrokkene.oid == ANDER_STATENLID


def test_before_the_agressor_is_recognised_nobody_else_gets_the_case_and_no_measure_starts() -> None:
    zaak = onbekende_ambtsdrager()
    assert draag_over(zaak, PROFIEL.persoon(SECRETARIS), PROFIEL) == EERST_HERKENNEN
    assert stel_voor(zaak, een_maatregel(), een_vraag()) == EERST_HERKENNEN


def test_who_holds_the_office_of_a_betrokkene_named_by_office_neither_signs_nor_takes_over() -> None:
    zaak = een_zaak(uitgesloten=(SECRETARIS,))
    assert draag_over(zaak, PROFIEL.persoon(SECRETARIS), PROFIEL) == GEEN_BEHANDELAAR
