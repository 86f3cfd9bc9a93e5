"""The account of a sheet: each cell that is not empty was used as one thing, or refuses the sheet.

Rows and columns say what a cell is, so columns are counted, not cells; that the sum is the number
of cells the sheet has is looked at in the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from statx.intake.columns import PlacedColumn, PlacedColumns
from statx.intake.constants import SettledConstant
from statx.intake.grid import Grid
from statx.intake.layout_errors import UnaccountedCellError
from statx.intake.opening import SourceSheet
from statx.intake.placing import Placement
from statx.intake.totals import CheckedTotals
from statx.registry.schema import Schema
from statx.results.account import Account
from statx.texts import Text, verbatim


def count_cells(  # noqa: PLR0913, PLR0917  what each step has made of the sheet
    source: SourceSheet,
    schema: Schema,
    placement: Placement,
    placed: PlacedColumns,
    kept: Grid,
    dropped: Mapping[int, Text],
    totals: CheckedTotals,
    constants: Sequence[SettledConstant],
) -> Account:
    """The account; UnaccountedCellError where a cell was used as nothing."""
    cells = _Cells(source)
    said = {(constant.row, constant.column) for constant in constants if constant.row}
    keys, values = _of_columns(kept, placed, schema)

    ignored = Counter(totals.ignored)
    for row, why in placement.ignored.items():
        ignored[verbatim(why)] += cells.filled([row]) - sum(each[0] == row for each in said)
    for row, reason in dropped.items():
        ignored[reason] += cells.filled([row], but=_total_positions(placed))
    for position, why in placed.ignored.items():
        ignored[verbatim(why)] += cells.filled_at(kept.rows, position)

    account = Account(
        headers=cells.filled(placement.header) + totals.labels,
        keys=keys,
        values=values,
        constants=len(said),
        matching=totals.matching,
        unequal=len(totals.unequal),
        ignored={why: n for why, n in ignored.items() if n},
    )
    if account.cells != cells.all():
        raise _unaccounted(source, placement, placed)
    return account


class _Cells:
    """Counts of a sheet's cells that hold more than spaces."""

    def __init__(self, source: SourceSheet) -> None:
        self._rows = source.sheet.rows

    def all(self) -> int:
        return self.filled(self._rows)

    def filled(self, rows: Iterable[int], but: Sequence[int] = ()) -> int:
        number = 0
        for row in rows:
            cells = self._rows.get(row, {})
            number += len(cells) - sum(cell.text.isspace() for cell in cells.values())
            number -= sum(position in cells for position in but)
        return number

    def filled_at(self, rows: Iterable[int], position: int) -> int:
        cells = (self._rows[row].get(position) for row in rows)
        return sum(cell is not None and not cell.text.isspace() for cell in cells)


def _of_columns(kept: Grid, placed: PlacedColumns, schema: Schema) -> tuple[int, int]:
    """(cells that are keys, cells that are values); one that is both is a key."""
    by_position: dict[int, list[PlacedColumn]] = {}
    for each in placed.columns:
        by_position.setdefault(each.position, []).append(each)

    keys = 0
    values = 0
    for position, columns in by_position.items():
        number = kept.filled(position)
        if any(_is_key(each, schema) for each in columns):
            keys += number
        else:
            values += number
    return keys, values


def _is_key(placed: PlacedColumn, schema: Schema) -> bool:
    """What tells one record from another; a column without a field tells where others lie."""
    return not placed.column.to or placed.column.to in schema.primary_key


def _total_positions(placed: PlacedColumns) -> list[int]:
    """Columns of totals are checked in every row, also in one that a filter drops."""
    return [total.position for total in placed.totals]


def _unaccounted(
    source: SourceSheet, placement: Placement, placed: PlacedColumns
) -> UnaccountedCellError:
    """Name the first cell outside of all rows and columns that are something."""
    rows = {*placement.header, *placement.body, *placement.ignored}
    rows |= {total.row for total in placement.totals}
    columns = {*placed.positions, *placed.ignored, *_total_positions(placed)}
    for row, cells in source.sheet.rows.items():
        for column, cell in cells.items():
            if row not in rows or column not in columns:
                return UnaccountedCellError(
                    path=source.path,
                    cell=source.address(row, column),
                    text=cell.text,
                )

    return UnaccountedCellError(
        path=source.path,
        cell=source.address(placement.header[0], 1),
        text="?",
    )
