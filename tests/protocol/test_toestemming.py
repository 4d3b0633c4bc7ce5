"""The ledger of consent: no answer means no, and an answer belongs to the words that were read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugin.protocol.terms import Antwoord, Uitvoerder
from plugin.protocol.toestemming import Geadresseerde, Toestemming, mag_antwoorden, mag_doorgaan
from plugin.protocol.verloop import mag_gezet
from plugin.protocol.weigering import Weigering
from tests.protocol.bouwstenen import NU, STATENLID, een_maatregel, een_vraag

AKKOORD, GEWEIGERD, INGETROKKEN = Antwoord.AKKOORD, Antwoord.GEWEIGERD, Antwoord.INGETROKKEN
EERST, LATER = "Wij nodigen u uit.", "Wij nodigen u dringend uit."


def gevraagd(*teksten: str) -> Toestemming:
    """A ledger in which these texts were asked one after the other."""
    ledger = Toestemming()
    for versie, tekst in enumerate(teksten, start=1):
        ledger = ledger.gevraagd(een_vraag(versie, tekst))
    return ledger


def met(ledger: Toestemming, *answers: Antwoord) -> Toestemming:
    for answer in answers:
        ledger = ledger.beantwoord(answer, STATENLID, NU)
    return ledger


def reden(outcome: bool | Weigering) -> str:
    assert isinstance(outcome, Weigering)
    return outcome.reden


def test_a_yes_to_these_words_lets_the_step_happen() -> None:
    assert mag_doorgaan(met(gevraagd(EERST), AKKOORD), EERST) is True


@pytest.mark.parametrize(
    ("ledger", "tekst", "why"),
    [
        pytest.param(Toestemming(), EERST, "nog niet geantwoord", id="nothing was asked"),
        pytest.param(gevraagd(EERST), EERST, "nog niet geantwoord", id="no answer means no"),
        pytest.param(met(gevraagd(EERST), GEWEIGERD), EERST, "geen toestemming", id="no"),
        pytest.param(met(gevraagd(EERST), AKKOORD, INGETROKKEN), EERST, "geen toestemming", id="a yes taken back"),
        pytest.param(met(gevraagd(EERST), AKKOORD), LATER, "opnieuw", id="a yes to other words"),
        pytest.param(met(gevraagd(EERST), AKKOORD), EERST + " ", "opnieuw", id="one space more is another text"),
        pytest.param(met(gevraagd(EERST), AKKOORD).gevraagd(een_vraag(2, LATER)), LATER, "nog niet geantwoord",
                     id="a yes to the text before"),
        pytest.param(met(gevraagd(EERST), AKKOORD).gevraagd(een_vraag(2, LATER)), EERST, "nog niet geantwoord",
                     id="the old text, now that another was asked"),
    ],
)  # fmt: skip
def test_without_a_standing_yes_to_these_words_the_step_waits(
    ledger: Toestemming, tekst: str, why: str
) -> None:
    assert why in reden(mag_doorgaan(ledger, tekst))


def test_the_yes_to_a_new_text_counts_for_that_text_alone() -> None:
    ledger = met(met(gevraagd(EERST), AKKOORD).gevraagd(een_vraag(2, LATER)), AKKOORD)

    assert mag_doorgaan(ledger, LATER) is True
    assert not mag_doorgaan(ledger, EERST)


@pytest.mark.parametrize("answer", [AKKOORD, GEWEIGERD])
def test_an_open_question_takes_a_yes_and_a_no(answer: Antwoord) -> None:
    assert mag_antwoorden(gevraagd(EERST), answer, 1) is True
    assert mag_antwoorden(met(gevraagd(EERST), AKKOORD).gevraagd(een_vraag(2, LATER)), answer, 2) is True


def test_a_yes_can_be_taken_back() -> None:
    assert mag_antwoorden(met(gevraagd(EERST), AKKOORD), INGETROKKEN, 1) is True


@pytest.mark.parametrize(
    ("ledger", "answer", "versie", "why"),
    [
        pytest.param(Toestemming(), AKKOORD, 0, "nog niets gevraagd", id="a yes where nothing was asked"),
        pytest.param(Toestemming(), AKKOORD, 1, "nog niets gevraagd", id="a yes to a question that does not exist"),
        pytest.param(gevraagd(EERST), AKKOORD, 2, "Lees versie 1", id="a version that is not there yet"),
        pytest.param(gevraagd(EERST, LATER), AKKOORD, 1, "Lees versie 2", id="a version that is no longer there"),
        pytest.param(met(gevraagd(EERST), AKKOORD).gevraagd(een_vraag(2, LATER)), INGETROKKEN, 1, "Lees versie 2",
                     id="taking back a yes to the text before"),
        pytest.param(gevraagd(EERST), INGETROKKEN, 1, "geen toestemming die u kunt intrekken",
                     id="taking back before answering"),
        pytest.param(met(gevraagd(EERST), GEWEIGERD), INGETROKKEN, 1, "geen toestemming die u kunt intrekken",
                     id="taking back a no"),
        pytest.param(met(gevraagd(EERST), AKKOORD, INGETROKKEN), INGETROKKEN, 1,
                     "geen toestemming die u kunt intrekken", id="taking back twice"),
        pytest.param(met(gevraagd(EERST), AKKOORD).gevraagd(een_vraag(2, LATER)), INGETROKKEN, 2,
                     "geen toestemming die u kunt intrekken", id="taking back what was not asked anew"),
        pytest.param(met(gevraagd(EERST), AKKOORD), AKKOORD, 1, "uw ja wel intrekken", id="yes twice"),
        pytest.param(met(gevraagd(EERST), AKKOORD), GEWEIGERD, 1, "uw ja wel intrekken", id="no after yes"),
        pytest.param(met(gevraagd(EERST), GEWEIGERD), AKKOORD, 1, "al beantwoord", id="yes after no"),
        pytest.param(met(gevraagd(EERST), AKKOORD, INGETROKKEN), AKKOORD, 1, "al beantwoord",
                     id="yes after taking it back"),
    ],
)  # fmt: skip
def test_an_answer_that_fits_no_open_question_is_refused(
    ledger: Toestemming, answer: Antwoord, versie: int, why: str
) -> None:
    assert why in reden(mag_antwoorden(ledger, answer, versie))


@pytest.mark.parametrize("versie", [0, 1, 3])
def test_a_question_carries_the_next_number(versie: int) -> None:
    with pytest.raises(ValueError, match="versie"):
        gevraagd(EERST).gevraagd(een_vraag(versie, LATER))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(
            {"geadresseerde": Geadresseerde(email="een.ander@elders.example")}, id="another addressee"
        ),
        pytest.param(
            {"geadresseerde": Geadresseerde(naam="Iemand", email="boos@elders.example")}, id="a name added"
        ),
        pytest.param({"uitvoerder": Uitvoerder.MELDER}, id="carried out by somebody else"),
        pytest.param({"noemt_betrokkene": True}, id="the betrokkene is named"),
    ],
)
def test_consent_binds_the_whole_step_and_not_its_text_alone(change: dict[str, object]) -> None:
    asked = een_maatregel(toestemming=met(gevraagd(EERST), AKKOORD))

    assert mag_gezet(asked, EERST) is True
    assert "opnieuw" in reden(mag_gezet(asked.model_copy(update=change), EERST))


ACTS = st.lists(st.one_of(st.sampled_from([EERST, LATER]), st.sampled_from(Antwoord)), max_size=12)


@settings(max_examples=200, deadline=None)
@given(acts=ACTS)
def test_the_ledger_only_grows_and_its_last_word_decides(acts: list[str | Antwoord]) -> None:
    ledger = Toestemming()
    for act in acts:
        before = ledger
        if not isinstance(act, Antwoord):
            ledger = ledger.gevraagd(een_vraag(ledger.versie + 1, act))
        elif mag_antwoorden(ledger, act, ledger.versie):
            ledger = met(ledger, act)
        assert ledger.vragen[: len(before.vragen)] == before.vragen
        assert ledger.antwoorden[: len(before.antwoorden)] == before.antwoorden

    asked, last = ledger.huidige_vraag, ledger.antwoorden[-1:]
    said_yes = bool(last) and last[0].antwoord is AKKOORD and last[0].versie == ledger.versie
    for tekst in (EERST, LATER):
        assert bool(mag_doorgaan(ledger, tekst)) is (said_yes and asked is not None and asked.tekst == tekst)
