"""A reference says nothing, cannot be guessed and can be read aloud."""

import pytest

from plugin.protocol.referentie import TEKENS, is_referentie, nieuwe_referentie


def test_a_new_reference_is_a_reference_and_never_the_same() -> None:
    made = {nieuwe_referentie() for _ in range(2000)}

    assert len(made) == 2000
    assert all(is_referentie(one) for one in made)


def test_every_sign_is_used_and_none_looks_like_another() -> None:
    used = {sign for _ in range(2000) for sign in nieuwe_referentie()[2:]}

    assert used == set(TEKENS)
    assert len(TEKENS) == 32
    assert not used & set("ILOU")


@pytest.mark.parametrize(
    "text",
    ["", "M-", "M-7K2M9XQ", "M-7K2M9XQ4A", "m-7K2M9XQ4", "M-7k2m9xq4", "M-7K2M9XQI", "7K2M9XQ4", "M-7K2M9XQ4\n",
     " M-7K2M9XQ4", "M-7K2M9XQ٤", "M-../../x", "M-7K2M9XQ'"],
)  # fmt: skip
def test_what_only_looks_like_a_reference_is_none(text: str) -> None:
    assert not is_referentie(text)
