"""pandas, reading and writing as most notebooks do, with the declared types."""

from __future__ import annotations

from tests.benchmarks.contenders.contender import Answer, Contender
from tests.benchmarks.given import Given


def convert(given: Given) -> Answer:
    """The whole table in memory, then the whole table on disk."""
    import pandas as pd

    kinds = {"string": "string", "integer": "Int64", "number": "float64"}
    types = {
        field["name"]: kinds[field["type"]] for field in given.fields() if field["type"] in kinds
    }
    dates = [field["name"] for field in given.fields() if field["name"] not in types]
    pd.read_csv(given.table, dtype=types, parse_dates=dates).to_parquet(
        given.result, compression="zstd", index=False
    )
    return Answer()


CONVERT = Contender("pandas", convert, ("pandas",), "anything but the types")
