"""Records as sheets."""

from __future__ import annotations

import csv
from pathlib import Path

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


def records_in(path: Path) -> Records:
    """The records of a CSV file, whatever its encoding and delimiter."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")

    delimiter = ";" if text.count(";") > text.count(",") / 2 else ","
    return list(csv.reader(text.splitlines(), delimiter=delimiter))
