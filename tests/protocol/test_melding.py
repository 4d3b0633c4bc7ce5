"""What a melder may send in: every form counts, closed words are closed, and texts are kept whole."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from plugin.protocol import terms
from plugin.protocol.melding import Melding, is_complete, is_past
from plugin.protocol.tekst import LANGSTE_TEKST
from plugin.protocol.weigering import Weigering
from tests.protocol.bouwstenen import GRIFFIER, NU, een_melding

VOLLEDIG: dict[str, Any] = {
    "route": "hulp",
    "gebeurtenis": "Hij schreef dat hij weet waar ik woon.",
    "wanneer": "2026-11-23T21:15:00+01:00",
    "locatie": "online",
    "kanaal": "email",
    "aard": ["bedreiging", "intimidatie"],
    "vorm": "verbaal",
    "richting": "direct",
    "functiegebonden": "ja",
    "reactie": "Ik heb niet geantwoord.",
    "contactverloop": "Eerst vriendelijk, toen niet meer.",
    "wensen_zelf": ["steun", "veiligheid"],
    "wensen_agressor": ["stopgesprek"],
    "agressor": {"hoedanigheid": "burger", "naam": "Boze Burger", "email": "boos@elders.example"},
    "ontvanger": "griffier",
    "namens": {"naam": "Statenlid Twee", "functie": "Statenlid", "email": "statenlid2@provincie.example"},
    "vergadering": "Commissie Ruimte, 23 november",
    "orde": [{"stap": "schorsen", "tijd": "2026-11-23T21:20:00+01:00"}],
}
# Every word list, with the values that are fixed outside the code.
WOORDENLIJSTEN = {
    "route": ("hulp", "overleg", "registratie", "ordeverstoring"),
    "locatie": ("provinciehuis", "elders", "online", "prive"),
    "kanaal": ("email", "social_media", "telefoon", "brief", "persoonlijk", "vergadering"),
    "vorm": ("verbaal", "fysiek"),
    "richting": ("direct", "indirect"),
    "functiegebonden": ("ja", "nee", "onduidelijk"),
}
LIJSTEN = {
    "aard": ("bedreiging", "intimidatie", "belediging", "discriminatie", "eer_en_goede_naam", "reputatieschade",
             "lichamelijk_letsel", "vernieling"),
    "wensen_zelf": ("steun", "gesprek", "professionele_hulp", "hulp_familie", "veiligheid"),
    "wensen_agressor": ("niets", "stopgesprek", "ordegesprek", "waarschuwing", "ontzegging_gebouw",
                        "ontzegging_vergadering", "schade", "melding_politie", "aangifte", "nog_geen_keuze"),
}  # fmt: skip
HOEDANIGHEDEN = ("onbekend", "burger", "collectief", "namens_organisatie", "ambtsdrager")
ORDESTAPPEN = ("schorsen", "doen_vertrekken", "tot_orde_roepen", "woord_ontnomen", "verwijderd")
TEKSTEN = ("gebeurtenis", "reactie", "contactverloop", "vergadering")


def fouten(inhoud: dict[str, Any]) -> list[tuple[str, str]]:
    """Which field breaks which rule."""
    with pytest.raises(ValidationError) as caught:
        Melding.model_validate(inhoud)
    return [(".".join(map(str, one["loc"])), one["type"]) for one in caught.value.errors()]


def test_a_melding_with_everything_in_it_is_kept_as_it_was_told() -> None:
    kept = Melding.model_validate(VOLLEDIG).model_dump(mode="json", exclude_none=True)

    assert kept == VOLLEDIG
    assert Melding.model_validate(json.loads(json.dumps(kept))) == Melding.model_validate(VOLLEDIG)


def test_a_route_is_all_that_must_be_there() -> None:
    bare = Melding.model_validate({"route": "registratie"})

    assert bare.functiegebonden == "onduidelijk"
    assert bare.agressor.hoedanigheid == "onbekend"
    assert bare.ontvanger == "standaard"
    assert (bare.aard, bare.wensen_zelf, bare.wensen_agressor, bare.orde) == ((), (), (), ())
    assert [bare.wanneer, bare.gebeurtenis, bare.namens] == [None, None, None]


@pytest.mark.parametrize("veld", [name for name in VOLLEDIG if name != "route"])
def test_null_means_the_same_as_leaving_it_out(veld: str) -> None:
    without = {name: value for name, value in VOLLEDIG.items() if name != veld}

    assert Melding.model_validate(VOLLEDIG | {veld: None}) == Melding.model_validate(without)


@pytest.mark.parametrize("deel", [{"naam": None}, {"email": None}, {"oid": None}, {"hoedanigheid": None}])
def test_null_inside_the_agressor_means_the_same_too(deel: dict[str, None]) -> None:
    assert een_melding(agressor=deel) == een_melding()


def test_a_melding_without_route_is_refused() -> None:
    assert fouten({"gebeurtenis": "Iets."}) == [("route", "missing")]
    assert fouten({"gebeurtenis": "Iets.", "route": None}) == [("route", "missing")]


@pytest.mark.parametrize(
    ("inhoud", "veld"),
    [
        ({"strafbaar": "ja"}, "strafbaar"),
        ({"strafbaar": None}, "strafbaar"),
        ({"agressor": {"adres": "Dorpsstraat 1"}}, "agressor.adres"),
        ({"namens": {"naam": "Iemand", "rol": "lid"}}, "namens.rol"),
        ({"orde": [{"stap": "schorsen", "tijd": "2026-11-23T21:20:00Z", "wie": "x"}]}, "orde.0.wie"),
    ],
)
def test_a_field_that_does_not_exist_is_refused_wherever_it_stands(inhoud: dict[str, Any], veld: str) -> None:
    assert fouten({"route": "hulp"} | inhoud) == [(veld, "extra_forbidden")]


@pytest.mark.parametrize(("veld", "woorden"), WOORDENLIJSTEN.items())
def test_a_closed_word_list_takes_its_words_and_no_other(veld: str, woorden: tuple[str, ...]) -> None:
    for woord in woorden:
        assert getattr(een_melding(**{veld: woord}), veld) == woord
    for other in ("iets anders", woorden[0].upper(), f" {woorden[0]}", "", 1, [woorden[0]]):
        assert fouten({"route": "hulp"} | {veld: other}) == [(veld, "enum")]


@pytest.mark.parametrize(("veld", "woorden"), LIJSTEN.items())
def test_a_list_takes_all_its_words_each_once_and_no_other(veld: str, woorden: tuple[str, ...]) -> None:
    assert getattr(een_melding(**{veld: [*woorden, *woorden]}), veld) == woorden
    assert fouten({"route": "hulp", veld: [woorden[0], "iets anders"]}) == [(f"{veld}.1", "enum")]
    assert fouten({"route": "hulp", veld: woorden[0]}) == [(veld, "tuple_type")]


def test_the_word_lists_in_the_code_are_those_of_the_outside() -> None:
    assert tuple(terms.Hoedanigheid) == HOEDANIGHEDEN
    assert tuple(terms.Ordestap) == ORDESTAPPEN
    assert tuple(terms.Aard) == LIJSTEN["aard"]
    assert set(terms.GEDRAG) == set(terms.Aard)
    assert set(terms.KANAAL_WOORDEN) == set(terms.Kanaal)
    measures = {soort.value for soort in terms.MaatregelSoort}
    assert measures == {*LIJSTEN["wensen_agressor"], "informeren_ambtsdragers"} - {"niets", "nog_geen_keuze"}


# Texts --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("veld", TEKSTEN)
def test_a_text_may_have_ten_thousand_characters_and_not_one_more(veld: str) -> None:
    assert LANGSTE_TEKST == 10_000
    assert getattr(een_melding(**{veld: "é" * 10_000}), veld) == "é" * 10_000
    assert getattr(een_melding(**{veld: " \n" + "é" * 10_000 + "\r\n"}), veld) == "é" * 10_000
    assert fouten({"route": "hulp", veld: "é" * 10_001}) == [(veld, "string_too_long")]


@pytest.mark.parametrize("deel", [{"agressor": {"naam": "x" * 10_001}}, {"namens": {"naam": "x" * 10_001}}])
def test_a_name_has_the_same_limit(deel: dict[str, Any]) -> None:
    assert [rule for _, rule in fouten({"route": "hulp"} | deel)] == ["string_too_long"]


@pytest.mark.parametrize("veld", TEKSTEN)
@pytest.mark.parametrize("leeg", ["", "   ", "\r\n\t", "\u200f\u202e"])
def test_a_text_without_a_sign_is_no_text(veld: str, leeg: str) -> None:
    assert getattr(een_melding(**{veld: leeg}), veld) is None


@pytest.mark.parametrize("veld", TEKSTEN)
@pytest.mark.parametrize("other", [12, 1.5, True, ["tekst"], {"tekst": "x"}])
def test_a_text_is_text(veld: str, other: Any) -> None:
    assert fouten({"route": "hulp", veld: other}) == [(veld, "string_type")]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        pytest.param("een\r\ntwee\rdrie", "een\ntwee\ndrie", id="one kind of line end"),
        pytest.param("a\tb", "a\tb", id="a tab stays"),
        pytest.param("a\x00b\x1fc\x7fd\x85e", "a\ufffdb\ufffdc\ufffdd\ufffde", id="controls show as a mark"),
        pytest.param("a\ud800b\udfff", "a\ufffdb\ufffd", id="half a character shows as a mark"),
        pytest.param("a\ufffe\uffffb", "a\ufffd\ufffdb", id="no character at all shows as a mark"),
        pytest.param("\u202eneppo\u2066 \u200erm\u061c", "neppo rm", id="marks that turn the text around go"),
        pytest.param("\U0001f469\U0001f3fd\u200d⚖️ ë \U0001f1f3\U0001f1f1", "\U0001f469\U0001f3fd\u200d⚖️ ë \U0001f1f3\U0001f1f1",
                     id="signs of joy and anger stay whole"),
        pytest.param("<b>{{ 7*7 }}</b> & ' \"", "<b>{{ 7*7 }}</b> & ' \"", id="signs of a language stay signs"),
    ],
)  # fmt: skip
def test_a_text_is_kept_and_cannot_break_a_page(sent: str, kept: str) -> None:
    assert een_melding(gebeurtenis=sent).gebeurtenis == kept


@settings(max_examples=200, deadline=None)
@given(sent=st.text(st.characters(), max_size=60))
def test_whatever_is_sent_can_be_written_down_and_read_back(sent: str) -> None:
    kept = een_melding(gebeurtenis=sent)

    assert Melding.model_validate_json(kept.model_dump_json().encode("utf-8")) == kept


# Who ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hoedanigheid", HOEDANIGHEDEN)
def test_an_agressor_acts_in_one_of_five_capacities(hoedanigheid: str) -> None:
    assert een_melding(agressor={"hoedanigheid": hoedanigheid}).agressor.hoedanigheid == hoedanigheid


def test_an_object_id_is_read_in_small_letters() -> None:
    written = "ABCDEF00-0000-4000-8000-00000000000A"

    assert een_melding(agressor={"oid": written}).agressor.oid == written.lower()
    assert een_melding(namens={"naam": "X", "oid": GRIFFIER}).namens is not None


@pytest.mark.parametrize(
    "oid", ["", "cdk", GRIFFIER + "\n", GRIFFIER + " ", GRIFFIER[:-1], "{" + GRIFFIER + "}"]
)
def test_what_is_no_object_id_is_refused(oid: str) -> None:
    assert fouten({"route": "hulp", "agressor": {"oid": oid}}) == [
        ("agressor.oid", "string_pattern_mismatch")
    ]


@pytest.mark.parametrize(
    "email", ["boos@elders.example", "Boos+tag@Elders.example", "o'x".replace("'", "") + "@a"]
)
def test_an_address_is_kept_as_it_was_written(email: str) -> None:
    assert een_melding(agressor={"email": f"  {email} "}).agressor.email == email


@pytest.mark.parametrize(
    "email",
    ["boos", "@", "a@", "@b", "a@b@c", "a b@c", "Naam <a@b>", "a@b,c@d", "a@b\nBcc: c@d", "a@b;c@d", "a\x00@b", '"a"@b'],
)  # fmt: skip
def test_what_is_no_single_address_is_refused(email: str) -> None:
    assert fouten({"route": "hulp", "agressor": {"email": email}}) == [("agressor.email", "value_error")]


def test_an_address_has_a_limit() -> None:
    assert fouten({"route": "hulp", "agressor": {"email": "a" * 320 + "@b"}}) == [
        ("agressor.email", "string_too_long")
    ]
    assert een_melding(agressor={"email": "  "}).agressor.email is None


@pytest.mark.parametrize("naam", [None, "", "  "])
def test_who_a_melding_is_about_has_a_name(naam: str | None) -> None:
    rule = "missing" if naam is None else "string_too_short"

    assert fouten({"route": "hulp", "namens": {"naam": naam}}) == [("namens.naam", rule)]


# When ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ahead", "past"),
    [
        pytest.param(timedelta(days=-4000), True, id="years ago"),
        pytest.param(timedelta(0), True, id="now"),
        pytest.param(timedelta(minutes=5), True, id="five minutes ahead: a clock that differs"),
        pytest.param(timedelta(minutes=5, seconds=1), False, id="a second more"),
        pytest.param(timedelta(minutes=6), False, id="six minutes ahead"),
        pytest.param(timedelta(days=1), False, id="tomorrow"),
    ],
)
@pytest.mark.parametrize("where", ["wanneer", "orde"])
def test_what_is_reported_has_happened(where: str, ahead: timedelta, past: bool) -> None:
    moment = (NU + ahead).isoformat()
    told = een_melding(
        **({"wanneer": moment} if where == "wanneer" else {"orde": [{"stap": "schorsen", "tijd": moment}]})
    )

    assert bool(is_past(told, NU)) is past


def test_the_offset_counts_when_a_moment_is_compared_with_now() -> None:
    late = een_melding(wanneer="2026-11-24T10:06:00+01:00")
    in_time = een_melding(wanneer="2026-11-24T10:06:00+02:00")

    assert not is_past(late, NU)
    assert is_past(in_time, NU)


def test_a_melding_without_a_moment_is_never_too_early() -> None:
    assert is_past(een_melding(), datetime(1990, 1, 1, tzinfo=UTC)) is True


@pytest.mark.parametrize(
    ("wanneer", "rule"),
    [
        pytest.param("2026-11-23T21:15:00", "timezone_aware", id="no offset"),
        pytest.param("2026-11-23", "timezone_aware", id="a day alone"),
        pytest.param("gisteren", "value_error", id="a word"),
        pytest.param("23-11-2026 21:15", "value_error", id="the Dutch order"),
        pytest.param("2026-11-31T10:00:00Z", "datetime_from_date_parsing", id="a day that does not exist"),
        pytest.param("", "value_error", id="empty"),
        pytest.param(1_795_000_000, "value_error", id="a number"),
        pytest.param("1795000000", "value_error", id="a number as text"),
        pytest.param(1.5, "value_error", id="a fraction"),
        pytest.param(True, "value_error", id="a truth value"),
        pytest.param("0001-01-01T00:00:00+14:00", "value_error", id="the first year of all"),
        pytest.param("9999-12-31T23:59:59-14:00", "value_error", id="the last year of all"),
        pytest.param(["2026-11-23T21:15:00Z"], "datetime_type", id="a list"),
    ],
)
def test_a_moment_is_written_out_with_its_offset(wanneer: Any, rule: str) -> None:
    assert fouten({"route": "hulp", "wanneer": wanneer}) == [("wanneer", rule)]


# What must be there -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gebeurtenis", "bewijs", "complete"),
    [
        ("Iets.", 0, True),
        ("Iets.", 1, True),
        (None, 1, True),
        (None, 0, False),
        ("  ", 0, False),
        ("  ", 2, True),
    ],
)
def test_a_text_or_one_piece_of_evidence_is_enough(
    gebeurtenis: str | None, bewijs: int, complete: bool
) -> None:
    assert bool(is_complete(een_melding(gebeurtenis=gebeurtenis), bewijs)) is complete


def test_a_refusal_says_what_to_do() -> None:
    empty = is_complete(een_melding(gebeurtenis=None), 0)
    early = is_past(een_melding(wanneer="2030-01-01T00:00:00Z"), NU)

    assert isinstance(empty, Weigering)
    assert "voeg bewijs toe" in empty.reden
    assert isinstance(early, Weigering)
    assert early.reden.endswith("Wanneer gebeurde het?")


def test_the_order_log_has_an_end() -> None:
    step = {"stap": "schorsen", "tijd": "2026-11-23T21:20:00Z"}

    assert len(een_melding(orde=[step] * 100).orde) == 100
    assert fouten({"route": "hulp", "orde": [step] * 101}) == [("orde", "too_long")]
    assert fouten({"route": "hulp", "orde": [{"stap": "wegsturen", "tijd": "2026-11-23T21:20:00Z"}]}) == [
        ("orde.0.stap", "enum")
    ]
