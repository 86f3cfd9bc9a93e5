"""Parquet as statx writes it: Zstandard, with the schema and where the data comes from inside."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from statx.registry.schema import Schema
from statx.tables.canonical import arrow_type

METADATA = b"statx"
"""The key under which the file keeps what statx says of it."""


class ParquetWriter:
    """A Parquet file being written."""

    def __init__(self, path: Path, _name: Path, schema: Schema) -> None:
        # Imported here: whoever has CSV to judge need not wait for it.
        from pyarrow.parquet import ParquetWriter as Writer

        self._schema = schema
        self._encoded = pa.schema(
            [pa.field(field.name, _encoded(arrow_type(field))) for field in schema.fields],
        )
        # Without Arrow's own schema whoever reads sees plain columns, though texts are written by
        # their dictionary.
        # Arrow takes a name in bytes alone where it is not UTF-8.
        self._file = pa.OSFile(os.fsencode(path), mode="w")
        self._writer = Writer(
            self._file,
            self._encoded,
            compression="zstd",
            store_schema=False,
        )

    def write(self, batch: pa.RecordBatch, text: pa.Buffer | None = None) -> None:  # noqa: ARG002  cells, not text
        columns = []
        for column, kind in zip(batch.columns, self._encoded.types, strict=True):
            columns.append(_as(column, kind))

        self._writer.write_table(pa.table(columns, schema=self._encoded))

    def close(self, provenance: Mapping[str, Any]) -> None:
        about = {**provenance, "schema": self._schema.descriptor}
        text = json.dumps(
            about,
            ensure_ascii=False,
            sort_keys=True,
        )
        self._writer.add_key_value_metadata({METADATA.decode(): text})
        self._writer.close()
        self._file.close()


def _encoded(kind: pa.DataType) -> pa.DataType:
    """The type in which a column is handed over: texts with a dictionary."""
    if pa.types.is_string(kind):
        return pa.dictionary(pa.int32(), kind)
    return kind


def _as(column: pa.Array, kind: pa.DataType) -> pa.Array:
    """The same values, with a dictionary or without."""
    has_dictionary = pa.types.is_dictionary(column.type)
    if not pa.types.is_dictionary(kind):
        return column.dictionary_decode() if has_dictionary else column
    if not has_dictionary:
        column = _with_dictionary(column)

    texts = column.dictionary.fill_null("")
    return pa.DictionaryArray.from_arrays(column.indices, texts)


def _with_dictionary(column: pa.Array) -> pa.Array:
    """As a column is read that has one: a missing text has its place in it.

    So a file has the same bytes, whether its columns were read with dictionaries or without.
    """
    encoded = column.dictionary_encode(null_encoding="encode")
    missing = column.is_null().to_numpy(zero_copy_only=False)
    codes = pa.array(encoded.indices.to_numpy(), mask=missing)
    return pa.DictionaryArray.from_arrays(codes, encoded.dictionary)
