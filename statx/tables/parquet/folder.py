"""A partitioned folder of Parquet files is one table: part after part, with what their folders say as columns.

Two kinds of folder are one: `penduduk.parquet/`, as Spark and others write it, and one that holds folders named
`tahun=2024` with Parquet files in them. What begins with a point or an underscore is none of the data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import numpy as np
import pyarrow as pa

from statx.registry.schema import Field, Schema
from statx.results.report import Reading
from statx.tables.errors import PartitionError
from statx.tables.format import Format
from statx.tables.parquet.table import ParquetTable, ParquetWriter, fields_of, holds, open_parquet
from statx.tables.table import Block, BlockExtent, Cells, ParallelMap, Place, Span, rows_by_block
from statx.texts import Text

if TYPE_CHECKING:
    import pyarrow.parquet as pq

SUFFIX = ".parquet"
NO_VALUE = "__HIVE_DEFAULT_PARTITION__"
LOGS = ("_delta_log", "_hudi", ".hoodie")
"""Folders of table formats in which not every file is data that still counts."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the folder."""

    name: str
    """Its path inside the folder, with forward slashes."""
    values: tuple[str | None, ...]
    """What its folders say, one for each partition column."""
    groups: tuple[tuple[int, int], ...]
    """(rows, bytes) of each row group."""

    @property
    def rows(self) -> int:
        """All its rows."""
        return sum(rows for rows, _ in self.groups)


@dataclass(frozen=True)
class ParquetFolder:
    """An open folder. Its files are opened when they are read, as there may be more than a process may hold open."""

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
        return Reading(FORMAT.name)

    @property
    def labels(self) -> tuple[str, ...]:
        return (*self.columns.names, *self.partitions)

    @property
    def size(self) -> int:
        return self._starts[-1]

    @property
    def metadata(self) -> Mapping[str, Any]:
        return {}

    @property
    def header_line(self) -> int:
        return 1

    def absolute(self) -> ParquetFolder:
        return replace(self, path=self.path.absolute())

    def wrong_types(self) -> Mapping[str, str]:
        """Of the columns of the files; what a folder is named is text."""
        return {
            column.name: str(column.type)
            for column, field in zip(self.columns, self.fields or (), strict=False)
            if field is not None and not holds(column.type, field)
        }

    def number_of(self, row: int) -> int:
        return row + 2

    def title_lines(self, names: tuple[str, ...]) -> tuple[int, int] | None:  # noqa: ARG002  columns are named
        return None

    def blocks(self, span: Span | None = None) -> Iterator[Block]:
        for number, (first, end) in enumerate(pairwise(self._starts)):
            low = max(first, span.first) if span else first
            high = min(end, span.end) if span else end
            if low < high:
                inside = self._table(number).blocks(Span(low - first, high - first))
                yield from (self._block(number, block) for block in inside)

    def spans(self, size: int, spread: ParallelMap) -> Sequence[Span]:  # noqa: ARG002  the footers say all
        """Runs of row groups, across parts where these are small."""
        borders, full, at = [0], 0, 0
        for rows, bytes_ in (group for part in self.parts for group in part.groups):
            full, at = full + bytes_, at + rows
            if full >= size:
                borders.append(at)
                full = 0
        return [Span(first, end) for first, end in pairwise([*borders, self.size]) if first < end]

    def again(self, extents: Sequence[BlockExtent]) -> Iterator[Block]:
        for number, here in groupby(extents, self._part_of):
            inside = [replace(extent, first=extent.first - self._starts[number]) for extent in here]
            yield from (self._block(number, block) for block in self._table(number).again(inside))

    def places(self, rows: Iterable[int], extents: Sequence[BlockExtent]) -> Mapping[int, Place]:
        """The cells of these records, and the part in which they stand."""
        wanted, found = list(rows_by_block(rows, extents)), {}
        again = self.again([extents[number] for number, _ in wanted])
        for (at, here), block in zip(wanted, again, strict=True):
            part = self.parts[self._part_of(extents[at])].name
            columns = [column.take(pa.array(here)).to_pylist() for column in block.read().columns]
            for row, cells in zip(
                (here + block.first).tolist(), zip(*columns, strict=True), strict=True
            ):
                found[row] = Place((), tuple("" if cell is None else cell for cell in cells), part)
        return found

    @cached_property
    def _starts(self) -> Sequence[int]:
        """The first row of each part, and the end."""
        return list(accumulate((part.rows for part in self.parts), initial=0))

    def _part_of(self, extent: BlockExtent) -> int:
        return int(np.searchsorted(self._starts, extent.first, side="right")) - 1

    def _table(self, number: int) -> ParquetTable:
        fields = None if self.fields is None else self.fields[: len(self.columns)]
        return replace(open_parquet(self.path / self.parts[number].name), fields=fields)

    def _block(self, number: int, block: Block) -> Block:
        return FolderBlock(
            block, self._starts[number], len(self.columns), self.parts[number].values
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
        chosen = range(self.width + len(self.values)) if only is None else only
        cells = self.inside.read([at for at in chosen if at < self.width])
        named = (
            _repeated(self.values[at - self.width], cells.rows) for at in chosen if at >= self.width
        )
        return replace(cells, columns=(*cells.columns, *named))


def is_partitioned(folder: Path) -> bool:
    """Whether a folder is one table in several files."""
    if not folder.is_dir():
        return False
    if folder.name.lower().endswith(SUFFIX):
        return True
    named = (
        each for each in folder.iterdir() if "=" in each.name.strip("=") and not _hidden(each.name)
    )
    return any(each.is_dir() and any(each.rglob(f"*{SUFFIX}")) for each in named)


def parts_of(folder: Path) -> list[Path]:
    """The files of a partitioned folder in the order of their names."""
    found = (
        path for path in folder.rglob("*") if path.name.lower().endswith(SUFFIX) and path.is_file()
    )
    inside = ((path.relative_to(folder).as_posix(), path) for path in found)
    return [path for name, path in sorted(inside) if not any(map(_hidden, name.split("/")))]


def open_folder(path: Path) -> ParquetFolder:
    """Open a partitioned folder; PartitionError names the first part that does not fit the others."""
    log = next((path / name for name in LOGS if (path / name).exists()), None)
    if log is not None:
        raise PartitionError(path=path, part=log.name, reason=OTHER_FORMAT)
    files = parts_of(path)
    if not files:
        raise PartitionError(path=path, part=f"*{SUFFIX}", reason=NO_PARTS)
    names: tuple[str, ...] = next(
        (names for names, _ in (_named(path, file) for file in files) if names), ()
    )
    columns, parts = pa.schema([]), list[Part]()
    for file in files:
        partitions, values = _named(path, file)
        footer, schema = _footer(file)
        if (
            partitions != names
            or set(partitions) & set(schema.names)
            or len(set(partitions)) < len(partitions)
        ):
            raise _misplaced(path, file, names)
        columns = _agreed(columns, schema, path, file) if parts else schema
        groups = (footer.row_group(number) for number in range(footer.num_row_groups))
        inside = file.relative_to(path).as_posix()
        parts.append(
            Part(inside, values, tuple((group.num_rows, group.total_byte_size) for group in groups))
        )
    return ParquetFolder(path, tuple(parts), columns.remove_metadata(), names)


OTHER_FORMAT = Text(
    id=(
        "folder ini milik format tabel lain (Delta, Hudi), yang menyimpan juga baris yang sudah"
        " dihapus; ekspor dahulu sebagai Parquet biasa"
    ),
    en=(
        "this folder is of another table format (Delta, Hudi), which keeps rows that were deleted,"
        " too; export it as plain Parquet first"
    ),
)
NO_PARTS = Text(id="tidak ada satu pun berkas Parquet", en="there is no Parquet file")
MISPLACED = Text(
    id=(
        "nama foldernya harus menyebut masing-masing satu kali: {names}; dan berkasnya tidak boleh"
        " memuat kolom itu"
    ),
    en=(
        "its folders must name each of these once: {names}; and the file must not have such a"
        " column itself"
    ),
)
UNPARTITIONED = Text(id="(tanpa nama=nilai)", en="(no name=value)")
OTHER_COLUMNS = Text(
    id="kolomnya lain daripada bagian pertama ({expected}): {found}",
    en="its columns are not those of the first part ({expected}): {found}",
)


def _named(folder: Path, file: Path) -> tuple[tuple[str, ...], tuple[str | None, ...]]:
    """What the folders above a part say: (names, values)."""
    above = [part.split("=", 1) for part in file.relative_to(folder).parent.parts if "=" in part]
    names = tuple(unquote(name) for name, _ in above)
    return names, tuple(None if value == NO_VALUE else unquote(value) for _, value in above)


def _footer(file: Path) -> tuple[pq.FileMetaData, pa.Schema]:
    table = open_parquet(file)
    with table.file:
        return table.file.metadata, table.schema


def _misplaced(folder: Path, file: Path, names: tuple[str, ...]) -> PartitionError:
    reason = MISPLACED.fill(names=", ".join(names) or UNPARTITIONED)
    return PartitionError(path=folder, part=file.relative_to(folder).as_posix(), reason=reason)


def _agreed(columns: pa.Schema, found: pa.Schema, folder: Path, file: Path) -> pa.Schema:
    """The columns of all parts so far; one that is empty in a whole part has no type there."""
    pairs = list(zip(columns, found, strict=False))
    fits = all(
        ours.type in (theirs.type, pa.null()) or pa.types.is_null(theirs.type)
        for ours, theirs in pairs
    )
    if columns.names != found.names or not fits:
        reason = OTHER_COLUMNS.fill(expected=_spelled(columns), found=_spelled(found))
        raise PartitionError(path=folder, part=file.relative_to(folder).as_posix(), reason=reason)
    return pa.schema([theirs if pa.types.is_null(ours.type) else ours for ours, theirs in pairs])


def _spelled(columns: pa.Schema) -> str:
    return ", ".join(f"{column.name} {column.type}" for column in columns)


def _hidden(name: str) -> bool:
    return name.startswith((".", "_"))


def _repeated(value: str | None, rows: int) -> pa.Array:
    if value is None:
        return pa.nulls(rows, pa.string())
    return pa.DictionaryArray.from_arrays(
        pa.array(np.zeros(rows, np.int32)), pa.array([value], pa.string())
    )


def _fitted(table: ParquetFolder, schema: Schema) -> ParquetFolder:
    return replace(table, fields=fields_of(table.labels, schema))


FORMAT = Format(
    name="parquet-folder",
    suffixes=(),
    written=(),
    is_text=False,
    open=lambda path, _encoding, _declared: open_folder(path),
    fitted=_fitted,
    writer=ParquetWriter,
)
