"""Numbers that several sums settle together, where no one of them does.

Two groups of withheld cells that hide each other, and one cell between them: every total has two
open parts, and yet the cell is the difference of what two sets of totals say. Bounds do not show
it, elimination does. It is done by the remainders of two large primes, so that whole columns are
taken at once and nothing is rounded; a value is one that both agree on and the bounds allow.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from statx.checks.disclosure.propagation import ROOM, Bounds, Sums, propagate
from statx.tables.table import Rows
from statx.tables.vectorised import Flags

LARGEST_GROUP = 300
"""Open numbers that are solved together: the work grows with their cube."""
PRIMES = (2**31 - 1, 2**31 - 19)
TURNS = 4
"""Turns of elimination and propagation; each uses what the one before has found."""

Matrix = NDArray[np.int64]


def narrowest(sums: Sums, start: Bounds) -> Bounds:
    """The bounds that these sums leave of the numbers, one by one and together."""
    bounds = propagate(sums, start)
    for _ in range(TURNS):
        settled = _settled(sums, bounds)
        if not len(settled):
            break

        at = np.array(list(settled))
        values = np.array([settled[number] for number in settled], bounds.low.dtype)
        bounds = propagate(
            sums,
            _with_values(
                bounds,
                at,
                values,
            ),
        )

    return bounds


def _settled(sums: Sums, bounds: Bounds) -> dict[int, int]:
    """Number -> value, of those that elimination settles and bounds do not."""
    is_equation = sums.bounds.is_exact
    of_equation = is_equation[sums.sum_of] & ~bounds.is_exact[sums.number_of]
    if not of_equation.any() or not _is_small(sums, bounds):
        return {}

    settled: dict[int, int] = {}
    for terms in _groups(sums, _knotted(sums, np.flatnonzero(of_equation))):
        settled.update(
            _solved(
                sums,
                bounds,
                terms,
            )
        )

    return settled


def _is_small(sums: Sums, bounds: Bounds) -> bool:
    """Whether every value can be told from its remainders."""
    return object not in (sums.coefficient.dtype, sums.bounds.low.dtype, bounds.low.dtype)


def _knotted(sums: Sums, terms: Rows) -> Rows:
    """The terms that can settle anything together.

    An equation with a number that stands in no other one says nothing of its other numbers: that
    one makes up for whatever they are. Without it, more numbers may stand alone.
    """
    while len(terms):
        numbers = sums.number_of[terms]
        stands_alone = np.bincount(numbers)[numbers] == 1
        is_loose = np.isin(sums.sum_of[terms], sums.sum_of[terms[stands_alone]])
        if not is_loose.any():
            break

        terms = terms[~is_loose]
    return terms


def _groups(sums: Sums, terms: Rows) -> Iterator[Rows]:
    """The terms of sums that hang together, group by group; too large ones are left out."""
    if not len(terms):
        return

    label = np.arange(int(sums.number_of.max()) + 1)
    sum_of = np.unique(sums.sum_of[terms], return_inverse=True)[1]
    first = np.flatnonzero(np.diff(sum_of, prepend=-1))
    numbers = sums.number_of[terms]
    while True:
        least = np.minimum.reduceat(label[numbers], first)[sum_of]
        if (label[numbers] == least).all():
            break
        np.minimum.at(
            label,
            numbers,
            least,
        )

    order = np.argsort(label[numbers], kind="stable")
    starts = np.flatnonzero(np.diff(label[numbers][order], prepend=-1))
    for group in np.split(order, starts[1:]):
        size = len(np.unique(numbers[group]))
        if 1 < size <= LARGEST_GROUP:
            yield terms[np.sort(group)]


def _solved(sums: Sums, bounds: Bounds, terms: Rows) -> dict[int, int]:
    """What one group of equations settles."""
    equations, row = np.unique(sums.sum_of[terms], return_inverse=True)
    numbers, column = np.unique(sums.number_of[terms], return_inverse=True)
    known = _known_of(
        sums,
        bounds,
        equations,
    )

    solutions = []
    for prime in PRIMES:
        matrix = np.zeros((len(equations), len(numbers) + 1), np.int64)
        np.add.at(
            matrix,
            (row, column),
            sums.coefficient[terms] % prime,
        )
        matrix[:, -1] = (sums.bounds.low[equations] - known) % prime
        solutions.append(_unique_values(matrix, prime))

    settled = {}
    for at in set(solutions[0]) & set(solutions[1]):
        value = _from_remainders(solutions[0][at], solutions[1][at])
        if _is_allowed(
            value,
            bounds,
            int(numbers[at]),
        ):
            settled[int(numbers[at])] = value

    return settled


def _known_of(sums: Sums, bounds: Bounds, equations: Rows) -> Rows:
    """What the numbers that are exact already give to each equation."""
    exact = bounds.is_exact[sums.number_of]
    products = np.where(
        exact,
        sums.coefficient * bounds.low[sums.number_of],
        0,
    )
    total = np.zeros(int(sums.sum_of.max()) + 1, np.int64)
    np.add.at(
        total,
        sums.sum_of,
        products,
    )

    return total[equations]


def _unique_values(matrix: Matrix, prime: int) -> dict[int, int]:
    """Column -> remainder of the numbers that the reduced equations leave no choice."""
    pivots = _reduce(matrix, prime)
    values = {}
    for row, column in enumerate(pivots):
        if np.count_nonzero(matrix[row, :-1]) == 1:
            values[column] = int(matrix[row, -1])

    return values


def _reduce(matrix: Matrix, prime: int) -> list[int]:
    """Gauss and Jordan, in place; the pivot's column of each row that has one."""
    pivots: list[int] = []
    for column in range(matrix.shape[1] - 1):
        row = len(pivots)
        below = np.flatnonzero(matrix[row:, column])
        if not len(below):
            continue

        chosen = row + int(below[0])
        matrix[[row, chosen]] = matrix[[chosen, row]]
        matrix[row] = (
            matrix[row]
            * pow(
                int(matrix[row, column]),
                -1,
                prime,
            )
            % prime
        )
        factors = matrix[:, column].copy()
        factors[row] = 0
        touched = np.flatnonzero(factors)
        products = factors[touched, None] * matrix[row] % prime
        matrix[touched] = (matrix[touched] - products) % prime
        pivots.append(column)
        if len(pivots) == len(matrix):
            break

    return pivots


def _from_remainders(one: int, other: int) -> int:
    """The number nearest to 0 that has both remainders (Chinese remainder theorem)."""
    first, second = PRIMES
    value = one + first * (
        (other - one)
        * pow(
            first,
            -1,
            second,
        )
        % second
    )
    product = first * second

    return value if value <= product // 2 else value - product


def _is_allowed(value: int, bounds: Bounds, number: int) -> bool:
    if bounds.has_low[number] and value < bounds.low[number]:
        return False

    fits = not bounds.has_high[number] or value <= bounds.high[number]
    return fits and abs(value) < ROOM


def _with_values(bounds: Bounds, at: Rows, values: Rows) -> Bounds:
    low, high = bounds.low.copy(), bounds.high.copy()
    has_low, has_high = _flagged(bounds.has_low, at), _flagged(bounds.has_high, at)
    low[at] = values
    high[at] = values

    return Bounds(
        low,
        high,
        has_low,
        has_high,
    )


def _flagged(flags: Flags, at: Rows) -> Flags:
    changed = flags.copy()
    changed[at] = True
    return changed
