"""Somebody who lays all editions and all tables side by side computes nothing about a few (protocol 33).

Records, aard, form and channel are one system of sums: a record is of one aard and one form, and a channel is of one
form. Veroorzaker is tied to none of them, so it is a system of its own, as each measure and nazorg are: a number of
those bounds no number of another table.
"""

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plugin.protocol.editie import Jaarstand, cijfers_van, nieuwe_editie, regels_van
from plugin.protocol.profiel import Profiel, Registerregels
from plugin.protocol.register import (
    NIET_GETOOND,
    Onderwerp,
    Plaats,
    feiten,
)
from plugin.protocol.verhulling import Tabel
from tests.protocol.aanval import Aanval
from tests.protocol.bouwstenen import een_melding, een_zaak
from tests.protocol.registeraanval import attack_on, counted_at, hidden_in, parts_of, truth_of
from tests.protocol.registeredities import een_geschiedenis

SOME = settings(max_examples=150, deadline=None, derandomize=True)
FEW = settings(max_examples=25, deadline=None, derandomize=True)
SEEDS = st.integers(0, 999)


def _a_skewed_gain(chance: random.Random, cells: str, k: int) -> Counter[str]:
    weights = [chance.random() ** 2 + 0.01 for _ in cells]
    return Counter(chance.choices(cells, weights, k=chance.randint(k, 25)))


def _a_gain_at_the_edge(chance: random.Random, cells: str, k: int) -> Counter[str]:
    """Of each cell a few, or about k: where a rule that is off by one number gives itself away."""
    gain = Counter({cell: chance.choice((0, 0, 1, 1, 2, k - 2, k - 1, k, k + 2)) for cell in cells})
    return gain if gain.total() >= k else gain + Counter({cells[0]: k})


@pytest.mark.parametrize("grow", [_a_skewed_gain, _a_gain_at_the_edge])
@given(seed=st.integers(0, 2**32))
@example(seed=2744)
@example(seed=496)
@SOME
def test_nobody_computes_a_small_or_hidden_number_from_one_table_in_all_its_editions(
    grow: Callable[[random.Random, str, int], Counter[str]], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a seeded history, no secret
    k, cells, editions = 5, "abcd"[: chance.randint(2, 4)], chance.randint(1, 4)
    _nobody_computes_a_small_or_hidden_number([grow(chance, cells, k) for _ in range(editions)], cells, k)


def test_cells_that_come_out_of_hiding_together_do_not_tell_how_few_came_to_them() -> None:
    """Seven are hidden, then seven others: what comes out would be ten less seven, so three of the second edition."""
    gains = [Counter(a=3, b=4, c=6, d=6), Counter(a=2, b=1, c=4, d=3)]
    table = _nobody_computes_a_small_or_hidden_number(gains, "abcd", k=5)
    assert table.nu.getoond == {"c": 6, "d": 6}


def _nobody_computes_a_small_or_hidden_number(gains: Sequence[Counter[str]], cells: str, k: int) -> Tabel:
    """Publish an edition of each of these gains, and compute all that can be computed of them together."""
    table, editions = Tabel(tellingen=dict.fromkeys(cells, 0)), range(1, len(gains) + 1)
    for gain in gains:
        table = table.plus(gain).volgende(table.nu.totaal + gain.total(), k)
    sizes = {(cell, batch): gains[batch - 1][cell] for cell in cells for batch in editions}
    _nobody_computes(table, sizes, k)
    return table


def _nobody_computes(table: Tabel, sizes: Mapping[tuple[str, int], int], k: int) -> None:
    """`sizes` says how many came to each cell in each edition."""
    cells, editions = list(table.tellingen), range(1, len(table.verloop))
    attack = Aanval([(cell, batch) for cell in cells for batch in editions])
    for at, step in enumerate(table.verloop):
        attack.learns({(cell, batch) for cell in cells for batch in range(1, at + 1)})
        for cell in step.getoond:
            attack.learns({(cell, batch) for batch in range(1, counted_at(table, cell, at) + 1)})
    assert not list(attack.small_sets(sizes, k))
    for cell in set(cells) - table.nu.getoond.keys():
        assert not attack.knows({(cell, batch) for batch in editions})


@pytest.mark.parametrize("vormen", [tuple(Plaats), (Plaats.OFFLINE,)])
@given(seed=SEEDS)
@FEW
def test_nobody_computes_a_small_or_hidden_number_from_records_and_totals_together(
    vormen: tuple[Plaats, ...], seed: int
) -> None:
    """Also when no melding names a place, and everybody knows: then each channel, and none too, has one form."""
    k, standen, batches = een_geschiedenis(seed, 3, 120, vormen)
    parts = parts_of(standen[-1], len(standen), vormen)
    attack, truth = attack_on(standen, parts), truth_of(standen[-1], batches)
    assert not list(attack.small_sets(truth, k))
    for hidden in hidden_in(standen[-1], parts):
        assert not attack.knows(hidden)


@given(seed=SEEDS)
@FEW
def test_of_no_hidden_number_anybody_can_say_that_it_is_small(seed: int) -> None:
    """No case outside is pinned down: whatever is hidden may be k or more, for all that is published."""
    k, standen, batches = een_geschiedenis(seed, 2, 60, (Plaats.OFFLINE,))
    parts = parts_of(standen[-1], len(standen), (Plaats.OFFLINE,))
    attack, truth = attack_on(standen, parts), truth_of(standen[-1], batches)
    for hidden in hidden_in(standen[-1], parts):
        assert attack.most(hidden, truth) >= k


@pytest.mark.parametrize(("sociaal", "brief"), [(3, 2), (1, 4), (4, 4), (0, 5)])
def test_meldingen_without_a_place_do_not_tell_the_channels_that_are_hidden(
    sociaal: int, brief: int, profiel: Profiel
) -> None:
    """The records would tell how many were online; less those by e-mail, that is social media."""
    channels = {"email": 24, "social_media": sociaal, "telefoon": 20, "brief": brief}
    told = [kanaal for kanaal, count in channels.items() for _ in range(count)]
    kinds = ("bedreiging", "belediging", "reputatieschade", "vernieling")
    zaken = [een_zaak(melding=een_melding(kanaal=one, aard=[kinds[at % 4]])) for at, one in enumerate(told)]
    batch = {f"M-{at}": feiten(zaak, 2026, profiel) for at, zaak in enumerate(zaken)}
    stand = nieuwe_editie(Jaarstand(jaar=2026), batch, Counter(), 0, Registerregels(k=5))
    assert stand.tabellen[Onderwerp.KANAAL].nu.getoond == {"e-mail": 24, "telefoon": 20}
    assert {one.aantal for one in cijfers_van(stand) if one.onderwerp == Onderwerp.VORM} == {None}
    assert {one.vorm for one in regels_van(stand)} == {*Plaats, NIET_GETOOND}
    parts, truth = parts_of(stand, 1, (Plaats.OFFLINE,)), truth_of(stand, [[*batch.values()]])
    attack = attack_on([stand], parts)
    assert not list(attack.small_sets(truth, 5))
    assert all(attack.most(hidden, truth) >= 5 for hidden in hidden_in(stand, parts))


@given(SEEDS)
@FEW
def test_nobody_computes_a_number_of_veroorzakers(seed: int) -> None:
    k, standen, batches = een_geschiedenis(seed, edities=4)
    came = Counter((one.veroorzaker, at) for at, batch in enumerate(batches, 1) for one in batch)
    _nobody_computes(standen[-1].tabellen[Onderwerp.VEROORZAKER], came, k)
