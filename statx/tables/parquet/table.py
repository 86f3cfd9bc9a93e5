"""Parquet: typed columns judged on their canonical text, so that both formats have one meaning.

A column whose type cannot hold the field's values (text for an integer, a float for a code) is not
judged cell by cell: its type is wrong once, for all rows.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from statx.errors import UnreadableFileError
from statx.files.regular import refuse_irregular_file
from statx.registry.fields import Field
from statx.registry.schema import Schema
from statx.results.report import Reading
from statx.tables import limits
from statx.tables.errors import HiddenRowsError, ManyColumnsError
from statx.tables.format import Format
from statx.tables.parquet.types import as_cells, is_bytes, is_text, wrong_types
from statx.tables.parquet.writer import METADATA, ParquetWriter
from statx.tables.table import (
    Block,
    BlockExtent,
    Cells,
    ParallelMap,
    Place,
    Rows,
    Span,
    TableDefaults,
    rows_by_block,
)

if TYPE_CHECKING:
    import pyarrow.parquet as pq

ROWS = 1 << 17
"""Rows of a block at most."""
BYTES = 32 << 20
"""Bytes of texts in a block, about: Arrow's texts end at two gigabytes, and memory before that."""
BROKEN = (pa.ArrowException, OSError, UnicodeDecodeError, RecursionError)
"""What reading a broken file may raise; the last two of names that are no text, and of nests."""


@dataclass(frozen=True)
class ParquetTable(TableDefaults):
    """An open Parquet file."""

    path: Path
    footer: pq.FileMetaData
    schema: pa.Schema
    """The Arrow schema of its columns."""
    fields: tuple[Field | None, ...] | None = None
    """The fields its columns are judged as; None until a schema is known."""

    def __reduce__(self) -> tuple[Any, ...]:
        """A footer does not travel: it is read again where it is needed."""
        return _reopened, (self.path, self.fields)

    @property
    def reading(self) -> Reading:
        return Reading("parquet", label="Parquet")

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.schema.names)

    @property
    def size(self) -> int:
        return int(self.footer.num_rows)

    @property
    def metadata(self) -> Mapping[str, Any]:
        """What statx wrote into the file when it made it; empty for others' files."""
        entries = self.footer.metadata or {}
        try:
            about = json.loads(entries.get(METADATA, b"{}"))
        except (ValueError, RecursionError):
            return {}

        return about if isinstance(about, dict) else {}

    def wrong_types(self) -> Mapping[str, str]:
        return wrong_types(self.schema, self.fields)

    def absolute(self) -> ParquetTable:
        return replace(self, path=self.path.absolute())

    def blocks(self, span: Span | None = None) -> Iterator[Block]:
        span = span or Span(0, self.size)
        groups = [
            number
            for number, (start, end) in enumerate(pairwise(self.borders))
            if span.first <= start and end <= span.end
        ]

        first = span.first
        for batch in self.batches(groups):
            yield ParquetBlock(self, first, batch)
            first += batch.num_rows

    def spans(self, size: int, spread: ParallelMap) -> Sequence[Span]:  # noqa: ARG002  the footer says all
        """Runs of row groups."""
        return runs_of_groups(self._groups, size)

    def again(self, extents: Sequence[BlockExtent]) -> Iterator[Block]:
        """Blocks that stand in the same row groups are cut from one reading of these."""
        reader = _Rereader(self)
        for extent in extents:
            yield ParquetBlock(self, extent.first, reader.rows(extent))

    def places(self, rows: Iterable[int], extents: Sequence[BlockExtent]) -> Mapping[int, Place]:
        """The cells of these records; Parquet has no lines."""
        wanted = dict(rows_by_block(rows, extents))
        blocks = self.again([extents[number] for number in wanted])
        places: dict[int, Place] = {}

        for rows_inside, block in zip(wanted.values(), blocks, strict=True):
            for row, cells in cells_by_row(block, rows_inside):
                places[row] = Place((), cells)

        return places

    def group_at(self, row: int) -> int:
        """The number of the row group that holds a row."""
        return bisect_right(self.borders, row) - 1

    def batches(self, groups: Sequence[int]) -> Iterator[pa.RecordBatch]:
        """The rows of these groups, texts with a dictionary."""
        expected = sum(self.borders[group + 1] - self.borders[group] for group in groups)
        read = 0
        try:
            with _opened(self.path, self._texts) as file:
                for batch in file.iter_batches(self._rows_at_once, row_groups=list(groups)):
                    # A text column may hold bytes that are no text.
                    batch.validate(full=True)
                    read += batch.num_rows
                    yield from _cut(batch)
        except BROKEN as error:
            raise UnreadableFileError(path=self.path, reason=error) from error

        if read != expected:
            # Damaged: by which of the two should rows be counted?
            said, there = self.size, self.size - expected + read
            raise UnreadableFileError(path=self.path, reason=f"footer: {said}, data: {there}")

    @cached_property
    def _texts(self) -> list[str]:
        """The labels of the columns of texts."""
        return [column.name for column in self.schema if pa.types.is_string(column.type)]

    @cached_property
    def _rows_at_once(self) -> int:
        """As many as fit into a block by what the footer says; dictionaries may hide more."""
        longest = 1.0
        for rows, bytes_ in self._groups:
            longest = max(longest, bytes_ / max(rows, 1))

        return max(1, min(ROWS, int(BYTES / longest)))

    @property
    def _groups(self) -> list[tuple[int, int]]:
        """(rows, bytes) of each row group."""
        footer = self.footer
        groups = [footer.row_group(number) for number in range(footer.num_row_groups)]
        return [(group.num_rows, group.total_byte_size) for group in groups]

    @cached_property
    def borders(self) -> Sequence[int]:
        """The first row of each row group, and the end."""
        return list(accumulate((rows for rows, _ in self._groups), initial=0))


@dataclass(frozen=True, slots=True)
class ParquetBlock:
    """Some rows of a Parquet file."""

    table: ParquetTable
    first: int
    """Rows before it."""
    batch: pa.RecordBatch

    @property
    def size(self) -> int:
        return int(self.batch.num_rows)

    def text(self) -> pa.Buffer | None:
        return None

    def read(self, only: Sequence[int] | None = None) -> Cells:
        """Its cells as they would stand in a CSV file."""
        width = self.batch.num_columns
        fields = self.table.fields or (None,) * width
        columns = []

        for at in range(width) if only is None else only:
            column = self.batch.column(at)
            columns.append(self._cells(column, fields[at]))

        return Cells(tuple(columns), self.size)

    def _cells(self, column: pa.Array, field: Field | None) -> pa.Array:
        try:
            return as_cells(column, field)
        except BROKEN as error:
            raise UnreadableFileError(path=self.table.path, reason=error) from error


class _Rereader:
    """Reads on through the row groups of a file to blocks that are asked for, ascending."""

    def __init__(self, table: ParquetTable) -> None:
        self._table = table
        self._group = -1
        self._batches: Iterator[pa.RecordBatch] = iter(())
        self._held = pa.RecordBatch.from_pydict({})
        self._first = 0
        """The row at which what is held begins."""

    def rows(self, extent: BlockExtent) -> pa.RecordBatch:
        """The rows of a block, which may stand across row groups."""
        parts = []
        first = extent.first
        last = extent.first + extent.rows
        while first < last:
            part = self._rows_from(first, last)
            parts.append(part)
            first += part.num_rows

        if len(parts) == 1:
            return parts[0]
        whole = pa.Table.from_batches(parts).combine_chunks()
        return whole.to_batches()[0]

    def _rows_from(self, first: int, last: int) -> pa.RecordBatch:
        """As many of these rows as stand in one batch."""
        group = self._table.group_at(first)
        if group != self._group or first < self._first:
            self._enter(group)
        while first >= self._first + self._held.num_rows:
            self._read_on()

        start = first - self._first
        return self._held.slice(start, last - first)

    def _enter(self, group: int) -> None:
        """Begin at the front of a row group."""
        self._group = group
        self._batches = self._table.batches([group])
        self._first = self._table.borders[group]
        self._held = next(self._batches)

    def _read_on(self) -> None:
        self._first += self._held.num_rows
        self._held = next(self._batches)


def open_parquet(path: Path) -> ParquetTable:
    """Open a Parquet file; UnreadableFileError where it is none."""
    refuse_irregular_file(path)
    try:
        with _opened(path) as file:
            table = ParquetTable(path, file.metadata, file.schema_arrow)
    except BROKEN as error:
        raise UnreadableFileError(path=path, reason=error) from error

    _refuse_beyond_limits(table)
    return table


def _refuse_beyond_limits(table: ParquetTable) -> None:
    """A few bytes may claim more rows and columns than anybody could read."""
    columns = table.footer.num_columns
    most = limits.COLUMNS.most
    if columns > most:
        raise ManyColumnsError(
            path=table.path,
            found=columns,
            limit=most,
        )

    rows = table.size
    bytes_ = table.path.stat().st_size
    is_small = rows * columns <= limits.ALWAYS_HELD
    if not is_small and rows > limits.HIDDEN_ROWS.most * bytes_:
        raise HiddenRowsError(
            path=table.path,
            found=rows,
            size=bytes_,
        )


def fields_of(labels: Sequence[str], schema: Schema) -> tuple[Field | None, ...]:
    """The field of each label; labels without one are judged as anything."""
    by_name = {field.name: field for field in schema.fields}
    return tuple(by_name.get(label) for label in labels)


def runs_of_groups(groups: Sequence[tuple[int, int]], size: int) -> list[Span]:
    """Row groups, each (rows, bytes), as spans of about `size` bytes."""
    spans = []
    first = 0
    row = 0
    filled = 0

    for rows, bytes_ in groups:
        row += rows
        filled += bytes_
        if filled >= size and row > first:
            spans.append(Span(first, row))
            first = row
            filled = 0

    if first < row:
        spans.append(Span(first, row))
    return spans


def cells_by_row(block: Block, rows: Rows) -> Iterator[tuple[int, tuple[str, ...]]]:
    """(row of the table, its cells) for these rows of a block; empty where there is no value."""
    picked = pa.array(rows)
    columns = []
    for column in block.read().columns:
        texts = column.take(picked).cast(pa.string())
        columns.append(texts.fill_null("").to_pylist())

    for number, row in enumerate(rows.tolist()):
        cells = tuple(column[number] for column in columns)
        yield block.first + row, cells


def _cut(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """A batch in parts of about so many bytes of text as a block may have, at least a row each."""
    sizes = np.zeros(batch.num_rows, np.int64)
    for column in batch.columns:
        sizes += _text_sizes(column)

    ends = np.cumsum(sizes)
    start = 0
    while start < batch.num_rows:
        before = int(ends[start - 1]) if start else 0
        end = int(np.searchsorted(ends, before + BYTES, side="right"))
        end = max(end, start + 1)
        yield batch.slice(start, end - start)
        start = end


def _text_sizes(column: pa.Array) -> NDArray[np.int64]:
    """Bytes of each text of a column; none where it is no text. shape: (n,) -> (n,)"""
    kind = column.type
    if pa.types.is_dictionary(kind):
        sizes = np.append(_text_sizes(column.dictionary), 0)
        codes = column.indices.fill_null(len(sizes) - 1)
        by_row: NDArray[np.int64] = sizes[codes.to_numpy()]
        return by_row
    if not is_text(kind) and not is_bytes(kind):
        return np.zeros(len(column), np.int64)

    # Arrow does not count the bytes of views.
    lengths = pc.binary_length(column.cast(pa.large_binary()))
    return np.asarray(lengths.fill_null(0), np.int64)


def _opened(path: Path, dictionaries: Sequence[str] = ()) -> pq.ParquetFile:
    # Imported here: whoever has CSV to judge need not wait for it.
    from pyarrow.parquet import ParquetFile

    return ParquetFile(path, read_dictionary=list(dictionaries) or None)


def _reopened(path: Path, fields: tuple[Field | None, ...] | None) -> ParquetTable:
    return replace(open_parquet(path), fields=fields)


def _fitted(table: ParquetTable, schema: Schema) -> ParquetTable:
    return replace(table, fields=fields_of(table.labels, schema))


FORMAT = Format(
    name="parquet",
    label="Parquet",
    media_type="application/vnd.apache.parquet",
    suffixes=(".parquet",),
    written=(".parquet",),
    is_text=False,
    open=lambda path, _encoding, _declared: open_parquet(path),
    fitted=_fitted,
    writer=ParquetWriter,
)
