"""The narrowest bounds that sums leave for unknown numbers, found by propagating them.

Each sum bounds each of its unknowns by what the others can be at the least and at the most; what
that gives is used in the next round, until nothing changes. One round takes a step for each unknown
in each sum. All arithmetic is exact: 64 bits where nothing can leave them, else Python's integers.
Bounds only ever narrow, and each is true, so that a run that is ended early says too little, and
nothing wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from statx.checks.exact_sums import Units
from statx.tables.table import Rows
from statx.tables.vectorised import Flags

ROUNDS = 200
"""Rounds after which bounds that still creep are left as they are."""
ROOM = 1 << 61
"""What no sum of 64 bits may come near."""


@dataclass(frozen=True)
class Bounds:
    """What each number may be: low <= number <= high. shape of all: (numbers,)"""

    low: Units
    high: Units
    has_low: Flags
    has_high: Flags

    @property
    def is_exact(self) -> Flags:
        """Which numbers can be one thing only."""
        exact: Flags = self.has_low & self.has_high & (self.low == self.high).astype(bool)
        return exact


@dataclass(frozen=True)
class Sums:
    """Sums of unknown numbers, each between two bounds.

    The terms lie side by side, ordered by their sum.
    """

    bounds: Bounds
    """Of each sum. shape: (sums,)"""
    sum_of: Rows
    """The sum of each term, ascending; every sum has one. shape: (terms,)"""
    number_of: Rows
    """The unknown number of each term."""
    coefficient: Units
    """Of each term; never 0."""


def propagate(sums: Sums, start: Bounds) -> Bounds:
    """The bounds that these sums leave of the numbers."""
    if not len(sums.sum_of):
        return start

    step = _Step.of(sums)
    bounds = start
    for _ in range(ROUNDS):
        in_room, bounds = _roomy(step.sums, bounds)
        step = replace(step, sums=in_room)
        narrower = step.narrowed(bounds)
        if narrower is None:
            break

        bounds = narrower

    return bounds


@dataclass(frozen=True)
class _Bound:
    """A bound of each of many numbers, where it has one."""

    values: Units
    exists: Flags


@dataclass(frozen=True)
class _Step:
    """One round over all sums: what does not change from round to round."""

    sums: Sums
    first: Rows
    """The first term of each sum."""
    by_number: Rows
    """The terms ordered by their number."""
    first_of_number: Rows
    numbers: Rows
    """The numbers that have a term, ascending."""
    is_positive: Flags

    @classmethod
    def of(cls, sums: Sums) -> _Step:
        by_number = np.argsort(sums.number_of, kind="stable")
        numbers, first_of_number = np.unique(sums.number_of[by_number], return_index=True)

        return cls(
            sums,
            np.flatnonzero(np.diff(sums.sum_of, prepend=-1)),
            by_number,
            first_of_number,
            numbers,
            (sums.coefficient > 0).astype(bool),
        )

    def narrowed(self, bounds: Bounds) -> Bounds | None:
        """Narrower bounds; None where nothing changes."""
        of_sums = self.sums.bounds
        least = self._terms(bounds, at_most=False)
        most = self._terms(bounds, at_most=True)

        # A term is at most what the sum leaves when all the others are at their least.
        above = self._left(_Bound(of_sums.high, of_sums.has_high), least)
        below = self._left(_Bound(of_sums.low, of_sums.has_low), most)

        coefficient = self.sums.coefficient
        upper = self._chosen(above, below)
        lower = self._chosen(below, above)
        high = self._extreme(_Bound(upper.values // coefficient, upper.exists), np.minimum)
        low = self._extreme(_Bound(-(-lower.values // coefficient), lower.exists), np.maximum)

        return _narrower(
            bounds,
            self.numbers,
            low,
            high,
        )

    def _terms(self, bounds: Bounds, *, at_most: bool) -> _Bound:
        """The most or the least that each term can be."""
        number_of = self.sums.number_of
        takes_high = self.is_positive == at_most
        values = np.where(
            takes_high,
            bounds.high[number_of],
            bounds.low[number_of],
        )
        exists = np.where(
            takes_high,
            bounds.has_high[number_of],
            bounds.has_low[number_of],
        )
        products = np.where(
            exists,
            self.sums.coefficient * values,
            0,
        )

        return _Bound(products, exists)

    def _left(self, of_sums: _Bound, terms: _Bound) -> _Bound:
        """What a sum leaves for each term beside the others, where all of them have a bound."""
        sum_of = self.sums.sum_of
        total = np.add.reduceat(terms.values, self.first)
        unbounded = np.add.reduceat((~terms.exists).astype(np.int64), self.first)

        left = of_sums.values[sum_of] - (total[sum_of] - terms.values)
        others_unbounded = unbounded[sum_of] - ~terms.exists

        return _Bound(left, of_sums.exists[sum_of] & (others_unbounded == 0))

    def _chosen(self, positive: _Bound, negative: _Bound) -> _Bound:
        """By the sign of each term's coefficient."""
        values = np.where(
            self.is_positive,
            positive.values,
            negative.values,
        )
        exists = np.where(
            self.is_positive,
            positive.exists,
            negative.exists,
        )

        return _Bound(values, exists)

    def _extreme(self, terms: _Bound, best: np.ufunc) -> _Bound:
        """The narrowest bound of each number over its terms."""
        far = ROOM if terms.values.dtype != object else _FAR
        without = far if best is np.minimum else -far
        values = np.where(
            terms.exists,
            terms.values,
            without,
        )
        narrowest = best.reduceat(values[self.by_number], self.first_of_number)
        exists = np.logical_or.reduceat(terms.exists[self.by_number], self.first_of_number)

        return _Bound(narrowest, exists)


_FAR = 1 << 4096
"""Beyond every number that a cell can hold."""


def _narrower(bounds: Bounds, numbers: Rows, low: _Bound, high: _Bound) -> Bounds | None:
    """The bounds with what is narrower; None where nothing is.

    Sums that contradict each other, in data that does not pass, leave a number as it was.
    """
    old_low = _Bound(bounds.low[numbers], bounds.has_low[numbers])
    old_high = _Bound(bounds.high[numbers], bounds.has_high[numbers])
    raises = low.exists & (~old_low.exists | (low.values > old_low.values).astype(bool))
    lowers = high.exists & (~old_high.exists | (high.values < old_high.values).astype(bool))

    new_low = _Bound(
        np.where(
            raises,
            low.values,
            old_low.values,
        ),
        raises | old_low.exists,
    )
    new_high = _Bound(
        np.where(
            lowers,
            high.values,
            old_high.values,
        ),
        lowers | old_high.exists,
    )
    crosses = new_low.exists & new_high.exists & (new_low.values > new_high.values).astype(bool)
    raises &= ~crosses
    lowers &= ~crosses
    if not raises.any() and not lowers.any():
        return None

    return Bounds(
        _with(
            bounds.low,
            numbers[raises],
            new_low.values[raises],
        ),
        _with(
            bounds.high,
            numbers[lowers],
            new_high.values[lowers],
        ),
        _with(
            bounds.has_low,
            numbers[raises],
            True,
        ),
        _with(
            bounds.has_high,
            numbers[lowers],
            True,
        ),
    )


def _with(values: NDArray[Any], at: Rows, new: object) -> NDArray[Any]:
    changed = values.copy()
    changed[at] = new
    return changed


def _roomy(sums: Sums, bounds: Bounds) -> tuple[Sums, Bounds]:
    """The same as Python's integers, where 64 bits could be too few."""
    if sums.coefficient.dtype == object:
        return sums, bounds

    most_terms = int(np.bincount(sums.sum_of).max()) + 1
    largest = max(map(_largest, (bounds.low, bounds.high, sums.bounds.low, sums.bounds.high)))
    if largest * most_terms * _largest(sums.coefficient) < ROOM:
        return sums, bounds

    exact = replace(
        sums,
        bounds=_exact(sums.bounds),
        coefficient=sums.coefficient.astype(object),
    )

    return exact, _exact(bounds)


def _largest(values: Units) -> int:
    return (
        max(
            abs(int(values.max())),
            abs(int(values.min())),
            1,
        )
        if len(values)
        else 1
    )


def _exact(bounds: Bounds) -> Bounds:
    return replace(
        bounds,
        low=bounds.low.astype(object),
        high=bounds.high.astype(object),
    )
