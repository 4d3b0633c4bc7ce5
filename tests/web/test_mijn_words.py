"""Mijn meldingen in words: what is so now, and never more than that."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from plugin.flows.diensten import Diensten
from plugin.flows.melderblad import voor_melder
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import (
    Antwoord,
    ConceptStatus,
    GesprekSoort,
    MaatregelSoort,
    MaatregelStatus,
    NazorgAntwoord,
    NazorgVoor,
    Uitvoerder,
    ZaakStatus,
)
from plugin.protocol.toestemming import Toestemming
from plugin.protocol.zaak import Concept, Doorgegeven, Gesprek, Maatregel, Nazorg, Opening, Partij, Zaak
from plugin.web import mijn_words
from tests.protocol.bouwstenen import (
    ANDER_STATENLID,
    DEMO,
    GRIFFIER,
    NU,
    STATENLID,
    een_maatregel,
    een_melding,
    een_vraag,
    een_zaak,
)

DAG = timedelta(days=1)
DIENSTEN = cast("Diensten", SimpleNamespace(profiel=Profiel.load(DEMO), now=lambda: NU))
S = MaatregelStatus
LATER = NU + timedelta(hours=4)
NA = Concept(status=ConceptStatus.INGETROKKEN, postvak="cdk@provincie.example")
SENT = NA.model_copy(update={"verstuurd": True})


def shown(zaak: Zaak, oid: str = STATENLID, verwerking: str = "gemeld") -> dict[str, Any]:
    return mijn_words.een(voor_melder(zaak, verwerking, oid, DIENSTEN.profiel), DIENSTEN)


def answered(answer: Antwoord | None, status: MaatregelStatus, **facts: Any) -> Maatregel:
    ledger = Toestemming(vragen=(een_vraag(),))
    given = ledger.beantwoord(answer, STATENLID, NU) if answer else ledger
    return een_maatregel(toestemming=given, status=status, **facts)


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        (answered(Antwoord.AKKOORD, S.AKKOORD), "maakt de brief klaar; een mens verstuurt hem."),
        (answered(Antwoord.AKKOORD, S.CONCEPT), "De brief staat klaar; een mens verstuurt hem."),
        (answered(Antwoord.AKKOORD, S.AKKOORD, uitvoerder=Uitvoerder.MELDER), "U doet dit zelf."),
        (answered(Antwoord.AKKOORD, S.UITGEVOERD, uitgevoerd_op=NU.date()), "is verstuurd op dinsdag 24 november."),
        (answered(Antwoord.AKKOORD, S.UITGEVOERD, uitvoerder=Uitvoerder.MELDER), "Dit is gedaan."),
        (answered(Antwoord.AKKOORD, S.AKKOORD, soort=MaatregelSoort.AANGIFTE), "maakt het stuk klaar; een mens gaat ermee"),
        (
            answered(Antwoord.INGETROKKEN, S.INGETROKKEN, concept=NA, soort=MaatregelSoort.AANGIFTE),
            "Het stuk is verwijderd.",
        ),
        (answered(Antwoord.GEWEIGERD, S.GEWEIGERD), "U hoeft niet uit te leggen waarom."),
        (answered(Antwoord.INGETROKKEN, S.INGETROKKEN), "Uw ja is ingetrokken. Dit gebeurt niet."),
        (answered(Antwoord.INGETROKKEN, S.INGETROKKEN, concept=NA), "De brief is verwijderd."),
        (
            answered(Antwoord.INGETROKKEN, S.INGETROKKEN, concept=SENT, soort=MaatregelSoort.WAARSCHUWING),
            "De brief was al verstuurd. Er komt geen nieuwe stap.",
        ),
        (
            answered(Antwoord.INGETROKKEN, S.INGETROKKEN, concept=SENT, uitgevoerd_op=NU.date()),
            "op dinsdag 24 november. Het gesprek gaat niet door. Wij laten dat de ander weten.",
        ),
        (
            answered(Antwoord.INGETROKKEN, S.INGETROKKEN, concept=SENT, afgezegd_op=NU.date()),
            "Het gesprek gaat niet door. De ander weet dat.",
        ),
        (answered(Antwoord.AKKOORD, S.VERVALLEN), "Deze stap gaat niet door."),
        (answered(None, S.VERVALLEN), "Deze stap gaat niet door."),
        (answered(None, S.AKKOORD, toestemming_nodig=False), "is uw toestemming niet nodig."),
    ],
)  # fmt: skip
def test_an_answer_says_what_came_of_it(measure: Maatregel, said: str) -> None:
    (step,) = shown(een_zaak(maatregelen=[measure]))["maatregelen"]
    assert said in step["antwoord"][1]
    assert not step["open"]


@pytest.mark.parametrize(
    ("measure", "can"),
    [
        (answered(Antwoord.AKKOORD, S.UITGEVOERD, uitgevoerd_op=NU.date()), True),
        (answered(Antwoord.AKKOORD, S.UITGEVOERD, uitgevoerd_op=NU.date(), gesprek_op=NU + DAG), True),
        (answered(Antwoord.AKKOORD, S.UITGEVOERD, uitgevoerd_op=NU.date(), gesprek_op=NU - DAG), False),
        (answered(Antwoord.AKKOORD, S.AFGEROND, uitgevoerd_op=NU.date()), False),
        (answered(Antwoord.AKKOORD, S.UITGEVOERD, soort=MaatregelSoort.WAARSCHUWING), False),
        (answered(Antwoord.AKKOORD, S.UITGEVOERD, uitvoerder=Uitvoerder.MELDER), False),
    ],
)
def test_a_talk_can_be_withdrawn_until_it_was_held(measure: Maatregel, can: bool) -> None:
    (step,) = shown(een_zaak(maatregelen=[measure]))["maatregelen"]
    assert step["intrekbaar"] is can
    assert ("nog worden ingetrokken" in step["antwoord"][1]) is can


def test_a_letter_that_is_being_taken_away_is_not_called_gone() -> None:
    measure = answered(Antwoord.INGETROKKEN, S.INGETROKKEN, concept=NA)
    (step,) = shown(een_zaak(maatregelen=[measure], werk=("m1",)))["maatregelen"]
    assert step["antwoord"][1].endswith("De brief wordt nu verwijderd.")


def test_the_question_shows_all_that_the_answer_binds() -> None:
    measure = answered(None, S.TOESTEMMING_GEVRAAGD, van="2026-12-01", tot="2026-12-31")
    (step,) = shown(een_zaak(maatregelen=[measure]))["maatregelen"]
    facts = dict(step["feiten"])
    assert facts["Met wie"] == "Boos@elders.example"
    assert facts["Wanneer"] == "Van dinsdag 1 december 2026 tot en met donderdag 31 december 2026"
    assert facts["Uw naam"] == "Staat niet in de brief"
    assert (step["brief"], step["versie"], step["open"]) == ("Wij nodigen u uit.", 1, True)


TALK = Gesprek(soort=GesprekSoort.INTAKE, datum=NU.date(), verslag="x", door=GRIFFIER, vastgelegd_op=NU)
PASSED_ON = Doorgegeven(aan="provinciesecretaris", op=LATER)


@pytest.mark.parametrize(
    ("zaak", "verwerking", "said"),
    [
        (een_zaak(), "verzegeld", "Uw melding is veilig bewaard. Uw lezers krijgen zo bericht."),
        (een_zaak(), "opgeslagen", "Uw lezers hebben nog geen bericht; wij proberen het opnieuw."),
        (een_zaak(lezen_voor=LATER), "gemeld", "Nog niet geopend; uiterlijk dinsdag 24 november, 14.00 uur."),
        (
            een_zaak(lezen_voor=LATER, doorgegeven=[PASSED_ON]), "gemeld",
            "nog niet geopend. Daarom heeft de provinciesecretaris nu ook bericht.",
        ),
        (
            een_zaak(geopend=Opening(op=LATER, door=GRIFFIER), doorgegeven=[PASSED_ON]), "gemeld",
            "Geopend op dinsdag 24 november, 14.00 uur.",
        ),
        (een_zaak(status=ZaakStatus.IN_BEHANDELING, gesprekken=[TALK]), "gemeld", "U hebt erover gesproken."),
        (
            een_zaak(lezen_voor=NU - timedelta(hours=1)), "gemeld",
            "Dat had uiterlijk dinsdag 24 november, 9.00 uur gemoeten. Wilt u niet wachten? Bel de griffier.",
        ),
        (een_zaak(geopend=Opening(op=LATER, door=GRIFFIER)), "opgeslagen", "Geopend op"),
        (een_zaak(status=ZaakStatus.IN_BEHANDELING), "opgeslagen", "U hebt erover gesproken."),
        (een_zaak(lezers=()), "opgeslagen", "De beheerder zoekt nu iemand anders."),
        (een_zaak(lezers=()), "gemeld", "De beheerder zoekt nu iemand anders."),
        (een_zaak(lezers=()), "verzegeld", "De beheerder zoekt nu iemand anders."),
        (
            een_zaak(lezers=(), status=ZaakStatus.IN_BEHANDELING, gesprekken=[TALK]), "gemeld",
            "De beheerder zoekt nu iemand anders.",
        ),
        (een_zaak(lezers=(), status=ZaakStatus.NAZORG), "gemeld", "De beheerder zoekt nu iemand anders."),
        (een_zaak(status=ZaakStatus.AFGESLOTEN), "gemeld", "Bel de griffier."),
        (een_zaak(lezers=(), status=ZaakStatus.AFGESLOTEN), "gemeld", "Uw melding is afgesloten."),
    ],
)  # fmt: skip
def test_where_it_stands_is_said_plainly(zaak: Zaak, verwerking: str, said: str) -> None:
    assert said in " ".join(shown(zaak, verwerking=verwerking)["uitleg"])


def test_a_reader_who_is_a_party_by_now_is_not_named_as_one() -> None:
    assert "de griffier" in shown(een_zaak())["lezers"]
    assert "de griffier" not in shown(een_zaak(afzenders=("griffier@provincie.example",)))["lezers"]


def test_who_was_told_and_who_opened_it_stands_in_the_time_line() -> None:
    zaak = een_zaak(geopend=Opening(op=LATER, door=GRIFFIER), doorgegeven=[PASSED_ON])
    told = [fact["wat"] for fact in shown(zaak)["tijdlijn"]]
    assert set(told) == {
        "De griffier heeft uw melding geopend",
        "De provinciesecretaris kreeg ook bericht",
        "Uw melding is binnen en veilig bewaard",
    }
    assert told[-1] == "Uw melding is binnen en veilig bewaard"


def test_who_has_no_reader_and_is_up_against_the_beheerder_too_reads_of_a_number_that_is_no_party() -> None:
    shut = een_zaak(lezers=(), afzenders=("beheerder@provincie.example",))

    page = shown(shut)

    assert page["contact"] == {"wie": "de beveiliging", "telefoon": "030 258 9001", "bel": "0302589001"}
    assert "beheerder" not in " ".join(page["uitleg"])
    assert shown(een_zaak(lezers=()))["contact"]["wie"] == "de beheerder"


OTHER = Partij(oid=ANDER_STATENLID, naam="Statenlid Twee", functie="statenlid")
NAMENS = een_zaak(
    melding=een_melding(namens={"naam": "Statenlid Twee"}),
    betrokkene=OTHER,
    maatregelen=[answered(None, S.TOESTEMMING_GEVRAAGD)],
)


def test_who_reported_for_another_decides_nothing_and_reads_who_does() -> None:
    seen = shown(NAMENS)
    (step,) = seen["maatregelen"]
    assert (step["open"], step["wacht_op_ander"], seen["vragen"], seen["bevestigen"]) == (
        False,
        True,
        None,
        "",
    )
    assert seen["voor_ander"] == "Wij vragen de betrokkene zelf om toestemming."
    unknown = NAMENS.model_copy(update={"betrokkene": OTHER.model_copy(update={"oid": None})})
    assert shown(unknown)["voor_ander"].startswith("Wij weten nog niet welk account")


def test_who_was_named_is_first_asked_whether_it_is_so_and_then_what_may_happen() -> None:
    before = shown(NAMENS, ANDER_STATENLID)
    assert (before["maatregelen"], before["vragen"].woord) == ([], "1 vraag voor u")
    assert before["bevestigen"].endswith("/bevestiging")
    after = shown(NAMENS.model_copy(update={"bevestigd_op": NU}), ANDER_STATENLID)
    assert (after["bevestigen"], after["maatregelen"][0]["open"]) == ("", True)


def test_the_melder_reads_the_answer_of_the_betrokkene_as_that_of_somebody_else() -> None:
    said = NAMENS.met_maatregel(answered(Antwoord.AKKOORD, S.AKKOORD))
    assert shown(said)["maatregelen"][0]["antwoord"][1].startswith("De betrokkene zei ja op")


def test_what_the_betrokkene_does_alone_is_not_put_on_who_reported_it() -> None:
    said = NAMENS.met_maatregel(answered(Antwoord.AKKOORD, S.AKKOORD, uitvoerder=Uitvoerder.MELDER))
    (step,) = shown(said)["maatregelen"]
    assert dict(step["feiten"])["Wie doet het"] == "De betrokkene doet dit zelf. De provincie helpt."
    assert step["antwoord"][1].endswith("De betrokkene doet dit zelf. De provincie helpt.")


def test_a_step_without_a_letter_speaks_of_none() -> None:
    measure = answered(None, S.TOESTEMMING_GEVRAAGD, soort=MaatregelSoort.AANGIFTE)
    (step,) = shown(een_zaak(maatregelen=[measure]))["maatregelen"]
    assert dict(step["feiten"])["Uw naam"] == "Wordt niet genoemd"


def test_what_was_offered_is_read_by_the_betrokkene_alone() -> None:
    offer = Nazorg(voor=NazorgVoor.FAMILIE, antwoord=NazorgAntwoord.LATER, datum=NU.date(), door=GRIFFIER, vastgelegd_op=NU)  # fmt: skip
    assert shown(een_zaak(nazorg=[offer]))["nazorg"] == [
        "Dinsdag 24 november: aangeboden aan uw familie. Antwoord: later."
    ]
    assert shown(NAMENS.model_copy(update={"nazorg": (offer,)}))["nazorg"] == []


def test_wishes_stand_as_they_are_now_until_the_case_is_closed() -> None:
    zaak = een_zaak(melding=een_melding(wensen_zelf=["steun"], wensen_agressor=["stopgesprek"]))
    wishes = shown(zaak)["wensen"]
    assert wishes["nu"] == ["Voor uzelf: steun.", "Naar de ander: stopgesprek."]
    assert "{" not in str([one["woord"] + one["hint"] for one in wishes["agressor"]])
    assert shown(zaak.model_copy(update={"status": ZaakStatus.AFGESLOTEN}))["wensen"] is None


def test_a_running_threat_is_shown_to_all_but_who_has_not_said_yet_that_it_is_theirs() -> None:
    threatened = NAMENS.model_copy(update={"dreiging": True})
    confirmed = threatened.model_copy(update={"bevestigd_op": NU})
    seen = [shown(threatened), shown(threatened, ANDER_STATENLID), shown(confirmed, ANDER_STATENLID)]
    assert [one["dreiging"] for one in seen] == [True, False, True]
