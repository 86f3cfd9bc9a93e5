"""What is too much to be read as a table: every bound on a file of data, each with its error.

The bounds lie far above what any table of statistics holds. They keep memory and time within what
the size of the input explains, whatever bytes it is made of.
"""

from __future__ import annotations

from dataclasses import dataclass

from statx.errors import UnreadableError
from statx.tables.csv.errors import LongRecordError
from statx.tables.errors import (
    HiddenCellsError,
    HiddenRowsError,
    InflatedTextError,
    ManyCellsError,
    ManyColumnsError,
)
from statx.texts import Text


@dataclass(frozen=True, slots=True)
class Limit:
    """One bound."""

    name: str
    most: int
    of: Text
    """What it bounds, with its unit."""
    error: type[UnreadableError]
    """Says that a file goes beyond it."""


RECORD = Limit(
    "record",
    32 << 20,
    Text(
        id="byte dalam satu rekaman CSV",
        en="bytes in one record of CSV",
    ),
    LongRecordError,
)
COLUMNS = Limit(
    "columns",
    1 << 14,
    Text(
        id="kolom dalam satu tabel",
        en="columns of a table",
    ),
    ManyColumnsError,
)
CELLS = Limit(
    "cells",
    1 << 14,
    Text(
        id="sel dalam satu rekaman CSV",
        en="cells in one record of CSV",
    ),
    ManyCellsError,
)
INFLATION = Limit(
    "inflation",
    10_000,
    Text(
        id="byte teks untuk setiap byte berkas terpadatkan, di atas 64 MiB",
        en="bytes of text to each byte of a compressed file, beyond 64 MiB",
    ),
    InflatedTextError,
)
HIDDEN_ROWS = Limit(
    "hidden-rows",
    1000,
    Text(
        id="baris untuk setiap byte berkas Parquet, di atas 16 juta sel",
        en="rows to each byte of a Parquet file, beyond 16 million cells",
    ),
    HiddenRowsError,
)
HIDDEN_CELLS = Limit(
    "hidden-cells",
    16,
    Text(
        id="sel untuk setiap byte berkas CSV atau Excel, di atas 16 juta sel",
        en="cells to each byte of a CSV file or workbook, beyond 16 million cells",
    ),
    HiddenCellsError,
)
LIMITS = (RECORD, COLUMNS, CELLS, INFLATION, HIDDEN_CELLS, HIDDEN_ROWS)
ALWAYS_INFLATED = 64 << 20
"""Bytes of text that any compressed file may hold."""
ALWAYS_HELD = 16 << 20
"""Cells that any Parquet file may hold."""
ALWAYS_JUDGED = 16 << 20
"""Cells that any CSV file may hold."""
PACKED = 1000
"""Bytes of text to each byte of the zip in which a compressed file came, beyond ALWAYS_INFLATED."""
