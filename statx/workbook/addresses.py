"""Where a cell stands, as Excel says it: `D14`, and with its sheet `Produksi!D14`."""

from __future__ import annotations

import re

LETTERS = 26
_PLAIN_NAME = re.compile(r"[^\W\d][\w.]*")
"""The names of sheets that need no quotes in an address."""
_ADDRESS = re.compile(
    r"(?:(?P<sheet>'(?:[^']|'')+'|[^'!]+)!)?\$?(?P<column>[A-Z]{1,3})\$?(?P<row>[1-9]\d{0,6})"
)


def column_letters(column: int) -> str:
    """The letters of a column, which is counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


def column_number(letters: str) -> int:
    """The column of these capital letters, counted from 1."""
    number = 0
    for letter in letters:
        number = number * LETTERS + ord(letter) - ord("A") + 1
    return number


def cell_address(row: int, column: int, sheet: str = "") -> str:
    """The address of a cell, row and column from 1; with its sheet where one is named."""
    address = f"{column_letters(column)}{row}"
    return f"{_quoted(sheet)}!{address}" if sheet else address


def read_address(address: str) -> tuple[str, int, int]:
    """(sheet, row, column) of an address as `cell_address` writes it; ValueError otherwise."""
    parts = _ADDRESS.fullmatch(address)
    if parts is None:
        raise ValueError(address)

    sheet = parts["sheet"] or ""
    if sheet.startswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    return sheet, int(parts["row"]), column_number(parts["column"])


def _quoted(sheet: str) -> str:
    if _PLAIN_NAME.fullmatch(sheet):
        return sheet

    doubled = sheet.replace("'", "''")
    return f"'{doubled}'"
