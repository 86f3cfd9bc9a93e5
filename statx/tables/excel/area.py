"""Where in a sheet its table stands: the row of the header, the columns, the rows below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from statx.workbook.sheets import Sheet, SheetCell

Row = Mapping[int, SheetCell]
NO_CELLS: Row = {}


@dataclass(frozen=True, slots=True)
class Area:
    """The table of a sheet. All numbers are the sheet's own, from 1."""

    header_rows: tuple[int, ...]
    columns: tuple[int, ...]
    """Those in which anything stands, from the header down."""
    labels: tuple[str, ...]
    first_row: int
    """The first below the header."""
    last_row: int
    """The last in which anything stands; before `first_row` where nothing does."""

    @property
    def rows(self) -> range:
        """The rows of its records, blank ones among them."""
        return range(self.first_row, self.last_row + 1)

    def position_of(self, column: int) -> int | None:
        """The place of a column among those of the table, from 1; None outside of it."""
        return self.columns.index(column) + 1 if column in self.columns else None


def find_area(sheet: Sheet, header_rows: tuple[int, ...], join: str) -> Area:
    """The table below the header on these rows; below the first row that is not blank for none."""
    header_rows = header_rows or (min(sheet.rows, default=1),)
    last_of_header = header_rows[-1]
    headers = [sheet.rows.get(row, NO_CELLS) for row in header_rows]
    body = [row for row in sheet.rows if row > last_of_header]
    columns = sorted(_columns(sheet, (*header_rows, *body)))

    labels = tuple(join.join(_words(headers, column)) for column in columns)
    return Area(
        header_rows,
        tuple(columns),
        labels,
        last_of_header + 1,
        max(body, default=last_of_header),
    )


def _columns(sheet: Sheet, rows: tuple[int, ...]) -> set[int]:
    """Those of these rows; one in which nothing stands is no column that anybody sees."""
    columns: set[int] = set()
    for row in rows:
        columns.update(sheet.rows.get(row, NO_CELLS))
    return columns


def _words(headers: list[Row], column: int) -> Iterator[str]:
    for row in headers:
        cell = row.get(column)
        if cell is not None:
            yield cell.text
