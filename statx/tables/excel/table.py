"""A sheet of a workbook as a table: codes stay text, numbers exact, days are days.

What the sheet keeps otherwise than it shows is said, never guessed (`seen`). A formula whose value
was never stored is refused, since nobody has computed it. The sheet is the one that was named, or
the only one; where several could be it, the others are `alternatives`, and the schema decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa

from statx.errors import OptionError
from statx.files.regular import refuse_irregular_file
from statx.registry.fields import Field
from statx.registry.schema import Schema
from statx.registry.table_dialect import TableDialect
from statx.results.report import Reading
from statx.tables import limits
from statx.tables.errors import (
    EmptyFileError,
    HiddenCellsError,
    NoHeaderRowError,
    NoSuchSheetError,
    UncachedFormulaError,
)
from statx.tables.excel import words
from statx.tables.excel.area import NO_CELLS, Area, Row, find_area
from statx.tables.excel.seen import ColumnCells, merged_cells, odd_cells
from statx.tables.excel.texts import to_text
from statx.tables.format import Format, never_written
from statx.tables.parquet.table import fields_of
from statx.tables.table import (
    MARKED,
    Block,
    BlockExtent,
    Cells,
    Oddity,
    Place,
    Span,
    TableDefaults,
    cells_of_rows,
    rows_by_block,
)
from statx.texts import Text, count, joined, verbatim
from statx.workbook.addresses import column_letters
from statx.workbook.sheets import CellKind, Sheet, SheetCell, Workbook

ROWS = 1 << 17
"""Rows of a block at most."""
LOOKED_AT = 50
"""Rows in which a header is looked for under lines of titles."""
NAMED = 8
"""Rows, columns or sheets named in a remark."""
NO_HEADER = Text(
    id="di lembar Excel, nama kolom harus ada di sebuah baris.",
    en="on a sheet of Excel, the column names must stand in a row.",
)


@dataclass(frozen=True)
class ExcelTable(TableDefaults):
    """One sheet of an open workbook."""

    path: Path
    sheet: Sheet
    area: Area
    others: tuple[Text, ...] = ()
    """The sheets that are not read, by their names."""
    alternatives: tuple[ExcelTable, ...] = ()
    fields: tuple[Field | None, ...] | None = None
    """The fields its columns are judged as; None until a schema is known."""
    is_marked: bool = False
    """Whether statx marked the workbook."""

    @property
    def reading(self) -> Reading:
        dialect: list[tuple[str, Any]] = [("sheetName", self.sheet.name)]
        if self.area.header_rows != (1,):
            dialect.append(("headerRows", list(self.area.header_rows)))
        return Reading("xlsx", dialect=tuple(dialect), label="Excel")

    @property
    def labels(self) -> tuple[str, ...]:
        return self.area.labels

    @property
    def label_addresses(self) -> tuple[str, ...]:
        row = self.area.header_rows[-1]
        return tuple(self.sheet.address(row, column) for column in self.area.columns)

    @property
    def size(self) -> int:
        return len(self.area.rows)

    @property
    def header_line(self) -> int:
        return self.area.header_rows[-1]

    @property
    def most_rows(self) -> int:
        size = self.path.stat().st_size
        cells = limits.ALWAYS_JUDGED + limits.HIDDEN_CELLS.most * size
        return cells // max(len(self.labels), 1)

    @property
    def remarks(self) -> tuple[Text, ...]:
        return tuple(_remarks(self))

    @property
    def metadata(self) -> Mapping[str, Any]:
        return {MARKED: True} if self.is_marked else {}

    def number_of(self, row: int) -> int:
        return self.area.first_row + row

    def absolute(self) -> ExcelTable:
        return replace(self, path=self.path.absolute())

    def fitted(self, schema: Schema) -> ExcelTable:
        """The same, its cells written as the fields of a schema have them.

        Raises UncachedFormulaError.
        """
        _refuse_uncached(self)
        return replace(self, fields=fields_of(self.labels, schema))

    def title_lines(self, names: tuple[str, ...]) -> tuple[int, int] | None:
        for row in _first_rows(self.sheet):
            cells = self.sheet.rows[row]
            if row > self.header_line and tuple(cell.text for cell in cells.values()) == names:
                return row, row
        return None

    def front(self, number: int) -> Sequence[Sequence[str]]:
        """As a sheet is wide: blank cells at the end of a row are cells, too."""
        rows = [self.sheet.rows.get(row, NO_CELLS) for row in range(1, number + 1)]
        width = max((column for row in rows for column in row), default=0)
        return [_texts(row, width) for row in rows]

    def blocks(self, span: Span | None = None) -> Iterator[Block]:  # noqa: ARG002  it has one span
        for first in range(0, self.size, ROWS):
            yield ExcelBlock(self, first, min(ROWS, self.size - first))

    def places(self, rows: Iterable[int], extents: Sequence[BlockExtent]) -> Mapping[int, Place]:
        places = {}
        for number, inside in rows_by_block(rows, extents):
            extent = extents[number]
            block = ExcelBlock(self, extent.first, extent.rows)
            for row, cells in zip(inside.tolist(), cells_of_rows(block, inside), strict=True):
                places[extent.first + row] = Place((), cells, addresses=self._addresses(row))
        return places

    @property
    def stored_numbers(self) -> frozenset[str]:
        return frozenset(each.label for each in self._columns() if each.holds_no_text)

    @property
    def oddities(self) -> Sequence[Oddity]:
        """What is kept otherwise than it is shown or judged."""
        columns = list(self._columns())
        oddities: list[Oddity] = []
        for column in columns:
            oddities += odd_cells(column)
        oddities += merged_cells(
            self.path,
            self.sheet,
            self.area,
            columns,
        )
        return oddities

    @cached_property
    def texts(self) -> tuple[pa.Array, ...]:
        """Each column as the texts of a CSV file, with a dictionary."""
        self._refuse_hidden_cells()
        texts = []
        for column in self._columns():
            write = to_text(column.field)
            written = ["" if cell is None else write(cell) for cell in column.cells]
            texts.append(pa.array(written, pa.string()).dictionary_encode())
        return tuple(texts)

    def _columns(self) -> Iterator[ColumnCells]:
        rows = [self.sheet.rows.get(row, NO_CELLS) for row in self.area.rows]
        fields = self.fields or (None,) * len(self.labels)
        for at, number in enumerate(self.area.columns):
            yield ColumnCells(
                self.labels[at],
                at + 1,
                fields[at],
                [row.get(number) for row in rows],
            )

    def _addresses(self, row: int) -> tuple[str, ...]:
        number = self.number_of(row)
        return tuple(self.sheet.address(number, column) for column in self.area.columns)

    def _refuse_hidden_cells(self) -> None:
        """A blank row is a record: one cell in the last row of a sheet makes a million of them."""
        if self.size > self.most_rows:
            raise HiddenCellsError(
                path=self.path,
                limit=limits.HIDDEN_CELLS.most,
            )


@dataclass(frozen=True, slots=True)
class ExcelBlock:
    """Some rows of a sheet."""

    table: ExcelTable
    first: int
    """Rows before it, from 0 below the header."""
    size: int

    def text(self) -> pa.Buffer | None:
        return None

    def read(self, only: Sequence[int] | None = None) -> Cells:
        """Its cells as they would stand in a CSV file."""
        texts = self.table.texts
        chosen = range(len(texts)) if only is None else only
        columns = [texts[at].slice(self.first, self.size) for at in chosen]
        return Cells(tuple(columns), self.size)


def open_excel(path: Path, declared: TableDialect) -> ExcelTable:
    """Open a workbook: the sheet that is declared, else the first of those that may be meant.

    Raises what `open_workbook` raises, NoSuchSheetError, NoHeaderRowError, EmptyFileError, and
    OptionError where it should have no header.
    """
    refuse_irregular_file(path)
    if declared.header_rows == ():
        raise OptionError(
            option=verbatim("dialect"),
            reason=NO_HEADER,
        )

    from statx.workbook.reading import open_workbook  # whoever has CSV need not wait for it

    book = open_workbook(path)
    sheets = _meant(path, book, declared)
    tables = [_table(path, book, sheet, declared) for sheet in sheets]
    first, *alternatives = tables
    return replace(first, alternatives=tuple(alternatives))


def _meant(path: Path, book: Workbook, declared: TableDialect) -> list[Sheet]:
    """The sheets that may be meant: nobody means a hidden one, or one without a cell, unnamed."""
    if declared.sheet:
        named = [sheet for sheet in book.sheets if sheet.name == declared.sheet]
        if not named:
            raise NoSuchSheetError(
                path=path,
                sheet=declared.sheet,
                sheets=_some(map(_name, book.sheets)),
            )
        return named

    meant = [sheet for sheet in book.sheets if sheet.rows and not sheet.is_hidden]
    if not meant:
        raise EmptyFileError(path=path)
    return meant


def _table(path: Path, book: Workbook, sheet: Sheet, declared: TableDialect) -> ExcelTable:
    if not sheet.rows:
        raise EmptyFileError(path=path)

    header_rows = declared.header_rows or ()
    last = max(sheet.rows)
    if header_rows and header_rows[-1] > last:
        raise NoHeaderRowError(
            path=path,
            found=last,
            row=header_rows[-1],
        )

    area = find_area(sheet, header_rows, declared.header_join)
    others = tuple(_name(other) for other in book.sheets if other is not sheet)
    return ExcelTable(path, sheet, area, others, is_marked=book.is_marked)


def _refuse_uncached(table: ExcelTable) -> None:
    uncached = [
        (row, column)
        for row in table.area.rows
        for column, cell in table.sheet.rows.get(row, NO_CELLS).items()
        if cell.kind is CellKind.UNCACHED
    ]
    if uncached:
        row, column = uncached[0]
        raise UncachedFormulaError(
            path=table.path,
            cell=table.sheet.address(row, column),
            n=count(len(uncached)),
        )


def _first_rows(sheet: Sheet) -> list[int]:
    return [row for row in sheet.rows if row <= LOOKED_AT]


def _texts(row: Row, width: int) -> list[str]:
    cells: list[SheetCell | None] = [row.get(column) for column in range(1, width + 1)]
    return ["" if cell is None else cell.text for cell in cells]


# ---- what is said beside the verdict ------------------------------------------------------------


def _remarks(table: ExcelTable) -> Iterator[Text]:
    sheet = table.sheet
    if table.others:
        yield words.READ_SHEET.fill(
            name=sheet.name,
            others=_some(table.others),
        )
    if sheet.is_hidden:
        yield words.HIDDEN_SHEET.fill(name=sheet.name)

    hidden = list(_hidden_inside(table))
    if hidden:
        yield words.HIDDEN_INSIDE.fill(
            name=sheet.name,
            what=joined(hidden),
        )


def _hidden_inside(table: ExcelTable) -> Iterator[Text]:
    """The rows and columns of the table that nobody sees."""
    sheet, area = table.sheet, table.area
    rows = sorted(row for row in sheet.hidden_rows if row in area.rows and row in sheet.rows)
    if rows:
        form = words.ONE_ROW if len(rows) == 1 else words.SOME_ROWS
        yield form.fill(
            n=count(len(rows)),
            numbers=_some(map(verbatim, rows)),
        )

    columns = [column for column in area.columns if column in sheet.hidden_columns]
    if columns:
        form = words.ONE_COLUMN if len(columns) == 1 else words.SOME_COLUMNS
        yield form.fill(
            n=count(len(columns)),
            numbers=_some(verbatim(column_letters(column)) for column in columns),
        )


def _name(sheet: Sheet) -> Text:
    return words.HIDDEN.fill(name=sheet.name) if sheet.is_hidden else verbatim(sheet.name)


def _some(names: Iterable[Text]) -> Text:
    listed = list(names)
    if len(listed) > NAMED:
        listed = [*listed[:NAMED], verbatim("…")]
    return joined(listed)


FORMAT = Format(
    name="xlsx",
    label="Excel",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    suffixes=(".xlsx", ".xlsm"),
    written=(),
    is_text=False,
    obeys=("sheet", "header_rows", "header_join"),
    open=lambda path, _encoding, declared: open_excel(path, declared),
    fitted=ExcelTable.fitted,
    writer=never_written,
    is_exchange_form=lambda _reading: False,
)
