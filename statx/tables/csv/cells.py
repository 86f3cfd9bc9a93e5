"""The cells of a block of CSV, and where they stand: Arrow's reader where it is exact, Python's where it is not."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv

from statx.tables.csv.blocks import Piece, records, viewed
from statx.tables.csv.dialect import Dialect
from statx.tables.table import Cells, ExtraCell, Place

DICTIONARY = pa.dictionary(pa.int32(), pa.string())
Positions = Sequence[int] | None
"""The columns that are wanted, ascending from 0; None for all."""
MANY = 20_000
"""Rows in a block from which a column of mostly different texts is read without a dictionary."""


def fast(
    data: pa.Buffer, dialect: Dialect, width: int, plain: set[int], only: Positions = None
) -> Cells:
    """Arrow's reader; records of a wrong shape are handed back as text and read one by one."""
    chosen = range(width) if only is None else only
    odd: list[tuple[int, str]] = []

    def set_aside(row: arrow_csv.InvalidRow) -> str:
        odd.append((row.number - 1, row.text))
        return "skip"

    table = arrow_csv.read_csv(
        pa.BufferReader(data),
        arrow_csv.ReadOptions(
            column_names=_numbers(width), use_threads=False, block_size=data.size + 1
        ),
        arrow_csv.ParseOptions(
            delimiter=dialect.delimiter,
            quote_char=dialect.quote or False,
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=set_aside,
        ),
        arrow_csv.ConvertOptions(
            include_columns=[] if only is None else [str(number) for number in only],
            column_types={
                name: pa.string() if i in plain else DICTIONARY
                for i, name in enumerate(_numbers(width))
            },
            null_values=[],
            strings_can_be_null=False,
            check_utf8=False,  # looked at before, all at once: the handler of odd rows must not meet what is no text
        ),
    )
    columns = [_one(column) for column in table.columns]
    _learn(zip(chosen, columns, strict=True), plain)
    rows = [
        (number, next(records(text, dialect.delimiter, dialect.quote), [])) for number, text in odd
    ]
    return _with_odd(columns, table.num_rows, rows, width, chosen)


def has_blank_line(data: bytes) -> bool:
    """Whether a line without a cell may stand among these; one inside quotes looks the same."""
    return data.startswith((b"\n", b"\r\n")) or b"\n\n" in data or b"\n\r\n" in data


def exact(data: bytes, dialect: Dialect, width: int, only: Positions = None) -> Cells:
    """Python's reader, for the blocks in which Arrow's would not tell a blank line from a row of empty texts."""
    return cells_of(
        list(records(data.decode("utf-8"), dialect.delimiter, dialect.quote)), width, only
    )


def cells_of(found: Sequence[list[str]], width: int, only: Positions = None) -> Cells:
    """The cells of records that were read one by one."""
    rows = list(enumerate(found))
    right = [(number, cells) for number, cells in rows if len(cells) == width]
    chosen = range(width) if only is None else only
    columns = [
        pa.array([cells[i] for _, cells in right], pa.string()).dictionary_encode() for i in chosen
    ]
    return _with_odd(
        columns, len(right), [row for row in rows if len(row[1]) != width], width, chosen
    )


def is_utf8(data: pa.Buffer) -> bool:
    """Whether all of these bytes are UTF-8, faster than they could be read."""
    ends = pa.py_buffer(np.array([0, data.size], np.int32))
    try:
        pa.Array.from_buffers(pa.string(), 1, [None, ends, data]).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _numbers(width: int) -> list[str]:
    """Columns are told apart by position: labels may be blank or stand twice."""
    return [str(number) for number in range(width)]


def _one(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _learn(columns: Iterable[tuple[int, pa.Array]], plain: set[int]) -> None:
    """A dictionary of mostly different texts costs more than it saves: from the next block on, none."""
    for number, column in columns:
        if number not in plain and len(column) > MANY and len(column.dictionary) > len(column) // 3:
            plain.add(number)


def _with_odd(
    columns: list[pa.Array],
    regular: int,
    odd: list[tuple[int, list[str]]],
    width: int,
    chosen: Sequence[int],
) -> Cells:
    if not odd:
        return Cells(tuple(columns), regular)
    rows = regular + len(odd)
    at = np.array([number for number, _ in odd], np.int64)
    filled = [(cells + [None] * width)[:width] for _, cells in odd]
    return Cells(
        columns=tuple(
            _appended(column, [cells[i] for cells in filled])
            for i, column in zip(chosen, columns, strict=True)
        ),
        rows=rows,
        order=np.concatenate([np.delete(np.arange(rows), at), at]),
        extra=tuple(
            ExtraCell(number, width + i, text)
            for number, cells in odd
            for i, text in enumerate(cells[width:], start=1)
        ),
        short=tuple((number, len(cells)) for number, cells in odd if len(cells) < width),
    )


def _appended(column: pa.Array, texts: list[str | None]) -> pa.Array:
    more = pa.array(texts, pa.string())
    if not pa.types.is_dictionary(column.type):
        return pa.concat_arrays([column, more])
    chunks = pa.chunked_array(
        [column, more.dictionary_encode().cast(column.type)]
    ).unify_dictionaries()
    return chunks.combine_chunks() if chunks.num_chunks != 1 else chunks.chunk(0)


# ---- saying where ----------------------------------------------------------------------------------


def places_in(
    piece: Piece, line: int, dialect: Dialect, wanted: Mapping[int, int]
) -> dict[int, Place]:
    """Read a piece once more, record by record, for the physical place of the wanted ones."""
    found: dict[int, Place] = {}
    lines = viewed(piece.data).tobytes().decode("utf-8").split("\n")
    reader = csv.reader(
        (f"{line}\n" for line in lines),
        delimiter=dialect.delimiter,
        quotechar=dialect.quote or None,
    )
    begun, last = 0, max(wanted)
    for number, cells in enumerate(reader):
        if number in wanted:
            starts = _starts("\n".join(lines[begun : reader.line_num]), dialect, line + begun)
            found[wanted[number]] = Place(starts, tuple(cells))
        begun = reader.line_num
        if number == last:
            break
    return found


def _starts(record: str, dialect: Dialect, line: int) -> tuple[tuple[int, int], ...]:
    """(line, character) at which each cell of a record begins, both from 1."""
    starts, line_start, quoted = [(line, 1)], 0, False
    for mark in re.finditer(f"[{re.escape(dialect.delimiter + dialect.quote)}\n]", record):
        if mark[0] == "\n":
            line, line_start = line + 1, mark.end()
        elif mark[0] == dialect.quote:
            quoted = not quoted
        elif not quoted:
            starts.append((line, mark.end() - line_start + 1))
    return tuple(starts)
