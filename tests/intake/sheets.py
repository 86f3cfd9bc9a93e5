"""Files and texts as sheets."""

from __future__ import annotations

import csv
from pathlib import Path

from statx.workbook.reading import open_workbook
from statx.workbook.sheets import Sheet, SheetCell

Records = list[list[str]]


def sheet_of(records: Records) -> Sheet:
    """These texts as a sheet without a name; empty ones are no cells."""
    rows = {}
    for row, record in enumerate(records, 1):
        cells = {column: SheetCell(text) for column, text in enumerate(record, 1) if text.strip()}
        if cells:
            rows[row] = cells
    return Sheet("", rows)


def sheets_in(path: Path) -> tuple[Sheet, ...]:
    """The sheets of a workbook, or a CSV file as one."""
    if path.suffix == ".xlsx":
        return open_workbook(path).sheets

    return (sheet_of(records_in(path)),)


def records_in(path: Path) -> Records:
    """The records of a CSV file, whatever its encoding and delimiter."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")

    delimiter = ";" if text.count(";") > text.count(",") / 2 else ","
    return list(csv.reader(text.splitlines(), delimiter=delimiter))
