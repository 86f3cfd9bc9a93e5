"""Totals of a sheet are evidence: each is compared with what it adds up, and then left behind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

import numpy as np
from numpy.typing import NDArray

from statx.intake import words
from statx.intake.cells import CellReading
from statx.intake.columns import PlacedColumn, PlacedColumns, TotalColumn
from statx.intake.grid import Grid, cut_grid
from statx.intake.headings import same_pattern
from statx.intake.layout_errors import UncheckedTotalError
from statx.intake.opening import SourceSheet
from statx.intake.recipe import ONE, Column, Total
from statx.intake.refusing import refuser
from statx.registry.schema import Schema
from statx.texts import Text, verbatim
from statx.workbook.addresses import cell_address
from statx.workbook.sheets import SheetCell

Numbers = Sequence[Decimal | None]


@dataclass(frozen=True, slots=True)
class SummedRow:
    """A row of totals, and the rows of the body that it adds up."""

    row: int
    total: Total
    parts: NDArray[np.bool_]
    """Of each row of the body, whether it is one of them."""


@dataclass(frozen=True, slots=True)
class UnequalTotal:
    """A total that is not the sum of its parts."""

    row: int
    column: int
    text: str
    parts: str
    """The cells that it should add up: `K6:K42`."""
    sum: Decimal
    tolerance: Decimal


@dataclass
class CheckedTotals:
    """What became of the cells that add up others."""

    labels: int = 0
    """Cells that name a row of totals."""
    matching: int = 0
    unequal: list[UnequalTotal] = field(default_factory=list)
    ignored: Counter[Text] = field(default_factory=Counter)


@dataclass(frozen=True)
class TotalsCheck:
    """One sheet whose totals are checked."""

    source: SourceSheet
    schema: Schema
    body: Grid
    placed: PlacedColumns
    reading: Callable[[PlacedColumn], CellReading]
    """How a column is read."""
    done: CheckedTotals = field(default_factory=CheckedTotals)
    _numbers: dict[int, Numbers] = field(default_factory=dict)

    def check_rows(self, rows: Sequence[SummedRow]) -> None:
        """Compare each cell of rows of totals with the sum of its column."""
        for summed in rows:
            for position, cell in self.source.sheet.rows[summed.row].items():
                if cell.text.strip():
                    self._check_cell(summed, position, cell)

    def check_columns(self, rows: Sequence[int]) -> None:
        """Compare each cell of columns of totals with the sum of its row."""
        for column in self.placed.totals:
            positions = (column.position, *column.parts)
            grid = cut_grid(self.source, rows, positions)
            numbers = {
                position: self._read(grid, self._column_at(position, column), position)
                for position in positions
            }
            for at, row in enumerate(rows):
                total = numbers[column.position][at]
                parts = [numbers[position][at] for position in column.parts]
                cell = grid.columns[column.position][at]
                if cell is not None:
                    cells = ", ".join(cell_address(row, part) for part in column.parts)
                    self._compare(row, column.position, cell, total, parts, cells, column.total)

    def _check_cell(self, summed: SummedRow, position: int, cell: SheetCell) -> None:
        if position in self.placed.ignored:
            self.done.ignored[verbatim(self.placed.ignored[position])] += 1
            return

        placed = [each for each in self.placed.columns if each.position == position]
        if not placed:
            # A column of totals is compared row by row, in this one, too.
            return

        if not self._is_number(placed[0]):
            self.done.labels += 1
        elif _names(summed.total.columns, placed[0]):
            self._check_sum(summed, placed[0], cell)
        elif _names(summed.total.unchecked, placed[0]):
            self.done.ignored[words.NOT_ADDED_UP] += 1
        else:
            raise UncheckedTotalError(
                path=self.source.path,
                cell=self.source.address(summed.row, position),
                text=cell.text,
                heading=placed[0].heading.text,
            )

    def _check_sum(self, summed: SummedRow, placed: PlacedColumn, cell: SheetCell) -> None:
        position = placed.position
        if position not in self._numbers:
            self._numbers[position] = self._read(self.body, placed, position)

        numbers = self._numbers[position]
        places = np.flatnonzero(summed.parts).tolist()
        parts = [numbers[at] for at in places]
        grid = Grid((summed.row,), {position: [cell]})
        total = self._read(grid, placed, position)[0]
        rows = [self.body.rows[at] for at in places]
        self._compare(
            summed.row,
            position,
            cell,
            total,
            parts,
            _span(rows, position),
            summed.total,
        )

    def _compare(
        self,
        row: int,
        position: int,
        cell: SheetCell,
        total: Decimal | None,
        parts: Sequence[Decimal | None],
        cells: str,
        of: Total,
    ) -> None:
        if total is None:
            self.done.ignored[words.NO_FIGURE] += 1
            return

        added_up = sum((part for part in parts if part is not None), Decimal(0))
        if abs(total - added_up) <= of.tolerance:
            self.done.matching += 1
            return

        self.done.unequal.append(
            UnequalTotal(
                row,
                position,
                cell.text,
                cells,
                added_up,
                of.tolerance,
            )
        )

    def _read(self, grid: Grid, placed: PlacedColumn, position: int) -> Numbers:
        """The numbers of a column, not scaled; None where there is none."""
        refuse = refuser(self.source, placed, grid.rows, [])
        reading = self.reading(placed)
        if placed.column.scale != ONE or not reading.is_number:
            reading = CellReading(replace(placed.column, scale=ONE), is_number=True)
        texts = reading.read_all(grid.columns[position], refuse)
        return [_decimal(text) for text in texts]

    def _column_at(self, position: int, column: TotalColumn) -> PlacedColumn:
        """How a column is read; one of totals, or one that is ignored, as the parts are."""
        by_position = {each.position: each for each in self.placed.columns}
        known = [by_position[each] for each in column.parts if each in by_position]
        first = known[0].column if known else Column()
        own = PlacedColumn(position, column.heading, first)
        return by_position.get(position, own)

    def _is_number(self, placed: PlacedColumn) -> bool:
        return is_number(placed.column, self.schema)


def is_number(column: Column, schema: Schema) -> bool:
    """Whether a column's field holds numbers."""
    types = {field.name: field.type for field in schema.fields}
    return types.get(column.to) in ("number", "integer", "year")


def _names(columns: Sequence[str], placed: PlacedColumn) -> bool:
    return any(same_pattern(each, placed.column.heading) for each in columns)


def _decimal(text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _span(rows: Sequence[int], column: int) -> str:
    """`K6:K42`"""
    if not rows:
        return "–"
    first = cell_address(rows[0], column)
    return first if len(rows) == 1 else f"{first}:{cell_address(rows[-1], column)}"
