"""The sentences that every report for people says alike."""

from __future__ import annotations

from statx.results.report import FailOn
from statx.texts import Text

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
ROWS = (
    Text(
        id="{n} baris",
        en="{n} row",
    ),
    Text(
        id="{n} baris",
        en="{n} rows",
    ),
)
COLUMNS = (
    Text(
        id="{n} kolom",
        en="{n} column",
    ),
    Text(
        id="{n} kolom",
        en="{n} columns",
    ),
)
TABLES = (
    Text(
        id="{n} berkas",
        en="{n} file",
    ),
    Text(
        id="{n} berkas",
        en="{n} files",
    ),
)

PASSES = Text(
    id="lolos",
    en="passes",
)
FAILS = Text(
    id="tidak lolos",
    en="does not pass",
)
EMPTY = Text(
    id="tidak ada yang diperiksa",
    en="nothing was checked",
)
UNREADABLE = Text(
    id="tidak dapat diperiksa",
    en="could not be checked",
)

NOTHING_KNOWN = Text(
    id=(
        "Tidak satu baris pun diperiksa terhadap skema, jadi belum diketahui apakah berkas ini"
        " benar."
    ),
    en="Not one row was checked against a schema, so nothing is known about this file.",
)
NO_FILES = Text(
    id="Tidak ada berkas yang diperiksa.",
    en="No file was checked.",
)
SUM = Text(
    id="{tables} diperiksa: {parts}",
    en="{tables} checked: {parts}",
)
ALL_PASS = Text(
    id="{n} lolos",
    en="{n} passed",
)
SOME_FAIL = Text(
    id="{n} tidak lolos",
    en="{n} did not pass",
)
SOME_EMPTY = Text(
    id="{n} tanpa isi yang diperiksa",
    en="{n} with nothing to check",
)
SOME_UNREADABLE = Text(
    id="{n} tidak dapat diperiksa",
    en="{n} could not be checked",
)

NEW = Text(
    id="baru",
    en="new",
)
KNOWN = Text(
    id="lama",
    en="known",
)
ALL_NEW = Text(
    id="semuanya baru",
    en="all new",
)
ALL_KNOWN = Text(
    id="semuanya lama",
    en="all known",
)
NEW_AND_KNOWN = Text(
    id="{new} baru, {known} lama",
    en="{new} new, {known} known",
)
UNTOUCHED = (
    Text(
        id="{tables} tidak diperiksa, karena berkas dan skemanya tidak berubah sejak {revision}",
        en="{tables} not judged: unchanged since {revision}, and so is its schema",
    ),
    Text(
        id="{tables} tidak diperiksa, karena berkas dan skemanya tidak berubah sejak {revision}",
        en="{tables} not judged: unchanged since {revision}, and so are their schemas",
    ),
)
NOTHING_TOUCHED = Text(
    id=(
        "Tidak ada data yang tersentuh perubahan sejak {revision}, jadi tidak ada yang perlu"
        " diperiksa."
    ),
    en="No data was touched since {revision}, so there is nothing to judge.",
)
FAILS_ON: dict[FailOn, Text] = {
    FailOn.ERROR: Text(
        id="kesalahan",
        en="errors",
    ),
    FailOn.WARNING: Text(
        id="kesalahan dan peringatan",
        en="errors and warnings",
    ),
    FailOn.NEW: Text(
        id="hanya kesalahan baru",
        en="new errors only",
    ),
}
"""What makes data fail, where that is not the usual."""
FAIL_ON = Text(
    id="Yang membuat data tidak lolos: {what}.",
    en="What fails the data: {what}.",
)

EXPECTED = Text(
    id="Seharusnya: {expected}",
    en="Expected: {expected}",
)
IN = Text(
    id="Di {place}",
    en="In {place}",
)
FIRST_IN = Text(
    id="Pertama di {place}",
    en="First in {place}",
)
ROW = Text(
    id="baris {row}",
    en="row {row}",
)

MORE_PLACES = Text(
    id="… dan {n} lagi",
    en="… and {n} more",
)
LEFT_OUT = Text(
    id=(
        "Hanya {listed} dari {found} temuan yang tercantum di sini; statx validate menghitung"
        " semuanya."
    ),
    en="Only {listed} of {found} findings are listed here; statx validate counts them all.",
)
