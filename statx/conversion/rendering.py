"""The records of a block as they are to be written.

Typed columns, and canonical CSV for the content hash.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from statx.conversion.columns import WrittenColumn, forget, written_column
from statx.conversion.content import canonical_csv
from statx.judging.engine import Judging
from statx.registry.schema import Schema
from statx.tables.csv.writer import canonical_rows
from statx.tables.judged import JudgedBlock
from statx.tables.table import Rows

WRITTEN = pa.record_batch([], names=[])
"""Stands for the typed columns of a block where nobody needs them any more."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """The records of a block as they are to be written."""

    rows: int
    batch: pa.RecordBatch
    """Typed; or WRITTEN."""
    text: pa.Buffer
    """Canonical CSV."""


def written_schema(judging: Judging) -> Schema:
    """The agreement with the columns of the file, in the file's order.

    What has no field of its own is kept as text.
    """
    agreement = judging.target.agreement
    fields = []
    for field in judging.header.fields:
        is_agreed = field.name in agreement.names
        fields.append(agreement.field(field.name) if is_agreed else field)
    return replace(agreement, fields=tuple(fields))


def render(block: JudgedBlock, schema: Schema, *, typed: bool) -> Rendered:
    """A block in both forms; without the typed columns where only text is written."""
    columns = [
        written_column(
            block,
            at,
            field,
        )
        for at, field in enumerate(schema.fields)
    ]
    forget()

    batch = _batch(
        block,
        columns,
        schema,
    )
    if block.order is None:
        text = canonical_csv(block, [column.spelt for column in columns])
    else:
        text = canonical_rows(batch, schema)
    return Rendered(
        block.rows,
        batch if typed else WRITTEN,
        text,
    )


def typed_batch(block: JudgedBlock, schema: Schema) -> pa.RecordBatch:
    """A block's records in the order of the file, typed; texts have dictionaries."""
    columns = [
        written_column(
            block,
            at,
            field,
        )
        for at, field in enumerate(schema.fields)
    ]
    forget()
    return _batch(
        block,
        columns,
        schema,
    )


def leave_out(rendered: Rendered, rows: Rows, first: int, schema: Schema) -> Rendered:
    """The same block without some rows.

    These are counted in the table, of which `first` is the block's first row.
    """
    end = first + rendered.rows
    in_block = (rows >= first) & (rows < end)
    keep = np.ones(rendered.rows, bool)
    keep[rows[in_block] - first] = False

    batch = rendered.batch.filter(pa.array(keep))
    text = canonical_rows(batch, schema)
    return Rendered(
        batch.num_rows,
        batch,
        text,
    )


def _batch(block: JudgedBlock, columns: list[WrittenColumn], schema: Schema) -> pa.RecordBatch:
    typed = [column.typed for column in columns]
    if block.order is not None:
        file_order = pa.array(np.argsort(block.order))
        typed = [column.take(file_order) for column in typed]
    return pa.record_batch(typed, names=list(schema.names))
