"""The sentences of the report at a glance."""

from __future__ import annotations

from statx.texts import Text

ROW = Text(
    id="baris {row}",
    en="row {row}",
)
ROW_LINE = Text(
    id="baris {row} (baris teks {line})",
    en="row {row} (line {line})",
)
ROW_PART = Text(
    id="{part} baris {row}",
    en="{part} row {row}",
)
LINE_PART = Text(
    id="{part} baris teks {line}",
    en="{part} line {line}",
)
MORE_PLACES = Text(
    id="dan {n} lagi",
    en="and {n} more",
)
MORE_RULES = (
    Text(
        id="… dan {n} jenis temuan lagi",
        en="… and {n} more kind",
    ),
    Text(
        id="… dan {n} jenis temuan lagi",
        en="… and {n} more kinds",
    ),
)
ALL_PASS = Text(
    id="{tables} lolos",
    en="{tables} pass",
)
MORE_TABLES = (
    Text(
        id="… dan {n} berkas lagi",
        en="… and {n} more file",
    ),
    Text(
        id="… dan {n} berkas lagi",
        en="… and {n} more files",
    ),
)
ASK = Text(
    id="Tanyakan artinya: statx explain KODE. Selengkapnya: {options.full}.",
    en="What a code means: statx explain CODE. All of it: {options.full}.",
).fill()
