"""What comes later is added and never replaced, and may change who reads."""

from typing import Any

import pytest

from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import WensZelf, ZaakStatus
from plugin.protocol.verloop import GESLOTEN
from plugin.protocol.vervolg import ANDERE_INHOUD, voeg_bewijs_toe, vul_aan, wijzig_wensen
from plugin.protocol.zaak import Aanvulling, Bewijsstuk, Wensen, Zaak
from tests.protocol.bouwstenen import NU, STATENLID, een_melding, een_zaak

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


def test_words_are_added_in_order_and_a_repeat_changes_nothing() -> None:
    once = zaak_na(vul_aan(een_zaak(), woorden("Nog iets.")))
    twice = zaak_na(vul_aan(once, woorden("En nog iets.", "k2")))

    assert [one.tekst for one in twice.aanvullingen] == ["Nog iets.", "En nog iets."]
    assert vul_aan(twice, woorden("Nog iets.")) == twice
    assert vul_aan(twice, woorden("Iets anders.")) == ANDERE_INHOUD


def test_wishes_take_the_place_of_the_old_ones_which_stay_readable() -> None:
    once = zaak_na(wijzig_wensen(een_zaak(), wens(WensZelf.STEUN)))
    twice = zaak_na(wijzig_wensen(once, wens(sleutel="k2")))

    assert [one.zelf for one in twice.wensen] == [(WensZelf.STEUN,), ()]
    assert wijzig_wensen(twice, wens(WensZelf.STEUN)) == twice
    assert wijzig_wensen(twice, wens(WensZelf.GESPREK)) == ANDERE_INHOUD


def test_a_closed_case_takes_no_words_and_no_wishes() -> None:
    closed = een_zaak(status=ZaakStatus.AFGESLOTEN)

    assert vul_aan(closed, woorden("Nog iets.")) == GESLOTEN
    assert wijzig_wensen(closed, wens()) == GESLOTEN


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
