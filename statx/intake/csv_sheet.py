"""A CSV file taken as a sheet: each record a row, each cell a text, whatever stands where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from statx.registry.table_dialect import TableDialect
from statx.tables import limits
from statx.tables.csv.blocks import records
from statx.tables.csv.dialect import delimiter_of
from statx.tables.csv.head import newline_of, open_text
from statx.tables.csv.irregular import first_irregularity
from statx.tables.csv.textfile import TextFile, read
from statx.tables.errors import ManyColumnsError
from statx.workbook.sheets import Sheet, SheetCell

CHUNK = 1 << 22
LOOKED_AT = 1 << 16
"""Characters at the front that tell the delimiter."""


@dataclass(frozen=True, slots=True)
class CsvSheet:
    """The sheet, and where its rows stand in the text."""

    sheet: Sheet
    lines: Sequence[int]
    """Row from 0 -> the physical line in which it begins, from 1."""


def read_csv_sheet(path: Path, encoding: str, delimiter: str, anchor: str) -> CsvSheet:
    """Read it whole; empty: its encoding and delimiter are found as those of any CSV file are.

    The header, which tells the delimiter, is the first line with the anchor. Raises what opening a
    CSV file raises, and IrregularCsvError where it is none.
    """
    file = open_text(path, encoding, TableDialect(delimiter))
    data = _all_bytes(file)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise file.bad_encoding(error, 1 + data.count(b"\n", 0, error.start), 0) from error

    if not file.dialect.delimiter:
        found = delimiter_of(_header_line(text, anchor), file.dialect.quote)
        file = replace(file, dialect=replace(file.dialect, delimiter=found))

    _refuse_irregular(file, data)
    return _placed(path, records(text, file.dialect.delimiter, file.dialect.quote))


def _header_line(text: str, anchor: str) -> str:
    """The line in which the header begins; the front of a text that has no such line."""
    for line in text[:LOOKED_AT].splitlines():
        if anchor in line:
            return line
    return text[:LOOKED_AT]


def _all_bytes(file: TextFile) -> bytes:
    pieces = []
    with file.opened() as stream:
        while piece := read(stream, CHUNK):
            pieces.append(piece)
    return b"".join(pieces)


def _refuse_irregular(file: TextFile, data: bytes) -> None:
    first, _, _ = data.partition(b"\n")
    irregularity = first_irregularity(
        memoryview(data),
        file.dialect.delimiter.encode(),
        file.dialect.quote.encode(),
        newline_of(first + b"\n"),
    )
    if irregularity is not None:
        line = 1 + data.count(b"\n", 0, irregularity.offset)
        raise file.irregular(irregularity, line, 0)


def _placed(path: Path, reader: Iterator[list[str]]) -> CsvSheet:
    rows = {}
    lines = []
    before = 0
    for number, record in enumerate(reader, 1):
        if len(record) > limits.COLUMNS.most:
            raise ManyColumnsError(
                path=path,
                found=len(record),
                limit=limits.COLUMNS.most,
            )

        lines.append(before + 1)
        before = reader.line_num  # type: ignore[attr-defined]  # it is csv's own reader
        cells = {at: SheetCell(text) for at, text in enumerate(record, 1) if text.strip()}
        if cells:
            rows[number] = cells
    return CsvSheet(Sheet("", rows), lines)
