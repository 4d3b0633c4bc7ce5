"""What comes later is added and never replaced, and may change who reads."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from plugin.protocol.berichten import geadresseerde
from plugin.protocol.bewaren import TE_VROEG, mag_weg_op, stel_vernietiging_voor
from plugin.protocol.profiel import Profiel
from plugin.protocol.ruimte import (
    MEESTE_TEKSTEN,
    MEESTE_WENSEN,
    VOL_BEWIJS,
    VOL_TEKST,
    VOL_WENSEN,
    Omvang,
    past_bewijs,
)
from plugin.protocol.termijnen import plus_maanden
from plugin.protocol.terms import ConceptStatus, MaatregelStatus, WensZelf, ZaakStatus
from plugin.protocol.verloop import GESLOTEN
from plugin.protocol.vernietiging import Akkoord, Voorstel
from plugin.protocol.vervolg import ANDERE_INHOUD, herverdeel, voeg_bewijs_toe, vul_aan, wijzig_wensen
from plugin.protocol.zaak import Aanvulling, Afsluiting, Bewijsstuk, Concept, Wensen, Zaak
from tests.protocol.bouwstenen import (
    ANDER_STATENLID,
    CDK,
    GRIFFIER,
    NU,
    STATENLID,
    een_maatregel,
    een_melding,
    een_zaak,
)

NAMELOOS = een_melding(agressor={"hoedanigheid": "ambtsdrager", "naam": "een bestuurder"})


def woorden(tekst: str, sleutel: str = "k1") -> Aanvulling:
    return Aanvulling(sleutel=sleutel, tekst=tekst, door=STATENLID, op=NU)


def wens(*zelf: WensZelf, sleutel: str = "k1") -> Wensen:
    return Wensen(sleutel=sleutel, zelf=zelf, agressor=(), door=STATENLID, op=NU)


def stuk(bestand: str) -> Bewijsstuk:
    return Bewijsstuk(
        id="", naam="mail.eml", bestand=bestand, soort="message/rfc822", sha256="0" * 64, bytes=1,
        ontvangen_op=NU, van=STATENLID,
    )  # fmt: skip


def zaak_na(outcome: Any) -> Zaak:
    assert isinstance(outcome, Zaak)
    return outcome


def test_words_are_added_in_order_and_a_repeat_changes_nothing(profiel: Profiel) -> None:
    once = zaak_na(vul_aan(een_zaak(), woorden("Nog iets."), profiel))
    twice = zaak_na(vul_aan(once, woorden("En nog iets.", "k2"), profiel))

    assert [one.tekst for one in twice.aanvullingen] == ["Nog iets.", "En nog iets."]
    assert vul_aan(twice, woorden("Nog iets."), profiel) == twice
    assert vul_aan(twice, woorden("Iets anders."), profiel) == ANDERE_INHOUD


def test_wishes_take_the_place_of_the_old_ones_which_stay_readable() -> None:
    once = zaak_na(wijzig_wensen(een_zaak(), wens(WensZelf.STEUN)))
    twice = zaak_na(wijzig_wensen(once, wens(sleutel="k2")))

    assert [one.zelf for one in twice.wensen] == [(WensZelf.STEUN,), ()]
    assert wijzig_wensen(twice, wens(WensZelf.STEUN)) == twice
    assert wijzig_wensen(twice, wens(WensZelf.GESPREK)) == ANDERE_INHOUD


def test_a_closed_case_takes_no_wishes() -> None:
    assert wijzig_wensen(een_zaak(status=ZaakStatus.AFGESLOTEN), wens()) == GESLOTEN


@pytest.mark.parametrize("status", list(ZaakStatus))
def test_readers_are_told_of_what_is_added_only_when_the_case_was_closed(
    status: ZaakStatus, profiel: Profiel
) -> None:
    zaak = een_zaak(status=status)
    grown = [
        zaak_na(vul_aan(zaak, woorden("Nog iets."), profiel)),
        voeg_bewijs_toe(zaak, [stuk("a")], [], profiel),
    ]

    told = (CDK, GRIFFIER) if status is ZaakStatus.AFGESLOTEN else ()
    assert [one.te_melden for one in grown] == [told, told]
    assert [one.werk for one in grown] == [("meld",) if told else ()] * 2


def voorgesteld(begonnen: datetime | None = None) -> Zaak:
    """Closed, proposed for destruction, and one person agreed."""
    proposal = Voorstel(
        voorgesteld_op=NU, orgaan="wij", jaren=3, selectielijst="vast te stellen",
        akkoord=(Akkoord(door=GRIFFIER, functie="griffier", op=NU),), begonnen_op=begonnen,
    )  # fmt: skip
    end = Afsluiting(op=NU - timedelta(days=366 * 3), door=GRIFFIER, reden="klaar")
    return een_zaak(status=ZaakStatus.AFGESLOTEN, afsluiting=end, vernietiging=proposal)


def test_what_comes_in_takes_back_a_proposal_to_destroy_and_the_term_counts_anew(profiel: Profiel) -> None:
    for grown in (
        zaak_na(vul_aan(voorgesteld(), woorden("Hij doet het weer."), profiel)),
        voeg_bewijs_toe(voorgesteld(), [stuk("a")], [], profiel),
    ):
        assert grown.vernietiging is None
        assert isinstance(mag_weg_op(voorgesteld(), profiel), date)
        assert mag_weg_op(grown, profiel) == plus_maanden(NU.date(), 36)
        assert stel_vernietiging_voor(grown, profiel, NU + timedelta(days=365)) == TE_VROEG


def test_what_was_begun_goes_and_takes_no_more_words(profiel: Profiel) -> None:
    begun = voorgesteld(begonnen=NU)
    assert vul_aan(begun, woorden("Nog iets."), profiel) == GESLOTEN
    assert voeg_bewijs_toe(begun, [stuk("a")], [], profiel).vernietiging == begun.vernietiging


def test_words_and_wishes_come_to_an_end(profiel: Profiel) -> None:
    full = een_zaak(aanvullingen=[woorden("x" * 10_000, str(number)) for number in range(10)])
    assert vul_aan(full, woorden("x", "k"), profiel) == VOL_TEKST
    assert vul_aan(full, woorden("x" * 10_000, "3"), profiel) == full
    many = een_zaak(aanvullingen=[woorden("x", str(number)) for number in range(MEESTE_TEKSTEN)])
    assert vul_aan(many, woorden("x", "k"), profiel) == VOL_TEKST

    often = een_zaak(wensen=[wens(sleutel=str(number)) for number in range(MEESTE_WENSEN)])
    assert wijzig_wensen(often, wens(sleutel="k")) == VOL_WENSEN
    assert wijzig_wensen(often, wens(sleutel="3")) == often


MB = 1024 * 1024


@pytest.mark.parametrize(
    ("there", "new", "fits"),
    [
        pytest.param(Omvang(99, 0), Omvang(1, 1), True, id="the hundredth file"),
        pytest.param(Omvang(100, 0), Omvang(1, 1), False, id="one file more"),
        pytest.param(Omvang(1, 575 * MB), Omvang(1, 25 * MB), True, id="600 MB to the byte"),
        pytest.param(Omvang(1, 575 * MB), Omvang(1, 25 * MB + 1), False, id="one byte more"),
    ],
)
def test_evidence_comes_to_an_end_with_a_sentence_that_says_what_to_do(
    there: Omvang, new: Omvang, fits: bool
) -> None:
    assert past_bewijs(there, new) == (True if fits else VOL_BEWIJS)
    assert "Bel uw contactpersoon" in VOL_BEWIJS.reden


def test_evidence_is_numbered_on_and_never_counted_twice(profiel: Profiel) -> None:
    once = zaak_na(voeg_bewijs_toe(een_zaak(), [stuk("a"), stuk("b")], ["x@y.example"], profiel))
    twice = zaak_na(voeg_bewijs_toe(once, [stuk("b"), stuk("c")], ["x@y.example", "z@y.example"], profiel))

    assert [(one.id, one.bestand) for one in twice.bewijs] == [("b1", "a"), ("b2", "b"), ("b3", "c")]
    assert twice.afzenders == ("x@y.example", "z@y.example")
    assert voeg_bewijs_toe(twice, [stuk("c")], [], profiel) == twice


@pytest.mark.parametrize(
    ("before", "sender", "after"),
    [
        pytest.param(("cdk", "griffier"), "boos@elders.example", ("cdk", "griffier"), id="a stranger"),
        pytest.param(("cdk", "griffier"), "CDK+x@provincie.example", ("loco_cdk", "griffier"), id="the CdK"),
        pytest.param(("cdk", "griffier"), "griffier@provincie.example", ("cdk",), id="the griffier"),
        pytest.param(("griffier",), "griffier@provincie.example", (), id="the only reader"),
        pytest.param(("loco_cdk", "cdk"), "cdk@provincie.example", ("loco_cdk",), id="one whose stand-in reads already"),
    ],
)  # fmt: skip
def test_a_reader_who_turns_out_to_be_a_sender_makes_room(
    profiel: Profiel, before: tuple[str, ...], sender: str, after: tuple[str, ...]
) -> None:
    grown = zaak_na(voeg_bewijs_toe(een_zaak(lezers=before), [stuk("a")], [sender], profiel))

    assert grown.lezers == after


@pytest.mark.parametrize(
    ("senders", "after"),
    [
        ((), ("griffier",)),
        (("griffier@provincie.example",), ("provinciesecretaris",)),
        (("griffier@provincie.example", "provinciesecretaris@provincie.example"), ()),
    ],
)
def test_until_the_agressor_is_recognised_the_next_first_reader_steps_in(
    profiel: Profiel, senders: tuple[str, ...], after: tuple[str, ...]
) -> None:
    zaak = een_zaak(melding=NAMELOOS, lezers=("griffier",), eerst_herkennen=True)

    assert zaak_na(voeg_bewijs_toe(zaak, [stuk("a")], senders, profiel)).lezers == after


def test_a_sender_whom_the_profile_knows_is_remembered_by_account(profiel: Profiel) -> None:
    later = voeg_bewijs_toe(een_zaak(), [stuk("a")], ["Griffier@provincie.example"], profiel)
    assert later.uitgesloten == (GRIFFIER,)


def test_what_a_betrokkene_gives_tells_of_the_betrokkene_and_of_nobody_else(profiel: Profiel) -> None:
    told = een_melding(route="ordeverstoring", namens={"naam": "Lid", "oid": ANDER_STATENLID})
    zaak = een_zaak(melding=told, betrokkene={"naam": "Lid", "oid": ANDER_STATENLID})
    piece = stuk("a").model_copy(update={"van": ANDER_STATENLID})
    assert voeg_bewijs_toe(zaak, [piece], [], profiel, ["lid@x.example"]).adressen_betrokkene == (
        "lid@x.example",
    )
    melder = piece.model_copy(update={"van": STATENLID})
    assert voeg_bewijs_toe(zaak, [melder], [], profiel, ["lid@x.example"]).adressen_betrokkene == ()


@pytest.mark.parametrize("status", ["toestemming_gevraagd", "akkoord", "concept_bezig", "concept"])
def test_no_draft_waits_in_the_mailbox_of_who_became_a_party(profiel: Profiel, status: str) -> None:
    """Also not one whose changed words are being asked about."""
    draft = Concept(status=ConceptStatus.BEZIG, postvak="cdk@provincie.example", document="brief.docx")
    measure = een_maatregel(status=MaatregelStatus(status), concept=draft)

    shared = herverdeel(een_zaak(agressor=CDK, maatregelen=(measure,)), profiel)

    left = shared.maatregelen[0]
    assert left.concept is not None
    assert left.concept.status is ConceptStatus.INGETROKKEN
    assert shared.werk == ("m1",)


def test_what_was_carried_out_stays_when_somebody_becomes_a_party(profiel: Profiel) -> None:
    draft = Concept(status=ConceptStatus.GEREED, postvak="cdk@provincie.example", document="brief.docx")
    done = een_maatregel(status=MaatregelStatus.UITGEVOERD, concept=draft, uitgevoerd_op=NU.date())
    zaak = een_zaak(agressor=CDK, maatregelen=(done,))

    assert herverdeel(zaak, profiel).maatregelen == zaak.maatregelen


def test_what_a_giver_of_later_evidence_wrote_is_an_own_reply_and_says_nothing_about_the_other(
    profiel: Profiel,
) -> None:
    own = voeg_bewijs_toe(een_zaak(), [stuk("a")], ["lid@elders.example"], profiel, ["lid@elders.example"])
    assert geadresseerde(own).email is None
    theirs = voeg_bewijs_toe(own, [stuk("b")], ["x@y.example"], profiel)
    assert geadresseerde(theirs).email == "x@y.example"
