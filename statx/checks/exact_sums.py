"""Sums without rounding.

Numbers as whole units of their last decimal, in 64 bits where they fit and beyond.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from statx.checks.parts import Bits
from statx.tables.hashes import Hashes
from statx.tables.judged import JudgedColumn
from statx.tables.table import Rows
from statx.tables.vectorised import Flags

Units = NDArray[Any]
"""Whole numbers: of 64 bits, or Python's own where those are too small."""

EXACT = 1 << 51
"""In units: below it, a double times a power of ten rounds to the right one."""
LARGEST_SUM = float(1 << 62)
"""What a sum in 64 bits must stay below, so that a difference of two fits too."""
LONGEST = 1000
"""Digits of a number that is still added up; nobody counts anything in longer ones."""


@dataclass(frozen=True, slots=True)
class KeyedSums:
    """Numbers added up by key, and which parts were among them."""

    keys: Hashes
    """Ascending, each once."""
    sums: Units
    present: Bits

    @classmethod
    def of(cls, keys: Hashes, units: Units, present: Bits) -> KeyedSums:
        """Rows with equal keys added up. shapes: (rows,), (rows,), (rows, words)"""
        if not len(keys):
            return cls(
                keys,
                units,
                present,
            )

        # Equal keys side by side, and where each of them begins.
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        is_first = np.concatenate([[True], keys[1:] != keys[:-1]])
        first = np.flatnonzero(is_first)

        units = _roomy(units)[order]
        present = present[order]
        return cls(
            keys[first],
            np.add.reduceat(units, first),
            np.bitwise_or.reduceat(present, first),
        )

    @classmethod
    def joined(cls, blocks: Sequence[KeyedSums]) -> KeyedSums:
        """Those of several blocks added up."""
        keys = np.concatenate([block.keys for block in blocks])
        sums = np.concatenate([block.sums for block in blocks])
        present = np.concatenate([block.present for block in blocks])
        return cls.of(
            keys,
            sums,
            present,
        )


def found_keys(wanted: Hashes, keys: Hashes) -> tuple[Rows, Flags]:
    """(where each key stands among those ascending `keys`, whether it does)"""
    at = np.searchsorted(keys, wanted)
    at = np.minimum(at, len(keys) - 1)
    return at, keys[at] == wanted


def units_of_column(column: JudgedColumn, decimals: int) -> tuple[Units, Flags]:
    """(value in units of the last decimal, whether there is one) by distinct text."""
    numbers = np.nan_to_num(column.numbers, nan=np.inf)
    scaled = numbers * 10.0**decimals
    has_units = np.abs(scaled) < EXACT
    rounded = np.rint(
        np.where(
            has_units,
            scaled,
            0,
        )
    )
    units = rounded.astype(np.int64)

    doubtful = np.flatnonzero(~has_units & ~column.valueless)
    if not len(doubtful):
        return units, has_units

    # What a double cannot tell is read from its text.
    exact: Units = units.astype(object)
    for text in doubtful.tolist():
        written = column.canonical[text].as_py()
        value = _units(written, decimals)
        if value is not None:
            exact[text] = value
            has_units[text] = True

    return exact, has_units


def difference(one: Units, other: Units) -> Units:
    """`one - other`, exactly."""
    if one.dtype != other.dtype:
        one = one.astype(object)
        other = other.astype(object)
    gap: Units = one - other
    return gap


def text_of_units(units: int, decimals: int) -> str:
    """The number as it is written, with all of its decimals."""
    if not decimals:
        return str(units)

    sign = "-" if units < 0 else ""
    digits = str(abs(units)).rjust(decimals + 1, "0")
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"


def _units(text: str, decimals: int) -> int | None:
    """The number in units, half a unit to the even one.

    None of what is not finite or has too many digits.
    """
    value = Decimal(text)
    if not value.is_finite() or abs(value.adjusted()) > LONGEST:
        return None

    # A fraction is exact; a Decimal would be rounded to its context's digits.
    units: int = round(Fraction(value) * 10**decimals)
    return units


def _roomy(units: Units) -> Units:
    """The same numbers, as Python's own where their sum could leave 64 bits."""
    if units.dtype == object:
        return units

    largest = float(np.abs(units).max())
    if largest * len(units) < LARGEST_SUM:
        return units
    return units.astype(object)
