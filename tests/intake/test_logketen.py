"""The chain of the log in the database: one number each, whoever asks at once; what did not happen leaves no hole."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from plugin.intake.database import METADATA
from plugin.intake.logketen import Genummerd, Logketen
from plugin.intake.seal import SealingKeys

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
WORDS = {"Handeling": "zaak ingezien", "Actor": "iemand"}


@pytest.fixture
def keten(engine: sa.Engine, keys: SealingKeys) -> Logketen:
    METADATA.create_all(engine)
    return Logketen(engine, keys)


def add(keten: Logketen, feit: str | None = None, **words: str) -> Genummerd:
    return keten.nummer("M-1", WORDS | words, feit, NOW)


def is_whole(keten: Logketen, entries: list[Genummerd]) -> bool:
    """Numbers without a hole, and each mark after the one before it."""
    ordered, before = sorted(entries, key=lambda one: one.nummer), ""
    for number, one in enumerate(ordered, 1):
        if one.nummer != number or not keten.past(one, before):
            return False
        before = one.merk
    return [link.merk for link in keten.schakels("M-1")] == [one.merk for one in ordered]


def test_entries_are_numbered_and_tied_to_the_one_before(keten: Logketen) -> None:
    assert is_whole(keten, [add(keten, Actor=str(number)) for number in range(5)])


def test_many_at_once_make_one_chain(keten: Logketen) -> None:
    with ThreadPoolExecutor(8) as many:
        entries = list(many.map(lambda number: add(keten, Actor=str(number)), range(40)))
    assert is_whole(keten, entries)


def test_what_happened_once_keeps_its_place_however_often_it_is_tried(keten: Logketen) -> None:
    first = add(keten, feit="ontvangst")
    add(keten)
    assert add(keten, feit="ontvangst", Actor="een ander") == first
    keten.bevestig(first.keten, first.nummer)
    assert add(keten, feit="ontvangst").merk == first.merk


def test_two_at_once_with_the_same_fact_get_one_place(keten: Logketen) -> None:
    with ThreadPoolExecutor(8) as many:
        places = set(many.map(lambda _: add(keten, feit="eenmaal").nummer, range(16)))
    assert places == {1}


def test_what_did_not_happen_gives_its_number_back_unless_another_follows(keten: Logketen) -> None:
    add(keten)
    second = add(keten, feit="poging")
    assert keten.laat_los(second.keten, second.nummer)
    third = add(keten, feit="poging")
    assert third.nummer == 2
    add(keten)
    assert not keten.laat_los(third.keten, third.nummer)
    assert add(keten, feit="poging").nummer == 4
    assert [one.nummer for one in keten.schakels("M-1")] == [1, 2, 3, 4]


def test_letting_go_and_adding_at_once_leave_no_hole(keten: Logketen) -> None:
    def some(number: int) -> None:
        made = add(keten, Actor=str(number))
        if number % 2:
            keten.laat_los(made.keten, made.nummer)

    with ThreadPoolExecutor(8) as many:
        list(many.map(some, range(60)))
    entries = keten.wachtend(NOW + timedelta(days=1))
    assert is_whole(keten, entries)


def test_what_is_not_confirmed_waits_and_can_be_read_back(keten: Logketen) -> None:
    one, other = add(keten, Actor="een"), add(keten, Actor="twee")
    keten.bevestig(one.keten, one.nummer)
    assert keten.wachtend(NOW + timedelta(seconds=1)) == [other]
    assert keten.wachtend(NOW) == []


def test_words_rest_sealed(keten: Logketen, engine: sa.Engine) -> None:
    add(keten, Actor="Heel-herkenbaar")
    with engine.connect() as connection:
        rows = connection.execute(sa.text("select * from logregel")).all()
    assert "Heel-herkenbaar" not in str(rows)


@pytest.mark.parametrize(
    "change",
    [
        lambda one: Genummerd(one.keten, one.nummer, one.merk, one.woorden | {"Actor": "een ander"}),
        lambda one: Genummerd("M-2", one.nummer, one.merk, one.woorden),
        lambda one: Genummerd(one.keten, one.nummer + 1, one.merk, one.woorden),
        lambda one: Genummerd(one.keten, one.nummer, "0" * 64, one.woorden),
    ],
)
def test_a_changed_entry_does_not_fit(keten: Logketen, change: Callable[[Genummerd], Genummerd]) -> None:
    one = add(keten)
    assert keten.past(one, "")
    assert not keten.past(change(one), "")
    assert not keten.past(one, one.merk)


def test_an_older_key_still_fits(engine: sa.Engine) -> None:
    METADATA.create_all(engine)
    old, new = b"o" * 32, b"n" * 32
    before = Logketen(engine, SealingKeys([old]))
    one = before.nummer("M-1", WORDS, "feit", NOW)
    after = Logketen(engine, SealingKeys([new, old]))
    assert after.past(one, "")
    assert after.nummer("M-1", WORDS, "feit", NOW) == one
