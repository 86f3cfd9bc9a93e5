"""Blocks in which many records are too short, too long or blank: read in groups of one length.

A record that Arrow hands back costs a step of Python's, a hundred times what others do, and files
may hold nothing else. So the records are put in the order of their numbers of cells, and all of one
length are read at once; only those are read one by one of whose length there are few.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from statx.tables import limits
from statx.tables.csv.blocks import (
    CELLS,
    NEWLINE,
    RETURN,
    Offsets,
    count,
    ended,
    gathered,
    octets,
    outside_quotes,
    positions,
    record_ends,
    records,
    viewed,
)
from statx.tables.csv.cells import (
    Positions,
    TooManyCells,
    chunks,
    encoded,
    parsed,
    read_exact,
    unchunked,
)
from statx.tables.csv.dialect import Dialect
from statx.tables.csv.dictionaries import DICTIONARY, Dictionaries
from statx.tables.csv.odd_records import NumberedRecord, OddRecords
from statx.tables.table import Cells, Rows

FEW = 64
"""Records of one length for which it is not worth asking Arrow."""
EMPTY = pa.array([""], pa.string())


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns a block has, and how they are wanted."""

    width: int
    dictionaries: Dictionaries
    """Which of them get one; what a block teaches is added."""
    only: Positions = None
    blank_is_regular: bool = True
    """Whether a blank line is a record of empty cells, and not one without cells."""

    @property
    def chosen(self) -> Sequence[int]:
        return range(self.width) if self.only is None else self.only


def read_uneven(data: pa.Buffer, dialect: Dialect, columns: Columns) -> Cells:
    """The cells of regular bytes, whatever the lengths of their records.

    Raises TooManyCells.
    """
    if _is_one_heap(data, dialect):
        return read_exact(data.to_pybytes(), dialect, columns.width, columns.only)

    regular = [_nothing(columns, at) for at in columns.chosen]
    number = 0
    few: list[NumberedRecord] = []
    odd = OddRecords(columns.width, columns.chosen)

    for group in _groups(data, dialect):
        if group.cells == columns.width and not group.must_be_exact:
            regular = group.parsed(dialect, columns)
            number = len(group.rows)
        elif not group.cells:
            _add_blank(odd, group.rows, columns)
        elif group.must_be_exact or len(group.rows) < FEW:
            few += group.exact(dialect)
        else:
            odd.add_group(group.rows, group.cells, group.columns(dialect, columns))

    few.sort(key=lambda record: record[0])
    for chunk in chunks(iter(few)):
        odd.add(chunk)
    return odd.behind(regular, number)


@dataclass(frozen=True, slots=True)
class _Group:
    """The records of a block that have so many cells."""

    cells: int
    """None of a blank line."""
    rows: Rows
    """Ascending."""
    data: pa.Buffer
    ends: Offsets
    """Where each record ends in `data`."""

    @property
    def must_be_exact(self) -> bool:
        """Arrow takes the front of bytes for a mark that is none of a file."""
        return bytes(viewed(self.data)[: len(BOM_UTF8)]) == BOM_UTF8

    def parsed(self, dialect: Dialect, columns: Columns) -> list[pa.Array]:
        """Of regular records the columns that are wanted."""
        texts, _ = parsed(self.data, dialect, columns.width, columns.chosen)
        return encoded(texts, columns.chosen, columns.dictionaries)

    def columns(self, dialect: Dialect, columns: Columns) -> Mapping[int, pa.Array]:
        """Of odd records the columns that are wanted, and all beyond the header; by position."""
        wanted = [at for at in columns.chosen if at < self.cells]
        wanted += range(columns.width, self.cells)
        if not wanted:
            return {}

        texts, _ = parsed(self.data, dialect, self.cells, wanted)
        return {at: unchunked(column) for at, column in zip(wanted, texts, strict=True)}

    def exact(self, dialect: Dialect) -> Iterator[NumberedRecord]:
        """The records one by one."""
        start = 0
        for row, end in zip(self.rows.tolist(), self.ends.tolist(), strict=True):
            text = self.data.slice(start, end - start).to_pybytes().decode("utf-8")
            yield row, next(records(text, dialect.delimiter, dialect.quote), [])
            start = end


def _groups(data: pa.Buffer, dialect: Dialect) -> Iterator[_Group]:
    """The records in groups of one length, ascending by it."""
    data = ended(data)
    ends = record_ends(viewed(data), dialect.quote.encode())
    cells = _numbers_of_cells(data, ends, dialect)
    most = int(cells.max(initial=0))
    if most > limits.CELLS.most:
        row = int(np.argmax(cells > limits.CELLS.most))
        raise TooManyCells(row, int(cells[row]))

    order = np.argsort(cells, kind="stable")
    ordered, ordered_ends = gathered(data, ends, order)
    numbers, firsts, sizes = np.unique(cells[order], return_index=True, return_counts=True)

    for number, first, size in zip(numbers.tolist(), firsts.tolist(), sizes.tolist(), strict=True):
        start = int(ordered_ends[first - 1]) if first else 0
        group_ends = ordered_ends[first : first + size] - start
        yield _Group(
            cells=number,
            rows=order[first : first + size],
            data=ordered.slice(start, int(group_ends[-1])),
            ends=group_ends,
        )


def _numbers_of_cells(data: pa.Buffer, ends: Offsets, dialect: Dialect) -> Rows:
    """How many cells each record has; a blank line none. shape: (bytes,) -> (records,)"""
    view = octets(viewed(data))
    starts = np.concatenate([[0], ends[:-1]])
    delimiters = positions(view, dialect.delimiter.encode())
    delimiters = outside_quotes(view, delimiters, dialect.quote.encode())
    cells = 1 + np.searchsorted(delimiters, ends) - np.searchsorted(delimiters, starts)

    sizes = ends - starts
    blank = sizes == len(NEWLINE)
    blank |= (sizes == len(RETURN + NEWLINE)) & (view[starts] == RETURN[0])
    cells[blank] = 0
    return cells


def _is_one_heap(data: pa.Buffer, dialect: Dialect) -> bool:
    """Whether delimiters are so many that their places would take too much memory."""
    return count(viewed(data), dialect.delimiter.encode()) > 2 * CELLS


def _add_blank(odd: OddRecords, rows: Rows, columns: Columns) -> None:
    if not columns.blank_is_regular:
        odd.add_group(rows, 0, {})
        return

    codes = pa.array(np.zeros(len(rows), np.int32))
    empty = pa.DictionaryArray.from_arrays(codes, EMPTY)
    odd.add_group(rows, columns.width, dict.fromkeys(columns.chosen, empty))


def _nothing(columns: Columns, at: int) -> pa.Array:
    """A column without a cell."""
    return pa.nulls(0, pa.string() if at in columns.dictionaries.plain else DICTIONARY)
