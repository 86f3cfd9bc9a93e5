"""What is said of a workbook beside the verdict on its table."""

from __future__ import annotations

from statx.texts import Text

READ_SHEET = Text(
    id="Lembar yang diperiksa {name}; tidak dibaca: {others}.",
    en="The sheet that was judged is {name}; not read: {others}.",
)
HIDDEN_INSIDE = Text(
    id=(
        "Ada yang disembunyikan di lembar {name} dan ikut diperiksa: {what}. Tampilkan di Excel,"
        " atau hapus bila bukan data."
    ),
    en=(
        "Something is hidden on the sheet {name}, and was judged with the rest: {what}. Unhide it"
        " in Excel, or delete it if it is no data."
    ),
)
HIDDEN_SHEET = Text(
    id="Lembar {name} disembunyikan di buku kerjanya.",
    en="The sheet {name} is hidden in its workbook.",
)
HIDDEN = Text(
    id="{name} (disembunyikan)",
    en="{name} (hidden)",
)
SOME_ROWS = Text(
    id="{n} baris ({numbers})",
    en="{n} rows ({numbers})",
)
ONE_ROW = Text(
    id="1 baris ({numbers})",
    en="1 row ({numbers})",
)
SOME_COLUMNS = Text(
    id="{n} kolom ({numbers})",
    en="{n} columns ({numbers})",
)
ONE_COLUMN = Text(
    id="1 kolom ({numbers})",
    en="1 column ({numbers})",
)
