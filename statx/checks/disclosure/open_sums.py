"""The sums of a block in which a figure is open: what is shown is added up, what is open is named.

Of a row rule or a ratio the whole sum stands in one row. Of a total the parts and the total stand
anywhere in the table: a block gives what it has of each, and the table puts them together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from statx.checks.combinations import columns_of, combined_hashes
from statx.checks.disclosure.figures import Figures
from statx.checks.disclosure.propagation import Bounds
from statx.checks.disclosure.relations import RowRatio, RowSum
from statx.checks.exact_sums import KeyedSums, Units
from statx.checks.parts import NOWHERE, Parts
from statx.checks.totals import meant_rows
from statx.registry.fields import Total
from statx.tables.hashes import Hashes
from statx.tables.judged import JudgedBlock
from statx.tables.table import Rows
from statx.tables.vectorised import Flags


@dataclass(frozen=True)
class Term:
    """The open figures of one field in some sums. shape of all: (terms,)"""

    sum_of: Rows
    """The sum of each, counted within its `OpenSums`."""
    rows: Rows
    field: str
    coefficient: Units


@dataclass(frozen=True)
class OpenSums:
    """Sums of open figures of single rows."""

    bounds: Bounds
    """Of each sum."""
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class TotalPieces:
    """What a block has of one total: parts, totals, and which of them are open."""

    parts: KeyedSums
    """What is shown of the parts, and which parts there are at all."""
    open_parts: Hashes
    """The key of each open part."""
    open_part_rows: Rows
    totals: Hashes
    """The key of each total."""
    total_rows: Rows
    total_units: Units
    total_shown: Flags
    members: Rows
    """Which total each is, as `Parts` numbers them."""

    def placed(self, start: int) -> TotalPieces:
        """The same of a block that begins at this row of the table."""
        return replace(
            self,
            open_part_rows=self.open_part_rows + start,
            total_rows=self.total_rows + start,
        )


@dataclass(frozen=True)
class TotalOf:
    """One field of one declared total."""

    total: Total
    field: str
    group: tuple[str, ...]
    """The other fields of the key."""
    parts: Parts
    tolerance: int
    """In units."""

    def pieces(self, block: JudgedBlock, figures: Figures) -> TotalPieces | None:
        """What a block has of it; None where it has no such column."""
        over = block.column(self.total.over)
        if over is None:
            return None

        group = combined_hashes(columns_of(block, self.group), block.rows)
        member = over.spread(self.parts.numbers_of(over))
        meant = meant_rows(self.total, block)

        part_of = self.parts.part_of[member]
        is_part = meant & (part_of != NOWHERE)
        total = self.parts.total[member]
        is_total = np.flatnonzero(meant & (total != NOWHERE))

        open_parts = np.flatnonzero(is_part & ~figures.shown)
        part_keys = group + part_of

        return TotalPieces(
            KeyedSums.of(
                part_keys[is_part],
                figures.units[is_part],
                self.parts.bits()[member[is_part]],
            ),
            part_keys[open_parts],
            block.records(open_parts),
            (group + total)[is_total],
            block.records(is_total),
            figures.units[is_total],
            figures.shown[is_total],
            member[is_total],
        )


def open_row_sums(
    sums: Sequence[RowSum], figures: Mapping[str, Figures], block: JudgedBlock
) -> list[OpenSums]:
    """The row rules of a block in which something is open."""
    opened = []
    for each in sums:
        names = [name for name, _ in each.coefficients]
        entries = _entries_with_open(names, figures)
        if not len(entries):
            continue

        coefficients = {
            name: np.full(
                len(entries),
                coefficient,
                object,
            )
            for name, coefficient in each.coefficients
        }
        opened.append(
            _open_sums(
                coefficients,
                (each.low, each.high),
                figures,
                entries,
                block,
            )
        )

    return opened


def open_ratios(
    ratios: Sequence[RowRatio], figures: Mapping[str, Figures], block: JudgedBlock
) -> list[OpenSums]:
    """The ratios that are shown, of numbers that are not: each a bound above and one below."""
    opened = []
    for ratio in ratios:
        entries = _entries_with_open([ratio.numerator, ratio.denominator], figures)
        entries = entries[figures[ratio.ratio].shown[entries]]
        if not len(entries):
            continue

        twice = 2 * figures[ratio.ratio].units[entries].astype(object)
        for edge in (1, -1):
            of_denominator = -(twice + edge) * ratio.of_denominator
            of_numerator = np.full(
                len(entries),
                ratio.of_numerator,
                object,
            )
            coefficients = {ratio.numerator: of_numerator, ratio.denominator: of_denominator}
            opened.append(
                _open_sums(
                    coefficients,
                    (None, 0) if edge > 0 else (0, None),
                    figures,
                    entries,
                    block,
                )
            )

    return opened


def _open_sums(
    coefficients: Mapping[str, Units],
    between: tuple[int | None, int | None],
    figures: Mapping[str, Figures],
    entries: Rows,
    block: JudgedBlock,
) -> OpenSums:
    """One sum in each of these entries: what is shown of it goes over to its bounds."""
    shown = np.zeros(len(entries), object)
    terms = []
    for name, coefficient in coefficients.items():
        of_field = figures[name]
        shown += of_field.units[entries].astype(object) * coefficient
        is_open = ~of_field.shown[entries]
        terms.append(
            Term(
                np.flatnonzero(is_open),
                block.records(entries[is_open]),
                name,
                coefficient[is_open],
            )
        )

    low, high = between
    bounds = Bounds(
        (low or 0) - shown,
        (high or 0) - shown,
        np.full(len(entries), low is not None),
        np.full(len(entries), high is not None),
    )

    return OpenSums(bounds, tuple(terms))


def _entries_with_open(names: Sequence[str], figures: Mapping[str, Figures]) -> Rows:
    is_open: NDArray[np.bool_] = ~figures[names[0]].shown
    for name in names[1:]:
        is_open = is_open | ~figures[name].shown

    return np.flatnonzero(is_open)
