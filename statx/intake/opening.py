"""The sheet that a recipe means, out of a workbook or a CSV file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from statx.errors import MissingFileError
from statx.files import reading
from statx.intake.csv_sheet import read_csv_sheet
from statx.intake.layout_errors import (
    HiddenSheetError,
    HiddenTableCellsError,
    NoSheetError,
    SeveralSheetsError,
)
from statx.intake.recipe import SheetLayout
from statx.texts import count
from statx.workbook.reading import open_workbook
from statx.workbook.sheets import Sheet, Workbook

WORKBOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class SourceSheet:
    """A sheet, the file it stands in, and where its rows are lines of text."""

    path: Path
    sheet: Sheet
    lines: Sequence[int] = ()
    """Row from 0 -> the physical line in which it begins; empty where it is no text."""

    def address(self, row: int, column: int) -> str:
        """`Produksi!D14`; of a CSV file `D14`."""
        return self.sheet.address(row, column)


def open_source(path: Path, layout: SheetLayout) -> SourceSheet:
    """The sheet that the layout means.

    Raises LayoutError where there is none or several, or where it is hidden, and what reading a
    workbook or a CSV file raises.
    """
    with reading(path):
        if not path.exists():
            raise MissingFileError(path=path)
        if path.suffix.lower() not in WORKBOOKS:
            anchor = layout.header.row_with[0]
            text = read_csv_sheet(path, layout.encoding, layout.delimiter, anchor)
            return SourceSheet(path, text.sheet, text.lines)

        sheet = _chosen(path, open_workbook(path), layout)
        source = SourceSheet(path, sheet)
        if layout.hidden == "refuse":
            _refuse_hidden(source)
        return source


def _chosen(path: Path, workbook: Workbook, layout: SheetLayout) -> Sheet:
    """The sheet of that name; the only one, or the only one in sight, where none is named."""
    sheets = workbook.sheets
    known = ", ".join(sheet.name for sheet in sheets)
    if layout.name:
        named = [sheet for sheet in sheets if sheet.name.strip() == layout.name.strip()]
        if not named:
            raise NoSheetError(
                path=path,
                name=layout.name,
                known=known,
            )
        return named[0]

    in_sight = [sheet for sheet in sheets if sheet.rows and not sheet.is_hidden]
    if len(in_sight) > 1:
        raise SeveralSheetsError(
            path=path,
            known=known,
        )
    return in_sight[0] if in_sight else sheets[0]


def _refuse_hidden(source: SourceSheet) -> None:
    sheet = source.sheet
    if sheet.is_hidden:
        raise HiddenSheetError(
            path=source.path,
            name=sheet.name,
        )
    if not sheet.hidden_rows and not sheet.hidden_columns:
        return

    hidden = [
        (row, column)
        for row, cells in sheet.rows.items()
        for column in cells
        if row in sheet.hidden_rows or column in sheet.hidden_columns
    ]
    if hidden:
        raise HiddenTableCellsError(
            path=source.path,
            n=count(len(hidden)),
            cell=source.address(*hidden[0]),
        )
