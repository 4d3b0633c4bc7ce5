"""Years of the register as they might have gone: some editions, and the facts of the meldingen in each."""

import random
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

from plugin.protocol.editie import Jaarstand, nieuwe_editie
from plugin.protocol.profiel import Registerregels
from plugin.protocol.register import (
    KANALEN,
    NIET_GENOEMD,
    VEROORZAKERS,
    VORM_VAN,
    Feiten,
    Groep,
    Onderwerp,
    Plaats,
)

KANAALWOORDEN = (*KANALEN.values(), NIET_GENOEMD)


@cache
def een_geschiedenis(
    seed: int, edities: int = 5, grootste: int = 40, vormen: tuple[Plaats, ...] = tuple(Plaats)
) -> tuple[int, list[Jaarstand], list[list[Feiten]]]:
    """Some editions of a year with the skew of real life, and the facts of each batch.

    A melding without a channel has one of these forms; without a place too, it is offline.
    """
    chance = random.Random(seed)  # noqa: S311 - a seeded history, no secret
    k = chance.choice((5, 5, 7, 10))
    regels = Registerregels(k=k, kleinste_partij=5)
    weights = [[chance.random() ** 3 for _ in range(8)] for _ in range(4)]
    stand, standen, batches = Jaarstand(jaar=2026), list[Jaarstand](), list[list[Feiten]]()
    for nummer in range(chance.randint(1, edities)):
        batch = [een_feit(chance, weights, vormen) for _ in range(chance.randint(k, grootste))]
        stand = _erbij(stand, nummer, batch, chance, regels)
        standen.append(stand)
        batches.append(batch)
    return k, standen, batches


def een_feit(
    chance: random.Random, weights: list[list[float]], vormen: tuple[Plaats, ...] = tuple(Plaats)
) -> Feiten:
    def kies(words: Sequence[Any], row: int) -> Any:
        return chance.choices(words, weights[row][: len(words)])[0]

    kanaal = kies(KANAALWOORDEN, 3)
    return Feiten(
        helft=kies((1, 2), 0),
        groep=kies(tuple(Groep), 1),
        plaats=VORM_VAN.get(kanaal) or kies(vormen, 2),
        kanaal=kanaal,
        veroorzaker=kies(tuple(VEROORZAKERS.values()), 1),
    )


def _erbij(
    stand: Jaarstand, nummer: int, batch: list[Feiten], chance: random.Random, regels: Registerregels
) -> Jaarstand:
    new = {f"M-{nummer}-{place}": one for place, one in enumerate(batch)}
    total = stand.totaal + len(batch)
    followed = Counter({(Onderwerp.MAATREGELEN, "stopgesprek"): chance.randint(0, total)})
    return nieuwe_editie(stand, new, followed, 0, regels)
