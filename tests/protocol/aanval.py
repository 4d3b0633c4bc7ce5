"""Somebody who computes all that can be computed of what is published."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any


class Aanval:
    """The published sums over the smallest parts (cells and batch); parts that no sum tells apart are one.

    The attacker knows every number of every edition, and of each number which meldingen it counts. All that can be
    computed exactly is a combination of those; each combination that counts a set of meldingen is such a set.
    """

    def __init__(self, parts: Sequence[Any]) -> None:
        self._parts, self._sums = list(parts), list[set[Any]]()

    def learns(self, counted: set[Any]) -> None:
        if counted not in self._sums:
            self._sums.append(counted)

    def knows(self, counted: set[Any]) -> bool:
        """Does the number of these parts follow from what is known?"""
        alike = self._alike(self._sums)
        if any(parts & counted and parts - counted for parts in alike.values()):
            return False
        known = _reduced([[Fraction(sign[at]) for sign in alike] for at in range(len(self._sums))])
        wanted = [Fraction(bool(parts & counted)) for parts in alike.values()]
        return len(_reduced([*known, wanted])) == len(known)

    def most(self, counted: set[Any], sizes: Mapping[Any, int]) -> Fraction:
        """How many of these parts there can be at most beside all numbers that are known."""
        alike = self._alike([*self._sums, counted])
        rows = [[Fraction(sign[at]) for sign in alike] for at in range(len(self._sums))]
        values = [Fraction(sum(sizes[part] for part in one)) for one in self._sums]
        return _most(rows, values, [Fraction(sign[-1]) for sign in alike])

    def _alike(self, sums: Sequence[set[Any]]) -> dict[tuple[bool, ...], set[Any]]:
        alike: dict[tuple[bool, ...], set[Any]] = {}
        for part in self._parts:
            alike.setdefault(tuple(part in one for one in sums), set()).add(part)
        return alike

    def small_sets(self, sizes: Mapping[Any, int], k: int) -> Iterator[set[Any]]:
        """Every set of parts of which 1 to k - 1 meldingen are known to be in it."""
        alike = self._alike(self._sums)
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


def _most(rows: list[list[Fraction]], values: list[Fraction], goal: list[Fraction]) -> Fraction:
    """The largest goal·x of all x >= 0 with rows·x = values: the simplex method in two phases."""
    known = _reduced([[*row, value] for row, value in zip(rows, values, strict=True)])
    table = [[-cell for cell in row] if row[-1] < 0 else row for row in known]
    size, count = len(goal), len(table)
    table = [[*row[:-1], *(Fraction(at == i) for i in range(count)), row[-1]] for at, row in enumerate(table)]
    basis = list(range(size, size + count))
    _climb(table, basis, [Fraction(0)] * size + [Fraction(-1)] * count, size)
    for at in range(count):
        if basis[at] >= size:
            _pivot(table, basis, at, next(j for j in range(size) if table[at][j]))
    _climb(table, basis, goal + [Fraction(0)] * count, size)
    return sum((goal[column] * row[-1] for column, row in zip(basis, table, strict=True)), Fraction(0))


def _climb(table: list[list[Fraction]], basis: list[int], worth: list[Fraction], size: int) -> None:
    """Bland's rule: always the first column that gains, so it comes to an end."""
    while True:
        priced = [(worth[column], row) for column, row in zip(basis, table, strict=True) if worth[column]]
        gaining = (j for j in range(size) if worth[j] > sum(price * row[j] for price, row in priced))
        if (column := next(gaining, None)) is None:
            return
        steps = [(row[-1] / row[column], basis[at], at) for at, row in enumerate(table) if row[column] > 0]
        _pivot(table, basis, min(steps)[2], column)


def _pivot(table: list[list[Fraction]], basis: list[int], at: int, column: int) -> None:
    pivot = table[at] = [cell / table[at][column] for cell in table[at]]
    for row in range(len(table)):
        if row != at and (times := table[row][column]):
            table[row] = [
                cell - times * other if other else cell for cell, other in zip(table[row], pivot, strict=True)
            ]
    basis[at] = column
