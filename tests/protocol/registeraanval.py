"""What is published of a year, as sums over all that a melding can be: what an attacker works with."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence

from plugin.protocol.editie import Jaarstand
from plugin.protocol.gemengd import onder, vorm_van_cel
from plugin.protocol.register import NIET_GENOEMD, VORM_VAN, Feiten, Groep, Onderwerp, Plaats
from plugin.protocol.verhulling import Tabel
from tests.protocol.aanval import Aanval
from tests.protocol.registeredities import KANAALWOORDEN

Deel = tuple[str, str, str, int]  # group, cell below it, channel, batch


def counted_at(table: Tabel, cell: str, at: int) -> int:
    """The edition of the table at which the number that is shown at `at` was counted."""
    value = table.verloop[at].getoond[cell]
    return next(i for i, step in enumerate(table.verloop) if step.getoond.get(cell) == value)


def hidden_in(stand: Jaarstand, parts: list[Deel]) -> Iterator[set[Deel]]:
    """The cells that are hidden: of aard, of channel, of form, and of each group by form."""
    aard, kanaal = (stand.tabellen[topic].nu.getoond for topic in (Onderwerp.AARD, Onderwerp.KANAAL))
    yield from ({part for part in parts if part[0] == groep} for groep in Groep if groep not in aard)
    yield from ({part for part in parts if part[2] == word} for word in KANAALWOORDEN if word not in kanaal)
    for groep in Groep:
        below = stand.tabellen[onder(groep)]
        for cell in below.tellingen.keys() - below.nu.getoond.keys():
            yield {part for part in parts if part[:2] == (groep, cell)}


def parts_of(stand: Jaarstand, editions: int, vormen: tuple[Plaats, ...]) -> list[Deel]:
    """All that a melding can be; one without a channel has one of these forms."""
    below = stand.tabellen[onder(Groep.DREIGING)].tellingen
    return [
        (groep, cell, kanaal, batch)
        for groep, cell, kanaal, batch in itertools.product(
            Groep, below, KANAALWOORDEN, range(1, editions + 1)
        )
        if (
            vorm_van_cel(cell) in vormen if kanaal == NIET_GENOEMD else VORM_VAN[kanaal] == vorm_van_cel(cell)
        )
    ]


def attack_on(standen: Sequence[Jaarstand], parts: list[Deel]) -> Aanval:
    """All sums of all editions."""
    attack = Aanval(parts)
    for edition, stand in enumerate(standen, 1):
        attack.learns({part for part in parts if part[3] <= edition})
        for counted in _published(stand, standen, parts):
            attack.learns(counted)
    return attack


def truth_of(stand: Jaarstand, batches: list[list[Feiten]]) -> Counter[Deel]:
    below = tuple(stand.tabellen[onder(Groep.DREIGING)].tellingen)
    return Counter(
        (one.groep.value, _cell(one, below), one.kanaal, edition)
        for edition, batch in enumerate(batches, 1)
        for one in batch
    )


def _published(stand: Jaarstand, standen: Sequence[Jaarstand], parts: list[Deel]) -> Iterator[set[Deel]]:
    aard, kanaal = stand.tabellen[Onderwerp.AARD], stand.tabellen[Onderwerp.KANAAL]
    for cell in aard.nu.getoond:
        at = counted_at(aard, cell, stand.nummer)
        yield {part for part in parts if part[0] == cell and part[3] <= at}
        yield from (
            {
                part
                for part in parts
                if part[:2] == (cell, place) and part[3] <= _counted(standen, cell, place, stand)
            }
            for place in stand.tabellen[onder(cell)].nu.getoond
        )
    for cell in kanaal.nu.getoond:
        at = counted_at(kanaal, cell, stand.nummer)
        yield {part for part in parts if part[2] == cell and part[3] <= at}


def _counted(standen: Sequence[Jaarstand], groep: str, place: str, stand: Jaarstand) -> int:
    """The edition at which the number of a cell below a group was counted."""
    values = [one.tabellen[onder(groep)].nu.getoond.get(place) for one in standen]
    return 1 + values.index(values[stand.nummer - 1])


def _cell(one: Feiten, below: tuple[str, ...]) -> str:
    return next(cell for cell in below if cell in (one.plaats, f"{one.helft}e helft/{one.plaats}"))
