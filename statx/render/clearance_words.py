"""Sentences of reports on disclosure checks."""

from __future__ import annotations

from statx.results.clearance import Outcome
from statx.texts import Text, verbatim

NOTHING_FOUND = Text(
    id="Tidak ada temuan kerahasiaan.",
    en="No disclosure found.",
)
FOUND = Text(
    id="Jangan dirilis. Temuan kerahasiaan: {n}.",
    en="Not to be released. Disclosures found: {n}.",
)
NOT_ALL_CHECKED = Text(
    id="Belum tentu aman: tidak semuanya dapat diperiksa.",
    en="Not known to be safe: not everything could be checked.",
)
NO_ROWS = Text(
    id="Tidak ada baris yang diperiksa.",
    en="There were no rows to check.",
)
DOES_NOT_PASS = Text(
    id="Jangan dirilis. Datanya sendiri belum lolos; kesalahan: {n}. Lihat statx validate.",
    en="Not to be released. The data itself does not pass; errors: {n}. See statx validate.",
)

RESULTS = {
    Outcome.PASS: verbatim("{title}"),
    Outcome.FAIL: Text(
        id="{title}: {n} temuan",
        en="{title}: {n} found",
    ),
    Outcome.NOT_APPLICABLE: Text(
        id="{title}: tidak berlaku",
        en="{title}: not applicable",
    ),
    Outcome.UNCHECKED: verbatim("{title}"),
}
NOTHING_OF = Text(
    id="tidak berlaku untuk tabel ini: {titles}",
    en="nothing of the kind in this table: {titles}",
)
NOT_CHECKED = Text(
    id="tidak diperiksa, karena {reason}: {titles}",
    en="not checked, as {reason}: {titles}",
)
WITH_REASON = verbatim("{title} ({reason})")

FINDING = verbatim("{field}: {says} ({n})")
FINDING_ELSEWHERE = verbatim("{says} ({n})")
ROW = Text(
    id="baris {row}",
    en="row {row}",
)
ROW_PART = Text(
    id="{part} baris {row}",
    en="{part} row {row}",
)
MORE = Text(
    id="dan {n} lagi",
    en="and {n} more",
)
