"""One mailbox has many spellings; the conflict rule must see through all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.protocol.tekst import clean, normal_address


@pytest.mark.parametrize(
    "spelling",
    [
        "cdk@provincie.example",
        "CDK@Provincie.Example",
        "cdk+boos@provincie.example",
        "cdk+a+b@provincie.example",
        "cdk+@provincie.example",
        "  cdk@provincie.example\n",
        "c\u200bdk@provincie.example",
        "\ufeffcdk@provincie.example",
        "cdk\u00ad@provincie.example",
        "ｃｄｋ@provincie.example",
        "cdk@provincie.example.",
    ],
)
def test_one_mailbox_is_known_in_every_spelling(spelling: str) -> None:
    assert normal_address(spelling) == "cdk@provincie.example"


@pytest.mark.parametrize(
    "other", ["cdk2@provincie.example", "cdk@example", "cdk@provincie.example.nl", "c.dk@provincie.example"]
)
def test_another_mailbox_stays_another(other: str) -> None:
    assert normal_address(other) != "cdk@provincie.example"


@given(text=st.text(st.characters(), max_size=50))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
