"""Parquet: typed columns judged on their canonical text, so that both formats have one meaning.

A column whose type cannot hold the field's values (text for an integer, a float for a code) is not
judged cell by cell: its type is wrong once, for all rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from statx.errors import UnreadableFileError
from statx.registry.schema import Field, Schema
from statx.results.report import Reading
from statx.tables.format import Format
from statx.tables.parquet.types import as_cells, wrong_types
from statx.tables.parquet.writer import METADATA, ParquetWriter
from statx.tables.table import (
    Block,
    BlockExtent,
    Cells,
    ParallelMap,
    Place,
    Rows,
    Span,
    rows_by_block,
)

if TYPE_CHECKING:
    import pyarrow.parquet as pq

ROWS = 1 << 17
"""Rows of a block at most."""
BROKEN = (pa.ArrowException, OSError, UnicodeDecodeError)
"""What reading a broken file may raise; the last where a column's name is no text."""


@dataclass(frozen=True)
class ParquetTable:
    """An open Parquet file."""

    path: Path
    file: pq.ParquetFile
    fields: tuple[Field | None, ...] | None = None
    """The fields its columns are judged as; None until a schema is known."""

    def __reduce__(self) -> tuple[Any, ...]:
        """An open file does not travel: it is opened again where it is needed."""
        return _reopened, (self.path, self.fields)

    @property
    def reading(self) -> Reading:
        return Reading("parquet", label="Parquet")

    @cached_property
    def schema(self) -> pa.Schema:
        """The Arrow schema of its columns."""
        return self.file.schema_arrow

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.schema.names)

    @property
    def size(self) -> int:
        return int(self.file.metadata.num_rows)

    @property
    def metadata(self) -> Mapping[str, Any]:
        """What statx wrote into the file when it made it; empty for others' files."""
        entries = self.file.metadata.metadata or {}
        try:
            about = json.loads(entries.get(METADATA, b"{}"))
        except ValueError:
            return {}

        return about if isinstance(about, dict) else {}

    def wrong_types(self) -> Mapping[str, str]:
        return wrong_types(self.schema, self.fields)

    def number_of(self, row: int) -> int:
        return row + 2

    @property
    def header_line(self) -> int:
        return 1

    def title_lines(self, names: tuple[str, ...]) -> tuple[int, int] | None:  # noqa: ARG002  columns are named
        return None

    def absolute(self) -> ParquetTable:
        return replace(self, path=self.path.absolute())

    def blocks(self, span: Span | None = None) -> Iterator[Block]:
        span = span or Span(0, self.size)
        groups = [
            number
            for number, (start, end) in enumerate(pairwise(self._borders))
            if span.first <= start and end <= span.end
        ]

        first = span.first
        for batch in self._batches(groups):
            yield ParquetBlock(self, first, batch)
            first += batch.num_rows

    def spans(self, size: int, spread: ParallelMap) -> Sequence[Span]:  # noqa: ARG002  the footer says all
        """Runs of row groups."""
        footer = self.file.metadata
        groups = [footer.row_group(number) for number in range(footer.num_row_groups)]
        return runs_of_groups([(group.num_rows, group.total_byte_size) for group in groups], size)

    def again(self, extents: Sequence[BlockExtent]) -> Iterator[Block]:
        """Blocks that stand in the same row groups are cut from one reading of these."""
        groups: list[int] = []
        rows = pa.table({})
        for extent in extents:
            holding = self._groups_of(extent)
            if holding != groups:
                groups = holding
                rows = pa.Table.from_batches(self._batches(groups), self._encoded)

            start = extent.first - self._borders[groups[0]]
            block = rows.slice(start, extent.rows).combine_chunks()
            yield ParquetBlock(self, extent.first, block.to_batches()[0])

    def places(self, rows: Iterable[int], extents: Sequence[BlockExtent]) -> Mapping[int, Place]:
        """The cells of these records; Parquet has no lines."""
        wanted = dict(rows_by_block(rows, extents))
        blocks = self.again([extents[number] for number in wanted])
        places: dict[int, Place] = {}

        for rows_inside, block in zip(wanted.values(), blocks, strict=True):
            for row, cells in cells_by_row(block, rows_inside):
                places[row] = Place((), cells)

        return places

    def _groups_of(self, extent: BlockExtent) -> list[int]:
        """The row groups that hold a block."""
        first = extent.first
        last = extent.first + extent.rows
        return [
            number
            for number, (start, end) in enumerate(pairwise(self._borders))
            if start < last and end > first
        ]

    def _batches(self, groups: Sequence[int]) -> Iterator[pa.RecordBatch]:
        """These row groups, texts with a dictionary."""
        expected = sum(self._borders[group + 1] - self._borders[group] for group in groups)
        read = 0
        try:
            with _opened(self.path, self._texts) as file:
                for batch in file.iter_batches(ROWS, row_groups=list(groups)):
                    # A text column may hold bytes that are no text.
                    batch.validate(full=True)
                    read += batch.num_rows
                    yield batch
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
    def _encoded(self) -> pa.Schema:
        """The Arrow schema of `_batches`."""
        with _opened(self.path, self._texts) as file:
            return file.schema_arrow

    @cached_property
    def _borders(self) -> Sequence[int]:
        """The first row of each row group, and the end."""
        footer = self.file.metadata
        rows = [footer.row_group(number).num_rows for number in range(footer.num_row_groups)]
        return list(accumulate(rows, initial=0))


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
            columns.append(as_cells(column, fields[at]))

        return Cells(tuple(columns), self.size)


def open_parquet(path: Path) -> ParquetTable:
    """Open a Parquet file; UnreadableFileError where it is none."""
    try:
        return ParquetTable(path, _opened(path))
    except BROKEN as error:
        raise UnreadableFileError(path=path, reason=error) from error


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
