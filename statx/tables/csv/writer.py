"""Canonical CSV: the one form in which a table is written as text."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from statx.registry.fields import Field
from statx.registry.schema import Schema
from statx.tables.canonical import canonical_text, written
from statx.tables.csv.textfile import COMPRESSIONS

PAIRS = 1 << 14
"""Pairs of texts that are joined once for a whole block."""


class CsvWriter:
    """Canonical CSV: UTF-8 without mark, commas, LF, quotes where they must be."""

    def __init__(self, path: Path, name: Path, schema: Schema) -> None:
        compression = COMPRESSIONS.get(name.suffix.lower())
        self._schema = schema
        # Arrow takes a name in bytes alone where it is not UTF-8.
        self._file: Any = pa.OSFile(os.fsencode(path), mode="w")
        if compression is not None:
            self._file = pa.CompressedOutputStream(self._file, compression)
        self._file.write(canonical_header(schema))

    def write(self, batch: pa.RecordBatch, text: pa.Buffer | None = None) -> None:
        if text is None:
            text = canonical_rows(batch, self._schema)
        self._file.write(text)

    def close(self, provenance: Mapping[str, Any]) -> None:  # noqa: ARG002  a CSV file keeps nothing about itself
        self._file.close()


@dataclass(frozen=True, slots=True)
class Spelt:
    """The cells of a column as canonical CSV has them, without the quotes."""

    texts: pa.Array
    """One a row, or the distinct ones where `codes` is not None."""
    codes: NDArray[np.int32] | None = None
    """Row -> text."""

    def __len__(self) -> int:
        return len(self.texts if self.codes is None else self.codes)

    @property
    def by_row(self) -> pa.Array:
        """One text a row."""
        if self.codes is None:
            return self.texts
        return self.texts.take(pa.array(self.codes))


def canonical_header(schema: Schema) -> bytes:
    """The header of canonical CSV."""
    labels = _quoted(pa.array(schema.names, pa.string()))
    return ",".join(labels.to_pylist()).encode() + b"\n"


def canonical_rows(batch: pa.RecordBatch, schema: Schema) -> pa.Buffer:
    """Typed columns as rows of canonical CSV: the text that is the logical content."""
    columns = zip(
        batch.columns,
        schema.fields,
        strict=True,
    )
    return joined([spelt(column, field) for column, field in columns])


def spelt(column: pa.Array, field: Field) -> Spelt:
    """The cells of a typed column; done by distinct value where it has a dictionary."""
    missing = field.missing_values[0] if field.missing_values else ""
    if not pa.types.is_dictionary(column.type):
        texts = written(canonical_text(column), field)
        return Spelt(texts.fill_null(missing))

    texts = spelt(column.dictionary, field).texts
    codes = column.indices
    if codes.null_count:
        # One text more, for the rows without a value.
        codes = codes.fill_null(len(texts))
        texts = pa.concat_arrays([texts, pa.array([missing])])

    return Spelt(texts, codes.to_numpy())


def joined(columns: Sequence[Spelt]) -> pa.Buffer:
    """Cells as rows of canonical CSV."""
    if not columns or not len(columns[0]):
        return pa.py_buffer(b"")

    cells = []
    for column in columns:
        texts = _quoted(column.texts)
        cells.append(replace(column, texts=texts))

    last = cells.pop()
    texts = last.texts if cells else _never_blank(last.texts)
    ended = pc.binary_join_element_wise(
        texts,
        "\n",
        "",
    )
    cells.append(replace(last, texts=ended))

    by_row = [column.by_row for column in _paired(cells)]
    rows = pc.binary_join_element_wise(*by_row, ",")
    return _text(rows)


def to_be_quoted(cells: pa.Array) -> pa.Array:
    """Which cells must stand in quotes. shape: (n,) text -> (n,) boolean"""
    return pc.match_substring_regex(cells, '[,"\r\n]')


def _never_blank(cells: pa.Array) -> pa.Array:
    """The cells of an only column: a blank line would be no record."""
    return pc.if_else(
        pc.equal(cells, ""),
        '""',
        cells,
    )


def _text(rows: pa.Array) -> pa.Buffer:
    """The rows lie one behind the other, each with its newline: that is the text."""
    _, offsets, text = rows.buffers()
    ends = np.frombuffer(offsets, np.int32)
    size = int(ends[len(rows)])
    return text.slice(0, size)


def _paired(columns: Sequence[Spelt]) -> list[Spelt]:
    """Neighbours with few distinct texts as one column of their pairs: fewer texts a row."""
    paired = [columns[0]]
    for column in columns[1:]:
        pair = _pair(paired[-1], column)
        if pair is None:
            paired.append(column)
        else:
            paired[-1] = pair

    return paired


def _pair(left: Spelt, right: Spelt) -> Spelt | None:
    """Two columns as one; None where that would not pay."""
    if left.codes is None or right.codes is None:
        return None

    lefts, rights = len(left.texts), len(right.texts)
    if lefts * rights > PAIRS:
        return None

    left_of_pair = np.repeat(np.arange(lefts), rights)
    right_of_pair = np.tile(np.arange(rights), lefts)
    texts = pc.binary_join_element_wise(
        left.texts.take(pa.array(left_of_pair)),
        right.texts.take(pa.array(right_of_pair)),
        ",",
    )
    codes = left.codes * np.int32(rights)
    codes += right.codes
    return Spelt(texts, codes)


def _quoted(cells: pa.Array) -> pa.Array:
    needed = to_be_quoted(cells)
    if not pc.any(needed).as_py():
        return cells

    doubled = pc.replace_substring(
        cells,
        '"',
        '""',
    )
    in_quotes = pc.binary_join_element_wise(
        '"',
        doubled,
        '"',
        "",
    )
    return pc.if_else(
        needed,
        in_quotes,
        cells,
    )
