"""A table format that statx does not have: Arrow IPC files.

Adding one more format must take no more than this.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa

from statx.registry.fields import Field
from statx.registry.schema import Schema
from statx.results.report import Reading
from statx.tables.canonical import arrow_type, canonical_text, written
from statx.tables.format import Format
from statx.tables.table import Block, Cells, Span, TableDefaults


@dataclass(frozen=True)
class ArrowTable(TableDefaults):
    path: Path
    labels: tuple[str, ...]
    size: int
    fields: Mapping[str, Field]

    @property
    def reading(self) -> Reading:
        return Reading(ARROW.name, label=ARROW.label)

    def absolute(self) -> ArrowTable:
        return replace(self, path=self.path.absolute())

    def blocks(self, span: Span | None = None) -> Iterator[Block]:  # noqa: ARG002  there is only one
        first = 0
        with pa.ipc.open_file(self.path) as file:
            for number in range(file.num_record_batches):
                block = ArrowBlock(self, first, file.get_batch(number))
                first += block.size
                yield block


@dataclass(frozen=True)
class ArrowBlock:
    table: ArrowTable
    first: int
    batch: pa.RecordBatch

    @property
    def size(self) -> int:
        return int(self.batch.num_rows)

    def text(self) -> pa.Buffer | None:
        return None

    def read(self, only: Sequence[int] | None = None) -> Cells:
        chosen = range(self.batch.num_columns) if only is None else only
        return Cells(tuple(map(self._cells, chosen)), self.size)

    def _cells(self, position: int) -> pa.Array:
        texts = canonical_text(self.batch.column(position))
        field = self.table.fields.get(self.table.labels[position])
        return written(texts, field) if field else texts


class ArrowWriter:
    def __init__(self, path: Path, _name: Path, schema: Schema) -> None:
        columns = [pa.field(field.name, arrow_type(field)) for field in schema.fields]
        self._schema = pa.schema(columns)
        self._writer = pa.ipc.new_file(path, self._schema)

    def write(self, batch: pa.RecordBatch, text: pa.Buffer | None = None) -> None:  # noqa: ARG002  it is no text
        columns = [
            column.cast(kind)
            for column, kind in zip(batch.columns, self._schema.types, strict=True)
        ]
        self._writer.write_batch(pa.record_batch(columns, schema=self._schema))

    def close(self, provenance: Mapping[str, Any]) -> None:  # noqa: ARG002  it keeps nothing about itself
        self._writer.close()


def open_arrow(path: Path) -> ArrowTable:
    with pa.ipc.open_file(path) as file:
        batches = (file.get_batch(number) for number in range(file.num_record_batches))
        rows = sum(batch.num_rows for batch in batches)
        return ArrowTable(path, tuple(file.schema.names), rows, {})


def fit(table: ArrowTable, schema: Schema) -> ArrowTable:
    return replace(table, fields={field.name: field for field in schema.fields})


ARROW = Format(
    name="arrow",
    label="Arrow",
    media_type="application/vnd.apache.arrow.file",
    suffixes=(".arrow",),
    written=(".arrow",),
    is_text=False,
    open=lambda path, _encoding, _declared: open_arrow(path),
    fitted=fit,
    writer=ArrowWriter,
)
