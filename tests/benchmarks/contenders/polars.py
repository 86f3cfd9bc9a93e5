"""polars, for those who judge its frames, and its own conversion."""

from __future__ import annotations

from typing import Any

from tests.benchmarks.contenders.contender import Answer, Contender
from tests.benchmarks.given import Given

PACKAGES = ("polars",)


def types(given: Given) -> dict[str, Any]:
    """The declared types, field by field."""
    import polars as pl

    kinds = {"string": pl.String, "integer": pl.Int64, "number": pl.Float64, "date": pl.Date}
    return {field["name"]: kinds.get(field["type"], pl.Datetime("us")) for field in given.fields()}


def frame(given: Given) -> tuple[Any, int]:
    """(the table, the number of cells that are not of their type)

    A typed read; where it fails, a read as text that is then cast.
    """
    import polars as pl

    kinds = types(given)
    try:
        return pl.read_csv(given.table, schema=kinds), 0
    except pl.exceptions.ComputeError:
        texts = pl.read_csv(given.table, infer_schema=False)
    typed = texts.select(_cast(name, kind) for name, kind in kinds.items())
    lost = texts.null_count().row(0), typed.null_count().row(0)
    return typed, sum(lost[1]) - sum(lost[0])


def codes(given: Given) -> Any:  # noqa: ANN401  may not be installed
    """The codes that a foreign key may refer to."""
    import polars as pl

    return pl.read_csv(given.codes, infer_schema=False)["kode"]


def convert(given: Given) -> Answer:
    """From a scan to a sink, without keeping the table."""
    import polars as pl

    pl.scan_csv(given.table, schema=types(given)).sink_parquet(given.result, compression="zstd")
    return Answer()


def _cast(name: str, kind: Any) -> Any:  # noqa: ANN401  may not be installed
    import polars as pl

    text = pl.col(name)
    if kind in (pl.Date, pl.Datetime):
        return text.str.strptime(kind, strict=False)
    return text if kind == pl.String else text.cast(kind, strict=False)


CONVERT = Contender("polars", convert, PACKAGES, "anything but the types")
