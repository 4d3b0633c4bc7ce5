"""The words that go out: help first, and never a word of what the melder wrote."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugin.protocol import berichten
from plugin.protocol.profiel import Persoon, Profiel
from plugin.protocol.terms import Aard, GesprekSoort, Kanaal, MaatregelSoort, Route, Uitvoerder
from plugin.protocol.toestemming import Geadresseerde
from plugin.protocol.zaak import Gesprek, Partij, Zaak
from tests.protocol.bouwstenen import (
    CDK,
    DEMO,
    GRIFFIER,
    NU,
    STATENLID,
    een_maatregel,
    een_melding,
    een_zaak,
)

PROFIEL = Profiel.load(DEMO)
GESPREK_OP = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
AFZENDER = "boos@elders.example"


def persoon(oid: str) -> Persoon:
    found = PROFIEL.persoon(oid)
    assert found is not None
    return found


def brief(zaak: Zaak, *, noemt: bool = False, aan: Geadresseerde | None = None) -> dict[str, str]:
    return berichten.uitnodiging(
        zaak, aan or berichten.geadresseerde(zaak), GESPREK_OP, date(2026, 11, 24), noemt=noemt,
        ondertekenaar=persoon(CDK), contact=persoon(GRIFFIER), profiel=PROFIEL,
    )  # fmt: skip


def alles(zaak: Zaak, *, noemt: bool = False) -> list[str]:
    """Every sentence that the organisation makes of this case."""
    aan = berichten.geadresseerde(zaak)
    return [
        *berichten.volgende_stappen(zaak.melding.route, "de griffier", PROFIEL),
        *berichten.stappen_zonder_lezer(PROFIEL),
        *(
            berichten.vraag(soort, "de commissaris van de Koning", aan, uitvoerder)
            for soort in MaatregelSoort
            for uitvoerder in Uitvoerder
        ),
        *brief(zaak, noemt=noemt).values(),
    ]


# The receipt --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("route", list(Route))
def test_the_receipt_opens_with_help_and_then_says_what_happens(route: Route) -> None:
    steps = berichten.volgende_stappen(route, "de griffier", PROFIEL)

    assert steps[0] == "Bent u nu in gevaar? Bel 112."
    assert "030 258 9001" in steps[1]
    assert "0900-8844" in steps[1]
    assert "Binnen 4 werkuren leest iemand" in steps[2]
    assert steps[-3:] == list(berichten.UITZONDERINGEN)
    assert all(step[0].isupper() and step[-1] == "." for step in steps)


@pytest.mark.parametrize(
    ("route", "words"),
    [
        (Route.HULP, "De griffier neemt contact met u op. Samen bespreekt u wat er gebeurt."),
        (Route.OVERLEG, "De griffier neemt contact met u op. U praat er eerst over."),
        (Route.REGISTRATIE, "U hoeft verder niets te doen. Steun kan altijd: bel gerust."),
        (Route.ORDEVERSTORING, "Uw verslag van de vergadering is vastgelegd."),
    ],
)
def test_each_route_has_its_own_first_step(route: Route, words: str) -> None:
    assert words in berichten.volgende_stappen(route, "de griffier", PROFIEL)[2]


def test_how_soon_somebody_reads_comes_from_the_profile() -> None:
    terms = PROFIEL.termijnen.model_copy(update={"lezen_werkuren": 1})
    quick = PROFIEL.model_copy(update={"termijnen": terms})

    assert "Binnen 1 werkuur leest iemand" in berichten.volgende_stappen(Route.HULP, "de griffier", quick)[2]


def test_when_nobody_can_read_the_receipt_promises_no_reader_and_no_call() -> None:
    steps = berichten.stappen_zonder_lezer(PROFIEL)

    assert steps[0] == "Bent u nu in gevaar? Bel 112."
    assert berichten.niemand_vrij(PROFIEL) in steps
    assert "De beheerder zoekt nu iemand anders." in berichten.niemand_vrij(PROFIEL)
    assert not any("werkuren" in step or "contact met u op" in step for step in steps)


# The question -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("aan", "uitvoerder", "question"),
    [
        (Geadresseerde(naam="Boze Burger", email=AFZENDER), Uitvoerder.PROVINCIE,
         "Mag de commissaris van de Koning Boze Burger (boos@elders.example) uitnodigen voor een stopgesprek?"),
        (Geadresseerde(naam="Boze Burger"), Uitvoerder.PROVINCIE,
         "Mag de commissaris van de Koning Boze Burger uitnodigen voor een stopgesprek?"),
        (Geadresseerde(email=AFZENDER), Uitvoerder.PROVINCIE,
         "Mag de commissaris van de Koning boos@elders.example uitnodigen voor een stopgesprek?"),
        (Geadresseerde(), Uitvoerder.PROVINCIE,
         "Mag de commissaris van de Koning de afzender uitnodigen voor een stopgesprek?"),
        (Geadresseerde(naam="Boze Burger"), Uitvoerder.MELDER,
         "Wilt u zelf een stopgesprek voeren met Boze Burger? Wij helpen u."),
    ],
)  # fmt: skip
def test_the_question_shows_who_is_asked_to_come_and_where_the_letter_goes(
    aan: Geadresseerde, uitvoerder: Uitvoerder, question: str
) -> None:
    assert (
        berichten.vraag(MaatregelSoort.STOPGESPREK, "de commissaris van de Koning", aan, uitvoerder)
        == question
    )


@pytest.mark.parametrize(
    ("agressor", "afzenders", "aan"),
    [
        pytest.param({"naam": "Boze Burger", "email": "b@b.example"}, (AFZENDER,),
                     Geadresseerde(naam="Boze Burger", email="b@b.example"), id="what the melder said comes first"),
        pytest.param({"naam": "Boze Burger"}, (AFZENDER,), Geadresseerde(naam="Boze Burger", email=AFZENDER),
                     id="a name, and the one sender"),
        pytest.param({}, (AFZENDER,), Geadresseerde(email=AFZENDER), id="the one sender"),
        pytest.param({}, (AFZENDER, "ander@elders.example"), Geadresseerde(), id="of two senders, neither"),
        pytest.param({}, (), Geadresseerde(), id="nobody known"),
        pytest.param({}, ("Statenlid2+x@provincie.example",), Geadresseerde(), id="not the betrokkene"),
        pytest.param({}, ("statenlid2@provincie.example", AFZENDER), Geadresseerde(email=AFZENDER),
                     id="the other, beside an own reply of the betrokkene"),
    ],
)  # fmt: skip
def test_a_letter_is_meant_for_whom_the_melder_named_or_the_one_other_sender(
    agressor: dict[str, Any], afzenders: tuple[str, ...], aan: Geadresseerde
) -> None:
    betrokkene = Partij(naam="Statenlid Twee", email="statenlid2@provincie.example")
    zaak = een_zaak(melding=een_melding(agressor=agressor), afzenders=afzenders, betrokkene=betrokkene)

    assert berichten.geadresseerde(zaak) == aan


# The letter ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("aard", "kanaal", "words"),
    [
        ([], None, "grensoverschrijdend gedrag"),
        (["bedreiging"], None, "bedreiging"),
        (["bedreiging"], "email", "bedreiging in een e-mail"),
        (["bedreiging", "belediging"], "telefoon", "bedreiging en belediging aan de telefoon"),
        (
            ["bedreiging", "vernieling", "discriminatie"],
            "brief",
            "bedreiging, vernieling en discriminatie in een brief",
        ),
    ],
)
def test_a_letter_says_what_it_was_and_where(aard: list[str], kanaal: str | None, words: str) -> None:
    assert berichten.gedrag(een_zaak(melding=een_melding(aard=aard, kanaal=kanaal))) == words


def test_a_letter_has_its_date_its_moment_and_its_people() -> None:
    fields = brief(een_zaak(melding=een_melding(agressor={"naam": "Boze Burger"})))

    assert fields["kenmerk"] == "M-7K2M9XQ4"
    assert fields["datum"] == "dinsdag 24 november 2026"
    assert fields["gesprek_datum"] == "dinsdag 1 december 2026 om 10.00 uur"
    assert fields["aanhef"] == "Geachte heer of mevrouw Boze Burger"
    assert (fields["ondertekenaar_naam"], fields["contact_functie"]) == ("Commissaris Voorbeeld", "griffier")
    assert fields["contact_telefoon"] == "030 000 00 03"


def test_an_office_without_a_telephone_is_reached_through_the_reception() -> None:
    silent = persoon(GRIFFIER).model_copy(update={"telefoon": None})
    zaak = een_zaak()
    fields = berichten.uitnodiging(
        zaak, Geadresseerde(), GESPREK_OP, date(2026, 11, 24), noemt=False, ondertekenaar=persoon(CDK),
        contact=silent, profiel=PROFIEL,
    )  # fmt: skip

    assert fields["contact_telefoon"] == "030 258 9001"
    assert fields["aanhef"] == "Geachte heer of mevrouw"
    assert fields["geadresseerde"] == "de afzender"


BETROKKENEN = [
    pytest.param(
        Partij(oid=STATENLID, naam="Xaviera Querido", email="xq@provincie.example"), id="with an account"
    ),
    pytest.param(Partij(naam="Xaviera Querido"), id="known by name alone"),
]


@pytest.mark.parametrize("betrokkene", BETROKKENEN)
def test_the_betrokkene_is_named_only_when_that_consent_says_so(betrokkene: Partij) -> None:
    zaak = een_zaak(betrokkene=betrokkene, melder=Partij(oid=STATENLID, naam="Xaviera Querido"))

    unnamed, named = brief(zaak), brief(zaak, noemt=True)
    assert unnamed["ambtsdrager"] == "een politieke ambtsdrager van de provincie Voorbeeld"
    assert named["ambtsdrager"] == "Xaviera Querido"
    assert not any(re.search("Xaviera|Querido|xq@", words) for words in alles(zaak))
    assert {name for name in named if named[name] != unnamed[name]} == {"ambtsdrager"}


def test_a_betrokkene_without_a_name_is_not_named_even_with_consent() -> None:
    zaak = een_zaak(betrokkene=Partij(oid=STATENLID))

    assert brief(zaak, noemt=True)["ambtsdrager"] == "een politieke ambtsdrager van de provincie Voorbeeld"


# No word of the melder ----------------------------------------------------------------------------------------

PLANT = "kwartelslagwoord"


@st.composite
def zaken(draw: st.DrawFn) -> Zaak:
    """A case with a planted word in every text that a person wrote."""
    words = st.text("abc <&{}\n'\"%", max_size=8)

    def planted() -> str:
        return f"{draw(words)}{PLANT}{draw(words)}"

    melding = een_melding(
        route=draw(st.sampled_from(Route)),
        aard=draw(st.lists(st.sampled_from(Aard), max_size=4)),
        kanaal=draw(st.none() | st.sampled_from(Kanaal)),
        gebeurtenis=planted(),
        reactie=planted(),
        contactverloop=planted(),
        vergadering=planted(),
        agressor={"email": draw(st.sampled_from([None, AFZENDER])), "naam": draw(st.sampled_from([None, "Boze Burger"]))},
        namens={"naam": planted(), "functie": planted(), "email": f"{PLANT}@provincie.example"},
    )  # fmt: skip
    betrokkene = Partij(naam=planted(), functie=planted(), email=f"{PLANT}@provincie.example")
    talk = Gesprek(
        soort=GesprekSoort.INTAKE, datum=NU.date(), verslag=planted(), door=GRIFFIER, vastgelegd_op=NU
    )
    return een_zaak(
        melding=melding,
        melder=Partij(oid=STATENLID, naam=planted(), email=f"{PLANT}@provincie.example"),
        betrokkene=betrokkene,
        gesprekken=(talk,),
        maatregelen=(een_maatregel(reden=planted(), details={"notitie": planted()}),),
        afzenders=draw(st.sampled_from([(), (AFZENDER,), (f"{PLANT}@provincie.example",)])),
    )


@settings(max_examples=150, deadline=None)
@given(zaak=zaken())
def test_no_word_that_a_person_wrote_stands_in_question_letter_or_receipt(zaak: Zaak) -> None:
    assert PLANT in zaak.model_dump_json()
    assert not any(PLANT in words for words in alles(zaak))


@settings(max_examples=50, deadline=None)
@given(zaak=zaken())
def test_with_that_consent_the_name_and_nothing_else_of_it_stands_there(zaak: Zaak) -> None:
    fields = brief(zaak, noemt=True)

    assert {name for name, words in fields.items() if PLANT in words} == {"ambtsdrager"}
    assert fields["ambtsdrager"] == zaak.betrokkene.naam
