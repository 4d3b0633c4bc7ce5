"""What a handler or betrokkene sends in is checked at the door, and never repeated in the refusal."""

from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from plugin.protocol.details import Gespreksdetails
from plugin.protocol.invoer import AntwoordIn, GesprekIn, VoorstelIn, day_of

GESPREK = {"soort": "intake", "datum": "2026-11-24", "verslag": "Gesproken."}
VOORSTEL = {"soort": "stopgesprek", "reden": "Dit mag niet nog eens gebeuren."}
ANTWOORD = {"antwoord": "akkoord", "versie": 1}


def fouten(model: type[BaseModel], inhoud: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(inhoud)
    return [(str(one["loc"][0]), one["type"]) for one in caught.value.errors()]


@pytest.mark.parametrize(
    ("datum", "dag"),
    [
        ("2026-11-24", date(2026, 11, 24)),
        ("2026-11-24T23:30:00+01:00", date(2026, 11, 24)),
        ("2026-11-24T00:00:00+01:00", date(2026, 11, 24)),
    ],
)
def test_a_talk_has_a_day_with_or_without_a_time(datum: str, dag: date) -> None:
    assert day_of(GesprekIn.model_validate(GESPREK | {"datum": datum}).datum) == dag


@pytest.mark.parametrize(
    "datum", ["gisteren", "24-11-2026", 0, "86400", "0001-01-01", "9999-12-31T23:59:59-14:00"]
)
def test_a_talk_has_a_day_that_a_calendar_can_count_with(datum: Any) -> None:
    assert fouten(GesprekIn, GESPREK | {"datum": datum}) == [("datum", "value_error")]
    assert fouten(VoorstelIn, VOORSTEL | {"van": datum}) == [("van", "value_error")]


@pytest.mark.parametrize(
    ("model", "inhoud", "fout"),
    [
        (GesprekIn, GESPREK | {"soort": "borrel"}, ("soort", "enum")),
        (GesprekIn, GESPREK | {"verslag": "  "}, ("verslag", "string_too_short")),
        (GesprekIn, GESPREK | {"verslag": "x" * 10_001}, ("verslag", "string_too_long")),
        (GesprekIn, GESPREK | {"datum": None}, ("datum", "missing")),
        (GesprekIn, GESPREK | {"plaats": "hier"}, ("plaats", "extra_forbidden")),
        (VoorstelIn, VOORSTEL | {"soort": "niets"}, ("soort", "enum")),
        (VoorstelIn, VOORSTEL | {"reden": None}, ("reden", "missing")),
        (VoorstelIn, VOORSTEL | {"uitvoerder": "politie"}, ("uitvoerder", "enum")),
        (VoorstelIn, VOORSTEL | {"details": []}, ("details", "dict_type")),
        (
            VoorstelIn,
            VOORSTEL | {"details": {str(number): 1 for number in range(21)}},
            ("details", "too_long"),
        ),
        (AntwoordIn, ANTWOORD | {"antwoord": "misschien"}, ("antwoord", "enum")),
        (AntwoordIn, ANTWOORD | {"versie": 0}, ("versie", "greater_than_equal")),
        (AntwoordIn, ANTWOORD | {"versie": 1.5}, ("versie", "int_from_float")),
        (AntwoordIn, {"antwoord": "akkoord"}, ("versie", "missing")),
    ],
)
def test_each_field_has_its_rule(
    model: type[BaseModel], inhoud: dict[str, Any], fout: tuple[str, str]
) -> None:
    assert fouten(model, inhoud) == [fout]


def test_a_proposal_is_carried_out_by_the_province_unless_said_otherwise() -> None:
    assert VoorstelIn.model_validate(VOORSTEL).uitvoerder == "provincie"
    assert VoorstelIn.model_validate(VOORSTEL | {"uitvoerder": "melder"}).uitvoerder == "melder"


@pytest.mark.parametrize(
    ("details", "veld"),
    [
        ({"datum": "PLANTWOORD"}, "details.datum"),
        ({"datum": "2026-12-01"}, "details.datum"),
        ({"geadresseerde": {"email": "PLANTWOORD"}}, "details.geadresseerde.email"),
        ({"geadresseerde": {"PLANTWOORD": "x"}}, "details.geadresseerde"),
        ({"noemt_betrokkene": "PLANTWOORD"}, "details.noemt_betrokkene"),
    ],
)
def test_details_that_cannot_be_read_are_named_without_their_value(
    details: dict[str, Any], veld: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        VoorstelIn.model_validate(VOORSTEL | {"details": details})
    (one,) = caught.value.errors(include_input=False)

    assert one["loc"] == ("details",)
    assert f"{veld} klopt niet" in one["msg"]
    assert "PLANTWOORD" not in str(one)


def test_what_else_a_handler_notes_in_details_is_kept() -> None:
    noted = {"beveiliging": "ja, bij de deur", "datum": "2026-12-01T10:00:00+01:00"}
    proposal = VoorstelIn.model_validate(VOORSTEL | {"details": noted})

    assert proposal.details == noted
    assert Gespreksdetails.model_validate(proposal.details).datum is not None
