"""All open figures of a table and all sums over them, put together from what the blocks have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from math import ceil, floor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from statx.checks.disclosure.figures import decimals_of
from statx.checks.disclosure.open_sums import OpenSums, TotalOf, TotalPieces
from statx.checks.disclosure.propagation import ROOM, Bounds, Sums
from statx.checks.exact_sums import KeyedSums, Units, found_keys
from statx.checks.parts import bits_below
from statx.registry.fields import Field
from statx.tables.hashes import Hashes
from statx.tables.table import Rows
from statx.tables.vectorised import Flags


@dataclass
class SystemBuilder:
    """Collects sums, each with its terms, as they come."""

    fields: Sequence[Field]
    bounds: list[Bounds] = field(default_factory=list)
    """Of each sum."""
    sum_of: list[Rows] = field(default_factory=list)
    cells: list[Rows] = field(default_factory=list)
    """Of each term: row x number of fields + number of the field."""
    coefficient: list[Units] = field(default_factory=list)
    size: int = 0

    def add_row_sums(self, sums: OpenSums, start: int) -> None:
        """Sums of a block that begins at this row of the table."""
        for term in sums.terms:
            self._add_terms(
                term.sum_of,
                start + term.rows,
                term.field,
                term.coefficient,
            )

        self._add_bounds(sums.bounds)

    def add_total(self, total: TotalOf, pieces: Sequence[TotalPieces]) -> None:
        """All sums of one declared total in which something is open; rows are the table's."""
        joined = _JoinedTotal.of(pieces).with_open()
        if not len(joined.keys):
            return

        self._add_terms(
            joined.sum_of_open_part,
            joined.open_part_rows,
            total.field,
            np.full(
                len(joined.open_part_rows),
                1,
                object,
            ),
        )
        open_totals = np.flatnonzero(~joined.total_shown)
        self._add_terms(
            open_totals,
            joined.total_rows[open_totals],
            total.field,
            np.full(
                len(open_totals),
                -1,
                object,
            ),
        )
        self._add_bounds(joined.bounds(total, self._minimum(total.field)))

    def build(self) -> tuple[Rows, Sums]:
        """(the cell of each open figure, ascending; the sums over them)"""
        cells = _joined(self.cells)
        cell_of_number, number_of = np.unique(cells, return_inverse=True)
        sum_of = _joined(self.sum_of)
        order = np.argsort(sum_of, kind="stable")

        # A sum whose terms are all shown says nothing, and is numbered away.
        _, sum_of_term = np.unique(sum_of[order], return_inverse=True)
        used = np.unique(sum_of)
        bounds = Bounds(
            _compact(_gathered(self.bounds, "low")[used]),
            _compact(_gathered(self.bounds, "high")[used]),
            _gathered(self.bounds, "has_low")[used].astype(bool),
            _gathered(self.bounds, "has_high")[used].astype(bool),
        )
        sums = Sums(
            bounds,
            sum_of_term,
            number_of[order],
            _compact(_joined(self.coefficient)[order]),
        )

        return cell_of_number, sums

    def starting_bounds(self, cells: Rows) -> Bounds:
        """What the schema alone says of these cells."""
        low = np.zeros(len(cells), object)
        high = np.zeros(len(cells), object)
        has_low = np.zeros(len(cells), bool)
        has_high = np.zeros(len(cells), bool)
        of_field = cells % len(self.fields)
        for number, its_field in enumerate(self.fields):
            at = of_field == number
            least, most = bounds_of(its_field)
            low[at] = least or 0
            high[at] = most or 0
            has_low[at] = least is not None
            has_high[at] = most is not None

        return Bounds(
            _compact(low),
            _compact(high),
            has_low,
            has_high,
        )

    def _minimum(self, name: str) -> int | None:
        return bounds_of(next(each for each in self.fields if each.name == name))[0]

    def _add_terms(self, sum_of: Rows, rows: Rows, name: str, coefficient: Units) -> None:
        names = [each.name for each in self.fields]
        self.sum_of.append(sum_of + self.size)
        self.cells.append(rows * len(names) + names.index(name))
        self.coefficient.append(coefficient)

    def _add_bounds(self, bounds: Bounds) -> None:
        self.bounds.append(bounds)
        self.size += len(bounds.low)


@dataclass(frozen=True)
class _JoinedTotal:
    """One declared total over the whole table, a sum for each total that has a row."""

    keys: Hashes
    """The key of each sum, ascending."""
    parts: KeyedSums
    total_rows: Rows
    total_units: Units
    total_shown: Flags
    members: Rows
    open_part_keys: Hashes
    open_part_rows: Rows
    """In the table."""

    @classmethod
    def of(cls, pieces: Sequence[TotalPieces]) -> _JoinedTotal:
        # Where a total stands twice, the data does not pass: the first will do.
        keys, first = np.unique(_gathered(pieces, "totals"), return_index=True)
        parts = [piece.parts for piece in pieces]

        return cls(
            keys,
            KeyedSums.joined(parts),
            _gathered(pieces, "total_rows")[first],
            _gathered(pieces, "total_units")[first],
            _gathered(pieces, "total_shown")[first],
            _gathered(pieces, "members")[first],
            _gathered(pieces, "open_parts"),
            _gathered(pieces, "open_part_rows"),
        )

    def with_open(self) -> _JoinedTotal:
        """The sums alone in which something is open; parts of no total are left out."""
        has_open = ~self.total_shown | np.isin(self.keys, self.open_part_keys)
        of_total = np.isin(self.open_part_keys, self.keys)

        return _JoinedTotal(
            self.keys[has_open],
            self.parts,
            self.total_rows[has_open],
            self.total_units[has_open],
            self.total_shown[has_open],
            self.members[has_open],
            self.open_part_keys[of_total],
            self.open_part_rows[of_total],
        )

    @property
    def sum_of_open_part(self) -> Rows:
        """The sum that each open part belongs to."""
        sum_of: Rows = np.searchsorted(self.keys, self.open_part_keys)
        return sum_of

    def bounds(self, total: TotalOf, minimum: int | None) -> Bounds:
        """Of the open parts less the open total.

        Parts that have no row may be anything from the field's minimum.
        """
        shown, absent = self._parts_of(total)
        left = (
            np.where(
                self.total_shown,
                self.total_units,
                0,
            ).astype(object)
            - shown
        )
        has_all = absent == 0

        return Bounds(
            left - total.tolerance,
            left + total.tolerance - absent * (minimum or 0),
            has_all,
            has_all | (minimum is not None),
        )

    def _parts_of(self, total: TotalOf) -> tuple[Units, Rows]:
        """(what is shown of the parts, how many of them have no row) of each sum."""
        required = bits_below(total.parts.counts[self.members], total.parts.words())
        if not len(self.parts.keys):
            return np.zeros(len(self.keys), object), _bits_in(required)

        at, has_parts = found_keys(self.keys, self.parts.keys)
        shown = np.where(
            has_parts,
            self.parts.sums[at],
            0,
        ).astype(object)
        present = np.where(
            has_parts[:, None],
            self.parts.present[at],
            0,
        )

        return shown, _bits_in(required & ~present)


def bounds_of(its_field: Field) -> tuple[int | None, int | None]:
    """(least, most) in units that the schema allows; a count is never below 0."""
    constraints = its_field.constraints
    scale = 10 ** decimals_of(its_field)
    least = _number(constraints.get("minimum", constraints.get("exclusiveMinimum")))
    most = _number(constraints.get("maximum", constraints.get("exclusiveMaximum")))
    declared = its_field.disclosure
    if least is None and declared is not None and declared.kind == "count":
        least = Fraction(0)

    return (
        None if least is None else ceil(least * scale),
        None if most is None else floor(most * scale),
    )


def _number(bound: object) -> Fraction | None:
    try:
        return None if bound is None else Fraction(Decimal(str(bound)))
    except (InvalidOperation, ValueError, OverflowError):
        return None


def _bits_in(bits: np.ndarray[tuple[int, ...], np.dtype[np.uint64]]) -> Rows:
    """How many numbers each set holds. shape: (sets, words) -> (sets,)"""
    as_bytes = np.ascontiguousarray(bits).view(np.uint8)
    counts: Rows = np.unpackbits(as_bytes, axis=1).sum(axis=1).astype(np.int64)
    return counts


def _gathered(pieces: Sequence[object], name: str) -> NDArray[Any]:
    """One array of all pieces, one behind another."""
    arrays = [getattr(piece, name) for piece in pieces]
    return _joined(arrays)


def _joined(parts: Sequence[Units]) -> Units:
    return np.concatenate(parts) if parts else np.empty(0, np.int64)


def _compact(values: Units) -> Units:
    """The same numbers in 64 bits, where they all fit with room to spare."""
    if not len(values):
        return values.astype(np.int64)

    largest = max(abs(int(values.max())), abs(int(values.min())))
    return values.astype(np.int64) if largest < ROOM else values
