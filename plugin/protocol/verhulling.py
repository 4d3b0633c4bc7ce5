"""Disclosure control: which numbers of a table may be shown, and when a shown number may change (protocol 33).

A table divides the same meldingen over its cells. What is shown of it must tell nobody about fewer than k of them:
not by itself, not by subtraction within the table, and not by laying two editions side by side. Four rules do that.

1. A number is shown from k on, and changes only when k or more have come. Until then it stays as it is.
2. Hidden cells are at least two, and together they and what shown cells hold back count at least k.
3. Between any two editions, what came and is covered by no change of a shown number is nothing, or at least k.
   From one edition to the next, the number of meldingen without a shown cell changes by nothing, or by at least k.
4. Once every cell has been counted anew, the old total taken from those first new numbers leaves what came in
   between, cell by cell: nothing, or at least k.

What can be computed from tables that divide the same meldingen in independent ways is what can be computed from
one of them: a sum of cell indicators of several such tables is only then itself an indicator when it depends on one.
So tables need no common check, as long as none refines another; `gemengd` is about the two that do. A table below
one cell of another takes the shown number of that cell as its total, and moves only when that moves.
"""

from collections.abc import Callable, Mapping
from itertools import pairwise

from plugin.protocol.tekst import Model


class Stap(Model):
    """One edition of a table: how many meldingen it divides, and the cells that are shown."""

    totaal: int
    getoond: dict[str, int]


BEGIN = Stap(totaal=0, getoond={})


def _is_fine(_step: Stap) -> bool:
    return True


class Tabel(Model):
    """The true numbers, which stay on the sealed side, and every edition there was, oldest first."""

    tellingen: dict[str, int]
    verloop: tuple[Stap, ...] = (BEGIN,)

    @property
    def nu(self) -> Stap:
        return self.verloop[-1]

    @property
    def rest(self) -> int:
        """How many meldingen are in no shown number."""
        return self.nu.totaal - sum(self.nu.getoond.values())

    def plus(self, erbij: Mapping[str, int]) -> "Tabel":
        counted = {cell: count + erbij.get(cell, 0) for cell, count in self.tellingen.items()}
        return self.model_copy(update={"tellingen": counted})

    def met(self, step: Stap) -> "Tabel":
        return self.model_copy(update={"verloop": (*self.verloop, step)})

    def volgende(self, totaal: int, k: int, mag: Callable[[Stap], bool] = _is_fine) -> "Tabel":
        """The next edition, of k or more meldingen more: every number that may change does, the smallest changes last.

        `mag` says whether it goes together with what else is shown. Showing nothing new always keeps the rules, so
        there is always an answer.
        """
        before = self.nu.getoond
        gains = {cell: count - before.get(cell, 0) for cell, count in self.tellingen.items()}
        ripe = {cell: gain for cell, gain in gains.items() if gain >= k}
        while True:
            step = Stap(totaal=totaal, getoond=before | {cell: self.tellingen[cell] for cell in ripe})
            if not ripe or (self.is_veilig(step, k) and mag(step)):
                return self.met(step)
            ripe.pop(min(ripe, key=lambda cell: (ripe[cell], cell)))

    def is_veilig(self, step: Stap, k: int) -> bool:
        """Do the rules let this be the next edition?"""
        firsts = [self._first_from(step, since) for since in range(len(self.verloop))]
        left_over = [self._uncovered(step, since, first) for since, first in enumerate(firsts)]
        hidden = len(self.tellingen) - len(step.getoond)
        if hidden and (hidden < 2 or left_over[0] < k):
            return False
        computed = [
            *left_over,
            abs(left_over[0] - self.rest),
            *(self._overshoot(since, first) for since, first in enumerate(firsts)),
        ]
        return all(_is_none_or_many(count, k) for count in computed)

    def _uncovered(self, step: Stap, since: int, first: Mapping[str, int]) -> int:
        """Of what came after edition `since`: what no change of a shown number accounts for."""
        covered = sum(step.getoond.get(cell, 0) - count for cell, count in first.items())
        return step.totaal - self.verloop[since].totaal - covered

    def _overshoot(self, since: int, first: Mapping[str, int]) -> int:
        """What the first new numbers of all cells count more than edition `since` did; nothing while one is not there."""
        return sum(first.values()) - self.verloop[since].totaal if len(first) == len(self.tellingen) else 0

    def _first_from(self, step: Stap, since: int) -> dict[str, int]:
        """Of each cell that was counted anew in edition `since` or later, the first of those numbers.

        The edition before the first knows every number: there was nothing yet.
        """
        first = dict.fromkeys(self.tellingen, 0) if since == 0 else {}
        for before, after in pairwise((*self.verloop, step)[max(since - 1, 0) :]):
            first = {cell: n for cell, n in after.getoond.items() if n != before.getoond.get(cell)} | first
        return first


def _is_none_or_many(count: int, k: int) -> bool:
    return count == 0 or count >= k


class Teller(Model):
    """A count of what follows the cases, and of how many meldingen it was shown."""

    aantal: int
    van: int


def teller(getoond: Teller | None, telling: int, totaal: int, k: int) -> Teller | None:
    """A count that follows the cases: shown when it and its counterpart are k or more, and both changed by k or more.

    Were the meldingen without it as many as before, or almost, then all or almost all newcomers would have it.
    """
    before = getoond or Teller(aantal=0, van=0)
    without, was_without = totaal - telling, before.van - before.aantal
    changes = (abs(telling - before.aantal), abs(without - was_without))
    if min(telling, without, *changes) < k:
        return getoond
    return Teller(aantal=telling, van=totaal)
