"""The cells of a block of CSV: Arrow's reader where it is exact, Python's where it is not."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv

from statx.tables import limits
from statx.tables.csv.blocks import records
from statx.tables.csv.dialect import Dialect
from statx.tables.table import Cells, ExtraCells, Rows, ShortRecords

DICTIONARY = pa.dictionary(pa.int32(), pa.string())
MANY = 20_000
"""Rows of a block from which on it is worth asking whether a dictionary pays."""
DISTINCT = 3
"""Where one row in so many or more has a text of its own, a dictionary does not pay."""

CHUNK = 1 << 16
"""Cells of records that were read one by one, before they become Arrow's texts."""

Positions = Sequence[int] | None
"""The columns that are wanted, ascending from 0; None for all."""
NumberedRecord = tuple[int, list[str]]
"""(the row of a record in its block, from 0; its cells)"""


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
    undictionaried: set[int],
    only: Positions = None,
) -> Cells:
    """Arrow's reader; records of a wrong shape are handed back as text and read one by one.

    `undictionaried` are the columns to be read without a dictionary; what this block teaches is
    added to them.
    """
    odd_rows = array("q")
    odd_texts: list[str] = []

    def set_aside(row: arrow_csv.InvalidRow) -> str:
        odd_rows.append(row.number - 1)
        odd_texts.append(row.text)
        return "skip"

    table = arrow_csv.read_csv(
        pa.BufferReader(data),
        arrow_csv.ReadOptions(
            column_names=_numbers(width),
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
            include_columns=[] if only is None else [str(number) for number in only],
            column_types=_text_types(width, undictionaried),
            null_values=[],
            strings_can_be_null=False,
            # Looked at before, all at once: the handler of odd rows must not meet what is no text.
            check_utf8=False,
        ),
    )

    chosen = range(width) if only is None else only
    columns = [_unchunked(column) for column in table.columns]
    _learn(
        zip(
            chosen,
            columns,
            strict=True,
        ),
        undictionaried,
    )

    odd = _OddRecords(width, chosen)
    for chunk in _chunks(
        _read_each(
            odd_rows,
            odd_texts,
            dialect,
        )
    ):
        odd.add(chunk)

    return odd.behind(columns, table.num_rows)


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
    odd = _OddRecords(width, chosen)

    for chunk in _chunks(enumerate(rows)):
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


def _numbers(width: int) -> list[str]:
    """Columns are told apart by position: labels may be blank or stand twice."""
    return [str(number) for number in range(width)]


def _text_types(width: int, undictionaried: set[int]) -> dict[str, pa.DataType]:
    types = dict.fromkeys(_numbers(width), DICTIONARY)
    for number in undictionaried:
        types[str(number)] = pa.string()

    return types


def _unchunked(column: pa.ChunkedArray) -> pa.Array:
    if column.num_chunks == 1:
        return column.chunk(0)
    return column.combine_chunks()


def _learn(columns: Iterable[tuple[int, pa.Array]], undictionaried: set[int]) -> None:
    """Read columns of mostly different texts without a dictionary, from the next block on."""
    for number, column in columns:
        if number in undictionaried or len(column) <= MANY:
            continue
        if len(column.dictionary) > len(column) // DISTINCT:
            undictionaried.add(number)


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


def _chunks(rows: Iterable[NumberedRecord]) -> Iterator[list[NumberedRecord]]:
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


class _OddRecords:
    """Records that have more cells than the header, or fewer, as Arrow's texts and numbers."""

    def __init__(self, width: int, chosen: Sequence[int]) -> None:
        self._width = width
        self._chosen = chosen
        self._rows = array("q")
        self._parts: list[list[pa.Array]] = [[] for _ in chosen]
        self._extra_rows = array("q")
        self._extra_positions = array("q")
        self._extra_texts: list[pa.Array] = []
        self._short_rows = array("q")
        self._short_cells = array("q")

    def add(self, chunk: Sequence[NumberedRecord]) -> None:
        """Take some more."""
        if not chunk:
            return

        for at, parts in zip(
            self._chosen,
            self._parts,
            strict=True,
        ):
            texts = [cells[at] if at < len(cells) else None for _, cells in chunk]
            parts.append(pa.array(texts, pa.string()))

        surplus: list[str] = []
        for row, cells in chunk:
            self._rows.append(row)
            if len(cells) < self._width:
                self._short_rows.append(row)
                self._short_cells.append(len(cells))
            else:
                surplus += self._surplus(row, cells)

        self._extra_texts.append(pa.array(surplus, pa.string()))

    def behind(self, columns: Sequence[pa.Array], regular: int) -> Cells:
        """The regular records, and behind them these, filled up with nulls."""
        if not self._rows:
            return Cells(tuple(columns), regular)

        appended = map(
            _appended,
            columns,
            map(_joined, self._parts),
        )
        rows = regular + len(self._rows)
        return Cells(
            columns=tuple(appended),
            rows=rows,
            order=_odd_last(_numbered(self._rows), rows),
            extra=self._extra,
            short=self._short,
        )

    def _surplus(self, row: int, cells: list[str]) -> list[str]:
        """The texts of a record beyond the header, whose places are kept."""
        first = self._width + 1
        positions = range(first, len(cells) + 1)
        self._extra_positions.extend(positions)
        self._extra_rows.extend(repeat(row, len(positions)))
        return cells[self._width :]

    @property
    def _extra(self) -> ExtraCells | None:
        if not self._extra_rows:
            return None
        return ExtraCells(
            rows=_numbered(self._extra_rows),
            positions=_numbered(self._extra_positions),
            texts=_joined(self._extra_texts),
        )

    @property
    def _short(self) -> ShortRecords | None:
        if not self._short_rows:
            return None
        return ShortRecords(_numbered(self._short_rows), _numbered(self._short_cells))


def _numbered(numbers: array[int]) -> Rows:
    return np.frombuffer(numbers, np.int64)


def _joined(parts: Sequence[pa.Array]) -> pa.Array:
    if not parts:
        return pa.array([], pa.string())
    return pa.concat_arrays(parts)


def _odd_last(odd: Rows, rows: int) -> Rows:
    """All rows of the block, the odd ones behind the others. shape: (k,) -> (rows,)"""
    regular = np.delete(np.arange(rows), odd)
    return np.concatenate([regular, odd])


def _appended(column: pa.Array, texts: pa.Array) -> pa.Array:
    """A column with more texts behind it, in a dictionary where it has one."""
    if not pa.types.is_dictionary(column.type):
        return pa.concat_arrays([column, texts])

    more = texts.dictionary_encode().cast(column.type)
    both = pa.chunked_array([column, more])
    return _unchunked(both.unify_dictionaries())
