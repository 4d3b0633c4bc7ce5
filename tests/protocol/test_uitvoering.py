"""What becomes of a measure, and who wins when its letter changes: nobody sends words without a yes to them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from plugin.protocol.maatregel import VOLGENDE
from plugin.protocol.nasleep import Politie
from plugin.protocol.terms import (
    Antwoord,
    ConceptStatus,
    MaatregelSoort,
    MaatregelStatus,
    Uitvoerder,
    ZaakStatus,
)
from plugin.protocol.uitvoering import (
    NIET_AF_TE_ZEGGEN,
    NIET_VASTGESTELD,
    NOG_NIET_GEWEEST,
    afgerond,
    afgezegd,
    document_bijgewerkt,
    mag_vervangen,
    uitgevoerd,
    vervallen,
    vervang_document,
)
from plugin.protocol.verloop import (
    DREIGING,
    WORDT_BIJGEWERKT,
    ZONDER_TOESTEMMING,
    beantwoord,
    concept_gereed,
    concept_staat,
    mag_gezet,
    opgeruimd,
    start_concept,
    stel_voor,
)
from plugin.protocol.weigering import Onbruikbaar, Weigering
from plugin.protocol.zaak import Concept, Maatregel, Zaak
from tests.protocol.bouwstenen import NU, STATENLID, een_maatregel, een_vraag, een_zaak

S = MaatregelStatus
VANDAAG = date(2026, 11, 24)
OUD, NIEUW = "Wij nodigen u uit.", "Kom nu."
POSTVAK, PAD = "cdk@provincie.example", "M-7K2M9XQ4/brieven/m1-nieuw.docx"


def gelukt(outcome: Zaak | Weigering) -> Zaak:
    assert isinstance(outcome, Zaak), outcome
    return outcome


def reden(outcome: object) -> str:
    assert isinstance(outcome, Weigering), outcome
    return outcome.reden


def m1(zaak: Zaak) -> Maatregel:
    found = zaak.maatregel("m1")
    assert found is not None
    return found


def voorgesteld(**velden: Any) -> Zaak:
    measure = een_maatregel(**velden)
    asked = een_vraag(tekst=OUD, uitvoerder=measure.uitvoerder, soort=measure.soort)
    return gelukt(stel_voor(een_zaak(), measure, asked))


def zegt(zaak: Zaak, antwoord: Antwoord, versie: int = 1) -> Zaak | Weigering:
    return beantwoord(zaak, "m1", antwoord, versie, STATENLID, NU)


def akkoord(**velden: Any) -> Zaak:
    return gelukt(zegt(voorgesteld(**velden), Antwoord.AKKOORD))


def gereed(zaak: Zaak | None = None, tekst: str = OUD) -> Zaak:
    """A draft that a person can send."""
    begun = gelukt(start_concept(zaak or akkoord(), "m1", tekst, POSTVAK))
    concept = m1(begun).concept
    assert concept is not None
    made = concept.model_copy(update={"bericht": "AAMk", "document": "M-7K2M9XQ4/brieven/m1.docx"})
    return gelukt(concept_gereed(gelukt(concept_staat(begun, "m1", made)), "m1"))


def gewijzigd(zaak: Zaak | None = None) -> Zaak:
    return gelukt(vervang_document(zaak or gereed(), "m1", PAD, een_vraag(versie=2, tekst=NIEUW)))


def bijgewerkt() -> Zaak:
    return gelukt(document_bijgewerkt(gewijzigd(), "m1"))


# A letter with other words ------------------------------------------------------------------------------------


def test_other_words_wait_for_a_new_yes_and_the_old_one_counts_no_more() -> None:
    zaak = gewijzigd()
    concept = m1(zaak).concept

    assert (m1(zaak).status, m1(zaak).toestemming.versie) == (S.TOESTEMMING_GEVRAAGD, 2)
    assert concept is not None
    assert (concept.status, concept.bijwerken, concept.document) == (ConceptStatus.BEZIG, True, PAD)
    assert m1(zaak).brief.oude_documenten == ("M-7K2M9XQ4/brieven/m1.docx",)
    assert zaak.werk == ("m1",)
    assert not mag_gezet(m1(zaak), OUD)
    assert not mag_gezet(m1(zaak), NIEUW)
    assert "versie 2" in reden(zegt(zaak, Antwoord.AKKOORD, versie=1))
    assert "niets" not in reden(start_concept(zaak, "m1", NIEUW, POSTVAK))


def test_a_new_yes_makes_a_new_draft_possible_once_the_old_one_is_up_to_date() -> None:
    early = gelukt(zegt(gewijzigd(), Antwoord.AKKOORD, versie=2))
    assert start_concept(early, "m1", NIEUW, POSTVAK) == WORDT_BIJGEWERKT

    ready = gereed(gelukt(zegt(bijgewerkt(), Antwoord.AKKOORD, versie=2)), NIEUW)
    assert m1(ready).status is S.CONCEPT
    assert m1(ready).brief.document == PAD


def test_until_then_the_draft_is_not_ready_and_cannot_be_said_to_be_sent() -> None:
    zaak = bijgewerkt()
    concept = m1(zaak).concept

    assert concept is not None
    assert (concept.status, concept.bijwerken, zaak.werk) == (ConceptStatus.BEZIG, False, ())
    assert "Dit kan nog niet" in reden(uitgevoerd(zaak, "m1", VANDAAG, VANDAAG, NIET_VASTGESTELD))


@pytest.mark.parametrize("before", [gewijzigd, bijgewerkt])
def test_a_no_to_the_new_words_leaves_work_to_take_everything_away(before: Any) -> None:
    zaak = gelukt(zegt(before(), Antwoord.GEWEIGERD, versie=2))

    assert (m1(zaak).status, zaak.werk) == (S.GEWEIGERD, ("m1",))
    assert "concept" in reden(document_bijgewerkt(zaak, "m1"))
    gone = opgeruimd(zaak, "m1")
    assert (m1(gone).brief.document, m1(gone).brief.oude_documenten, gone.werk) == (None, (), ())


def test_a_withdrawal_that_came_first_wins_from_a_changed_letter() -> None:
    withdrawn = gelukt(zegt(gereed(), Antwoord.INGETROKKEN))

    assert not mag_vervangen(withdrawn, "m1")
    assert reden(vervang_document(withdrawn, "m1", PAD, een_vraag(versie=2, tekst=NIEUW)))


def test_the_same_words_keep_the_yes() -> None:
    zaak = gelukt(vervang_document(gereed(), "m1", PAD, None))
    assert (m1(zaak).status, m1(zaak).toestemming.versie, zaak.werk) == (S.CONCEPT, 1, ("m1",))

    done = gelukt(document_bijgewerkt(zaak, "m1"))
    concept = m1(done).concept
    assert concept is not None
    assert (concept.status, done.werk) == (ConceptStatus.GEREED, ())


def test_the_letter_can_change_again_while_the_question_stands() -> None:
    again = gelukt(
        vervang_document(bijgewerkt(), "m1", "ander.docx", een_vraag(versie=3, tekst="Nog anders."))
    )

    assert (m1(again).status, m1(again).toestemming.versie) == (S.TOESTEMMING_GEVRAAGD, 3)
    assert m1(again).brief.oude_documenten == ("M-7K2M9XQ4/brieven/m1.docx", PAD)
    assert mag_vervangen(again, "m1") == WORDT_BIJGEWERKT


@pytest.mark.parametrize(
    "zaak", [voorgesteld(), akkoord(), gelukt(start_concept(akkoord(), "m1", OUD, POSTVAK))]
)
def test_without_a_letter_there_is_nothing_to_change(zaak: Zaak) -> None:
    assert "geen brief" in reden(mag_vervangen(zaak, "m1"))


# By office ----------------------------------------------------------------------------------------------------


def by_office() -> Zaak:
    return voorgesteld(status=S.AKKOORD, toestemming_nodig=False)


@pytest.mark.parametrize("antwoord", list(Antwoord))
def test_what_is_done_by_office_takes_no_answer(antwoord: Antwoord) -> None:
    assert zegt(by_office(), antwoord) == ZONDER_TOESTEMMING


def test_what_is_done_by_office_is_drafted_with_the_words_that_were_shown_alone() -> None:
    assert m1(gereed(by_office())).status is S.CONCEPT
    assert "Stel de maatregel opnieuw voor" in reden(start_concept(by_office(), "m1", NIEUW, POSTVAK))


def test_other_words_of_an_act_of_office_are_kept_and_asked_of_nobody() -> None:
    zaak = gewijzigd(gereed(by_office()))

    assert (m1(zaak).status, m1(zaak).toestemming.versie) == (S.CONCEPT, 2)
    assert mag_gezet(m1(zaak), NIEUW) is True


# A threat -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("soort", list(MaatregelSoort))
def test_a_threat_holds_up_the_informing_of_others_at_each_step_and_nothing_else(
    soort: MaatregelSoort,
) -> None:
    held = soort is MaatregelSoort.INFORMEREN_AMBTSDRAGERS
    agreed, ready = akkoord(soort=soort), gereed(akkoord(soort=soort))
    threatened = [zaak.model_copy(update={"dreiging": True}) for zaak in (agreed, ready)]

    assert (start_concept(threatened[0], "m1", OUD, POSTVAK) == DREIGING) is held
    concept = m1(ready).concept
    assert concept is not None
    assert (concept_staat(threatened[1], "m1", concept) == DREIGING) is held
    assert (concept_gereed(threatened[1], "m1") == DREIGING) is held


# Carried out, rounded off, dropped ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zaak", "ja"),
    [
        pytest.param(gereed(), True, id="a draft that is ready"),
        pytest.param(akkoord(uitvoerder=Uitvoerder.MELDER), True, id="the melder does it"),
        pytest.param(voorgesteld(), False, id="nobody answered"),
        pytest.param(akkoord(), False, id="no draft yet"),
        pytest.param(voorgesteld(uitvoerder=Uitvoerder.MELDER), False, id="the melder has not said yes"),
        pytest.param(gelukt(zegt(gereed(), Antwoord.INGETROKKEN)), False, id="withdrawn"),
        pytest.param(gelukt(vervang_document(gereed(), "m1", PAD, None)), False, id="the draft is behind"),
    ],
)
def test_only_what_could_be_sent_was_carried_out(zaak: Zaak, ja: bool) -> None:
    outcome = uitgevoerd(zaak, "m1", VANDAAG, VANDAAG, "ab" * 32)

    assert bool(outcome) is ja
    if isinstance(outcome, Zaak):
        done = m1(outcome)
        assert (done.status, done.uitgevoerd_op, done.verzonden_sha256) == (S.UITGEVOERD, VANDAAG, "ab" * 32)


def test_days_follow_each_other_and_none_lies_ahead() -> None:
    ahead, before = VANDAAG + timedelta(days=1), VANDAAG - timedelta(days=1)
    done = gelukt(uitgevoerd(gereed(), "m1", VANDAAG, VANDAAG, NIET_VASTGESTELD))

    assert isinstance(uitgevoerd(gereed(), "m1", ahead, VANDAAG, "x"), Onbruikbaar)
    assert isinstance(afgerond(done, "m1", ahead, VANDAAG), Onbruikbaar)
    assert isinstance(afgerond(done, "m1", before, VANDAAG), Onbruikbaar)
    assert m1(gelukt(afgerond(done, "m1", VANDAAG, VANDAAG))).status is S.AFGEROND
    assert "nog niet uitgevoerd" in reden(afgerond(gereed(), "m1", VANDAAG, VANDAAG))


@pytest.mark.parametrize("status", list(S))
def test_what_was_not_carried_out_can_be_dropped(status: MaatregelStatus) -> None:
    zaak = een_zaak(maatregelen=(een_maatregel(status=status),))
    outcome = vervallen(zaak, "m1", "Niet meer nodig.")

    assert bool(outcome) is (S.VERVALLEN in VOLGENDE[status] or status is S.UITGEVOERD), (
        "a talk can be called off"
    )
    letter = een_zaak(maatregelen=(een_maatregel(status=status, soort=MaatregelSoort.WAARSCHUWING),))
    assert bool(vervallen(letter, "m1", "Niet meer nodig.")) is (S.VERVALLEN in VOLGENDE[status])
    if isinstance(outcome, Zaak):
        assert (m1(outcome).status, m1(outcome).vervallen_reden) == (S.VERVALLEN, "Niet meer nodig.")


def test_dropping_a_measure_takes_its_draft_away() -> None:
    zaak = gelukt(vervallen(gereed(), "m1", "Niet meer nodig."))
    concept = m1(zaak).concept

    assert concept is not None
    assert (concept.status, zaak.werk) == (ConceptStatus.INGETROKKEN, ("m1",))
    assert reden(concept_gereed(zaak, "m1"))
    assert vervallen(akkoord(), "m1", "x")


@pytest.mark.parametrize("status", [S.INGETROKKEN, S.VERVALLEN])
def test_that_the_other_was_told_of_a_talk_that_does_not_take_place_is_recorded_once(status: S) -> None:
    sent = Concept(status=ConceptStatus.INGETROKKEN, postvak=POSTVAK, verstuurd=True)
    zaak = een_zaak(maatregelen=(een_maatregel(status=status, concept=sent),))

    told = gelukt(afgezegd(zaak, "m1", VANDAAG, VANDAAG))

    assert told.maatregelen[0].afgezegd_op == VANDAAG
    assert afgezegd(told, "m1", VANDAAG, VANDAAG) == NIET_AF_TE_ZEGGEN
    assert afgezegd(zaak, "m1", VANDAAG + timedelta(days=1), VANDAAG) == NOG_NIET_GEWEEST
    assert afgezegd(een_zaak(maatregelen=(een_maatregel(),)), "m1", VANDAAG, VANDAAG) == NIET_AF_TE_ZEGGEN


def test_of_a_closed_case_a_talk_can_still_be_called_off_but_not_before_it_was_asked_for() -> None:
    sent = Concept(status=ConceptStatus.INGETROKKEN, postvak=POSTVAK, verstuurd=True)
    talk = een_maatregel(status=S.INGETROKKEN, concept=sent, uitgevoerd_op=VANDAAG)
    closed = een_zaak(maatregelen=(talk,), status=ZaakStatus.AFGESLOTEN)

    assert gelukt(afgezegd(closed, "m1", VANDAAG, VANDAAG)).maatregelen[0].afgezegd_op == VANDAAG
    assert isinstance(afgezegd(closed, "m1", VANDAAG - timedelta(days=1), VANDAAG), Onbruikbaar)
    assert "staat niet in de zaak" in reden(afgezegd(closed, "m9", VANDAAG, VANDAAG))


def test_nothing_changes_in_a_closed_case_or_of_a_measure_that_is_not_there() -> None:
    closed = gereed().model_copy(update={"status": ZaakStatus.AFGESLOTEN})

    for outcome in (
        uitgevoerd(closed, "m1", VANDAAG, VANDAAG, "x"),
        afgerond(closed, "m1", VANDAAG, VANDAAG),
        vervallen(closed, "m1", "x"),
        mag_vervangen(closed, "m1"),
    ):
        assert "gesloten" in reden(outcome)
    for outcome in (vervallen(gereed(), "m9", "x"), mag_vervangen(gereed(), "m9")):
        assert "staat niet in de zaak" in reden(outcome)


def test_a_number_of_the_police_belongs_to_a_step_to_the_police() -> None:
    zaak = een_zaak(maatregelen=(een_maatregel(status=S.AKKOORD, uitvoerder=Uitvoerder.MELDER),))

    said = uitgevoerd(zaak, "m1", VANDAAG, VANDAAG, NIET_VASTGESTELD, Politie(nummer="PL0900-1"))

    assert isinstance(said, Onbruikbaar)
