"""What a verdict says of itself in a notebook."""

from __future__ import annotations

from statx.texts import Text

HEADINGS = (
    Text(
        id="Berkas",
        en="File",
    ),
    Text(
        id="Kolom",
        en="Field",
    ),
    Text(
        id="Yang keliru",
        en="What is wrong",
    ),
    Text(
        id="Banyaknya",
        en="Count",
    ),
    Text(
        id="Pertama",
        en="First",
    ),
    Text(
        id="Yang perlu dilakukan",
        en="What to do",
    ),
)
ROW = Text(
    id="baris {row}",
    en="row {row}",
)
FIRST = Text(
    id=", pertama di {place}",
    en=", first in {place}",
)
ALL_OF_IT = Text(
    id="  Setiap temuan: .findings()",
    en="  Each finding: .findings()",
)
MORE = Text(
    id="  … dan lainnya. Semua hitungan: .counts; setiap temuan: .findings()",
    en="  … and more. All counts: .counts; each finding: .findings()",
)
MORE_ROWS = Text(
    id="… dan {n} lagi. Semua hitungan: .counts; setiap temuan: .findings()",
    en="… and {n} more. All counts: .counts; each finding: .findings()",
)
