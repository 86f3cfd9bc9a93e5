"""Workbooks that were made to harm, or were damaged on the way: a table of what is done to one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from statx.errors import StatxError
from statx.workbook import limits
from statx.workbook.errors import (
    BrokenWorkbookError,
    DeclaredEntitiesError,
    OtherKindError,
    WorkbookLimitError,
)
from tests.workbook.odd_books import write_book

SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><sst>&c;</sst>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'
LOCKED = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512) + "EncryptedPackage".encode("utf-16-le")

Spoil = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Hostile:
    """What is done to the bytes of a good workbook, and how reading it ends."""

    spoil: Spoil
    error: type[StatxError]
    says: str
    """In the English sentence."""
    bounds: Mapping[str, int] | None = None
    """Limits that are lowered for it: a name in `workbook.limits` -> the most."""


def with_part(name: str, data: bytes) -> Spoil:
    """The same book with other bytes in one of its parts."""

    def spoil(book: bytes) -> bytes:
        return zipped({**parts_of(book), name: data})

    return spoil


def with_rows(rows: str, before: str = "", behind: str = "") -> Spoil:
    """The same book with other rows on its sheet."""
    sheet = f"<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData>{behind}</worksheet>"
    return with_part(SHEET, sheet.encode())


def parts_of(book: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def twice(book: bytes) -> bytes:
    """Two sheets of one name, of which two programs read another one each."""
    out = io.BytesIO(book)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr(SHEET, f"<worksheet {MAIN}/>")
    return out.getvalue()


def good_book(folder: Path) -> bytes:
    return write_book(folder / "good.xlsx").read_bytes()


HOSTILE: Mapping[str, Hostile] = {
    "entities that grow": Hostile(with_part(STRINGS, BOMB), DeclaredEntitiesError, "holds a DTD"),
    "a file outside": Hostile(with_part(SHEET, OUTSIDE), DeclaredEntitiesError, "holds a DTD"),
    "a DTD in another encoding": Hostile(
        with_part(
            SHEET, b'<?xml version="1.0" encoding="cp037"?>' + "<!DOCTYPE a>".encode("cp037")
        ),
        BrokenWorkbookError,
        "in an encoding",
    ),
    "a part that grows": Hostile(
        with_part(SHEET, b" " * (4 << 20)),
        WorkbookLimitError,
        "compressed byte",
        {"ALWAYS_INFLATED": 1 << 16},
    ),
    "too much of it": Hostile(
        with_part(SHEET, b" " * (1 << 20)), WorkbookLimitError, "unpacked", {"INFLATED": 1 << 16}
    ),
    "many members": Hostile(
        lambda book: zipped({**parts_of(book), **{f"x/{at}": b"" for at in range(100)}}),
        WorkbookLimitError,
        "files inside",
        {"MEMBERS": 50},
    ),
    "many cells": Hostile(
        with_rows("<row>" + "<c><v>1</v></c>" * 100 + "</row>"),
        WorkbookLimitError,
        "hold something",
        {"CELLS": 50},
    ),
    "many texts": Hostile(
        with_part(STRINGS, f"<sst {MAIN}>{'<si/>' * 100}</sst>".encode()),
        WorkbookLimitError,
        "hold something",
        {"CELLS": 50},
    ),
    "many merged cells": Hostile(
        with_rows("", behind='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>' * 100),
        WorkbookLimitError,
        "hold something",
        {"CELLS": 50},
    ),
    "columns that are hidden again and again": Hostile(
        with_rows("", before='<cols><col min="1" max="16384" hidden="1"/></cols>' * 2),
        WorkbookLimitError,
        "columns",
    ),
    "merged cells over cells far apart": Hostile(
        with_rows(
            '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
            behind='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        ),
        WorkbookLimitError,
        "merged cells",
    ),
    "a long text": Hostile(
        with_rows('<row><c t="str"><v>' + "a" * 2000 + "</v></c></row>"),
        WorkbookLimitError,
        "characters",
        {"TEXT": 1000},
    ),
    "a long tag": Hostile(
        with_rows(f'<row a="{"a" * 3_000_000}"/>'), WorkbookLimitError, "one tag", {"TAG": 1 << 20}
    ),
    "deep elements": Hostile(
        with_part(SHEET, b"<a>" * 1000), WorkbookLimitError, "inside each other"
    ),
    "a million columns": Hostile(
        with_rows('<row r="1"><c r="ZZZ1"><v>1</v></c></row>'), WorkbookLimitError, "columns"
    ),
    "below the last row": Hostile(
        with_rows('<row r="1048577"/>'), WorkbookLimitError, "rows of a sheet"
    ),
    "a cell nowhere": Hostile(
        with_rows('<row r="1"><c r="1A"><v>1</v></c></row>'), BrokenWorkbookError, "1A"
    ),
    "a cell in a cell": Hostile(
        with_rows("<row><c><c/></c></row>"), BrokenWorkbookError, "inside a cell"
    ),
    "no number": Hostile(
        with_rows('<row r="1"><c r="B1"><v>nan</v></c></row>'), BrokenWorkbookError, "B1 holds nan"
    ),
    "a text that is not there": Hostile(
        with_rows('<row><c t="s"><v>999</v></c></row>'), BrokenWorkbookError, "points to a text"
    ),
    "broken XML": Hostile(with_part(SHEET, b"<worksheet>"), BrokenWorkbookError, "no whole XML"),
    "two parts of one name": Hostile(twice, BrokenWorkbookError, "two files"),
    "cut off": Hostile(lambda book: book[: len(book) // 2], BrokenWorkbookError, "no whole zip"),
    "no book in it": Hostile(
        lambda _: zipped({"[Content_Types].xml": b""}), BrokenWorkbookError, "is missing"
    ),
    "with a password": Hostile(lambda _: LOCKED, OtherKindError, "a workbook with a password"),
    "old Excel": Hostile(lambda _: LOCKED[:512], OtherKindError, "old Excel"),
    "binary": Hostile(
        lambda _: zipped({"xl/workbook.bin": b""}), OtherKindError, "binary Excel workbook"
    ),
    "of LibreOffice": Hostile(
        lambda _: zipped({"content.xml": b""}), OtherKindError, "OpenDocument"
    ),
    "another zip": Hostile(lambda _: zipped({"a.csv": b""}), OtherKindError, "another zip"),
    "a web page": Hostile(lambda _: b"\n<html><table>", OtherKindError, "a web page"),
    "a CSV file": Hostile(lambda _: b"a;b\n1;2\n", OtherKindError, "plain text"),
    "empty": Hostile(lambda _: b"", OtherKindError, "an empty file"),
}


def lower(bounds: Mapping[str, int], patch: pytest.MonkeyPatch) -> None:
    """Limits as low as a test can reach."""
    for name, most in bounds.items():
        limit = getattr(limits, name)
        lowered = most if isinstance(limit, int) else limits.Limit(limit.name, most, limit.of)
        patch.setattr(limits, name, lowered)
