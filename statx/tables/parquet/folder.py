"""A partitioned folder of Parquet files is one table, with what its folders say as columns.

Two kinds of folder are one: `penduduk.parquet/`, as Spark and others write it, and one that holds
folders named `tahun=2024` with Parquet files in them. What begins with a point or an underscore is
none of the data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, groupby, pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa

from statx.registry.fields import Field
from statx.registry.schema import Schema
from statx.results.report import Reading
from statx.tables.format import Format
from statx.tables.parquet.parts import SUFFIX, Part, hidden, read_parts
from statx.tables.parquet.table import (
    ParquetTable,
    cells_by_row,
    fields_of,
    open_parquet,
    runs_of_groups,
)
from statx.tables.parquet.types import wrong_types
from statx.tables.parquet.writer import ParquetWriter
from statx.tables.table import (
    Block,
    BlockExtent,
    Cells,
    ParallelMap,
    Place,
    Span,
    TableDefaults,
    rows_by_block,
)


@dataclass(frozen=True)
class ParquetFolder(TableDefaults):
    """An open folder.

    Its files are opened when they are read: there may be more than a process may hold open.
    """

    path: Path
    parts: tuple[Part, ...]
    columns: pa.Schema
    """The Arrow schema of every part."""
    partitions: tuple[str, ...]
    """The names of the columns that the folders make."""
    fields: tuple[Field | None, ...] | None = None
    """The fields its columns are judged as; None until a schema is known."""

    @property
    def reading(self) -> Reading:
        return Reading(FORMAT.name, label=FORMAT.label)

    @property
    def labels(self) -> tuple[str, ...]:
        return (*self.columns.names, *self.partitions)

    @property
    def size(self) -> int:
        return self._starts[-1]

    def absolute(self) -> ParquetFolder:
        return replace(self, path=self.path.absolute())

    def wrong_types(self) -> Mapping[str, str]:
        """Of the columns of the files; what a folder is named is text."""
        return wrong_types(self.columns, self.fields)

    def blocks(self, span: Span | None = None) -> Iterator[Block]:
        span = span or Span(0, self.size)
        for number, (start, end) in enumerate(pairwise(self._starts)):
            first = max(start, span.first)
            last = min(end, span.end)
            if first >= last:
                continue

            inside = Span(first - start, last - start)
            for block in self._table(number).blocks(inside):
                yield self._block(number, block)

    def spans(self, size: int, spread: ParallelMap) -> Sequence[Span]:  # noqa: ARG002  the footers say all
        """Runs of row groups, across parts where these are small."""
        groups = [group for part in self.parts for group in part.groups]
        return runs_of_groups(groups, size)

    def again(self, extents: Sequence[BlockExtent]) -> Iterator[Block]:
        for number, of_part in groupby(extents, self._part_of):
            start = self._starts[number]
            inside = [replace(extent, first=extent.first - start) for extent in of_part]
            for block in self._table(number).again(inside):
                yield self._block(number, block)

    def places(self, rows: Iterable[int], extents: Sequence[BlockExtent]) -> Mapping[int, Place]:
        """The cells of these records, and the part in which they stand."""
        wanted = dict(rows_by_block(rows, extents))
        blocks = self.again([extents[number] for number in wanted])
        places: dict[int, Place] = {}

        for number, block in zip(
            wanted,
            blocks,
            strict=True,
        ):
            part = self._part_of(extents[number])
            name = self.parts[part].name
            for row, cells in cells_by_row(block, wanted[number]):
                places[row] = Place(
                    (),
                    cells,
                    name,
                )

        return places

    @cached_property
    def _starts(self) -> Sequence[int]:
        """The first row of each part, and the end."""
        return list(accumulate((part.rows for part in self.parts), initial=0))

    def _part_of(self, extent: BlockExtent) -> int:
        """The number of the part that holds a block."""
        following = np.searchsorted(
            self._starts,
            extent.first,
            side="right",
        )
        return int(following) - 1

    def _table(self, number: int) -> ParquetTable:
        table = open_parquet(self.path / self.parts[number].name)
        if self.fields is None:
            return table
        return replace(table, fields=self.fields[: len(self.columns)])

    def _block(self, number: int, block: Block) -> Block:
        return FolderBlock(
            inside=block,
            before=self._starts[number],
            width=len(self.columns),
            values=self.parts[number].values,
        )


@dataclass(frozen=True, slots=True)
class FolderBlock:
    """Some rows of one part, with what its folders say."""

    inside: Block
    before: int
    """Rows of the table before the part."""
    width: int
    """Columns of the file."""
    values: tuple[str | None, ...]

    @property
    def first(self) -> int:
        return self.before + self.inside.first

    @property
    def size(self) -> int:
        return self.inside.size

    def text(self) -> pa.Buffer | None:
        return None

    def read(self, only: Sequence[int] | None = None) -> Cells:
        """Its cells as they would stand in a CSV file."""
        width = self.width
        if only is None:
            only = range(width + len(self.values))

        cells = self.inside.read([at for at in only if at < width])
        columns = list(cells.columns)
        for at in only:
            if at >= width:
                value = self.values[at - width]
                columns.append(_repeated(value, cells.rows))

        return replace(cells, columns=tuple(columns))


def is_partitioned(folder: Path) -> bool:
    """Whether a folder is one table in several files."""
    if not folder.is_dir():
        return False
    if folder.name.lower().endswith(SUFFIX):
        return True

    return any(_is_partition(inside) for inside in folder.iterdir())


def open_folder(path: Path) -> ParquetFolder:
    """Open a partitioned folder; PartitionError names the first part that does not fit."""
    parts, columns, partitions = read_parts(path)
    return ParquetFolder(
        path,
        parts,
        columns,
        partitions,
    )


def _is_partition(folder: Path) -> bool:
    """Whether a folder is named as a value of a partition column, and holds data."""
    if "=" not in folder.name.strip("=") or hidden(folder.name):
        return False
    return folder.is_dir() and any(folder.rglob(f"*{SUFFIX}"))


def _repeated(value: str | None, rows: int) -> pa.Array:
    """A column that says the same in each row. shape: -> (rows,) text"""
    if value is None:
        return pa.nulls(rows, pa.string())

    codes = pa.array(np.zeros(rows, np.int32))
    return pa.DictionaryArray.from_arrays(codes, pa.array([value], pa.string()))


def _fitted(table: ParquetFolder, schema: Schema) -> ParquetFolder:
    return replace(table, fields=fields_of(table.labels, schema))


FORMAT = Format(
    name="parquet-folder",
    label="Parquet",
    media_type="application/vnd.apache.parquet",
    suffixes=(),
    written=(),
    is_text=False,
    open=lambda path, _encoding, _declared: open_folder(path),
    fitted=_fitted,
    writer=ParquetWriter,
    is_exchange_form=lambda _reading: False,
)
