"""The cases: a table of a certain size, and who is measured on it."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from tests.benchmarks.contenders import (
    dataframely,
    duckdb,
    frictionless,
    openpyxl,
    pandas,
    pandera,
    polars,
    pyarrow,
    statx,
)
from tests.benchmarks.contenders.contender import Command, Contender

Contenders = tuple[Contender | Command, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """What is measured together, on the same file."""

    name: str
    about: str
    """In one line; `{rows}` is how many."""
    rows: int
    """The size at which the promises are made."""
    sample: int
    """Rows for whoever would take hours for all of them."""
    table: str
    """The name of the table in `data`."""
    contenders: Contenders
    once: bool = False
    """Whether one run is enough: it takes minutes, and drifts little."""


VALIDATORS: Contenders = (
    pyarrow.VALIDATE,
    statx.VALIDATE,
    duckdb.TYPED,
    duckdb.AS_TEXT,
    pandera.VALIDATE,
    dataframely.VALIDATE,
    frictionless.VALIDATE,
)
SHELL: Contenders = (
    Command("python -c pass", lambda _given: (sys.executable, "-c", "pass")),
    pyarrow.SHELL,
    statx.VALIDATE,
    frictionless.SHELL,
)
CONVERTERS: Contenders = (
    pyarrow.CONVERT,
    pyarrow.STREAM,
    statx.CONVERT,
    polars.CONVERT,
    duckdb.CONVERT,
    pandas.CONVERT,
)

M = 1_000_000
POPULATION = (
    "{rows} rows × 9 columns, a key of four in shuffled order, a foreign key to 9 759 villages"
)

CASES = {
    case.name: case
    for case in (
        Case("clean", POPULATION, 10 * M, 100_000, "clean", VALIDATORS),
        Case(
            "dirty",
            f"{POPULATION}; one row in a hundred is bad",
            10 * M,
            100_000,
            "dirty",
            VALIDATORS,
        ),
        Case(
            "unique",
            "{rows} rows × 7 columns, no value twice",
            5 * M,
            100_000,
            "unique",
            VALIDATORS,
        ),
        Case("wide", "{rows} rows × 300 columns", 200_000, 3_000, "wide", VALIDATORS),
        Case(
            "text",
            "{rows} rows with texts of 1 to 2 kB, with quotes and newlines",
            400_000,
            50_000,
            "text",
            VALIDATORS,
        ),
        Case(
            "errors",
            f"{POPULATION}; every cell of one column is wrong",
            5 * M,
            100_000,
            "errors",
            VALIDATORS,
        ),
        Case("small", "{rows} rows, the whole command from the shell", 100, 100, "clean", SHELL),
        Case(
            "small-dirty",
            "{rows} rows, one of them bad, the whole command from the shell",
            100,
            100,
            "dirty",
            SHELL,
        ),
        Case(
            "keys",
            "{rows} rows × 2 columns, which are the primary key",
            100 * M,
            400_000,
            "keys",
            VALIDATORS,
            once=True,
        ),
        Case(
            "convert",
            "CSV to Parquet: {rows} rows × 9 columns",
            10 * M,
            100_000,
            "clean",
            CONVERTERS,
        ),
        Case(
            "tidy",
            "a workbook of {rows} rows × 10 columns, unpivoted, its totals checked, to Parquet",
            50_000,
            50_000,
            "book",
            (openpyxl.LOAD, statx.TIDY),
        ),
    )
}
