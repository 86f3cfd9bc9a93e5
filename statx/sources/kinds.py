"""What a file is by its name: a table that can be read, one that cannot, or no table at all."""

from __future__ import annotations

from pathlib import Path

from statx.tables import format_of
from statx.texts import Text

NOTES = (".txt",)
"""Read where a file is named, but in a folder most likely notes, or the manifests of a bag."""

OPEN_ELSEWHERE = "~$"
"""Begins the name of what Excel leaves beside a workbook as long as somebody has it open."""

SAVE_AS_XLSX = Text(
    id=(
        'buka di Excel atau LibreOffice, simpan sebagai "Buku Kerja Excel (.xlsx)", lalu periksa'
        " berkas itu"
    ),
    en='open it in Excel or LibreOffice, save it as "Excel Workbook (.xlsx)", and judge that file',
)
UNPACK = Text(
    id="buka kompresinya, atau kompres dengan gzip (.csv.gz) atau Zstandard (.csv.zst)",
    en="unpack it, or compress it with gzip (.csv.gz) or Zstandard (.csv.zst)",
)
SAVE_FIRST = Text(
    id="itu pipa atau perangkat, bukan berkas; simpan dahulu isinya ke sebuah berkas",
    en="it is a pipe or a device, no file; save what it gives to a file first",
)
DECRYPT_PACKAGE = Text(
    id=(
        "itu paket rilis yang dienkripsi; periksa dengan statx verify, atau buka dengan statx"
        " unpack"
    ),
    en="that is an encrypted release; verify it with statx verify, or open it with statx unpack",
)
DECRYPT = Text(
    id="itu berkas yang dienkripsi; buka dahulu dengan program age",
    en="that is an encrypted file; decrypt it first with the program age",
)
EXPORT = Text(
    id="ekspor dari program asalnya sebagai CSV atau Parquet",
    en="export it as CSV or Parquet from the program it comes from",
)

TEXTS = (".csv", ".tsv", ".tab", ".txt", ".parquet", ".json", ".jsonl", ".ndjson")
COMPRESSED = (".gz", ".zst", ".bz2", ".xz", ".lz4", ".lzma", ".br", ".z", ".zip", ".7z", ".rar")
REMEDIES: dict[str, Text] = {
    **dict.fromkeys((".xls", ".xlsb", ".xltx", ".xltm", ".ods", ".fods", ".numbers"), SAVE_AS_XLSX),
    **{text + suffix: UNPACK for text in TEXTS for suffix in COMPRESSED},
    **dict.fromkeys((".dbf", ".sav", ".dta", ".sas7bdat", ".por", ".rds", ".rdata"), EXPORT),
    **dict.fromkeys((".mdb", ".accdb", ".sqlite", ".sqlite3", ".db", ".duckdb"), EXPORT),
    **dict.fromkeys((".arrow", ".feather", ".orc", ".avro", ".jsonl", ".ndjson"), EXPORT),
    **dict.fromkeys((".tab", ".dat", ".pq", ".parq"), EXPORT),
}
"""Suffix of a table that statx does not read -> what to do with it."""

NO_TABLES: dict[str, Text] = {".zip.age": DECRYPT_PACKAGE, ".age": DECRYPT}
"""The same of what is no table, and is left alone in a folder."""


def is_table(path: Path) -> bool:
    """Whether a file of a folder is a table that can be read."""
    name = path.name.lower()
    if name.startswith(OPEN_ELSEWHERE):
        return False
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


def remedy_of_named(path: Path) -> Text | None:
    """The same for a file that somebody names as a table, though it is none."""
    name = path.name.lower()
    for suffix, remedy in NO_TABLES.items():
        if name.endswith(suffix):
            return remedy
    return remedy_of(path)
