"""What XlsxWriter writes comes back, and two other readers see the same."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from statx.workbook.reading import open_workbook
from statx.workbook.sheets import CellKind, SheetCell


def written(path: Path, value: object, number_format: str = "", **options: object) -> SheetCell:
    """The cell that is read where XlsxWriter wrote that value."""
    with xlsxwriter.Workbook(str(path), options) as book:
        style = book.add_format({"num_format": number_format} if number_format else {})
        book.add_worksheet().write(0, 0, value, style)

    cell = open_workbook(path).sheets[0].cell(1, 1)
    assert cell is not None
    return cell


@pytest.mark.parametrize(
    ("value", "number_format", "text", "kind"),
    [
        ("Padang", "", "Padang", CellKind.TEXT),
        ("0012", "", "0012", CellKind.TEXT),
        ("baris 1\nbaris 2", "", "baris 1\nbaris 2", CellKind.TEXT),
        (1301, "", "1301", CellKind.NUMBER),
        (-7, "", "-7", CellKind.NUMBER),
        (9.1999999999999993, "", "9.2", CellKind.NUMBER),
        (0.075, "0.0%", "0.075", CellKind.NUMBER),
        (1e-7, "", "0.0000001", CellKind.NUMBER),
        (1e15, "", "1000000000000000", CellKind.NUMBER),
        (1e300, "", "1" + "0" * 300, CellKind.NUMBER),
        (True, "", "TRUE", CellKind.BOOLEAN),
        (date(2024, 12, 31), "yyyy-mm-dd", "2024-12-31", CellKind.DATE),
        (date(1900, 1, 1), "d mmm yyyy", "1900-01-01", CellKind.DATE),
        (datetime(2024, 2, 29, 8, 30), "d/m/yy h:mm", "2024-02-29T08:30:00", CellKind.DATE),  # noqa: DTZ001  as a workbook has it
        (time(8, 30), "hh:mm", "08:30:00", CellKind.DATE),
        (timedelta(hours=36), "[h]:mm", "36:00:00", CellKind.DATE),
        (45657, '0 "hari"', "45657", CellKind.NUMBER),
        (-1, "yyyy-mm-dd", "-1", CellKind.NUMBER),
    ],
)
def test_a_value_comes_back(
    tmp_path: Path, value: object, number_format: str, text: str, kind: CellKind
) -> None:
    cell = written(tmp_path / "x.xlsx", value, number_format)
    assert cell == SheetCell(text, kind, number_format)


def test_a_day_of_a_book_that_counts_from_1904_is_the_same_day(tmp_path: Path) -> None:
    cell = written(tmp_path / "x.xlsx", date(2024, 12, 31), "yyyy-mm-dd", date_1904=True)
    assert cell.text == "2024-12-31"


def test_a_formula_has_the_value_that_was_stored_or_none(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet: Worksheet = book.add_worksheet()
        sheet.write_formula("A1", "=1+1", value=2)
        sheet.write_formula("B1", "=1+1")
        sheet.write_formula("C1", "=1/0", value="#DIV/0!")
        sheet.write_formula("D1", "=1+2", value="")

    row = open_workbook(path).sheets[0].rows[1]
    assert row == {
        1: SheetCell("2", CellKind.NUMBER, "", is_formula=True),
        2: SheetCell("=1+1", CellKind.UNCACHED, "", is_formula=True),
        3: SheetCell("#DIV/0!", CellKind.ERROR, "", is_formula=True),
        4: SheetCell("=1+2", CellKind.UNCACHED, "", is_formula=True),
    }
