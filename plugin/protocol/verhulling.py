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
So tables need no common check, as long as none refines another. A table below one cell of another takes the shown
number of that cell as its total, and moves only when that moves.
"""

from collections.abc import Mapping
from itertools import pairwise

from plugin.protocol.tekst import Model


class Stap(Model):
    """One edition of a table: how many meldingen it divides, and the cells that are shown."""

    totaal: int
    getoond: dict[str, int]


BEGIN = Stap(totaal=0, getoond={})


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

    def volgende(self, totaal: int, k: int) -> "Tabel":
        """The next edition, of k or more meldingen more: every number that may change does, the smallest changes last.

        Showing nothing new always keeps the rules, so there is always an answer.
        """
        before = self.nu.getoond
        gains = {cell: count - before.get(cell, 0) for cell, count in self.tellingen.items()}
        ripe = {cell: gain for cell, gain in gains.items() if gain >= k}
        while True:
            step = Stap(totaal=totaal, getoond=before | {cell: self.tellingen[cell] for cell in ripe})
            if not ripe or self._is_safe(step, k):
                return self.model_copy(update={"verloop": (*self.verloop, step)})
            ripe.pop(min(ripe, key=lambda cell: (ripe[cell], cell)))

    def _is_safe(self, step: Stap, k: int) -> bool:
        editions = range(len(self.verloop))
        left_over = [self._uncovered(step, since) for since in editions]
        hidden = len(self.tellingen) - len(step.getoond)
        if hidden and (hidden < 2 or left_over[0] < k):
            return False
        computed = [
            *left_over,
            abs(left_over[0] - self.rest),
            *(self._overshoot(step, since) for since in editions),
        ]
        return all(_is_none_or_many(count, k) for count in computed)

    def _uncovered(self, step: Stap, since: int) -> int:
        """Of what came after edition `since`: what no change of a shown number accounts for."""
        first = self._first_from(step, since)
        covered = sum(step.getoond.get(cell, 0) - count for cell, count in first.items())
        return step.totaal - self.verloop[since].totaal - covered

    def _overshoot(self, step: Stap, since: int) -> int:
        """What the first new numbers of all cells count more than edition `since` did; nothing while one is not there."""
        first = self._first_from(step, since)
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


def teller(getoond: int | None, telling: int, totaal: int, k: int) -> int | None:
    """A count that follows the cases: shown when it and its counterpart are k or more, changed by k or more."""
    if telling < k or totaal - telling < k:
        return getoond
    if getoond is not None and abs(telling - getoond) < k:
        return getoond
    return telling
