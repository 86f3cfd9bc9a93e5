"""Parquet: typed columns judged on their canonical text, so that both formats have one meaning.

A column whose type cannot hold the field's values (text for an integer, a float for a code) is not judged
cell by cell: its type is wrong once, for all rows.
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
from statx.tables.canonical import arrow_type, canonical_text, written
from statx.tables.format import Format
from statx.tables.table import Block, BlockExtent, Cells, ParallelMap, Place, Span, rows_by_block

if TYPE_CHECKING:
    import pyarrow.parquet as pq

ROWS = 1 << 17
METADATA = b"statx"
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
        return Reading("parquet")

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
        """What statx wrote into the file when it made it: schema, provenance, content hash; empty for others'."""
        raw = (self.file.metadata.metadata or {}).get(METADATA)
        try:
            found = json.loads(raw) if raw else {}
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def wrong_types(self) -> Mapping[str, str]:
        """Label -> the Arrow type, of the columns whose type cannot hold their field's values."""
        return {
            column.name: str(column.type)
            for column, field in zip(self.schema, self.fields or (), strict=False)
            if field is not None and not holds(column.type, field)
        }

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
        groups = [
            number
            for number, (first, end) in enumerate(pairwise(self._borders))
            if span is None or (span.first <= first and end <= span.end)
        ]
        first = span.first if span else 0
        for batch in self._batches(groups):
            yield ParquetBlock(self, first, batch)
            first += batch.num_rows

    def spans(self, size: int, spread: ParallelMap) -> Sequence[Span]:  # noqa: ARG002  the footer says all
        """Runs of row groups."""
        groups, borders, full = self.file.metadata, [0], 0
        for number, end in enumerate(self._borders[1:]):
            full += groups.row_group(number).total_byte_size
            if full >= size:
                borders.append(end)
                full = 0
        return [Span(first, end) for first, end in pairwise([*borders, self.size]) if first < end]

    def again(self, extents: Sequence[BlockExtent]) -> Iterator[Block]:
        read: tuple[Sequence[int], pa.Table] = ((), None)
        for extent in extents:
            first, end = extent.first, extent.first + extent.rows
            groups = [
                at
                for at, (low, high) in enumerate(pairwise(self._borders))
                if low < end and high > first
            ]
            if groups != read[0]:
                read = groups, pa.Table.from_batches(self._batches(groups), self._encoded)
            here = read[1].slice(first - self._borders[groups[0]], extent.rows)
            yield ParquetBlock(self, first, here.combine_chunks().to_batches()[0])

    def places(self, rows: Iterable[int], extents: Sequence[BlockExtent]) -> Mapping[int, Place]:
        """The cells of these records; Parquet has no lines."""
        wanted, found = list(rows_by_block(rows, extents)), {}
        again = self.again([extents[number] for number, _ in wanted])
        for (_, here), block in zip(wanted, again, strict=True):
            columns = [column.take(pa.array(here)).to_pylist() for column in block.read().columns]
            for row, cells in zip(
                (here + block.first).tolist(), zip(*columns, strict=True), strict=True
            ):
                found[row] = Place((), tuple("" if cell is None else cell for cell in cells))
        return found

    def _batches(self, groups: Sequence[int]) -> Iterator[pa.RecordBatch]:
        """These row groups, texts with a dictionary."""
        left = sum(self._borders[group + 1] - self._borders[group] for group in groups)
        texts = [column.name for column in self.schema if pa.types.is_string(column.type)]
        try:
            for batch in _opened(self.path, texts).iter_batches(ROWS, row_groups=list(groups)):
                batch.validate(full=True)  # a text column may hold bytes that are no text
                left -= batch.num_rows
                yield batch
        except BROKEN as error:
            raise UnreadableFileError(path=self.path, reason=error) from error
        if left:  # damaged: by which of the two should rows be counted?
            raise UnreadableFileError(
                path=self.path, reason=f"footer: {self.size}, data: {self.size - left}"
            )

    @cached_property
    def _encoded(self) -> pa.Schema:
        """The Arrow schema of `_batches`."""
        texts = [column.name for column in self.schema if pa.types.is_string(column.type)]
        return _opened(self.path, texts).schema_arrow

    @cached_property
    def _borders(self) -> Sequence[int]:
        """The first row of each row group, and the end."""
        groups = self.file.metadata
        return list(
            accumulate(
                (groups.row_group(at).num_rows for at in range(groups.num_row_groups)), initial=0
            )
        )


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
        fields = self.table.fields or (None,) * self.batch.num_columns
        chosen = range(self.batch.num_columns) if only is None else only
        return Cells(
            tuple(_cells(self.batch.column(number), fields[number]) for number in chosen), self.size
        )


def open_parquet(path: Path) -> ParquetTable:
    """Open a Parquet file; UnreadableFileError where it is none."""
    try:
        return ParquetTable(path, _opened(path))
    except BROKEN as error:
        raise UnreadableFileError(path=path, reason=error) from error


def _opened(path: Path, dictionaries: Sequence[str] = ()) -> pq.ParquetFile:
    """Imported here: whoever has CSV to judge need not wait for it."""
    from pyarrow.parquet import ParquetFile

    return ParquetFile(path, read_dictionary=list(dictionaries) or None)


def _reopened(path: Path, fields: tuple[Field | None, ...] | None) -> ParquetTable:
    return replace(open_parquet(path), fields=fields)


def fields_of(labels: Sequence[str], schema: Schema) -> tuple[Field | None, ...]:
    """The field of each label; labels without one are judged as anything."""
    by_name = {field.name: field for field in schema.fields}
    return tuple(by_name.get(label) for label in labels)


def holds(kind: pa.DataType, field: Field | None) -> bool:
    """Whether a column of this Arrow type can hold the field's values without loss."""
    if field is None or field.type == "any" or pa.types.is_null(kind):
        return True
    if pa.types.is_dictionary(kind):
        return holds(kind.value_type, field)
    match field.type:
        case "integer" | "year":
            return bool(pa.types.is_integer(kind))
        case "number":
            return bool(
                pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
            )
        case "boolean":
            return bool(pa.types.is_boolean(kind))
        case "date":
            return bool(pa.types.is_date32(kind))
        case "datetime":
            return bool(
                pa.types.is_timestamp(kind) and kind.tz is None
            )  # a plain timestamp keeps no zone
        case _:
            return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _cells(column: pa.Array, field: Field | None) -> pa.Array:
    if field is None or not holds(column.type, field):
        return column if _is_text(column.type) else _as_texts(column)
    if pa.types.is_nested(column.type) or pa.types.is_binary(column.type):
        return written(_as_texts(column), field)
    texts = canonical_text(column)
    if pa.types.is_dictionary(texts.type):
        return pa.DictionaryArray.from_arrays(texts.indices, written(texts.dictionary, field))
    return written(texts, field)


def _as_texts(column: pa.Array) -> pa.Array:
    """Anything as texts: of a column that is not judged, or of lists and the like, that no cast makes texts of."""
    if pa.types.is_nested(column.type) or pa.types.is_binary(column.type):
        return pa.array(
            [None if value is None else str(value) for value in column.to_pylist()], pa.string()
        )
    return canonical_text(column).cast(pa.string())


def _is_text(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_string(kind)
        or (pa.types.is_dictionary(kind) and pa.types.is_string(kind.value_type))
    )


class ParquetWriter:
    """A Parquet file being written: Zstandard, the schema and where the data comes from in its metadata."""

    def __init__(self, path: Path, _name: Path, schema: Schema) -> None:
        from pyarrow.parquet import ParquetWriter as Writer

        self._schema = schema
        self._columns = pa.schema(
            [pa.field(field.name, arrow_type(field)) for field in schema.fields]
        )
        self._encoded = pa.schema(
            [pa.field(column.name, _encoded(column.type)) for column in self._columns]
        )
        # Without Arrow's own schema whoever reads sees plain columns, though texts are written by their dictionary.
        self._writer = Writer(path, self._encoded, compression="zstd", store_schema=False)

    def write(self, batch: pa.RecordBatch, text: pa.Buffer | None = None) -> None:  # noqa: ARG002
        columns = [
            _as(column, kind)
            for column, kind in zip(batch.columns, self._encoded.types, strict=True)
        ]
        self._writer.write_table(pa.table(columns, schema=self._encoded))

    def close(self, provenance: Mapping[str, Any]) -> None:
        about = {**provenance, "schema": self._schema.descriptor}
        text = json.dumps(about, ensure_ascii=False, sort_keys=True)
        self._writer.add_key_value_metadata({METADATA.decode(): text})
        self._writer.close()


def _encoded(kind: pa.DataType) -> pa.DataType:
    return pa.dictionary(pa.int32(), kind) if pa.types.is_string(kind) else kind


def _as(column: pa.Array, kind: pa.DataType) -> pa.Array:
    """The same values, with a dictionary or without."""
    if pa.types.is_dictionary(kind):
        if not pa.types.is_dictionary(column.type):
            return column.dictionary_encode()
        return pa.DictionaryArray.from_arrays(column.indices, column.dictionary.fill_null(""))
    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column


def _fitted(table: ParquetTable, schema: Schema) -> ParquetTable:
    return replace(table, fields=fields_of(table.labels, schema))


FORMAT = Format(
    name="parquet",
    suffixes=(".parquet",),
    written=(".parquet",),
    is_text=False,
    open=lambda path, _encoding, _declared: open_parquet(path),
    fitted=_fitted,
    writer=ParquetWriter,
)
