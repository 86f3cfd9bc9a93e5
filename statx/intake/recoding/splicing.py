"""Cells of a CSV file rewritten where they stand: every other byte stays as it is.

Quotes, line ends, spaces, a byte order mark, records of another length: all are copied. A cell is
found by its separators outside quotes, as everywhere in `tables.csv`, and only the text between its
quotes is put in anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

import numpy as np

from statx.files import write_whole
from statx.tables.csv.blocks import (
    NEWLINE,
    RETURN,
    Octets,
    Offsets,
    octets,
    outside_quotes,
    pieces,
    positions,
    viewed,
)
from statx.tables.csv.table import CsvTable
from statx.tables.csv.textfile import read
from statx.tables.vectorised import Flags


def copy_with(
    table: CsvTable,
    columns: Sequence[int],
    texts: Mapping[bytes, bytes],
    target: BinaryIO,
) -> int:
    """Copy a file, and put other texts into some columns (from 0). How many cells were rewritten.

    `texts` are those that are replaced, as UTF-8. Raises what reading the file raises.
    """
    dialect = table.dialect
    delimiter = dialect.delimiter.encode()
    quote = dialect.quote.encode()
    with table.file.path.open("rb") as raw:
        write_whole(target, raw.read(dialect.mark))

    rewritten = 0
    with table.file.opened() as stream:
        _write(target, read(stream, table.head.start), dialect.encoding)
        for piece in pieces(stream, quote, offset=table.head.start):
            data = bytes(viewed(piece.data))
            cells = _cells(
                data,
                delimiter,
                quote,
                columns,
            )
            parts, number = _spliced(
                data,
                cells,
                quote,
                texts,
            )
            _write(target, b"".join(parts), dialect.encoding)
            rewritten += number
    return rewritten


def _write(target: BinaryIO, text: bytes, encoding: str) -> None:
    is_utf8 = encoding == "utf-8"
    write_whole(target, text if is_utf8 else text.decode("utf-8").encode(encoding))


def _spliced(
    data: bytes,
    cells: Iterator[tuple[int, int]],
    quote: bytes,
    texts: Mapping[bytes, bytes],
) -> tuple[list[bytes], int]:
    """(the parts of a text with other cells in it, how many cells were put in)"""
    parts = []
    done = 0
    for first, end in cells:
        start, stop = _inside_quotes(
            data,
            first,
            end,
            quote,
        )
        text = texts.get(data[start:stop])
        if text is not None:
            parts += [data[done:start], text]
            done = stop

    parts.append(data[done:])
    return parts, len(parts) // 2


def _inside_quotes(data: bytes, first: int, end: int, quote: bytes) -> tuple[int, int]:
    is_quoted = quote and end - first > 1 and data[first : first + 1] == quote
    return (first + 1, end - 1) if is_quoted else (first, end)


def _cells(
    data: bytes, delimiter: bytes, quote: bytes, columns: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """(first byte, byte behind the last) of these cells of every record, in order of the text."""
    view = octets(memoryview(data))
    separators = np.sort(np.concatenate([positions(view, delimiter), positions(view, NEWLINE)]))
    separators = outside_quotes(view, separators, quote)
    if not len(separators) or separators[-1] != len(data) - 1:
        separators = np.append(separators, len(data))

    ends_record = _ends_record(view, separators)
    last = np.flatnonzero(ends_record)
    first = np.concatenate([[0], last[:-1] + 1])
    starts, ends = _borders(view, separators, ends_record)

    wanted = [first + column for column in columns]
    there = [cells[cells <= last] for cells in wanted]
    for cell in np.sort(np.concatenate(there)).tolist():
        yield int(starts[cell]), int(ends[cell])


def _ends_record(view: Octets, separators: Offsets) -> Flags:
    """Which separators end a record: newlines, and the end of the text."""
    ends = np.ones(len(separators), bool)
    inside = separators < len(view)
    ends[inside] = view[separators[inside]] == NEWLINE[0]
    return ends


def _borders(view: Octets, separators: Offsets, ends_record: Flags) -> tuple[Offsets, Offsets]:
    """Where each cell begins and ends; the first half of a line end of two signs is no cell's."""
    starts = np.concatenate([[0], separators[:-1] + 1])
    ends = separators.copy()
    before = np.maximum(separators - 1, 0)
    has_return = ends_record & (ends > starts) & (view[before] == RETURN[0])
    return starts, ends - has_return
