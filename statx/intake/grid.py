"""The cells of the body, column by column, filled from above where the recipe says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from statx.intake.columns import PlacedColumns
from statx.intake.layout_errors import LoneCellError, MergedCellsError
from statx.intake.opening import SourceSheet
from statx.workbook.addresses import cell_address
from statx.workbook.sheets import CellRange, SheetCell

Cells = list[SheetCell | None]


@dataclass(frozen=True)
class Grid:
    """Rows of a sheet with the columns that become fields."""

    rows: tuple[int, ...]
    columns: Mapping[int, Cells]
    """Position -> the cell of each row as it stands in the sheet; None where it is empty."""

    def filled(self, position: int) -> int:
        """How many cells of a column are not empty."""
        return sum(cell is not None for cell in self.columns[position])

    def only(self, mask: NDArray[np.bool_]) -> Grid:
        """Some of its rows."""
        places = np.flatnonzero(mask).tolist()
        rows = tuple(self.rows[at] for at in places)
        columns = {
            position: [cells[at] for at in places] for position, cells in self.columns.items()
        }
        return Grid(rows, columns)


def cut_grid(source: SourceSheet, rows: Sequence[int], positions: Sequence[int]) -> Grid:
    """These rows and columns of a sheet; a cell of spaces alone is empty."""
    of_sheet = [source.sheet.rows[row] for row in rows]
    columns: dict[int, Cells] = {}
    for position in positions:
        cells = [row.get(position) for row in of_sheet]
        columns[position] = [cell if cell and not cell.text.isspace() else None for cell in cells]
    return Grid(tuple(rows), columns)


def fill_down(cells: Cells) -> tuple[Cells, list[int]]:
    """(the cells, each empty one as the one above; the place in the list from which each comes)."""
    filled: Cells = []
    origins = []
    said: SheetCell | None = None
    origin = 0
    for at, cell in enumerate(cells):
        if cell is not None:
            said = cell
            origin = at
        filled.append(said)
        origins.append(origin if said is not None else at)
    return filled, origins


def refuse_merged(source: SourceSheet, grid: Grid, placed: PlacedColumns) -> None:
    """MergedCellsError for cells of the body that are one, but for names that stand beside rows."""
    if not source.sheet.merged or not grid.rows:
        return

    rows = set(grid.rows)
    filled = {each.position for each in placed.columns if each.column.fill}
    for merged in source.sheet.merged:
        covered = _covered_columns(merged, placed.positions)
        if not covered or rows.isdisjoint(range(merged.first_row, merged.last_row + 1)):
            continue

        is_one_column = merged.first_column == merged.last_column
        is_one_row = merged.first_row == merged.last_row
        is_filled = is_one_column and covered[0] in filled
        if not is_filled and not (is_one_column and is_one_row):
            first = source.address(merged.first_row, merged.first_column)
            last = cell_address(merged.last_row, merged.last_column)
            raise MergedCellsError(
                path=source.path,
                cells=f"{first}:{last}",
            )


def refuse_lone(source: SourceSheet, grid: Grid, placed: PlacedColumns) -> None:
    """LoneCellError for a row with one cell that names no region: it is a title or a note."""
    if len(placed.positions) == 1:
        return

    named = {each.position for each in placed.columns if each.column.names is not None}
    counts = np.zeros(len(grid.rows), np.int64)
    certain = np.zeros(len(grid.rows), np.bool_)
    for position, cells in grid.columns.items():
        is_filled = np.fromiter((cell is not None for cell in cells), np.bool_, len(cells))
        counts += is_filled
        if position in named:
            certain |= is_filled

    for at in np.flatnonzero((counts <= 1) & ~certain).tolist():
        row = grid.rows[at]
        column, cell = _first_filled(source, row)
        raise LoneCellError(
            path=source.path,
            row=row,
            cell=source.address(row, column),
            text=cell.text,
        )


def _covered_columns(merged: CellRange, positions: Sequence[int]) -> list[int]:
    covered = range(merged.first_column, merged.last_column + 1)
    return [position for position in positions if position in covered]


def _first_filled(source: SourceSheet, row: int) -> tuple[int, SheetCell]:
    cells: Iterator[tuple[int, SheetCell]] = iter(source.sheet.rows[row].items())
    return next((column, cell) for column, cell in cells if cell.text.strip())
