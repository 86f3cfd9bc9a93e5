"""What is too much to be read as a workbook: every bound, looked at before the memory is taken.

A sheet of Excel cannot be larger than ROWS by COLUMNS. The other bounds lie far above what a
workbook of statistics holds, and keep memory below some gigabytes whatever the bytes are.
"""

from __future__ import annotations

from dataclasses import dataclass

from statx.texts import Text


@dataclass(frozen=True, slots=True)
class Limit:
    """One bound."""

    name: str
    most: int
    of: Text
    """What it bounds, with its unit."""


MEMBERS = Limit(
    "members",
    10_000,
    Text(
        id="berkas di dalam buku kerja",
        en="files inside a workbook",
    ),
)
INFLATED = Limit(
    "inflated",
    512 << 20,
    Text(
        id="byte dari satu buku kerja setelah dibuka pemadatannya",
        en="bytes of a workbook once it is unpacked",
    ),
)
RATIO = Limit(
    "ratio",
    100,
    Text(
        id="byte untuk setiap byte terpadatkan, di atas 64 MiB",
        en="bytes to each compressed byte, beyond 64 MiB",
    ),
)
ROWS = Limit(
    "rows",
    1 << 20,
    Text(
        id="baris dalam satu lembar",
        en="rows of a sheet",
    ),
)
COLUMNS = Limit(
    "columns",
    1 << 14,
    Text(
        id="kolom dalam satu lembar",
        en="columns of a sheet",
    ),
)
CELLS = Limit(
    "cells",
    5_000_000,
    Text(
        id="sel terisi dalam satu buku kerja",
        en="cells of a workbook that hold something",
    ),
)
MERGED = Limit(
    "merged",
    5_000_000,
    Text(
        id="sel yang digabung dalam satu lembar",
        en="merged cells of a sheet",
    ),
)
STYLES = Limit(
    "styles",
    1 << 16,
    Text(
        id="format sel dalam satu buku kerja",
        en="cell formats of a workbook",
    ),
)
TEXT = Limit(
    "text",
    1 << 20,
    Text(
        id="karakter dalam satu sel",
        en="characters in one cell",
    ),
)
TAG = Limit(
    "tag",
    16 << 20,
    Text(
        id="byte dalam satu tanda XML",
        en="bytes in one tag of XML",
    ),
)
DEPTH = Limit(
    "depth",
    256,
    Text(
        id="unsur XML yang bersarang",
        en="elements of XML inside each other",
    ),
)
LIMITS = (MEMBERS, INFLATED, RATIO, ROWS, COLUMNS, CELLS, MERGED, STYLES, TEXT, TAG, DEPTH)
ALWAYS_INFLATED = 64 << 20
"""Bytes that any workbook may hold, however well they were compressed."""
