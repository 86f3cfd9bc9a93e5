"""A Parquet file has the bytes that its values make, however its columns were read."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from statx.registry.schema import Schema
from statx.tables.parquet.writer import ParquetWriter

SCHEMA = Schema.parse({"fields": [{"name": "text", "type": "string"}]}, source="texts.json")


def test_texts_are_written_alike_whether_they_were_read_with_a_dictionary(tmp_path: Path) -> None:
    plain = pa.array(["b", None, "a", "b", None])
    codes = pa.array([0, None, 2, 0, None], pa.int32())
    encoded = pa.DictionaryArray.from_arrays(codes, pa.array(["b", None, "a"]))

    assert written(tmp_path, plain) == written(tmp_path, encoded)


def written(folder: Path, column: pa.Array) -> bytes:
    """The file of this one column."""
    path = folder / "texts.parquet"
    writer = ParquetWriter(path, path, SCHEMA)
    writer.write(pa.record_batch([column], names=["text"]))
    writer.close({})
    return path.read_bytes()
