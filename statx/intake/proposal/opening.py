"""The sheets of a file of which nobody has said yet how it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from statx.errors import MissingFileError
from statx.files import reading
from statx.intake.csv_sheet import read_csv_sheet
from statx.intake.opening import WORKBOOKS
from statx.tables.csv.errors import IrregularCsvError
from statx.tables.errors import EncodingError
from statx.workbook.reading import open_workbook
from statx.workbook.sheets import Sheet

DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class OpenedSheets:
    """The sheets of a file, and how it had to be read."""

    sheets: tuple[Sheet, ...]
    encoding: str = ""
    """Of a CSV file that is not UTF-8: the likeliest one, for a person to look at."""
    delimiter: str = ""
    """Of a CSV file."""


def open_sheets(path: Path) -> OpenedSheets:
    """The sheets of a workbook, or a CSV file as one.

    Raises MissingFileError, and what reading a workbook or a CSV file raises.
    """
    with reading(path):
        if not path.exists():
            raise MissingFileError(path=path)
        if path.suffix.lower() in WORKBOOKS:
            return OpenedSheets(open_workbook(path).sheets)

        try:
            return _as_text(path, "")
        except EncodingError as error:
            if not error.encodings:
                raise
            return _as_text(
                path,
                error.encodings[0],
            )


def _as_text(path: Path, encoding: str) -> OpenedSheets:
    """Cut where most rows have the same number of cells."""
    readings = list(_readings(path, encoding))
    return max(
        readings,
        key=lambda opened: _regularity(opened.sheets[0]),
    )


def _readings(path: Path, encoding: str) -> Iterator[OpenedSheets]:
    refused = None
    readable = 0
    for delimiter in DELIMITERS:
        try:
            sheet = read_csv_sheet(path, encoding, delimiter, "").sheet
        except IrregularCsvError as error:
            # With another delimiter its quotes may be in order.
            refused = refused or error
            continue

        readable += 1
        yield OpenedSheets((sheet,), encoding, delimiter)

    if refused is not None and not readable:
        raise refused


def _regularity(sheet: Sheet) -> int:
    """Cells in rows of the usual width; one cell a row is no table."""
    widths = Counter(len(cells) for cells in sheet.rows.values())
    return max((width * rows for width, rows in widths.items() if width > 1), default=0)
