"""Canonical CSV: the one form in which a table is written as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from statx.registry.schema import Field, Schema
from statx.tables.canonical import canonical_text, written
from statx.tables.csv.streams import COMPRESSIONS

PAIRS = 1 << 14
"""Pairs of texts that are joined once for a whole block."""


class CsvWriter:
    """Canonical CSV: UTF-8 without mark, commas, LF, quotes only where they must stand, canonical cells."""

    def __init__(self, path: Path, name: Path, schema: Schema) -> None:
        compression = COMPRESSIONS.get(name.suffix.lower(), None)
        self._schema, self._file = schema, pa.output_stream(str(path), compression=compression)
        self._file.write(canonical_header(schema))

    def write(self, batch: pa.RecordBatch, text: pa.Buffer | None = None) -> None:
        self._file.write(canonical_rows(batch, self._schema) if text is None else text)

    def close(self, provenance: Mapping[str, Any]) -> None:  # noqa: ARG002  a CSV file keeps nothing about itself
        self._file.close()


def canonical_header(schema: Schema) -> bytes:
    """The header of canonical CSV."""
    return ",".join(_quoted(pa.array(schema.names, pa.string())).to_pylist()).encode() + b"\n"


def canonical_rows(batch: pa.RecordBatch, schema: Schema) -> pa.Buffer:
    """Typed columns as rows of canonical CSV. The text of a table in this form is its logical content."""
    return joined(
        [spelt(column, field) for column, field in zip(batch.columns, schema.fields, strict=True)]
    )


@dataclass(frozen=True, slots=True)
class Spelt:
    """The cells of a column as canonical CSV has them, without the quotes."""

    texts: pa.Array
    """One a row, or the distinct ones where `codes` is not None."""
    codes: NDArray[np.int32] | None = None
    """Row -> text."""

    def __len__(self) -> int:
        return len(self.texts if self.codes is None else self.codes)


def spelt(column: pa.Array, field: Field) -> Spelt:
    """The cells of a typed column; done by distinct value where it has a dictionary."""
    if not pa.types.is_dictionary(column.type):
        return Spelt(written(canonical_text(column), field).fill_null(_missing_text(field)))
    texts = spelt(column.dictionary, field).texts
    if column.indices.null_count:
        texts = pa.concat_arrays([texts, pa.array([_missing_text(field)])])
    return Spelt(texts, column.indices.fill_null(len(texts) - 1).to_numpy())


def joined(columns: Sequence[Spelt]) -> pa.Buffer:
    """Cells as rows of canonical CSV."""
    if not columns or not len(columns[0]):
        return pa.py_buffer(b"")
    quoted = [replace(column, texts=_quoted(column.texts)) for column in columns]
    if len(quoted) == 1:  # a blank line would be no record
        quoted = [
            replace(
                quoted[0], texts=pc.if_else(pc.equal(quoted[0].texts, ""), '""', quoted[0].texts)
            )
        ]
    quoted[-1] = replace(quoted[-1], texts=pc.binary_join_element_wise(quoted[-1].texts, "\n", ""))
    by_row = [
        c.texts if c.codes is None else c.texts.take(pa.array(c.codes)) for c in _paired(quoted)
    ]
    rows = pc.binary_join_element_wise(*by_row, ",")
    _, ends, text = (
        rows.buffers()
    )  # the rows lie one behind the other, each with its newline: that is the text
    return text.slice(0, int(np.frombuffer(ends, np.int32)[len(rows)]))


def _paired(columns: Sequence[Spelt]) -> list[Spelt]:
    """Neighbours with few distinct texts as one column of all their pairs: a row takes one text instead of two."""
    paired = [columns[0]]
    for column in columns[1:]:
        last = paired[-1]
        if (
            last.codes is None
            or column.codes is None
            or len(last.texts) * len(column.texts) > PAIRS
        ):
            paired.append(column)
            continue
        first = np.repeat(np.arange(len(last.texts)), len(column.texts))
        second = np.tile(np.arange(len(column.texts)), len(last.texts))
        texts = pc.binary_join_element_wise(
            last.texts.take(pa.array(first)), column.texts.take(pa.array(second)), ","
        )
        paired[-1] = Spelt(texts, last.codes * np.int32(len(column.texts)) + column.codes)
    return paired


def _missing_text(field: Field) -> str:
    return field.missing_values[0] if field.missing_values else ""


def _quoted(cells: pa.Array) -> pa.Array:
    needed = to_be_quoted(cells)
    if not pc.any(needed).as_py():
        return cells
    doubled = pc.binary_join_element_wise('"', pc.replace_substring(cells, '"', '""'), '"', "")
    return pc.if_else(needed, doubled, cells)


def to_be_quoted(cells: pa.Array) -> pa.Array:
    """Which cells must stand in quotes. shape: (n,) text -> (n,) boolean"""
    return pc.match_substring_regex(cells, '[,"\r\n]')
