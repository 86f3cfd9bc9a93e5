"""What a file is by its name: a table that can be read, one that cannot, or no table at all."""

from __future__ import annotations

from pathlib import Path

from statx.tables import format_of
from statx.texts import Text

NOTES = (".txt",)
"""Read where a file is named, but in a folder most likely notes, or the manifests of a bag."""

SAVE_AS_CSV = Text(
    id=(
        'buka di Excel atau LibreOffice, pilih Simpan Sebagai "CSV UTF-8", satu lembar satu'
        " berkas, lalu periksa CSV itu"
    ),
    en=(
        'open it in Excel or LibreOffice, save it as "CSV UTF-8", one sheet a file, and judge'
        " that CSV"
    ),
)
UNPACK = Text(
    id="buka kompresinya, atau kompres dengan gzip (.csv.gz) atau Zstandard (.csv.zst)",
    en="unpack it, or compress it with gzip (.csv.gz) or Zstandard (.csv.zst)",
)
SAVE_FIRST = Text(
    id="itu pipa atau perangkat, bukan berkas; simpan dahulu isinya ke sebuah berkas",
    en="it is a pipe or a device, no file; save what it gives to a file first",
)
EXPORT = Text(
    id="ekspor dari program asalnya sebagai CSV atau Parquet",
    en="export it as CSV or Parquet from the program it comes from",
)

TEXTS = (".csv", ".tsv", ".tab", ".txt", ".parquet", ".json", ".jsonl", ".ndjson")
COMPRESSED = (".gz", ".zst", ".bz2", ".xz", ".lz4", ".lzma", ".br", ".z", ".zip", ".7z", ".rar")
REMEDIES: dict[str, Text] = {
    **dict.fromkeys((".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers"), SAVE_AS_CSV),
    **{text + suffix: UNPACK for text in TEXTS for suffix in COMPRESSED},
    **dict.fromkeys((".dbf", ".sav", ".dta", ".sas7bdat", ".por", ".rds", ".rdata"), EXPORT),
    **dict.fromkeys((".mdb", ".accdb", ".sqlite", ".sqlite3", ".db", ".duckdb"), EXPORT),
    **dict.fromkeys((".arrow", ".feather", ".orc", ".avro", ".jsonl", ".ndjson"), EXPORT),
    **dict.fromkeys((".tab", ".dat", ".pq", ".parq"), EXPORT),
}
"""Suffix of a table that statx does not read -> what to do with it."""


def is_table(path: Path) -> bool:
    """Whether a file of a folder is a table that can be read."""
    name = path.name.lower()
    return format_of(path) is not None and not name.endswith(NOTES)


def remedy_of(path: Path) -> Text | None:
    """What to do with a table that cannot be read; None for a file that is none, or can be."""
    if format_of(path) is not None:
        return None

    name = path.name.lower()
    for suffix, remedy in REMEDIES.items():
        if name.endswith(suffix):
            return remedy
    return None
