"""The cells of a block of CSV: Arrow's reader where it is exact, Python's where it is not."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv

from statx.tables import limits
from statx.tables.csv.blocks import records
from statx.tables.csv.dialect import Dialect
from statx.tables.csv.dictionaries import Dictionaries
from statx.tables.csv.odd_records import NumberedRecord, OddRecords
from statx.tables.table import Cells

CHUNK = 1 << 16
"""Cells of records that were read one by one, before they become Arrow's texts."""

MANY_ODD = 256
"""Records of a wrong shape in a block, beyond which they are read in groups: handed back one by one
they cost a hundred times what others do."""

Positions = Sequence[int] | None
"""The columns that are wanted, ascending from 0; None for all."""


class TooManyCells(Exception):  # noqa: N818  the table makes an error of it, which knows the file
    """A record has more cells than any may have."""

    def __init__(self, row: int, cells: int) -> None:
        super().__init__(row, cells)
        self.row = row
        """In its block, from 0."""
        self.cells = cells


def read_fast(
    data: pa.Buffer,
    dialect: Dialect,
    width: int,
    dictionaries: Dictionaries,
    only: Positions = None,
) -> Cells | None:
    """Arrow's reader; records of a wrong shape are handed back as text and read one by one.

    None where these are many. What this block teaches is added to `dictionaries`.
    """
    odd_rows = array("q")
    odd_texts: list[str] = []

    def set_aside(row: arrow_csv.InvalidRow) -> str:
        odd_rows.append(row.number - 1)
        odd_texts.append(row.text)
        return "skip" if len(odd_rows) <= MANY_ODD else "error"

    chosen = range(width) if only is None else only
    try:
        columns, rows = parsed(data, dialect, width, chosen, set_aside)
    except pa.ArrowInvalid:
        if len(odd_rows) > MANY_ODD:
            return None
        raise

    odd = OddRecords(width, chosen)
    for chunk in chunks(_read_each(odd_rows, odd_texts, dialect)):
        odd.add(chunk)

    return odd.behind(encoded(columns, chosen, dictionaries), rows)


def parsed(
    data: pa.Buffer,
    dialect: Dialect,
    width: int,
    chosen: Sequence[int],
    set_aside: Callable[[arrow_csv.InvalidRow], str] | None = None,
) -> tuple[list[pa.ChunkedArray], int]:
    """(columns of texts, of which some are chosen; their rows) of regular bytes, by Arrow's reader.

    What has not as many cells goes to `set_aside`.
    """
    # Columns are told apart by position: labels may be blank or stand twice.
    names = [str(number) for number in range(width)]
    table = arrow_csv.read_csv(
        pa.BufferReader(data),
        arrow_csv.ReadOptions(
            column_names=names,
            use_threads=False,
            block_size=data.size + 1,
        ),
        arrow_csv.ParseOptions(
            delimiter=dialect.delimiter,
            quote_char=dialect.quote or False,
            newlines_in_values=True,
            ignore_empty_lines=False,
            invalid_row_handler=set_aside,
        ),
        arrow_csv.ConvertOptions(
            include_columns=[names[number] for number in chosen],
            column_types=dict.fromkeys(names, pa.string()),
            null_values=[],
            strings_can_be_null=False,
            # Looked at before, all at once: the handler of odd rows must not meet what is no text.
            check_utf8=False,
        ),
    )
    return table.columns, table.num_rows


def read_exact(data: bytes, dialect: Dialect, width: int, only: Positions = None) -> Cells:
    """Python's reader, for blocks in which Arrow's would not give what stands there."""
    text = data.decode("utf-8")
    _refuse_wide(text, dialect)
    return cells_of(
        records(
            text,
            dialect.delimiter,
            dialect.quote,
        ),
        width,
        only,
    )


def cells_of(rows: Iterable[list[str]], width: int, only: Positions = None) -> Cells:
    """The cells of records that are read one by one."""
    chosen = range(width) if only is None else only
    regular = _RegularRecords(chosen)
    odd = OddRecords(width, chosen)

    for chunk in chunks(enumerate(rows)):
        regular.add([record for record in chunk if len(record[1]) == width])
        odd.add([record for record in chunk if len(record[1]) != width])

    return odd.behind(regular.columns(), regular.rows)


def number_of_cells(record: str, dialect: Dialect) -> int:
    """Of a regular record, counted without making them."""
    delimiters = record.count(dialect.delimiter)
    if delimiters and dialect.quote and dialect.quote in record:
        outside = record.split(dialect.quote)[0::2]
        delimiters = sum(part.count(dialect.delimiter) for part in outside)

    return 1 + delimiters


def has_blank_line(data: bytes) -> bool:
    """Whether a line without a cell may stand among these; one inside quotes looks the same."""
    if data.startswith((b"\n", b"\r\n")):
        return True
    return b"\n\n" in data or b"\n\r\n" in data


def is_utf8(data: pa.Buffer) -> bool:
    """Whether all of these bytes are UTF-8, faster than they could be read."""
    ends = pa.py_buffer(np.array([0, data.size], np.int32))
    one_text = pa.Array.from_buffers(
        pa.string(),
        1,
        [None, ends, data],
    )
    try:
        one_text.validate(full=True)
    except pa.ArrowInvalid:
        return False

    return True


def unchunked(column: pa.ChunkedArray) -> pa.Array:
    """The column as one array."""
    if column.num_chunks == 1:
        return column.chunk(0)
    return column.combine_chunks()


def encoded(
    columns: list[pa.ChunkedArray], chosen: Sequence[int], dictionaries: Dictionaries
) -> list[pa.Array]:
    """The columns of these numbers, with a dictionary where that pays.

    They are taken out of the list: the memory of plain texts is had again at once.
    """
    columns.reverse()
    return [dictionaries.encoded(number, unchunked(columns.pop())) for number in chosen]


def _read_each(
    rows: Iterable[int], texts: Iterable[str], dialect: Dialect
) -> Iterator[NumberedRecord]:
    for row, text in zip(
        rows,
        texts,
        strict=True,
    ):
        cells = number_of_cells(text, dialect)
        if cells > limits.CELLS.most:
            raise TooManyCells(row, cells)
        yield (
            row,
            next(
                records(
                    text,
                    dialect.delimiter,
                    dialect.quote,
                ),
                [],
            ),
        )


def _refuse_wide(text: str, dialect: Dialect) -> None:
    """Before records are read: one of millions of cells would be a list of as many."""
    most = limits.CELLS.most
    if len(text) <= most or text.count(dialect.delimiter) < most:
        return

    row = 0
    record: list[str] = []
    quotes = 0
    for line in text.split("\n"):
        record.append(line)
        quotes += line.count(dialect.quote) if dialect.quote else 0
        if quotes % 2:
            continue

        cells = number_of_cells("\n".join(record), dialect)
        if cells > most:
            raise TooManyCells(row, cells)
        row += 1
        record = []


def chunks(rows: Iterable[NumberedRecord]) -> Iterator[list[NumberedRecord]]:
    """Records in lists of about so many cells: Python's objects take fifty times the room."""
    chunk: list[NumberedRecord] = []
    cells = 0
    for record in rows:
        chunk.append(record)
        cells += 1 + len(record[1])
        if cells >= CHUNK:
            yield chunk
            chunk = []
            cells = 0

    if chunk:
        yield chunk


class _RegularRecords:
    """Records that have as many cells as the header, as Arrow's texts."""

    def __init__(self, chosen: Sequence[int]) -> None:
        self.rows = 0
        self._chosen = chosen
        self._parts: list[list[pa.Array]] = [[] for _ in chosen]

    def add(self, chunk: Sequence[NumberedRecord]) -> None:
        """Take some more."""
        self.rows += len(chunk)
        for at, parts in zip(
            self._chosen,
            self._parts,
            strict=True,
        ):
            texts = [cells[at] for _, cells in chunk]
            parts.append(pa.array(texts, pa.string()))

    def columns(self) -> list[pa.Array]:
        """What was taken, by column, with dictionaries."""
        return [_joined(parts).dictionary_encode() for parts in self._parts]


def _joined(parts: Sequence[pa.Array]) -> pa.Array:
    if not parts:
        return pa.array([], pa.string())
    return pa.concat_arrays(parts)
