"""What may happen to a case, and in which order: consent before the draft, and a withdrawal is the last word."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
)

from plugin.protocol.maatregelen import PRAAT_EERST, na_intake
from plugin.protocol.terms import (
    Antwoord,
    ConceptStatus,
    GesprekSoort,
    MaatregelSoort,
    MaatregelStatus,
    Uitvoerder,
    ZaakStatus,
)
from plugin.protocol.toestemming import mag_doorgaan
from plugin.protocol.uitvoering import uitgevoerd, vervallen
from plugin.protocol.verloop import (
    AL_VOORBIJ,
    GEEN_CONCEPT,
    GESLOTEN,
    GESPREK_WAS_ER,
    ONBEKENDE_MAATREGEL,
    beantwoord,
    concept_gereed,
    concept_staat,
    leg_gesprek_vast,
    mag_nog,
    opgeruimd,
    start_concept,
    stel_voor,
)
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import VOLGENDE, Concept, Gesprek, Maatregel, Zaak
from tests.protocol.bouwstenen import GRIFFIER, NU, STATENLID, een_maatregel, een_vraag, een_zaak

VANDAAG = NU.date()
POSTVAK = "cdk@provincie.example"
BRIEF = "Wij nodigen u uit."
AKKOORD, GEWEIGERD, INGETROKKEN = Antwoord.AKKOORD, Antwoord.GEWEIGERD, Antwoord.INGETROKKEN


def gesprek(soort: GesprekSoort = GesprekSoort.INTAKE) -> Gesprek:
    return Gesprek(soort=soort, datum=NU.date(), verslag="Gesproken.", door=GRIFFIER, vastgelegd_op=NU)


def gelukt(outcome: Zaak | Weigering) -> Zaak:
    assert isinstance(outcome, Zaak), outcome
    return outcome


def geweigerd(outcome: Zaak | Weigering) -> str:
    assert isinstance(outcome, Weigering)
    return outcome.reden


def gevraagd(**velden: Any) -> Zaak:
    """A case with one measure that waits for an answer."""
    maatregel = een_maatregel(**velden)
    zaak = gelukt(leg_gesprek_vast(een_zaak(), gesprek()))
    return gelukt(stel_voor(zaak, maatregel, een_vraag(tekst=BRIEF, uitvoerder=maatregel.uitvoerder)))


def antwoord(zaak: Zaak, wat: Antwoord, versie: int = 1) -> Zaak | Weigering:
    return beantwoord(zaak, "m1", wat, versie, STATENLID, NU)


def akkoord() -> Zaak:
    return gelukt(antwoord(gevraagd(), AKKOORD))


def bezig() -> Zaak:
    return gelukt(start_concept(akkoord(), "m1", BRIEF, POSTVAK))


def gemaakt(zaak: Zaak) -> Concept:
    """The draft as the flow hands it back: the one that was begun, with what stands in the mailbox."""
    begun = maatregel(zaak).concept
    assert begun is not None
    return begun.model_copy(update={"bericht": "AAMk", "document": "brieven/m1.docx", "afspraak": "AAMkE"})


def staat() -> Zaak:
    return gelukt(concept_staat(bezig(), "m1", gemaakt(bezig())))


def gereed() -> Zaak:
    return gelukt(concept_gereed(staat(), "m1"))


def maatregel(zaak: Zaak, maatregel_id: str = "m1") -> Maatregel:
    found = zaak.maatregel(maatregel_id)
    assert found is not None
    return found


# Talks and proposals ------------------------------------------------------------------------------------------


def test_from_the_first_talk_on_the_case_is_being_handled() -> None:
    zaak = gelukt(leg_gesprek_vast(een_zaak(), gesprek()))

    assert zaak.status is ZaakStatus.IN_BEHANDELING
    assert zaak.gesprekken == (gesprek(),)


def test_a_later_talk_does_not_set_the_case_back() -> None:
    zaak = gelukt(leg_gesprek_vast(gevraagd(), gesprek(GesprekSoort.NAZORG)))

    assert zaak.status is ZaakStatus.MAATREGELEN
    assert len(zaak.gesprekken) == 2


@pytest.mark.parametrize(
    ("talks", "may"),
    [
        pytest.param((), False, id="no talk yet"),
        pytest.param((GesprekSoort.NAZORG,), False, id="a talk of aftercare is no intake"),
        pytest.param((GesprekSoort.INTAKE,), True, id="an intake talk"),
        pytest.param((GesprekSoort.NAZORG, GesprekSoort.INTAKE), True, id="an intake talk among others"),
    ],
)
def test_a_talk_with_the_melder_comes_before_the_first_measure(
    talks: tuple[GesprekSoort, ...], may: bool
) -> None:
    zaak = een_zaak(gesprekken=tuple(gesprek(soort) for soort in talks))
    allowed = na_intake(zaak)

    assert allowed == (True if may else Weigering(PRAAT_EERST))


def test_a_proposal_asks_the_betrokkene_in_the_same_act() -> None:
    zaak = gevraagd()

    assert zaak.status is ZaakStatus.MAATREGELEN
    assert maatregel(zaak).status is MaatregelStatus.TOESTEMMING_GEVRAAGD
    assert maatregel(zaak).toestemming.vragen == (een_vraag(tekst=BRIEF),)


def test_nothing_is_added_to_a_closed_case() -> None:
    closed = akkoord().model_copy(update={"status": ZaakStatus.AFGESLOTEN})

    assert leg_gesprek_vast(closed, gesprek()) == GESLOTEN
    assert stel_voor(closed, een_maatregel(id="m2"), een_vraag()) == GESLOTEN
    assert start_concept(closed, "m1", BRIEF, POSTVAK) == GESLOTEN


@pytest.mark.parametrize(("ahead", "withdrawn"), [(timedelta(days=1), True), (timedelta(0), False)])
def test_a_yes_to_a_talk_is_taken_back_until_its_time(ahead: timedelta, withdrawn: bool) -> None:
    zaak = akkoord()
    talk = maatregel(zaak).model_copy(
        update={
            "status": MaatregelStatus.UITGEVOERD,
            "uitgevoerd_op": VANDAAG,
            "soort": MaatregelSoort.STOPGESPREK,
            "gesprek_op": NU + ahead,
        }
    )
    outcome = antwoord(zaak.met_maatregel(talk), INGETROKKEN)
    assert (outcome == GESPREK_WAS_ER) is not withdrawn
    assert isinstance(outcome, Zaak) is withdrawn


@pytest.mark.parametrize(
    ("last", "allowed"),
    [(None, True), (VANDAAG, True), (VANDAAG - timedelta(days=1), AL_VOORBIJ)],
)
def test_no_letter_is_made_of_a_ban_that_is_over(last: date | None, allowed: bool | Weigering) -> None:
    assert mag_nog(een_maatregel(einddatum=last), VANDAAG) == allowed


def test_a_measure_that_is_not_there_is_said_to_be_so() -> None:
    zaak = gevraagd()

    assert beantwoord(zaak, "m9", AKKOORD, 1, STATENLID, NU) == ONBEKENDE_MAATREGEL
    assert start_concept(zaak, "m9", BRIEF, POSTVAK) == ONBEKENDE_MAATREGEL
    assert concept_staat(zaak, "m9", Concept(status=ConceptStatus.BEZIG, postvak=POSTVAK)) == GEEN_CONCEPT
    assert concept_gereed(zaak, "m9") == GEEN_CONCEPT
    assert opgeruimd(zaak, "m9") == zaak


# Answers ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "status"),
    [(AKKOORD, MaatregelStatus.AKKOORD), (GEWEIGERD, MaatregelStatus.GEWEIGERD)],
)
def test_an_answer_moves_the_measure_and_is_kept(answer: Antwoord, status: MaatregelStatus) -> None:
    answered = maatregel(gelukt(antwoord(gevraagd(), answer)))

    assert answered.status is status
    assert [(one.antwoord, one.door, one.versie) for one in answered.toestemming.antwoorden] == [
        (answer, STATENLID, 1)
    ]


@pytest.mark.parametrize("answer", list(Antwoord))
@pytest.mark.parametrize("status", [MaatregelStatus.UITGEVOERD, MaatregelStatus.AFGEROND])
def test_what_was_carried_out_takes_no_answer_any_more(answer: Antwoord, status: MaatregelStatus) -> None:
    done = maatregel(gereed()).model_copy(update={"status": status, "soort": MaatregelSoort.WAARSCHUWING})
    zaak = gereed().met_maatregel(done)

    assert geweigerd(antwoord(zaak, answer))


@pytest.mark.parametrize("soort", [MaatregelSoort.STOPGESPREK, MaatregelSoort.ORDEGESPREK])
def test_a_talk_can_be_withdrawn_until_it_was_held_and_its_invitation_stays_sent(
    soort: MaatregelSoort,
) -> None:
    ready = maatregel(gereed())
    sent = ready.model_copy(
        update={"soort": soort, "status": MaatregelStatus.UITGEVOERD, "uitgevoerd_op": VANDAAG}
    )
    withdrawn = gelukt(antwoord(gereed().met_maatregel(sent), INGETROKKEN))
    concept = maatregel(withdrawn).concept

    assert (maatregel(withdrawn).status, withdrawn.werk) == (MaatregelStatus.INGETROKKEN, ("m1",))
    assert concept is not None
    assert (concept.status, concept.verstuurd, concept.afspraak) == (ConceptStatus.INGETROKKEN, True, "AAMkE")
    held = sent.model_copy(update={"status": MaatregelStatus.AFGEROND})
    assert geweigerd(antwoord(gereed().met_maatregel(held), INGETROKKEN))
    alone = sent.model_copy(update={"uitvoerder": Uitvoerder.MELDER})
    assert geweigerd(antwoord(gereed().met_maatregel(alone), INGETROKKEN)), "the betrokkene held it already"


@pytest.mark.parametrize(
    "before",
    [pytest.param(bezig, id="busy"), pytest.param(staat, id="made"), pytest.param(gereed, id="ready")],
)
def test_a_withdrawal_closes_the_draft_and_leaves_work_to_take_it_away(before: Any) -> None:
    zaak = gelukt(antwoord(before(), INGETROKKEN))
    withdrawn = maatregel(zaak)

    assert withdrawn.status is MaatregelStatus.INGETROKKEN
    assert withdrawn.concept is not None
    assert withdrawn.concept.status is ConceptStatus.INGETROKKEN
    assert zaak.werk == ("m1",)


def test_a_withdrawal_before_any_draft_leaves_no_work() -> None:
    zaak = gelukt(antwoord(akkoord(), INGETROKKEN))

    assert maatregel(zaak).status is MaatregelStatus.INGETROKKEN
    assert zaak.werk == ()


def test_after_a_withdrawal_no_step_of_the_draft_succeeds() -> None:
    zaak = gelukt(antwoord(bezig(), INGETROKKEN))

    assert concept_staat(zaak, "m1", gemaakt(bezig())) == GEEN_CONCEPT
    assert concept_gereed(zaak, "m1") == GEEN_CONCEPT
    assert "geen toestemming" in geweigerd(start_concept(zaak, "m1", BRIEF, POSTVAK))


def test_what_was_withdrawn_keeps_no_trace_of_the_draft_once_it_is_gone() -> None:
    zaak = opgeruimd(gelukt(antwoord(gereed(), INGETROKKEN)), "m1")

    assert zaak.werk == ()
    assert maatregel(zaak).status is MaatregelStatus.INGETROKKEN
    assert maatregel(zaak).concept == Concept(status=ConceptStatus.INGETROKKEN, poging=1, postvak=POSTVAK)


# Drafts -------------------------------------------------------------------------------------------------------


def test_a_draft_begins_stands_and_is_ready() -> None:
    begun, stands, ready = maatregel(bezig()), maatregel(staat()), maatregel(gereed())

    assert (begun.status, bezig().werk) == (MaatregelStatus.CONCEPT_BEZIG, ("m1",))
    assert (stands.status, staat().werk) == (MaatregelStatus.CONCEPT, ("m1",))
    assert stands.concept is not None
    assert stands.concept.status is ConceptStatus.BEZIG
    assert (ready.status, gereed().werk) == (MaatregelStatus.CONCEPT, ())
    assert ready.concept is not None
    assert (ready.concept.status, ready.concept.bericht) == (ConceptStatus.GEREED, "AAMk")


@pytest.mark.parametrize(
    ("zaak", "tekst", "why"),
    [
        pytest.param(gevraagd(), BRIEF, "nog niet geantwoord", id="nobody answered"),
        pytest.param(gelukt(antwoord(gevraagd(), GEWEIGERD)), BRIEF, "geen toestemming", id="the answer is no"),
        pytest.param(akkoord(), BRIEF + "!", "opnieuw", id="the words changed"),
        pytest.param(bezig(), BRIEF, "nu geen concept", id="a draft is being made"),
        pytest.param(gereed(), BRIEF, "nu geen concept", id="a draft is ready"),
        pytest.param(gelukt(antwoord(gevraagd(uitvoerder=Uitvoerder.MELDER), AKKOORD)), BRIEF, "zelf",
                     id="the betrokkene does it without us"),
    ],
)  # fmt: skip
def test_no_draft_begins_without_consent_to_these_words_or_beside_another(
    zaak: Zaak, tekst: str, why: str
) -> None:
    assert why in geweigerd(start_concept(zaak, "m1", tekst, POSTVAK))


def test_saying_twice_that_a_draft_stands_or_is_ready_changes_nothing() -> None:
    assert concept_staat(gereed(), "m1", gemaakt(bezig())) == gereed()
    assert concept_gereed(gereed(), "m1") == gereed()


def test_a_lost_draft_can_be_asked_for_anew_under_the_next_number() -> None:
    lost = opgeruimd(gereed(), "m1")
    again = gelukt(start_concept(lost, "m1", BRIEF, POSTVAK))

    assert maatregel(lost).status is MaatregelStatus.AKKOORD
    assert maatregel(again).concept == Concept(status=ConceptStatus.BEZIG, poging=2, postvak=POSTVAK)


def test_a_new_attempt_keeps_the_slot_of_the_talk_unless_it_is_in_another_mailbox() -> None:
    asked_again = maatregel(gereed()).naar(MaatregelStatus.AKKOORD)
    zaak = gereed().met_maatregel(asked_again)
    slots = {
        box: maatregel(gelukt(start_concept(zaak, "m1", BRIEF, box))).concept
        for box in (POSTVAK, "loco-cdk@provincie.example")
    }

    assert [one and (one.poging, one.afspraak) for one in slots.values()] == [(2, "AAMkE"), (2, None)]


def test_a_late_attempt_does_not_take_the_place_of_a_newer_one() -> None:
    again = gelukt(start_concept(opgeruimd(gereed(), "m1"), "m1", BRIEF, POSTVAK))

    assert "nieuw concept" in geweigerd(concept_staat(again, "m1", gemaakt(bezig())))
    assert maatregel(gelukt(concept_staat(again, "m1", gemaakt(again)))).status is MaatregelStatus.CONCEPT


# The table of moves -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", list(MaatregelStatus))
def test_a_measure_moves_along_the_table_alone(status: MaatregelStatus) -> None:
    here = een_maatregel(status=status, soort=MaatregelSoort.WAARSCHUWING)

    for other in MaatregelStatus:
        if other in VOLGENDE[status]:
            assert here.naar(other).status is other
        else:
            with pytest.raises(ValueError, match="gaat niet van"):
                here.naar(other)


def test_every_state_stands_in_the_table_and_the_last_ones_are_final() -> None:
    assert set(VOLGENDE) == set(MaatregelStatus)
    assert {status for status, following in VOLGENDE.items() if not following} == {
        MaatregelStatus.GEWEIGERD,
        MaatregelStatus.INGETROKKEN,
        MaatregelStatus.AFGEROND,
        MaatregelStatus.VERVALLEN,
    }


def test_measures_keep_their_place_when_one_changes() -> None:
    zaak = een_zaak(maatregelen=tuple(een_maatregel(id=f"m{number}") for number in (1, 2, 3)))
    changed = zaak.met_maatregel(een_maatregel(id="m2", reden="Toch."))

    assert [one.id for one in changed.maatregelen] == ["m1", "m2", "m3"]
    assert [one.reden == "Toch." for one in changed.maatregelen] == [False, True, False]


# Any act, in any order ----------------------------------------------------------------------------------------


# Few measures and mostly a yes: so the longer roads, up to a draft that is ready, are walked often.
MEESTE_MAATREGELEN = 2
ANTWOORDEN = [AKKOORD, AKKOORD, AKKOORD, INGETROKKEN, GEWEIGERD]
UITVOERDERS = [Uitvoerder.PROVINCIE, Uitvoerder.PROVINCIE, Uitvoerder.PROVINCIE, Uitvoerder.MELDER]
nog_ruimte = precondition(lambda self: len(self.zaak.maatregelen) < MEESTE_MAATREGELEN)


class Zaakverloop(RuleBasedStateMachine):
    """Handler, betrokkene and background work act as they please; what may never happen stands under `invariant`."""

    maatregelen = Bundle("maatregelen")

    def __init__(self) -> None:
        super().__init__()
        self.zaak = een_zaak()
        self.before = self.zaak
        self.concepten: list[Concept] = []

    def does(self, outcome: Zaak | Weigering) -> bool:
        """Take over what an act made of the case; a refusal leaves it as it was."""
        if isinstance(outcome, Weigering):
            assert outcome.reden.endswith(".")
            return False
        self.before, self.zaak = self.zaak, outcome
        return True

    @initialize(soort=st.sampled_from([None, GesprekSoort.NAZORG, *[GesprekSoort.INTAKE] * 6]))
    def spreekt_al_eerder(self, soort: GesprekSoort | None) -> None:
        if soort:
            self.spreekt_met_melder(soort)

    @rule(soort=st.sampled_from(GesprekSoort))
    def spreekt_met_melder(self, soort: GesprekSoort) -> None:
        self.does(leg_gesprek_vast(self.zaak, gesprek(soort)))

    @nog_ruimte
    @rule(target=maatregelen, uitvoerder=st.sampled_from(UITVOERDERS))
    def stelt_voor(self, uitvoerder: Uitvoerder) -> Any:
        if not na_intake(self.zaak):
            return multiple()
        number = len(self.zaak.maatregelen) + 1
        voorstel = een_maatregel(id=f"m{number}", uitvoerder=uitvoerder)
        self.does(stel_voor(self.zaak, voorstel, een_vraag(tekst=BRIEF, uitvoerder=uitvoerder)))
        return voorstel.id

    @nog_ruimte
    @rule(target=maatregelen)
    def krijgt_meteen_een_ja_en_een_concept(self) -> Any:
        """The road without a hitch, as far as the rules let it go."""
        proposed = self.stelt_voor(Uitvoerder.PROVINCIE)
        if isinstance(proposed, str):
            self.antwoordt(proposed, AKKOORD, 1)
            self.begint_concept(proposed, BRIEF)
            self.does(concept_staat(self.zaak, proposed, self.concepten[-1]))
            self.meldt_dat_concept_gereed_is(proposed)
        return proposed

    @rule(who=maatregelen, wat=st.sampled_from(ANTWOORDEN), versie=st.sampled_from([1, 1, 1, 1, 2]))
    def antwoordt(self, who: str, wat: Antwoord, versie: int) -> None:
        self.does(beantwoord(self.zaak, who, wat, versie, STATENLID, NU))

    @rule(who=maatregelen, tekst=st.sampled_from([BRIEF, BRIEF, "Een andere brief."]))
    def begint_concept(self, who: str, tekst: str) -> None:
        if self.does(start_concept(self.zaak, who, tekst, POSTVAK)):
            assert tekst == BRIEF
            begun = maatregel(self.zaak, who).concept
            assert begun is not None
            made = begun.model_copy(update={"bericht": f"{who}/{begun.poging}"})
            assert made.bericht not in [one.bericht for one in self.concepten], (
                "each attempt has its own number"
            )
            self.concepten.append(made)

    @rule(who=maatregelen, data=st.data())
    def meldt_dat_concept_staat(self, who: str, data: st.DataObject) -> None:
        mine = [one for one in self.concepten if (one.bericht or "").startswith(f"{who}/")]
        if mine:
            self.does(concept_staat(self.zaak, who, data.draw(st.sampled_from(mine))))

    @rule(who=maatregelen)
    def meldt_dat_concept_gereed_is(self, who: str) -> None:
        self.does(concept_gereed(self.zaak, who))

    @rule(who=maatregelen)
    def ruimt_op(self, who: str) -> None:
        self.does(opgeruimd(self.zaak, who))

    @rule(who=maatregelen)
    def wordt_verstuurd(self, who: str) -> None:
        self.does(uitgevoerd(self.zaak, who, VANDAAG, VANDAAG, "ab" * 32))

    @rule(who=maatregelen)
    def wordt_afgezegd(self, who: str) -> None:
        if maatregel(self.zaak, who).wacht_op_gesprek:
            assert self.does(vervallen(self.zaak, who, "De ander wil niet."))

    def pairs(self) -> list[tuple[Maatregel, Maatregel]]:
        """Each measure as it was and as it is."""
        return [(maatregel(self.zaak, old.id), old) for old in self.before.maatregelen]

    @invariant()
    def no_measure_without_a_talk(self) -> None:
        if self.zaak.maatregelen:
            assert any(talk.soort is GesprekSoort.INTAKE for talk in self.zaak.gesprekken)

    @invariant()
    def status_moves_along_the_table(self) -> None:
        for new, old in self.pairs():
            assert new.status is old.status or new.status in old.volgende

    @invariant()
    def a_running_draft_has_a_standing_yes_to_its_text(self) -> None:
        for one in self.zaak.maatregelen:
            alive = one.concept is not None and one.concept.status is not ConceptStatus.INGETROKKEN
            if alive or one.status in (MaatregelStatus.CONCEPT_BEZIG, MaatregelStatus.CONCEPT):
                assert mag_doorgaan(one.toestemming, BRIEF) is True
                assert one.uitvoerder is Uitvoerder.PROVINCIE

    @invariant()
    def a_draft_that_is_ready_is_the_one_of_this_attempt(self) -> None:
        for one in self.zaak.maatregelen:
            if one.concept is not None and one.concept.status is ConceptStatus.GEREED:
                mine = [made for made in self.concepten if (made.bericht or "").startswith(f"{one.id}/")]
                assert one.status in (MaatregelStatus.CONCEPT, MaatregelStatus.UITGEVOERD)
                assert one.concept.bericht == mine[-1].bericht

    @invariant()
    def withdrawn_and_refused_are_final(self) -> None:
        for new, old in self.pairs():
            if old.status in (MaatregelStatus.INGETROKKEN, MaatregelStatus.GEWEIGERD):
                assert new.status is old.status
                assert new.toestemming == old.toestemming

    @invariant()
    def what_must_go_is_work_until_it_is_gone(self) -> None:
        for one in self.zaak.maatregelen:
            draft = one.concept
            if draft is not None and draft.bericht and draft.status is ConceptStatus.INGETROKKEN:
                assert one.id in self.zaak.werk or draft.verstuurd

    @invariant()
    def what_was_sent_stays_sent(self) -> None:
        for new, old in self.pairs():
            if old.uitgevoerd_op and old.concept is not None:
                called_off = new.status in (MaatregelStatus.INGETROKKEN, MaatregelStatus.VERVALLEN)
                assert new.uitgevoerd_op == old.uitgevoerd_op
                assert new.concept is not None
                assert new.concept.verstuurd is called_off
                assert new.concept.bericht == old.concept.bericht

    @invariant()
    def the_ledger_only_grows(self) -> None:
        for new, old in self.pairs():
            assert new.toestemming.vragen[: old.toestemming.versie] == old.toestemming.vragen
            kept = new.toestemming.antwoorden[: len(old.toestemming.antwoorden)]
            assert kept == old.toestemming.antwoorden


TestZaakverloop = Zaakverloop.TestCase
TestZaakverloop.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
