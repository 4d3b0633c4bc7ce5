"""What is sealed opens in its own place with its own key, and nowhere else."""

import base64
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.intake.seal import DataKey, KeyFileError, SealBroken, SealedText, SealingKeys

OLD, NEW = b"o" * 32, b"n" * 32
KEYS = SealingKeys([NEW])


@given(plain=st.binary(max_size=2000), about=st.text())
def test_what_is_sealed_opens_again(plain: bytes, about: str) -> None:
    about = about.encode("utf-8", "replace").decode()
    assert KEYS.open(KEYS.seal(plain, about), about) == plain


@given(plain=st.binary(max_size=200), position=st.integers(min_value=0), flip=st.integers(1, 255))
def test_one_changed_byte_breaks_the_seal(plain: bytes, position: int, flip: int) -> None:
    sealed = bytearray(KEYS.seal(plain, "hier"))
    sealed[position % len(sealed)] ^= flip
    with pytest.raises(SealBroken):
        KEYS.open(bytes(sealed), "hier")


@given(plain=st.binary(max_size=200), cut=st.integers(min_value=1))
def test_what_is_cut_short_does_not_open(plain: bytes, cut: int) -> None:
    sealed = KEYS.seal(plain, "hier")
    with pytest.raises(SealBroken):
        KEYS.open(sealed[: -(cut % len(sealed)) or None][:-1], "hier")


def test_sealed_bytes_do_not_open_in_another_place() -> None:
    with pytest.raises(SealBroken):
        KEYS.open(KEYS.seal(b"x", "hier"), "daar")


def test_the_words_do_not_stand_in_the_sealed_bytes() -> None:
    assert b"geheim" not in KEYS.seal(b"geheim" * 100, "hier")


def test_after_a_rotation_old_seals_still_open_and_new_ones_need_the_new_key() -> None:
    old, both = SealingKeys([OLD]), SealingKeys([NEW, OLD])
    assert both.open(old.seal(b"x", "hier"), "hier") == b"x"
    with pytest.raises(SealBroken):
        old.open(both.seal(b"x", "hier"), "hier")


def test_a_data_key_can_be_wrapped_for_its_own_object_only() -> None:
    key = DataKey.new()
    wrapped = KEYS.wrap(key, "een")
    assert KEYS.unwrap(wrapped, "een").raw == key.raw
    with pytest.raises(SealBroken):
        KEYS.unwrap(wrapped, "twee")


def test_pseudonyms_of_one_person_are_equal_and_say_nothing() -> None:
    name = KEYS.pseudonym("eigenaar", "oid")
    assert name == KEYS.pseudonym("eigenaar", "oid")
    assert len(name) == 64
    assert "oid" not in name


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("eigenaar", "ab", "c"), ("eigenaar", "a", "bc")),
        (("eigenaar", "ab"), ("eigenaar", "ab", "")),
        (("eigenaar", "ab"), ("zending", "ab")),
    ],
)
def test_other_parts_or_labels_give_other_pseudonyms(first: tuple[str, ...], second: tuple[str, ...]) -> None:
    assert KEYS.pseudonym(*first) != KEYS.pseudonym(*second)


def test_every_key_has_its_pseudonym_the_current_one_first() -> None:
    old = SealingKeys([OLD]).pseudonym("eigenaar", "oid")
    new = SealingKeys([NEW]).pseudonym("eigenaar", "oid")
    assert SealingKeys([NEW, OLD]).pseudonyms("eigenaar", "oid") == [new, old]
    assert SealingKeys([NEW, OLD]).pseudonym("eigenaar", "oid") == new


@given(st.binary(max_size=500))
def test_sealed_text_is_text_and_opens_again(plain: bytes) -> None:
    text = SealedText(KEYS).seal(plain)
    assert text.isascii()
    assert SealedText(KEYS).open(text) == plain


@pytest.mark.parametrize("text", ["", "geen base64!", "AAAA", "é"])
def test_text_that_was_not_sealed_here_does_not_open(text: str) -> None:
    with pytest.raises(SealBroken):
        SealedText(KEYS).open(text)


def test_the_first_line_of_the_key_file_is_the_current_key(tmp_path: Path) -> None:
    file = tmp_path / "sleutels"
    file.write_text("\n".join(base64.b64encode(key).decode() for key in (NEW, OLD)) + "\n\n")
    assert SealingKeys.from_file(file).pseudonym("x", "y") == SealingKeys([NEW]).pseudonym("x", "y")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (None, "ontbreekt of is niet leesbaar"),
        ("", "is leeg"),
        ("\n \n", "is leeg"),
        ("geen-sleutel", "Regel 1 .* is geen base64"),
        (base64.b64encode(b"kort").decode(), "is 4 bytes lang; een sleutel is 32 bytes"),
        (base64.b64encode(NEW).decode() + "\n!", "Regel 2 .* is geen base64"),
        ("sleutel é", "ontbreekt of is niet leesbaar"),
    ],
)
def test_a_bad_key_file_is_refused_with_a_sentence(tmp_path: Path, text: str | None, sentence: str) -> None:
    file = tmp_path / "sleutels"
    if text is not None:
        file.write_text(text)
    with pytest.raises(KeyFileError, match=sentence):
        SealingKeys.from_file(file)
