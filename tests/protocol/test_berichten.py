"""The words that go out: help first, and never a word of what the melder wrote."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugin.protocol import berichten
from plugin.protocol.berichten import Briefstof, Stapwoorden, Velden
from plugin.protocol.berichten.politie import NOG_NIEMAND
from plugin.protocol.details import Eigenaar, Gebouwdetails, Schadepost
from plugin.protocol.profiel import Persoon, Profiel
from plugin.protocol.terms import Aard, GesprekSoort, Kanaal, MaatregelSoort, Route, Uitvoerder
from plugin.protocol.toestemming import Geadresseerde
from plugin.protocol.zaak import Bewijsstuk, Gesprek, Partij, Woordvoering, Zaak
from tests.protocol.bouwstenen import (
    CDK,
    DEMO,
    GRIFFIER,
    LOCO,
    NU,
    STATENLID,
    een_maatregel,
    een_melding,
    een_zaak,
)

PROFIEL = Profiel.load(DEMO)
GESPREK_OP = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
AFZENDER = "boos@elders.example"
POSTEN = [
    Schadepost(omschrijving="Ruit", bedrag=1200.5, eigenaar=Eigenaar.PROVINCIE),
    Schadepost(omschrijving="Jas", bedrag=89.1, eigenaar=Eigenaar.MELDER),
]


def persoon(oid: str) -> Persoon:
    found = PROFIEL.persoon(oid)
    assert found is not None
    return found


def stof(zaak: Zaak, *, noemt: bool = False, aan: Geadresseerde | None = None, **changes: Any) -> Briefstof:
    basis: dict[str, Any] = {
        "zaak": zaak,
        "aan": aan or berichten.geadresseerde(zaak),
        "noemt": noemt,
        "vandaag": date(2026, 11, 24),
        "ondertekenaar": persoon(CDK),
        "contact": persoon(GRIFFIER),
        "profiel": PROFIEL,
        "grond": "artikel 1",
    }
    return Briefstof(**basis | changes)


def brief(zaak: Zaak, *, noemt: bool = False, aan: Geadresseerde | None = None) -> Velden:
    return berichten.uitnodiging(stof(zaak, noemt=noemt, aan=aan), GESPREK_OP)


def brieven(zaak: Zaak, *, noemt: bool = False) -> dict[str, Velden]:
    """Every letter that can be made of this case."""
    made, aan = stof(zaak, noemt=noemt), berichten.geadresseerde(zaak)
    period = (date(2026, 11, 24), date(2027, 2, 24))
    return {
        "uitnodiging": brief(zaak, noemt=noemt),
        "waarschuwing": berichten.waarschuwing(made),
        "gebouw": berichten.ontzegging_gebouw(made, *period, Gebouwdetails()),
        "vergadering": berichten.ontzegging_vergadering(made, *period),
        "schade": berichten.schadeclaim(made, POSTEN),
        "politie": berichten.politiegegevens(made, MaatregelSoort.AANGIFTE, aan),
        "klacht": berichten.klacht(made, aan),
        "notitie": berichten.besloten_notitie(made, "Provinciale Staten"),
    }


def written(fields: Velden) -> list[str]:
    """All words of a letter, those in tables too."""
    rows = [row for value in fields.values() if isinstance(value, list) for row in value]
    return [
        *(value for value in fields.values() if isinstance(value, str)),
        *(cell for row in rows for cell in row.values()),
    ]


def vraag(soort: MaatregelSoort, uitvoerder: Uitvoerder, aan: Geadresseerde) -> str:
    words = Stapwoorden(
        "de commissaris van de Koning", "de provincie Voorbeeld", aan, "het provinciehuis",
        date(2026, 11, 24), date(2027, 2, 24),
    )  # fmt: skip
    return berichten.vraag(soort, uitvoerder, words)


def alles(zaak: Zaak, *, noemt: bool = False) -> list[str]:
    """Every sentence that the organisation makes of this case."""
    aan = berichten.geadresseerde(zaak)
    return [
        *berichten.volgende_stappen(zaak.melding.route, "de griffier", PROFIEL),
        *berichten.stappen_zonder_lezer("beheerder", PROFIEL),
        *berichten.stappen_zonder_lezer(None, PROFIEL),
        *(vraag(soort, uitvoerder, aan) for soort in MaatregelSoort for uitvoerder in Uitvoerder),
        *(words for fields in brieven(zaak, noemt=noemt).values() for words in written(fields)),
    ]


# The receipt --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("route", list(Route))
def test_the_receipt_opens_with_help_and_then_says_what_happens(route: Route) -> None:
    steps = berichten.volgende_stappen(route, "de griffier", PROFIEL)

    assert steps[0] == "Bent u nu in gevaar? Bel 112."
    assert "030 258 9001" in steps[1]
    assert "0900-8844" in steps[1]
    assert "binnen 4 werkuren lezen" in steps[2]
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

    assert "binnen 1 werkuur lezen" in berichten.volgende_stappen(Route.HULP, "de griffier", quick)[2]


def test_when_nobody_can_read_the_receipt_promises_no_reader_and_no_call() -> None:
    steps = berichten.stappen_zonder_lezer("beheerder", PROFIEL)

    assert steps[0] == "Bent u nu in gevaar? Bel 112."
    assert berichten.niemand_vrij("beheerder", PROFIEL) in steps
    assert "De beheerder zoekt nu iemand anders." in berichten.niemand_vrij("beheerder", PROFIEL)
    assert "beheerder" not in berichten.niemand_vrij(None, PROFIEL)
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
    assert vraag(MaatregelSoort.STOPGESPREK, uitvoerder, aan) == question


WIE = Geadresseerde(naam="Boze Burger")
PERIODE = "van dinsdag 24 november 2026 tot en met woensdag 24 februari 2027"


@pytest.mark.parametrize(
    ("soort", "question", "zelf"),
    [
        ("ordegesprek", "Mag de commissaris van de Koning Boze Burger uitnodigen voor een ordegesprek?",
         "Wilt u zelf een ordegesprek voeren met Boze Burger? Wij helpen u."),
        ("waarschuwing", "Mag de commissaris van de Koning Boze Burger een waarschuwing sturen?", None),
        ("ontzegging_gebouw",
         f"Mag de provincie Voorbeeld Boze Burger de toegang weigeren tot het provinciehuis, {PERIODE}?", None),
        ("schade", "Mag de provincie Voorbeeld uw schade terugvragen bij Boze Burger?",
         "Wilt u zelf uw schade terugvragen bij Boze Burger? Wij helpen u."),
        ("melding_politie", "Mag de provincie Voorbeeld dit bij de politie melden?",
         "Wilt u dit zelf bij de politie melden? Wij helpen u."),
        ("aangifte", "Mag de provincie Voorbeeld aangifte doen bij de politie?",
         "Wilt u zelf aangifte doen bij de politie? Wij helpen u."),
    ],
)  # fmt: skip
def test_each_step_has_a_question_of_its_own(soort: str, question: str, zelf: str | None) -> None:
    kind = MaatregelSoort(soort)

    assert vraag(kind, Uitvoerder.PROVINCIE, WIE) == question
    assert vraag(kind, Uitvoerder.MELDER, WIE) == (zelf or question)


def test_who_is_told_in_a_closed_meeting_stands_in_the_question() -> None:
    aan = Geadresseerde(naam="de besloten vergadering van Provinciale Staten")
    asked = vraag(MaatregelSoort.INFORMEREN_AMBTSDRAGERS, Uitvoerder.PROVINCIE, aan)

    assert asked.startswith("Mag de commissaris van de Koning andere ambtsdragers vertellen wat er gebeurde")
    assert asked.endswith("in de besloten vergadering van Provinciale Staten?")


@pytest.mark.parametrize("soort", ["ontzegging_vergadering", "schade"])
def test_what_waits_for_no_consent_is_told_and_not_asked(soort: str) -> None:
    told = berichten.mededeling(MaatregelSoort(soort), Stapwoorden("x", "y", WIE, "de vergadering"))

    assert "Daar is geen toestemming voor nodig" in told
    assert "?" not in told


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
        pytest.param({"naam": "Jan Boos"}, ("statenlid1@provincie.example",), Geadresseerde(naam="Jan Boos"),
                     id="an own reply of the melder alone"),
        pytest.param({}, ("Statenlid2+x@provincie.example",), Geadresseerde(), id="not the betrokkene"),
        pytest.param({}, ("statenlid2@provincie.example", AFZENDER), Geadresseerde(email=AFZENDER),
                     id="the other, beside an own reply of the betrokkene"),
    ],
)  # fmt: skip
def test_a_letter_is_meant_for_whom_the_melder_named_or_the_one_other_sender(
    agressor: dict[str, Any], afzenders: tuple[str, ...], aan: Geadresseerde
) -> None:
    zaak = een_zaak(
        melding=een_melding(agressor=agressor),
        afzenders=afzenders,
        betrokkene=Partij(naam="Statenlid Twee", email="statenlid2@provincie.example"),
        eigen_adressen=("statenlid1@provincie.example",),
    )

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
    fields = berichten.uitnodiging(stof(zaak, aan=Geadresseerde(), contact=silent), GESPREK_OP)

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


def test_a_claim_adds_up_in_whole_cents_and_says_whose_it_was() -> None:
    fields = berichten.schadeclaim(stof(een_zaak()), POSTEN)

    assert fields["totaal"] == "€\u00a01.289,60"
    assert (
        fields["eigenaren"]
        == "de provincie Voorbeeld en van een politieke ambtsdrager van de provincie Voorbeeld"
    )


def test_a_claim_for_the_provinces_own_property_names_nobody() -> None:
    zaak = een_zaak(betrokkene=Partij(naam="Xaviera Querido"))
    fields = berichten.schadeclaim(stof(zaak, noemt=False), POSTEN[:1])

    assert fields["eigenaren"] == "de provincie Voorbeeld"
    assert not any("ambtsdrager" in words or "Querido" in words for words in written(fields))


@pytest.mark.parametrize(
    ("bedrag", "words"),
    [(0.01, "0,01"), (5, "5,00"), (999.99, "999,99"), (1234.5, "1.234,50"), (1_000_000, "1.000.000,00")],
)
def test_an_amount_is_written_as_in_a_letter(bedrag: float, words: str) -> None:
    assert berichten.euro(bedrag) == f"€\u00a0{words}"


def test_a_stand_in_bans_from_the_meeting_as_acting_voorzitter() -> None:
    period = (date(2026, 11, 24), date(2026, 11, 25))
    usual = berichten.ontzegging_vergadering(stof(een_zaak()), *period)
    standin = berichten.ontzegging_vergadering(stof(een_zaak(), ondertekenaar=persoon(LOCO)), *period)

    assert usual["voorzitter"] == "voorzitter van Provinciale Staten"
    assert standin["voorzitter"] == "waarnemend voorzitter van Provinciale Staten"


def test_the_police_get_the_address_of_the_organisation_and_the_evidence_by_hash() -> None:
    piece = Bewijsstuk(
        id="b1", naam="Statenlid Een wordt bedreigd.eml", bestand="b1.eml", soort="message/rfc822", sha256="ab" * 32,
        bytes=3, ontvangen_op=NU, van=STATENLID,
    )  # fmt: skip
    zaak = een_zaak(bewijs=(piece,), melding=een_melding(aard=["belediging"], wanneer="2026-11-23T20:00:00Z"))
    fields = berichten.politiegegevens(stof(zaak), MaatregelSoort.AANGIFTE, Geadresseerde())

    assert fields["organisatie_adres"] == PROFIEL.organisatie.adres
    assert fields["bewijs"] == [
        {"nummer": "1", "soort": "e-mail, ontvangen op dinsdag 24 november 2026", "sha256": "ab" * 32}
    ]
    assert fields["agressor"] == "niet bekend"
    assert fields["klachttermijn"] == (
        "Een klacht kan tot en met dinsdag 23 februari 2027. Laat een jurist dit bevestigen."
    )


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
    for letter, fields in brieven(zaak, noemt=True).items():
        named = {name for name, words in fields.items() if PLANT in str(words)}
        assert named <= {"ambtsdrager", "eigenaren", "posten"}, letter
        assert fields.get("ambtsdrager", zaak.betrokkene.naam) == zaak.betrokkene.naam
    assert brief(zaak, noemt=True)["ambtsdrager"] == zaak.betrokkene.naam


# The note ------------------------------------------------------------------------------------------------------

VICTIM = {"melder": Partij(oid=CDK, naam="Commissaris Voorbeeld", functie="cdk"), "lezers": ("loco_cdk",)}


def agreed(spreker: str, *, openbaar: bool = True) -> Woordvoering:
    return Woordvoering(
        spreker=spreker, afspraak="Zo.", openbaar=openbaar, datum=NU.date(), door=LOCO, vastgelegd_op=NU
    )


@pytest.mark.parametrize(
    ("case", "speaks"),
    [
        pytest.param({}, "Alleen Commissaris Voorbeeld, commissaris van de Koning.", id="the office"),
        pytest.param(VICTIM, NOG_NIEMAND, id="an involved CdK: still to be agreed"),
        pytest.param(
            VICTIM | {"woordvoering": (agreed("loco_cdk"), agreed("cdk", openbaar=False))},
            "Alleen Commissaris Voorbeeld, commissaris van de Koning. En alleen in vertrouwen.",
            id="as the two agreed last",
        ),
        pytest.param(
            {"woordvoering": (agreed("cdk"),), "agressor": CDK}, NOG_NIEMAND, id="never who is the agressor"
        ),
    ],
)
def test_the_note_says_who_speaks_as_it_was_agreed(case: dict[str, Any], speaks: str) -> None:
    signer = persoon(LOCO if case else CDK)
    note = berichten.besloten_notitie(stof(een_zaak(**case), ondertekenaar=signer), "Provinciale Staten")

    assert note["woordvoerder"] == speaks
