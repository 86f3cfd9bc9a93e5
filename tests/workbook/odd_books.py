"""A small workbook for each thing that a workbook can keep otherwise than it shows it.

They are the samples of `samples/_checks`; `python -m tests.workbook.odd_books` writes them anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

SAMPLES = Path(__file__).parents[2] / "samples" / "_checks"
MADE = datetime(2026, 1, 1)  # noqa: DTZ001  as XlsxWriter takes it
HEADER = ("kode", "nama", "persen")
ROWS = (("0012", "Puskesmas Andalas", 7.5), ("0013", "Puskesmas Ambacang", 8.25))

Change = Callable[[Workbook, Worksheet], object]


def _percent(book: Workbook, sheet: Worksheet) -> None:
    sheet.write_number("C2", 0.075, book.add_format({"num_format": "0.0%"}))


def _merge_name(book: Workbook, sheet: Worksheet) -> None:
    sheet.merge_range("B2:B3", "Puskesmas Andalas", book.add_format())
    sheet.write_blank("B3", None, book.add_format({"bold": True}))


def _cover_name(book: Workbook, sheet: Worksheet) -> None:
    _merge_name(book, sheet)
    sheet.write_string("B3", "Puskesmas Ambacang")


CHANGES: Mapping[str, Change] = {
    "code-as-number": lambda _, sheet: sheet.write_number("A2", 12),
    "covered-cell": _cover_name,
    "error-cell": lambda _, sheet: sheet.write_formula("B3", "=Lama!A1", value="#REF!"),
    "merged-cell": _merge_name,
    "number-as-text": lambda _, sheet: sheet.write_string("C3", "8.25"),
    "shown-otherwise": _percent,
}
"""What is done to a sheet that is as it should be, by the codes of what is then said."""


def write_book(path: Path, change: Change | None = None, name: str = "Puskesmas") -> Path:
    """The sheet that is as it should be, with this done to it."""
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": MADE})
        sheet = book.add_worksheet(name)
        for number, row in enumerate((HEADER, *ROWS)):
            sheet.write_row(number, 0, row)
        if change is not None:
            change(book, sheet)
    return path


if __name__ == "__main__":
    for codes, change in CHANGES.items():
        folder = SAMPLES / codes
        folder.mkdir(exist_ok=True)
        write_book(folder / "data.xlsx", change)
