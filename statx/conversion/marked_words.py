"""What a marked workbook says."""

from __future__ import annotations

from statx.texts import Text

TITLE = Text(
    id="Temuan di {path}",
    en="Findings in {path}",
)
ERRORS = (
    Text(
        id="{n} kesalahan",
        en="{n} error",
    ),
    Text(
        id="{n} kesalahan",
        en="{n} errors",
    ),
)
WARNINGS = (
    Text(
        id="{n} peringatan",
        en="{n} warning",
    ),
    Text(
        id="{n} peringatan",
        en="{n} warnings",
    ),
)
FAILS = Text(
    id="Tidak lolos: {findings}. Diperiksa terhadap {schema}.",
    en="Does not pass: {findings}. Judged by {schema}.",
)
PASSES_WITH = Text(
    id="Lolos, dengan {findings}. Diperiksa terhadap {schema}.",
    en="Passes, with {findings}. Judged by {schema}.",
)
PASSES = Text(
    id="Lolos, tidak ada temuan. Diperiksa terhadap {schema}.",
    en="Passes, nothing was found. Judged by {schema}.",
)
LISTED = Text(
    id="Hanya {listed} dari {found} temuan yang tercantum dan ditandai di sini.",
    en="Only {listed} of {found} findings are listed and marked here.",
)
HOW = Text(
    id=(
        "Klik alamat sel untuk menuju selnya; komentar di sel menjelaskan temuannya. Perbaiki,"
        " simpan, lalu periksa lagi."
    ),
    en=(
        "Click the address of a cell to go there; its comment says what is wrong. Correct it, save,"
        " and have it judged again."
    ),
)
KINDS = (
    Text(
        id="Kesalahan",
        en="Error",
    ),
    Text(
        id="Peringatan",
        en="Warning",
    ),
)
HEADINGS = (
    Text(
        id="Jenis",
        en="Kind",
    ),
    Text(
        id="Sel",
        en="Cell",
    ),
    Text(
        id="Kolom",
        en="Field",
    ),
    Text(
        id="Isi sel",
        en="Found",
    ),
    Text(
        id="Masalah",
        en="What is wrong",
    ),
    Text(
        id="Seharusnya",
        en="Expected",
    ),
    Text(
        id="Yang perlu dilakukan",
        en="What to do",
    ),
)
MORE = Text(
    id="… dan {n} temuan lagi, lihat lembar pertama",
    en="… and {n} more, see the first sheet",
)
ONE_FILE = Text(
    id=(
        "yang ditandai adalah satu berkas data. Sebutkan satu berkas, atau jalankan sekali untuk"
        " setiap berkas."
    ),
    en="one data file is marked at a time. Name one file, or run once for each of them.",
)
