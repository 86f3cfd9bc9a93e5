"""Canonical CSV: the one form in which a table is written as text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from statx.registry.schema import Field, Schema
from statx.tables.canonical import canonical_text, written
from statx.tables.streams import COMPRESSIONS


class CsvWriter:
    """Canonical CSV: UTF-8 without mark, commas, LF, quotes only where they must stand, canonical cells."""

    def __init__(self, path: Path, name: Path, schema: Schema) -> None:
        compression = COMPRESSIONS.get(name.suffix.lower(), None)
        self._schema, self._file = schema, pa.output_stream(str(path), compression=compression)
        self._file.write(canonical_header(schema))

    def write(self, batch: pa.RecordBatch) -> None:
        self._file.write(canonical_rows(batch, self._schema))

    def close(self, provenance: Mapping[str, Any]) -> None:  # noqa: ARG002  a CSV file keeps nothing about itself
        self._file.close()


def canonical_header(schema: Schema) -> bytes:
    """The header of canonical CSV."""
    return ",".join(_quoted(pa.array(schema.names, pa.string())).to_pylist()).encode() + b"\n"


def canonical_rows(batch: pa.RecordBatch, schema: Schema) -> bytes:
    """Typed columns as rows of canonical CSV. The text of a table in this form is its logical content."""
    if not batch.num_rows:
        return b""
    columns = [_column_cells(column, field) for column, field in zip(batch.columns, schema.fields, strict=True)]
    if len(columns) == 1:
        columns = [pc.if_else(pc.equal(columns[0], ""), '""', columns[0])]  # a blank line would be no record
    rows = pc.binary_join_element_wise(*columns, ",")
    return bytes(pc.binary_join(pa.ListArray.from_arrays([0, len(rows)], rows), "\n")[0].as_buffer()) + b"\n"


def _column_cells(column: pa.Array, field: Field) -> pa.Array:
    """The cells of one column, quoted where needed; done by distinct text where the column has a dictionary."""
    if pa.types.is_dictionary(column.type):
        cells = _column_cells(column.dictionary, field).take(column.indices)
        return cells.fill_null(_missing_text(field))
    return _quoted(written(canonical_text(column), field).fill_null(_missing_text(field)))


def _missing_text(field: Field) -> str:
    return field.missing_values[0] if field.missing_values else ""


def _quoted(cells: pa.Array) -> pa.Array:
    needed = pc.match_substring_regex(cells, '[,"\r\n]')
    if not pc.any(needed).as_py():
        return cells
    doubled = pc.binary_join_element_wise('"', pc.replace_substring(cells, '"', '""'), '"', "")
    return pc.if_else(needed, doubled, cells)
