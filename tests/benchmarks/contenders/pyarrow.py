"""The floor: pyarrow reads, or reads and writes, and judges nothing."""

from __future__ import annotations

import sys
from typing import Any

from tests.benchmarks.contenders.contender import FLOOR, Answer, Command, Contender
from tests.benchmarks.given import Given

READ = "import sys; from pyarrow import csv; csv.read_csv(sys.argv[1])"


def read(given: Given) -> Answer:
    """A typed read; of a dirty file, whose cells are not of their type, a read as text."""
    import pyarrow as pa

    try:
        _table(given, _types(given))
    except pa.ArrowInvalid:
        _table(given, dict.fromkeys(_types(given), pa.string()))
    return Answer()


def convert(given: Given) -> Answer:
    """The whole table in memory, then the whole table on disk."""
    from pyarrow import parquet

    parquet.write_table(_table(given, _types(given)), given.result, compression="zstd")
    return Answer()


def stream(given: Given) -> Answer:
    """Block by block."""
    from pyarrow import csv, parquet

    with (
        csv.open_csv(given.table, **_options(_types(given))) as blocks,
        parquet.ParquetWriter(given.result, blocks.schema, compression="zstd") as writer,
    ):
        for block in blocks:
            writer.write_batch(block)
    return Answer()


def _types(given: Given) -> dict[str, Any]:
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "date": pa.date32(),
        "datetime": pa.timestamp("s"),
    }
    return {field["name"]: types[field["type"]] for field in given.fields()}


def _table(given: Given, types: dict[str, Any]) -> Any:  # noqa: ANN401  pyarrow types itself in part only
    from pyarrow import csv

    return csv.read_csv(given.table, **_options(types))


def _options(types: dict[str, Any]) -> dict[str, Any]:
    from pyarrow import csv

    return {
        "parse_options": csv.ParseOptions(newlines_in_values=True),
        "convert_options": csv.ConvertOptions(column_types=types),
    }


VALIDATE = Contender(FLOOR, read, leaves_out="anything but the types")
SHELL = Command(
    FLOOR,
    lambda given: (sys.executable, "-c", READ, given.table.name),
    leaves_out="anything but the types",
)
CONVERT = Contender(FLOOR, convert, leaves_out="anything but the types")
STREAM = Contender("streaming pyarrow", stream, leaves_out="anything but the types")
