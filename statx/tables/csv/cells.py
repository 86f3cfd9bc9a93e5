"""The cells of a block of CSV: Arrow's reader where it is exact, Python's where it is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv

from statx.tables.csv.blocks import records
from statx.tables.csv.dialect import Dialect
from statx.tables.table import Cells, ExtraCell

DICTIONARY = pa.dictionary(pa.int32(), pa.string())
MANY = 20_000
"""Rows of a block from which on it is worth asking whether a dictionary pays."""
DISTINCT = 3
"""Where one row in so many or more has a text of its own, a dictionary does not pay."""

Positions = Sequence[int] | None
"""The columns that are wanted, ascending from 0; None for all."""
OddRecord = tuple[int, list[str]]
"""A record with too few or too many cells: (its row in the block, from 0; its cells)."""


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
    odd: list[tuple[int, str]] = []

    def set_aside(row: arrow_csv.InvalidRow) -> str:
        odd.append((row.number - 1, row.text))
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
    _learn(zip(chosen, columns, strict=True), undictionaried)

    odd_records = [(row, _cells_of(text, dialect)) for row, text in odd]
    return _with_odd(columns, table.num_rows, odd_records, width, chosen)


def read_exact(data: bytes, dialect: Dialect, width: int, only: Positions = None) -> Cells:
    """Python's reader, for blocks in which Arrow's would take a blank line for empty texts."""
    text = data.decode("utf-8")
    return cells_of(list(records(text, dialect.delimiter, dialect.quote)), width, only)


def cells_of(rows: Sequence[list[str]], width: int, only: Positions = None) -> Cells:
    """The cells of records that were read one by one."""
    chosen = range(width) if only is None else only
    regular: list[list[str]] = []
    odd: list[OddRecord] = []

    for row, cells in enumerate(rows):
        if len(cells) == width:
            regular.append(cells)
        else:
            odd.append((row, cells))

    columns = []
    for at in chosen:
        texts = [cells[at] for cells in regular]
        columns.append(_dictionary(texts))

    return _with_odd(columns, len(regular), odd, width, chosen)


def has_blank_line(data: bytes) -> bool:
    """Whether a line without a cell may stand among these; one inside quotes looks the same."""
    if data.startswith((b"\n", b"\r\n")):
        return True
    return b"\n\n" in data or b"\n\r\n" in data


def is_utf8(data: pa.Buffer) -> bool:
    """Whether all of these bytes are UTF-8, faster than they could be read."""
    ends = pa.py_buffer(np.array([0, data.size], np.int32))
    one_text = pa.Array.from_buffers(pa.string(), 1, [None, ends, data])
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


def _cells_of(record: str, dialect: Dialect) -> list[str]:
    return next(records(record, dialect.delimiter, dialect.quote), [])


def _dictionary(texts: Sequence[str | None]) -> pa.Array:
    return pa.array(texts, pa.string()).dictionary_encode()


# ---- records of a wrong shape -------------------------------------------------------------------


def _with_odd(
    columns: Sequence[pa.Array],
    regular: int,
    odd: Sequence[OddRecord],
    width: int,
    chosen: Sequence[int],
) -> Cells:
    """The regular records, and behind them the odd ones, filled up with nulls."""
    if not odd:
        return Cells(tuple(columns), regular)

    filled = [_filled(cells, width) for _, cells in odd]
    appended = []
    for at, column in zip(chosen, columns, strict=True):
        texts = [cells[at] for cells in filled]
        appended.append(_appended(column, texts))

    rows = regular + len(odd)
    return Cells(
        columns=tuple(appended),
        rows=rows,
        order=_odd_last([row for row, _ in odd], rows),
        extra=tuple(_extra_cells(odd, width)),
        short=tuple(_too_short(odd, width)),
    )


def _filled(cells: Sequence[str], width: int) -> list[str | None]:
    """The cells of a record as far as the header goes, with nulls for those that are not there."""
    missing = [None] * (width - len(cells))
    return [*cells[:width], *missing]


def _odd_last(odd: Sequence[int], rows: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """All rows of the block, the odd ones behind the others. shape: (k,) -> (rows,)"""
    last = np.array(odd, np.int64)
    regular = np.delete(np.arange(rows), last)
    return np.concatenate([regular, last])


def _extra_cells(odd: Sequence[OddRecord], width: int) -> Iterable[ExtraCell]:
    for row, cells in odd:
        for position, text in enumerate(cells[width:], start=width + 1):
            yield ExtraCell(row, position, text)


def _too_short(odd: Sequence[OddRecord], width: int) -> Iterable[tuple[int, int]]:
    for row, cells in odd:
        if len(cells) < width:
            yield row, len(cells)


def _appended(column: pa.Array, texts: Sequence[str | None]) -> pa.Array:
    """A column with more texts behind it, in a dictionary where it has one."""
    if not pa.types.is_dictionary(column.type):
        return pa.concat_arrays([column, pa.array(texts, pa.string())])

    more = _dictionary(texts).cast(column.type)
    both = pa.chunked_array([column, more])
    return _unchunked(both.unify_dictionaries())
