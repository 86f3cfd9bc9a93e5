"""What judging itself has to say of a table, beside its checks."""

from __future__ import annotations

from statx.results.findings import Rule, Severity
from statx.texts import Text

THE_HEADER = Text(
    id="baris nama kolom",
    en="the header",
)
"""What is always checked, as a line of the report."""

NO_ROWS = Rule(
    "no-rows",
    "no-rows",
    Text(
        id="berkas ini hanya berisi baris nama kolom, tanpa satu baris data pun",
        en="the file has a header and no rows",
    ),
    Text(
        id="sekurang-kurangnya satu baris data",
        en="at least one row of data",
    ),
    Text(
        id="Periksa ekspornya: apakah saringannya terlalu ketat?",
        en="Check the export: was its filter too narrow?",
    ),
    severity=Severity.WARNING,
    why=Text(
        id=(
            "Ekspor yang gagal sering meninggalkan baris nama kolom saja; bila tidak dilaporkan,"
            " itu tampak seperti data yang lolos."
        ),
        en=(
            "A failed export often leaves a header alone; unsaid, that would look like data that"
            " passed."
        ),
    ),
)
