"""Other programs agree: calamine reads the same values, and what XlsxWriter writes comes back.

STATX_WORKBOOKS names a folder of real workbooks, where one is at hand.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from statx.workbook.reading import open_workbook
from statx.workbook.sheets import CellKind, SheetCell

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "samples").glob("_*/*/*.xls[xm]"))
REAL = os.environ.get("STATX_WORKBOOKS", "")
UNSEEN = (CellKind.ERROR, CellKind.UNCACHED)
"""What calamine gives as an empty cell."""

LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])
VALUES = st.one_of(
    st.text(LETTERS, min_size=1, max_size=20),
    st.integers(-(10**15), 10**15),
    # XlsxWriter writes 16 digits of a double, and 15 are sure to come back.
    st.floats(-1e300, 1e300).map(lambda number: float(f"{number:.15g}")),
    st.booleans(),
    st.dates(date(1900, 3, 1), date(9999, 12, 31)),
    st.datetimes(datetime(1900, 3, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001  days without a zone
        lambda moment: moment.replace(microsecond=0)
    ),
)


def same_values(path: Path) -> bool:
    """Whether calamine sees what we see in every cell of a book."""
    oracle = CalamineWorkbook.from_path(str(path))
    for sheet in open_workbook(path).sheets:
        rows = oracle.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        theirs = {
            (row, column): as_text(value)
            for row, cells in enumerate(rows, 1)
            for column, value in enumerate(cells, 1)
            if value != ""
        }
        ours = {
            (row, column): cell.text
            for row, cells in sheet.rows.items()
            for column, cell in cells.items()
            if cell.kind not in UNSEEN
        }
        if ours != theirs:
            return False
    return True


def as_text(value: object) -> str:
    """A value as our text of it."""
    match value:
        case bool():
            return str(value).upper()
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case timedelta():
            minutes, seconds = divmod(int(value.total_seconds()), 60)
            return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
        case float():
            plain = format(Decimal(repr(value + 0.0)), "f")  # no sign before 0
            return plain.removesuffix(".0")
        case _:
            return str(value)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_calamine_reads_the_same_of_a_sample(path: Path) -> None:
    assert same_values(path)


@pytest.mark.skipif(not REAL, reason="STATX_WORKBOOKS names no folder of real workbooks")
def test_calamine_reads_the_same_of_real_workbooks() -> None:
    paths = sorted(Path(REAL).rglob("*.xls[xm]"))
    assert paths
    assert [path for path in paths if not same_values(path)] == []


@settings(max_examples=20)
@given(values=st.lists(VALUES, max_size=12))
def test_what_is_written_comes_back(
    values: Sequence[object], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "values.xlsx"
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        for row, value in enumerate(values):
            if isinstance(value, str):
                sheet.write_string(row, 0, value)
            else:
                sheet.write(row, 0, value, day if isinstance(value, date) else None)

    column = {row: cells[1] for row, cells in open_workbook(path).sheets[0].rows.items()}
    assert {row: cell.text for row, cell in column.items()} == {
        row: as_text(value) for row, value in enumerate(values, 1)
    }
    assert all(isinstance(cell, SheetCell) for cell in column.values())
