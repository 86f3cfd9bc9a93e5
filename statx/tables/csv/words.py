"""What is said of files that are named like CSV and are none."""

from __future__ import annotations

from statx.texts import Text, verbatim

EXCEL = verbatim("Excel/zip")
OLD_EXCEL = verbatim("Excel (xls)")
PARQUET = verbatim("Parquet")
PDF = verbatim("PDF")
GZIP = Text(
    id="gzip, yang namanya seharusnya .csv.gz",
    en="gzip, which should be named .csv.gz",
)
ZSTANDARD = Text(
    id="Zstandard, yang namanya seharusnya .csv.zst",
    en="Zstandard, which should be named .csv.zst",
)
BINARY = Text(
    id="berkas biner (byte {byte} adalah NUL)",
    en="a binary file (byte {byte} is NUL)",
)
