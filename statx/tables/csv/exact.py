"""CSV in a rare dialect (escapes, comments, spaces behind delimiters), read from the front."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pyarrow as pa

from statx.files import Digester
from statx.registry.table_dialect import TableDialect
from statx.results.report import Reading
from statx.tables.csv.blocks import ENDLESS
from statx.tables.csv.cells import Positions, cells_of
from statx.tables.csv.exact_records import Record, cell_places, is_comment, records_of
from statx.tables.csv.head import (
    TITLE_LINES,
    front_cells,
    joined_labels,
    read_as,
    title_lines,
    with_delimiter,
)
from statx.tables.csv.signs import Signs
from statx.tables.csv.textfile import TextFile, most_rows
from statx.tables.errors import NoHeaderRowError
from statx.tables.table import (
    Block,
    BlockExtent,
    Cells,
    ParallelMap,
    Place,
    Span,
    TableDefaults,
)

SIZE = 1 << 20
"""Bytes of a block."""


@dataclass(frozen=True)
class ExactCsvTable(TableDefaults):
    """An open CSV file in a rare dialect."""

    file: TextFile
    declared: TableDialect
    labels: tuple[str, ...]
    header_rows: tuple[int, ...] = ()
    header_line: int = 1
    digester: Digester | None = None
    """Is given the bytes of the file where all blocks are read."""

    @property
    def reading(self) -> Reading:
        return read_as(self.file, self.declared)

    @property
    def size(self) -> int:
        return self.file.path.stat().st_size

    @cached_property
    def signs(self) -> Signs:
        """The signs that mean something."""
        return Signs.of(self.file.dialect, self.declared)

    def absolute(self) -> ExactCsvTable:
        return replace(self, file=self.file.absolute())

    def digested(self, digester: Digester) -> ExactCsvTable:
        return replace(self, digester=digester)

    def packed_in(self, size: int) -> ExactCsvTable:
        return replace(self, file=replace(self.file, packed_in=size))

    @property
    def most_rows(self) -> int:
        return most_rows(self.file, len(self.labels))

    def title_lines(self, names: tuple[str, ...]) -> tuple[int, int] | None:
        return title_lines(self.file, names)

    def front(self, number: int) -> Sequence[Sequence[str]]:
        return front_cells(self.file, number)

    def spans(self, size: int, spread: ParallelMap) -> Sequence[Span]:  # noqa: ARG002  cannot be entered in its middle
        return (Span(0, ENDLESS),)

    def blocks(self, span: Span | None = None) -> Iterator[Block]:  # noqa: ARG002  there is only one
        gathered = _Gathered()
        for record in self._records(self.digester):
            gathered.add(record, is_data=self._is_data(record))
            if gathered.is_full:
                yield gathered.block(len(self.labels))
                gathered = _Gathered()

        if gathered.rows:
            yield gathered.block(len(self.labels))

    def again(self, extents: Sequence[BlockExtent]) -> Iterator[Block]:
        """By reading on from the front: what a line means depends on all those before it."""
        blocks = self.blocks()
        for extent in extents:
            yield next(block for block in blocks if block.first == extent.first)

    def places(self, rows: Iterable[int], extents: Sequence[BlockExtent]) -> Mapping[int, Place]:  # noqa: ARG002
        wanted = set(rows)
        places: dict[int, Place] = {}
        for row, record in enumerate(self._data()):
            if row in wanted:
                places[row] = Place(cell_places(record, self.signs), tuple(record.cells))
            if len(places) == len(wanted):
                break

        return places

    def number_of(self, row: int) -> int:
        return row + self._first_number + bisect_right(self._skipped, row)

    @cached_property
    def _skipped(self) -> array[int]:
        """For every record below the header that is no data, how many of data stand before it."""
        skipped = array("q")
        if not self._may_skip:
            return skipped

        rows = 0
        for record in self._records():
            if self._is_data(record):
                rows += 1
            elif record.number >= self._first_number:
                skipped.append(rows)

        return skipped

    @property
    def _may_skip(self) -> bool:
        """Whether a record below the header may be no data."""
        declared = self.declared
        return bool(
            declared.comment_char or declared.comment_rows or declared.skip_blank_rows,
        )

    @property
    def _first_number(self) -> int:
        """The number of the first record below the header."""
        return 1 + max(self.header_rows, default=0)

    def _records(self, digester: Digester | None = None) -> Iterator[Record]:
        return records_of(self.file, self.declared, digester)

    def _data(self) -> Iterator[Record]:
        return (record for record in self._records() if self._is_data(record))

    def _is_data(self, record: Record) -> bool:
        if record.number < self._first_number:
            return False
        if self.declared.skip_blank_rows and not any(record.cells):
            return False
        return not is_comment(record, self.declared)


@dataclass(frozen=True, slots=True)
class ExactBlock:
    """Some records that were read."""

    first: int
    """Bytes before it."""
    size: int
    lines: int
    rows: list[list[str]]
    width: int

    def text(self) -> pa.Buffer | None:
        return None

    def read(self, only: Positions = None) -> Cells:
        """Their cells."""
        cells = cells_of(self.rows, self.width, only)
        return replace(cells, lines=self.lines)


def open_exact(file: TextFile, declared: TableDialect) -> ExactCsvTable:
    """Open a file in a rare dialect: find its header."""
    file = with_delimiter(file, _header_like(file, declared))
    header = _header(file, declared)
    rows = declared.header_rows
    labelled = [record for record in header if not is_comment(record, declared)]
    labels = [record.cells for record in labelled]

    return ExactCsvTable(
        file=file,
        declared=declared,
        labels=joined_labels(labels, declared.header_join),
        header_rows=tuple(record.number for record in header) if rows is None else rows,
        header_line=labelled[0].line if labelled else 1,
    )


class _Gathered:
    """The records of a block while they come."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self._first = 0
        self._size = 0
        self._lines = 0

    @property
    def is_full(self) -> bool:
        """Whether it is enough for a block: one without data is no block."""
        return bool(self.rows) and self._size >= SIZE

    def add(self, record: Record, *, is_data: bool) -> None:
        """Take the next record; what is no data is only counted."""
        if not self._size:
            self._first = record.first
        self._size += record.size
        self._lines += record.lines
        if is_data:
            self.rows.append(record.cells)

    def block(self, width: int) -> ExactBlock:
        """All that was taken."""
        return ExactBlock(
            self._first,
            self._size,
            self._lines,
            self.rows,
            width,
        )


def _header_like(file: TextFile, declared: TableDialect) -> list[bytes]:
    """The record that tells the delimiter: the header, else the first that is no comment."""
    if declared.header_rows:
        last = declared.header_rows[-1]
        return file.front(last)[last - 1 :]

    comment = declared.comment_char.encode()
    for record in file.front(TITLE_LINES):
        if not comment or not record.startswith(comment):
            return [record]

    return []


def _header(file: TextFile, declared: TableDialect) -> list[Record]:
    """The records that are the header: those declared, else the first that is no comment."""
    if declared.header_rows is None:
        return _first_uncommented(file, declared)

    header: list[Record] = []
    last = max(declared.header_rows, default=0)
    number = 0
    for record in records_of(file, declared) if last else ():
        number = record.number
        if number in declared.header_rows:
            header.append(record)
        if number == last:
            break

    if number < last:
        raise NoHeaderRowError(
            path=file.path,
            row=last,
            found=number,
        )
    return header


def _first_uncommented(file: TextFile, declared: TableDialect) -> list[Record]:
    for record in records_of(file, declared):
        if not is_comment(record, declared):
            return [record]

    return []
