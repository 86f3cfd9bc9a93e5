"""A table that is in memory already: the columns of a DataFrame, as Arrow holds them.

What a person made in Python has the types of that trade, and what those cannot say is not a fault
of the data: whole numbers with a gap are floats in pandas, days are moments at midnight, a column
without a value is of any type. Such a column is taken as the type its field has, where it is
exactly that. A column of texts is judged as the cells of a CSV file are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from statx.registry.fields import Field
from statx.registry.schema import Schema
from statx.results.report import Reading
from statx.tables.parquet.table import fields_of
from statx.tables.parquet.types import as_cells, is_text, wrong_types
from statx.tables.table import Block, Cells, Span, TableDefaults

ROWS = 1 << 17
"""Rows of a block at most."""
WHOLE = ("integer", "year")


@dataclass(frozen=True)
class MemoryTable(TableDefaults):
    """A table in memory. Its rows are counted from 0, as who holds it counts them."""

    data: pa.Table
    fields: tuple[Field | None, ...] | None = None
    """The fields its columns are judged as; None until a schema is known."""

    @property
    def reading(self) -> Reading:
        return Reading("arrow", label="Arrow")

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(self.data.column_names)

    @property
    def size(self) -> int:
        return int(self.data.num_rows)

    def absolute(self) -> MemoryTable:
        return self

    def number_of(self, row: int) -> int:
        return row

    def wrong_types(self) -> Mapping[str, str]:
        wrong = wrong_types(self.data.schema, self.fields)
        return {name: kind for name, kind in wrong.items() if not self._is_text(name)}

    def blocks(self, span: Span | None = None) -> Iterator[Block]:  # noqa: ARG002  it has one span
        first = 0
        for batch in self.data.to_batches(ROWS):
            yield MemoryBlock(
                self,
                first,
                batch,
            )
            first += batch.num_rows

    def fitted(self, schema: Schema) -> MemoryTable:
        """The same, its columns of the types that the schema's fields have, where they can be."""
        fields = fields_of(self.labels, schema)
        columns = [
            _as_meant(column, field)
            for column, field in zip(self.data.columns, fields, strict=True)
        ]
        data = pa.table(columns, names=list(self.labels))
        return replace(
            self,
            data=data,
            fields=fields,
        )

    def _is_text(self, name: str) -> bool:
        at = self.labels.index(name)
        return is_text(self.data.schema.field(at).type)


@dataclass(
    frozen=True,
    slots=True,
)
class MemoryBlock:
    """Some rows of a table in memory."""

    table: MemoryTable
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
            column = _with_dictionary(self.batch.column(at))
            columns.append(as_cells(column, fields[at]))

        return Cells(tuple(columns), self.size)


def _with_dictionary(column: pa.Array) -> pa.Array:
    """Texts each once, so that each is judged once."""
    return column.dictionary_encode() if is_text(column.type) else column


def _as_meant(column: pa.ChunkedArray, field: Field | None) -> pa.ChunkedArray:
    """A column as its field has it, where it holds that and was only kept as something else."""
    if column.null_count == len(column):
        return pa.chunked_array([pa.nulls(len(column), pa.string())])

    meant = _type_meant(column.type, field)
    if meant is None:
        return column

    try:
        return column.cast(meant)
    except pa.ArrowInvalid:  # a fraction, or a time of day: it is not what the field has
        return column


def _type_meant(kind: pa.DataType, field: Field | None) -> pa.DataType | None:
    if field is None:
        return None

    if field.type in WHOLE and pa.types.is_floating(kind):
        return pa.int64()

    is_moment = pa.types.is_timestamp(kind) and kind.tz is None
    return pa.date32() if is_moment and field.type == "date" else None
