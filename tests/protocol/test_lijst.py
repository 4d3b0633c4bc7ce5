"""What fits a question about the list of cases."""

import pytest
from pydantic import ValidationError

from plugin.protocol.lijst import Lijstvraag, Zoekvraag, past
from tests.protocol.bouwstenen import een_melding, een_zaak

ZAAK = een_zaak(
    melding=een_melding(agressor={"naam": "Boze Burger", "email": "boos@elders.example"}),
    behandelaar="griffier",
)


@pytest.mark.parametrize(
    ("vraag", "fits"),
    [
        ({}, True),
        ({"zoek": "burger"}, True),
        ({"zoek": "BOOS@"}, True),
        ({"zoek": "iemand anders"}, False),
        ({"zoek": "mail"}, False),  # a word of what was told is no name
        ({"behandelaar": "griffier"}, True),
        ({"behandelaar": "cdk"}, False),
        ({"zoek": "burger", "behandelaar": "cdk"}, False),
    ],
)
def test_a_case_fits_by_the_name_of_the_agressor_and_by_its_handler(
    vraag: dict[str, str], fits: bool
) -> None:
    assert past(ZAAK, Zoekvraag(**vraag)) is fits


def test_empty_is_the_same_as_absent_and_a_reference_may_be_typed_small() -> None:
    assert Zoekvraag.model_validate({"zoek": "", "status": "", "behandelaar": ""}) == Zoekvraag()
    assert Zoekvraag(zoek=" m-7k2m9xq4 ").kenmerk == "M-7K2M9XQ4"


def test_no_name_can_be_asked_for_in_an_address() -> None:
    with pytest.raises(ValidationError):
        Lijstvraag.model_validate({"zoek": "Boze Burger"})
