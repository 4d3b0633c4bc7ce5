"""A thousand years of meldingen as they came in, night after night: what is published of them gives nobody away."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from plugin.protocol.editie import Jaarstand, cijfers_van, is_genoeg, nieuwe_editie, regels_van
from plugin.protocol.melding import Agressor
from plugin.protocol.profiel import Profiel, Registerregels
from plugin.protocol.register import (
    GEVOLGD,
    WOORDEN,
    Feiten,
    Plaats,
    feiten,
    heeft_gewacht,
    jaar_van,
    tellers,
)
from plugin.protocol.terms import Aard, Hoedanigheid, Kanaal, Locatie, MaatregelSoort, MaatregelStatus
from plugin.protocol.zaak import Partij, Zaak
from tests.protocol.bouwstenen import DEMO, een_maatregel, een_melding, een_zaak
from tests.protocol.registeraanval import attack_on, hidden_in, parts_of, truth_of

HISTORIES = st.integers(0, 999)
FEW = settings(max_examples=40, deadline=None, derandomize=True)
SOME = settings(max_examples=100, deadline=None, derandomize=True)
EACH = settings(max_examples=1000, deadline=None, derandomize=True)
YEAR, NIGHTS_APART = 2026, timedelta(days=24)
BEGIN = datetime(YEAR, 1, 1, 12, tzinfo=UTC)
AFTER = BEGIN + timedelta(
    days=365 + 62
)  # some nights into the next year: the last meldingen have waited then
PROFIEL = Profiel.load(DEMO)
ZAAK, MELDING, MAATREGEL = een_zaak(), een_melding(), een_maatregel(status=MaatregelStatus.UITGEVOERD)
POLITICI = [f"Geheimenaar-{number}" for number in range(55)]
Rijen = Mapping[Any, int]


@dataclass(frozen=True)
class Nacht:
    """One edition: when it was made, of which cases, and all that is published then."""

    op: datetime
    nieuw: tuple[str, ...]
    stand: Jaarstand

    @cached_property
    def regels(self) -> Counter[Any]:
        return Counter(regels_van(self.stand))

    @cached_property
    def getallen(self) -> dict[tuple[str, str], int | None]:
        return {(one.onderwerp, one.waarde): one.aantal for one in cijfers_van(self.stand)}

    @cached_property
    def bytes(self) -> str:
        published = [vars(one) for one in (*regels_van(self.stand), *cijfers_van(self.stand))]
        return json.dumps(published, ensure_ascii=False)


@dataclass(frozen=True)
class Geschiedenis:
    profiel: Profiel
    zaken: dict[str, Zaak]
    nachten: tuple[Nacht, ...]

    @property
    def k(self) -> int:
        return self.profiel.registerregels.k


@cache
def geschiedenis(seed: int) -> Geschiedenis:
    chance = random.Random(seed)  # noqa: S311 - a seeded history, no secret
    rules = Registerregels(
        k=chance.choice((5, 5, 7, 10)),
        kleinste_partij=chance.choice((5, 8)),
        wachttijd_dagen=chance.choice((0, 30, 45)),
    )
    profiel = PROFIEL.model_copy(update={"registerregels": rules})
    weights = {
        kind: [chance.random() ** 3 + 0.01 for _ in kind] for kind in (Aard, Kanaal, Locatie, Hoedanigheid)
    }
    zaken = [_een_geval(chance, weights, number) for number in range(chance.choice((8, 20, 45, 90)))]
    return _nachten(profiel, {zaak.referentie: zaak for zaak in zaken})


def _een_geval(chance: random.Random, weights: Mapping[Any, list[float]], number: int) -> Zaak:
    """Every text in it, and its reference, holds a word that nothing else holds."""
    own = f"geheim{number:05}x"
    aard, kanaal, locatie, dader = (chance.choices(list(of), weights[of])[0] for of in weights)
    agressor = Agressor.model_construct(hoedanigheid=dader, naam=own, email=f"{own}@boos.example")
    told = {
        "gebeurtenis": own, "reactie": own, "contactverloop": own, "aard": (aard,), "agressor": agressor,
        "kanaal": chance.choice((None, kanaal)), "locatie": chance.choice((None, locatie)),
    }  # fmt: skip
    melder = Partij.model_construct(oid=own, naam=chance.choice(POLITICI), email=f"{own}@provincie.example")
    taken = MAATREGEL.model_copy(update={"reden": own, "soort": chance.choice(list(MaatregelSoort))})
    case = {
        "referentie": f"M-{own}", "sleutel": own, "melding": MELDING.model_copy(update=told), "melder": melder,
        "betrokkene": melder, "maatregelen": chance.choice(((), (taken,))),
        "ontvangen_op": BEGIN + timedelta(seconds=chance.randrange(365 * 86_400)),
    }  # fmt: skip
    return ZAAK.model_copy(update=case)


def _nachten(profiel: Profiel, zaken: dict[str, Zaak]) -> Geschiedenis:
    """What each night would publish, the last ones in the year after."""
    stand, made, now = Jaarstand(jaar=YEAR), list[Nacht](), BEGIN
    while now < AFTER:
        new = {
            reference: feiten(zaak, YEAR, profiel)
            for reference, zaak in zaken.items()
            if reference not in stand.geteld and _is_due(zaak, now, profiel)
        }
        if is_genoeg(len(new), profiel.registerregels):
            stand = _edition(stand, new, zaken, profiel)
            made.append(Nacht(now, tuple(new), stand))
        now += NIGHTS_APART
    return Geschiedenis(profiel, zaken, tuple(made))


def _is_due(zaak: Zaak, now: datetime, profiel: Profiel) -> bool:
    come = zaak.ontvangen_op <= now
    return come and heeft_gewacht(zaak, now, profiel) and jaar_van(zaak, now, profiel) == YEAR


def _edition(stand: Jaarstand, new: dict[str, Feiten], zaken: dict[str, Zaak], profiel: Profiel) -> Jaarstand:
    counted = {*stand.geteld, *new}
    followed = Counter(one for reference in counted for one in tellers(zaken[reference]))
    return nieuwe_editie(stand, new, followed, 0, profiel.registerregels)


@given(HISTORIES)
@EACH
def test_no_number_is_small_and_no_hidden_number_stands_alone(seed: int) -> None:
    """k per cell, secondary suppression, no group that is shown to be all alike."""
    history = geschiedenis(seed)
    for night in history.nachten:
        assert min(night.regels.values()) >= history.k
        assert night.regels.total() == night.stand.totaal
        shown = night.getallen
        for topic in WOORDEN:
            counts = [count for (of, _), count in shown.items() if of == topic]
            rest = night.stand.totaal - sum(count or 0 for count in counts)
            assert all(
                history.k <= count <= night.stand.totaal - history.k for count in counts if count is not None
            )
            assert counts.count(None) != 1
            assert rest >= history.k or (None not in counts and rest == 0)


@given(HISTORIES)
@EACH
def test_an_edition_waits_for_a_batch_of_meldingen_that_have_waited(seed: int) -> None:
    history = geschiedenis(seed)
    rules, seen = history.profiel.registerregels, set[str]()
    for night in history.nachten:
        assert len(night.nieuw) >= max(rules.k, rules.kleinste_partij)
        assert not seen.intersection(night.nieuw)
        seen.update(night.nieuw)
        for reference in night.nieuw:
            waited = night.op - history.zaken[reference].ontvangen_op
            assert waited >= timedelta(days=rules.wachttijd_dagen)


@given(HISTORIES)
@EACH
def test_what_changes_from_edition_to_edition_changes_by_k_or_not_at_all(seed: int) -> None:
    history = geschiedenis(seed)
    for before, after in pairwise(history.nachten):
        for old, new in ((before.regels, after.regels), (_shown(before), _shown(after))):
            changes = [abs(new.get(key, 0) - old.get(key, 0)) for key in {*old, *new}]
            assert all(change == 0 or change >= history.k for change in changes)


def _shown(night: Nacht) -> Rijen:
    return {key: count for key, count in night.getallen.items() if count is not None}


@given(HISTORIES)
@EACH
def test_no_word_of_any_source_stands_in_a_published_byte(seed: int) -> None:
    history = geschiedenis(seed)
    for night in history.nachten:
        published = night.bytes
        assert "geheim" not in published.lower()
        assert "@" not in published
        assert "M-" not in published
        assert not re.search(r"\d-\d|\d:\d", published)  # no day and no hour of anything
        assert {*json.loads(published)[0]} == {"periode", "groep", "vorm"}


@given(HISTORIES)
@SOME
def test_neither_order_nor_reference_nor_hour_of_a_case_makes_a_difference(seed: int) -> None:
    """The same facts under other references, in another order, some hours later on the same side of each night."""
    history = geschiedenis(seed)
    chance = random.Random(seed)  # noqa: S311 - a seeded history, no secret
    others = [
        zaak.model_copy(
            update={"referentie": f"X-{chance.random()}", "ontvangen_op": _later_that_night(zaak, chance)}
        )
        for zaak in history.zaken.values()
    ]
    chance.shuffle(others)
    again = _nachten(history.profiel, {zaak.referentie: zaak for zaak in others})
    assert [night.bytes for night in again.nachten] == [night.bytes for night in history.nachten]


def _later_that_night(zaak: Zaak, chance: random.Random) -> datetime:
    """Between two noons of the same day, so that it counts in the same nights and on the same day here."""
    day = zaak.ontvangen_op.replace(minute=0, second=0, microsecond=0)
    edge = day.replace(hour=22 if day.hour >= 12 else 11, minute=59)
    room = max(0, int((edge - zaak.ontvangen_op).total_seconds()))
    return zaak.ontvangen_op + timedelta(seconds=chance.randint(0, room))


# Somebody who was there each time: knows of all that happened when, of what kind, through which channel, to whom.


@given(HISTORIES)
@FEW
def test_who_knows_every_public_fact_computes_nothing_about_a_few(seed: int) -> None:
    """No set of fewer than k meldingen is counted by what is published, however it is added and subtracted; and every
    number that is hidden may be k or more. So no row and no number points at a case."""
    history = geschiedenis(seed)
    nights = history.nachten[:3]
    if not nights:
        return
    last = nights[-1].stand
    batches = [[feiten(history.zaken[one], YEAR, history.profiel) for one in night.nieuw] for night in nights]
    parts, truth = parts_of(last, len(nights), tuple(Plaats)), truth_of(last, batches)
    attack = attack_on([night.stand for night in nights], parts)
    assert not list(attack.small_sets(truth, history.k))
    assert all(attack.most(hidden, truth) >= history.k for hidden in hidden_in(last, parts))


@given(HISTORIES)
@EACH
def test_no_count_that_follows_the_cases_tells_it_of_all_or_almost_all_newcomers(seed: int) -> None:
    """Those with a measure and those without it: what is known of both changes by k, as often as it is told anew."""
    history = geschiedenis(seed)
    told = dict[tuple[str, str], tuple[int, int]]()
    for night in history.nachten:
        for key, count in night.getallen.items():
            if key[0] in GEVOLGD and count is not None and count != told.get(key, (0, 0))[0]:
                now, before = (count, night.stand.totaal - count), told.get(key, (0, 0))
                assert min(abs(now[0] - before[0]), abs(now[1] - before[1])) >= history.k
                told[key] = now


def test_the_histories_are_worth_trying() -> None:
    """Most have several editions, and numbers that are shown as well as hidden."""
    all_of_them: Sequence[Geschiedenis] = [geschiedenis(seed) for seed in range(0, 1000, 10)]
    assert sum(len(one.nachten) >= 3 for one in all_of_them) > 35
    last = [one.nachten[-1].getallen.values() for one in all_of_them if one.nachten]
    assert sum(None in counts and any(count for count in counts) for counts in last) > 50
