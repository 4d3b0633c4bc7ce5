"""The register gives nobody away: rules tried on many case histories, and on somebody who computes all that can be."""

import itertools
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plugin.protocol.editie import Jaarstand, Regel, cijfers_van, nieuwe_editie, regels_van
from plugin.protocol.profiel import Profiel, Registerregels
from plugin.protocol.register import (
    KANALEN,
    NIET_GENOEMD,
    NIET_GETOOND,
    TABELLEN,
    VEROORZAKERS,
    Feiten,
    Groep,
    Onderwerp,
    Plaats,
    feiten,
    heeft_gewacht,
    jaar_van,
    tellers,
)
from plugin.protocol.terms import MaatregelStatus
from plugin.protocol.verhulling import Tabel, teller
from plugin.protocol.zaak import Gesprek, Partij, Zaak
from tests.protocol.bouwstenen import een_maatregel, een_melding, een_zaak

# Always the same examples, and the histories of one test serve the next.
ALL = settings(max_examples=1000, deadline=None, derandomize=True)
SOME = settings(max_examples=300, deadline=None, derandomize=True)
FEW = settings(max_examples=40, deadline=None, derandomize=True)
SEEDS = st.integers(0, 999)
KANAALWOORDEN = (*KANALEN.values(), NIET_GENOEMD)


@cache
def een_geschiedenis(
    seed: int, edities: int = 5, grootste: int = 40
) -> tuple[int, list[Jaarstand], list[list[Feiten]]]:
    """Some editions of a year with the skew of real life, and the facts of each batch."""
    chance = random.Random(seed)  # noqa: S311 - a seeded history, no secret
    k = chance.choice((5, 5, 7, 10))
    regels = Registerregels(k=k, kleinste_partij=5)
    weights = [[chance.random() ** 3 for _ in range(8)] for _ in range(4)]
    stand, standen, batches = Jaarstand(jaar=2026), list[Jaarstand](), list[list[Feiten]]()
    for nummer in range(chance.randint(1, edities)):
        batch = [_een_feit(chance, weights) for _ in range(chance.randint(k, grootste))]
        stand = _erbij(stand, nummer, batch, chance, regels)
        standen.append(stand)
        batches.append(batch)
    return k, standen, batches


def _een_feit(chance: random.Random, weights: list[list[float]]) -> Feiten:
    def kies(words: Sequence[Any], row: int) -> Any:
        return chance.choices(words, weights[row][: len(words)])[0]

    return Feiten(
        helft=kies((1, 2), 0),
        groep=kies(tuple(Groep), 1),
        plaats=kies(tuple(Plaats), 2),
        kanaal=kies(KANAALWOORDEN, 3),
        veroorzaker=kies(tuple(VEROORZAKERS.values()), 1),
    )


def _erbij(
    stand: Jaarstand, nummer: int, batch: list[Feiten], chance: random.Random, regels: Registerregels
) -> Jaarstand:
    new = {f"M-{nummer}-{place}": one for place, one in enumerate(batch)}
    total = stand.totaal + len(batch)
    followed = Counter({(Onderwerp.MAATREGELEN, "stopgesprek"): chance.randint(0, total)})
    return nieuwe_editie(stand, new, followed, 0, regels)


@given(SEEDS)
@ALL
def test_every_combination_of_a_record_occurs_at_least_k_times(seed: int) -> None:
    k, standen, _ = een_geschiedenis(seed)
    for stand in standen:
        counted = Counter(regels_van(stand))
        assert counted.total() == stand.totaal
        assert min(counted.values()) >= k


@given(SEEDS)
@SOME
def test_no_total_and_no_rest_of_a_table_is_smaller_than_k(seed: int) -> None:
    """Neither a small number nor nearly everybody: a cell with all but a few says it of each."""
    k, standen, _ = een_geschiedenis(seed)
    for stand in standen:
        shown = {
            (one.onderwerp, one.waarde): one.aantal for one in cijfers_van(stand) if one.aantal is not None
        }
        total = shown.pop((Onderwerp.MELDINGEN, "totaal"))
        assert total == stand.totaal
        assert all(k <= count <= total - k for count in shown.values())


@given(SEEDS)
@SOME
def test_hidden_cells_are_never_alone_and_count_k_together(seed: int) -> None:
    k, standen, _ = een_geschiedenis(seed)
    for stand in standen:
        by_topic: dict[str, list[int | None]] = {}
        for one in cijfers_van(stand):
            by_topic.setdefault(one.onderwerp, []).append(one.aantal)
        for topic in (Onderwerp.AARD, Onderwerp.VORM, Onderwerp.KANAAL, Onderwerp.VEROORZAKER):
            hidden = by_topic[topic].count(None)
            rest = stand.totaal - sum(count or 0 for count in by_topic[topic])
            assert hidden != 1
            assert rest >= k or (hidden == 0 and rest == 0)


@given(SEEDS)
@SOME
def test_from_edition_to_edition_each_number_changes_by_nothing_or_by_k(seed: int) -> None:
    k, standen, _ = een_geschiedenis(seed)
    for before, after in itertools.pairwise([Jaarstand(jaar=2026), *standen]):
        for old, new in ((_records(before), _records(after)), (_totals(before), _totals(after))):
            for key in old.keys() | new.keys():
                change = abs(new.get(key, 0) - old.get(key, 0))
                assert change == 0 or change >= k


@given(SEEDS)
@SOME
def test_a_number_that_was_shown_stays_shown(seed: int) -> None:
    _, standen, _ = een_geschiedenis(seed)
    for before, after in itertools.combinations(standen, 2):
        assert _totals(before).keys() <= _totals(after).keys()


def _records(stand: Jaarstand) -> dict[Any, int]:
    return dict(Counter(regels_van(stand))) if stand.nummer else {}


def _totals(stand: Jaarstand) -> dict[Any, int]:
    if not stand.nummer:
        return {}
    return {(one.onderwerp, one.waarde): one.aantal for one in cijfers_van(stand) if one.aantal is not None}


# The attacker: knows every number of every edition, and of each number which meldingen it counts. All that can be
# computed exactly is a combination of those; each combination that counts a set of meldingen is such a set.


class Aanval:
    """The published sums over the smallest parts (cell, batch); parts that no sum tells apart are one."""

    def __init__(self, parts: Sequence[Any]) -> None:
        self._parts, self._sums = list(parts), list[set[Any]]()

    def learns(self, counted: set[Any]) -> None:
        if counted not in self._sums:
            self._sums.append(counted)

    def knows(self, counted: set[Any]) -> bool:
        """Does the number of these parts follow from what is known?"""
        known = _reduced([[Fraction(part in one) for part in self._parts] for one in self._sums])
        wanted = [Fraction(part in counted) for part in self._parts]
        return len(_reduced([*known, wanted])) == len(known)

    def small_sets(self, sizes: Mapping[Any, int], k: int) -> Iterator[set[Any]]:
        """Every set of parts of which 1 to k - 1 meldingen are known to be in it."""
        alike: dict[tuple[bool, ...], set[Any]] = {}
        for part in self._parts:
            alike.setdefault(tuple(part in one for one in self._sums), set()).add(part)
        rows = _reduced([[Fraction(sign[at]) for sign in alike] for at in range(len(self._sums))])
        counts = [sum(sizes[part] for part in parts) for parts in alike.values()]
        for found in _small_indicators(rows, [Fraction(0)] * len(alike), counts, k):
            together = [parts for parts, value in zip(alike.values(), found, strict=True) if value]
            if sum(sizes[part] for parts in together for part in parts):
                yield set().union(*together)


def _reduced(matrix: list[list[Fraction]]) -> list[list[Fraction]]:
    """Reduced row echelon form, without its empty rows."""
    done = 0
    for column in range(len(matrix[0])):
        at = next((row for row in range(done, len(matrix)) if matrix[row][column]), None)
        if at is None:
            continue
        matrix[done], matrix[at] = matrix[at], matrix[done]
        pivot = matrix[done] = [value / matrix[done][column] for value in matrix[done]]
        for row in range(len(matrix)):
            if row != done and (times := matrix[row][column]):
                matrix[row] = [value - times * other for value, other in zip(matrix[row], pivot, strict=True)]
        done += 1
    return matrix[:done]


def _small_indicators(
    rows: list[list[Fraction]], found: list[Fraction], counts: list[int], k: int
) -> Iterator[list[Fraction]]:
    """Every sum of some of the rows, added to `found`, that holds zeros and ones alone and counts less than k.

    Nobody looks further once a value that no row to come can change is neither, or such values count k already.
    """
    fixed = [
        (value, count) for value, count, *coming in zip(found, counts, *rows, strict=True) if not any(coming)
    ]
    if any(value not in (0, 1) for value, _ in fixed) or sum(value * count for value, count in fixed) >= k:
        return
    if not rows:
        yield found
        return
    row, rest = rows[0], rows[1:]
    yield from _small_indicators(rest, found, counts, k)
    yield from _small_indicators(rest, [a + b for a, b in zip(found, row, strict=True)], counts, k)


def _since(table: Tabel, cell: str, at: int) -> int:
    """The edition of the table at which the number that is shown at `at` was counted."""
    value = table.verloop[at].getoond[cell]
    return next(i for i, step in enumerate(table.verloop) if step.getoond.get(cell) == value)


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
    attack = Aanval([(cell, batch) for cell in cells for batch in editions])
    for at, step in enumerate(table.verloop):
        attack.learns({(cell, batch) for cell in cells for batch in range(1, at + 1)})
        for cell in step.getoond:
            attack.learns({(cell, batch) for batch in range(1, _since(table, cell, at) + 1)})
    sizes = {(cell, batch): gains[batch - 1][cell] for cell in cells for batch in editions}
    assert not list(attack.small_sets(sizes, k))
    for cell in set(cells) - table.nu.getoond.keys():
        assert not attack.knows({(cell, batch) for batch in editions})
    return table


@given(SEEDS)
@FEW
def test_nobody_computes_a_small_number_from_records_and_totals_together(seed: int) -> None:
    k, standen, batches = een_geschiedenis(seed, edities=3, grootste=120)
    editions = range(1, len(standen) + 1)
    last = standen[-1]
    below = tuple(last.tabellen[f"Aard/{Groep.DREIGING}"].tellingen)
    parts = list(itertools.product(Groep, below, KANAALWOORDEN, editions))
    attack = Aanval(parts)
    for edition, stand in enumerate(standen, 1):
        attack.learns({part for part in parts if part[3] <= edition})
        for counted in _published(stand, standen, parts):
            attack.learns(counted)
    truth = Counter(
        (one.groep, _cell(one, below), one.kanaal, edition)
        for edition, batch in enumerate(batches, 1)
        for one in batch
    )
    assert not list(attack.small_sets(truth, k))


def _published(stand: Jaarstand, standen: list[Jaarstand], parts: list[Any]) -> Iterator[set[Any]]:
    aard, kanaal = stand.tabellen[Onderwerp.AARD], stand.tabellen[Onderwerp.KANAAL]
    for cell in aard.nu.getoond:
        at = _since(aard, cell, stand.nummer)
        yield {part for part in parts if part[0] == cell and part[3] <= at}
        yield from (
            {
                part
                for part in parts
                if part[:2] == (cell, place) and part[3] <= _counted(standen, cell, place, stand)
            }
            for place in stand.tabellen[f"Aard/{cell}"].nu.getoond
        )
    for cell in kanaal.nu.getoond:
        at = _since(kanaal, cell, stand.nummer)
        yield {part for part in parts if part[2] == cell and part[3] <= at}


def _counted(standen: list[Jaarstand], groep: str, place: str, stand: Jaarstand) -> int:
    """The edition at which the number of a cell below a group was counted."""
    values = [one.tabellen[f"Aard/{groep}"].nu.getoond.get(place) for one in standen]
    return 1 + values.index(values[stand.nummer - 1])


def _cell(one: Feiten, below: tuple[str, ...]) -> str:
    return next(cell for cell in below if cell in (one.plaats, f"{one.helft}e helft/{one.plaats}"))


@given(SEEDS)
@SOME
def test_neither_order_nor_names_of_the_cases_make_a_difference(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a seeded history, no secret
    facts = [_een_feit(chance, [[1.0] * 8] * 4) for _ in range(chance.randint(5, 80))]
    first = nieuwe_editie(
        _leeg(), {f"M-{i}": one for i, one in enumerate(facts)}, Counter(), 0, Registerregels()
    )
    chance.shuffle(facts)
    other = nieuwe_editie(
        _leeg(), {f"X-{i}": one for i, one in enumerate(facts)}, Counter(), 0, Registerregels()
    )
    assert (regels_van(first), cijfers_van(first)) == (regels_van(other), cijfers_van(other))


def _leeg() -> Jaarstand:
    return Jaarstand(jaar=2026)


@given(SEEDS)
@SOME
def test_what_is_published_holds_closed_words_and_numbers_alone(seed: int) -> None:
    _, standen, _ = een_geschiedenis(seed)
    periods = {"2026", "2026 1e helft", "2026 2e helft"}
    for stand in standen:
        for rule in regels_van(stand):
            assert vars(rule).keys() == {"periode", "groep", "vorm"}
            assert rule.periode in periods
            assert rule.groep in (*Groep, NIET_GETOOND)
            assert rule.vorm in (*Plaats, NIET_GETOOND)
        for one in cijfers_van(stand):
            assert one.periode == "2026"
            assert one.waarde in TABELLEN[Onderwerp(one.onderwerp)]


def test_no_word_of_a_case_reaches_the_register(profiel: Profiel) -> None:
    """Every text of the case is a word that nothing else holds."""
    zaken = {zaak.referentie: zaak for zaak in (_geheime_zaak(number) for number in range(12))}
    facts = {referentie: feiten(zaak, 2026, profiel) for referentie, zaak in zaken.items()}
    followed = Counter(one for zaak in zaken.values() for one in tellers(zaak))
    stand = nieuwe_editie(_leeg(), facts, followed, 0, profiel.registerregels)
    published = repr(regels_van(stand)) + repr(cijfers_van(stand))
    for zaak in zaken.values():
        for word in _words(zaak.model_dump(mode="json")):
            if "geheim" in word or "M-" in word or "@" in word or "2026-" in word:
                assert word not in published
    assert "geheim" not in published


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from itertools.chain.from_iterable(map(_words, value.values()))
    elif isinstance(value, list):
        yield from itertools.chain.from_iterable(map(_words, value))
    elif isinstance(value, str):
        yield value


def _geheime_zaak(number: int) -> Zaak:
    person = Partij(
        oid=f"geheim-{number}",
        naam=f"geheim naam {number}",
        functie="geheime functie",
        email="a@geheim.example",
    )
    melding = een_melding(
        gebeurtenis=f"geheim {number}", reactie="geheim r", contactverloop="geheim c", aard=["bedreiging"],
        vergadering="geheim v", agressor={"naam": "geheim n", "email": "b@geheim.example", "hoedanigheid": "burger"},
    )  # fmt: skip
    return een_zaak(
        referentie=f"M-GEHEIM{number}", melding=melding, melder=person, betrokkene=person, afzenders=("c@geheim.example",),
        maatregelen=(een_maatregel(reden="geheim m", status=MaatregelStatus.UITGEVOERD),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("aard", "groep"),
    [
        (["intimidatie"], Groep.DREIGING),
        (["vernieling", "belediging"], Groep.BELEDIGING),
        (["belediging", "bedreiging"], Groep.DREIGING),
        (["eer_en_goede_naam"], Groep.NAAM),
        (["lichamelijk_letsel"], Groep.ANDERS),
        ([], Groep.ANDERS),
    ],
)
def test_a_melding_falls_in_the_first_group_that_fits(
    aard: list[str], groep: Groep, profiel: Profiel
) -> None:
    assert feiten(een_zaak(melding=een_melding(aard=aard)), 2026, profiel).groep is groep


@pytest.mark.parametrize(
    ("velden", "plaats"),
    [
        ({"locatie": "online", "kanaal": "telefoon"}, Plaats.ONLINE),
        ({"locatie": "prive", "kanaal": "email"}, Plaats.OFFLINE),
        ({"kanaal": "email"}, Plaats.ONLINE),
        ({"kanaal": "brief"}, Plaats.OFFLINE),
        ({}, Plaats.OFFLINE),
    ],
)
def test_online_goes_by_the_place_and_else_by_the_channel(
    velden: dict[str, str], plaats: Plaats, profiel: Profiel
) -> None:
    assert feiten(een_zaak(melding=een_melding(**velden)), 2026, profiel).plaats is plaats


def test_only_a_measure_that_was_taken_and_nazorg_that_was_given_are_followed() -> None:
    talk = Gesprek(
        soort="nazorg",
        datum=date(2026, 3, 1),
        verslag="",
        door="x",
        vastgelegd_op=datetime(2026, 3, 1, tzinfo=UTC),
    )
    measures = (een_maatregel(), een_maatregel(id="m2", soort="aangifte", status=MaatregelStatus.AFGEROND))
    found = set(tellers(een_zaak(maatregelen=measures, gesprekken=(talk,))))
    assert found == {(Onderwerp.MAATREGELEN, "aangifte"), (Onderwerp.NAZORG, "gegeven")}


@pytest.mark.parametrize(("dagen", "gewacht"), [(29, False), (30, True)])
def test_a_melding_waits_before_it_is_counted(dagen: int, gewacht: bool, profiel: Profiel) -> None:
    patient = profiel.model_copy(update={"registerregels": Registerregels(wachttijd_dagen=30)})
    zaak = een_zaak()
    assert heeft_gewacht(zaak, zaak.ontvangen_op + timedelta(days=dagen), patient) is gewacht


@pytest.mark.parametrize(
    ("ontvangen", "nu", "jaar"),
    [
        (datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC), 2026),
        (datetime(2026, 12, 20, tzinfo=UTC), datetime(2027, 1, 31, 12, tzinfo=UTC), 2026),
        (
            datetime(2026, 12, 20, tzinfo=UTC),
            datetime(2027, 2, 1, 12, tzinfo=UTC),
            2027,
        ),  # no waiting time in the demo
        (
            datetime(2026, 12, 31, 23, 30, tzinfo=UTC),
            datetime(2027, 1, 2, tzinfo=UTC),
            2027,
        ),  # it is the new year here
    ],
)
def test_a_closed_year_takes_nothing_more(
    ontvangen: datetime, nu: datetime, jaar: int, profiel: Profiel
) -> None:
    assert jaar_van(een_zaak(ontvangen_op=ontvangen), nu, profiel) == jaar


def test_a_melding_that_is_carried_over_falls_in_the_first_half(profiel: Profiel) -> None:
    zaak = een_zaak(ontvangen_op=datetime(2026, 12, 20, tzinfo=UTC))
    assert (feiten(zaak, 2026, profiel).helft, feiten(zaak, 2027, profiel).helft) == (2, 1)


@pytest.mark.parametrize(
    ("vorig", "aantal", "per_helft"), [(0, 40, False), (0, 60, True), (60, 40, True), (59, 59, False)]
)
def test_half_years_are_told_apart_from_sixty_meldingen_a_year(
    vorig: int, aantal: int, per_helft: bool
) -> None:
    facts = {
        f"M-{i}": Feiten(1 + i % 2, tuple(Groep)[i // 20 % 2], tuple(Plaats)[i // 2 % 2], "e-mail", "burger")
        for i in range(aantal)
    }
    stand = nieuwe_editie(_leeg(), facts, Counter(), vorig, Registerregels())
    periods = {rule.periode for rule in regels_van(stand) if rule.vorm != NIET_GETOOND}
    assert periods == ({"2026 1e helft", "2026 2e helft"} if per_helft else {"2026"})


@pytest.mark.parametrize(
    ("getoond", "telling", "na"),
    [(None, 4, None), (None, 5, 5), (None, 16, None), (5, 9, 5), (5, 10, 10), (10, 4, 10), (10, 5, 5)],
)
def test_a_count_that_follows_the_cases_moves_by_k_or_stays(
    getoond: int | None, telling: int, na: int | None
) -> None:
    assert teller(getoond, telling, totaal=20, k=5) == na


def test_seven_alike_show_their_number_and_nothing_that_all_of_them_share() -> None:
    facts = {f"M-{i}": Feiten(1, Groep.DREIGING, Plaats.ONLINE, "e-mail", "burger") for i in range(7)}
    stand = nieuwe_editie(_leeg(), facts, Counter(), 0, Registerregels())
    assert Counter(regels_van(stand)) == {Regel("2026", NIET_GETOOND, NIET_GETOOND): 7}
    assert [one.aantal for one in cijfers_van(stand) if one.aantal is not None] == [7]


def test_the_bookkeeping_survives_being_written_and_read() -> None:
    _, standen, _ = een_geschiedenis(4)
    assert Jaarstand.model_validate_json(standen[-1].model_dump_json()) == standen[-1]
